import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan decisions`: the shortlist, from proposal to the last signature.
struct DecisionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "decisions", abstract: local("拟入选名单和评估评价结论", "The shortlist, and what becomes of earlier demonstrations"),
            subcommands: [Propose.self, Show.self, Move.self, Reassessment.self, Decide.self, Sign.self, Export.self])
    }

    struct Propose: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "propose", abstract: local("按成绩提出拟入选名单和评估评价意见", "Propose the shortlist and the reassessment from the results"))
        }

        @OptionGroup var round: RoundOptions

        struct Proposed: Encodable {
            var placements: [Placement]
            var reassessment: [ReassessmentOutcome]
        }

        func run() async throws {
            let office = try round.office()
            let (placements, reassessment) = try await office.proposeShortlist(as: round.actor)
            let tally = try await office.reassessment(as: round.actor).tally
            try round.common.show(Proposed(placements: placements, reassessment: reassessment)) {
                local(
                    "已提出：\(placements.count(where: \.listed)) 个拟入选，共 \(placements.count) 个。",
                    "Proposed: \(placements.count(where: \.listed)) of \(placements.count) are listed.")
                    + (reassessment.isEmpty
                        ? ""
                        : local(
                            "\n评估评价 \(reassessment.count) 个：\(tally.zh)。", "\nReassessed: \(reassessment.count): \(tally.en)."))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "show", abstract: local("查看名单、成绩、考查和签字", "Show the list with scores, visits and signatures"))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let office = try round.office()
            let call = try await office.call(as: round.actor)
            let list = try await office.shortlist(as: round.actor)
            try round.common.show(list) {
                var listing = Listing(
                    Text(zh: "入选", en: "listed"), Text(zh: "名次", en: "place"), Text(zh: "成绩", en: "score"),
                    Text(zh: "材料", en: "dossier"), Text(zh: "考查", en: "visit"), Text(zh: "类别", en: "category"),
                    Text(zh: "申报主体", en: "applicant"),
                    Text(zh: "依据", en: "ground"))
                for line in list.lines where category == nil || line.dossier.category == category {
                    let moved = line.placement.reason.map { local("；调整：\($0)", "; moved: \($0)") } ?? ""
                    listing.add(
                        line.placement.listed ? "✓" : "", line.outcome.place, line.outcome.score?.description ?? "–",
                        line.dossier.id, line.visited ? "✓" : "", call.name(ofCategory: line.dossier.category).local,
                        line.dossier.applicant,
                        line.placement.ground.local + moved)
                }
                return listing.lines + "\n" + list.signatureWords
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "move", abstract: local("调入或调出名单，须写明理由", "Move a dossier in or out, with a reason"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Flag(exclusivity: .exclusive, help: .text("调入或调出", "On the list or off it")) var direction: Direction
        @Option(help: .text("理由", "The written reason")) var reason: String
        @OptionGroup var round: RoundOptions

        enum Direction: String, EnumerableFlag {
            case `in`
            case out
        }

        func run() async throws {
            let placement = try await round.office().moveDossier(
                dossier, listed: direction == .in, reason: reason, as: round.actor)
            try round.common.show(placement) {
                local(
                    "\(dossier) 已\(placement.listed ? "调入" : "调出")；此前的签字作废。",
                    "\(dossier) is \(placement.listed ? "on" : "off") the list now; signatures given before are void.")
            }
        }
    }

    struct Sign: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "sign", abstract: local("签字；签字满数即为终局", "Sign; with the last signature the list is final"))
        }

        @OptionGroup var round: RoundOptions

        func run() async throws {
            let final = try await round.office().signShortlist(as: round.actor)
            try round.common.show(["final": final]) {
                final
                    ? local("已签字。名单已成终局，不能再改。", "Signed. The list is final and cannot be changed.")
                    : local("已签字，待其他组长签字。", "Signed; other signatures are awaited.")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export",
                abstract: local(
                    "导出拟入选名单和评估评价结论（XLSX、CSV 和 Markdown）", "Write the shortlist and the reassessment as XLSX, CSV and Markdown"))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let office = try round.office()
            let (list, call) = (try await office.shortlist(as: round.actor), try await office.call(as: round.actor))
            let shortlist = ShortlistPapers(list: list, call: call)
            var papers = [(name: "shortlist", table: shortlist.table, text: shortlist.markdown)]
            if !list.reassessment.isEmpty {
                let reassessment = ReassessmentPapers(list: list, call: call)
                papers.append((name: "reassessment", table: reassessment.table, text: reassessment.markdown))
            }
            var files: [String] = []
            for paper in papers {
                let own = ["xlsx", "csv", "md"].map { "\(folder)/\(paper.name).\($0)" }
                for file in own.dropLast() { try Files.write(try TableFile.bytes(of: paper.table, named: file), to: file) }
                try Files.write(paper.text, to: own[2])
                files += own
            }
            try round.common.show(["files": files]) { files.joined(separator: "\n") }
        }
    }
}

extension ShortlistView {
    /// The signatures as text.
    var signatureWords: String {
        let standing = signatures.filter(\.stands)
        let signed = standing.map { "  \($0.chair)  \($0.at.inChina)" }
        let state =
            final
            ? local("已成终局。", "Final.")
            : local("签字 \(standing.count)/\(needed)。", "\(standing.count) of \(needed) signatures.")
        return ([state] + signed).joined(separator: "\n")
    }
}
