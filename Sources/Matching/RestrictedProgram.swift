internal import Solver

/// The linear program of an assignment over some of the allowed pairs and some of the requirements; it grows until
/// nothing outside it could change the answer.
///
/// Demands and loads are always rows. The rules for panels and the exclusions of pairs become rows when a solution
/// breaks them, minima at once. Rows can give way: soft ones at the price of their requirement, others at a price so
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
        /// What it limits; for the levels of an expert's load, that load; nil where it keeps an earlier objective.
        let requirement: Requirement?
        let lower: Double
        let upper: Double
    }

    let model: AssignmentModel
    /// Which requirements are in force; what is not is as if it had not been asked for.
    let enforces: (Requirement) -> Bool
    /// What may give way at a low price; nil where nothing may.
    let relief: Obstacle.Remedy.Kind?
    /// How affinities are scattered.
    var scatter: Scattering
    /// The most that each of all pairs may be assigned, a share of it; nil where any may be assigned wholly.
    var greatestShares: [Double]?
    /// Which plans are asked about: those that have some pairs and lack others.
    var given = PlanCase()
    private(set) var pairs: [Int] = []
    private var isPresent: PairSet
    private var rows: [Row] = []
    private var rowOf: [Requirement: Int] = [:]
    /// The rows of rules on panels, by dossier, and of rules on loads, by expert.
    private var panelRows: [[(rule: Int, row: Int)]]
    private var loadRows: [[(rule: Int, row: Int)]]
    /// The rows of cuts on leads, by dossier, and whom each counts.
    private var leadRows: [[(isCounted: [Bool], row: Int)]]
    private var mutualRows: [Int: [Int]] = [:]
    private var mutualOf: [Int: [Int]] = [:]
    /// Columns in the order in which they came.
    private var columns: [Column] = []
    private var basis: ProgramAnswer.Basis?
    /// What a place may be worth at most as far as is known, in affinity; zero where nothing is.
    private(set) var worthOfPlace = 0.0
    /// Whether the first solve begins at a network's tree.
    var startsFromNetwork: Bool { basis != nil && worthOfPlace > 0 }
    private var pinnedOn: PairSet
    /// Panels that miss the floor by less than the solver's tolerance, as pairs.
    private var refusedPanels: [(dossier: Int, pairs: Set<Int>)] = []
    /// Where even loads count, the row that an expert's levels must fill, and how many levels there are.
    private var levelRows: [(row: Int, count: Int)] = []
    /// The rows that keep what earlier objectives have reached.
    private var keptRows: [(row: Int, terms: KeptRow)] = []

    private enum Column {
        case pair(Int)
        case elastic(Elastic)
        case level(LoadLevel)
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
        /// What they are worth by the purpose, in affinity.
        var worth: Double
        /// Sum of all by which requirements fail that must hold.
        var shortfall: Double
        /// What gives way for a remedy, and by how much.
        var remedies: [(requirement: Requirement, amount: Double)]
        var certificate: Certificate
    }

    /// - Parameter network: A solved network of the same problem; the program begins at its tree.
    init(
        _ model: AssignmentModel, startingFrom network: AssignmentNetwork? = nil,
        relieving relief: Obstacle.Remedy.Kind? = nil,
        enforcing enforces: @escaping (Requirement) -> Bool = { _ in true }
    ) {
        self.model = model
        self.relief = relief
        self.enforces = enforces
        scatter = network?.scatter ?? model.scattering
        isPresent = PairSet(of: model.pairCount)
        panelRows = [[(rule: Int, row: Int)]](repeating: [], count: model.dossierCount)
        loadRows = [[(rule: Int, row: Int)]](repeating: [], count: model.expertCount)
        leadRows = [[(isCounted: [Bool], row: Int)]](repeating: [], count: model.dossierCount)
        pinnedOn = PairSet(of: model.pairCount)
        for (index, pin) in model.problem.pins.enumerated()
        where pin.price == nil && enforces(.pin(index: index)) && relief != .unpin {
            pinnedOn.insert(model.standing(model.index(pin.pair)))
        }
        for (index, exclusion) in model.problem.neverMutual.enumerated() {
            mutualOf[model.index(exclusion.first), default: []].append(index)
            mutualOf[model.index(exclusion.second), default: []].append(index)
        }
        for dossier in 0..<model.dossierCount { addRow(.demand(dossier: dossier)) }
        for expert in 0..<model.expertCount { addRow(.load(expert: expert)) }
        for (index, rule) in model.rules.enumerated() where rule.minimum > 0 {
            for dossier in 0..<model.dossierCount where rule.concerns(dossier) && !model.isRepeated(rule, on: dossier) {
                addPanelRow(index, on: dossier)
            }
        }
        for (index, rule) in model.loadRules.enumerated() where rule.minimum > 0 {
            for expert in 0..<model.expertCount where rule.concerns(expert) { addLoadRow(index, of: expert) }
        }
        if model.floor != nil {
            for dossier in 0..<model.dossierCount where model.problem.dossiers[dossier].demand > 0 {
                addRow(.floor(dossier: dossier))
            }
        }
        addOwnLimits()
        addKeptObjectives()
        for pin in model.problem.pins { add(model.standing(model.index(pin.pair))) }
        if let network {
            start(from: network)
        } else {
            for (dossier, experts) in Candidates(model).byDossier.enumerated() {
                for expert in experts { add(model.index(dossier, Int(expert))) }
            }
        }
    }

    func isPinned(_ pair: Int) -> Bool { pinnedOn.contains(pair) }

    // MARK: Growing

    private func addRow(_ requirement: Requirement) {
        let row = rows.count
        rowOf[requirement] = row
        guard enforces(requirement), !isRepeatedDemand(requirement) else {
            rows.append(Row(requirement: requirement, lower: -.infinity, upper: .infinity))
            return
        }
        if case .floor = requirement {
            let lower = Double(model.floor ?? 0) / floorUnit
            // Half a unit more, since sums of fractions carry rounding errors.
            let limit = model.limits(of: requirement).upperBound
            let upper = limit == Int.max ? .infinity : (Double(limit) + 0.5) / floorUnit
            rows.append(Row(requirement: requirement, lower: lower, upper: upper))
            // A panel of negative affinities may fall short of a floor by more than the floor itself.
            let most = max(0, lower) + abs(lower) + Double(model.expertCount)
            columns.append(.elastic(Elastic(row: row, sign: 1, most: most, terms: .lastResort)))
            return
        }
        let limits = model.limits(of: requirement)
        let leeway = model.leeway(of: requirement)
        let upper = limits.upperBound >= model.pairCount ? .infinity : Double(limits.upperBound)
        let lower = Double(limits.lowerBound)
        rows.append(Row(requirement: requirement, lower: lower, upper: max(upper, lower)))
        if limits.lowerBound > 0 {
            let hard: Elastic.Terms = mayFallShort(requirement) ? .relief : .lastResort
            let terms = leeway.below.map(Elastic.Terms.price) ?? hard
            columns.append(.elastic(Elastic(row: row, sign: 1, most: lower, terms: terms)))
        }
        let relieved: Elastic.Terms? = mayExceed(requirement) ? .relief : nil
        if upper.isFinite, let terms = leeway.above.map(Elastic.Terms.price) ?? relieved {
            columns.append(.elastic(Elastic(row: row, sign: -1, most: .infinity, terms: terms)))
        }
    }

    /// Whether the demand is that of the dossier that stands for the group, which has a row.
    private func isRepeatedDemand(_ requirement: Requirement) -> Bool {
        if case .demand(let dossier) = requirement { model.isDemandRepeated(dossier) } else { false }
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

    /// A cut has no slack of its own: a panel that may go without a lead is missing in all cuts at once.
    private func addLeadRow(_ cut: LeadCut) {
        let duty = model.leadDuties[cut.rule]
        var isCounted = duty.mayLead
        for expert in cut.experts { isCounted[expert] = false }
        for dossier in cut.panels { leadRows[dossier].append((isCounted, rows.count)) }
        rowOf[.leadCut(cut)] = rows.count
        rows.append(Row(requirement: .leadCut(cut), lower: Double(duty.least(of: cut)), upper: .infinity))
    }

    /// Rows for what is limited otherwise than by the problem, at once.
    private func addOwnLimits() {
        guard !model.ownLimits.isEmpty else { return }
        let ruleOf = model.rules.indicesByOrigin
        for requirement in model.ownLimits.keys.sorted(by: { $0.sortKey.lexicographicallyPrecedes($1.sortKey) })
        where isMissing(requirement) {
            switch requirement {
            case .composition(let rule, let value, let dossier):
                if let rule = ruleOf[.composition(rule: rule, value: value)] { addPanelRow(rule, on: dossier) }
            case .neverTogether(let index, let dossier):
                if let rule = ruleOf[.neverTogether(index: index)] { addPanelRow(rule, on: dossier) }
            case .categoryLoad(let rule, let expert): addLoadRow(rule, of: expert)
            case .neverMutual(let index): addMutualRow(index)
            default: break
            }
        }
    }

    /// Rows and columns for what earlier objectives have reached, and for even loads.
    private func addKeptObjectives() {
        if model.countsLevels {
            for expert in 0..<model.expertCount {
                levelRows.append((rows.count, 0))
                // The levels take up the load: none is higher than it.
                rows.append(Row(requirement: .load(expert: expert), lower: -.infinity, upper: 0))
            }
        }
        for kept in model.kept where !kept.isImplied {
            let terms = KeptRow(kept, of: model)
            keptRows.append((rows.count, terms))
            rows.append(Row(requirement: nil, lower: terms.least, upper: .infinity))
        }
        if model.countsLevels {
            let usual = 2 * (model.places / max(model.expertCount, 1) + 1) + 4
            for expert in 0..<model.expertCount { addLevels(of: expert, upTo: usual) }
        }
    }

    /// Levels of a load up to some number; the last one has room for all that is beyond, so that none is too dear.
    private func addLevels(of expert: Int, upTo count: Int) {
        let most = model.greatestLoad(of: expert)
        let (row, known) = levelRows[expert]
        for index in columns.indices.reversed() {
            guard case .level(var last) = columns[index], last.row == row, last.level == known else { continue }
            last.most = 1
            columns[index] = .level(last)
            break
        }
        let count = min(max(count, known), most)
        for level in known + 1..<max(count, known) + 1 {
            columns.append(.level(LoadLevel(row: row, level: level, most: level == count ? Double(most - count + 1) : 1)))
        }
        levelRows[expert].count = max(count, known)
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
        // Where nothing else is asked for, the tree is the answer, and the others are there to be priced.
        let flowing = network.flowingPairs
        let isAnswer = model.breaches(by: flowing).isEmpty
        for pair in network.pairs(beside: isAnswer ? 0 : model.places + 1_000) {
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
        _ = addBrokenRequirements(by: flowing.map { (pair: model.index($0), share: 1) })
    }

    /// Adds rows for the rules and exclusions that some shares of pairs break; whether there were any.
    func addBrokenRequirements(by shares: [(pair: Int, share: Double)]) -> Bool {
        var panels = [[(member: Int, share: Double)]](repeating: [], count: model.dossierCount)
        var loads = [[(member: Int, share: Double)]](repeating: [], count: model.expertCount)
        var mutual: [Int: Double] = [:]
        let taken = shares.lazy.filter { $0.share > 1e-9 }
        for (pair, share) in taken.flatMap({ [model] one in model.pairs(sharedBy: one.pair).map { ($0, one.share) } }) {
            let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
            panels[dossier].append((expert, share))
            loads[expert].append((dossier, share))
            for index in mutualOf[pair] ?? [] { mutual[index, default: 0] += share }
        }
        let before = rows.count
        for (rule, dossier) in model.rules.exceeded(by: panels, model.rulesOfExpert, beyond: Self.tolerance)
        where isMissing(model.rules[rule].requirement(on: dossier)) && !model.isRepeated(model.rules[rule], on: dossier) {
            addPanelRow(rule, on: dossier)
        }
        for duty in model.leadDuties where duty.isCapped { addBrokenCuts(of: duty, by: panels) }
        for (rule, expert) in model.loadRules.exceeded(by: loads, model.loadRulesOfDossier, beyond: Self.tolerance)
        where isMissing(model.loadRules[rule].requirement(on: expert)) {
            addLoadRow(rule, of: expert)
        }
        let grewLevels = addLevels(for: loads)
        for index in mutual.keys.sorted()
        where mutual[index, default: 0] > 1 + Self.tolerance && isMissing(.neverMutual(index: index)) {
            addMutualRow(index)
        }
        return rows.count > before || grewLevels
    }

    /// Adds levels for loads that go beyond those there are; whether there were any.
    private func addLevels(for loads: [[(member: Int, share: Double)]]) -> Bool {
        var found = false
        for (expert, (_, count)) in levelRows.enumerated() where count < model.greatestLoad(of: expert) {
            guard loads[expert].reduce(0, { $0 + $1.share }) > Double(count) + Self.tolerance else { continue }
            addLevels(of: expert, upTo: 2 * count + 4)
            found = true
        }
        return found
    }

    private func addBrokenCuts(of duty: LeadDuty, by panels: [[(member: Int, share: Double)]]) {
        let asking = duty.panels.filter { enforces(.lead(rule: duty.rule, dossier: $0)) }
        let shares = asking.map { dossier in
            panels[dossier].filter { duty.mayLead[$0.member] }.map { (expert: $0.member, share: $0.share) }
        }
        for cut in duty.cuts(brokenOn: asking, by: shares, beyond: Self.tolerance) where rowOf[.leadCut(cut)] == nil {
            addLeadRow(cut)
        }
    }

    /// By how much a sum of shares may exceed a limit without breaking it.
    private static let tolerance = 1e-6

    /// Whether a requirement is in force but not yet a row.
    private func isMissing(_ requirement: Requirement) -> Bool { rowOf[requirement] == nil && enforces(requirement) }

    /// Refuses the panels among some pairs that miss the floor, if only by the last digit; whether there were any.
    func refusePanelsBelowFloor(_ pairs: [Int]) -> Bool {
        guard let floor = model.floor else { return false }
        let panels = Dictionary(grouping: pairs) { $0 / model.expertCount }
        let before = refusedPanels.count
        for (dossier, facts) in model.problem.dossiers.enumerated() where facts.demand > 0 {
            let first = model.sharing?.first[dossier] ?? dossier
            let panel = panels[first] ?? []
            let sum = panel.reduce(0) { $0 + model.affinityUnits(model.index(dossier, $1 % model.expertCount)) }
            guard sum < floor else { continue }
            refusedPanels.append((first, Set(panel)))
        }
        return refusedPanels.count > before
    }

    /// Adds the absent pairs that are worth more than their charge, the best few of each dossier; whether there were
    /// any.
    func addWorthwhilePairs(by certificate: Certificate, purpose: Purpose) -> Bool {
        guard let multipliers = Multipliers(certificate, of: model) else { return false }
        let least = max(1, model.scale / 1_000_000_000) * min(certificate.resolution, 1_000)
        func isOpen(_ dossier: Int) -> Bool { !(startsFromNetwork && model.isSettled(dossier)) }
        // A few of each dossier, more where there are few dossiers.
        let most = max(8, 1_000 / max((0..<model.dossierCount).count(where: isOpen), 1))
        let known = pairs.count
        let worthwhile = model.inPortionsOfDossiers { dossiers in
            var found: [Int] = []
            var margins = [Int](repeating: 0, count: model.expertCount)
            for dossier in dossiers where isOpen(dossier) {
                multipliers.margins(of: dossier, in: model, into: &margins)
                if case .feasibility = purpose {
                    let waiver = relief == .waiveConflicts ? model.scale * multipliers.resolution : 0
                    multipliers.removeWorth(of: dossier, in: model, from: &margins, waiver: waiver)
                }
                let first = dossier * model.expertCount
                var worthwhile: [(margin: Int, tie: UInt64, pair: Int)] = []
                for (expert, margin) in margins.enumerated() where margin > least && !isPresent.contains(first + expert) {
                    worthwhile.append((margin, scattered(first + expert), first + expert))
                }
                worthwhile.sort { ($1.margin, $0.tie) < ($0.margin, $1.tie) }
                found += worthwhile.prefix(most).map(\.pair)
            }
            return found
        }
        for pair in worthwhile.joined() { add(pair) }
        return pairs.count > known
    }

    // MARK: Solving

    /// Solves the program as it stands, from where the last solve ended; nil when the time ran out.
    func solve(_ purpose: Purpose, _ clock: SearchClock) throws -> Solution? {
        guard clock.hasTime else { return nil }
        let program = linearProgram(purpose)
        let answer = try program.solve(clock.options(basis: basis))
        guard answer.status == .optimal else {
            if answer.status == .timeLimit || answer.status == .feasible { return nil }
            throw SolverError.engine("relaxation \(answer.status)")
        }
        basis = answer.basis
        var solution = Solution(
            shares: [], worth: answer.objective, shortfall: 0, remedies: [], certificate: certificate(answer.duals, purpose))
        for (column, value) in zip(columns, answer.values) {
            switch column {
            case .pair: solution.shares.append(value)
            case .level: break
            case .elastic(let elastic):
                switch elastic.terms {
                case .price: break
                case .relief:
                    if value > 1e-6, let requirement = rows[elastic.row].requirement {
                        solution.remedies.append((requirement, value))
                    }
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
                let isIn = pinnedOn.contains(pair) || given.pairs.contains(pair)
                program.addColumn(
                    cost: cost(of: pair, purpose), from: isIn ? 1 : 0,
                    to: given.absent.contains(pair) ? 0 : greatestShares?[pair] ?? 1, entries: entries(of: pair))
            case .elastic(let elastic):
                program.addColumn(cost: -price(of: elastic, purpose), to: elastic.most, entries: entries(of: elastic))
            case .level(let level):
                program.addColumn(cost: cost(of: level, purpose), to: level.most, entries: entries(of: level))
            }
        }
        return program
    }

    /// The square of a load is the sum of its levels.
    private func cost(of level: LoadLevel, _ purpose: Purpose) -> Double {
        guard model.aim == .even, case .total = purpose else { return 0 }
        return Double(-level.square)
    }

    private func entries(of level: LoadLevel) -> [IntegerProgram.Entry] {
        [.init(row: level.row, value: -1)]
            + keptRows.compactMap { kept in
                kept.terms.objective == .even ? .init(row: kept.row, value: Double(-level.square)) : nil
            }
    }

    /// What gives way counts in its row; a missing lead, in all cuts with its panel.
    private func entries(of elastic: Elastic) -> [IntegerProgram.Entry] {
        var own = [IntegerProgram.Entry(row: elastic.row, value: elastic.sign)]
        if case .lead(let rule, let dossier) = rows[elastic.row].requirement, elastic.sign > 0 {
            for (_, row) in leadRows[dossier] {
                if case .leadCut(let cut) = rows[row].requirement, cut.rule == rule { own.append(.init(row: row, value: 1)) }
            }
        }
        guard case .price(let units) = elastic.terms, let requirement = rows[elastic.row].requirement else { return own }
        return own
            + keptRows.compactMap { kept in
                let value = kept.terms.coefficient(ofBreaking: requirement, at: units, sign: Int(elastic.sign))
                return value == 0 ? nil : .init(row: kept.row, value: value)
            }
    }

    /// An empty place that must be filled costs more than any other shortfall.
    private func price(of elastic: Elastic, _ purpose: Purpose) -> Double {
        switch (elastic.terms, purpose) {
        case (.price(let units), .total): model.aim.isCounted ? 0 : model.value(units)
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
            return model.value(model.sharedWeight(pair))
                + Double(scatter.worth(of: pair, 0)) / (Double(model.scale) * Double(scatter.fineness))
        }
        if relief == .unpin { return model.isPinned(pair) ? 1 : 0 }
        return relief == .waiveConflicts ? -Double(model.pairs(sharedBy: pair).count(where: model.isWaived)) : 0
    }

    /// What a pair counts in the rows, and all for which it stands.
    private func entries(of pair: Int) -> [IntegerProgram.Entry] {
        guard model.sharing != nil else { return ownEntries(of: pair) }
        var sums: [Int: Double] = [:]
        for shared in model.pairs(sharedBy: pair) {
            for entry in ownEntries(of: shared)
            where !model.isDemandRepeated(shared / model.expertCount) || entry.row != shared / model.expertCount {
                sums[entry.row, default: 0] += entry.value
            }
        }
        return sums.sorted { $0.key < $1.key }.map { .init(row: $0.key, value: $0.value) }
    }

    private func ownEntries(of pair: Int) -> [IntegerProgram.Entry] {
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
        for (isCounted, row) in leadRows[dossier] where isCounted[expert] { entries.append(.init(row: row, value: 1)) }
        for row in mutualRows[pair] ?? [] { entries.append(.init(row: row, value: 1)) }
        if !levelRows.isEmpty { entries.append(.init(row: levelRows[expert].row, value: 1)) }
        for (row, terms) in keptRows {
            let value = terms.coefficient(of: pair)
            if value != 0 { entries.append(.init(row: row, value: value)) }
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
        let weighed = weighed(duals, resolution)
        for (index, (row, dual)) in zip(rows, duals).enumerated() where dual != 0 || !weighed.duals.isEmpty {
            guard let requirement = row.requirement, row.lower.isFinite || row.upper.isFinite else { continue }
            let isFloor = if case .floor = requirement { true } else { false }
            let units = Double(model.scale) / (isFloor ? floorUnit : 1)
            let factor = units * Double(resolution)
            // What was taken out of a row that keeps something counts once, at the row of the requirement itself.
            let isOwn = rowOf[requirement] == index
            let parts = (dual * factor + (isOwn ? weighed.duals[requirement] ?? 0 : 0)).rounded()
            let hasUpper = !(isFloor && row.upper == .infinity) && !requirement.isLeadCut
            guard parts != 0, abs(parts) < Double(Multipliers.largest), parts < 0 || hasUpper else { continue }
            multipliers[requirement, default: 0] += Int(parts)
        }
        let price = model.aim.isCounted ? weighed.kept[.total] ?? 0 : resolution
        let countsSquares = model.aim == .even || weighed.kept[.even] != nil
        for (requirement, value) in multipliers {
            // With squares the charge for a load is not that of its limits alone, and may be anything.
            if countsSquares, case .load = requirement { continue }
            let value = clamp(value, to: model.leeway(of: requirement), price)
            multipliers[requirement] = value == 0 ? nil : value
        }
        let certificate = Certificate(
            scale: model.scale, resolution: resolution, duals: multipliers, kept: weighed.kept)
        return startsFromNetwork ? chargingSettled(certificate) : certificate
    }

    /// The certificate with so high a multiplier for the demand of each settled dossier that none of the pairs left out
    /// there seems to be worth anything. That costs the bound nothing: all that such a demand counts is pinned.
    private func chargingSettled(_ certificate: Certificate) -> Certificate {
        guard let multipliers = Multipliers(certificate, of: model) else { return certificate }
        var certificate = certificate
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount where model.isSettled(dossier) {
            multipliers.margins(of: dossier, in: model, into: &margins)
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
        return min(model.resolution, max(1, Multipliers.largest / 10_000 / model.scale))
    }

    /// What the rows that keep earlier objectives weigh, in parts, and what they add to the multipliers of requirements
    /// that were taken out of them.
    private func weighed(_ duals: [Double], _ resolution: Int) -> (kept: [ObjectiveStep.Objective: Int], duals: [Requirement: Double]) {
        var kept: [ObjectiveStep.Objective: Int] = [:]
        var multipliers: [Requirement: Double] = [:]
        for (row, terms) in keptRows where duals[row] < 0 {
            let exact = -duals[row] * terms.perUnit * Double(model.scale) * Double(resolution)
            guard exact < Double(Multipliers.largest) else { continue }
            let weight = exact.rounded()
            kept[terms.objective] = weight > 0 ? Int(weight) : nil
            for (requirement, value) in terms.subtracted {
                multipliers[requirement, default: 0] += weight / Double(terms.resolution) * Double(value)
            }
        }
        return (kept, multipliers)
    }

    private func clamp(_ multiplier: Int, to leeway: Leeway, _ factor: Int) -> Int {
        func most(_ price: Int) -> Int { price.multipliedReportingOverflow(by: factor).overflow ? .max : price * factor }
        let lower = leeway.below.map { -most($0) } ?? Int.min
        let upper = leeway.above.map(most) ?? Int.max
        return min(max(multiplier, lower), upper)
    }

    /// The program of the kept pairs with whole shares, given which must be in; nil where the limits of a row are
    /// already broken by those.
    func wholeProgram(keeping kept: [Int], fixed: [Int], buying price: Double?) -> WholeProgram? {
        var taken = [Double](repeating: 0, count: rows.count)
        for pair in fixed { for entry in entries(of: pair) { taken[entry.row] += entry.value } }
        let yielding = Set(elastics.filter { $0.sign < 0 && $0.isSoft }.map(\.row) + levelRows.map(\.row))
        var program = IntegerProgram(.maximise)
        var uppers: [(row: Int, limit: Double)] = []
        for (index, (row, used)) in zip(rows, taken).enumerated() {
            // Sums of fractions of affinities carry rounding errors; those of counts don't.
            let upper = row.upper - used
            guard price != nil || upper > -1e-9 || yielding.contains(index) else { return nil }
            let lower = min(row.lower - used, upper)
            guard isSplit(row), lower > 0, upper > lower else {
                program.addRow(from: lower, to: upper)
                continue
            }
            program.addRow(from: lower)
            uppers.append((index, upper))
        }
        let upperRows = Dictionary(uniqueKeysWithValues: uppers.map { ($0.row, program.addRow(to: $0.limit)) })
        func onBothSides(_ own: [IntegerProgram.Entry]) -> [IntegerProgram.Entry] {
            own + own.compactMap { entry in upperRows[entry.row].map { .init(row: $0, value: entry.value) } }
        }
        let refusals = refusals(keeping: kept, fixed: fixed, in: &program)
        for pair in kept {
            program.addColumn(
                cost: model.value(model.sharedWeight(pair)), from: pinnedOn.contains(pair) ? 1 : 0, to: 1, .integer,
                entries: onBothSides(entries(of: pair)) + (refusals[pair] ?? []))
        }
        // These are whole wherever the pairs are.
        for elastic in elastics where elastic.isSoft || (price != nil && elastic.sign > 0) {
            program.addColumn(
                cost: -self.price(of: elastic, .total(price: price ?? 0)), to: elastic.most,
                entries: onBothSides(entries(of: elastic)))
        }
        for case .level(let level) in columns {
            program.addColumn(cost: cost(of: level, .total(price: 0)), to: level.most, entries: onBothSides(entries(of: level)))
        }
        return WholeProgram(program: program, kept: kept, fixed: fixed)
    }

    /// Whether a row is of a load on shared panels, which GLPK's presolver must not see with two limits: it takes
    /// 1 ≤ 3x ≤ 2 to mean that a whole x is 1, but not where the limits stand in rows of their own.
    private func isSplit(_ row: Row) -> Bool {
        guard model.sharing != nil else { return false }
        switch row.requirement {
        case .load, .categoryLoad: return true
        default: return false
        }
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
            margins[expert] &-= model.sharedWeight(first + expert) &* resolution
            if waiver > 0 { margins[expert] &-= waiver &* model.pairs(sharedBy: first + expert).count(where: model.isWaived) }
        }
    }
}
