import Foundation
import Glibc
import Programme
import Remote
import Testing

@Suite("A line that breaks", .serialized)
struct LostLineTests {
    /// An expert at a served round, over a line that can break.
    private struct Expert {
        let round: ServedRound
        let line: LineProxy
        let person: String
        let dossier: String
        let other: String

        init() throws {
            round = try ServedRound(language: "en")
            line = try LineProxy(to: round.server.address)
            (person, dossier, other) = (round.first[0], round.first[1], round.first[2])
            let code = try round.code(for: person)
            #expect(try round.program.run(["login", "--server", line.address, "--as", person], input: code).code == 0)
            for words in [["pledge", "--agree"], ["declare", "--none"]] { #expect(try review(words).code == 0) }
        }

        func review(_ words: [String], input: String = "") throws -> Program.Outcome {
            try round.program.run(["review"] + words + ["--server", line.address], input: input)
        }

        func outbox() throws -> [[String: Any]] {
            let text = try round.program.run(["review", "outbox", "--json"]).output
            return try #require((try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]])?["requests"])
        }

        /// How often an act is in the log.
        func count(_ act: String) throws -> Int {
            let text = try round.program.act("audit log --json", as: "A-01")
            let log = try #require((try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]])?["log"])
            return log.filter { $0["act"] as? String == act }.count
        }

        /// The sheet of a dossier as the record has it.
        func sheet(of dossier: String) throws -> [String: Any]? {
            let text = try round.program.act("review show \(dossier) --json", as: person)
            return (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["sheet"] as? [String: Any]
        }

        /// Writes a sheet that is complete, or has a score off the scale.
        func write(_ file: String, for dossier: String, score: Int = 80, reason: String = "示例：理由") throws {
            #expect(try round.program.run(["review", "template", dossier, "--out", file, "--as", person]).code == 0)
            let url = round.program.folder.appendingPathComponent(file)
            let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).map { line -> String in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                switch fields[1] {
                case "指标": return String(line)
                case "visit": return "\(fields[0]),visit,不需要,"
                case let item where item.hasPrefix("gate") || gates.contains(item): return "\(fields[0]),\(item),符合,"
                default: return "\(fields[0]),\(fields[1]),\(score),\(reason)"
                }
            }
            try lines.joined(separator: "\r\n").write(to: url, atomically: true, encoding: .utf8)
        }

        private var gates: [String] {
            guard let text = try? round.program.act("rubric show --json", as: "S-01"),
                let rubrics = (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["rubrics"] as? [[String: Any]]
            else { return [] }
            return rubrics.flatMap { $0["gates"] as? [String] ?? [] }
        }

        /// The files of what waits.
        func files() throws -> [URL] {
            try FileManager.default.contentsOfDirectory(
                at: round.program.folder.appendingPathComponent("state/linxuan/outbox"), includingPropertiesForKeys: nil
            ).filter { $0.pathExtension == "json" }
        }

        func end() throws {
            line.end()
            #expect(try round.program.run(["audit", "verify"]).code == 0)
        }
    }

    @Test("keeps what was handed in while the server is away, and sends it once, in order, when it is back", .timeLimit(.minutes(10)))
    func away() throws {
        let expert = try Expert()
        try expert.write("one.csv", for: expert.dossier, reason: "示例：其一")
        try expert.write("two.csv", for: expert.dossier, reason: "示例：其二")
        let before = try expert.count("review.submit")
        expert.round.server.end(by: SIGKILL)

        let saved = try expert.review(["save", "one.csv"])
        #expect(saved.code == 69 && saved.errors.contains("kept on this machine"), "\(saved.errors)")
        #expect(saved.output.isEmpty)
        #expect(try expert.review(["save", "two.csv"]).code == 69, "a later draft takes the place of the one that waits")
        #expect(try expert.review(["submit", expert.dossier]).code == 69)
        let waiting = try expert.outbox()
        #expect(waiting.map { $0["matter"] as? String } == ["save", "submit-draft"])
        #expect(waiting.allSatisfy { ($0["dossiers"] as? [String]) == [expert.dossier] && $0["refusal"] == nil })
        let files = try expert.files()
        #expect(files.count == 2)
        for file in files {
            let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(rights == 0o600, "\(file.lastPathComponent)")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("lx_") && text.contains("\"key\""), "no token is kept with it")
        }
        let sent = try expert.review(["send"])
        #expect(sent.code == 69 && sent.output.contains("2 still to be sent"), "\(sent.output)")

        try expert.round.killAndRestart()
        expert.line.lead(to: expert.round.server.address)
        #expect(try expert.count("review.submit") == before)
        let listed = try expert.review(["list"])
        #expect(listed.code == 0 && listed.errors.contains("Sent: number 1"), "\(listed.errors)")
        #expect(try expert.outbox().isEmpty && expert.files().isEmpty)
        #expect(try expert.count("review.submit") == before + 1)
        #expect(try expert.count("review.save") == 1)
        let reasons = try #require(try expert.sheet(of: expert.dossier)?["reasons"] as? [String: String])
        #expect(Set(reasons.values) == ["示例：其二"])
        try expert.end()
    }

