internal import Solver

/// The linear program of an assignment over some of the allowed pairs and some of the requirements; it grows until
/// nothing outside it could change the answer.
///
/// Demands and loads are always rows. The rules for panels and the exclusions of pairs become rows when a solution
/// breaks them, minima at once; so do floors, and the steps below them. Rows can give way: soft ones at the price of their requirement, others at a price so
/// high that it is a last resort; so the program always has a solution.
final class RestrictedProgram {
    /// What the program is after.
    enum Purpose {
        /// The greatest total; a shortfall of one costs so much, in affinity.
        case total(price: Double)
        /// The least sum of shortfalls, whatever the affinities.
        case feasibility
    }

    private struct Row {
        let requirement: Requirement
        let lower: Double
        let upper: Double
    }

    private(set) var model: AssignmentModel
    /// Which requirements are in force; what is not is as if it had not been asked for.
    let enforces: (Requirement) -> Bool
    /// The dossiers that the program is about, a flag each, as if there were no others; nil for all. Experts may then have fewer
    /// dossiers than they must.
    private let concerned: [Bool]?
    /// What may give way at a low price; nil where nothing may.
    let relief: Obstacle.Remedy.Kind?
    /// How affinities are scattered.
    var scatter: Scattering
    /// The most that each of all pairs may be assigned, a share of it; nil where any may be assigned wholly.
    var greatestShares: [Double]?
    private(set) var pairs: [Int] = []
    private var isPresent: PairSet
    private var rows: [Row] = []
    private var rowOf: [Requirement: Int] = [:]
    /// The rows of rules on panels, by dossier, and of rules on loads, by expert.
    private var panelRows: [[(rule: Int, row: Int)]]
    private var loadRows: [[(rule: Int, row: Int)]]
    /// Whether steps below the floor become rows.
    var countsSteps = true
    /// The rows of steps below the floor, by dossier.
    private var stepRows: [[(steps: FloorSteps, row: Int)]]
    private var mutualRows: [Int: [Int]] = [:]
    private var mutualOf: [Int: [Int]] = [:]
    /// Columns in the order in which they came.
    private var columns: [Column] = []
    private var basis: ProgramAnswer.Basis?
    /// The duals of the last solve, by row.
    private var lastDuals: [Double] = []
    /// What a place may be worth at most as far as is known, in affinity; zero where nothing is.
    private(set) var worthOfPlace = 0.0
    /// Whether the first solve begins at a network's tree.
    var startsFromNetwork: Bool { basis != nil && worthOfPlace > 0 }
    private var pinnedOn: PairSet
    /// Panels that miss the floor by less than the solver's tolerance, as pairs.
    private var refusedPanels: [(dossier: Int, pairs: Set<Int>)] = []

    private enum Column {
        case pair(Int)
        case elastic(Elastic)
    }

    /// By how much a row gives way on one side.
    private struct Elastic {
        enum Terms {
            /// The requirement is soft: at its price, in units.
            case price(Int)
            /// The requirement must hold, but may give way for a remedy.
            case relief
            /// The requirement must hold: what is left of this shows that it cannot.
            case lastResort
        }

        let row: Int
        /// What one of it adds to the row: 1 where there is too little, −1 where there is too much.
        let sign: Double
        let most: Double
        let terms: Terms

        var isSoft: Bool { if case .price = terms { true } else { false } }
    }

    /// A solution of the program.
    struct Solution {
        /// Share of each pair of `pairs` in the solution.
        var shares: [Double]
        /// Sum of all by which requirements fail that must hold.
        var shortfall: Double
        /// What gives way for a remedy, and by how much.
        var remedies: [(requirement: Requirement, amount: Double)]
        var certificate: Certificate
    }

