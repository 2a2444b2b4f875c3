extension AssignmentProblem {
    /// Whether any requirement may give way at a price.
    public var isSoft: Bool { !prices.isEmpty }

    /// What it costs to break a requirement by one, in affinity; nil where it must hold.
    func price(of requirement: Requirement) -> Double? {
        switch requirement {
        case .demand(let dossier): dossiers[dossier].price
        case .load(let expert): experts[expert].price
        case .composition(let rule, _, _): composition[rule].price
        case .categoryLoad(let rule, _): loads[rule].price
        case .neverTogether(let index, _): neverTogether[index].price
        case .neverMutual(let index): neverMutual[index].price
        case .pin(let index): pins[index].price
        case .conflict(let index): conflicts[index].price
        case .floor, .floorSteps: nil
        }
    }

    /// The prices of all soft requirements.
    var prices: [Double] {
        dossiers.compactMap(\.price) + experts.compactMap(\.price) + composition.compactMap(\.price)
            + loads.compactMap(\.price) + neverTogether.compactMap(\.price) + neverMutual.compactMap(\.price)
            + pins.compactMap(\.price) + conflicts.compactMap(\.price)
    }

    /// More than any plan could pay in all, in affinity.
    var greatestPayment: Double {
        let places = Double(dossiers.reduce(0) { $0 + $1.demand })
        var payment = 0.0
        for dossier in dossiers { payment += (dossier.price ?? 0) * Double(dossier.demand) }
        for expert in experts { payment += (expert.price ?? 0) * Double(expert.minimumLoad) }
        payment += places * (experts.compactMap(\.price).max() ?? 0)
        for rule in composition {
            let values = rule.price == nil ? 0 : experts.map { $0.tags[rule.tag]?.count ?? 0 }.max() ?? 0
            var least = 0
            if case .count(_, let minimum, _) = rule.limit { least = minimum }
            payment += (rule.price ?? 0) * (Double(dossiers.count) * Double(least) + places * Double(values))
        }
        for rule in loads { payment += (rule.price ?? 0) * (Double(experts.count) * Double(rule.minimum) + places) }
        for pair in neverTogether { payment += (pair.price ?? 0) * Double(dossiers.count) }
        return (neverMutual.compactMap(\.price) + pins.compactMap(\.price) + conflicts.compactMap(\.price))
            .reduce(payment, +)
    }

    /// The pairs that must be in every plan, each once, in the order in which they are named.
    var hardPins: [AssignmentPair] {
        var seen: Set<AssignmentPair> = []
        return pins.filter { $0.price == nil && seen.insert($0.pair).inserted }.map(\.pair)
    }
}

/// What it costs to break a requirement by one, in units; nil where it may not be broken on that side.
struct Leeway {
    let below: Int?
    let above: Int?
}

extension AssignmentModel {
    /// How a requirement may give way. Places may stay empty at a price, but a panel never has too many.
    func leeway(of requirement: Requirement) -> Leeway {
        let price = problem.price(of: requirement).map(affinity.units(ofPrice:))
        if case .demand = requirement { return Leeway(below: price, above: nil) }
        return Leeway(below: price, above: price)
    }

    /// Whether a requirement must hold on both sides.
    func isHard(_ requirement: Requirement) -> Bool {
        let leeway = leeway(of: requirement)
        return leeway.below == nil && leeway.above == nil
    }
}
