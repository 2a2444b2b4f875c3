public import Formats
internal import Programme

/// How experts stand together in the matrix of conflicts.
public enum ConflictRows: String, Codable, CaseIterable, Sendable {
    /// By the region in which they live.
    case region
    /// By the organisation that they belong to.
    case organisation
}

extension Office {
    /// The register on one page.
    ///
    /// - Parameter most: So many rows at most, those with the most conflicts; the others stand together in the last.
    public func conflictPage(by rows: ConflictRows, most: Int, as actor: String) async throws -> ConflictPage {
        try await consultOnce(.seeConflicts, "register by \(rows) \(most)", as: actor) { reader, call, round in
            let dossiers = try reader.activeDossiers()
            let experts = try reader.all(Expert.self)
            let entries = try reader.all(Conflict.self)
            let groups = try rows.groups(of: experts, call, try reader.all(Affiliation.self))
            let byAuthority = Dictionary(grouping: dossiers, by: \.authority).mapValues(\.count)
            let columns = call.authorities.filter { byAuthority[$0.code] != nil }
            let place = Dictionary(columns.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
            let column = Dictionary(
                dossiers.compactMap { dossier in place[dossier.authority].map { (dossier.id, $0) } },
                uniquingKeysWith: { first, _ in first })
            var cells: [String: [ConflictPage.Cell]] = [:]
            for (pair, entries) in Dictionary(grouping: entries, by: { [$0.expert, $0.dossier] }) {
                guard let group = groups[pair[0]], let index = column[pair[1]] else { continue }
                var row = cells[group] ?? Array(repeating: ConflictPage.Cell(confirmed: 0, suspected: 0), count: columns.count)
                switch Conflict.Standing(of: entries) {
                case .confirmed: row[index].confirmed += 1
                case .suspected: row[index].suspected += 1
                case .cleared: break
                }
                cells[group] = row
            }
            let sizes = Dictionary(grouping: groups.values, by: { $0 }).mapValues(\.count)
            let known = cells.map { ConflictPage.Row(name: Text(verbatim: $0), experts: sizes[$0] ?? 0, cells: $1) }
                .sorted { ($1.weight, $0.name.zh) < ($0.weight, $1.name.zh) }
            return ConflictPage(
                title: call.title, source: call.source, stage: round.stage.name,
                synthetic: dossiers.allSatisfy { $0.applicant.hasPrefix("示例") }, logDigest: try reader.logEnd()?.digest ?? "",
                grounds: try reader.conflictsByGround().map {
                    .init(name: $0.ground.name, confirmed: $0.confirmed, suspected: $0.suspected, cleared: $0.cleared)
                },
                columns: columns.map { .init(name: $0.name, dossiers: byAuthority[$0.code] ?? 0) }, rowTitle: rows.name,
                rows: known.compressed(to: max(1, most)), suspicions: entries.openSuspicions)
        }
    }
}

extension ConflictRows {
    fileprivate var name: Text {
        switch self {
        case .region: Text(zh: "专家所在地区", en: "Experts' region")
        case .organisation: Text(zh: "专家所在单位", en: "Experts' organisation")
        }
    }

    /// The name of each expert's group.
    fileprivate func groups(of experts: [Expert], _ call: Call, _ affiliations: [Affiliation]) throws -> [String: String] {
        let posts = Dictionary(grouping: affiliations.filter { $0.until == nil }, by: \.expert)
        return Dictionary(
            experts.map { expert in
                switch self {
                case .region: (expert.id, call.authority(expert.region)?.name ?? expert.region)
                case .organisation: (expert.id, posts[expert.id]?.max { $0.from < $1.from }?.organisation ?? "–")
                }
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension ConflictPage.Row {
    fileprivate var weight: Int { cells.reduce(0) { $0 + $1.confirmed + $1.suspected } }
}

extension [ConflictPage.Row] {
    /// The first rows, and all others as one.
    fileprivate func compressed(to most: Int) -> [ConflictPage.Row] {
        guard count > most else { return self }
        let rest = self[(most - 1)...]
        var last = ConflictPage.Row(
            name: Text(zh: "其余 \(rest.count) 个", en: "\(rest.count) others"), experts: rest.reduce(0) { $0 + $1.experts },
            cells: rest.first?.cells ?? [])
        for row in rest.dropFirst() {
            for index in row.cells.indices {
                last.cells[index].confirmed += row.cells[index].confirmed
                last.cells[index].suspected += row.cells[index].suspected
            }
        }
        return prefix(most - 1) + [last]
    }
}

extension [Conflict] {
    /// The open suspicions, those on the same names together.
    fileprivate var openSuspicions: [ConflictPage.Suspicion] {
        let open = filter { $0.state == .suspected }
        return Dictionary(grouping: open) { $0.names ?? [$0.expert, $0.dossier, $0.ground.rawValue] }.values
            .compactMap { group in
                group.first.map { first in
                    let shown = group.prefix(4).map { "\($0.expert) / \($0.dossier)" }.joined(separator: "，")
                    return ConflictPage.Suspicion(
                        pairs: shown + (group.count > 4 ? " …" : ""), evidence: first.evidence, count: group.count)
                }
            }
            .sorted { ($1.count, $0.pairs) < ($0.count, $1.pairs) }
    }
}
