import ArgumentParser
import Foundation

/// `rehearsal tables`: what authorities and experts hand in.
struct TablesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tables",
        abstract: "Writes the tables of a made-up national round.",
        discussion: """
            Summary tables of all authorities (every quota filled), experts, their affiliations and interests, and the \
            hidden truth that `rehearsal sheets` scores by.
            """)

    @Argument(help: "The folder to write into.", completion: .directory)
    var folder: String

    @Option(help: "The seed of all chance.")
    var seed: UInt64 = 2023

    @Option(help: "The folder of the call, with authorities.csv and modes.csv.", completion: .directory)
    var call = "rubrics/service-manufacturing-2023"

    func run() throws {
        let rules = try Rules(folder: call)
        let round = NationalRound(rules: rules, seed: seed)
        try round.write(to: URL(fileURLWithPath: folder, isDirectory: true))
    }
}
