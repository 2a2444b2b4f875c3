import ArgumentParser
import Formats
import Programme
import Workflow

extension ResultsCommand {
    struct Report: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "report",
                abstract: local(
                    "写出各类别评审报告（HTML，可打印）和成绩汇总表（XLSX）",
                    "Write a report on each category (HTML, to print) and the summary table of results (XLSX)"))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @Option(help: .text("只写一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let files = try ReportFiles.write(try await round.desk().ask(ListReports(category: category)), to: folder)
            try round.common.show(["files": files]) { files.joined(separator: "\n") }
        }
    }
}

extension ResultsCommand {
    struct Records: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "records",
                abstract: local(
                    "写出每件材料的评审档案（HTML，可打印，不含专家姓名）",
                    "Write the record of each dossier (HTML, to print, without experts' names)"))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @Option(help: .text("只写一份材料", "One dossier only", value: "dossier")) var dossier: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let records = try await round.desk().ask(ListRecords(dossier: dossier))
            let files = records.map { "\(folder)/\($0.file)" }
            for (record, file) in zip(records, files) { try Files.write(record.html(in: .current), to: file) }
            try round.common.show(["files": files]) {
                files.count == 1 ? files[0] : local("\(files.count) 份，目录：\(folder)", "\(files.count) records in \(folder)")
            }
        }
    }
}

/// Reports as files of a folder.
enum ReportFiles {
    /// Writes a page for each report and the summary table of all; the names of the files.
    static func write(_ reports: [CategoryReport], to folder: String) throws -> [String] {
        var files: [String] = []
        for report in reports {
            files.append("\(folder)/\(report.file)")
            try Files.write(report.html(in: .current), to: "\(folder)/\(report.file)")
        }
        guard !reports.isEmpty else { return files }
        let summary = "\(folder)/summary.xlsx"
        try Files.write(try WorkbookDocument(reports, in: .current).bytes(), to: summary)
        return files + [summary]
    }
}
