/// A plan under some of a problem's requirements, in which what does not hold is shifted from requirement to
/// requirement: an expert is put on a panel that lacks one and is now overburdened, so they leave another panel, which
/// now lacks one. So a plan is completed, or it is found which requirements could give way instead of one (after
/// A. Belov and J. Marques-Silva, "Accelerating MUS Extraction with Recursive Model Rotation", 2011).
///
/// Of leads, shifts know only that a panel needs somebody who may lead it; that nobody leads too many is checked apart.
/// A shift never breaks two requirements at once, so where panels have many rules it may miss a way that exists: what it
/// finds is certain, what it does not find isn't.
struct PlanShift {
    private let model: AssignmentModel
    /// The requirements in force.
    private(set) var members: [Requirement] = []
    private var goal: [Int] = []
    private var lower: [Int] = []
    private var upper: [Int] = []
    private var count: [Int] = []

    // Where each requirement counts, by its place in `members`; −1 for none.
    private var demandOf: [Int]
    private var loadOf: [Int]
    private var panelOf: [Int32]
    private var categoryOf: [Int32]
    private var mutualOf: [Int: [Int]] = [:]
    private var pinOf: [Int: Int] = [:]
    private var ruleOfMember: [Int] = []

    /// By rule, whether it must hold and becomes a member on each panel where it first counts somebody: of rules that set a
    /// maximum alone there are too many to list on all panels. Empty where the members are those given.
    private let joinsWhenTouched: [Bool]

    private var isTaken: [Bool]
    private var panels: [[Int]]
    private var loads: [[Int]]
    private var mayWaive = false
    private let clock: SearchClock
    private var touched: [Int] = []
    /// From where no shift leads to anything, by requirement.
    private var isDead: [Bool] = []

    /// Under some requirements.
    init(_ model: AssignmentModel, under members: [Requirement], clock: SearchClock) {
        self.init(model, under: members, joiningWhenTouched: [], clock: clock)
    }

    private init(
        _ model: AssignmentModel, under members: [Requirement], joiningWhenTouched: [Bool], clock: SearchClock
    ) {
        self.model = model
        self.clock = clock
        joinsWhenTouched = joiningWhenTouched
        demandOf = [Int](repeating: -1, count: model.dossierCount)
        loadOf = [Int](repeating: -1, count: model.expertCount)
        panelOf = [Int32](repeating: -1, count: model.dossierCount * model.rules.count)
        categoryOf = [Int32](repeating: -1, count: model.expertCount * model.loadRules.count)
        isTaken = [Bool](repeating: false, count: model.pairCount)
        panels = [[Int]](repeating: [], count: model.dossierCount)
        loads = [[Int]](repeating: [], count: model.expertCount)
        var ruleOf: [CountRule.Origin: Int] = [:]
        for (index, rule) in model.rules.enumerated() { ruleOf[rule.origin] = index }
        self.members.reserveCapacity(members.count)
        ruleOfMember.reserveCapacity(members.count)
        // They mostly come in the order of the rules, dossier by dossier.
        var next = 0
        func rule(_ origin: CountRule.Origin) -> Int? {
            if next == model.rules.count { next = 0 }
            let rule = next < model.rules.count && model.rules[next].origin == origin ? next : ruleOf[origin]
            next = (rule ?? next) + 1
            return rule
        }
        for requirement in members {
            switch requirement {
            case .composition(let index, let value, _): add(requirement, rule(.composition(rule: index, value: value)))
            case .neverTogether(let index, _): add(requirement, rule(.neverTogether(index: index)))
            case .lead(let index, _): add(requirement, rule(.lead(rule: index)))
            default: add(requirement, nil)
            }
        }
        restart()
    }

    /// Under all that must hold; they are completed in this order: pins, classes, demands, loads.
    init(_ model: AssignmentModel, clock: SearchClock) {
        self.init(model, under: model.hardRequirements.inOrderOfCompleting, clock: clock)
    }

