public import Formats
internal import Programme

/// A list that was published, or the final one.
public struct PublishedList: Codable, Sendable {
    /// The number of the publication; nil for the final list.
    public var number: Int?
    /// The list.
    public var paper: ListPaper
}

extension Office {
    /// The lists that there are, in their order, the final one last.
    func listPapers(as actor: String) async throws -> [PublishedList] {
        let numbers = try await consult(.seeShortlist, as: actor) { reader, _, _ in
            try reader.all(PublicNotice.self).map(\.number).sorted()
        }
        var lists: [PublishedList] = []
        for number in numbers.map(Int?.some) + [nil] {
            guard let paper = try await listPaper(final: number == nil, number: number, as: actor) else { continue }
            lists.append(PublishedList(number: number, paper: paper))
        }
        return lists
    }

    /// The list of a public notice (by default the last), or where `final` the final list. Nil where there is none yet.
    public func listPaper(final: Bool, number: Int? = nil, as actor: String) async throws -> ListPaper? {
        try await consult(.seeShortlist, as: actor) { reader, call, round in
            let reader = reader.unhidden
            let notices = try reader.all(PublicNotice.self)
            let people = Dictionary(try reader.all(Person.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            let standing = try reader.all(Signature.self).filter(\.stands).sorted { $0.number < $1.number }
            let dossiers = try reader.all(Dossier.self)
            let demonstrations = Dictionary(
                try reader.all(Demonstration.self).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let listed: Set<String>
            let outcomes: [String: Text]
            let notice = notices.filter { number == nil || $0.number == number }.max { $0.number < $1.number }
            let day: Day
            let digest: String
            if final {
                guard round.stage == .closed, let last = round.closedOn ?? standing.map(\.at).max()?.dayInChina else { return nil }
                day = last
                listed = Set(try reader.all(Placement.self).filter(\.listed).map(\.dossier))
                outcomes = Dictionary(
                    try reader.all(ReassessmentOutcome.self).map { ($0.demonstration, $0.name) }, uniquingKeysWith: { first, _ in first })
                digest = try reader.listDigest(round)
            } else {
                guard let notice else { return nil }
                day = notice.publishedOn
                listed = Set(notice.dossiers)
                outcomes = notice.demonstrations.mapValues(ReassessmentOutcome.name(ofPublished:))
                digest = notice.digest
            }
            let order = Dictionary(call.authorities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
            func name(_ authority: String) -> String { call.authority(authority)?.name ?? authority }
            // A later publication shows what is new and says nothing of categories in which nothing is.
            let isSupplement = !final && (notice?.number ?? 1) > 1
            return ListPaper(
                kind: final ? .final : .notice, title: call.title, source: call.source,
                groups: call.selectionCategories.map { category in
                    ListPaper.Group(
                        name: category.name,
                        rows: dossiers.filter { $0.category == category.id && listed.contains($0.id) }
                            .sorted { (order[$0.authority] ?? .max, $0.id) < (order[$1.authority] ?? .max, $1.id) }
                            .map { ListPaper.Row(authority: name($0.authority), name: $0.applicant) })
                }.filter { !isSupplement || !$0.rows.isEmpty },
                reassessment: outcomes.isEmpty
                    ? []
                    : call.reassessmentCategories.map { category in
                        ListPaper.Group(
                            name: category.name,
                            rows: outcomes.keys.compactMap { demonstrations[$0] }.filter { $0.category == category.id }
                                .sorted { (order[$0.authority] ?? .max, $0.id) < (order[$1.authority] ?? .max, $1.id) }
                                .map { ListPaper.Row(authority: name($0.authority), name: $0.name, outcome: outcomes[$0.id]) })
                    }.filter { !isSupplement || !$0.rows.isEmpty },
                day: day, period: final ? nil : notice.map { .init(until: $0.until, workingDays: $0.workingDays) },
                signatures: standing.map { .init(name: people[$0.chair] ?? $0.chair, time: $0.at.inChina) }, digest: digest,
                isRehearsal: notices.contains { $0.isRehearsal == true }, isSynthetic: dossiers.allSatisfy { $0.applicant.hasPrefix("示例") })
        }
    }
}

extension ReassessmentOutcome {
    /// What a notice shows, in words: the other way round than `published`.
    fileprivate static func name(ofPublished text: String) -> Text {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let verdict = parts.first.flatMap(Verdict.init(rawValue:)) else {
            let basis = parts.first.flatMap(Basis.init(rawValue:))
            return basis == .excused ? Text(zh: "免予评估", en: "excused") : basis?.name ?? Text(verbatim: text)
        }
        return parts.count > 1 ? verdict.name + Text(zh: "（\(parts[1]) 前）", en: " by \(parts[1])") : verdict.name
    }
}
