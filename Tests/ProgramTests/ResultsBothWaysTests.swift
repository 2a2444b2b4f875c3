import Foundation
import Testing

/// What is asked once reviews are over, typed at the database and through a server.
@Suite("Results, papers and decisions, both ways")
struct ResultsBothWaysTests {
    @Test("say the same in words, JSON, files and exit codes", .timeLimit(.minutes(20)), arguments: ["zh", "en"])
    func same(language: String) throws {
        let there = try ServedRound(language: language)
        let experts = Set(
            try there.program.act("assignment show", as: "S-01").split(separator: "\n").dropFirst().map {
                String($0.split(separator: " ")[1])
            }
        ).sorted()
        for (index, expert) in experts.enumerated() {
            try there.program.act("review pledge --agree", as: expert)
            try there.program.act("review declare --none", as: expert)
            try there.program.act("review template --out sheets.csv", as: expert)
            try RoundOnTheCommandLineTests().fill("sheets.csv", there.program, score: 60 + index * 7 % 40)
            try there.program.act("review submit --file sheets.csv", as: expert)
        }
        try there.program.act("round advance", as: "S-01")
        var here = try Program()
        here.language = language
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: there.program.folder.path + "/round.db" + ending, toPath: here.folder.path + "/round.db" + ending)
        }
        for person in ["S-01", "C-01", "C-02", "A-01", there.first[0]] { try there.signIn(person) }

        /// - Parameters:
        ///   - code: How it ends; nil where that is the call's matter.
        ///   - hasTimes: Whether what is said has the moment at which it was done.
        func both(_ line: String, as person: String, code: Int32? = 0, hasTimes: Bool = false) throws {
            let words = line.split(separator: " ").map(String.init)
            let remote = try there.program.run(words + ["--server", there.server.address, "--as", person])
            let local = try here.run(words + ["--as", person])
            #expect(code == nil || local.code == code, "\(line): \(local.errors)")
            #expect(remote.code == local.code, "\(line): \(remote.errors)")
            #expect(hasTimes || remote.output == local.output, "\(line)")
            #expect(hasTimes || remote.errors == local.errors, "\(line)")
        }
        func sameFiles(_ folder: String) throws {
            let names = try FileManager.default.subpathsOfDirectory(atPath: here.folder.appendingPathComponent(folder).path).sorted()
            #expect(!names.isEmpty)
            for name in names where name.contains(".") && !name.hasSuffix(".xlsx") {
                let paths = [here, there.program].map { $0.folder.appendingPathComponent(folder).appendingPathComponent(name).path }
                let (local, remote) = (FileManager.default.contents(atPath: paths[0]), FileManager.default.contents(atPath: paths[1]))
                #expect(local != nil && local == remote, "\(folder)/\(name)")
            }
        }
        let (mine, expert) = (there.first[1], there.first[0])
        try both("results list", as: "S-01")
        try both("results analyze", as: "S-01", code: 1)
        try both("results compute", as: "C-01", code: 77)
        try both("results compute", as: "S-01")
        for form in ["", " --json"] {
            try both("results compute" + form, as: "S-01")
            try both("results list" + form, as: "S-01")
            try both("results show \(mine)" + form, as: "C-01")
            try both("results analyze" + form, as: "A-01")
            try both("results abnormal" + form, as: "S-01")
        }
        try both("results list --category enterprise", as: "C-01")
        try both("results analyze --category nowhere", as: "C-01", code: 64)
        try both("results show \(mine)", as: "S-01", code: 77)
        try both("results show D-99999", as: "C-01", code: 1)
        try both("results report reports", as: "S-01")
        try both("results records records", as: "C-01")
        try both("results records record --dossier \(mine)", as: "C-01")
        try both("results export results.csv", as: "S-01")
        try both("results ask-reasons \(mine) \(expert) --reason 示例", as: "S-01", code: nil)
        try both("results third-reading \(mine) \(expert) --reason 示例", as: "S-01", code: nil)
        try both("results discuss \(mine) \(expert) --attending \(expert) --abnormal 1 --sound 0 --minutes 示例", as: "C-01", code: nil)
        try both("results decide \(mine) \(expert) --keep --reason 示例", as: "C-01", code: nil)
        try both("review explain \(mine) --reason 示例", as: expert, code: nil)
        try both("review vote 1 --sound --reason 示例", as: expert, code: nil)
        try both("decisions show", as: "C-01", code: 1)
        try both("decisions recuse \(mine) --reason 示例", as: "C-02", hasTimes: true)
        try both("results show \(mine)", as: "C-02", code: 1)
        for person in ["S-01", "C-02"] { try both("round papers papers-\(person)", as: person) }
        for folder in ["reports", "records", "record", "papers-S-01", "papers-C-02"] { try sameFiles(folder) }
        #expect(
            FileManager.default.contents(atPath: here.folder.path + "/results.csv")
                == FileManager.default.contents(atPath: there.program.folder.path + "/results.csv"))

        // A table's faults are told by its rows, wherever it is read.
        for program in [here, there.program] {
            try "year,date,kind,name,source\n2031,2031-13-01,holiday,示例,示例\n".write(
                to: program.folder.appendingPathComponent("bad.csv"), atomically: true, encoding: .utf8)
            try "year,date,kind,name,source\n2031,2031-01-01,holiday,示例,示例\n".write(
                to: program.folder.appendingPathComponent("days.csv"), atomically: true, encoding: .utf8)
        }
        try both("decisions holidays bad.csv", as: "S-01", code: 65)
        try both("decisions holidays bad.csv", as: "C-01", code: 77)
        try both("decisions holidays days.csv", as: "S-01", hasTimes: true)
        try both("decisions holidays days.csv --json", as: "S-01", code: 1)
        for program in [here, there.program] { #expect(try program.run(["audit", "verify"]).code == 0) }
    }
}
