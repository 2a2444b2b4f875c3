import ArgumentParser
import Foundation

/// `rehearsal findings`: what the visits find.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Fills in the forms of a made-up season's visits.",
        discussion: """
            Without a folder it lists the leads, one a line. With one it fills in the forms in it, a file EXPERT.csv a lead, as \
            `linxuan visits template` wrote them.
            """)

    @Option(help: "The teams: `linxuan visits teams --json`.", completion: .file())
    var teams: String

    @Argument(help: "The folder of the forms.", completion: .directory)
    var folder: String?

    @Option(help: "The seed of all chance.")
    var seed: UInt64 = 2023

    private struct Teams: Decodable {
        struct Line: Decodable { var leads: [String] }
        var trips: [Line]
    }

    func run() throws {
        let leads = Set(try document(Teams.self, in: teams).trips.flatMap(\.leads)).sorted()
        guard let folder else { return print(leads.joined(separator: "\n")) }
        for lead in leads {
            let path = folder + "/\(lead).csv"
            let lines = try Table.lines(of: path)
            let filled = lines.enumerated().map { index, line in index == 0 ? line : Findings(seed: seed).filled(line) }
            try Data((filled.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        }
    }
}
