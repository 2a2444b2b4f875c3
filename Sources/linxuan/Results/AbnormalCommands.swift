import ArgumentParser
import Programme
import Scoring
import Workflow

extension ResultsCommand {
    /// `linxuan results abnormal`: sheets that stand out, and what followed.
    struct Abnormal: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "abnormal", abstract: local("列出异常评分及处理情况", "List sheets that stand out, and what followed"))
        }

        @OptionGroup var round: RoundOptions

        func run() async throws {
            let sheets = try await round.office().abnormalSheets(as: round.actor)
            try round.common.show(["abnormal": sheets]) {
                guard !sheets.isEmpty else { return local("没有被标记的评分表。", "No sheet is marked.") }
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "专家", en: "expert"), Text(zh: "总分", en: "total"),
                    Text(zh: "其他专家", en: "others"), Text(zh: "标准化残差", en: "residual/SE"), Text(zh: "处理情况", en: "so far"))
                for sheet in sheets {
                    listing.add(
                        sheet.mark.dossier, sheet.mark.expert, sheet.mark.total.shown, sheet.mark.others.shown,
                        sheet.mark.standardised.map { $0.shown(1) } ?? "–",
                        sheet.steps.isEmpty
                            ? "–" : sheet.steps.map { "\($0.number) \($0.kind.name.local)" }.joined(separator: local("；", "; ")))
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

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Argument(help: .text("专家编号", "The expert")) var expert: String
        @Option(help: .text("要求说明的缘由", "Why it is asked", value: "text")) var reason: String
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let step = try await round.office().askReasons(of: expert, on: dossier, reason: reason, as: round.actor)
            try round.common.show(step) { step.words }
        }
    }

    /// `linxuan results discuss`: a panel discussion with its votes.
    struct Discuss: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "discuss", abstract: local("记录专家组评议及表决", "Record a discussion of the panel with its votes"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Argument(help: .text("评分异常的专家编号", "The expert whose sheet it is")) var expert: String
        @Option(help: .text("出席的专家编号，逗号分隔", "Who attended, separated by commas", value: "experts")) var attending: String
        @Option(help: .text("认为异常的票数", "Votes that the scores are abnormal", value: "n")) var abnormal: Int
        @Option(help: .text("认为正常的票数", "Votes that they are sound", value: "n")) var sound: Int
        @Option(help: .text("评议纪要", "The minutes", value: "text")) var minutes: String
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let discussion = AdjudicationStep.Discussion(
                attending: attending.split(separator: ",").map { String($0) }, abnormal: abnormal, sound: sound)
            let step = try await round.office()
                .recordDiscussion(of: expert, on: dossier, discussion, minutes: minutes, as: round.actor)
            try round.common.show(step) { step.words }
        }
    }

    /// `linxuan results decide`: a chair's decision on a marked sheet.
    struct Decide: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decide", abstract: local("决定异常评分的处理，并重算成绩", "Decide on a sheet that stands out, and compute the results anew")
            )
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Argument(help: .text("专家编号", "The expert")) var expert: String
        @Flag(help: .text("以其他专家的平均分替换", "Replace it by the mean of the others")) var replace = false
        @Flag(help: .text("维持原评分", "Let it stand")) var keep = false
        @Option(help: .text("理由", "The reason", value: "text")) var reason: String
        @OptionGroup var round: RoundOptions

        func validate() throws {
            if replace == keep { throw ValidationError(local("--replace 与 --keep 二者取一", "--replace or --keep, one of the two")) }
        }

        func run() async throws {
            let step = try await round.office()
                .decideAbnormal(of: expert, on: dossier, replace: replace, reason: reason, as: round.actor)
            try round.common.show(step) { step.words }
        }
    }
}

