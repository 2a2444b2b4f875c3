import Foundation
import Testing

/// What the secretariat and the auditors do before the reviews, on a database at hand and through a server.
@Suite("The secretariat's commands behind a server", .serialized)
struct OfficeThroughTheServiceTests {
    private static let data = Program.root.appendingPathComponent("fixtures/round-2023").path
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private func opened(_ program: Program) throws {
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        for (person, role) in [("C-01", "chair"), ("A-01", "auditor")] {
            try program.act("access grant \(person) --name 示例 --role \(role)", as: "S-01")
        }
    }

    /// The summary table with two of its cells made wrong.
    private func damaged() throws -> String {
        try String(contentsOfFile: "\(Self.data)/dossiers/370200.csv", encoding: .utf8)
            .replacing("2023-05-28", with: "二月三十日").replacing(
                "示例腾跃船用设备股份有限公司,91000000MAB51610XA", with: "　示例腾跃船用设备股份有限公司,91000000MAB51610XX")
    }

    @Test("do what they do on a database at hand: tables, their faults, marked copies, the register, the log", .timeLimit(.minutes(10)))
    func intakeToAudit() throws {
        let rounds = try TwinRounds(language: "zh", people: ["S-01", "C-01", "A-01"], opened)
        try intake(rounds)
        try register(rounds)
        try audit(rounds)
    }

    @Test("speak English where that is asked for", .timeLimit(.minutes(10)))
    func inEnglish() throws {
        let rounds = try TwinRounds(language: "en", people: ["S-01", "C-01"], opened)
        try rounds.write(try damaged(), to: "damaged.csv")
        let refused = try rounds.type("intake dossiers damaged.csv --details", as: "S-01", expecting: 65)
        #expect(refused.contains("damaged.csv, row 2, column"))
        try rounds.type("intake dossiers damaged.csv", as: "C-01", expecting: 77)
        try rounds.type("round page page.html", as: "S-01", expecting: 1)
        try rounds.type("conflicts enter E-001 D-515 --reason 示例", as: "S-01", expecting: 64)
    }

    private func intake(_ rounds: TwinRounds) throws {
        try rounds.write(try damaged(), to: "damaged.csv")
        try rounds.write("没有表头", to: "nothing.csv")
        try rounds.type("intake dossiers nowhere.csv", as: "S-01", expecting: 1)
        try rounds.type("intake dossiers damaged.csv nothing.csv", as: "S-01", expecting: 65)
        try rounds.type("intake dossiers damaged.csv --json --marked faults", as: "S-01", expecting: 65, files: ["faults/damaged-问题.xlsx"])
        try rounds.type("intake dossiers damaged.csv", as: "C-01", expecting: 77)
        try rounds.type("intake dossiers \(Self.data)/dossiers/370200.csv --json", as: "S-01")
        try rounds.type("intake experts \(Self.data)/experts.csv --affiliations damaged.csv", as: "S-01", expecting: 65)
        try rounds.type(
            "intake experts \(Self.data)/experts.csv --affiliations \(Self.data)/affiliations.csv --interests \(Self.data)/interests.csv",
            as: "S-01")
        try rounds.type("intake contacts \(Self.data)/contacts.csv --details", as: "S-01")
        for line in ["intake contacts --json", "intake list", "intake list --category enterprise --json", "intake register"] {
            try rounds.type(line, as: "S-01")
        }
        try rounds.type("intake contacts", as: "C-01", expecting: 77)
        try rounds.type("intake demonstrations damaged.csv", as: "S-01", expecting: 65)
        try rounds.type("intake excuses damaged.csv", as: "C-01", expecting: 77)
        for line in ["intake eligibility", "intake eligibility --json", "intake eligibility D-515", "rubric show", "rubric show --json"] {
            try rounds.type(line, as: "A-01")
        }
        try rounds.type("intake eligibility D-999", as: "A-01", expecting: 1)
        for line in try rounds.type("intake flags", as: "S-01").split(separator: "\n").dropFirst() {
            try rounds.type("intake decide \(line.prefix(5)) --accept --reason 示例", as: "S-01")
        }
        try rounds.type("intake decide D-515 --accept --reason 示例", as: "S-01", expecting: 1)
        try rounds.type("intake correct D-515 --name 示例青松金属科技股份有限公司 --reason 示例：来函", as: "S-01")
        try rounds.type("intake correct D-515 --code 1 --reason 示例", as: "S-01", expecting: 64)
        try rounds.type("intake template --authority 370200 --out summary.xlsx", as: "S-01", files: ["summary.xlsx"])
        try rounds.type("intake template --reassessments --out filings.xlsx", as: "S-01", files: ["filings.xlsx"])
    }

