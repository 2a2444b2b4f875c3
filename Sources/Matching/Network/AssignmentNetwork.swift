/// The part of an assignment problem that is a network: demands, loads, pins, and the classes that a panel must have
/// or may have so many of, as far as they don't overlap.
///
/// A place flows from its dossier, through the node of a class where the expert is of one, to an expert and on to the
/// root. What must be reached is an arc of its own with a large reward. The best flow over all allowed pairs is found
/// by pricing: it begins with a few good pairs and takes in others as long as the potentials say that they would help.
/// Its value is a bound on the problem's; where it keeps to the other requirements too, it is the best plan.
final class AssignmentNetwork {
    /// A rule of the problem as a node of a dossier.
    private struct ClassNode {
        let rule: Int
        let node: Int
        /// Arc for what must be reached; nil where nothing must.
        let required: Int?
        /// Arc for what may be taken beyond; nil where nothing may.
        let beyond: Int?
    }

    private let model: AssignmentModel
    private let network: NetworkSimplex
    /// By dossier, the nodes of classes.
    private var classes: [[ClassNode]]
    private var loadArcs: [(required: Int?, beyond: Int?)] = []
    private let firstPairArc: Int
    /// More than any path of pairs could be worth, in units.
    private let range: Int
    /// What it is worth at present to reach something that must be, in units.
    private var reward: Int
    /// The pair of each arc after `firstPairArc`.
    private var pairs: [Int] = []
    private var isPresent: PairSet

    /// How affinities are scattered; costs are in its parts.
    private(set) var scatter = Scattering.none

    /// Builds the network over some candidates; nil where affinities are too fine for exact sums along its paths.
    init?(_ model: AssignmentModel, _ candidates: Candidates) {
        self.model = model
        isPresent = PairSet(of: model.pairCount)
        let families = ClassFamilies(model)
        var nodeCount = model.expertCount + model.dossierCount
        let classNodes = families.byDossier.map { family -> [Int] in
            defer { nodeCount += family.count }
            return family.indices.map { nodeCount + $0 }
        }
        // More than any path of pairs could be worth, and that for each node; sums of a few stay in 63 bits.
        let (range, overflow) = (4 * model.dearest + 4).multipliedReportingOverflow(by: nodeCount + 2)
        guard !overflow, range < 1 << 58 else { return nil }
        self.range = range
        let reward = min(range, max(1, model.dearest / 2))
        self.reward = reward

        let taken = PinnedPlaces(model, families)
        let dossierNode = model.expertCount
        var supplies = [Int](repeating: 0, count: nodeCount)
        for (dossier, facts) in model.problem.dossiers.enumerated() {
            supplies[dossierNode + dossier] = max(0, facts.demand - taken.onDossier[dossier])
        }
        let expected = candidates.byDossier.reduce(0) { $0 + $1.count } + 2 * nodeCount
        let network = NetworkSimplex(supplies: supplies, price: 2 * reward, arcRoom: expected)
        self.network = network
        for (expert, facts) in model.problem.experts.enumerated() {
            let least = max(0, facts.minimumLoad - taken.onExpert[expert])
            let most = max(least, facts.maximumLoad - taken.onExpert[expert])
            loadArcs.append(
                Self.limitArcs(network, from: expert, to: network.root, least: least, most: most, reward: reward))
        }
        classes = families.byDossier.enumerated().map { dossier, family in
            zip(family, classNodes[dossier]).map { rule, node in
                let pinned = taken.onClass[dossier]?[rule] ?? 0
                let least = max(0, model.rules[rule].minimum - pinned)
                let most = max(least, min(model.rules[rule].maximum, model.problem.dossiers[dossier].demand) - pinned)
                let arcs = Self.limitArcs(
                    network, from: dossierNode + dossier, to: node, least: least, most: most, reward: reward)
                return ClassNode(rule: rule, node: node, required: arcs.required, beyond: arcs.beyond)
            }
        }
        firstPairArc = network.arcCount
        begin(candidates)
    }

    private static func limitArcs(
        _ network: NetworkSimplex, from: Int, to: Int, least: Int, most: Int, reward: Int
    ) -> (required: Int?, beyond: Int?) {
        let required = least > 0 ? network.addArc(from: from, to: to, capacity: least, cost: -reward) : nil
        let beyond = most > least ? network.addArc(from: from, to: to, capacity: most - least, cost: 0) : nil
        return (required, beyond)
    }

