/// One dossier's place in the proposed shortlist (拟入选名单).
public struct Placement: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Whether the result alone puts it on the list.
    public var proposed: Bool
    /// Whether it is on the list now.
    public var listed: Bool
    /// Why the result puts it there.
    public var ground: Text
    /// Who moved it in or out, where somebody did.
    public var movedBy: String?
    /// The written reason for the move.
    public var reason: String?

    /// A place by result.
    public init(dossier: String, proposed: Bool, ground: Text) {
        self.dossier = dossier
        self.proposed = proposed
        self.ground = ground
        listed = proposed
    }
}

/// A chair's signature under the shortlist (招标投标法实施条例 53).
public struct Signature: Codable, Sendable, Hashable {
    /// The number of the signature in the round, from 1.
    public var number: Int
    /// The chair.
    public var chair: String
    /// When it was given.
    public var at: Instant
    /// The digest of the list that was signed.
    public var digest: String
    /// Whether it still stands; a later move voids it.
    public var stands: Bool

    /// A signature that stands.
    public init(number: Int, chair: String, at: Instant, digest: String) {
        self.number = number
        self.chair = chair
        self.at = at
        self.digest = digest
        stands = true
    }
}
