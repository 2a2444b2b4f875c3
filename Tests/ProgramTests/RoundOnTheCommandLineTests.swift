import Foundation
import Testing

@Suite("A round in miniature, typed as its people type it")
struct RoundOnTheCommandLineTests {
    private static let data = Program.root.appendingPathComponent("fixtures/round-2023").path
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private func opened(_ program: Program) throws {
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        for (person, role) in [("C-01", "chair"), ("C-02", "chair"), ("A-01", "auditor")] {
            try program.act("access grant \(person) --name 示例 --role \(role)", as: "S-01")
        }
    }

    func assigned(_ program: Program) throws {
        try opened(program)
        try program.act("intake dossiers \(Self.data)/dossiers/370200.csv", as: "S-01")
        try program.act(
            "intake experts \(Self.data)/experts.csv --affiliations \(Self.data)/affiliations.csv --interests \(Self.data)/interests.csv",
            as: "S-01")
        for line in try program.act("intake flags", as: "S-01").split(separator: "\n").dropFirst() {
            try program.act("intake decide \(line.prefix(5)) --accept --reason 示例", as: "S-01")
        }
        try program.act("round advance", as: "S-01")
        try program.act("conflicts detect", as: "S-01")
        try settleSuspicions(program)
        try program.act("round advance", as: "S-01")
        try program.draw("comprehensive-city")
    }