extension ReviewCommand {
    /// `linxuan review abnormal`: what an expert is asked about their own and others' scores.
    struct Abnormal: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "abnormal", abstract: local("列出须由本人说明或表决的异常评分", "List the scores that you are to explain or to vote on"))
        }

        @OptionGroup var round: RoundOptions

        func run() async throws {
            let sheets = try await round.office().ownAbnormalSheets(as: round.actor)
            try round.common.show(["abnormal": sheets]) {
                guard !sheets.isEmpty else { return local("没有须说明或表决的评分。", "Nothing to explain or to vote on.") }
                var listing = Listing(
                    Text(zh: "事项", en: "number"), Text(zh: "材料", en: "dossier"), Text(zh: "评分", en: "scores"), Text(zh: "总分", en: "total"),
                    Text(zh: "其他专家", en: "others"), Text(zh: "我的表决", en: "your vote"), Text(zh: "书面说明", en: "reasons"))
                for sheet in sheets {
                    listing.add(
                        "\(sheet.request)", sheet.dossier, sheet.isOwn ? local("本人", "yours") : local("其他专家", "another's"),
                        sheet.total.shown, sheet.others.shown, sheet.vote?.name.local ?? "–", sheet.explanation ?? "–")
                }
                return listing.lines
            }
        }
    }

    /// `linxuan review explain`: written reasons for one's own scores.
    struct Explain: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "explain", abstract: local("书面说明本人评分的理由", "Give written reasons for your scores"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Option(help: .text("理由", "The reasons", value: "text")) var reason: String
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let step = try await round.office().explainSheet(on: dossier, reason: reason, as: round.actor)
            try round.common.show(step) { step.words }
        }
    }

    /// `linxuan review vote`: whether another member's scores are abnormal.
    struct Vote: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "vote", abstract: local("表决其他专家的评分是否异常", "Vote on whether another member's scores are abnormal"))
        }

        @Argument(help: .text("事项编号（见 review abnormal）", "The number in review abnormal")) var number: Int
        @Flag(help: .text("认为异常", "They are abnormal")) var abnormal = false
        @Flag(help: .text("认为正常", "They are sound")) var sound = false
        @Option(help: .text("理由", "The reason", value: "text")) var reason: String
        @OptionGroup var round: RoundOptions

        func validate() throws {
            if abnormal == sound { throw ValidationError(local("--abnormal 与 --sound 二者取一", "--abnormal or --sound, one of the two")) }
        }

        func run() async throws {
            let step = try await round.office().voteAbnormal(number, abnormal: abnormal, reason: reason, as: round.actor)
            // The name of the expert whose sheet it is stays out of what the member sees.
            try round.common.show(["number": step.number, "request": number]) { "\(step.number)  \(step.dossier)  \(step.kind.name.local)" }
        }
    }
}

extension AdjudicationStep {
    /// One line of `results show`: who did what and why, with the score before and after.
    var told: String {
        let change =
            kind.decides
            ? local(
                "（成绩 \(before?.description ?? "–") → \(after?.description ?? "–")）",
                " (score \(before?.description ?? "–") → \(after?.description ?? "–"))") : ""
        let votes =
            discussion.map { local("（异常 \($0.abnormal) 票、正常 \($0.sound) 票）", " (\($0.abnormal) abnormal, \($0.sound) sound)") } ?? ""
        return "  #\(number) \(actor) \(kind.name.local) \(expert)\(votes)\(change)  \(reason)"
    }

    fileprivate var words: String {
        let line = "\(number)  \(dossier)  \(expert)  \(kind.name.local)"
        if kind.decides {
            let (old, new) = (before?.description ?? "–", after?.description ?? "–")
            return line + local("：成绩由 \(old) 变为 \(new)", ": the score goes from \(old) to \(new)")
        }
        return due.map { line + local("，期限 \($0)", ", until \($0)") } ?? line
    }
}

extension Fraction {
    /// The score with two decimals, to read.
    var shown: String { rounded(Call.Rounding(digits: 2, rule: .halfUp)).description }
}