    /// - Parameters:
    ///   - network: A solved network of the same problem; the program begins at its tree.
    ///   - concerned: The dossiers that it is about, a flag each; nil for all.
    init(
        _ model: AssignmentModel, startingFrom network: AssignmentNetwork? = nil, among concerned: [Bool]? = nil,
        relieving relief: Obstacle.Remedy.Kind? = nil,
        enforcing enforces: @escaping (Requirement) -> Bool = { _ in true }
    ) {
        self.model = model
        self.relief = relief
        self.concerned = concerned
        self.enforces = enforces
        scatter = network?.scatter ?? Scattering(of: model.affinity)
        isPresent = PairSet(of: model.pairCount)
        panelRows = [[(rule: Int, row: Int)]](repeating: [], count: model.dossierCount)
        loadRows = [[(rule: Int, row: Int)]](repeating: [], count: model.expertCount)
        stepRows = [[(steps: FloorSteps, row: Int)]](repeating: [], count: model.dossierCount)
        pinnedOn = PairSet(of: model.pairCount)
        for (index, pin) in model.problem.pins.enumerated()
        where pin.price == nil && enforces(.pin(index: index)) && relief != .unpin {
            pinnedOn.insert(model.index(pin.pair))
        }
        for (index, exclusion) in model.problem.neverMutual.enumerated() {
            mutualOf[model.index(exclusion.first), default: []].append(index)
            mutualOf[model.index(exclusion.second), default: []].append(index)
        }
        for dossier in 0..<model.dossierCount { addRow(.demand(dossier: dossier)) }
        for expert in 0..<model.expertCount { addRow(.load(expert: expert)) }
        for (index, rule) in model.rules.enumerated() where rule.minimum > 0 {
            for dossier in 0..<model.dossierCount where rule.concerns(dossier) { addPanelRow(index, on: dossier) }
        }
        for (index, rule) in model.loadRules.enumerated() where rule.minimum > 0 {
            for expert in 0..<model.expertCount where rule.concerns(expert) { addLoadRow(index, of: expert) }
        }
        for pin in model.problem.pins { add(model.index(pin.pair)) }
        if let network {
            start(from: network)
        } else {
            for (dossier, experts) in Candidates(model, leaving: { !(concerned?[$0] ?? true) }).byDossier.enumerated() {
                for expert in experts { add(model.index(dossier, Int(expert))) }
            }
        }
    }

    func isPinned(_ pair: Int) -> Bool { pinnedOn.contains(pair) }

    private func isConcerned(_ dossier: Int) -> Bool { concerned?[dossier] ?? true }

    // MARK: Growing

    private func addRow(_ requirement: Requirement) {
        let row = rows.count
        rowOf[requirement] = row
        guard enforces(requirement), model.problem.dossiers(of: requirement).allSatisfy(isConcerned) else {
            rows.append(Row(requirement: requirement, lower: -.infinity, upper: .infinity))
            return
        }
        if case .floor = requirement {
            let lower = Double(model.floor ?? 0) / floorUnit
            rows.append(Row(requirement: requirement, lower: lower, upper: .infinity))
            // A panel of negative affinities may fall short of a floor by more than the floor itself.
            let most = max(0, lower) + abs(lower) + Double(model.expertCount)
            columns.append(.elastic(Elastic(row: row, sign: 1, most: most, terms: .lastResort)))
            return
        }
        let limits = model.limits(of: requirement)
        if case .floorSteps = requirement {
            rows.append(Row(requirement: requirement, lower: -.infinity, upper: Double(limits.upperBound)))
            columns.append(.elastic(Elastic(row: row, sign: -1, most: .infinity, terms: .lastResort)))
            return
        }
        let leeway = model.leeway(of: requirement)
        let upper = limits.upperBound >= model.pairCount ? .infinity : Double(limits.upperBound)
        let least = concerned != nil && model.problem.dossiers(of: requirement).isEmpty ? 0 : limits.lowerBound
        let lower = Double(least)
        rows.append(Row(requirement: requirement, lower: lower, upper: max(upper, lower)))
        if least > 0 {
            let hard: Elastic.Terms = mayFallShort(requirement) ? .relief : .lastResort
            let terms = leeway.below.map(Elastic.Terms.price) ?? hard
            columns.append(.elastic(Elastic(row: row, sign: 1, most: lower, terms: terms)))
        }
        let relieved: Elastic.Terms? = mayExceed(requirement) ? .relief : nil
        if upper.isFinite, let terms = leeway.above.map(Elastic.Terms.price) ?? relieved {
            columns.append(.elastic(Elastic(row: row, sign: -1, most: .infinity, terms: terms)))
        }
    }