    /// Settles whatever names are near as two organisations.
    private func settleSuspicions(_ program: Program) throws {
        for line in try program.act("conflicts suspicions", as: "S-01").split(separator: "\n") {
            guard let match = line.firstMatch(of: /^“(.*)” ~ “(.*)”  \[/) else { continue }
            try program.act("conflicts settle --names \(match.1) --names \(match.2) --different --reason 示例", as: "S-01")
        }
    }

    /// Fills a table of sheets as an expert would: the same score for everything, gates met, no visit.
    func fill(_ file: String, _ program: Program, score: Int, reason: String = "示例：理由") throws {
        let url = program.folder.appendingPathComponent(file)
        let gates = try #require(
            (try JSONSerialization.jsonObject(with: Data(try program.act("rubric show --json", as: "S-01").utf8)) as? [String: Any])?[
                "rubrics"] as? [[String: Any]]
        ).flatMap { $0["gates"] as? [String] ?? [] }
        let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).map { line -> String in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            switch fields[1] {
            case "指标": return String(line)
            case "visit": return "\(fields[0]),visit,不需要,"
            case let item where gates.contains(item): return "\(fields[0]),\(item),符合,"
            default: return "\(fields[0]),\(fields[1]),\(score),\(reason)"
            }
        }
        try lines.joined(separator: "\r\n").write(to: url, atomically: true, encoding: .utf8)
    }

    @Test(
        "goes from a table to a signed list, every decision with its reason, and the log and its bundles hold; by a server as well",
        .timeLimit(.minutes(10)), arguments: [false, true])
    func wholeRound(isServed: Bool) throws {
        let program = try Program(isServed: isServed)
        try assigned(program)
        try program.compare(try program.act("round status", as: "S-01"), golden: "status.zh")
        try program.act("assignment instance instance.json", as: "S-01")
        try program.act("assignment plan", as: "S-01")
        try program.act("assignment export plan.json", as: "S-01")
        #expect(try program.run(["verify", "instance.json", "plan.json"]).code == 0)
        try program.act("assignment approve", as: "S-01")
        try program.act("round advance", as: "S-01")

        let pairs = try program.act("assignment show", as: "S-01").split(separator: "\n").dropFirst()
            .map { $0.split(separator: " ").map(String.init) }
        let experts = Set(pairs.map { $0[1] }).sorted()
        let (recused, dossier) = (pairs[0][1], pairs[0][0])
        try program.act("review recuse \(dossier) --reason 示例", as: recused)
        try program.act("assignment replace", as: "S-01")
        try program.act("assignment approve", as: "S-01")
        let now = try program.act("assignment show", as: "S-01")
        for (index, expert) in (Set(experts).union(sitting(in: now))).sorted().enumerated() {
            try program.act("review pledge --agree", as: expert)
            try program.act("review declare --none", as: expert)
            try program.act("review template --out sheets.csv", as: expert)
            try fill("sheets.csv", program, score: 70 + index % 20)
            guard index % 2 == 0 else {
                try program.act("review submit --file sheets.csv", as: expert)
                continue
            }
            // The same by way of a workbook, which has in it what was saved.
            try program.act("review template --out sheets.xlsx", as: expert)
            let empty = try program.act("review submit --file sheets.xlsx", as: expert, expecting: 65)
            #expect(empty.contains("sheets.xlsx，「1 "), "\(empty)")
            try program.act("review save sheets.csv", as: expert)
            try program.act("review template --out sheets.xlsx", as: expert)
            try program.act("review submit --file sheets.xlsx", as: expert)
        }
        try program.act("results compute", as: "S-01", expecting: 1)
        try program.act("round advance", as: "S-01")
        try program.act("results compute", as: "S-01")
        try program.act("results show \(dossier)", as: "S-01", expecting: 77)
        #expect(try program.act("results show \(dossier)", as: "C-01").contains("示例：理由"))
        try program.act("round advance", as: "S-01")
        try program.act("visits choose", as: "S-01")
        try program.act("visits choose", as: "C-01", expecting: 77)
        try visited(program)
        try program.act("round advance", as: "S-01")
        try decided(program, out: dossier)
        try program.act("decisions export papers", as: "S-01")
        let list = try String(contentsOf: program.folder.appendingPathComponent("papers/shortlist.md"), encoding: .utf8)
        #expect(list.contains("调出") && !list.contains("草案"))
        let final = try String(contentsOf: program.folder.appendingPathComponent("papers/final.html"), encoding: .utf8)
        #expect(final.contains("演练") && final.contains("入选名单"))
        for table in ["papers/shortlist.xlsx", "papers/notice.xlsx", "papers/final.xlsx", "results.xlsx", "visits.xlsx"] {
            if !table.hasPrefix("papers") { try program.act("\(table.dropLast(5)) export \(table)", as: "S-01") }
            #expect(try Data(contentsOf: program.folder.appendingPathComponent(table)).starts(with: Data("PK".utf8)))
        }
        for language in ["zh", "en"] {
            let shown = try [
                "round status", "intake flags", "results list", "visits list", "visits teams", "visits schedule", "visits findings",
                "visits explain \(dossier)", "decisions show",
            ].map { command in
                "$ linxuan \(command)\n" + (try program.act("\(command) --lang \(language)", as: "C-01"))
            }
            let secret = try [
                "conflicts list", "conflicts statistics", "assignment show", "assignment explain \(dossier)", "review progress",
            ].map {
                command in
                "$ linxuan \(command)\n" + (try program.act("\(command) --lang \(language)", as: "A-01"))
            }
            try program.compare((shown + secret).joined(separator: "\n"), golden: "round.\(language)")
        }
        try program.act("round page page.html", as: "C-01")
        #expect(try program.run(["audit", "verify"]).code == 0)
        let applicants = try program.act("intake list", as: "S-01").matches(of: /(D-\d+) .*?(示例\S+)/).map { (String($0.1), String($0.2)) }
        let listed = try #require(applicants.first { final.contains($0.1) }).1
        let unlisted = try #require(applicants.first { $0.0 == dossier }).1
        #expect(!final.contains(unlisted))
        try BundleChecks(program: program).run(listed: listed, unlisted: unlisted)
    }

    /// Forms teams, makes a schedule, and hands in what every visit found, by each way that there is.
    private func visited(_ program: Program) throws {
        try program.act("visits schedule --make", as: "S-01", expecting: 1)
        try program.act("visits teams --make", as: "S-01")
        try program.act("visits schedule --make --out schedule.xlsx", as: "S-01")
        try program.act("round advance", as: "S-01", expecting: 1)
        let teams = try JSONSerialization.jsonObject(with: Data(try program.act("visits teams --json", as: "C-01").utf8)) as? [String: Any]
        let leads = Set(try #require(teams?["trips"] as? [[String: Any]]).flatMap { $0["leads"] as? [String] ?? [] }).sorted()
        for (index, lead) in leads.enumerated() {
            let file = program.folder.appendingPathComponent("findings.csv")
            try program.act("visits template --out findings.csv", as: lead)
            if index == 0 { try program.act("visits submit --file findings.csv", as: lead, expecting: 65) }
            let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map { line -> String in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                guard fields[1] == "overall" || fields[1].hasPrefix("question-") else { return String(line) }
                return (fields.dropLast(2) + ["属实", "示例：已核实"]).joined(separator: ",")
            }
            try lines.joined(separator: "\r\n").write(to: file, atomically: true, encoding: .utf8)
            try program.act("visits submit --file findings.csv", as: lead)
        }
        let dossier = try #require(
            try program.act("visits own", as: leads[0]).split(separator: "\n").dropFirst().first?.split(separator: " ").first.map(
                String.init))
        try program.act("visits template \(dossier) --out finding.yaml", as: leads[0])
        try program.act("visits submit --file finding.yaml --attach schedule.xlsx", as: leads[0])
        #expect(try program.act("visits findings", as: "A-01").contains("示例：已核实"))
        try program.act("visits template \(dossier) --out finding.yaml", as: "S-01", expecting: 77)
    }

    /// From the proposal to the final list, with a motion, a dissent, an objection and letters.
    private func decided(_ program: Program, out dossier: String) throws {
        try program.act("decisions propose", as: "C-01", expecting: 1)
        for chair in ["C-01", "C-02"] { try program.act("decisions attend", as: chair) }
        try program.act("decisions propose", as: "C-01")
        for change in ["--pass-mark enterprise=99", "--weight enterprise:character=0", "--places enterprise", "--pass-mark x=1", ""] {
            try program.act("decisions what-if \(change)", as: "C-01", expecting: change.contains("99") ? 0 : 64)
        }
        try program.act("decisions what-if --pass-mark enterprise=99", as: "E-001", expecting: 77)
        try program.act("decisions move \(dossier) --out --reason 示例", as: "C-01")
        try program.act("decisions vote 1 --against", as: "C-02", expecting: 64)
        try program.act("decisions vote --agree", as: "C-02", expecting: 64)
        try program.act("decisions vote 1 --agree", as: "S-01", expecting: 77)
        try program.act("decisions vote 1 --agree", as: "C-02")
        try program.act("decisions dissent --dossier \(dossier) --reason 示例：保留意见", as: "C-02")
        try program.act("decisions sign", as: "C-01", expecting: 1)
        for chair in ["C-01", "C-02"] { try program.act("decisions vote --list --agree", as: chair) }
        try program.act("decisions sign", as: "C-01")
        try program.act("decisions sign", as: "C-01", expecting: 1)
        try program.act("decisions publish", as: "S-01", expecting: 1)
        try program.act("decisions decline", as: "C-02", expecting: 64)
        try program.act("decisions decline --reason 示例：尚须核实", as: "S-01", expecting: 77)
        try program.act("decisions decline --reason 示例：尚须核实", as: "C-02")
        try program.act("decisions decline --reason 示例：尚须核实", as: "C-02", expecting: 1)
        for (language, words) in [("zh", "C-02 拒绝签字"), ("en", "C-02 declines to sign")] {
            #expect(try program.act("decisions show --lang \(language)", as: "C-01").contains(words))
        }
        try program.act("decisions sign", as: "C-02")
        try program.act("decisions move \(dossier) --in --reason 示例", as: "C-02", expecting: 1)
        try program.act("decisions publish --rehearsal-day yesterday", as: "S-01", expecting: 64)
        try program.act("decisions publish --rehearsal-day 2024-12-30", as: "S-01", expecting: 1)
        try program.act("decisions publish --rehearsal-day 2023-09-25", as: "C-01", expecting: 77)
        try program.act("decisions publish --rehearsal-day 2023-09-25", as: "S-01")
        try "示例证据".write(to: program.folder.appendingPathComponent("evidence.txt"), atomically: true, encoding: .utf8)
        let objection = "decisions object \(dossier) --from 示例单位 --text 示例来信 --rehearsal-day 2023-09-26"
        try program.act(objection + " --ground facts", as: "C-01", expecting: 77)
        try program.act(objection + " --ground whim", as: "S-01", expecting: 64)
        try program.act(objection + " --ground facts --evidence none.txt", as: "S-01", expecting: 1)
        try program.act(objection + " --ground facts --evidence evidence.txt", as: "S-01")
        try program.act("decisions letters letters", as: "S-01", expecting: 1)
        try program.act("decisions close --rehearsal-day 2023-10-09", as: "S-01", expecting: 1)
        try program.act("decisions answer 1 --dismiss --reason 示例：经核实 --rehearsal-day 2023-10-09", as: "S-01")
        try program.act("decisions close --rehearsal-day 2023-10-09", as: "S-01")
        try program.act("decisions letters letters", as: "C-01", expecting: 77)
        try program.act("decisions letters letters", as: "S-01")
        try program.act("decisions letters letters.en --lang en", as: "S-01")
        for language in ["zh", "en"] {
            let shown = try ["decisions show \(dossier)", "decisions notice", "decisions what-if --pass-mark enterprise=99 --all"].map {
                "$ linxuan \($0)\n" + (try program.act("\($0) --lang \(language)", as: "C-01"))
            }
            try program.compare(shown.joined(separator: "\n"), golden: "decisions.\(language)")
            let letter = program.folder.appendingPathComponent(language == "zh" ? "letters" : "letters.en")
                .appendingPathComponent("\(dossier).html")
            try program.compare(
                String(contentsOf: letter, encoding: .utf8).replacing(/<style>[^§]*<\/style>/, with: ""), golden: "letter.\(language)")
        }
    }

    private func sitting(in listing: String) -> Set<String> {
        Set(listing.split(separator: "\n").dropFirst().filter { $0.contains("待评审") }.map { String($0.split(separator: " ")[1]) })
    }

    @Test("refuses with the codes of the interface, and says what to do", arguments: ["zh", "en"])
    func refusals(language: String) throws {
        var program = try Program()
        program.language = language
        let elsewhere = program.folder.appendingPathComponent("bad.csv")
        try opened(program)
        var told = [
            try program.act("intake dossiers nowhere.csv", as: "S-01", expecting: 1),
            try program.act("intake list", as: "X-99", expecting: 77),
            try program.act("decisions propose", as: "C-01", expecting: 1),
            try program.act("round advance", as: "S-01", expecting: 1),
            try program.act("round advance --unknown", as: "S-01", expecting: 64),
            try program.act("access grant C-01 --name 示例 --role secretariat", as: "S-01", expecting: 1),
        ]
        let header = "编号,省级主管部门,类别,申报主体,统一社会信用代码,信用代码说明,模式,行业,申报日期,已是示范城市\n"
        let row = "D-1,火星,示范城市（综合类）,示例市,11000000000000000X,,,,2023-06-01,也许\n"
        try (header + row).write(to: elsewhere, atomically: true, encoding: .utf8)
        told.append(try program.act("intake dossiers bad.csv", as: "S-01", expecting: 65))
        try program.compare(told.joined(separator: "---\n"), golden: "refusals.\(language)")
    }

    @Test("says with code 2 why a round cannot be assigned")
    func impossible() throws {
        let program = try Program()
        try opened(program)
        // Without its city, whose experts would have to be drawn first.
        let dossiers = try String(contentsOfFile: Self.data + "/dossiers/370200.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).filter { !$0.contains("示范城市（") }
        try dossiers.joined(separator: "\n").write(
            to: program.folder.appendingPathComponent("dossiers.csv"), atomically: true, encoding: .utf8)
        try program.act("intake dossiers dossiers.csv", as: "S-01")
        let experts = try String(contentsOfFile: Self.data + "/experts.csv", encoding: .utf8).split(separator: "\n").prefix(4)
        try experts.joined(separator: "\n").write(
            to: program.folder.appendingPathComponent("few.csv"), atomically: true, encoding: .utf8)
        try program.act("intake experts few.csv", as: "S-01")
        for line in try program.act("intake flags", as: "S-01").split(separator: "\n").dropFirst() {
            try program.act("intake decide \(line.prefix(5)) --accept --reason 示例", as: "S-01")
        }
        try program.act("round advance", as: "S-01")
        try program.act("conflicts detect", as: "S-01")
        try program.act("round advance", as: "S-01")
        let outcome = try program.run(["assignment", "plan", "--as", "S-01"])
        #expect(outcome.code == 2)
        #expect(outcome.output.contains("无法满足全部要求") && outcome.output.contains("·"))
        try program.act("assignment approve", as: "S-01", expecting: 1)
    }

    @Test("asks criterion by criterion, and keeps a draft where the input ends")
    func questionnaire() throws {
        let program = try Program()
        try assigned(program)
        try program.act("assignment plan", as: "S-01")
        try program.act("assignment approve", as: "S-01")
        try program.act("round advance", as: "S-01")
        let pair = try program.act("assignment show", as: "S-01").split(separator: "\n")[1].split(separator: " ").map(String.init)
        try program.act("review show \(pair[0])", as: pair[1], expecting: 77)
        try program.act("review pledge", as: pair[1], input: "同意\n")
        try program.act("review show \(pair[0])", as: pair[1], expecting: 77)
        // An answer that isn't given is none.
        try program.act("review declare", as: pair[1], expecting: 1, input: "")
        try program.act("review declare", as: pair[1], input: String(repeating: "无\n", count: 40))
        try program.act("review fill \(pair[0])", as: pair[1], input: "1000\n88\n示例：理由\n")
        #expect(try program.act("review list", as: pair[1]).contains("已存草稿"))
        try program.act("review submit \(pair[0])", as: pair[1], expecting: 65)
    }
}
