/// What the panels of some dossiers must be made of, told by a tag of the experts.
public struct CompositionRule: Sendable, Hashable {
    /// What is counted on a panel, and how often it must or may occur.
    public enum Limit: Sendable, Hashable {
        /// Experts whose tag has this value: at least `minimum`, at most `maximum` (nil: any number).
        case count(value: String, minimum: Int, maximum: Int?)
        /// Experts who share a value of the tag, whatever it is: at most so many.
        case maximumPerValue(Int)
    }

    /// The dossiers concerned.
    public var dossiers: Scope
    /// The tag of the experts.
    public var tag: String
    /// What is counted.
    public var limit: Limit
    /// What each expert too few or too many costs, on each panel; nil where the limit must hold.
    public var price: Double?

    /// A rule for some dossiers, or all of them.
    public init(dossiers: Scope = .all, tag: String, limit: Limit, price: Double? = nil) {
        self.dossiers = dossiers
        self.tag = tag
        self.limit = limit
        self.price = price
    }
}
