/// Dossiers that together need more than the experts who may read them can take (after Philip Hall's theorem on
/// matchings): each such expert takes one place a dossier, and no more than their load.
struct HallViolation {
    let dossiers: [Int]
    let experts: [Int]
    let need: Int
    let have: Int

    /// Whether demands and loads alone can't hold together.
    static func exists(in model: AssignmentModel) -> Bool {
        let demand = PlaceDemand(model)
        return PlaceFlow(demand).filled < demand.places.reduce(0, +)
    }

    /// A violation from which no dossier can be left out; nil where demands and maximum loads can hold together.
    init?(_ demand: PlaceDemand) {
        let flow = PlaceFlow(demand)
        guard flow.filled < demand.places.reduce(0, +) else { return nil }
        var members = flow.reachableDossiers()
        // How many of them each expert may read, kept up to date: counting anew for each would take too long.
        var readable = demand.experts.map { expert in members.count { demand.mayRead($0, expert) } }
        var need = demand.need(of: members)
        // Leave out whoever is not needed for it, those first that need least.
        for dossier in members.sorted(by: { (demand.places[$0], $0) < (demand.places[$1], $1) }) {
            let others = zip(demand.experts, readable).map { $1 - (demand.mayRead(dossier, $0) ? 1 : 0) }
            let rest = need - demand.places[dossier]
            guard rest > demand.supply(readable: others) else { continue }
            members.removeAll { $0 == dossier }
            (readable, need) = (others, rest)
        }
        let needy = members.sorted()
        dossiers = needy
        self.need = need
        have = demand.supply(readable: readable)
        experts = demand.experts.filter { expert in needy.contains { demand.mayRead($0, expert) } }
    }
}

/// Places to be filled by some of the experts: all demands, or what a rule asks for at least. What may give way at a
/// price is left aside.
struct PlaceDemand {
    let model: AssignmentModel
    /// Places by dossier.
    let places: [Int]
    /// The experts who may fill them.
    let experts: [Int]
    /// How many each of all experts can take.
    let capacities: [Int]

    /// The demands of all dossiers.
    init(_ model: AssignmentModel) {
        let places = model.problem.dossiers.map { $0.price == nil ? $0.demand : 0 }
        self.init(model, places, experts: Array(0..<model.expertCount))
    }

    /// What a rule for panels asks for at least.
    init(_ model: AssignmentModel, _ rule: CountRule) {
        let places = (0..<model.dossierCount).map { rule.concerns($0) ? rule.minimum : 0 }
        self.init(model, places, experts: rule.members)
    }

    private init(_ model: AssignmentModel, _ places: [Int], experts: [Int]) {
        self.model = model
        self.places = places
        self.experts = experts
        capacities = model.problem.experts.map { $0.price == nil ? $0.maximumLoad : model.dossierCount }
    }

    func mayRead(_ dossier: Int, _ expert: Int) -> Bool { model.isAllowed(model.index(dossier, expert)) }

    func need(of dossiers: [Int]) -> Int { dossiers.reduce(0) { $0 + places[$1] } }

    /// What the experts can take of dossiers of which each may read so many.
    func supply(readable: [Int]) -> Int {
        zip(experts, readable).reduce(0) { $0 + min($1.1, capacities[$1.0]) }
    }
}

/// As many filled places as demands and loads allow, by augmenting paths from dossiers that lack experts.
private struct PlaceFlow {
    private let demand: PlaceDemand
    private var model: AssignmentModel { demand.model }
    private var panels: [[Int]]
    private var isTaken: [Bool]
    private var spare: [Int]
    private(set) var filled = 0

    init(_ demand: PlaceDemand) {
        self.demand = demand
        let model = demand.model
        panels = [[Int]](repeating: [], count: model.dossierCount)
        isTaken = [Bool](repeating: false, count: model.pairCount)
        spare = demand.capacities
        for dossier in 0..<model.dossierCount {
            takeSpare(dossier)
            while panels[dossier].count < demand.places[dossier], augment(from: dossier) {}
        }
    }

    /// Experts with the most room first, so that few paths are left to find.
    private mutating func takeSpare(_ dossier: Int) {
        let wanted = demand.places[dossier]
        let willing = demand.experts
            .filter { spare[$0] > 0 && model.isAllowed(model.index(dossier, $0)) }
            .sorted { (spare[$1], $0) < (spare[$0], $1) }
        for expert in willing.prefix(wanted) { take(dossier, expert) }
        filled += min(willing.count, wanted)
    }

    private mutating func take(_ dossier: Int, _ expert: Int) {
        isTaken[model.index(dossier, expert)] = true
        panels[dossier].append(expert)
        spare[expert] -= 1
    }

    /// Breadth first over dossiers; an expert without room passes the search on to the dossiers that have them.
    private mutating func augment(from start: Int) -> Bool {
        var cameBy: [Int: (dossier: Int, expert: Int)] = [:]
        var seenExpert = [Bool](repeating: false, count: model.expertCount)
        var queue = [start]
        var head = 0
        while head < queue.count {
            let dossier = queue[head]
            head += 1
            for expert in demand.experts where !seenExpert[expert] {
                let pair = model.index(dossier, expert)
                guard model.isAllowed(pair), !isTaken[pair] else { continue }
                seenExpert[expert] = true
                if spare[expert] > 0 {
                    shift(along: cameBy, to: dossier, taking: expert, start: start)
                    filled += 1
                    return true
                }
                for other in 0..<model.dossierCount
                where other != start && isTaken[model.index(other, expert)] && cameBy[other] == nil {
                    cameBy[other] = (dossier, expert)
                    queue.append(other)
                }
            }
        }
        return false
    }

    private mutating func shift(
        along cameBy: [Int: (dossier: Int, expert: Int)], to last: Int, taking expert: Int, start: Int
    ) {
        var dossier = last
        take(dossier, expert)
        while dossier != start, let step = cameBy[dossier] {
            // The expert leaves this dossier for the one before.
            isTaken[model.index(dossier, step.expert)] = false
            panels[dossier].removeAll { $0 == step.expert }
            spare[step.expert] += 1
            take(step.dossier, step.expert)
            dossier = step.dossier
        }
    }

    /// The dossiers that a lacking one can reach: together they need more than there is.
    func reachableDossiers() -> [Int] {
        guard
            let start = (0..<model.dossierCount).first(where: {
                panels[$0].count < demand.places[$0]
            })
        else { return [] }
        var isReached = [Bool](repeating: false, count: model.dossierCount)
        var queue = [start]
        isReached[start] = true
        var seenExpert = [Bool](repeating: false, count: model.expertCount)
        while let dossier = queue.popLast() {
            for expert in demand.experts where !seenExpert[expert] {
                let pair = model.index(dossier, expert)
                guard model.isAllowed(pair), !isTaken[pair] else { continue }
                seenExpert[expert] = true
                for other in 0..<model.dossierCount where !isReached[other] && isTaken[model.index(other, expert)] {
                    isReached[other] = true
                    queue.append(other)
                }
            }
        }
        return isReached.indices.filter { isReached[$0] }
    }
}