    // MARK: The first tree

    private func node(of dossier: Int, _ expert: Int) -> Int {
        for member in classes[dossier] where model.rules[member.rule].isMember[expert] { return member.node }
        return model.expertCount + dossier
    }

    /// What a pair is worth, in parts.
    private func worth(of pair: Int) -> Int {
        scatter.worth(of: pair, model.weights[pair])
    }

    @discardableResult
    private func add(_ dossier: Int, _ expert: Int) -> Int? {
        let pair = model.index(dossier, expert)
        guard model.isAllowed(pair), !model.isPinned(pair), isPresent.insert(pair) else { return nil }
        pairs.append(pair)
        return network.addArc(from: node(of: dossier, expert), to: expert, capacity: 1, cost: -worth(of: pair))
    }

    /// Panels that choose for themselves at the prices, as long as there is room, and a tree that would be the right one
    /// if the prices were.
    private func begin(_ candidates: Candidates) {
        let room = loadArcs.map { own in
            [own.required, own.beyond].compactMap { $0 }.reduce(0) { $0 + Int(network.capacity[$1]) }
        }
        let places = (0..<model.dossierCount).map { Int(network.flow[model.expertCount + $0]) }
        let auction = PlaceAuction(model, candidates, places: places, room: room)
        var start = FirstTree(network, loadArcs, room: room)
        for dossier in 0..<model.dossierCount {
            let dossierNode = model.expertCount + dossier
            var left = Int(network.flow[dossierNode])
            var offers: [Int: [FirstTree.Offer]] = [:]
            for (expert, worth) in auction.ranked(on: dossier) {
                guard let arc = add(dossier, expert) else { continue }
                offers[node(of: dossier, expert), default: []].append(.init(arc: arc, expert: expert, worth: worth))
            }
            for member in classes[dossier] {
                let own = offers[member.node] ?? []
                let least = member.required.map { Int(network.capacity[$0]) } ?? 0
                let wanted = left >= least && own.count(where: { start.hasRoom($0.expert) }) >= least ? least : 0
                if start.fill(wanted, at: member.node, own) == least, let required = member.required {
                    network.fill(required)
                    left -= least
                }
            }
            left -= start.fill(left, at: dossierNode, offers[dossierNode] ?? [])
            network.leave(left, at: dossierNode)
        }
        start.hangExperts()
        start.hangNodes()
        network.plant()
    }

    // MARK: Solving

    /// Finds the best flow over all allowed pairs; false where time ran out first.
    ///
    /// What must be reached has a price at first that is no more than it is likely to need: prices that are beyond all
    /// affinities would hide these until everything is reached. Where that is enough to reach it all, no higher one
    /// would change the answer.
    func solve(_ clock: SearchClock) -> Bool {
        while true {
            repeat {
                guard network.run(whileTrue: { clock.hasTime }) else { return false }
            } while addWorthwhilePairs()
            guard isShort, reward < range else { return true }
            setReward(min(range, 16 * reward))
        }
    }

    /// Sets what it is worth to reach something that must be; an empty place costs twice as much.
    private func setReward(_ reward: Int) {
        self.reward = reward
        network.reprice { arc in
            guard arc < firstPairArc else { return network.cost[arc] }
            if arc < network.nodeCount { return 2 * reward * scatter.fineness }
            return network.cost[arc] < 0 ? -reward * scatter.fineness : 0
        }
    }

    /// Goes on from the best flow with affinities scattered; false where time ran out, or where scattered affinities
    /// are too fine for exact sums.
    func solve(scattering scatter: Scattering, _ clock: SearchClock) -> Bool {
        let (finest, overflow) = range.multipliedReportingOverflow(by: 4 * scatter.fineness)
        guard self.scatter.isNone, !overflow, finest < 1 << 60 else { return false }
        self.scatter = scatter
        network.reprice { arc in
            arc < firstPairArc ? network.cost[arc] * scatter.fineness : -worth(of: pairs[arc - firstPairArc])
        }
        return solve(clock)
    }

    /// Whether demands, loads and classes can't all be met.
    var isShort: Bool {
        let artificial = (0..<network.nodeCount).contains { network.flow[$0] > 0 }
        let required = loadArcs.compactMap(\.required) + classes.flatMap { $0.compactMap(\.required) }
        return artificial || required.contains { network.flow[$0] < network.capacity[$0] }
    }