    /// Under the same, for completing plans and making them better alone: nothing is eased, and what fails isn't looked into.
    static func completing(_ model: AssignmentModel, clock: SearchClock) -> PlanShift {
        let joins = model.rules.map { $0.minimum == 0 && model.leeway(of: $0.requirement(on: 0)).above == nil }
        let listed = model.hardRequirements { $0.minimum > 0 }
        return PlanShift(model, under: listed.inOrderOfCompleting, joiningWhenTouched: joins, clock: clock)
    }

    /// The place of a rule on the panel of a dossier, which becomes a member now where it is none yet; nil where it isn't in force.
    private mutating func place(ofRule rule: Int, on dossier: Int) -> Int? {
        let known = panelOf[dossier * model.rules.count + rule]
        guard known < 0, !joinsWhenTouched.isEmpty, joinsWhenTouched[rule], model.rules[rule].concerns(dossier) else {
            return known < 0 ? nil : Int(known)
        }
        let requirement = model.rules[rule].requirement(on: dossier)
        add(requirement, rule)
        goal.append(0)
        lower.append(0)
        upper.append(model.hardLimits(of: requirement).upper)
        count.append(0)
        isDead.append(false)
        return members.count - 1
    }

    private mutating func add(_ requirement: Requirement, _ rule: Int?) {
        let place = members.count
        members.append(requirement)
        switch requirement {
        case .demand(let dossier): demandOf[dossier] = place
        case .load(let expert): loadOf[expert] = place
        case .composition(_, _, let dossier), .neverTogether(_, let dossier), .lead(_, let dossier):
            if let rule { panelOf[dossier * model.rules.count + rule] = Int32(place) }
        case .categoryLoad(let rule, let expert): categoryOf[rule * model.expertCount + expert] = Int32(place)
        case .neverMutual(let index):
            let pairs = model.problem.neverMutual[index]
            mutualOf[model.index(pairs.first), default: []].append(place)
            mutualOf[model.index(pairs.second), default: []].append(place)
        case .pin(let index): pinOf[model.index(model.problem.pins[index].pair)] = place
        case .conflict, .leadCut, .floor: break
        }
        ruleOfMember.append(rule ?? -1)
    }

    /// Begins anew with an empty plan and all limits as they are.
    mutating func restart(waiving mayWaive: Bool = false) {
        self.mayWaive = mayWaive
        for pair in pairs { put(model.index(pair), -1) }
        goal = members.map { model.hardLimits(of: $0).lower }
        upper = members.map { model.hardLimits(of: $0).upper }
        lower = [Int](repeating: 0, count: members.count)
        count = lower
        isDead = [Bool](repeating: false, count: members.count)
    }

    /// Lets requirements give way by so many, beyond their limits as they are in the problem.
    mutating func ease(by amount: Int, _ isEased: (Requirement) -> (below: Bool, above: Bool)) {
        for (place, requirement) in members.enumerated() {
            let eased = isEased(requirement)
            let limits = model.hardLimits(of: requirement)
            if eased.below, limits.lower > 0 {
                goal[place] = max(0, limits.lower - amount)
                lower[place] = min(lower[place], goal[place])
            }
            if eased.above, limits.upper < Int.max { upper[place] = limits.upper + amount }
        }
        isDead = [Bool](repeating: false, count: members.count)
    }

    /// The pairs of the plan as it stands.
    var pairs: [AssignmentPair] {
        panels.enumerated().flatMap { dossier, panel in panel.map { AssignmentPair(dossier: dossier, expert: $0) } }.sorted()
    }

    // MARK: Completing

    /// Takes pairs as long as they exceed no limit.
    mutating func take(_ pairs: [AssignmentPair]) {
        for pair in pairs where !isTaken[model.index(pair)] {
            put(model.index(pair), 1)
            if touched.contains(where: { count[$0] > upper[$0] }) { put(model.index(pair), -1) }
        }
    }