    /// Whether a remedy lets a requirement that must hold fall short.
    private func mayFallShort(_ requirement: Requirement) -> Bool {
        switch (relief, requirement) {
        case (.lowerDemands, .demand), (.lowerMinimumLoads, .load), (.lowerMinimumLoads, .categoryLoad): true
        case (.relaxRules, .composition): true
        default: false
        }
    }

    /// Whether a remedy lets a requirement that must hold be exceeded.
    private func mayExceed(_ requirement: Requirement) -> Bool {
        switch (relief, requirement) {
        case (.raiseLoads, .load), (.raiseLoads, .categoryLoad): true
        case (.relaxRules, .composition), (.relaxRules, .neverTogether), (.relaxRules, .neverMutual): true
        default: false
        }
    }

    private func addPanelRow(_ rule: Int, on dossier: Int) {
        let requirement = model.rules[rule].requirement(on: dossier)
        panelRows[dossier].append((rule, rows.count))
        addRow(requirement)
    }

    private func addLoadRow(_ rule: Int, of expert: Int) {
        loadRows[expert].append((rule, rows.count))
        addRow(model.loadRules[rule].requirement(on: expert))
    }

    private func addMutualRow(_ index: Int) {
        let exclusion = model.problem.neverMutual[index]
        mutualRows[model.index(exclusion.first), default: []].append(rows.count)
        mutualRows[model.index(exclusion.second), default: []].append(rows.count)
        addRow(.neverMutual(index: index))
    }

    func add(_ pair: Int) {
        guard model.isAllowed(pair), isPresent.insert(pair) else { return }
        columns.append(.pair(pair))
        pairs.append(pair)
    }

    func contains(_ pair: Int) -> Bool { isPresent.contains(pair) }

    /// Takes over the pairs of a network and how they stand. The tree's arcs are the basis: a pair is a column, the
    /// arc of a load or class the row that limits it.
    private func start(from network: AssignmentNetwork) {
        var standing: [Int: ProgramAnswer.Basis.Standing] = [:]
        for pair in network.pairs(beside: model.places + 1_000) {
            add(pair.pair)
            standing[pair.pair] = .init(pair.state)
        }
        var rowStandings = rows.map { row -> ProgramAnswer.Basis.Standing in
            switch row.requirement {
            case .demand(let dossier): network.isDemandBasic(dossier) ? .basic : .atLower
            case .load(let expert): .init(network.loadState(expert))
            default: .basic
            }
        }
        for (dossier, own) in panelRows.enumerated() {
            for (rule, row) in own {
                if let state = network.classState(rule, on: dossier) { rowStandings[row] = .init(state) }
            }
        }
        let columnStandings = columns.map { column -> ProgramAnswer.Basis.Standing in
            if case .pair(let pair) = column { standing[pair] ?? .atLower } else { .atLower }
        }
        let basics = (rowStandings + columnStandings).count { $0 == .basic }
        guard basics == rows.count else { return }
        basis = ProgramAnswer.Basis(rows: rowStandings, columns: columnStandings)
        worthOfPlace = model.value(network.largestPotential)
        _ = addBrokenRequirements(by: network.flowingPairs.map { (pair: model.index($0), share: 1) })
    }