    @Test("counts a submission once whose answer was lost on the way", .timeLimit(.minutes(10)))
    func answerLost() throws {
        let expert = try Expert()
        try expert.write("one.csv", for: expert.dossier)
        expert.line.set(.losesAnswers)
        #expect(try expert.review(["save", "one.csv"]).code == 69)
        #expect(try expert.review(["submit", "--file", "one.csv"]).code == 69)
        #expect(expert.line.answersLost > 1, "it was sent, and tried again")
        #expect(try expert.count("review.save") == 1)
        #expect(try expert.outbox().count == 2)
        expert.line.set(.whole)
        let sent = try expert.review(["send"])
        #expect(sent.code == 0 && sent.output.contains("2 sent"), "\(sent.output) \(sent.errors)")
        #expect(try expert.count("review.submit") == 1)
        #expect(try expert.count("review.save") == 1, "a draft that had arrived isn't saved over what came later")
        #expect(try expert.review(["send"]).code == 0)
        #expect(try expert.count("review.submit") == 1)
        try expert.end()
    }

    @Test(
        "keeps a submission whose command is ended while it waits for the answer", .timeLimit(.minutes(10)), arguments: [SIGKILL, SIGINT])
    func ended(signal: Int32) throws {
        let expert = try Expert()
        try expert.write("one.csv", for: expert.dossier)
        expert.line.set(.holdsAnswers)
        let words = ["review", "submit", "--file", "one.csv", "--server", expert.line.address]
        let outcome = try expert.round.program.run(Program.executable, words) { process, _ in
            while expert.line.answersLost == 0, process.isRunning { usleep(10_000) }
            kill(process.id, signal)
        }
        #expect(outcome.signal == signal)
        // Who presses Ctrl-C is told that it would still be sent.
        #expect(outcome.errors.contains("Kept: number 1") == (signal == SIGINT), "\(outcome.errors)")
        #expect(try expert.outbox().count == 1)
        expert.line.set(.whole)
        #expect(try expert.review(["send"]).code == 0)
        #expect(try expert.count("review.submit") == 1)
        #expect(try expert.outbox().isEmpty)
        try expert.end()
    }

    @Test("shows what the server refuses, keeps it until it is dropped, and sends nothing that rests on it", .timeLimit(.minutes(10)))
    func refused() throws {
        let expert = try Expert()
        try expert.write("wrong.csv", for: expert.dossier, score: 999)
        try expert.write("right.csv", for: expert.other)
        // At once, it is refused as ever, and nothing is kept.
        #expect(try expert.review(["save", "wrong.csv"]).code == 65)
        #expect(try expert.outbox().isEmpty)
        expert.line.set(.cut)
        #expect(try expert.review(["save", "wrong.csv"]).code == 69)
        #expect(try expert.review(["submit", "--file", "right.csv"]).code == 69)
        #expect(try expert.review(["submit", expert.dossier]).code == 69)
        expert.line.set(.whole)
        let sent = try expert.review(["send"])
        #expect(sent.code == 1 && sent.output.contains("1 sent, 2 refused, 0 still"), "\(sent.output)")
        #expect(sent.errors.contains("999"), "\(sent.errors)")
        #expect(try expert.count("review.submit") == 1, "the draft was not handed in without what it rested on")
        #expect(try expert.sheet(of: expert.dossier) == nil)
        #expect(try expert.outbox().allSatisfy { $0["refusal"] != nil })
        #expect(try expert.review(["send"]).output.contains("0 sent, 0 refused"), "it is not sent again")
        #expect(try expert.review(["list"]).code == 0)
        #expect(try expert.outbox().count == 2)
        let numbers = try expert.outbox().compactMap { $0["number"] as? Int }
        #expect(try expert.round.program.run(["review", "outbox", "--drop", "77"]).code == 64)
        let dropped = try expert.round.program.run(["review", "outbox"] + numbers.flatMap { ["--drop", "\($0)"] })
        #expect(dropped.code == 0 && dropped.output.contains("Nothing waits"), "\(dropped.errors)")
        try expert.end()
    }

