import Cryptography
import Foundation
import Testing

/// The bundles of a finished round, held by `tools/verify_round.py`, which shares no code with the program.
struct BundleChecks {
    private let program: Program
    /// The folders of the two forms, and the table of identities.
    private let audit = "bundle"
    private let publication = "bundle-public"
    private let identities = "identities.json"

    init(program: Program) { self.program = program }

    /// Exports both forms, and has the script find them sound, and every alteration.
    func run(listed: String, unlisted: String) throws {
        try program.act("audit export \(audit) --identities \(identities)", as: "A-01")
        try program.act("audit export \(publication) --publication", as: "S-01")
        try program.act("audit export \(audit)", as: "A-01", expecting: 1)
        try program.act("audit export again", as: "S-01", expecting: 77)
        try program.act("audit export again --publication", as: "C-01", expecting: 77)
        try program.act("audit export log.jsonl --publication", as: "A-01", expecting: 64)
        try program.act("audit export again --publication --identities x.json", as: "A-01", expecting: 64)
        try sound()
        try sameAgain()
        try hidden(listed: listed, unlisted: unlisted)
        try altered()
        try forged()
    }

    private func verify(_ arguments: String..., language: String = "en") throws -> Program.Outcome {
        let script = Program.root.appendingPathComponent("tools/verify_round.py").path
        return try program.run(URL(fileURLWithPath: "/usr/bin/env"), ["python3", script] + arguments + ["--lang", language])
    }

    private func sound() throws {
        let outcome = try verify(audit)
        #expect(outcome.code == 0 && outcome.output.hasPrefix("verified: "), "\(outcome)")
        for area in [
            "chain of acts", "eligibility", "quotas", "conflicts", "plans and proofs", "draws", "official scores", "places", "visits",
        ] {
            #expect(outcome.output.contains(area), "\(area) is not checked: \(outcome.output)")
        }
        #expect(outcome.output.contains("without --identities"))
        let opened = try verify(audit, "--identities", identities, "--publication", publication, language: "zh")
        #expect(opened.code == 0 && opened.output.contains("公开件与核验包相符") && !opened.output.contains("说明"), "\(opened)")
        let published = try verify(publication, language: "zh")
        #expect(published.code == 0 && published.output.hasPrefix("核对通过："), "\(published)")
        #expect(try verify(audit, "--publication", publication).code != 0)
        #expect(try verify("nowhere").code == 1)

        let digest = try program.run(["audit", "verify", "--json"]).output.firstMatch(of: /"logDigest" : "([0-9a-f]{64})"/)
        let noted = try #require(digest.map { String($0.1) })
        #expect(try verify(audit, "--expect", noted).code == 0)
        #expect(try verify(audit, "--expect", String(repeating: "0", count: 64)).code == 1)
    }

