import Foundation
import Testing

@Suite("Tables as they come, on the command line")
struct IntakeOnTheCommandLineTests {
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private func opened(_ language: String = "en") throws -> Program {
        var program = try Program()
        program.language = language
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        try FileManager.default.copyItem(
            at: Program.root.appendingPathComponent("Tests/FormatsTests/Fixtures/openpyxl.xlsx"),
            to: program.folder.appendingPathComponent("鄂.xlsx"))
        return program
    }

    @Test("what was taken, what was changed and what is refused is told, shortly or in full", arguments: ["zh", "en"])
    func report(language: String) throws {
        let program = try opened(language)
        let shown = [
            try program.act("intake dossiers 鄂.xlsx", as: "S-01"), try program.act("intake list", as: "S-01"),
            // Once more: every number is taken.
            try program.act("intake dossiers 鄂.xlsx --details", as: "S-01", expecting: 65),
        ]
        try program.compare(shown.joined(separator: "---\n"), golden: "intake.\(language)")
    }

    @Test("the report is complete in JSON, whether the table is taken in or refused")
    func document() throws {
        let program = try opened()
        for code in [0, 65] as [Int32] {
            let outcome = try program.run(["intake", "dossiers", "鄂.xlsx", "--json", "--as", "S-01"])
            #expect(outcome.code == code)
            let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let parts = try #require((document["report"] as? [String: Any])?["parts"] as? [[String: Any]])
            #expect(parts.count == 1)
            #expect(parts[0]["sheet"] as? String == "汇总表")
            #expect(parts[0]["rows"] as? Int == 3)
            #expect(parts[0]["taken"] as? Int == (code == 0 ? 3 : 0))
            let notes = try #require(parts[0]["notes"] as? [[String: Any]])
            #expect(notes.contains { $0["old"] as? String == "0.32" && $0["new"] as? String == "32%" })
            let faults = try #require(parts[0]["faults"] as? [[String: Any]])
            #expect(faults.count == (code == 0 ? 0 : 3))
            if code != 0 {
                let place = try #require(faults[0]["place"] as? [String: Any])
                #expect(place["row"] as? Int == 4 && place["columnNumber"] as? Int == 2 && place["sheet"] as? String == "汇总表")
            }
        }
    }

    @Test("a table that can't be read keeps nobody from hearing what is wrong with the others")
    func together() throws {
        let program = try opened()
        try Data([0xFF, 0x61]).write(to: program.folder.appendingPathComponent("bad.csv"))
        try program.act("intake dossiers 鄂.xlsx", as: "S-01")
        let told = try program.act("intake dossiers bad.csv 鄂.xlsx", as: "S-01", expecting: 65)
        #expect(told.contains("bad.csv:1: this is no text"))
        #expect(told.contains("鄂.xlsx, sheet “汇总表”, cell B4, column “编号”: the number D-1 is taken"))
        #expect(try program.act("intake list", as: "S-01").split(separator: "\n").count == 4)
    }

    /// Makes a file and hands it in; the exit code and the most memory that the program took, in kilobytes.
    private func cost(_ program: Program, making lines: String) throws -> (code: Int, memory: Int, told: String) {
        let script = """
            import resource, subprocess, sys, zipfile
            def workbook(sheet):
                R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
                M = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
                P = 'http://schemas.openxmlformats.org/package/2006/relationships'
                with zipfile.ZipFile('x.xlsx', 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('xl/workbook.xml', f'<workbook xmlns="{M}" xmlns:r="{R}"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>')
                    z.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{P}"><Relationship Id="a" Type="{R}/worksheet" Target="s.xml"/></Relationships>')
                    with z.open('xl/s.xml', 'w') as f:
                        f.write(f'<worksheet xmlns="{M}"><sheetData>'.encode())
                        for piece in sheet: f.write(piece)
                        f.write(b'</sheetData></worksheet>')
            \(lines)
            done = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE)
            print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            print(done.stderr.decode())
            """
        try script.write(to: program.folder.appendingPathComponent("cost.py"), atomically: true, encoding: .utf8)
        let outcome = try program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", "cost.py", Program.executable.path, "intake", "dossiers", "x.xlsx", "--as", "S-01"], language: "en")
        let numbers = outcome.output.split(whereSeparator: \.isWhitespace).prefix(2).compactMap { Int($0) }
        try #require(numbers.count == 2, "\(outcome.output) \(outcome.errors)")
        return (numbers[0], numbers[1], outcome.output)
    }

    @Test(
        "what means harm costs little memory",
        arguments: [
            ("workbook(b' ' * 1048576 for _ in range(1024))", "unpacks to more"),
            ("workbook(b'<row/>' * 1000 for _ in range(1000))", "the table is empty"),
            ("workbook(b'<x>' * 1000 for _ in range(1000))", "nest more than 100 deep"),
            ("workbook([b'<row a=\"'] + [b'abcdefgh' * 131072] * 30)", "a tag exceeds 1 MB"),
            ("open('x.xlsx', 'wb').truncate(10 << 30)", "exceeds 64 MB"),
            ("open('x.xlsx', 'wb').write(b',' * (1 << 20))", "more than 16384 fields"),
            ("open('x.xlsx', 'wb').write(b'1,1,1\\n' * (1 << 19))", "holds more than a table could have"),
        ])
    func harm(lines: String, words: String) throws {
        let cost = try cost(try opened(), making: lines)
        #expect(cost.code == 65)
        #expect(cost.told.contains(words), "\(cost.told.prefix(500))")
        #expect(cost.memory < 300_000, "\(cost.memory) kB for \(lines)")
    }
}