    /// Adds rows for the rules and exclusions that some shares of pairs break; whether there were any.
    func addBrokenRequirements(by shares: [(pair: Int, share: Double)]) -> Bool {
        var panels = [[(member: Int, share: Double)]](repeating: [], count: model.dossierCount)
        var loads = [[(member: Int, share: Double)]](repeating: [], count: model.expertCount)
        var mutual: [Int: Double] = [:]
        for (pair, share) in shares where share > 1e-9 {
            let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
            panels[dossier].append((expert, share))
            loads[expert].append((dossier, share))
            for index in mutualOf[pair] ?? [] { mutual[index, default: 0] += share }
        }
        let before = rows.count
        addBrokenFloors(by: panels)
        for (rule, dossier) in model.rules.exceeded(by: panels, model.rulesOfExpert, beyond: Self.tolerance)
        where isMissing(model.rules[rule].requirement(on: dossier)) {
            addPanelRow(rule, on: dossier)
        }
        for (rule, expert) in model.loadRules.exceeded(by: loads, model.loadRulesOfDossier, beyond: Self.tolerance)
        where isMissing(model.loadRules[rule].requirement(on: expert)) {
            addLoadRow(rule, of: expert)
        }
        for index in mutual.keys.sorted()
        where mutual[index, default: 0] > 1 + Self.tolerance && isMissing(.neverMutual(index: index)) {
            addMutualRow(index)
        }
        return rows.count > before
    }

    /// By how much a sum of shares may exceed a limit without breaking it.
    private static let tolerance = 1e-6

    /// Whether a requirement is in force but not yet a row.
    private func isMissing(_ requirement: Requirement) -> Bool { rowOf[requirement] == nil && enforces(requirement) }

    // MARK: Floors

    /// Adds rows for the floors that panels miss, and for steps below those that they reach only in parts.
    private func addBrokenFloors(by panels: [[(member: Int, share: Double)]]) {
        guard let floor = model.floor else { return }
        for (dossier, facts) in model.problem.dossiers.enumerated() where facts.demand > 0 && isConcerned(dossier) {
            let panel = panels[dossier].map { (affinity: model.affinityUnits(model.index(dossier, $0.member)), share: $0.share) }
            let affinity = panel.reduce(0.0) { $0 + Double($1.affinity) * $1.share }
            if affinity < Double(floor) - 1e-7 * floorUnit, isMissing(.floor(dossier: dossier)) {
                addRow(.floor(dossier: dossier))
            }
            addBrokenSteps(by: panel, on: dossier, above: affinity - Double(floor))
        }
    }

    private func addBrokenSteps(by panel: [FloorSteps.Share], on dossier: Int, above excess: Double) {
        let facts = model.problem.dossiers[dossier]
        guard countsSteps, let floor = model.floor, facts.price == nil, stepRows[dossier].count < Self.mostStepRows else { return }
        guard panel.contains(where: { $0.share > 1e-6 && $0.share < 1 - 1e-6 }) else { return }
        // No step is wider than the panel's affinities are apart, or than the room below its best.
        let affinities = panel.map(\.affinity)
        guard let worst = affinities.min(), let best = affinities.max() else { return }
        let top = bestOn(dossier)
        guard excess < Double(max(top - worst, facts.demand * top - floor, best - worst) + 1) else { return }
        guard let steps = FloorSteps.mostBroken(by: panel, demand: facts.demand, floor: floor, best: top) else { return }
        let requirement = Requirement.floorSteps(dossier: dossier, top: steps.top, width: steps.width)
        guard isMissing(requirement) else { return }
        stepRows[dossier].append((steps, rows.count))
        addRow(requirement)
    }

    private static let mostStepRows = 12

    /// The largest affinity on a dossier, in units.
    private func bestOn(_ dossier: Int) -> Int {
        var best = -model.affinity.largest
        model.affinity.weights.forEach(in: model.index(dossier, 0)..<model.index(dossier + 1, 0)) { _, weight in
            if weight != ExactAffinity.forbidden { best = max(best, weight) }
        }
        return best
    }

    /// Asks for another floor from now on.
    func setFloor(_ floor: Int) {
        model.floor = floor
        refusedPanels = []
        for (index, row) in rows.enumerated() where enforces(row.requirement) {
            switch row.requirement {
            case .floor: rows[index] = Row(requirement: row.requirement, lower: Double(floor) / floorUnit, upper: .infinity)
            case .floorSteps:
                let room = Double(model.limits(of: row.requirement).upperBound)
                rows[index] = Row(requirement: row.requirement, lower: -.infinity, upper: room)
            default: break
            }
        }
    }

