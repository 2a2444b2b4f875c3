import ArgumentParser
import Foundation
import Programme
import Workflow

/// Whose sheet on which dossier a step is about.
struct MarkedSheet: ParsableArguments {
    @Argument(help: .text("材料编号", "The dossier")) var dossier: String
    @Argument(help: .text("评分异常的专家编号", "The expert whose sheet stands out")) var expert: String
}

extension ResultsCommand {
    /// `linxuan results abnormal`: sheets that stand out, and what followed.
    struct Abnormal: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "abnormal", abstract: local("列出异常评分及处理情况", "List sheets that stand out, and what followed"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let sheets = try await round.desk().ask(ListAbnormalSheets())
            try round.common.show(["abnormal": sheets]) {
                guard !sheets.isEmpty else { return local("没有被标记的评分表。", "No sheet is marked.") }
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "专家", en: "expert"), Text(zh: "总分", en: "total"),
                    Text(zh: "其他专家", en: "others"), Text(zh: "标准化残差", en: "residual/SE"), Text(zh: "处理情况", en: "so far"))
                for sheet in sheets {
                    let steps = sheet.steps.map { "\($0.number) \($0.kind.name.local)" }.joined(separator: local("；", "; "))
                    listing.add(
                        sheet.dossier, sheet.expert, sheet.total.shown, sheet.others.shown,
                        sheet.standardised.map { String(format: "%.1f", $0) } ?? "–",
                        (steps.isEmpty ? "–" : steps) + (sheet.isOpen ? local("（未结）", " (open)") : "")
                            + (sheet.isMarked ? "" : local("（现已不异常）", " (stands out no more)")))
                }
                return listing.lines
            }
        }
    }

    /// `linxuan results ask-reasons`: written reasons from an expert.
    struct AskReasons: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "ask-reasons", abstract: local("要求专家书面说明异常评分的理由", "Ask an expert for written reasons"))
        }

        @OptionGroup var sheet: MarkedSheet
        @Option(help: .text("要求说明的缘由", "Why it is asked", value: "text")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let step = try await round.desk().ask(Workflow.AskReasons(dossier: sheet.dossier, expert: sheet.expert, reason: reason))
            try round.common.show(step) { step.told.local }
        }
    }

    /// `linxuan results third-reading`: one more expert reads the dossier.
    struct ThirdReading: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "third-reading", abstract: local("由求解器另选专家作第三人评阅", "Have one more expert, found by the engine, read a dossier")
            )
        }

        @OptionGroup var sheet: MarkedSheet
        @Option(help: .text("缘由", "Why", value: "text")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let step = try await round.desk().ask(OpenThirdReading(dossier: sheet.dossier, expert: sheet.expert, reason: reason))
            try round.common.show(step) { step.told.local }
        }
    }

    /// `linxuan results discuss`: a panel discussion with its votes.
    struct Discuss: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "discuss", abstract: local("记录专家组评议及表决", "Record a discussion of the panel with its votes"))
        }

        @OptionGroup var sheet: MarkedSheet
        @Option(help: .text("出席的专家编号，逗号分隔", "Who attended, separated by commas", value: "experts")) var attending: String
        @Option(help: .text("认为异常的票数", "Votes that the scores are abnormal", value: "n")) var abnormal: Int
        @Option(help: .text("认为正常的票数", "Votes that they are sound", value: "n")) var sound: Int
        @Option(help: .text("评议纪要", "The minutes", value: "text")) var minutes: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let discussion = AdjudicationStep.Discussion(
                attending: attending.split(whereSeparator: { ",，、".contains($0) }).map { String($0) }, abnormal: abnormal, sound: sound)
            let step = try await round.desk()
                .ask(RecordDiscussion(dossier: sheet.dossier, expert: sheet.expert, discussion: discussion, minutes: minutes))
            try round.common.show(step) { step.told.local }
        }
    }

    /// `linxuan results decide`: a chair's decision on a marked sheet.
    struct Decide: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decide", abstract: local("决定异常评分的处理，并重算成绩", "Decide on a sheet that stands out, and compute the results anew")
            )
        }

        @OptionGroup var sheet: MarkedSheet
        @Flag(help: .text("以其他专家的平均分替换", "Replace it by the mean of the others")) var replace = false
        @Flag(help: .text("维持原评分", "Let it stand")) var keep = false
        @Flag(help: .text("按通知规则计入第三人评阅", "Take in the third reading as the call says")) var takeIn = false
        @Option(help: .text("理由", "The reason", value: "text")) var reason: String
        @OptionGroup var round: DeskOptions

        func validate() throws {
            if [replace, keep, takeIn].count(where: { $0 }) != 1 {
                throw ValidationError(local("--replace、--keep、--take-in 三者取一", "--replace, --keep or --take-in, one of the three"))
            }
        }

        func run() async throws {
            let decision: AbnormalDecision = replace ? .replace : keep ? .keep : .takeIn
            let step = try await round.desk().ask(
                DecideAbnormal(dossier: sheet.dossier, expert: sheet.expert, decision: decision, reason: reason))
            try round.common.show(step) { step.told.local }
        }
    }
}

