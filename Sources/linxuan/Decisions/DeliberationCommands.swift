import ArgumentParser
import Formats
import Programme
import Scoring
import Workflow

extension DecisionsCommand {
    struct Attend: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "attend", abstract: local("组长签到", "Say that a chair is present"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let attendance = try await round.desk().ask(AttendMeeting())
            try round.common.show(attendance) { local("\(attendance.chair) 已签到。", "\(attendance.chair) is present.") }
        }
    }

    struct Recuse: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "recuse",
                abstract: local("组长就一份材料回避（本人申请或秘书处登记），不能撤回", "Recuse a chair from a dossier, by themselves or the secretariat, for good"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Option(help: .text("回避的组长（秘书处登记时）", "The chair, where the secretariat enters it", value: "person")) var chair: String?
        @Option(help: .text("理由", "The written reason")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let recusal = try await round.desk().ask(RecuseChair(dossier: dossier, chair: chair, reason: reason))
            try round.common.show(recusal) {
                local(
                    "\(recusal.chair) 就 \(dossier) 回避：不再见到该材料，不参与其表决。",
                    "\(recusal.chair) is recused from \(dossier): sees nothing of it and has no vote on it.")
            }
        }
    }

    struct Ballot: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "vote", abstract: local("对动议或名单表决；以最后一次为准", "Vote on a motion or on the list; the last vote counts"))
        }

        @Argument(help: .text("动议号（对名单表决则不写，用 --list）", "The motion; left out with --list", value: "number")) var motion: Int?
        @Flag(help: .text("对现名单表决", "Vote on the list as it stands")) var list = false
        @Flag(exclusivity: .exclusive, help: .text("同意、反对或弃权", "For it, against it, or neither")) var choice: Choice
        @Option(help: .text("理由（反对必写）", "Why; needed with --against")) var reason: String?
        @OptionGroup var round: DeskOptions

        enum Choice: String, EnumerableFlag {
            case agree
            case against
            case abstain
        }

        func validate() throws {
            if (motion == nil) != list {
                throw ValidationError(local("写明动议号，或用 --list 对名单表决", "Name a motion, or vote on the list with --list"))
            }
        }

        func run() async throws {
            let desk = try round.desk()
            guard let choice = Vote.Choice(rawValue: choice.rawValue) else { return }
            if let motion {
                let report = try await desk.ask(VoteOnMotion(motion: motion, choice: choice, reason: reason))
                try round.common.show(report) { report.words }
            } else {
                let vote = try await desk.ask(VoteOnList(choice: choice, reason: reason))
                try round.common.show(vote) {
                    local("对名单表决：", "Vote on the list: ") + tally(vote.votes, vote.entitled, vote.standing).local
                }
            }
        }
    }

    struct Dissenting: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "dissent",
                abstract: local("书面说明不同意见和理由，记入各文书", "Put a dissent on record with its reasons; it stands in every paper"))
        }

        @Option(help: .text("所涉材料（默认整个名单）", "The dossier (by default the whole list)")) var dossier: String?
        @Option(help: .text("不同意见和理由", "The opinion and its reasons")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let dissent = try await round.desk().ask(EnterDissent(dossier: dossier, reason: reason))
            try round.common.show(dissent) {
                local("不同意见已记录（第 \(dissent.number) 件），将注明于各文书。", "Dissent \(dissent.number) is on record and will stand in every paper.")
            }
        }
    }

    struct Decline: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decline",
                abstract: local(
                    "拒绝签字并书面说明理由；已签的不再有效，改变主意可再签",
                    "Decline to sign, with the reasons; a signature counts no more, and signing later is a change of mind"))
        }

        @Option(help: .text("拒绝签字的理由", "Why")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let refusal = try await round.desk().ask(DeclineToSign(reason: reason))
            try round.common.show(refusal) {
                local(
                    "拒绝签字已记录（第 \(refusal.number) 件），与签字一并列出。",
                    "Refusal to sign \(refusal.number) is on record and will stand beside the signatures.")
            }
        }
    }

    struct WhatIfCommand: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "what-if",
                abstract: local(
                    "换及格线、名额或权重试算：谁进谁出（只看，不记录、不改动）",
                    "Other pass marks, places or weights: who would come in and go out (looks only; nothing is logged or changed)"))
        }

        @Option(
            name: .customLong("pass-mark"),
            help: .text("类别的及格线，可多次", "A category's pass mark; may be given several times", value: "category=75"))
        var passMarks: [String] = []
        @Option(
            name: .customLong("places"),
            help: .text("类别的名额，none 为不限，可多次", "A category's places, none for no limit; several times", value: "category=40"))
        var places: [String] = []
        @Option(
            name: .customLong("weight"),
            help: .text(
                "指标的权重，可多次；一类合计须为 100", "A criterion's weight, several times; those of a category add up to 100",
                value: "category:criterion=20"))
        var weights: [String] = []
        @Flag(help: .text("列出全部材料，不只是进出的", "List all dossiers and not only those that come in or go out")) var all = false
        @OptionGroup var round: DeskOptions

        struct Answer: Encodable {
            var change: WhatIf
            var lines: [WhatIfLine]
        }

        func run() async throws {
            let change = try WhatIf(passMarks: passMarks, places: places, weights: weights)
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let lines = try await desk.ask(ConsiderOtherRules(passMarks: passMarks, places: places, weights: weights))
            let shown = lines.filter { all || $0.change != .stays }
            try round.common.show(Answer(change: change, lines: shown)) { words(shown, of: lines, call) }
        }

        private func words(_ shown: [WhatIfLine], of lines: [WhatIfLine], _ call: Call) -> String {
            var listing = Listing(
                Text(zh: "", en: ""), Text(zh: "材料", en: "dossier"), Text(zh: "成绩", en: "score"), Text(zh: "试算", en: "then"),
                Text(zh: "名次", en: "place"), Text(zh: "试算", en: "then"), Text(zh: "类别", en: "category"), Text(zh: "试算依据", en: "ground then")
            )
            for line in shown {
                listing.add(
                    line.change.name.local, line.dossier, line.before.score?.description ?? "–", line.after.score?.description ?? "–",
                    line.before.rank.map(String.init) ?? "–", line.after.rank.map(String.init) ?? "–",
                    call.name(ofCategory: line.category).local, line.after.ground.local)
            }
            let sums = call.selectionCategories.compactMap { category -> String? in
                let own = lines.filter { $0.category == category.id }
                let (come, go) = (own.count { $0.change == .comesIn }, own.count { $0.change == .goesOut })
                let listed = own.count(where: \.isListed)
                return come + go == 0
                    ? nil
                    : local(
                        "\(category.name.zh)：\(listed) → \(listed + come - go)（进 \(come)，出 \(go)）",
                        "\(category.name.en): \(listed) → \(listed + come - go) (in \(come), out \(go))")
            }
            let moves = lines.compactMap { line in line.move.map { $0.words(on: line.dossier).local } }
            let end = local(
                "试算不记录、不改动任何数据；组长的调整照旧计入。", "Nothing is stored or logged by this; what chairs moved stays where they put it.")
            let list = sums.isEmpty ? [local("名单不变。", "The list stays the same.")] : sums
            let table = shown.isEmpty ? [] : [listing.lines]
            return (table + list + moves + [end]).joined(separator: "\n")
        }
    }
}

