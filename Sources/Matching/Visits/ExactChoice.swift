internal import Programme

/// Shows in whole numbers that no choice gains more than the best one known, or finds one that does: dynamic programming over the
/// provinces, in which what is spent so far is a state, and a state is dropped where the bound by the multipliers shows that nothing
/// better can come of it.
struct ExactChoice {
    private let provinces: [[VisitSelection.Option]]
    private let budget: Call.VisitBudget
    private let multipliers: [Int]
    /// What the provinces from one onwards gain at most beyond their cost by the multipliers.
    private let rest: [Int]
    /// With so many states the search gives up; then the bound by the multipliers stands.
    private let limit: Int

    init(_ provinces: [[VisitSelection.Option]], budget: Call.VisitBudget, multipliers: [Int], limit: Int = 400_000) {
        self.provinces = provinces
        self.budget = budget
        self.multipliers = multipliers
        self.limit = limit
        var rest = [0]
        for options in provinces.reversed() { rest.append(rest[rest.count - 1] + ExactChoice.best(of: options, by: multipliers)) }
        self.rest = rest.reversed()
    }

    /// What the best of some options gains beyond its cost by the multipliers, in their unit.
    static func best(of options: [VisitSelection.Option], by multipliers: [Int]) -> Int {
        options.map { option in
            option.gain * VisitSelection.scale - zip(multipliers, option.cost.amounts).reduce(0) { $0 + $1.0 * $1.1 }
        }.max() ?? 0
    }

    private struct State {
        var cost: VisitSelection.Cost
        var gain: Int
        /// The state before, and the option that led here.
        var before: Int
        var option: Int
    }

    /// A choice that gains more than a known one; nil where there is none. With `isComplete` there certainly is none beyond it.
    func better(than known: Int?) -> (choice: [VisitSelection.Option]?, isComplete: Bool) {
        var layers: [[State]] = [[State(cost: .init(), gain: 0, before: 0, option: 0)]]
        var count = 0
        for (index, options) in provinces.enumerated() {
            var next: [VisitSelection.Cost: State] = [:]
            for (before, state) in layers[index].enumerated() {
                for (number, option) in options.enumerated() {
                    let reached = State(cost: state.cost + option.cost, gain: state.gain + option.gain, before: before, option: number)
                    guard reached.cost.isWithin(budget), known.map({ most(reached, after: index + 1) > $0 }) ?? true,
                        next[reached.cost].map({ $0.gain < reached.gain }) ?? true
                    else { continue }
                    next[reached.cost] = reached
                }
            }
            count += next.count
            guard count <= limit else { return (nil, false) }
            // In an order of their own, so that ties end alike on every machine.
            layers.append(next.values.sorted { $0.cost.amounts.lexicographicallyPrecedes($1.cost.amounts) })
        }
        guard var state = layers[provinces.count].max(by: { $0.gain < $1.gain }), state.gain > known ?? -1 else { return (nil, true) }
        var choice: [VisitSelection.Option] = []
        for index in provinces.indices.reversed() {
            choice.append(provinces[index][state.option])
            state = layers[index][state.before]
        }
        return (choice.reversed(), true)
    }

    /// What can come of a state at most: its gain, what is left of the budget at the multipliers' price, and what the provinces left gain
    /// beyond their cost.
    private func most(_ state: State, after index: Int) -> Int {
        let left = zip(multipliers, zip(budget.amounts, state.cost.amounts)).reduce(0) { $0 + $1.0 * (($1.1.0 ?? $1.1.1) - $1.1.1) }
        return state.gain + floorDivide(left + rest[index], VisitSelection.scale)
    }
}
