import ArgumentParser
import Foundation
import Programme

/// The program: one command a group of use cases, named as the stages are.
@main
struct Program: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "linxuan",
            abstract: local("遴选：公开遴选工作的专家评审", "Linxuan: expert review for public selection programmes"),
            discussion: local(
                "退出码：0 完成；1 未完成；2 无解；64 用法错误；65 输入有误；69 连不上服务器；77 无权限。",
                "Exit codes: 0 done; 1 failed; 2 no solution; 64 wrong usage; 65 malformed input; 69 server out of reach; 77 not permitted."
            ),
            version: "0.1.0",
            groupedSubcommands: [
                CommandGroup(
                    name: local("一轮工作", "A round"),
                    subcommands: [
                        RoundCommand.self, AccessCommand.self, ServeCommand.self, BackupCommand.self, RestoreCommand.self,
                        LoginCommand.self, LogoutCommand.self, ProfileCommand.self, IntakeCommand.self, ConflictsCommand.self,
                        DrawCommand.self, AssignmentCommand.self, ReviewCommand.self, ResultsCommand.self, VisitsCommand.self,
                        DecisionsCommand.self, AuditCommand.self,
                    ]),
                CommandGroup(
                    name: local("独立工具", "On their own"),
                    subcommands: [
                        RubricCommand.self, SolveCommand.self, RepairCommand.self, LotteryCommand.self, VerifyCommand.self,
                        ExplainCommand.self, AnalyzeCommand.self, SimulateCommand.self, CompletionsCommand.self, CompleteCommand.self,
                    ]),
            ])
    }

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            note(Text(zh: "错误：", en: "Error: ") + failure.text)
            Foundation.exit(failure.exitCode)
        } catch {
            leave(with: error)
        }
    }

    /// Ends as the argument parser asks: help and version on standard output, wrong usage on standard error.
    private static func leave(with error: any Error) -> Never {
        let code = exitCode(for: error)
        let message = HelpFrame.localised(fullMessage(for: error))
        if !message.isEmpty {
            if code == .success { print(message) } else { note(Text(verbatim: message)) }
        }
        Foundation.exit(code.rawValue)
    }
}