extension WhatIfLine.Move {
    /// The move, and whether it still changes something.
    fileprivate func words(on dossier: String) -> Text {
        Text(
            zh: "组长已将 \(dossier) \(listed ? "调入" : "调出")（\(reason)）：\(applies ? "试算后仍然有效" : "试算结果与其相同，调整不再需要")。",
            en:
                "The chairs moved \(dossier) \(listed ? "in" : "out") (\(reason)): \(applies ? "it still applies" : "the result then comes to the same, and the move is not needed")."
        )
    }
}

extension WhatIfLine.Change {
    var name: Text {
        switch self {
        case .comesIn: Text(zh: "进", en: "in")
        case .goesOut: Text(zh: "出", en: "out")
        case .stays: Text(verbatim: "")
        }
    }
}

/// Votes in a sentence.
func tally(_ votes: [Vote], _ entitled: [String], _ standing: BallotStanding) -> Text {
    let last = Dictionary(votes.map { ($0.chair, $0) }, uniquingKeysWith: { $0.number > $1.number ? $0 : $1 }).values
        .filter { entitled.contains($0.chair) }
    func count(_ choice: Vote.Choice) -> Int { last.count { $0.choice == choice } }
    return Text(
        zh: "应表决 \(entitled.count) 人，同意 \(count(.agree))、反对 \(count(.against))、弃权 \(count(.abstain))，\(standing.name.zh)。",
        en:
            "\(entitled.count) may vote; \(count(.agree)) for, \(count(.against)) against, \(count(.abstain)) abstain: \(standing.name.en)."
    )
}

extension MoveReport {
    /// What came of it, in words.
    var words: String {
        guard let motion else {
            return local(
                "\(placement.dossier) 已\(placement.listed ? "调入" : "调出")；此前的签字作废。",
                "\(placement.dossier) is \(placement.listed ? "on" : "off") the list now; signatures given before are void.")
        }
        let (number, standing) = (motion.motion.number, motion.standing)
        let direction = Text(zh: motion.motion.listed ? "调入" : "调出", en: motion.motion.listed ? "in" : "out")
        let effect =
            standing == .carried
            ? Text(zh: "已\(direction.zh)；此前的签字作废。", en: "It is moved \(direction.en) now; signatures given before are void.")
            : standing == .open
                ? Text(zh: "待其他组长表决（decisions vote \(number)）。", en: "Other chairs have to vote (decisions vote \(number)).")
                : Text(zh: "名单不变。", en: "The list stays as it is.")
        return local("第 \(number) 号动议：", "Motion \(number): ")
            + (Text(verbatim: placement.dossier + " ") + direction + Text(zh: "。", en: ". ")
            + tally(motion.votes, motion.entitled, standing) + Text(zh: "", en: " ") + effect).local
    }
}