    /// Fills panels with whoever exceeds no limit, the best first.
    mutating func takeBest() {
        for dossier in 0..<model.dossierCount where panels[dossier].count < model.problem.dossiers[dossier].demand {
            let first = dossier * model.expertCount
            let willing = (first..<first + model.expertCount).filter { model.isAllowed($0) && !isTaken[$0] }
                .sorted { (model.weights[$1], $0) < (model.weights[$0], $1) }
            for pair in willing where panels[dossier].count < model.problem.dossiers[dossier].demand { take([model.pair(pair)]) }
        }
    }

    /// Fills up what must be reached, one by one; the places of those requirements of which something is left.
    mutating func complete(givingUpAfter failures: Int = .max) -> [Int] {
        for place in members.indices { lower[place] = min(goal[place], count[place]) }
        var failed: [Int] = []
        for place in members.indices where goal[place] > lower[place] {
            while lower[place] < goal[place] {
                guard failed.count < failures, clock.hasTime, settle(place) != nil else {
                    failed.append(place)
                    break
                }
            }
        }
        return failed
    }

    /// Exchanges two experts between panels, or one for another who has room, wherever the plan gains by it and keeps to
    /// everything, until there is no such exchange or the time is over.
    mutating func exchangeForBetter() {
        var gained = true
        while gained {
            gained = false
            for dossier in panels.indices {
                guard clock.hasTime else { return }
                for expert in panels[dossier] where isTaken[model.index(dossier, expert)] {
                    if replace(expert, on: dossier) || exchange(expert, on: dossier) { gained = true }
                }
            }
        }
    }

    private mutating func replace(_ expert: Int, on dossier: Int) -> Bool {
        let out = model.index(dossier, expert)
        for other in 0..<model.expertCount {
            let into = model.index(dossier, other)
            guard model.weights[into] > model.weights[out], !isTaken[into], model.isAllowed(into) else { continue }
            let load = loadOf[other]
            if load >= 0, count[load] >= upper[load] { continue }
            if keeps([out], for: [into]) { return true }
        }
        return false
    }

    private mutating func exchange(_ expert: Int, on dossier: Int) -> Bool {
        let first = model.index(dossier, expert)
        for other in panels.indices where other != dossier {
            let comes = model.index(other, expert)
            guard model.isAllowed(comes), !isTaken[comes] else { continue }
            let left = model.weights[comes] - model.weights[first]
            for colleague in panels[other] {
                let (second, goes) = (model.index(other, colleague), model.index(dossier, colleague))
                guard model.isAllowed(goes), !isTaken[goes], left + model.weights[goes] > model.weights[second] else { continue }
                if keeps([first, second], for: [comes, goes]) { return true }
            }
        }
        return false
    }

    /// Exchanges pairs for others if nothing fails then; whether it did.
    private mutating func keeps(_ out: [Int], for into: [Int]) -> Bool {
        for pair in out { put(pair, -1) }
        for pair in into { put(pair, 1) }
        var holds = true
        for pair in out + into where holds {
            touch(pair)
            holds = !touched.contains { isViolated($0) }
        }
        if holds { return true }
        for pair in into { put(pair, -1) }
        for pair in out { put(pair, 1) }
        return false
    }

    /// By how much a requirement is not reached.
    func shortfall(at place: Int) -> Int { max(0, goal[place] - count[place]) }

    /// Whether the plan, completed as far as some requirements that failed, could be completed without another one: that
    /// is needed for the clash.
    mutating func wouldComplete(_ failed: [Int], without place: Int) -> Bool {
        guard isDead[place] else { return false }
        let (ownGoal, ownLower, ownUpper, others) = (goal[place], lower[place], upper[place], failed.map { lower[$0] })
        let wasDead = isDead
        isDead = [Bool](repeating: false, count: members.count)
        (goal[place], lower[place], upper[place]) = (0, 0, Int.max)
        var moves: [Move] = []
        var completes = true
        for other in failed where completes {
            while completes, lower[other] < goal[other] {
                if let path = settle(other) { moves += path } else { completes = false }
            }
        }
        completes = completes && leadsHold(without: place)
        for move in moves.reversed() { apply(move, reversed: true) }
        for (other, reached) in zip(failed, others) { lower[other] = reached }
        (goal[place], lower[place], upper[place]) = (ownGoal, ownLower, ownUpper)
        isDead = wasDead
        return completes
    }

