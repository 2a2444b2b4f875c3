import ArgumentParser
import Formats
import Programme

/// How tables of people are read, and how much is told of it.
struct ReadingOptions: ParsableArguments {
    @Option(help: .text("读哪张工作表（有多张相符时）", "Which sheet to read, where several fit", value: "sheet"))
    var sheet: String?

    @Flag(help: .text("逐条列出读取时的改动和全部错误", "List each change made in reading, and every fault"))
    var details = false
}

/// The tables of one command, as far as they could be read, and what was found in reading them.
final class TableFiles {
    private let sheet: String?
    private(set) var tables: [Table] = []
    /// Faults of files that could not be read as tables.
    private(set) var unread: [Diagnostic] = []
    private var report = IntakeReport()

    init(sheet: String?) {
        self.sheet = sheet
    }

    /// Reads a table; nil where it can't be read, which is kept among the faults.
    @discardableResult
    func read(_ file: String, as form: TableForm) throws -> Table? {
        let bytes = try Files.read(file)
        do {
            let spreadsheet = try Spreadsheet(bytes, file: file)
            let table = try Table(spreadsheet, as: form, sheet: sheet)
            tables.append(table)
            report.add(table, encoding: spreadsheet.encoding)
            return table
        } catch Failure.malformed(let found) {
            unread += found
            report.add(unread: file)
            return nil
        }
    }

    /// Does the work on the tables and reports on it: where they are refused, what there is to say goes to standard error before
    /// the faults, and in JSON the whole report to standard output.
    func report<Content>(
        _ options: ReadingOptions, _ common: CommonOptions, _ work: () async throws -> Content
    ) async throws -> (Content, IntakeReport) {
        do {
            let content = try await work()
            report.isTaken = true
            return (content, report)
        } catch Failure.malformed(let faults) {
            report.refuse(faults)
            if common.json { print(try JSONDocument.text(of: ["report": report])) }
            let shown = report.faults(atMost: options.details ? nil : IntakeReport.faultsShown)
            if report.hasMoreToSay(than: shown) { note(report.text(details: options.details)) }
            throw Failure.malformed(shown)
        }
    }
}

extension IntakeReport {
    /// A sentence on what was taken in, and below it what was changed in reading.
    func after(_ sentence: Text, details: Bool) -> String {
        parts.contains { !$0.notes.isEmpty } ? sentence.local + "\n" + text(details: details).local : sentence.local
    }
}