    private func addWorthwhilePairs() -> Bool {
        let known = pairs.count
        let loadPrices = Additions(
            (0..<model.expertCount).map { network.potential[$0] }, parts: scatter.fineness, scale: model.scale)
        let worthwhile = model.inPortionsOfDossiers { dossiers in
            dossiers.flatMap { dossier in worthwhileExperts(on: dossier, loadPrices).map { (dossier, $0) } }
        }
        for (dossier, expert) in worthwhile.joined() { add(dossier, expert) }
        return pairs.count > known
    }

    /// The few absent experts of a dossier that are worth most beyond what their place costs.
    private func worthwhileExperts(on dossier: Int, _ loadPrices: Additions) -> [Int] {
        guard !model.isSettled(dossier) else { return [] }
        let own = network.potential[model.expertCount + dossier]
        let nodes = classes[dossier]
        var least = nodes.reduce(own) { min($0, network.potential[$1.node]) } - scatter.spread
        let first = dossier * model.expertCount
        var found: [(gain: Int, tie: UInt64, expert: Int)] = []
        model.weights.forEach(in: first..<first + model.expertCount, with: loadPrices, above: &least) { expert, weight, _ in
            let gain =
                scatter.worth(of: first + expert, weight) + loadPrices.amounts[expert]
                - (nodes.isEmpty ? own : network.potential[node(of: dossier, expert)])
            if gain > 0, !isPresent.contains(first + expert) { found.append((gain, scattered(first + expert), expert)) }
        }
        found.sort { ($1.gain, $0.tie) < ($0.gain, $1.tie) }
        return found.prefix(6).map(\.expert)
    }

    // MARK: What it says

    /// How a pair stands in the tree; a column of a linear program may begin there.
    struct Standing {
        let pair: Int
        let state: NetworkSimplex.State
    }

    /// The pairs worth keeping: those that flow, those of the tree, and of the others those nearest to flowing.
    func pairs(beside count: Int) -> [Standing] {
        var idle: [(cost: Int, index: Int)] = []
        var kept: [Int] = []
        for index in pairs.indices {
            let arc = firstPairArc + index
            if network.state[arc] != .atLower {
                kept.append(index)
            } else if count > 0 {
                idle.append((network.reducedCost(arc), index))
            }
        }
        if idle.count > count {
            idle.sort { ($0.cost, $0.index) < ($1.cost, $1.index) }
            idle.removeLast(idle.count - count)
        }
        kept += idle.map(\.index)
        return kept.sorted().map { Standing(pair: pairs[$0], state: network.state[firstPairArc + $0]) }
    }

    /// How the row of a dossier's demand stands: basic where the tree holds its artificial arc.
    func isDemandBasic(_ dossier: Int) -> Bool { network.state[model.expertCount + dossier] == .inTree }

    /// How the row of an expert's load stands.
    func loadState(_ expert: Int) -> NetworkSimplex.State {
        if network.state[expert] == .inTree { return .inTree }
        return rowState(loadArcs[expert].required, loadArcs[expert].beyond)
    }

    /// How the row of a class stands; nil where the rule is no node of the dossier.
    func classState(_ rule: Int, on dossier: Int) -> NetworkSimplex.State? {
        classes[dossier].first { $0.rule == rule }.map { member in
            network.state[member.node] == .inTree ? .inTree : rowState(member.required, member.beyond)
        }
    }

    /// A row stands at its upper limit where all that it may have flows, else at its lower one.
    private func rowState(_ required: Int?, _ beyond: Int?) -> NetworkSimplex.State {
        let states = [required, beyond].compactMap { $0 }.map { network.state[$0] }
        if states.contains(.inTree) { return .inTree }
        return states.last == .atUpper && beyond != nil ? .atUpper : .atLower
    }

    /// What a place may be worth at most by the potentials, in units.
    var largestPotential: Int { (0..<network.nodeCount).reduce(0) { max($0, abs(network.potential[$1])) } / scatter.fineness }

