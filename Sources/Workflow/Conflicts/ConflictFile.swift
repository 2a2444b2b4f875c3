public import Programme

/// All that the register and the tables hold of an expert and a dossier.
public struct ConflictFile: Codable, Sendable {
    /// The expert.
    public var expert: Expert
    /// The dossier.
    public var dossier: Dossier
    /// What is held of the pair: in conflict where one entry says so, else to be settled where one is open.
    public var standing: Conflict.Standing
    /// The entries as they stand.
    public var entries: [Conflict]
    /// All that was ever said of them, first to last.
    public var statements: [ConflictStatement]
    /// What persons found of the names in the entries.
    public var findings: [NameFinding]
    /// The expert's affiliations.
    public var affiliations: [Affiliation]
    /// What the expert declared by the table of interests.
    public var interests: [Interest]
    /// What the expert declared before the reviews that were theirs.
    public var declarations: [InterestDeclaration]
    /// The review of the pair; nil where none was asked for.
    public var review: Review?
}

/// How many entries the register has on one ground, by what is held of them.
public struct GroundCount: Codable, Sendable {
    /// The ground.
    public var ground: Conflict.Ground
    /// In conflict.
    public var confirmed: Int
    /// To be settled.
    public var suspected: Int
    /// Waived or cleared.
    public var cleared: Int
    /// Pairs of expert and dossier for which no other ground says that they are in conflict.
    public var alone: Int
}

extension Office {
    /// Why an expert may review a dossier, or not: every record and all evidence.
    public func explainConflicts(expert: String, dossier: String, as actor: String) async throws -> ConflictFile {
        try await consult(.seeConflicts, as: actor) { reader, _, _ in
            let person = try reader.get(Expert.self, expert, named: Text(zh: "专家", en: "expert"))
            let filed = try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            let entries = try reader.all(Conflict.self, where: "expert", is: expert).filter { $0.dossier == dossier }
            let names = Set(entries.compactMap(\.names))
            return ConflictFile(
                expert: person, dossier: filed, standing: Conflict.Standing(of: entries), entries: entries,
                statements: try reader.all(ConflictStatement.self, where: "expert", is: expert).filter { $0.dossier == dossier }
                    .sorted { ($0.at.seconds, $0.ground.rawValue, $0.turn) < ($1.at.seconds, $1.ground.rawValue, $1.turn) },
                findings: try reader.all(NameFinding.self).filter { names.contains([$0.first, $0.second]) },
                affiliations: try reader.all(Affiliation.self, where: "expert", is: expert),
                interests: try reader.all(Interest.self, where: "expert", is: expert),
                declarations: try reader.all(InterestDeclaration.self, where: "expert", is: expert),
                review: try reader.find(Review.self, [dossier, expert]))
        }
    }

    /// The register by ground.
    public func conflictStatistics(as actor: String) async throws -> [GroundCount] {
        try await consult(.seeConflicts, as: actor) { reader, _, _ in try reader.conflictsByGround() }
    }
}

extension RoundReader {
    func conflictsByGround() throws -> [GroundCount] {
        let entries = try all(Conflict.self)
        let grounds = Dictionary(grouping: entries.filter(\.binds)) { [$0.expert, $0.dossier] }
        return Conflict.Ground.allCases.map { ground in
            let own = entries.filter { $0.ground == ground }
            return GroundCount(
                ground: ground, confirmed: own.count(where: \.binds), suspected: own.count { $0.state.standing == .suspected },
                cleared: own.count { $0.state.standing == .cleared },
                alone: own.count { $0.binds && grounds[[$0.expert, $0.dossier]]?.count == 1 })
        }
    }
}

extension Conflict.Standing {
    /// What is held of a pair by all entries about it; nothing said is no conflict.
    init(of entries: [Conflict]) {
        let standings = Set(entries.map(\.state.standing))
        self = standings.contains(.confirmed) ? .confirmed : standings.contains(.suspected) ? .suspected : .cleared
    }
}
