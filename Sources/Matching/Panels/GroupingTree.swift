/// All ways of dividing dossiers into groups, gone through by branch and bound: dossiers are put into groups one by one;
/// what is not yet in a group has a panel of its own, which is worth at least as much as any that it could share.
struct GroupingTree {
    private let engine: GroupSearch
    private let model: AssignmentModel
    private let rules: [(dossiers: [Int], sizes: [Int])]
    /// The best plan known.
    private(set) var best: GroupSearch.Incumbent?
    private var nodes = 0
    private var isCut = false

    /// Nil where there are too many ways.
    init?(_ search: GroupSearch, _ model: AssignmentModel, _ best: GroupSearch.Incumbent?) {
        let problem = search.problem
        rules = problem.panels.filter(\.isFormed).map { (problem.dossiers(in: $0.dossiers), problem.groupSizes(of: $0)) }
        let ways = rules.reduce(1.0) { $0 * Self.ways($1.sizes) }
        guard ways <= Self.mostWays else { return nil }
        (engine, self.model, self.best) = (search, model, best)
    }

    private static let mostWays = 100_000.0
    private static let mostNodes = 5_000

    /// How many ways there are to divide into groups of such sizes: n! ∕ ∏ (size!) ∕ ∏ (groups of one size)!.
    private static func ways(_ sizes: [Int]) -> Double {
        var ways = 1.0
        var left = sizes.reduce(0, +)
        for (index, size) in sizes.enumerated() {
            for taken in 0..<size {
                ways *= Double(left) / Double(size - taken)
                left -= 1
            }
            ways /= Double(sizes[...index].count { $0 == size })
        }
        return ways
    }

    /// Whether all ways were gone through, so that none is better than the best known.
    mutating func search() throws -> Bool {
        try place(0, in: 0, [], [])
        return !isCut
    }

    /// - Parameters:
    ///   - finished: The groups of earlier rules.
    ///   - groups: Those of this rule as far as they are filled.
    private mutating func place(_ position: Int, in rule: Int, _ finished: [[Int]], _ groups: [[Int]]) throws {
        guard !isCut else { return }
        guard rule < rules.count else {
            switch try engine.best(finished, model) {
            case .found(let plan, let isBest):
                if best.map({ plan.rank > $0.rank }) ?? true { best = plan }
                if !isBest { isCut = true }
            case .nothing: break
            case .unknown: isCut = true
            }
            return
        }
        let (dossiers, sizes) = rules[rule]
        guard position < dossiers.count else { return try place(0, in: rule + 1, finished + groups, []) }
        var children = groups.indices.filter { fits(groups, adding: $0, sizes) }.map { index -> [[Int]] in
            var next = groups
            next[index].append(dossiers[position])
            return next
        }
        // All empty groups are alike.
        if groups.count < sizes.count { children.append(groups + [[dossiers[position]]]) }
        for child in children where try isWorthwhile(finished + child) { try place(position + 1, in: rule, finished, child) }
    }

    /// Whether a group may take one more: no more groups may be large than are to be.
    private func fits(_ groups: [[Int]], adding index: Int, _ sizes: [Int]) -> Bool {
        var counts = groups.map(\.count)
        counts[index] += 1
        counts.sort(by: >)
        return zip(counts, sizes).allSatisfy { $0 <= $1 }
    }

    private mutating func isWorthwhile(_ groups: [[Int]]) throws -> Bool {
        nodes += 1
        guard nodes <= Self.mostNodes, engine.clock.hasTime else {
            isCut = true
            return false
        }
        guard let ceiling = try engine.ceiling(groups, model) else { return false }
        return best.map { ceiling > $0.rank } ?? true
    }
}
