import ArgumentParser
import Formats
import Foundation
import Matching
import Programme

/// `linxuan verify`: a plan against its instance, without a solver.
struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: local("核对一个分配方案及其证明", "Check a plan against its instance, without a solver"))
    }

    @Argument(help: .text("实例文件", "The instance"))
    var instance: String

    @Argument(help: .text("方案文件", "The plan"))
    var plan: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let file = try InstanceFile(path: instance)
        let verification = try PlanFile(path: plan, for: file).verify(against: file)
        if common.json {
            print(
                try JSONDocument.text(
                    of: Document(
                        verified: verification.holds, faults: verification.faults, facts: verification.facts)))
        } else if verification.holds {
            let facts = verification.facts
            say(
                Text(
                    zh: "核对通过：" + facts.map(\.zh).joined(separator: "；"),
                    en: "verified: " + facts.map(\.en).joined(separator: "; ")))
        } else {
            for fault in verification.faults { say(fault) }
        }
        if !verification.holds { throw ExitCode(1) }
    }

    private struct Document: Encodable {
        let verified: Bool
        let faults: [Text]
        let facts: [Text]
    }
}
