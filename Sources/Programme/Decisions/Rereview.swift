/// A review by a new panel, after the first was quashed (重新评审; 自然科学基金条例 19).
public struct Rereview: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The objection that led to it.
    public var objection: Int
    /// The dossier.
    public var dossier: String
    /// Who ever sat on its panel: none of them sits on the new one.
    public var former: [String]
    /// The new panel, as it was assigned; who recuses themselves or declines is replaced by a later re-review.
    public var panel: [String]
    /// The plan that assigned it.
    public var plan: Int
    /// The assignment problem that the plan solves, in the format `linxuan-assignment/1`.
    public var instance: String
    /// The official result of the first panel.
    public var before: Outcome
    /// Who had it assigned.
    public var by: String
    /// When.
    public var at: Instant

    /// Puts one together from its parts.
    public init(
        number: Int, objection: Int, dossier: String, former: [String], panel: [String], plan: Int, instance: String, before: Outcome,
        by: String, at: Instant
    ) {
        self.number = number
        self.objection = objection
        self.dossier = dossier
        self.former = former
        self.panel = panel
        self.plan = plan
        self.instance = instance
        self.before = before
        self.by = by
        self.at = at
    }
}

/// The official result of a new panel. The first stays in the `Rereview`.
public struct RereviewResult: Codable, Sendable, Hashable {
    /// The re-review.
    public var rereview: Int
    /// The dossier.
    public var dossier: String
    /// Its official result now.
    public var after: Outcome
    /// Who had it computed.
    public var by: String
    /// When.
    public var at: Instant

    /// A result.
    public init(rereview: Int, dossier: String, after: Outcome, by: String, at: Instant) {
        self.rereview = rereview
        self.dossier = dossier
        self.after = after
        self.by = by
        self.at = at
    }
}