    /// Whether the panels that ask for a lead, one place apart, have leads within the maximum: shifts see to it only that
    /// each has somebody who may lead.
    private func leadsHold(without place: Int) -> Bool {
        var asking: [Int: Set<Int>] = [:]
        for (index, requirement) in members.enumerated() where index != place {
            if case .lead(let rule, let dossier) = requirement { asking[rule, default: []].insert(dossier) }
        }
        return asking.allSatisfy { rule, dossiers in
            let duty = model.leadDuties[rule]
            let leads = duty.leads { dossiers.contains($0) ? panels[$0] : [] }
            return leads.count { $0 != nil } == dossiers.count
        }
    }

    // MARK: Shifting

    private func isViolated(_ place: Int) -> Bool { count[place] < lower[place] || count[place] > upper[place] }

    /// Asks for one more of what must be reached, and shifts that until nothing fails; nil where nothing changes,
    /// because no shift was found.
    private mutating func settle(_ place: Int) -> [Move]? {
        lower[place] += 1
        if count[place] >= lower[place] { return [] }
        if !isDead[place], let path = path(from: place) {
            for move in path { apply(move) }
            return path
        }
        lower[place] -= 1
        return nil
    }

    /// A pair that leaves and one that comes; −1 for none.
    private struct Move {
        let out: Int
        let into: Int
    }

    private mutating func apply(_ move: Move, reversed: Bool = false) {
        if move.out >= 0 { put(move.out, reversed ? 1 : -1) }
        if move.into >= 0 { put(move.into, reversed ? -1 : 1) }
    }

    private mutating func put(_ pair: Int, _ change: Int) {
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
        isTaken[pair] = change > 0
        if change > 0 {
            panels[dossier].append(expert)
            loads[expert].append(dossier)
        } else {
            panels[dossier].removeAll { $0 == expert }
            loads[expert].removeAll { $0 == dossier }
        }
        touch(pair)
        for place in touched { count[place] += change }
    }

    /// Lists the requirements that count a pair in `touched`.
    private mutating func touch(_ pair: Int) {
        touched.removeAll(keepingCapacity: true)
        addTouched(by: pair)
    }

    private mutating func addTouched(by pair: Int) {
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
        if demandOf[dossier] >= 0 { touched.append(demandOf[dossier]) }
        if loadOf[expert] >= 0 { touched.append(loadOf[expert]) }
        for rule in model.rulesOfExpert[expert] {
            if let place = place(ofRule: rule, on: dossier) { touched.append(place) }
        }
        if !categoryOf.isEmpty {
            for rule in model.loadRulesOfDossier[dossier] {
                let place = categoryOf[rule * model.expertCount + expert]
                if place >= 0 { touched.append(Int(place)) }
            }
        }
        if !mutualOf.isEmpty, let places = mutualOf[pair] { touched += places }
        if !pinOf.isEmpty, let place = pinOf[pair] { touched.append(place) }
    }

    /// What a move out of a plan that fails at one requirement leads to: nothing fails, one other does, or more.
    private enum Effect {
        case settled
        case shifted(to: Int)
        case worse
    }

    private mutating func effect(of move: Move, failing place: Int) -> Effect {
        touched.removeAll(keepingCapacity: true)
        if move.out >= 0 {
            addTouched(by: move.out)
            for place in touched { count[place] -= 1 }
        }
        let leaving = touched.count
        if move.into >= 0 {
            addTouched(by: move.into)
            for index in leaving..<touched.count { count[touched[index]] += 1 }
        }
        defer {
            for index in 0..<leaving { count[touched[index]] += 1 }
            for index in leaving..<touched.count { count[touched[index]] -= 1 }
        }
        guard !isViolated(place) else { return .worse }
        var other = -1
        for touched in touched where isViolated(touched) && touched != other {
            guard other < 0 else { return .worse }
            other = touched
        }
        return other < 0 ? .settled : .shifted(to: other)
    }