    private func sameAgain() throws {
        try program.act("audit export again --identities again.json", as: "A-01")
        try program.act("audit export again-public --publication", as: "A-01")
        for (first, second) in [(audit, "again"), (publication, "again-public")] {
            #expect(try files(first) == files(second) && !files(first).isEmpty)
            for file in try files(first) { #expect(try bytes("\(first)/\(file)") == bytes("\(second)/\(file)"), "\(file)") }
        }
        #expect(try bytes(identities) == bytes("again.json"))
    }

    /// Nothing that is secret stands in any byte.
    private func hidden(listed: String, unlisted: String) throws {
        let data = Program.root.appendingPathComponent("fixtures/round-2023")
        func column(_ file: String, _ index: Int) throws -> [String] {
            try String(contentsOf: data.appendingPathComponent(file), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
                .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[index]) }
        }
        let (names, organisations) = (try column("experts.csv", 1), Set(try column("affiliations.csv", 1)))
        let shown = try files(audit).map { try program.read("\(audit)/\($0)") }.joined()
        for name in names { #expect(!shown.contains(name), "\(name) in the auditors' form") }
        for organisation in organisations { #expect(!shown.contains(organisation), "\(organisation) in the auditors' form") }
        #expect(shown.firstMatch(of: /"expert":"E-\d/) == nil)

        let published = try files(publication).filter { !$0.hasPrefix("call") }.map { try program.read("\(publication)/\($0)") }.joined()
        #expect(published.contains(listed))
        // An applicant on the list may be a house of some expert's.
        let houses = organisations.sorted().filter { !published.contains("\"name\":\"\($0)\"") }
        #expect(houses.count > 100)
        let comments = ["示例：理由", "示例：保留意见", "示例：已核实", "示例来信", "示例：经核实", "示例：该单位"]
        for secret in names + houses + comments + [unlisted, "\"D-", "C-01", "C-02", "S-01", "\"score", "agree", "sheet"] {
            #expect(!published.contains(secret), "\(secret) is published")
        }
        // Numbers of experts stand in the pools that were published with the draws, and nowhere else.
        for file in try files(publication) where !file.hasPrefix("draws/") && !file.hasPrefix("call") {
            #expect(try program.read("\(publication)/\(file)").firstMatch(of: /E-\d\d\d/) == nil, "\(file)")
        }
        // What is published can't be tried out: no digest of an act stands there.
        for line in try program.read("\(audit)/log.jsonl").split(separator: "\n").prefix(40) {
            #expect(!published.contains(line.dropFirst(11).prefix(64)))
        }
    }

    /// One character altered anywhere is found, and the file named; in the log also where the manifest was made to fit.
    private func altered() throws {
        var seed: UInt64 = 20_230_531
        func chance(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(limit))
        }
        for (folder, count) in [(audit, 50), (publication, 40)] {
            let all = try files(folder)
            for _ in 0..<count {
                let file = all[chance(all.count)]
                let original = try bytes("\(folder)/\(file)")
                let place = alterable(original, from: chance(original.count))
                try write(alter(original, at: place, by: chance(8)), "\(folder)/\(file)")
                let outcome = try verify(folder)
                #expect(outcome.code == 1 && outcome.output.contains(file), "\(file), byte \(place): \(outcome)")
                try write(original, "\(folder)/\(file)")
            }
        }
        let manifest = try bytes("\(audit)/manifest.json")
        let original = try bytes("\(audit)/log.jsonl")
        for _ in 0..<30 {
            let place = alterable(original, from: chance(original.count))
            try write(alter(original, at: place, by: chance(8)), "\(audit)/log.jsonl")
            try refreshManifest()
            let line = original[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            let outcome = try verify(audit)
            #expect(outcome.code == 1 && outcome.output.contains("log.jsonl:\(line)"), "line \(line), byte \(place): \(outcome)")
        }
        try write(original, "\(audit)/log.jsonl")
        try write(manifest, "\(audit)/manifest.json")
    }

    /// A figure altered wherever it stands, and every digest made anew to fit: the rule that it breaks is named.
    private func forged() throws {
        let log = try program.read("\(audit)/log.jsonl")
        let manifest = try bytes("\(audit)/manifest.json")
        for (what, pattern, replacement, told) in BundleChecks.forgeries {
            let match = try #require(try log.firstMatch(of: Regex(pattern)), "nothing to alter: \(what)")
            let whole = String(log[match.range])
            let part = try #require(match.output[1].substring, "\(what)")
            let altered =
                log[match.range.lowerBound..<part.startIndex] + replacement(String(part)) + log[part.endIndex..<match.range.upperBound]
            try program.write(try chained(log.replacing(whole, with: String(altered))), "\(audit)/log.jsonl")
            try refreshManifest()
            let outcome = try verify(audit)
            #expect(outcome.code == 1 && outcome.output.contains(told), "\(what): \(outcome.output.prefix(1500))")
            #expect(!outcome.output.contains("the link should be") && !outcome.output.contains("its digest is"), "\(what)")
            // Who has the table of identities, or a digest noted before, finds any forgery; the chain itself was made anew.
            let noted = String(log.split(separator: "\n").last?.dropFirst(11).prefix(64) ?? "")
            #expect(try verify(audit, "--expect", noted).output.contains(noted), "\(what)")
        }
        try program.write(log, "\(audit)/log.jsonl")
        try write(manifest, "\(audit)/manifest.json")
        #expect(try verify(audit).code == 0)
    }

    private static let next: @Sendable (String) -> String = { digits in
        digits.dropLast() + (digits.last == "9" ? "8" : String((digits.last?.wholeNumberValue ?? 0) + 1))
    }

    /// What is altered, where it stands (the first group), what takes its place, and what the script must say.
    private static let forgeries: [(String, String, @Sendable (String) -> String, String)] = [
        ("an official score", #""score":(\d+),"sheets":\[\{"counted":\w+,"expert":"[^"]+""#, next, "the official score should be"),
        ("a place", #""rank":(\d+),"score":\d+,"sheets":\[\{"counted":\w+,"expert":"[^"]+""#, next, "the place should be"),
        (
            "the total of a sheet", #""expert":"[^"]+","total":\{"denominator":1,"numerator":(\d+)\}\},\{"counted""#, next,
            "the totals of the sheets should be"
        ),
        ("the standing of a dossier", #""standing":"(passed)","tied":false"#, { _ in "failed" }, "it should be passed"),
        ("a filing", #""filedOn":"2023-0(5)-\d\d","id":"[^"]+""#, { _ in "6" }, "filed late"),
        ("a share of income", #""服务收入占比":"(\d+)","#, { _ in "1" }, "nobody accepted it"),
        ("an entry of the register", #""ground":"region","state":"(detected)"\},"before":null"#, { _ in "waived" }, "conflict"),
        ("the load of an expert", #""maximumLoad":(10),"minimumLoad":0,"modes":\["#, { _ in "11" }, "load"),
        ("the total of a plan", #""state":"proposed","total":(\d+)"#, next, "its total should be"),
        ("a draw", #""drawn":\[(\d+),"#, next, "repeated, those drawn are"),
        ("a public number", #""numbers":\[\[(\d+),"#, next, "repeated"),
        ("the gain of visits", #""gain":(\d+),"gains""#, next, "the gain should be"),
        ("the cost of visits", #""cost":\{"teamDays":(\d+)"#, next, "the cost should be"),
        ("a proposal", #""listed":(true),"proposed":true\},"before":null"#, { _ in "false" }, "placement"),
        ("a move", #"\{"after":(false),"at":"[^"]+","before":true,"by""#, { _ in "true" }, "the list is not what the move says"),
        ("a vote", #""choice":"(agree)","motion":1,"number":1"#, { _ in "against" }, "no majority"),
        (
            "a signature", #""digest":"[0-9a-f]{63}([0-9a-f])","number":1,"stands":true"#, { $0 == "0" ? "1" : "0" },
            "the digest of the list"
        ),
        ("the end of a notice", #""until":"2023-10-0(\d)","workingDays""#, { _ in "7" }, "the period should end on"),
        ("a credit code", #""creditCode":"9100000(\d)MA"#, next, "fails its check"),
    ]

    /// The log with digests and links made anew.
    private func chained(_ log: String) throws -> String {
        var (before, now, link, result) = ("", "", "", "")
        for line in log.split(separator: "\n") {
            let parts = try #require(line.wholeMatch(of: /\{"digest":"([0-9a-f]{64})","link":"[0-9a-f]{64}","body":(.*)\}/))
            let body = String(parts.2).replacing("\"previous\":\"\(before)\"", with: "\"previous\":\"\(now)\"")
            before = String(parts.1)
            now = SHA256Digest(of: body).description
            link = SHA256Digest(of: "\(link)\n\(body)").description
            result += "{\"digest\":\"\(now)\",\"link\":\"\(link)\",\"body\":\(body)}\n"
        }
        return result
    }

    /// Makes the manifest fit the files as they are.
    private func refreshManifest() throws {
        let file = try bytes("\(audit)/log.jsonl")
        let last = String(decoding: file, as: UTF8.self).split(separator: "\n").last ?? ""
        var text = try program.read("\(audit)/manifest.json")
        text.replace(/"log.jsonl":"[0-9a-f]{64}"/, with: "\"log.jsonl\":\"\(SHA256Digest(of: file))\"")
        text.replace(/"logDigest":"[0-9a-f]{64}"/, with: "\"logDigest\":\"\(last.dropFirst(11).prefix(64))\"")
        text.replace(/"head":"[0-9a-f]{64}"/, with: "\"head\":\"\(last.dropFirst(85).prefix(64))\"")
        try program.write(text, "\(audit)/manifest.json")
    }

    // MARK: Files

    private func files(_ folder: String) throws -> [String] {
        let root = program.folder.appendingPathComponent(folder)
        let all = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return all.filter { (try? root.appendingPathComponent($0).resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
            .sorted()
    }

    private func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: program.folder.appendingPathComponent(name))) }

    private func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: program.folder.appendingPathComponent(name)) }

    /// The next place with an ASCII letter or digit.
    private func alterable(_ bytes: [UInt8], from start: Int) -> Int {
        (0..<bytes.count).lazy.map { (start + $0) % bytes.count }.first { isDigit(bytes[$0]) || isLetter(bytes[$0]) } ?? 0
    }

    private func alter(_ bytes: [UInt8], at place: Int, by amount: Int) -> [UInt8] {
        var bytes = bytes
        let (first, count): (UInt8, UInt8) = isDigit(bytes[place]) ? (UInt8(ascii: "0"), 10) : (UInt8(ascii: "a"), 26)
        bytes[place] = first + (bytes[place] - first + 1 + UInt8(amount)) % count
        return bytes
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