    /// What the last solve, for feasibility, says against the floor: multipliers that may prove it too high. Several, each
    /// rounded in its way.
    var floorProofs: [Certificate] {
        var heaviest = 0.0
        var largest = 1e-9
        for (row, dual) in zip(rows, lastDuals) {
            largest = max(largest, abs(dual))
            if case .floor = row.requirement { heaviest = max(heaviest, -dual) }
        }
        guard heaviest > 1e-9 else { return [] }
        // Where floors weigh alike, or as small numbers do, all else weighs whole units. Otherwise as fine as numbers allow.
        return [1, 2, 6, 12].map { floorProof(times: $0 * floorUnit / heaviest) }
            + [0x1p54, 0x1p49, 0x1p44, 0x1p39].map { floorProof(times: $0 / largest) }
    }

    private func floorProof(times factor: Double) -> Certificate {
        var duals: [Requirement: Int] = [:]
        for (row, dual) in zip(rows, lastDuals) where abs(dual) > 1e-10 {
            let leeway = model.leeway(of: row.requirement)
            guard (dual > 0 ? leeway.above : leeway.below) == nil, (dual > 0 ? row.upper : row.lower).isFinite else { continue }
            let isFloor = if case .floor = row.requirement { true } else { false }
            let parts = (dual * factor / (isFloor ? floorUnit : 1)).rounded()
            if parts != 0, abs(parts) < Double(Multipliers.largest) { duals[row.requirement] = Int(parts) }
        }
        let proof = Certificate(scale: model.affinity.scale, resolution: 1, duals: duals)
        guard let multipliers = Multipliers(proof, of: model, isOfFloor: true) else { return proof }
        return chargingSettled(proof, by: multipliers, isOfFloor: true)
    }

    /// Refuses the panels among some pairs that miss the floor, if only by the last digit; whether there were any.
    func refusePanelsBelowFloor(_ pairs: [Int]) -> Bool {
        guard let floor = model.floor else { return false }
        let panels = Dictionary(grouping: pairs) { $0 / model.expertCount }
        let before = refusedPanels.count
        for (dossier, facts) in model.problem.dossiers.enumerated() where facts.demand > 0 {
            let panel = panels[dossier] ?? []
            guard panel.reduce(0, { $0 + model.affinityUnits($1) }) < floor else { continue }
            refusedPanels.append((dossier, Set(panel)))
        }
        return refusedPanels.count > before
    }

    /// Adds the absent pairs that are worth more than their charge, the best few of each dossier; whether there were
    /// any.
    func addWorthwhilePairs(by certificate: Certificate, purpose: Purpose) -> Bool {
        guard let multipliers = Multipliers(certificate, of: model) else { return false }
        var found = false
        var margins = [Int](repeating: 0, count: model.expertCount)
        let least = max(1, model.affinity.scale / 1_000_000_000) * min(certificate.resolution, 1_000)
        let open = (0..<model.dossierCount).filter { isConcerned($0) && !(startsFromNetwork && model.isSettled($0)) }
        // A few of each dossier, more where there are few dossiers.
        let most = max(8, 1_000 / max(open.count, 1))
        for dossier in open {
            multipliers.margins(of: dossier, in: model, into: &margins)
            if case .feasibility = purpose {
                let waiver = relief == .waiveConflicts ? model.affinity.scale * multipliers.resolution : 0
                multipliers.removeWorth(of: dossier, in: model, from: &margins, waiver: waiver)
            }
            let first = dossier * model.expertCount
            var worthwhile: [(margin: Int, tie: UInt64, pair: Int)] = []
            for (expert, margin) in margins.enumerated() where margin > least && !isPresent.contains(first + expert) {
                worthwhile.append((margin, scattered(first + expert), first + expert))
            }
            guard !worthwhile.isEmpty else { continue }
            found = true
            worthwhile.sort { ($1.margin, $0.tie) < ($0.margin, $1.tie) }
            for candidate in worthwhile.prefix(most) { add(candidate.pair) }
        }
        return found
    }

