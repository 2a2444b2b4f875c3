/// Experts of whom panels need some, those who bear a value of a tag: what is needed of them, and what they could do.
///
/// Counting only: where their capacity is below the need, that proves that there is no plan; where it is above, it shows
/// how scarce they are, and proves nothing.
public struct ScarceClass: Sendable, Hashable {
    /// The tag.
    public var tag: String
    /// Its value.
    public var value: String
    /// How many experts bear it.
    public var expertCount: Int
    /// How many places panels keep for them, at least.
    public var need: Int
    /// How many of the dossiers concerned they can take: each as many as their load allows and they may read.
    public var capacity: Int
    /// The same without the expert in question.
    public var capacityWithout: Int

    /// Whether counting alone shows that there is no plan without the expert.
    public var isShortWithout: Bool { capacityWithout < need }
}

extension AssignmentModel {
    /// The classes to which an expert belongs and of which panels need some, the scarcest without them first.
    func scarceClasses(of expert: Int) -> [ScarceClass] {
        var needs: [ClassKey: [Int]] = [:]
        for rule in rules where rule.minimum > 0 && rule.isMember[expert] {
            guard case .composition(let index, let value) = rule.origin, problem.composition[index].price == nil else { continue }
            let key = ClassKey(tag: problem.composition[index].tag, value: value)
            var need = needs[key] ?? [Int](repeating: 0, count: dossierCount)
            for dossier in 0..<dossierCount where rule.concerns(dossier) { need[dossier] = max(need[dossier], rule.minimum) }
            needs[key] = need
        }
        return needs.map { key, need in scarceClass(key, need, without: expert) }.sorted { left, right in
            let (a, b) = (left.capacityWithout - left.need, right.capacityWithout - right.need)
            return a != b ? a < b : left.tag != right.tag ? precedes(left.tag, right.tag) : precedes(left.value, right.value)
        }
    }

    private struct ClassKey: Hashable {
        let tag: String
        let value: String
    }

    private func scarceClass(_ key: ClassKey, _ need: [Int], without expert: Int) -> ScarceClass {
        let members = problem.experts(byValueOf: key.tag)[key.value] ?? []
        let concerned = need.indices.filter { need[$0] > 0 }
        let capacities = members.map { member in
            min(hardLimits(of: .load(expert: member)).upper, concerned.count { isAllowed(index($0, member)) })
        }
        let capacity = capacities.reduce(0, +)
        let own = members.firstIndex(of: expert).map { capacities[$0] } ?? 0
        return ScarceClass(
            tag: key.tag, value: key.value, expertCount: members.count, need: need.reduce(0, +), capacity: capacity,
            capacityWithout: capacity - own)
    }
}
