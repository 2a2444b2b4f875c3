import ArgumentParser
import Formats
import Programme
import Workflow

extension DecisionsCommand {
    struct Minutes: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "minutes",
                abstract: local("写出审定会议纪要（HTML，A4）", "Write the minutes of the chairs' meeting (HTML, A4)"))
        }

        @Argument(help: .text("文件", "The file", value: "file.html")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let minutes = try await round.desk().ask(ShowMinutes())
            try Files.write(minutes.html(in: .current), to: file)
            try round.common.show(["file": file]) { file }
        }
    }
}
