import ArgumentParser
import Formats
import Foundation
import Matching
import Programme
import Workflow

/// `linxuan lottery`: plans one of which is drawn, so that no pair is certain.
struct LotteryCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "lottery",
            abstract: local("抽签分配：任何组合的机会不超过上限", "A randomised assignment: no pair above a limit of chance"),
            discussion: local(
                "先编制一组同样可能的方案（签），每张签都满足全部要求，任何材料与专家的组合出现的机会都不超过上限；公布后以公开数字抽取一张。",
                "First a set of equally likely plans (tickets) is made: each keeps to every requirement, and no pair of a dossier and an expert has a chance above the limit. Once it is published, public numbers draw one of them."
            ),
            subcommands: [Make.self, Check.self, Draw.self, Export.self])
    }

    struct Make: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "make", abstract: local("编制抽签方案，并证明与最好者的差距", "Make a lottery, with a proof of how good it is"))
        }

        @Argument(help: .text("实例文件（linxuan-assignment/1）", "The instance, in the format linxuan-assignment/1")) var instance: String
        @Option(help: .text("任何组合的机会上限，如 0.5 或 1/3", "The greatest chance of any pair, such as 0.5 or 1/3", value: "chance"))
        var limit: String
        @Option(
            help: .text(
                "签数，即方案个数（默认按上限选定，一般 20 至 40）", "How many tickets (by default what fits the limit, mostly 20 to 40)", value: "number"))
        var tickets: Int?
        @Option(help: .text("写入的文件；省略则输出到标准输出", "Where to write the lottery; standard output if left out", value: "file.json"))
        var out: String?
        @Option(help: .text("时间上限（秒）", "Seconds the search may take")) var timeLimit: Double?
        @Option(help: .text("在同样好的抽签方案中作选择的种子", "Chooses among lotteries that are equally good")) var seed: UInt64 = 0
        @OptionGroup var reporting: ProgressOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if let timeLimit, !(timeLimit > 0) {
                throw ValidationError(local("--time-limit 应为正数", "--time-limit must be above zero"))
            }
            _ = try LotteryWords.limit(limit)
        }

        func run() async throws {
            let search = WatchedSearch(reporting, .readingInstance)
            let file = try InstanceFile(path: instance)
            let options = LotteryOptions(limit: try LotteryWords.limit(limit), tickets: tickets, timeLimit: timeLimit, seed: seed)
            let answer = try await search.run { try await file.problem.lotteryMade(options, cancellation: $0, progress: $1) }
            switch answer {
            case .infeasible(let plan):
                search.remark(on: plan)
                note(
                    Text(zh: "没有满足全部要求的方案，无从抽签。", en: "There is no plan that keeps to every requirement, so there is nothing to draw from.")
                )
                for obstacle in plan.diagnosis { note(Text(zh: "原因：", en: "why: ") + obstacle.message) }
                throw ExitCode(2)
            case .made(let lottery):
                let made = LotteryFile(lottery: lottery, instance: file)
                if let out { try Files.write(made.text, to: out) }
                if out == nil || common.json {
                    print(made.text, terminator: "")
                } else {
                    for line in LotteryWords(lottery, file.problem, digest: made.digest).lines { say(line) }
                }
            }
        }
    }

    struct Check: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "check",
                abstract: local("核对一份抽签方案及其证明，无须求解", "Check a lottery against its instance, without a solver"))
        }

        @Argument(help: .text("实例文件", "The instance")) var instance: String
        @Argument(help: .text("抽签方案文件（linxuan-lottery/1）", "The lottery, in the format linxuan-lottery/1")) var lottery: String
        @Option(help: .text("抽取前记下的摘要", "The lottery's digest as noted before the draw", value: "digest")) var expect: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            let file = try InstanceFile(path: instance)
            let lottery = try LotteryFile(path: lottery, for: file)
            let verification = lottery.verify(against: file, expecting: expect)
            try common.show(
                Document(
                    verified: verification.holds, digest: lottery.digest, faults: verification.faults,
                    facts: verification.facts)
            ) {
                guard verification.holds else { return verification.faults.map(\.local).joined(separator: "\n") }
                return local("核对通过：", "verified: ") + verification.facts.map(\.local).joined(separator: local("；", "; "))
            }
            if !verification.holds { throw ExitCode(1) }
        }

        private struct Document: Encodable {
            let verified: Bool
            let digest: String
            let faults: [Text]
            let facts: [Text]
        }
    }

    struct Draw: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "draw",
                abstract: local("以公开数字抽取一张签，写出方案", "Draw a ticket by public numbers, and write its plan"),
                discussion: local(
                    "摘要须在数字公布之前公布。任何人以同样的文件、种子和数字重复，得同一张签。一轮工作中用 linxuan draw commit --plans。",
                    "Publish the lottery's digest before the numbers are known. Whoever repeats it with the same file, seed and numbers gets the same ticket. In a round, use linxuan draw commit --plans."
                ))
        }

        @Argument(help: .text("实例文件", "The instance")) var instance: String
        @Argument(help: .text("抽签方案文件（linxuan-lottery/1）", "The lottery, in the format linxuan-lottery/1")) var lottery: String
        @Option(
            help: .text("一个数源的数字，每个数源一次，如 \"3 17 25\"", "The numbers of a source, once a source, such as \"3 17 25\"", value: "numbers"))
        var numbers: [String]
        @Option(
            help: .text(
                "事先公布过摘要的种子（64 位十六进制），可省略", "A seed whose digest was published before (64 hexadecimal digits); may be left out",
                value: "hex"))
        var drawSeed: String?
        @Option(help: .text("rfc3797-sha256 或 rfc3797-md5", "rfc3797-sha256 or rfc3797-md5")) var method = DrawMethod.sha256.rawValue
        @Option(help: .text("抽取前记下的摘要", "The lottery's digest as noted before the draw", value: "digest")) var expect: String?
        @Option(help: .text("抽中方案写入的文件", "Where to write the plan that is drawn", value: "plan.json")) var out: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard DrawMethod(rawValue: method) != nil else {
                throw ValidationError(
                    local("--method 应为 rfc3797-sha256 或 rfc3797-md5", "--method takes rfc3797-sha256 or rfc3797-md5"))
            }
        }

        func run() throws {
            let file = try InstanceFile(path: instance)
            let lottery = try LotteryFile(path: lottery, for: file)
            let faults = lottery.verify(against: file, expecting: expect).faults
            guard faults.isEmpty else {
                for fault in faults { note(fault) }
                throw Failure.failed(
                    Text(zh: "抽签方案未通过核对，不予抽取。", en: "The lottery does not pass its check, so nothing is drawn from it."))
            }
            let sources = try numbers.map(SourceArgument.numbers)
            let key =
                try drawSeed.map { DrawKey(seed: try SourceArgument.seed($0), sources: sources) } ?? DrawKey(sources: sources)
            let number = try lottery.lottery.drawnTicket(key: key, method: DrawMethod(rawValue: method) ?? .sha256)
            let plan = lottery.planFile(ofTicket: number, for: file)
            if let out { try Files.write(plan.text(for: file.problem), to: out) }
            let count = lottery.lottery.tickets.count
            try common.show(
                Document(ticket: number, of: count, key: key.text, method: method, digest: lottery.digest, worth: plan.plan.worth)
            ) {
                local(
                    "抽中第 \(number) 张签（共 \(count) 张），总匹配度 \(plan.plan.worth)\n密钥：\(key.text)",
                    "ticket \(number) of \(count) is drawn, worth \(plan.plan.worth)\nKey: \(key.text)")
            }
        }

        private struct Document: Encodable {
            let ticket: Int
            let of: Int
            let key: String
            let method: String
            let digest: String
            let worth: Double
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export", abstract: local("导出一轮工作的抽签方案，供核对", "Write a lottery of a round, to be checked"),
                discussion: local(
                    "与 assignment instance 导出的实例一并核对。抽取之前只公布公告即可：公告含抽签方案和每张签的摘要，不泄露分配。",
                    "It is checked with the instance that assignment instance writes. Before the draw the announcement is enough to publish: it holds the digests of the lottery and of every ticket, and tells nobody who is on which panel."
                ))
        }

        @Argument(help: .text("文件", "The file", value: "file.json")) var file: String
        @Option(help: .text("第几号抽签方案（默认最近一份）", "The lottery's number (by default the last)")) var number: Int?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let lottery = try await round.desk().ask(ShowLottery(number: number))
            try Files.write(lottery.document, to: file)
            try round.common.show(["file": file, "digest": lottery.digest]) { file }
        }
    }
}