    // MARK: Solving

    /// Solves the program as it stands, from where the last solve ended; nil when the time ran out.
    func solve(_ purpose: Purpose, within seconds: Double?) throws -> Solution? {
        let program = linearProgram(purpose)
        let answer = try program.solve(ProgramOptions(timeLimit: seconds, basis: basis))
        guard answer.status == .optimal else {
            if answer.status == .timeLimit || answer.status == .feasible { return nil }
            throw SolverError.engine("relaxation \(answer.status)")
        }
        basis = answer.basis
        lastDuals = answer.duals
        var solution = Solution(shares: [], shortfall: 0, remedies: [], certificate: certificate(answer.duals, purpose))
        for (column, value) in zip(columns, answer.values) {
            switch column {
            case .pair: solution.shares.append(value)
            case .elastic(let elastic):
                switch elastic.terms {
                case .price: break
                case .relief: if value > 1e-6 { solution.remedies.append((rows[elastic.row].requirement, value)) }
                case .lastResort: solution.shortfall += max(0, value)
                }
            }
        }
        return solution
    }

    private func linearProgram(_ purpose: Purpose) -> IntegerProgram {
        var program = IntegerProgram(.maximise)
        for row in rows { program.addRow(from: row.lower, to: row.upper) }
        for column in columns {
            switch column {
            case .pair(let pair):
                program.addColumn(
                    cost: cost(of: pair, purpose), from: pinnedOn.contains(pair) ? 1 : 0, to: greatestShares?[pair] ?? 1,
                    entries: entries(of: pair))
            case .elastic(let elastic):
                program.addColumn(
                    cost: -price(of: elastic, purpose), to: elastic.most, entries: [.init(row: elastic.row, value: elastic.sign)])
            }
        }
        return program
    }

    /// An empty place that must be filled costs more than any other shortfall.
    private func price(of elastic: Elastic, _ purpose: Purpose) -> Double {
        switch (elastic.terms, purpose) {
        case (.price(let units), .total): model.value(units)
        case (.price, .feasibility): 0
        case (.relief, _): 1
        case (.lastResort, .total(let price)): isDemand(elastic.row) ? price : price / 2
        case (.lastResort, .feasibility): relief == nil ? 1 : 1_000
        }
    }

    private func isDemand(_ row: Int) -> Bool {
        if case .demand = rows[row].requirement { true } else { false }
    }

    /// Floors are counted in the largest affinity, so that the solver's tolerances mean the same whatever the scale.
    private var floorUnit: Double { Double(max(model.affinity.largest, 1)) }

    private func cost(of pair: Int, _ purpose: Purpose) -> Double {
        guard case .feasibility = purpose else {
            // In parts it might be more than whole numbers hold, where many prices are on one pair.
            return model.value(model.weights[pair])
                + Double(scatter.worth(of: pair, 0)) / (Double(model.affinity.scale) * Double(scatter.fineness))
        }
        if relief == .unpin { return model.isPinned(pair) ? 1 : 0 }
        return relief == .waiveConflicts && model.isWaived(pair) ? -1 : 0
    }

    private func entries(of pair: Int) -> [IntegerProgram.Entry] {
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
        var entries = [
            IntegerProgram.Entry(row: dossier, value: 1),
            IntegerProgram.Entry(row: model.dossierCount + expert, value: 1),
        ]
        for (rule, row) in panelRows[dossier] where model.rules[rule].isMember[expert] {
            entries.append(.init(row: row, value: 1))
        }
        for (rule, row) in loadRows[expert] where model.loadRules[rule].isMember[dossier] {
            entries.append(.init(row: row, value: 1))
        }
        for row in mutualRows[pair] ?? [] { entries.append(.init(row: row, value: 1)) }
        for (steps, row) in stepRows[dossier] {
            let count = steps.count(model.affinityUnits(pair))
            if count != 0 { entries.append(.init(row: row, value: Double(count))) }
        }
        if let row = rowOf[.floor(dossier: dossier)], model.affinityUnits(pair) != 0 {
            entries.append(.init(row: row, value: Double(model.affinityUnits(pair)) / floorUnit))
        }
        return entries
    }

