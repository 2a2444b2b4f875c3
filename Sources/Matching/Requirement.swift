/// One line of what a plan must satisfy: a limit on the number of pairs taken out of a certain set.
///
/// The rules of composition and the rest are told by their indices in the problem.
public enum Requirement: Sendable, Hashable {
    /// A dossier gets exactly as many experts as it needs.
    case demand(dossier: Int)
    /// An expert gets no fewer and no more dossiers than their limits.
    case load(expert: Int)
    /// On the panel of a dossier, a composition rule holds for a value of its tag.
    case composition(rule: Int, value: String, dossier: Int)
    /// An expert gets no fewer and no more of the dossiers that a rule counts than it says.
    case categoryLoad(rule: Int, expert: Int)
    /// On the panel of a dossier, two experts don't meet.
    case neverTogether(index: Int, dossier: Int)
    /// Not both of two pairs.
    case neverMutual(index: Int)
    /// A pair is in the plan.
    case pin(index: Int)
    /// A pair is not in the plan.
    case conflict(index: Int)
    /// The affinities of a dossier's experts add up to the floor; counted in affinity, not in pairs.
    case floor(dossier: Int)
    /// What the affinities of a dossier's experts are below `top`, each counted in whole steps of `width` (both in units),
    /// is no more than the floor leaves room for. It follows from the floor.
    case floorSteps(dossier: Int, top: Int, width: Int)
}

extension Requirement {
    /// Lists of requirements are in the order of these, compared number by number.
    public var sortKey: [Int] {
        switch self {
        case .demand(let dossier): [0, dossier]
        case .load(let expert): [1, expert]
        case .composition(let rule, let value, let dossier): [2, rule, dossier] + value.utf8.map(Int.init)
        case .categoryLoad(let rule, let expert): [3, rule, expert]
        case .neverTogether(let index, let dossier): [4, index, dossier]
        case .neverMutual(let index): [5, index]
        case .floor(let dossier): [6, dossier]
        case .floorSteps(let dossier, let top, let width): [6, dossier, top, width]
        case .pin(let index): [7, index]
        case .conflict(let index): [8, index]
        }
    }
}
