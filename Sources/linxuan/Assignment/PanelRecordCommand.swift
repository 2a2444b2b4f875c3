import ArgumentParser
import Formats
import Programme
import Workflow

extension AssignmentCommand {
    struct Record: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "record",
                abstract: local(
                    "写出评审组组成记录（内部资料，含专家姓名）：.xlsx、.csv 为表，其余为可打印 HTML",
                    "Write the record of the panels, with experts' names (internal): .xlsx and .csv as a table, else HTML to print"))
        }

        @Argument(help: .text("文件", "The file", value: "file")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let record = try await round.desk().ask(ShowPanelRecord())
            if TableFile.isWorkbook(file) || file.lowercased().hasSuffix(".csv") {
                try Files.write(try TableFile.bytes(of: record.table(in: .current), named: file), to: file)
            } else {
                try Files.write(record.html(in: .current), to: file)
            }
            try round.common.show(["file": file]) { file }
        }
    }
}
