/// Groups of dossiers that the same experts suit, made better by exchanging dossiers between them.
///
/// A group is worth what its best panel is at given prices of experts: the sum of the greatest margins, added up over its
/// dossiers, of experts who may read all of them. Loads and rules are in the prices; they are kept by the engine, which
/// chooses the panels afterwards.
struct GroupImprovement {
    private let model: AssignmentModel
    private let rules: [(dossiers: [Int], sizes: [Int], demand: Int)]
    /// By pair, what it is worth beyond its charge, as affinity; 0 where it may not be.
    private var margins: [Double] = []
    /// By pair, 1 where it may not be, else 0.
    private var bars: [Int32] = []
    /// The groups of each rule.
    private var divided: [[[Int]]] = []
    /// What a panel lacks an expert for costs more than anything else.
    private var penalty = 1.0
    private var effort = 0

    init(_ problem: AssignmentProblem, _ model: AssignmentModel) {
        self.model = model
        rules = problem.panels.filter(\.isFormed).map { rule in
            let dossiers = problem.dossiers(in: rule.dossiers)
            return (dossiers, problem.groupSizes(of: rule), dossiers.first.map { problem.dossiers[$0].demand } ?? 0)
        }
    }

    /// The groups of all rules.
    var groups: [[Int]] { divided.flatMap(\.self) }

    /// Takes the prices of experts from multipliers.
    mutating func price(by certificate: Certificate) {
        guard let multipliers = Multipliers(certificate, of: model) else { return }
        let parts = Double(model.affinity.scale) * Double(multipliers.resolution)
        var row = [Int](repeating: 0, count: model.expertCount)
        var largest = 0.0
        margins = [Double](repeating: 0, count: model.pairCount)
        bars = [Int32](repeating: 0, count: model.pairCount)
        for dossier in 0..<model.dossierCount {
            multipliers.ownMargins(of: dossier, in: model, into: &row)
            let demand = multipliers.demand[dossier]
            for (expert, margin) in row.enumerated() {
                let pair = model.index(dossier, expert)
                guard margin != ExactAffinity.forbidden else {
                    bars[pair] = 1
                    continue
                }
                // The demand's multiplier is the same for all experts and would only blur what comes after the point.
                margins[pair] = Double(margin &+ demand) / parts
                largest = max(largest, abs(margins[pair]))
            }
        }
        penalty = 4 * largest * Double(max(1, model.dossierCount)) + 1
    }

    // MARK: A beginning

