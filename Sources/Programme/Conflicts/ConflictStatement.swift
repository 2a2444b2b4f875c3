/// What somebody said of a conflict, when and why: the register's memory. Changing one's mind is a new statement.
public struct ConflictStatement: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground.
    public var ground: Conflict.Ground
    /// Which statement on the entry it is, from 1: the last one counts.
    public var turn: Int
    /// What was said.
    public var state: Conflict.State
    /// What showed it then.
    public var evidence: Text
    /// Who said so: for what the program found, who had it look.
    public var by: String
    /// Why; nil where the evidence says it.
    public var reason: String?
    /// When.
    public var at: Instant

    /// A statement that brings an entry to where it stands.
    public init(on entry: Conflict, turn: Int, by: String, at: Instant) {
        expert = entry.expert
        dossier = entry.dossier
        ground = entry.ground
        self.turn = turn
        state = entry.state
        evidence = entry.evidence
        self.by = by
        reason = entry.reason
        self.at = at
    }
}