    private func register(_ rounds: TwinRounds) throws {
        try rounds.type("round advance", as: "S-01")
        try rounds.type("conflicts detect --json", as: "S-01")
        let suspicions = try rounds.type("conflicts suspicions", as: "A-01")
        try rounds.type("conflicts suspicions --json", as: "A-01")
        for line in suspicions.split(separator: "\n") {
            guard let match = line.firstMatch(of: /^“(.*)” ~ “(.*)”  \[/) else { continue }
            try rounds.type("conflicts settle --names \(match.1) --names \(match.2) --different --reason 示例", as: "S-01")
        }
        try rounds.type("conflicts settle --names 甲 --names 乙 --same --reason 示例", as: "S-01", expecting: 1)
        try rounds.type("conflicts settle E-001 D-516 --confirm --reason 示例", as: "S-01", expecting: 1)
        try rounds.type("conflicts enter E-001 D-516 --ground kinship --reason 示例：来信反映", as: "S-01")
        try rounds.type("conflicts enter E-001 D-516 --ground kinship --reason 示例", as: "S-01", expecting: 1)
        try rounds.type("conflicts waive E-001 D-516 --reason 示例：已核实", as: "S-01")
        try rounds.type("conflicts confirm E-001 D-516 --reason 示例", as: "S-01")
        try rounds.type("conflicts request E-002 D-517 --from 示例单位 --reason 示例", as: "S-01")
        try rounds.type("conflicts settle E-002 D-517 --clear --reason 示例", as: "S-01")
        func relations(_ kind: String) -> String {
            "单位甲,甲统一社会信用代码,关系,单位乙,乙统一社会信用代码,持股比例,开始,结束,来源\n"
                + "示例嘉禾科技大学,12000000MAG7517157,\(kind),示例腾跃船用设备股份有限公司,91000000MAB51610XA,,2022-01-01,,示例：公开报道\n"
        }
        try rounds.write(relations("合作"), to: "wrong.csv")
        try rounds.write(relations("辅导申报"), to: "relations.csv")
        try rounds.type("intake relations wrong.csv", as: "S-01", expecting: 65)
        try rounds.type("intake relations relations.csv", as: "S-01")
        try rounds.type("intake affiliations \(Self.data)/affiliations.csv --json", as: "S-01")
        for line in ["conflicts list", "conflicts list --expert E-001 --json", "conflicts explain E-001 D-516", "conflicts statistics"] {
            try rounds.type(line, as: "A-01")
        }
        try rounds.type("conflicts list", as: "C-01", expecting: 77)
        try rounds.type("conflicts matrix matrix.html --by organisation --most 5", as: "A-01", files: ["matrix.html"])
        let replay = try rounds.type("conflicts replay", as: "S-01")
        let digest = try #require(replay.firstMatch(of: /--approve ([0-9a-f]+)/)).1
        try rounds.type("conflicts replay --approve 12345678 --reason 示例", as: "S-01", expecting: 1)
        try rounds.type("conflicts replay --approve \(digest) --reason 示例", as: "S-01")
        try rounds.type("intake dossiers \(Self.data)/dossiers/370200.csv", as: "S-01", expecting: 1)
    }

    private func audit(_ rounds: TwinRounds) throws {
        try rounds.type("audit log", as: "A-01")
        try rounds.type("audit log", as: "C-01", expecting: 77)
        try rounds.type("audit export log.jsonl", as: "A-01", files: ["log.jsonl"])
        try rounds.type("audit export bundle --identities secret/who.json", as: "A-01")
        try rounds.type("audit export bundle", as: "A-01", expecting: 1)
        try rounds.type("audit export other", as: "S-01", expecting: 77)
        try rounds.type("audit export other --publication", as: "A-01", expecting: 1)
        let identities = try [rounds.here, rounds.there].map {
            try String(contentsOf: $0.folder.appendingPathComponent("secret/who.json"), encoding: .utf8)
        }
        #expect(identities.allSatisfy { $0.contains("linxuan-identities/1") })
        try rounds.type("audit verify", as: "A-01")
        try rounds.type("audit verify --expect 1234", as: "A-01", expecting: 1)
    }
}
