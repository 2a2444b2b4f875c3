import ArgumentParser
import Formats
import Programme
import Workflow

extension DecisionsCommand {
    struct Reassessment: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "reassessment",
                abstract: local("查看前几批示范的评估评价结论", "Show what becomes of earlier demonstrations"))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @Flag(help: .text("只列须由组长决定的", "Only those that are for the chairs to decide")) var open = false
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let lines = try await desk.ask(ListReassessment())
                .filter { (category == nil || $0.demonstration.category == category) && (!open || $0.outcome.isOpen) }
            try round.common.show(["reassessment": lines]) {
                var listing = Listing(
                    Text(zh: "示范", en: "number"), Text(zh: "批次", en: "batch"), Text(zh: "类别", en: "category"),
                    Text(zh: "成绩", en: "score"), Text(zh: "结论", en: "outcome"), Text(zh: "示范主体", en: "name"),
                    Text(zh: "依据", en: "ground"))
                for line in lines {
                    let decision = line.outcome.reason.map { local("；组长决定：\($0)", "; the chairs: \($0)") } ?? ""
                    listing.add(
                        line.demonstration.id, "\(line.demonstration.batch)",
                        call.name(ofCategory: line.demonstration.category).local, line.result?.score?.description ?? "–",
                        line.outcome.name.local, line.demonstration.name, line.outcome.ground.local + decision)
                }
                return listing.lines + "\n" + lines.tally.local
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decide",
                abstract: local(
                    "决定一个示范的去留，须写明理由", "Decide what becomes of an earlier demonstration, with a reason"))
        }

        @Argument(help: .text("示范编号", "The demonstration")) var demonstration: String
        @Flag(exclusivity: .exclusive, help: .text("继续保留、限期整改或撤销称号", "Keep it, keep it with rectification, or withdraw it"))
        var verdict: Choice
        @Option(help: .text("理由", "The written reason")) var reason: String
        @Option(
            help: .text("整改期限（默认按通知）", "By when it has to be in order (by default the call's day)", value: "day"))
        var by: String?
        @OptionGroup var round: DeskOptions

        enum Choice: String, EnumerableFlag {
            case keep
            case rectify
            case withdraw

            var verdict: Verdict {
                switch self {
                case .keep: .keep
                case .rectify: .rectify
                case .withdraw: .withdraw
                }
            }
        }

        func run() async throws {
            let day = by.map(Day.init(_:))
            guard day == nil || day != .some(nil) else {
                throw Failure.usage(Text(zh: "--by 应为日期，如 2024-05-31。", en: "--by should be a day such as 2024-05-31."))
            }
            let outcome = try await round.desk().ask(
                DecideReassessment(demonstration: demonstration, verdict: verdict.verdict, by: day ?? nil, reason: reason))
            try round.common.show(outcome) {
                local(
                    "\(demonstration)：\(outcome.name.zh)；此前的签字作废。",
                    "\(demonstration): \(outcome.name.en); signatures given before are void.")
            }
        }
    }
}

extension [ReassessmentLine] {
    /// How many there are of each outcome.
    var tally: Text {
        var parts = Verdict.allCases.map { verdict in
            let count = count { $0.outcome.decided == verdict }
            return Text(zh: "\(verdict.name.zh) \(count)", en: "\(verdict.name.en) \(count)")
        }
        let excused = count { $0.outcome.decided == nil && !$0.outcome.isOpen }
        let open = count(where: \.outcome.isOpen)
        parts.append(Text(zh: "免予评估 \(excused)", en: "excused \(excused)"))
        if open > 0 { parts.append(Text(zh: "待决定 \(open)", en: "to be decided \(open)")) }
        return parts.enumerated()
    }
}