    /// The duals as multipliers in parts of a unit. Multipliers of the wrong sign for a missing limit are noise, and
    /// so is what exceeds a price.
    private func certificate(_ duals: [Double], _ purpose: Purpose) -> Certificate {
        let resolution = resolution(for: purpose)
        var multipliers: [Requirement: Int] = [:]
        for (row, dual) in zip(rows, duals) where dual != 0 {
            let isFloor = if case .floor = row.requirement { true } else { false }
            let units = Double(model.affinity.scale) / (isFloor ? floorUnit : 1)
            let factor = units * Double(resolution)
            let parts = (dual * factor).rounded()
            guard parts != 0, abs(parts) < Double(Multipliers.largest) else { continue }
            guard row.lower.isFinite || parts > 0, row.upper.isFinite || parts < 0 else { continue }
            let value = clamp(Int(parts), to: model.leeway(of: row.requirement), resolution)
            if value != 0 { multipliers[row.requirement] = value }
        }
        let certificate = Certificate(scale: model.affinity.scale, resolution: resolution, duals: multipliers)
        guard startsFromNetwork, let multipliers = Multipliers(certificate, of: model) else { return certificate }
        return chargingSettled(certificate, by: multipliers, isOfFloor: false)
    }

    /// The certificate with so high a multiplier for the demand of each settled dossier that none of the pairs left out
    /// there seems to be worth anything. That costs the bound nothing: all that such a demand counts is pinned.
    private func chargingSettled(_ certificate: Certificate, by multipliers: Multipliers, isOfFloor: Bool) -> Certificate {
        var certificate = certificate
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount where model.isSettled(dossier) {
            multipliers.margins(of: dossier, in: model, into: &margins)
            if isOfFloor { multipliers.removeWorth(of: dossier, in: model, from: &margins, waiver: 0) }
            let loose = margins.indices.filter { !isPinned(model.index(dossier, $0)) }
            let highest = loose.reduce(0) { max($0, margins[$1]) }
            if highest > 0 { certificate.duals[.demand(dossier: dossier)] = multipliers.demand[dossier] + highest }
        }
        return certificate
    }

    /// Shortfalls count in whole affinities, however small those of the pairs are: with fine units there is less room
    /// for parts.
    private func resolution(for purpose: Purpose) -> Int {
        guard case .feasibility = purpose else { return model.resolution }
        return min(model.resolution, max(1, Multipliers.largest / 10_000 / model.affinity.scale))
    }

    private func clamp(_ multiplier: Int, to leeway: Leeway, _ resolution: Int) -> Int {
        let lower = leeway.below.map { -$0 * resolution } ?? Int.min
        let upper = leeway.above.map { $0 * resolution } ?? Int.max
        return min(max(multiplier, lower), upper)
    }