    @Test("overwrites nothing by what waited that was saved elsewhere since, and shows that", .timeLimit(.minutes(10)))
    func overtaken() throws {
        let expert = try Expert()
        try expert.write("old.csv", for: expert.dossier, reason: "示例：旧")
        try expert.write("new.csv", for: expert.dossier, reason: "示例：新")
        try expert.write("other.csv", for: expert.other)
        expert.line.set(.cut)
        #expect(try expert.review(["save", "old.csv"]).code == 69)
        #expect(try expert.review(["save", "other.csv"]).code == 69)
        // Moments are whole seconds, and two are allowed for.
        sleep(5)
        try expert.round.program.act("review save new.csv", as: expert.person)
        sleep(3)
        expert.line.set(.whole)
        let sent = try expert.review(["send"])
        #expect(sent.code == 1 && sent.output.contains("1 sent, 1 refused, 0 still"), "\(sent.output)")
        #expect(sent.errors.contains("was changed elsewhere"), "\(sent.errors)")
        let reasons = try #require(try expert.sheet(of: expert.dossier)?["reasons"] as? [String: String])
        #expect(Set(reasons.values) == ["示例：新"])
        #expect(try expert.sheet(of: expert.other) != nil)
        // It is kept; and whoever has looked may save it after all.
        #expect(try expert.outbox().count == 1)
        #expect(try expert.review(["save", "old.csv"]).code == 0)
        let anew = try #require(try expert.sheet(of: expert.dossier)?["reasons"] as? [String: String])
        #expect(Set(anew.values) == ["示例：旧"])
        try expert.end()
    }

    @Test("lets a questionnaire go on while the line is down, and has every answer sent", .timeLimit(.minutes(10)))
    func questionnaire() throws {
        let expert = try Expert()
        let text = try expert.round.program.act("review show \(expert.dossier) --json", as: expert.person)
        #expect(text.contains(expert.dossier))
        try expert.write("one.csv", for: expert.dossier)
        let lines = try String(contentsOf: expert.round.program.folder.appendingPathComponent("one.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
        let answers = lines.map { line -> String in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return fields[1] == "visit" ? "no" : fields[2] == "符合" ? "yes" : "\(fields[2])\n\(fields[3])"
        }
        // The dossier is shown, one answer is saved, and then the line is cut.
        expert.line.set(.whole, left: 2)
        let stopped = try expert.review(["fill", expert.dossier], input: answers.joined(separator: "\n") + "\n")
        #expect(stopped.code == 69 && stopped.errors.contains("go on, your answers are kept"), "\(stopped.errors)")
        #expect(try expert.outbox().count == 1, "one draft waits, the last")
        expert.line.set(.whole)
        #expect(try expert.review(["send"]).code == 0)
        let sheet = try #require(try expert.sheet(of: expert.dossier))
        #expect((sheet["scores"] as? [String: Int])?.count == answers.filter { $0.contains("\n") }.count)
        #expect(sheet["state"] as? String == "draft")

        // All stands as it was answered.
        let prompts = answers.reduce(0) { $0 + $1.split(separator: "\n").count }
        let submitted = try expert.review(["fill", expert.dossier], input: String(repeating: "\n", count: prompts) + "yes\n")
        #expect(submitted.code == 0 && submitted.output.contains("Submitted: \(expert.dossier)"), "\(submitted.errors)")
        #expect(try expert.count("review.submit") == 1)
        try expert.end()
    }

    @Test(
        "finds again what was answered when a questionnaire is killed, and leaves aside what has been overtaken", .timeLimit(.minutes(10)))
    func questionnaireKilled() throws {
        let expert = try Expert()
        try expert.write("one.csv", for: expert.dossier)
        #expect(try expert.review(["submit", "--file", "one.csv"]).code == 0)
        // Corrections of a submitted sheet are nowhere but on this machine until they are handed in.
        let program = expert.round.program
        let pipe = program.folder.appendingPathComponent("pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let (output, errors) = (program.folder.appendingPathComponent("fill.out"), program.folder.appendingPathComponent("fill.err"))
        let keyboard = open(pipe.path, O_RDWR)
        defer { close(keyboard) }
        let process = try ChildProcess(
            Program.executable, ["review", "fill", expert.dossier, "--server", expert.line.address],
            environment: program.environment(), in: program.folder, input: pipe, output: output, errors: errors)
        let typed = "91\n示例：改后\n"
        #expect(write(keyboard, typed, typed.utf8.count) == typed.utf8.count)
        let answers = program.folder.appendingPathComponent("state/linxuan/answers")
        func areThere() -> Bool {
            ((try? FileManager.default.contentsOfDirectory(atPath: answers.path)) ?? []).contains { $0.hasSuffix(".json") }
        }
        while process.isRunning, !areThere() { usleep(10_000) }
        kill(process.id, SIGKILL)
        #expect(process.end().signal == SIGKILL)
        // The score stands as it was answered; the input ends at the reason.
        let again = try expert.review(["fill", expert.dossier], input: "\n")
        #expect(again.code == 0 && again.errors.contains("Going on from what was answered"), "\(again.errors)")
        #expect(again.errors.contains("[91]") && again.errors.contains("[示例：改后]"), "\(again.errors)")
        #expect(try expert.count("review.submit") == 1)

        try expert.write("two.csv", for: expert.dossier, score: 70)
        #expect(try expert.review(["submit", "--file", "two.csv"]).code == 0)
        let third = try expert.review(["fill", expert.dossier])
        #expect(third.errors.contains("are not used") && third.errors.contains("[70]"), "\(third.errors)")
        try expert.end()
    }
}