    /// Groups around dossiers that differ most, filled one by one with those that lose most elsewhere.
    mutating func begin(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 1)
        effort = 0
        divided = rules.map { rule in
            guard !rule.sizes.isEmpty, !rule.dossiers.isEmpty else { return rule.sizes.map { _ in [] } }
            let panels = rule.dossiers.map { panel(for: $0, rule.demand) }
            func fit(_ place: Int, _ panel: Int) -> Double { worth(of: rule.dossiers[place], on: panels[panel]) }
            let own = rule.dossiers.indices.map { fit($0, $0) }
            var centres = [Int.random(in: rule.dossiers.indices, using: &generator)]
            var nearest = rule.dossiers.indices.map { fit($0, centres[0]) }
            while centres.count < rule.sizes.count {
                let loss = rule.dossiers.indices.map { centres.contains($0) ? -1 : own[$0] - nearest[$0] }
                // One of the few that are farthest from all.
                let farthest = rule.dossiers.indices.sorted { (loss[$1], $0) < (loss[$0], $1) }
                    .prefix(3).filter { !centres.contains($0) }
                guard let next = farthest.randomElement(using: &generator) else { break }
                centres.append(next)
                for place in rule.dossiers.indices { nearest[place] = max(nearest[place], fit(place, next)) }
            }
            return fill(rule.sizes, around: centres, rule.dossiers, fit)
        }
    }

    /// Each of the others goes where it is worth most among the groups that have room, the pickiest first.
    private func fill(
        _ sizes: [Int], around centres: [Int], _ dossiers: [Int], _ worth: (_ place: Int, _ centre: Int) -> Double
    ) -> [[Int]] {
        var groups = centres.map { [dossiers[$0]] }
        var worths: [[Double]] = dossiers.indices.map { place in centres.map { worth(place, $0) } }
        for place in centres { worths[place] = [] }
        let order = dossiers.indices.filter { !worths[$0].isEmpty }.map { place -> (regret: Double, place: Int) in
            let best = worths[place].sorted(by: >)
            return (best.count > 1 ? best[0] - best[1] : 0, place)
        }.sorted { ($1.regret, $0.place) < ($0.regret, $1.place) }
        let least = sizes.last ?? 0
        var extra = sizes.count { $0 > least }
        for (_, place) in order {
            let open = groups.indices.filter { groups[$0].count < least || groups[$0].count == least && extra > 0 }
            guard let group = open.max(by: { (worths[place][$0], $1) < (worths[place][$1], $0) }) else { continue }
            if groups[group].count == least { extra -= 1 }
            groups[group].append(dossiers[place])
        }
        return groups
    }

    // MARK: Better groups

    /// Exchanges two dossiers, or moves one from a larger group to a smaller, as long as that is worth more.
    mutating func improve(whileTrue hasTime: () -> Bool) {
        for index in rules.indices {
            var tables = divided[index].map { dossiers in
                var table = Table(of: model.expertCount)
                for dossier in dossiers { add(dossier, to: &table) }
                return table
            }
            var worths = tables.map { worth(of: $0, rules[index].demand) }
            var hasChanged = true
            while hasChanged, hasTime(), effort < Self.mostEffort {
                hasChanged = false
                for first in divided[index].indices {
                    for second in divided[index].indices where second != first {
                        if change(first, second, index, &tables, &worths) { hasChanged = true }
                    }
                }
            }
        }
    }

    /// So many margins looked at are enough.
    private static let mostEffort = 500_000_000

    /// The first change between two groups that is worth more; whether there was any.
    private mutating func change(_ first: Int, _ second: Int, _ rule: Int, _ tables: inout [Table], _ worths: inout [Double]) -> Bool {
        let demand = rules[rule].demand
        let mayMove = divided[rule][first].count > divided[rule][second].count
        var found = false
        var place = 0
        while place < divided[rule][first].count {
            let dossier = divided[rule][first][place]
            let others: [Int?] = divided[rule][second].indices.map { $0 }
            for other in (mayMove ? [nil] : []) + (first < second ? others : []) where effort < Self.mostEffort {
                let exchanged = other.map { divided[rule][second][$0] }
                effort += 2 * model.expertCount
                let left = worth(of: tables[first], without: dossier, with: exchanged, demand)
                let right = worth(of: tables[second], without: exchanged, with: dossier, demand)
                guard left + right > worths[first] + worths[second] + Self.tolerance(penalty) else { continue }
                add(dossier, to: &tables[first], -1)
                add(dossier, to: &tables[second])
                if let exchanged, let other {
                    add(exchanged, to: &tables[first])
                    add(exchanged, to: &tables[second], -1)
                    divided[rule][first][place] = exchanged
                    divided[rule][second][other] = dossier
                } else {
                    divided[rule][first].remove(at: place)
                    divided[rule][second].append(dossier)
                }
                (worths[first], worths[second]) = (left, right)
                found = true
                if exchanged == nil { return true }
                break
            }
            place += 1
        }
        return found
    }

    /// Sums in another order differ in their last digits: no change is worth less than this.
    private static func tolerance(_ penalty: Double) -> Double { 1e-9 * penalty }

    // MARK: What groups are worth

    /// The margins of a group added up by expert, and how many of its dossiers each may not read.
    private struct Table {
        var sums: [Double]
        var barred: [Int32]

        init(of count: Int) {
            sums = [Double](repeating: 0, count: count)
            barred = [Int32](repeating: 0, count: count)
        }
    }

    private func add(_ dossier: Int, to table: inout Table, _ sign: Int32 = 1) {
        let first = model.index(dossier, 0)
        for expert in 0..<model.expertCount {
            table.sums[expert] += Double(sign) * margins[first + expert]
            table.barred[expert] += sign * bars[first + expert]
        }
    }

    private func worth(of table: Table, _ demand: Int) -> Double {
        var best = Greatest(demand)
        for expert in 0..<model.expertCount where table.barred[expert] == 0 { best.offer(table.sums[expert]) }
        return best.sum - Double(demand - best.count) * penalty
    }

    /// What the best panel is worth when one dossier leaves and another comes; either may be none. The heart of the
    /// search: it goes over rows of memory without looking back.
    private func worth(of table: Table, without leaving: Int?, with coming: Int?, _ demand: Int) -> Double {
        var best = Greatest(demand)
        let out = leaving.map { model.index($0, 0) }
        let into = coming.map { model.index($0, 0) }
        table.sums.withUnsafeBufferPointer { sums in
            table.barred.withUnsafeBufferPointer { barred in
                margins.withUnsafeBufferPointer { margins in
                    bars.withUnsafeBufferPointer { bars in
                        for expert in 0..<sums.count {
                            var sum = sums[expert]
                            var isBarred = barred[expert]
                            if let out {
                                sum -= margins[out &+ expert]
                                isBarred &-= bars[out &+ expert]
                            }
                            if let into {
                                sum += margins[into &+ expert]
                                isBarred &+= bars[into &+ expert]
                            }
                            if sum > best.threshold, isBarred == 0 { best.offer(sum) }
                        }
                    }
                }
            }
        }
        return best.sum - Double(demand - best.count) * penalty
    }

    /// The best panel for a dossier at the prices.
    private func panel(for dossier: Int, _ demand: Int) -> [Int] {
        let first = model.index(dossier, 0)
        return (0..<model.expertCount).filter { bars[first + $0] == 0 }
            .sorted { (margins[first + $1], $0) < (margins[first + $0], $1) }.prefix(demand).map(\.self)
    }

    private func worth(of dossier: Int, on panel: [Int]) -> Double {
        panel.reduce(0) { sum, expert in
            let pair = model.index(dossier, expert)
            return sum + (bars[pair] == 1 ? -penalty : margins[pair])
        }
    }

    /// The few greatest of many.
    private struct Greatest {
        private var values: [Double] = []
        private let most: Int

        init(_ most: Int) {
            self.most = most
            values.reserveCapacity(most)
        }

        var count: Int { values.count }
        /// Nothing that is not above this is among them.
        var threshold: Double { values.count < most ? -.infinity : values.last ?? .infinity }
        var sum: Double { values.reduce(0, +) }

        @inline(__always)
        mutating func offer(_ value: Double) {
            if values.count == most {
                guard let least = values.last, value > least else { return }
                values.removeLast()
            }
            var place = values.count
            values.append(value)
            while place > 0, values[place - 1] < value {
                values.swapAt(place, place - 1)
                place -= 1
            }
        }
    }
}