    /// Where the best flow is short: the potentials as multipliers of demands, loads and classes, in shares of the price
    /// of what must be reached. They prove that not all of it can be.
    var shortageMultipliers: [Requirement: Int] {
        func share(_ node: Int) -> Int { Int((Double(network.potential[node]) / Double(range * scatter.fineness)).rounded()) }
        var multipliers: [Requirement: Int] = [:]
        for expert in 0..<model.expertCount { multipliers[.load(expert: expert)] = -share(expert) }
        for dossier in 0..<model.dossierCount {
            let own = share(model.expertCount + dossier)
            multipliers[.demand(dossier: dossier)] = own
            for member in classes[dossier] {
                multipliers[model.rules[member.rule].requirement(on: dossier)] = share(member.node) - own
            }
        }
        return multipliers.filter { $0.value != 0 }
    }

    /// The potentials as multipliers of demands, loads and classes: at the best flow they prove its value, before they
    /// prove a bound nonetheless.
    var certificate: Certificate {
        let resolution = model.resolution
        func parts(_ potential: Int) -> Int {
            // Where something is short, or the best flow isn't found yet, potentials may be as large as rewards.
            guard potential.magnitude / UInt(scatter.fineness) < UInt(Multipliers.largest / resolution) else {
                return potential.signum() * Multipliers.largest
            }
            let (whole, rest) = potential.quotientAndRemainder(dividingBy: scatter.fineness)
            return whole * resolution + rest * resolution / scatter.fineness
        }
        var duals: [Requirement: Int] = [:]
        func charge(_ requirement: Requirement, _ value: Int) {
            let leeway = model.leeway(of: requirement)
            let least = leeway.below.map { -$0 * resolution } ?? -Multipliers.largest
            let most = leeway.above.map { $0 * resolution } ?? Multipliers.largest
            let value = min(max(value, least), most)
            if value != 0 { duals[requirement] = value }
        }
        for expert in 0..<model.expertCount { charge(.load(expert: expert), -parts(network.potential[expert])) }
        for dossier in 0..<model.dossierCount {
            let own = network.potential[model.expertCount + dossier]
            charge(.demand(dossier: dossier), parts(own))
            for member in classes[dossier] {
                charge(model.rules[member.rule].requirement(on: dossier), parts(network.potential[member.node] - own))
            }
        }
        return Certificate(scale: model.scale, resolution: resolution, duals: duals)
    }

    /// The pairs that flow, and those that are pinned.
    var flowingPairs: [AssignmentPair] {
        let flowing = pairs.indices.filter { network.flow[firstPairArc + $0] > 0 }.map { model.pair(pairs[$0]) }
        return (flowing + model.problem.hardPins).sorted()
    }
}

/// The rules of a dossier that can be nodes of a network: those with a minimum, as long as no expert is in two.
private struct ClassFamilies {
    private(set) var byDossier: [[Int]]

    init(_ model: AssignmentModel) {
        // Where classes overlap, one of them has to do: the one that is hardest to fill.
        func abundance(_ rule: Int) -> Double { Double(model.rules[rule].members.count) / Double(model.rules[rule].minimum) }
        let required = model.rules.indices.filter { model.rules[$0].minimum > 0 }
            .sorted { (abundance($0), $0) < (abundance($1), $1) }
        var known: [[Int]: [Int]] = [:]
        byDossier = (0..<model.dossierCount).map { dossier in
            guard model.problem.dossiers[dossier].demand > 0 else { return [] }
            let concerned = required.filter { model.rules[$0].concerns(dossier) }
            if let family = known[concerned] { return family }
            var isTaken = [Bool](repeating: false, count: model.expertCount)
            var family: [Int] = []
            for rule in concerned where !model.rules[rule].members.contains(where: { isTaken[$0] }) {
                family.append(rule)
                for expert in model.rules[rule].members { isTaken[expert] = true }
            }
            known[concerned] = family
            return family
        }
    }
}

/// What the pins take up already.
private struct PinnedPlaces {
    private(set) var onDossier: [Int]
    private(set) var onExpert: [Int]
    private(set) var onClass: [Int: [Int: Int]] = [:]

    init(_ model: AssignmentModel, _ families: ClassFamilies) {
        onDossier = [Int](repeating: 0, count: model.dossierCount)
        onExpert = [Int](repeating: 0, count: model.expertCount)
        for pin in model.problem.hardPins {
            onDossier[pin.dossier] += 1
            onExpert[pin.expert] += 1
            for rule in families.byDossier[pin.dossier] where model.rules[rule].isMember[pin.expert] {
                onClass[pin.dossier, default: [:]][rule, default: 0] += 1
            }
        }
    }
}
