import Formats
import Foundation
import Programme
import Testing

@Suite("Findings as files")
struct FindingFileTests {
    private static let digest = String(repeating: "a", count: 64)

    private var form: FindingFile.Form {
        let dossier = Dossier(
            id: "D-1", authority: "420000", category: "enterprise", applicant: "示例企业", creditCode: "", creditCodeReason: "", mode: "",
            industry: "", filedOn: Day("2030-01-01")!, unsuitable: [], declared: [:])
        let gate = Rubric.Gate(id: "legal", question: Text(zh: "是否合法？", en: "Is it legal?"), clause: "二")
        let finding = VisitFinding(
            dossier: "D-1", turn: 1, lead: "E-1", answers: [.init(question: "示例：口径？", verdict: .partly, text: "示例：“一半”")],
            gates: [.init(gate: "legal", met: false, text: "示例：无证")], overall: .notConfirmed, text: "示例：不符",
            files: [.init(name: "台账.pdf", sha256: Self.digest)], at: Instant(seconds: 0))
        return FindingFile.Form(dossier: dossier, questions: ["示例：口径？"], gates: [gate], finding: finding)
    }

    @Test("what a template has filled in comes back the same", arguments: ["f.yaml", "f.csv", "f.xlsx"])
    func back(file: String) throws {
        let form = form
        let bytes =
            switch file {
            case "f.yaml": Array(FindingFile.template(form).utf8)
            case "f.csv": Array(FindingFile.table([form]).utf8)
            default: try FindingFile.workbook([form], in: .zh).bytes()
            }
        let answers = try #require(try FindingFile.read(bytes, file: file).first)
        let (finding, faults) = answers.finding(
            questions: form.questions, gates: form.gates, turn: 1, lead: "E-1", at: Instant(seconds: 0))
        #expect(faults.isEmpty && finding == form.finding)
    }

    @Test(
        "a fault is named with its place",
        arguments: [
            ("D-1,overall,,也许,x", "“也许” cannot be read"), ("D-1,file,../台账.pdf,\(digest),", "is no file name"),
            ("D-1,file,C:台账.pdf,\(digest),", "is no file name"), ("D-1,file,台账.pdf,abc,", "is not one"), (",overall,,属实,x", "is empty"),
            ("D-1,overall,,属实,x\nD-1,overall,,属实,x", "stands twice"),
        ])
    func faults(rows: String, message: String) {
        let failure = #expect(throws: Failure.self) {
            try FindingFile.read(Array("材料编号,项目,内容,结论,说明\n\(rows)\n".utf8), file: "f.csv")
        }
        guard case .malformed(let faults) = failure else { return }
        #expect(faults.contains { $0.line.en.contains(message) && $0.place.row != nil }, "\(faults)")
    }

    @Test("answers travel with their places, and what is left out is not answered")
    func travel() throws {
        let answers = try #require(try FindingFile.read(Array(FindingFile.table([form]).utf8), file: "f.csv").first)
        let back = try JSONDecoder().decode(FindingFile.Answers.self, from: try JSONEncoder().encode(answers))
        #expect(back.places["overall"]?.row != nil && back.places == answers.places)
        let finding = back.finding(questions: form.questions, gates: form.gates, turn: 1, lead: "E-1", at: Instant(seconds: 0)).finding
        #expect(finding == form.finding)
        let bare = try JSONDecoder().decode(FindingFile.Answers.self, from: Data(#"{"dossier": "D-1"}"#.utf8))
        #expect(bare.verdicts.isEmpty && bare.files.isEmpty && bare.places.isEmpty)
    }

    @Test(
        "a file that no table would have named is refused by whatever way it comes",
        arguments: [("../台账.pdf", digest), ("台账.pdf", "abc"), ("好.pdf", digest)])
    func files(name: String, digest: String) {
        var answers = FindingFile.Answers(dossier: "D-1")
        answers.verdicts = ["overall": .confirmed]
        answers.texts = ["overall": "示例"]
        answers.files = [.init(name: "好.pdf", sha256: Self.digest), .init(name: name, sha256: digest)]
        let (finding, faults) = answers.finding(questions: [], gates: [], turn: 1, lead: "E-1", at: Instant(seconds: 0))
        #expect(finding == nil && faults.count == 1 && faults[0].line.en.contains(name), "\(faults)")
    }

    @Test("every question is answered, what isn't simply so is put in words, nothing else is")
    func incomplete() {
        var answers = FindingFile.Answers(dossier: "D-1")
        answers.verdicts = ["overall": .partly]
        answers.gates = ["legal": false]
        answers.places = ["charm": .init(file: "f.csv", row: 9)]
        let (finding, faults) = answers.finding(questions: ["问"], gates: form.gates, turn: 1, lead: "E-1", at: Instant(seconds: 0))
        #expect(finding == nil)
        for message in [
            "“question-1” of D-1: there is no verdict", "“overall” of D-1: nothing is said", "it is not met", "there is no such item",
        ] {
            #expect(faults.contains { $0.line.en.contains(message) }, "\(message)")
        }
    }
}
