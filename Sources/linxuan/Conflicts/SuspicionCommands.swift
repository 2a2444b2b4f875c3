import ArgumentParser
import Formats
import Programme
import Workflow

extension ConflictsCommand {
    /// `linxuan conflicts suspicions`: what a person has to settle.
    struct Suspicions: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "suspicions", abstract: local("列出待核实的疑似情形", "List the suspicions that are to be settled"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let groups = try await round.desk().ask(ListSuspicions())
            try round.common.show(["suspicions": groups]) {
                guard !groups.isEmpty else { return local("没有待核实的疑似情形。", "There is nothing to settle.") }
                return groups.map(\.words).joined(separator: "\n")
            }
        }
    }

    /// `linxuan conflicts settle`: settles suspicions one by one, or by the names that they rest on.
    struct Settle: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "settle", abstract: local("核实疑似情形，须写明理由", "Settle suspicions, with a reason"),
                discussion: local(
                    "逐条：conflicts settle 专家 材料 --confirm 或 --clear。按名称：conflicts settle --names 甲 --names 乙 --same 或 --different，所有涉及这两个名称的一并核实，以后也照此处理。",
                    "One by one: conflicts settle EXPERT DOSSIER --confirm or --clear. By names: conflicts settle --names A --names B --same or --different settles all that rest on the two names, now and later."
                ))
        }

        enum Verdict: String, EnumerableFlag {
            case confirm
            case clear
            case same
            case different
        }

        @Argument(help: .text("专家编号", "The expert")) var expert: String?
        @Argument(help: .text("材料编号", "The dossier")) var dossier: String?
        @Option(help: .text("两个名称，各写一次", "The two names, an option each", value: "name")) var names: [String] = []
        @Flag(
            exclusivity: .exclusive,
            help: .text("应回避、排除；同一单位、不同单位", "A conflict, none; one organisation, two")) var verdict: Verdict
        @Option(help: .text("情形（有多项时）", "The ground, where there are several", value: "ground")) var ground: String?
        @Option(help: .text("理由", "The written reason")) var reason: String
        @OptionGroup var approval: ReopeningOptions
        @OptionGroup var round: DeskOptions

        func validate() throws {
            let byPair = expert != nil && dossier != nil && names.isEmpty && (verdict == .confirm || verdict == .clear)
            let byNames = expert == nil && names.count == 2 && (verdict == .same || verdict == .different)
            guard byPair || byNames else {
                throw ValidationError(
                    local(
                        "写明专家和材料并用 --confirm 或 --clear，或写两个 --names 并用 --same 或 --different",
                        "Name an expert and a dossier with --confirm or --clear, or two --names with --same or --different"))
            }
        }

        func run() async throws {
            let desk = try round.desk()
            let settled: [Conflict]
            if let expert, let dossier {
                settled = try await desk.ask(
                    SettleSuspicion(
                        expert: expert, dossier: dossier, ground: try ground.map(Conflict.Ground.init(named:)),
                        isConflict: verdict == .confirm, reason: reason, approving: approval.approve))
            } else {
                settled = try await desk.ask(
                    SettleNames(
                        first: names[0], second: names[1], same: verdict == .same, reason: reason, approving: approval.approve))
            }
            try round.common.show(["conflicts": settled]) {
                settled.map { "\($0.expert)  \($0.dossier)  \($0.ground.name.local)  \($0.state.name.local)" }
                    .joined(separator: "\n")
            }
        }
    }

    /// `linxuan conflicts request`: a request for recusal in writing.
    struct RequestRecusal: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "request",
                abstract: local("登记书面回避申请，待核实决定", "Enter a request in writing for a recusal, to be settled"))
        }

        @Argument(help: .text("专家编号", "The expert")) var expert: String
        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Option(name: .customLong("from"), help: .text("提出人", "Who asks", value: "party")) var party: String
        @Option(help: .text("所述理由", "The reason given")) var reason: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let entry = try await round.desk().ask(
                Workflow.RequestRecusal(expert: expert, dossier: dossier, party: party, reason: reason))
            try round.common.show(entry) { "\(entry.expert)  \(entry.dossier)  \(entry.state.name.local)" }
        }
    }

    /// `linxuan conflicts names`: what the program makes of pairs of names.
    struct Names: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "names",
                abstract: local("检验单位名称比对（不需要本轮数据库）", "Check how names of organisations are compared (no round needed)"))
        }

        @Argument(help: .text("名称对照表：a,b,aCode,bCode,label,pattern", "A table of pairs: a,b,aCode,bCode,label,pattern", value: "file"))
        var file: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            let table = try Table(try Spreadsheet(try Files.read(file), file: file), as: NamePairTable.form)
            let report = NameReport(try NamePairTable.read(table))
            try common.show(report) { report.words }
        }
    }
}

