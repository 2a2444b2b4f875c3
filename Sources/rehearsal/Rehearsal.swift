import ArgumentParser

/// The tool that makes up a national round, and the experts' work in it.
@main
struct Rehearsal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearsal",
        abstract: "Makes up a national round to rehearse Linxuan with: nothing it writes is real.",
        discussion: """
            An internal tool of the project, in English only. The same seed gives the same bytes on every machine.
            """,
        subcommands: [TablesCommand.self, SheetsCommand.self, FindingsCommand.self])
}
