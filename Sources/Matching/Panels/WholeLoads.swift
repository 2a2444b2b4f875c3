/// How many dossiers anybody can have where groups come whole: whoever may have twelve at most and meets groups of ten
/// has ten, or none. Multipliers of such limits prove more than those of the limits as they were set.
struct WholeLoads: Sendable {
    /// Whether so many dossiers can be had.
    private let isReachable: [Bool]

    /// - Parameters:
    ///   - groups: How many dossiers each group has that counts.
    ///   - singles: How many count by themselves.
    init(groups: [Int], singles: Int) {
        let total = groups.reduce(singles, +)
        var sums = [Bool](repeating: false, count: total + 1)
        sums[0] = true
        for size in groups where size > 0 {
            for sum in stride(from: total - size, through: 0, by: -1) where sums[sum] { sums[sum + size] = true }
        }
        // From each sum of groups on, as many more as there are single ones.
        var last = Int.min / 2
        for sum in sums.indices {
            if sums[sum] { last = sum }
            sums[sum] = sum - last <= singles
        }
        isReachable = sums
    }

    /// Limits drawn together to what can be had; as they are where nothing within them can, or all of it.
    func narrowed(_ limits: ClosedRange<Int>) -> ClosedRange<Int> {
        guard let least = isReachable.indices.first(where: { $0 >= limits.lowerBound && isReachable[$0] }),
            let most = isReachable.indices.last(where: { $0 <= limits.upperBound && isReachable[$0] }), least <= most
        else { return limits }
        // More than there is at all limits nothing, whichever number says so.
        return least...(limits.upperBound >= isReachable.count ? limits.upperBound : most)
    }
}

extension AssignmentProblem {
    /// What can be had of the dossiers that a rule counts, or of all; nil where no groups come whole. Of groups that are
    /// to be formed only the sizes are known: they count where all their dossiers do.
    func wholeLoads(counting isCounted: (Int) -> Bool) -> WholeLoads? {
        guard hasPanels else { return nil }
        var groups = givenGroups.map { $0.count(where: isCounted) }
        var singles = Set(dossiers.indices.filter(isCounted)).subtracting(givenGroups.joined()).count
        for rule in panels where rule.isFormed {
            let all = dossiers(in: rule.dossiers)
            guard all.allSatisfy(isCounted) else { continue }
            singles -= all.count
            groups += groupSizes(of: rule)
        }
        singles += groups.count { $0 == 1 }
        groups.removeAll { $0 <= 1 }
        return groups.isEmpty ? nil : WholeLoads(groups: groups, singles: singles)
    }
}
