/// How many of a dossier's pairs would have to be forbidden until there is no plan: how many conflicts more it bears.
public struct ConflictTolerance: Sendable, Hashable {
    /// Fewer than so many do not make it impossible, whichever they are: for each choice of fewer there is a plan.
    public var atLeast: Int
    /// So many can make it impossible, those with `experts`; nil where not even all of them do, or none was found.
    public var atMost: Int?
    /// Experts who together suffice to make it impossible, `atMost` of them.
    public var experts: [Int]
    /// Whether there is a plan even if every pair that is not pinned were forbidden: the dossier needs nobody else.
    public var isUnbreakable: Bool

    /// Whether the fewest are known.
    public var isExact: Bool { isUnbreakable || atLeast == atMost }
}