extension ReviewCommand {
    /// `linxuan review explain`: written reasons for one's own scores.
    struct Explain: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "explain", abstract: local("书面说明本人评分的理由", "Give written reasons for your scores"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Option(help: .text("理由", "The reasons", value: "text")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let step = try await round.desk().ask(ExplainSheet(dossier: dossier, reason: reason))
            try round.common.show(step) { step.told.local }
        }
    }

    /// `linxuan review vote`: whether another member's scores are abnormal.
    struct Vote: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "vote", abstract: local("表决其他专家的评分是否异常", "Vote on whether another member's scores are abnormal"))
        }

        @Argument(help: .text("事项编号（见 review list）", "The number in review list")) var number: Int
        @Flag(help: .text("认为异常", "They are abnormal")) var abnormal = false
        @Flag(help: .text("认为正常", "They are sound")) var sound = false
        @Option(help: .text("理由", "The reason", value: "text")) var reason: String
        @OptionGroup var round: DeskOptions

        func validate() throws {
            if abnormal == sound { throw ValidationError(local("--abnormal 与 --sound 二者取一", "--abnormal or --sound, one of the two")) }
        }

        func run() async throws {
            let vote = try await round.desk().ask(VoteAbnormal(request: number, isAbnormal: abnormal, reason: reason))
            try round.common.show(["number": vote.number, "request": number]) { "\(vote.number)  \(vote.dossier)  \(vote.kind.name.local)" }
        }
    }
}

extension [OwnAbnormalSheet] {
    /// What `review list` shows of requests.
    var lines: String {
        var listing = Listing(
            Text(zh: "事项", en: "number"), Text(zh: "材料", en: "dossier"), Text(zh: "评分", en: "scores"), Text(zh: "总分", en: "total"),
            Text(zh: "其他专家", en: "others"), Text(zh: "期限", en: "until"), Text(zh: "要求或书面说明", en: "asked, or reasons given"),
            Text(zh: "待办", en: "to do"))
        for sheet in self {
            let toDo =
                sheet.isOwn
                ? sheet.explanation == nil ? local("书面说明（review explain）", "give reasons (review explain)") : local("已说明", "given")
                : sheet.vote?.name.local ?? local("表决（review vote）", "vote (review vote)")
            listing.add(
                "\(sheet.request)", sheet.dossier, sheet.isOwn ? local("本人", "yours") : local("其他专家", "another's"), sheet.total.shown,
                sheet.others?.shown ?? "–", sheet.due?.inChina ?? "–", sheet.explanation ?? sheet.asked ?? "–", toDo)
        }
        return local("评分异常，须说明或表决：\n", "Scores that stand out, to explain or to vote on:\n") + listing.lines
    }
}