extension SuspicionGroup {
    /// The group as lines: what it rests on, and whom it is about.
    fileprivate var words: String {
        let about = entries.map { "\($0.expert) / \($0.dossier)（\($0.ground.name.local)）" }
        let shown = about.prefix(6).joined(separator: local("、", ", ")) + (about.count > 6 ? " …" : "")
        let head = names.map { "“\($0[0])” ~ “\($0[1])”" } ?? about.first ?? ""
        return "\(head)  [\(entries.count)]\n    \(entries.first?.evidence.local ?? "")" + (names == nil ? "" : "\n    \(shown)")
    }
}

/// How a set of labelled pairs of names was classified.
struct NameReport: Encodable {
    /// Pairs by label, then by what the program makes of them.
    var counts: [String: [String: Int]]
    /// Pairs with an equal code, and how many of them are certain.
    var codes: [Int]
    /// Of the other pairs that are one house, how many are certain or suspected, per cent; nil without any.
    var recall: Double?
    /// Of the pairs that are certain or suspected, how many are one house, per cent; nil without any.
    var precision: Double?
    /// Pairs labelled different that are certain: there may be none.
    var wronglyCertain: [[String]]
    /// Pairs of one house that are held to be different.
    var missed: [[String]]

    init(_ pairs: [NamePairTable.Pair]) {
        counts = [:]
        codes = [0, 0]
        wronglyCertain = []
        missed = []
        var (houses, found, near) = (0, 0, 0)
        for pair in pairs {
            let standing = pair.first.compared(with: pair.second).standing
            counts[pair.label.rawValue, default: [:]][standing.rawValue, default: 0] += 1
            let names = [pair.first.name.written, pair.second.name.written, pair.pattern]
            if standing != .different { near += 1 }
            if pair.label == .different {
                if standing == .same { wronglyCertain.append(names) }
                continue
            }
            if !pair.first.creditCode.isEmpty, pair.first.creditCode == pair.second.creditCode {
                codes[0] += 1
                if standing == .same { codes[1] += 1 }
                continue
            }
            houses += 1
            if standing == .different { missed.append(names) } else { found += 1 }
        }
        recall = houses == 0 ? nil : Double(found) * 100 / Double(houses)
        precision = near == 0 ? nil : Double(found + codes[1]) * 100 / Double(near)
    }

    var words: String {
        var listing = Listing(
            [Text(zh: "实际", en: "label")] + OrganisationComparison.Standing.allCases.map { Text(verbatim: $0.rawValue) })
        for label in NamePairTable.Label.allCases {
            listing.add([label.rawValue] + OrganisationComparison.Standing.allCases.map { "\(counts[label.rawValue]?[$0.rawValue] ?? 0)" })
        }
        func share(_ value: Double?) -> String { value.map { "\(Double(Int($0 * 10)) / 10)%" } ?? "–" }
        return listing.lines + "\n"
            + local(
                "代码相同 \(codes[0]) 对，认定 \(codes[1]) 对；其余同一或关联的查全率 \(share(recall))，查准率 \(share(precision))；误认为同一的 \(wronglyCertain.count) 对。",
                "\(codes[0]) pairs with an equal code, \(codes[1]) certain; recall of the other same and related ones \(share(recall)), precision \(share(precision)); \(wronglyCertain.count) different ones taken for certain."
            )
            + (wronglyCertain + missed).map { "\n  " + $0.joined(separator: "  ") }.joined()
    }
}
