import ArgumentParser
import Foundation

/// `rehearsal sheets`: what the experts do with their assignments.
struct SheetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets",
        abstract: "Writes the score sheets of a made-up season, a file an expert, and the script of its acts.",
        discussion: """
            acts.tsv has one act a line: `decline`, `recuse` (expert, dossier, reason), `late` (expert) and `missing` \
            (expert, dossier). The sheets of what is declined, recused or missing are not written. An expert's scores \
            on a dossier do not depend on who else is assigned.

            Run it once, on the assignments as first made: who has declined or been recused since is not drawn again. \
            Later, write the sheets of replacements with --only.
            """)

    @Option(help: "The assignments: `linxuan assignment show --json`.", completion: .file())
    var assignments: String

    @Option(help: "The rubrics: `linxuan rubric show --json`.", completion: .file())
    var criteria: String

    @Option(help: "The hidden truth: truth.csv of `rehearsal tables`; may be given several times.", completion: .file())
    var truth: [String]

    @Argument(help: "The folder to write into.", completion: .directory)
    var folder: String

    @Option(help: "The seed of all chance.")
    var seed: UInt64 = 2023

    @Option(
        name: .customLong("except"),
        help: "Pairs to leave out of sheets and acts alike, one a line: expert, tab, dossier.", completion: .file())
    var exceptions: String?

    @Option(
        help: "Write the sheets of these pairs and no others, and no acts: for replacements. One a line, as above.",
        completion: .file())
    var only: String?

    func run() throws {
        let list = try AssignmentList(path: assignments)
        let left = Set(try exceptions.map(Pair.list(path:)) ?? [])
        let standing = list.standing.filter { !left.contains($0) }
        let sheets = Sheets(
            assignments: list, rubrics: try RubricList(path: criteria), truth: try Truth(paths: truth), seed: seed)
        let output = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)

        var pairs = standing
        if let only {
            pairs = try Pair.list(path: only).filter { !left.contains($0) }.sorted()
        } else {
            let acts = Acts.draw(among: standing, seed: seed)
            let script = acts.map { $0.line + "\n" }.joined()
            try Data(script.utf8).write(to: output.appendingPathComponent("acts.tsv"))
            let withheld = Set(acts.compactMap(\.withheld))
            pairs = standing.filter { !withheld.contains($0) }
        }

        for expert in Set(pairs.map(\.expert)).sorted() {
            let rows = try pairs.filter { $0.expert == expert }.flatMap(sheets.rows(of:))
            let table = Table(header: Sheets.header, rows: rows)
            try table.data().write(to: output.appendingPathComponent(expert + ".csv"))
        }
    }
}
