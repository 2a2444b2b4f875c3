import ArgumentParser
import Formats
import Programme
import Workflow

extension RoundCommand {
    /// `linxuan round page`: the round on one page with drawings.
    struct Page: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "page", abstract: local("写出一页图示（HTML，不含脚本）", "Write the round on one page of drawings (HTML, no script)"))
        }

        @Argument(help: .text("文件", "The file", value: "file.html")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let page = try await round.desk().ask(ShowRoundPage())
            try Files.write(page.html(in: .current), to: file)
            try round.common.show(["file": file]) { file }
        }
    }
}
