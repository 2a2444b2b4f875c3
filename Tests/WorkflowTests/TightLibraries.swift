import Formats
import Matching
import Programme
import Storage

@testable import Workflow

/// The made-up programme with few experts and full loads, so that a vacant place can often be filled only if others move.
struct TightLibraries {
    static let files = {
        var files = VillageLibraries.files
        files["rules.yaml"] = files["rules.yaml"]?
            .replacing(
                "specialties: [{id: reading, name: {zh: 阅读, en: reading}}]",
                with: "specialties: [{id: reading, name: {zh: 阅读, en: reading}}, {id: building, name: {zh: 建筑, en: building}}]"
            )
            .replacing(
                "panels: [{id: jury, size: 3, composition: [{specialty: reading, minimum: 1}]}]",
                with:
                    "panels: [{id: jury, size: 2, composition: [{specialty: reading, minimum: 1}, {specialty: building, minimum: 1}]}]"
            )
        return files
    }()

    static let dossiers = ["V-1", "V-2", "V-3", "M-1"]

    /// An expert with what they can take.
    struct Member {
        var id: String
        var isReader: Bool
        var years: Int
        var minimum = 0
        var maximum: Int

        var row: String { "\(id),示例\(id),02,\(isReader ? "阅读" : "建筑"),,,是,\(years),\(minimum),\(maximum)" }
    }

    /// A round with such experts in the stage of assignment.
    static func round(_ members: [Member]) async throws -> MiniRound {
        let round = try MiniRound()
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        try await round.office.grant(Person(id: "A-1", name: "示例监督", role: .auditor), as: "S-1")
        let filed = VillageLibraries.dossiers.replacing("2030-03-01,E-5,是", with: "2030-03-01,,是")
        _ = try await round.office.takeInDossiers([round.table(filed, "dossiers.csv")], as: "S-1")
        let rows = ["编号,姓名,所在地区,专业类别,熟悉模式,熟悉行业,高级职称,从业年限,最少评审,最多评审"] + members.map(\.row)
        _ = try await round.office.takeInExperts(
            round.table(rows.joined(separator: "\n") + "\n", "experts.csv"), affiliations: nil, interests: nil, as: "S-1")
        for dossier in ["V-2", "V-4"] {
            _ = try await round.office.decideFlag(
                dossier: dossier, check: nil, accept: dossier == "V-2", reason: "示例", as: "S-1")
        }
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.detectConflicts(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return round
    }

    /// The same in the stage of reviews, with these pairs in force.
    static func reviewing(_ members: [Member], _ pairs: [[String]]) async throws -> MiniRound {
        let round = try await round(members)
        try await round.assign(pairs)
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return round
    }
}

/// What a round could do about vacant places, by trying all plans: shares nothing with the engine or the workflow.
struct EveryRepair {
    /// The fewest reviews that move, of them with a draft, and the largest total in ten-thousandths; nil where there is no
    /// plan at all.
    private(set) var best: (moved: Int, begun: Int, total: Int)?
    private let members: [TightLibraries.Member]
    private let dossiers: [String]
    private let reviews: [String: Review]
    private let drafts: Set<String>
    private let barred: Set<String>
    private var held: [Int]
    private let least: [Int]

    init(_ round: MiniRound, _ members: [TightLibraries.Member], _ dossiers: [String] = TightLibraries.dossiers) async throws {
        let (reviews, sheets, conflicts) = try await round.store.read { reader in
            (try reader.all(Review.self), try reader.all(ScoreSheet.self), try reader.all(Conflict.self))
        }
        self.members = members
        self.dossiers = dossiers
        self.reviews = Dictionary(uniqueKeysWithValues: reviews.map { ("\($0.dossier) \($0.expert)", $0) })
        drafts = Set(sheets.filter { $0.state == .draft }.map { "\($0.dossier) \($0.expert)" })
        let left = reviews.filter { $0.state == .declined || $0.state == .recused }.map { "\($0.dossier) \($0.expert)" }
        barred = Set(conflicts.filter { $0.state != .waived }.map { "\($0.dossier) \($0.expert)" } + left)
        held = members.map { _ in 0 }
        least = members.map { member in
            min(member.minimum, reviews.count { $0.expert == member.id && ($0.state == .assigned || $0.state == .submitted) })
        }
        choose(0, (0, 0, 0))
    }

    private mutating func choose(_ place: Int, _ cost: (moved: Int, begun: Int, total: Int)) {
        guard place < dossiers.count else {
            guard zip(held, least).allSatisfy({ $0 >= $1 }) else { return }
            if best.map({ (cost.moved, cost.begun, -cost.total) < ($0.moved, $0.begun, -$0.total) }) ?? true { best = cost }
            return
        }
        for first in members.indices {
            for second in members.indices where first < second && members[first].isReader != members[second].isReader {
                let panel = [first, second]
                let allowed = panel.allSatisfy { expert in
                    held[expert] < members[expert].maximum && !barred.contains("\(dossiers[place]) \(members[expert].id)")
                }
                guard allowed, let change = change(panel, on: dossiers[place]) else { continue }
                for expert in panel { held[expert] += 1 }
                choose(place + 1, (cost.moved + change.moved, cost.begun + change.begun, cost.total + change.total))
                for expert in panel { held[expert] -= 1 }
            }
        }
    }

    /// What a panel changes; nil where it leaves out somebody who has submitted.
    private func change(_ panel: [Int], on dossier: String) -> (moved: Int, begun: Int, total: Int)? {
        let ids = panel.map { members[$0].id }
        let gone = reviews.values.filter { $0.dossier == dossier && !ids.contains($0.expert) }
        guard !gone.contains(where: { $0.state == .submitted }) else { return nil }
        let moved = gone.filter { $0.state == .assigned }
        return (
            moved.count, moved.count { drafts.contains("\(dossier) \($0.expert)") },
            panel.reduce(0) { $0 + 10_000 * members[$1].years / 30 }
        )
    }
}