    /// The program of the kept pairs with whole shares, given which must be in; nil where the limits of a row are
    /// already broken by those.
    func wholeProgram(keeping kept: [Int], fixed: [Int], buying price: Double?) -> WholeProgram? {
        var taken = [Double](repeating: 0, count: rows.count)
        for pair in fixed { for entry in entries(of: pair) { taken[entry.row] += entry.value } }
        let yielding = Set(elastics.filter { $0.sign < 0 && $0.isSoft }.map(\.row))
        var program = IntegerProgram(.maximise)
        for (index, (row, used)) in zip(rows, taken).enumerated() {
            // Sums of fractions of affinities carry rounding errors; those of counts don't.
            let upper = row.upper - used
            // Of steps there may be fewer than none.
            let isOfSteps = if case .floorSteps = row.requirement { true } else { false }
            guard price != nil || upper > -1e-9 || yielding.contains(index) || isOfSteps else { return nil }
            program.addRow(from: min(row.lower - used, upper), to: upper)
        }
        let refusals = refusals(keeping: kept, fixed: fixed, in: &program)
        for pair in kept {
            program.addColumn(
                cost: model.value(model.weights[pair]), from: pinnedOn.contains(pair) ? 1 : 0, to: 1, .integer,
                entries: entries(of: pair) + (refusals[pair] ?? []))
        }
        // These are whole wherever the pairs are.
        for elastic in elastics where elastic.isSoft || (price != nil && elastic.sign > 0) {
            program.addColumn(
                cost: -self.price(of: elastic, .total(price: price ?? 0)), to: elastic.most,
                entries: [.init(row: elastic.row, value: elastic.sign)])
        }
        return WholeProgram(program: program, kept: kept, fixed: fixed)
    }

    private var elastics: [Elastic] {
        columns.compactMap { if case .elastic(let elastic) = $0 { elastic } else { nil } }
    }

    /// Rows by which a refused panel must lose one of its pairs or gain another, and their entries by pair.
    private func refusals(
        keeping kept: [Int], fixed: [Int], in program: inout IntegerProgram
    ) -> [Int: [IntegerProgram.Entry]] {
        guard !refusedPanels.isEmpty else { return [:] }
        let keptOn = Dictionary(grouping: kept) { $0 / model.expertCount }
        let fixedOn = Dictionary(grouping: fixed) { $0 / model.expertCount }
        var entries: [Int: [IntegerProgram.Entry]] = [:]
        for (dossier, panel) in refusedPanels {
            let sign = { (pair: Int) in panel.contains(pair) ? 1 : -1 }
            let settled = (fixedOn[dossier] ?? []).reduce(0) { $0 + sign($1) }
            let row = program.addRow(to: Double(panel.count - 1 - settled))
            for pair in keptOn[dossier] ?? [] { entries[pair, default: []].append(.init(row: row, value: Double(sign(pair)))) }
        }
        return entries
    }
}

extension [CountRule] {
    /// The rules of which the shares taken at a place exceed the maximum, with the place.
    fileprivate func exceeded(
        by taken: [[(member: Int, share: Double)]], _ rulesOfMember: [[Int]], beyond tolerance: Double
    ) -> [(rule: Int, place: Int)] {
        guard !isEmpty else { return [] }
        var exceeded: [(rule: Int, place: Int)] = []
        var sums = [Double](repeating: 0, count: count)
        for (place, members) in taken.enumerated() {
            var touched: [Int] = []
            for (member, share) in members {
                for rule in rulesOfMember[member] where self[rule].concerns(place) {
                    if sums[rule] == 0 { touched.append(rule) }
                    sums[rule] += share
                }
            }
            for rule in touched {
                if sums[rule] > Double(self[rule].maximum) + tolerance { exceeded.append((rule, place)) }
                sums[rule] = 0
            }
        }
        return exceeded
    }
}

extension ProgramAnswer.Basis.Standing {
    fileprivate init(_ state: NetworkSimplex.State) {
        switch state {
        case .inTree: self = .basic
        case .atLower: self = .atLower
        case .atUpper: self = .atUpper
        }
    }
}

/// A program of whole shares, and the pairs it stands for.
struct WholeProgram {
    let program: IntegerProgram
    let kept: [Int]
    let fixed: [Int]
}

extension Multipliers {
    /// Takes the affinities out of margins again, which leaves minus the charges, less the price of a waiver.
    func removeWorth(of dossier: Int, in model: AssignmentModel, from margins: inout [Int], waiver: Int) {
        let first = dossier * model.expertCount
        for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
            margins[expert] &-= model.weights[first + expert] &* resolution
            if waiver > 0, model.isWaived(first + expert) { margins[expert] &-= waiver }
        }
    }
}
