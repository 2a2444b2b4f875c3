/// Which dossiers, or which experts, a rule is about.
public enum Scope: Sendable, Hashable {
    /// All of them.
    case all
    /// Those named, by their indices.
    case listed([Int])
    /// Those that bear a value of a tag.
    case tagged(String, value: String)

    /// The indices of those it means among all, given the tags of each; ascending.
    func indices(among tags: [[String: [String]]]) -> [Int] {
        switch self {
        case .all: Array(tags.indices)
        case .listed(let indices): Set(indices).sorted()
        case .tagged(let tag, let value): tags.indices.filter { tags[$0][tag]?.contains(value) ?? false }
        }
    }

    /// The same choice where each index has become another.
    func moved(_ place: [Int]) -> Scope {
        guard case .listed(let indices) = self else { return self }
        return .listed(indices.map { place[$0] })
    }

    /// Whether all that it names exists.
    func fits(_ all: Range<Int>) -> Bool {
        guard case .listed(let indices) = self else { return true }
        return indices.allSatisfy { all ~= $0 }
    }
}

extension AssignmentProblem {
    /// The dossiers that a rule is about, ascending.
    public func dossiers(in scope: Scope) -> [Int] { scope.indices(among: dossiers.map(\.tags)) }

    /// The experts that a rule is about, ascending.
    public func experts(in scope: Scope) -> [Int] { scope.indices(among: experts.map(\.tags)) }
}
