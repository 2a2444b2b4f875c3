import Foundation
import Testing

@Suite("Eligibility and contact persons, typed as the secretariat types them")
struct EligibilityOnTheCommandLineTests {
    private static let data = Program.root.appendingPathComponent("fixtures/round-2023").path
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private func opened(_ language: String) throws -> Program {
        var program = try Program()
        program.language = language
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        try program.act("access grant C-01 --name 示例 --role chair", as: "S-01")
        return program
    }

    @Test("a full quota, a late filing, a change of mind: each is told, and the log holds", arguments: ["zh", "en"])
    func decisions(language: String) throws {
        let program = try opened(language)
        // 浙江省, whose quota is full, with the dossier that has the lowest share of service income; then one that came late.
        try program.act("intake dossiers \(Self.data)/dossiers/330000.csv", as: "S-01")
        var shown = [
            try program.act("intake dossiers \(Self.data)/late.csv", as: "S-01"),
            try program.act("intake decide D-541 --check late --accept --reason 示例", as: "S-01", expecting: 1),
            try program.act("intake decide D-168 --check service-share --refuse --reason 示例：占比明显不足", as: "S-01"),
            try program.act("intake decide D-541 --check late --accept --reason 示例：系统故障", as: "S-01"),
            // The place is taken again, so that the first decision can't be taken back.
            try program.act("intake decide D-168 --accept --reason 示例：复核 --check service-share", as: "S-01", expecting: 1),
            try program.act("intake decide D-541 --check late --refuse --reason 示例：证明不实", as: "S-01"),
            try program.act("intake decide D-168 --accept --reason 示例：复核 --check service-share", as: "S-01"),
        ]
        for line in ["intake flags", "intake eligibility D-168", "intake eligibility D-541", "intake eligibility"] {
            shown.append(try program.act(line, as: "S-01"))
        }
        try program.compare(shown.joined(separator: "---\n"), golden: "eligibility.\(language)")
        let document =
            try JSONSerialization.jsonObject(
                with: Data(try program.act("intake eligibility D-168 --json", as: "S-01").utf8)) as? [String: Any]
        #expect(document?["standing"] as? String == "admitted")
        let items = document?["items"] as? [[String: Any]] ?? []
        let share = items.first { $0["check"] as? String == "service-share" }
        #expect(share?["outcome"] as? String == "met" && (share?["decisions"] as? [Any])?.count == 2)
        #expect(try program.run(["audit", "verify"]).code == 0)
    }

    @Test("contact persons with the one who is late and the one who is missing; chairs don't see them", arguments: ["zh", "en"])
    func contacts(language: String) throws {
        let program = try opened(language)
        let shown = [
            try program.act("intake contacts \(Self.data)/contacts.csv", as: "S-01"),
            try program.act("intake contacts \(Self.data)/contacts-later.csv", as: "S-01"),
            try program.act("intake contacts", as: "S-01"),
        ]
        try program.compare(shown.joined(separator: "---\n"), golden: "contacts.\(language)")
        try program.act("intake contacts", as: "C-01", expecting: 77)
        let document =
            try JSONSerialization.jsonObject(
                with: Data(try program.act("intake contacts --json", as: "S-01").utf8)) as? [String: Any]
        #expect((document?["late"] as? [Any])?.count == 1 && (document?["missing"] as? [Any])?.count == 1)
        try program.act("intake template --contacts --out c.xlsx", as: "S-01")
        #expect(try program.act("intake contacts c.xlsx --json", as: "S-01").contains("\"added\" : 0"))
    }
}
