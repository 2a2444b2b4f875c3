/// How many of some dossiers, say those of a category, each of some experts must or may have.
public struct LoadRule: Sendable, Hashable {
    /// The experts concerned, each by themselves.
    public var experts: Scope
    /// The dossiers that are counted.
    public var dossiers: Scope
    /// The fewest of them that each expert must have.
    public var minimum: Int
    /// The most of them that each expert may have; nil for any number.
    public var maximum: Int?
    /// What each dossier too few or too many costs, for each expert; nil where the limits must hold.
    public var price: Double?

    /// A rule for some experts, or all of them.
    public init(
        experts: Scope = .all, dossiers: Scope, minimum: Int = 0, maximum: Int? = nil, price: Double? = nil
    ) {
        self.experts = experts
        self.dossiers = dossiers
        self.minimum = minimum
        self.maximum = maximum
        self.price = price
    }
}
