import ArgumentParser
import Cryptography
import Formats
import Matching
import Programme
import Workflow

/// `linxuan draw`: announce, draw, look, publish, repeat.
struct DrawCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "draw", abstract: local("公开抽取专家或分配方案", "The public draw of experts, or of a plan"),
            discussion: local(
                "先公告名册、名额、种子摘要和尚未公布的数源，数字公布后抽取；任何人都能重复。",
                "Pool, quotas, the seed's digest and sources of numbers to come are announced first; the draw follows once the numbers are public, and anybody can repeat it."
            ),
            subcommands: [Commit.self, Run.self, Show.self, Export.self, Repeat.self])
    }

    struct Commit: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "commit",
                abstract: local(
                    "公告一次抽取：编号名册（或签）、封存种子、指明数源", "Announce a draw: number the pool or the tickets, seal the seed, name the sources"),
                discussion: local(
                    "数源写作“名称 个数 日期 时间”，时间为北京时间，须在将来，如 --source \"示例彩票第57期号码 7 2030-05-21 21:15\"。",
                    "A source is “NAME COUNT DAY TIME” in China time and lies in the future, such as --source \"Example lottery no. 57 7 2030-05-21 21:15\"."
                ))
        }

        @OptionGroup var subject: DrawSubject
        @Option(help: .text("公开数源，可多次", "A source of public numbers; may be given several times", value: "source"))
        var source: [String]
        @OptionGroup var quotas: QuotaOptions
        @Option(help: .text("再次抽取或名额与通知不同的理由", "Why the draw is made again, or not by the call's quotas", value: "reason"))
        var reason: String?
        @Option(
            help: .text(
                "演练用：指定种子（64 位十六进制），公告中会标明", "For rehearsals: the seed (64 hexadecimal digits); the announcement says so", value: "hex"))
        var rehearsalSeed: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            var request = CommitToDraw(category: subject.category, sources: try source.map(SourceArgument.read))
            request.experts = quotas.experts
            request.minima = try quotas.minima
            request.perRegion = quotas.perRegion
            request.reason = reason
            request.rehearsalSeed = try rehearsalSeed.map { Hexadecimal.text(of: try SourceArgument.seed($0)) }
            let desk = try round.desk()
            let draw = try await desk.ask(request)
            let call = try await desk.ask(ShowCall())
            try round.common.show(draw) { DrawWords(draw: draw, call: call, others: []).announced }
        }
    }

    struct Run: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "run", abstract: local("录入公布的数字并抽取，揭示种子", "Draw from the numbers as published, and reveal the seed"))
        }

        @OptionGroup var subject: DrawSubject
        @Option(
            help: .text(
                "一个数源的数字，按公告次序每个数源一次，如 \"3 17 25\"", "The numbers of a source, once a source in their order, such as \"3 17 25\"",
                value: "numbers"))
        var numbers: [String]
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let draw = try await desk.ask(RunDraw(category: subject.category, numbers: try numbers.map(SourceArgument.numbers)))
            let call = try await desk.ask(ShowCall())
            try round.common.show(draw) { DrawWords(draw: draw, call: call, others: []).all(reserves: 15) }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "show", abstract: local("查看历次抽取", "Show the draws"))
        }

        @Argument(help: .text("只看一个类别", "One category only", value: "category")) var category: String?
        @Flag(help: .text("列出全部备选（默认前 15 名）", "List every reserve (by default the first 15)")) var all = false
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let draws = try await desk.ask(ListDraws(category: category))
            let call = try await desk.ask(ShowCall())
            try round.common.show(["draws": draws]) {
                draws.isEmpty
                    ? (category.map { local("类别“\($0)”尚无公开抽取。", "There is no draw for “\($0)”.") }
                        ?? local("尚无公开抽取。", "There is no draw."))
                    : draws.map { DrawWords(draw: $0, call: call, others: draws).all(reserves: all ? Int.max : 15) }
                        .joined(separator: "\n\n")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export", abstract: local("导出公告或抽取结果，供公布和重复核验", "Write an announcement or a draw, to publish and to repeat"))
        }

        @Argument(help: .text("文件", "The file", value: "file.json")) var file: String
        @Option(help: .text("第几次抽取（默认最近一次）", "The draw's number (by default the last)")) var number: Int?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let draw = try await round.desk().ask(ShowDrawDocument(number: number))
            try Files.write(draw.text, to: file)
            try round.common.show(["file": file, "digest": draw.digest]) { file }
        }
    }

    struct Repeat: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "repeat", abstract: local("按公布的文件重复一次抽取，无须数据库", "Repeat a published draw from its file; needs no database"))
        }

        @Argument(help: .text("抽取文件", "The draw", value: "file.json")) var file: String
        @Option(help: .text("抽取前记下的公告摘要", "The announcement's digest as noted before the draw", value: "digest"))
        var expect: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            let draw = try DrawFile(bytes: try Files.read(file), file: file)
            let differences = try draw.differences(expecting: expect)
            try common.show(Document(same: differences.isEmpty, digest: draw.announcement.digest, differences: differences)) {
                guard differences.isEmpty else { return differences.map(\.local).joined(separator: "\n") }
                let (announced, outcome) = (draw.announcement, draw.outcome)
                if announced.lottery != nil {
                    let (ticket, count) = (outcome?.drawn.first ?? 0, announced.pool.count)
                    return local(
                        "重复无误：第 \(announced.number) 次抽取（分配方案），抽中第 \(ticket) 张签（共 \(count) 张），与公布一致\n公告摘要：\(draw.digest)",
                        "repeated: draw \(announced.number), of a plan: ticket \(ticket) of \(count), as published\nDigest of the announcement: \(draw.digest)"
                    )
                }
                return local(
                    "重复无误：\(announced.category) 第 \(announced.number) 次抽取，名册 \(announced.pool.count) 人，抽中 \(outcome?.drawn.count ?? 0) 人，备选 \(outcome?.reserves.count ?? 0) 人，均与公布一致\n公告摘要：\(draw.digest)",
                    "repeated: draw \(announced.number) for \(announced.category), \(outcome?.drawn.count ?? 0) of \(announced.pool.count) drawn, \(outcome?.reserves.count ?? 0) reserves, all as published\nDigest of the announcement: \(draw.digest)"
                )
            }
            if !differences.isEmpty { throw ExitCode(1) }
        }

        private struct Document: Encodable {
            let same: Bool
            let digest: String
            let differences: [Text]
        }
    }
}
