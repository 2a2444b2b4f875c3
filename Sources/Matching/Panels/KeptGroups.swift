extension AssignmentProblem {
    /// The same problem with the groups that are part of its answer given: those of an earlier plan. A dossier that is in
    /// none of them goes to the smallest group of its rule, the first of equals.
    ///
    /// A group of which nothing is left is gone; sizes may differ by more than one then.
    public func keeping(_ earlier: [[Int]]) -> AssignmentProblem {
        guard formsGroups else { return self }
        var problem = self
        problem.panels = panels.map { rule in
            guard rule.isFormed else { return rule }
            let all = Set(dossiers(in: rule.dossiers))
            var groups = earlier.map { $0.filter(all.contains) }.filter { !$0.isEmpty }
            while groups.count < groupSizes(of: rule).count { groups.append([]) }
            for dossier in all.subtracting(groups.joined()).sorted() {
                guard let smallest = groups.indices.min(by: { (groups[$0].count, $0) < (groups[$1].count, $1) }) else { continue }
                groups[smallest].append(dossier)
            }
            return .listed(groups.filter { !$0.isEmpty }.inOrder)
        }
        return problem
    }
}