    /// Breadth first over the requirements at which the plan fails, to where nothing does. Where there is no way, all
    /// that was reached is dead: no later search needs to go there.
    private mutating func path(from start: Int) -> [Move]? {
        var cameBy: [Int: (from: Int, move: Move)] = [:]
        var reached = [start]
        isDead[start] = true
        var head = 0
        while head < reached.count, clock.hasTime {
            let place = reached[head]
            head += 1
            let path = path(to: place, from: start, cameBy)
            for move in path { apply(move) }
            var last: Move?
            for kind in Exchange.simplestFirst where last == nil {
                for move in moves(at: place, kind) {
                    let effect = effect(of: move, failing: place)
                    if case .settled = effect {
                        last = move
                        break
                    }
                    guard case .shifted(let other) = effect, !isDead[other] else { continue }
                    isDead[other] = true
                    reached.append(other)
                    cameBy[other] = (place, move)
                }
            }
            for move in path.reversed() { apply(move, reversed: true) }
            if let last {
                for place in reached { isDead[place] = false }
                return path + [last]
            }
        }
        return nil
    }

    private func path(to place: Int, from start: Int, _ cameBy: [Int: (from: Int, move: Move)]) -> [Move] {
        var path: [Move] = []
        var place = place
        while place != start, let step = cameBy[place] {
            path.append(step.move)
            place = step.from
        }
        return path.reversed()
    }

    /// How a pair comes in.
    private enum Exchange {
        /// One pair comes, or one leaves.
        case none
        /// For another pair.
        case another
        /// Though it may not be assigned, without or for another pair.
        case waived

        static let simplestFirst: [Exchange] = [.none, .another, .waived]
    }

    /// The moves of a kind that could mend a requirement. Loops, since a closure would copy the whole plan.
    private mutating func moves(at place: Int, _ kind: Exchange) -> [Move] {
        var moves: [Move] = []
        if count[place] > upper[place] {
            guard kind != .waived else { return [] }
            for out in taken(countedBy: place) where !isLackingInVain(without: out) {
                if kind == .none { moves.append(Move(out: out, into: -1)) } else { addReplacements(for: out, to: &moves) }
            }
            return moves
        }
        guard kind != .waived || mayWaive else { return [] }
        let coming = free(countedBy: place)
        if kind != .another {
            for into in coming where mayCome(into, isWaived: kind == .waived) { moves.append(Move(out: -1, into: into)) }
        }
        guard kind != .none else { return moves }
        for into in coming where mayCome(into, isWaived: kind == .waived) { addExchanges(for: into, to: &moves) }
        return moves
    }

    private func addReplacements(for out: Int, to moves: inout [Move]) {
        let first = out - out % model.expertCount
        for into in first..<first + model.expertCount where mayCome(into, isWaived: false) && !isOverburdenedInVain(into) {
            moves.append(Move(out: out, into: into))
        }
    }

    /// A pair that comes for another: on the panel, where that would have too many, or in the load.
    private mutating func addExchanges(for into: Int, to moves: inout [Move]) {
        let (dossier, expert) = into.quotientAndRemainder(dividingBy: model.expertCount)
        let excess = excess(with: into)
        if excess.onPanel > 0 && excess.inLoad <= 1 {
            for other in panels[dossier] where !isUnderburdenedInVain(without: other) {
                moves.append(Move(out: model.index(dossier, other), into: into))
            }
        }
        if excess.onPanel == 0 && excess.inLoad > 0 {
            for other in loads[expert] where !isLackingInVain(without: model.index(other, expert)) {
                moves.append(Move(out: model.index(other, expert), into: into))
            }
        }
    }

