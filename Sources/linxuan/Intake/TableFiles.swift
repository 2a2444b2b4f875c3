import ArgumentParser
import Formats
import Foundation
import Programme
import Workflow

/// How tables of people are read, and how much is told of it.
struct ReadingOptions: ParsableArguments {
    @Option(help: .text("读哪张工作表（有多张相符时）", "Which sheet to read, where several fit", value: "sheet"))
    var sheet: String?

    @Flag(help: .text("逐条列出读取时的改动和全部错误", "List each change made in reading, and every fault"))
    var details = false

    @Option(
        help: .text(
            "导入被拒时，把每个有错误的文件写成标注副本（.xlsx），放入此目录",
            "Where tables are refused, put a copy of each faulty file with its faults marked (.xlsx) into this folder", value: "folder"))
    var marked: String?

    /// Hands tables in at the desk and gives what became of them.
    ///
    /// Where they are refused, they are read once more here, by the round's rules: what there is to say of the reading goes to standard
    /// error before the faults, and in JSON the whole report to standard output.
    func takeIn<Asked: TableIntake>(_ asked: Asked, _ round: DeskOptions) async throws -> Asked.Answer {
        let desk = try round.desk()
        do { return try await desk.ask(asked) } catch Failure.malformed(let faults) {
            var tables = try asked.tables(under: try await desk.ask(ShowCall()))
            tables.report.refuse(faults)
            let report = tables.report
            let copies = marked.map { MarkedCopies(folder: $0).write(tables, faults) }
            if round.common.json { try RefusedTables(report: report, marked: copies).printed() }
            let shown = report.faults(atMost: details ? nil : IntakeReport.faultsShown)
            if report.hasMoreToSay(than: shown) { note(report.text(details: details)) }
            for copy in copies ?? [] { note(Text(zh: "已写标注副本：\(copy)", en: "Copy with the faults marked: \(copy)")) }
            throw Failure.malformed(shown)
        }
    }
}

/// Copies of tables that were refused, with their faults marked.
private struct MarkedCopies {
    let folder: String

    /// Writes one of each table with faults. One that can't be written doesn't keep the faults from being told.
    func write(_ tables: HandedInTables, _ faults: [Diagnostic]) -> [String] {
        var copies: [String] = []
        for (table, spreadsheet) in tables.faulty(faults) {
            let file = name(of: table, among: tables.tables, besides: copies)
            do {
                let copy = try MarkedCopy.workbook(of: spreadsheet, read: table, faults: faults, in: .current)
                try Files.write(try copy.bytes(), to: file)
                copies.append(file)
            } catch {
                note((error as? Failure)?.text ?? Text(verbatim: "\(error)"))
            }
        }
        return copies
    }

    /// A name after the file's own, and after the sheet's where the file has several tables; with a number where it is taken.
    private func name(of table: Table, among tables: [Table], besides taken: [String]) -> String {
        let own = URL(fileURLWithPath: table.file).deletingPathExtension().lastPathComponent
        let isOneOfSeveral = tables.count { $0.file == table.file } > 1
        let stem = own + (isOneOfSeveral ? "-\(table.sheet ?? "")" : "") + local("-问题", "-faults")
        let names = [stem] + (2...(taken.count + 2)).map { "\(stem)-\($0)" }
        let free = names.map { "\(folder)/\($0.replacing("/", with: "_")).xlsx" }.first { !taken.contains($0) }
        return free ?? "\(folder)/\(stem).xlsx"
    }
}

extension TableUpload {
    /// A file of this machine, to be handed in. Of one that is larger than any that is taken in, no more is read than shows that.
    init(reading file: String) throws {
        self.init(file: file, content: Data(try Files.read(file, atMost: Spreadsheet.bytesAtMost + 1)))
    }
}

extension IntakeReport {
    /// A sentence on what was taken in, and below it what was changed in reading.
    func after(_ sentence: Text, details: Bool) -> String {
        parts.contains { !$0.notes.isEmpty } ? sentence.local + "\n" + text(details: details).local : sentence.local
    }
}
