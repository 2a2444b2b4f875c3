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
    /// The affinities of a dossier's experts add up to the floor; counted in affinity, not in pairs.
    case floor(dossier: Int)
}