    /// Whether a dossier would lack an expert without a pair, and that leads nowhere.
    private func isLackingInVain(without pair: Int) -> Bool {
        let demand = demandOf[pair / model.expertCount]
        return demand >= 0 && isDead[demand] && count[demand] <= lower[demand]
    }

    /// Whether an expert would have too little without one dossier, and that leads nowhere.
    private func isUnderburdenedInVain(without expert: Int) -> Bool {
        let load = loadOf[expert]
        return load >= 0 && isDead[load] && count[load] <= lower[load]
    }

    /// Whether an expert would have too much with a pair, and that leads nowhere.
    private func isOverburdenedInVain(_ pair: Int) -> Bool {
        let load = loadOf[pair % model.expertCount]
        return load >= 0 && isDead[load] && count[load] >= upper[load]
    }

    /// How many limits a pair would exceed on the panel and in the load; an exchange can mend those of one of them.
    private mutating func excess(with pair: Int) -> (onPanel: Int, inLoad: Int) {
        touch(pair)
        var (onPanel, inLoad) = (0, 0)
        for place in touched where count[place] >= upper[place] {
            switch members[place] {
            case .load, .categoryLoad: inLoad += 1
            default: onPanel += 1
            }
        }
        return (onPanel, inLoad)
    }

    private func mayCome(_ pair: Int, isWaived: Bool) -> Bool { !isTaken[pair] && model.isAllowed(pair) != isWaived }

    /// The pairs of the plan that a requirement counts.
    private func taken(countedBy place: Int) -> [Int] {
        var pairs: [Int] = []
        switch members[place] {
        case .demand(let dossier):
            for expert in panels[dossier] { pairs.append(model.index(dossier, expert)) }
        case .composition(_, _, let dossier), .neverTogether(_, let dossier), .lead(_, let dossier):
            let rule = ruleOfMember[place]
            for expert in panels[dossier] where model.rules[rule].isMember[expert] { pairs.append(model.index(dossier, expert)) }
        case .load(let expert):
            for dossier in loads[expert] { pairs.append(model.index(dossier, expert)) }
        case .categoryLoad(let rule, let expert):
            for dossier in loads[expert] where model.loadRules[rule].isMember[dossier] { pairs.append(model.index(dossier, expert)) }
        case .neverMutual(let index):
            let both = model.problem.neverMutual[index]
            for pair in [model.index(both.first), model.index(both.second)] where isTaken[pair] { pairs.append(pair) }
        case .pin, .conflict, .leadCut, .floor: break
        }
        return pairs
    }

    /// All pairs that a requirement counts.
    private func free(countedBy place: Int) -> [Int] {
        var pairs: [Int] = []
        switch members[place] {
        case .demand(let dossier): pairs += model.index(dossier, 0)..<model.index(dossier + 1, 0)
        case .load(let expert): pairs += stride(from: expert, to: model.pairCount, by: model.expertCount)
        case .composition(_, _, let dossier), .neverTogether(_, let dossier), .lead(_, let dossier):
            for expert in model.rules[ruleOfMember[place]].members { pairs.append(model.index(dossier, expert)) }
        case .categoryLoad(let rule, let expert):
            for dossier in model.loadRules[rule].members { pairs.append(model.index(dossier, expert)) }
        case .pin(let index): pairs.append(model.index(model.problem.pins[index].pair))
        case .neverMutual, .conflict, .leadCut, .floor: break
        }
        return pairs
    }
}

extension Requirement {
    fileprivate var completing: Int {
        switch self {
        case .pin: 0
        case .composition, .neverTogether, .lead: 1
        case .demand: 2
        case .categoryLoad: 3
        case .load: 4
        case .neverMutual, .conflict, .leadCut, .floor: 5
        }
    }
}

extension [Requirement] {
    /// What matters most first.
    fileprivate var inOrderOfCompleting: [Requirement] {
        var byOrder = [[Requirement]](repeating: [], count: 6)
        for requirement in self { byOrder[requirement.completing].append(requirement) }
        return Array(byOrder.joined())
    }
}
