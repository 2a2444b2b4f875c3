extension AssignmentModel {
    /// How much of an objective some pairs reach, in units of which more is better: squares and changes count against.
    func measure(_ objective: ObjectiveStep.Objective, of pairs: [AssignmentPair]) -> Int {
        switch objective {
        case .total: return netTotal(of: pairs)
        case .fair: return worst(pairs) ?? 0
        case .fill: return pairs.count
        case .even: return -loads(of: pairs).reduce(0) { $0 + $1 * $1 }
        case .changes: return pairs.reduce(0) { $0 + units(of: index($1), in: .changes) }
        }
    }

    /// What a pair by itself adds to an objective, in units.
    @inline(__always)
    func units(of pair: Int, in objective: ObjectiveStep.Objective) -> Int {
        switch objective {
        case .total, .fair: worthOfPairs[pair]
        case .fill: 1
        case .changes: earlier?.contains(pair) == true ? 1 : 0
        case .even: 0
        }
    }

    /// No pair adds more than this to an objective, in units, nor takes more from it.
    func greatest(in objective: ObjectiveStep.Objective) -> Int {
        objective.isCounted ? 1 : dearestWorth
    }

    /// How many dossiers each expert has.
    func loads(of pairs: [AssignmentPair]) -> [Int] {
        pairs.reduce(into: [Int](repeating: 0, count: expertCount)) { $0[$1.expert] += 1 }
    }

    // MARK: Levels of loads

    /// Whether the squares of loads count: as what is sought, or as what is kept.
    var countsLevels: Bool { aim == .even || kept.contains { $0.objective == .even && !$0.isImplied } }

    /// The most that an expert could have.
    func greatestLoad(of expert: Int) -> Int {
        let mayExceed = leeway(of: .load(expert: expert)).above != nil
        return mayExceed ? dossierCount : min(limits(of: .load(expert: expert)).upperBound, dossierCount)
    }

    /// A load that no expert exceeds, at least 1.
    var highestLevel: Int { (0..<expertCount).reduce(1) { max($0, greatestLoad(of: $1)) } }
}

/// One dossier more for an expert, as a column of a program.
struct LoadLevel {
    /// The row of the expert.
    let row: Int
    /// Which dossier it is, from 1.
    let level: Int
    /// How many of it there may be.
    var most: Double

    /// What it adds to the square of the load.
    var square: Int { 2 * level - 1 }
}
