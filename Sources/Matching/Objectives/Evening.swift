/// Makes the loads of a plan more even by handing single places to experts who have fewer, as long as everything else
/// holds: where much of a total may be given up, the search for whole plans begins far from a good one.
struct Evening {
    /// The problem, in which the squares of loads are sought.
    let model: AssignmentModel
    let clock: SearchClock

    private struct Move {
        let dossier: Int
        let from: Int
        let to: Int
        /// By how much the sum of squared loads falls.
        let gain: Int
        /// How many units of the total that costs.
        let loss: Int

        /// Whether it brings more for what it costs; first what costs nothing.
        func precedes(_ other: Move) -> Bool {
            let (own, others) = (max(loss, 0), max(other.loss, 0))
            let (ownRate, othersRate) = (Int128(gain) * Int128(others), Int128(other.gain) * Int128(own))
            if ownRate != othersRate { return ownRate > othersRate }
            return (-gain, loss, dossier, from, to) < (-other.gain, other.loss, other.dossier, other.from, other.to)
        }
    }

    /// A plan that keeps to all that some pairs keep to, whose loads are at least as even.
    func evened(_ pairs: [AssignmentPair]) -> [AssignmentPair] {
        // Where something gives way at a price, or panels are led, a place more or less has other consequences too.
        guard !model.problem.isSoft, model.leadDuties.isEmpty, model.sharing == nil, model.isFeasible(pairs) else { return pairs }
        var best = pairs
        var banned: Set<Int> = []
        while clock.hasTime {
            var moves = passing(best, without: banned)
            guard !moves.isEmpty else { break }
            var next = applying(moves, to: best)
            var holds = model.isFeasible(next)
            while !holds, moves.count > 1 {
                moves.removeLast(moves.count - moves.count / 2)
                next = applying(moves, to: best)
                holds = model.isFeasible(next)
            }
            if holds { best = next } else { banned.insert(model.index(moves[0].dossier, moves[0].to)) }
        }
        return best
    }

    private func applying(_ moves: [Move], to pairs: [AssignmentPair]) -> [AssignmentPair] {
        let places = Dictionary(uniqueKeysWithValues: moves.map { (model.index($0.dossier, $0.from), $0.to) })
        return pairs.map { pair in
            places[model.index(pair)].map { AssignmentPair(dossier: pair.dossier, expert: $0) } ?? pair
        }.sorted()
    }

    /// Moves that can be made together, as far as loads, single panels and the total tell; at most one a dossier.
    private func passing(_ pairs: [AssignmentPair], without banned: Set<Int>) -> [Move] {
        var loads = model.loads(of: pairs)
        let panels = Dictionary(grouping: pairs, by: \.dossier).mapValues { $0.map(\.expert) }
        var slack = model.kept.first { $0.objective == .total }.map { model.measure(.total, of: pairs) - $0.least } ?? Int.max
        let limits = (0..<model.expertCount).map { model.limits(of: .load(expert: $0)) }
        var chosen: [Move] = []
        var touched: Set<Int> = []
        for move in candidates(panels, loads, limits, banned).sorted(by: { $0.precedes($1) }) where !touched.contains(move.dossier) {
            guard loads[move.from] >= loads[move.to] + 2, move.loss <= slack, loads[move.to] < limits[move.to].upperBound,
                loads[move.from] > limits[move.from].lowerBound,
                model.keepsRules(panel: panels[move.dossier, default: []].map { $0 == move.from ? move.to : $0 }, on: move.dossier)
            else { continue }
            loads[move.from] -= 1
            loads[move.to] += 1
            if slack != .max { slack -= move.loss }
            touched.insert(move.dossier)
            chosen.append(move)
        }
        return chosen
    }

    /// For each place the few moves that bring the most for what they cost.
    private func candidates(
        _ panels: [Int: [Int]], _ loads: [Int], _ limits: [ClosedRange<Int>], _ banned: Set<Int>
    ) -> [Move] {
        var found: [Move] = []
        for (dossier, panel) in panels {
            let sitting = Set(panel)
            let able = (0..<model.expertCount).filter {
                let pair = model.index(dossier, $0)
                return model.isAllowed(pair) && !sitting.contains($0) && loads[$0] < limits[$0].upperBound && !banned.contains(pair)
            }
            for from in panel where loads[from] > limits[from].lowerBound && !model.isPinned(model.index(dossier, from)) {
                let own = model.units(of: model.index(dossier, from), in: .total)
                var moves: [Move] = []
                for to in able where loads[to] <= loads[from] - 2 {
                    let loss = own - model.units(of: model.index(dossier, to), in: .total)
                    moves.append(Move(dossier: dossier, from: from, to: to, gain: 2 * (loads[from] - loads[to] - 1), loss: loss))
                }
                found += moves.sorted { $0.precedes($1) }.prefix(8)
            }
        }
        return found
    }
}
