import Foundation
import Testing

@Suite("The analysis of scores on the command line")
struct AnalyzeTests {
    private func write(_ text: String, in program: Program) throws {
        try text.write(to: program.folder.appendingPathComponent("scores.csv"), atomically: true, encoding: .utf8)
    }

    @Test("made-up scores: the document has every key, figures that are not defined are null, and the order of rows does not matter")
    func document() throws {
        let program = try Program()
        #expect(try program.run(["simulate", "made", "--dossiers", "40", "--experts", "12"]).code == 0)
        let arguments = ["analyze", "made/scores.csv", "--select", "8", "--robust", "--json"]
        let outcome = try program.run(arguments)
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(document["format"] as? String == "linxuan-analysis/1")
        #expect((document["counts"] as? [String: Int]) == ["scores": 120, "items": 40, "raters": 12, "components": 1])
        let items = try #require(document["items"] as? [[String: Any]])
        #expect(items.count == 40)
        let chances = items.compactMap { $0["probabilitySelected"] as? Double }
        #expect(abs(chances.reduce(0, +) - 8) < 1e-9)
        let agreement = try #require(document["agreement"] as? [String: Any])
        #expect(agreement["icc"] is NSNull && agreement["kendallW"] is NSNull && agreement["krippendorffInterval"] is Double)
        #expect(agreement["fleissKappa"] is Double)
        #expect(document["leaveOneOut"] != nil && document["robust"] != nil)

        let path = program.folder.appendingPathComponent("made/scores.csv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        try ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
        #expect(try program.run(arguments).output == outcome.output)
        for (language, word) in [("zh", "期望名次"), ("en", "expected rank")] {
            let text = try program.run(["analyze", "made/scores.csv"], language: language)
            #expect(text.code == 0 && text.output.contains(word))
        }
    }

    @Test("Fleiss' own table, rating by rating: kappa is 0.430 in the document and in words")
    func fleiss() throws {
        // Fleiss 1971, table 1: five diagnoses of thirty patients by six psychiatrists each.
        let counts = [
            "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006", "10050", "11040", "03300", "10050",
            "02031", "00501", "30012", "51000", "02040", "10203", "00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040",
            "10500", "00006",
        ]
        let program = try Program()
        var text = "dossier,expert,score\n"
        for (patient, row) in counts.enumerated() {
            let ratings = row.enumerated().flatMap { category, count in
                [Int](repeating: category + 1, count: count.wholeNumberValue ?? 0)
            }
            for (rater, score) in ratings.enumerated() { text += "P\(patient + 10),R\(rater),\(score)\n" }
        }
        try write(text, in: program)
        let outcome = try program.run(["analyze", "scores.csv", "--json"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let kappa = try #require((document["agreement"] as? [String: Any])?["fleissKappa"] as? Double)
        #expect(abs(kappa - 0.430) < 0.0005)
        let words = try program.run(["analyze", "scores.csv"], language: "en").output
        #expect(words.contains("Fleiss' kappa (each score a category): 0.430"))
    }

    @Test("how long the fit and the ranks took stands on standard error, and nothing else changes", arguments: ["zh", "en"])
    func timings(language: String) throws {
        let program = try Program()
        try write("dossier,expert,score\nD,E,80\nF,E,70\nD,G,82\nF,G,75\n", in: program)
        let timed = try program.run(["analyze", "scores.csv", "--json", "--timings"], language: language)
        let number = #/[0-9]+\.[0-9]{4}/#
        let expected = language == "zh" ? "模型拟合：# 秒\n名次推算：# 秒\n" : "fit: # s\nranks: # s\n"
        #expect(timed.code == 0 && timed.errors.replacing(number, with: "#") == expected, "\(timed.errors)")
        #expect(try timed.output == program.run(["analyze", "scores.csv", "--json"], language: language).output)
    }

    @Test("too few scores have means and nothing else")
    func tooFew() throws {
        let program = try Program()
        try write("dossier,expert,score\nD,E,80\nF,E,70\n", in: program)
        let outcome = try program.run(["analyze", "scores.csv", "--json"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(outcome.code == 0 && document["variance"] is NSNull && document["criterion"] is NSNull)
        let item = try #require((document["items"] as? [[String: Any]])?.first)
        #expect(item["mean"] as? Double == 80 && item["adjusted"] is NSNull && item["rankInterval"] is NSNull)
    }

    @Test("criteria are analysed one by one, and their sums")
    func criteria() throws {
        let program = try Program()
        var text = "d,e,part,points\n"
        for (item, base) in [3, 5, 8, 4].enumerated() {
            for rater in 0..<3 {
                text += "D\(item),E\(rater),a,\(base + rater)\nD\(item),E\(rater),b,\(2 * base + (item + rater) % 3)\n"
            }
        }
        try write(text, in: program)
        let outcome = try program.run(
            ["analyze", "scores.csv", "--item", "d", "--rater", "e", "--score", "points", "--criterion", "part", "--json"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((document["criteria"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["a", "b"])
        #expect((document["counts"] as? [String: Int])?["scores"] == 12)
        #expect((document["items"] as? [[String: Any]])?.first?["mean"] as? Double == 11)
    }

    @Test("wrong rows are refused, each at its place")
    func malformed() throws {
        let program = try Program()
        try write("dossier,expert,score\nD,E,80\nD,E,70\nF,,60\nG,E,nan\nH,E,0x1\n", in: program)
        let outcome = try program.run(["analyze", "scores.csv"], language: "en")
        #expect(outcome.code == 65 && outcome.output.isEmpty)
        for word in ["row 2 already", "is empty", "“nan”", "“0x1”"] { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        try write("dossier,reviewer,score\nD,E,80\n", in: program)
        #expect(try program.run(["analyze", "scores.csv"]).code == 65)
        try write("dossier,expert,score\n", in: program)
        #expect(try program.run(["analyze", "scores.csv"]).code == 65)
        #expect(try program.run(["analyze", "scores.csv", "--select", "0"]).code == 64)
        #expect(try program.run(["analyze", "scores.csv", "--trim", "2"]).code == 64)
        #expect(try program.run(["analyze", "none.csv"]).code == 1)
    }
}
