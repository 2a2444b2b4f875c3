import ArgumentParser
import Formats
import Foundation
import Programme

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
}

/// The tables of one command, as far as they could be read, and what was found in reading them.
final class TableFiles {
    private let sheet: String?
    private(set) var tables: [Table] = []
    /// The files that the tables were read out of.
    private var spreadsheets: [Spreadsheet] = []
    /// Faults of files that could not be read as tables.
    private(set) var unread: [Diagnostic] = []
    private var report = IntakeReport()

    init(sheet: String?) {
        self.sheet = sheet
    }

    /// Reads a table; nil where it can't be read, which is kept among the faults.
    @discardableResult
    func read(_ file: String, as form: TableForm) throws -> Table? {
        do {
            if let size = Files.size(file), size > Spreadsheet.bytesAtMost { throw Spreadsheet.tooLarge(file) }
            let bytes = try Files.read(file)
            let spreadsheet = try Spreadsheet(bytes, file: file)
            let table = try Table(spreadsheet, as: form, sheet: sheet)
            add(table, of: spreadsheet)
            return table
        } catch Failure.malformed(let found) {
            unread += found
            report.add(unread: file)
            return nil
        }
    }

    private func add(_ table: Table, of spreadsheet: Spreadsheet) {
        tables.append(table)
        spreadsheets.append(spreadsheet)
        report.add(table, encoding: spreadsheet.encoding)
    }

    /// Reads a table that stands on another sheet of a workbook which was read already; nil where none does.
    func readBeside(_ table: Table?, as form: TableForm) throws -> Table? {
        guard let table, let index = tables.firstIndex(where: { $0.file == table.file && $0.sheet == table.sheet }) else { return nil }
        let spreadsheet = spreadsheets[index]
        guard let sheet = spreadsheet.sheets(fitting: form).first(where: { $0 != table.sheet }) else { return nil }
        do {
            let other = try Table(spreadsheet, as: form, sheet: sheet)
            add(other, of: spreadsheet)
            return other
        } catch Failure.malformed(let found) {
            unread += found
            return nil
        }
    }

    /// Writes the marked copies that were asked for. One that can't be written doesn't keep the faults from being told.
    private func mark(_ faults: [Diagnostic], into folder: String) -> [String] {
        var copies: [String] = []
        for (table, spreadsheet) in zip(tables, spreadsheets) {
            let hasFaults = faults.contains { $0.place.file == table.file && ($0.place.sheet == nil || $0.place.sheet == table.sheet) }
            guard hasFaults else { continue }
            let file = name(of: table, in: folder, besides: copies)
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
    private func name(of table: Table, in folder: String, besides taken: [String]) -> String {
        let own = URL(fileURLWithPath: table.file).deletingPathExtension().lastPathComponent
        let isOneOfSeveral = tables.count { $0.file == table.file } > 1
        let stem = own + (isOneOfSeveral ? "-\(table.sheet ?? "")" : "") + local("-问题", "-faults")
        let names = [stem] + (2...(taken.count + 2)).map { "\(stem)-\($0)" }
        let free = names.map { "\(folder)/\($0.replacing("/", with: "_")).xlsx" }.first { !taken.contains($0) }
        return free ?? "\(folder)/\(stem).xlsx"
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
            let copies = options.marked.map { mark(faults, into: $0) }
            if common.json { try RefusedTables(report: report, marked: copies).printed() }
            let shown = report.faults(atMost: options.details ? nil : IntakeReport.faultsShown)
            if report.hasMoreToSay(than: shown) { note(report.text(details: options.details)) }
            for copy in copies ?? [] { note(Text(zh: "已写标注副本：\(copy)", en: "Copy with the faults marked: \(copy)")) }
            throw Failure.malformed(shown)
        }
    }
}

extension ReadingOptions {
    /// Reads the one table of a command and does the work on it, with the report.
    func takeIn<Content>(
        _ file: String, as form: TableForm, _ common: CommonOptions, _ work: (Table) async throws -> Content
    ) async throws -> (Content, IntakeReport) {
        let tables = TableFiles(sheet: sheet)
        let table = try tables.read(file, as: form)
        return try await tables.report(self, common) {
            guard let table else { throw Failure.malformed(tables.unread) }
            return try await work(table)
        }
    }
}

extension IntakeReport {
    /// A sentence on what was taken in, and below it what was changed in reading.
    func after(_ sentence: Text, details: Bool) -> String {
        parts.contains { !$0.notes.isEmpty } ? sentence.local + "\n" + text(details: details).local : sentence.local
    }
}
