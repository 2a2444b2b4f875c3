internal import Programme

/// What is in the way of a problem without solution, what would help, and the best that can be done as it is.
struct Diagnosis {
    let model: AssignmentModel
    let clock: SearchClock

    /// - Parameter clock: Where it has no limit, the diagnosis gets one: nobody waits longer for reasons.
    init(model: AssignmentModel, clock: SearchClock) {
        self.model = model
        self.clock = clock.limit == nil ? clock.limited(to: Self.longest) : clock
    }

    private static let longest = 60.0

    /// The plan with as few empty places as possible, and the obstacles.
    func plan(_ objective: SolveOptions.Objective) throws -> Plan {
        let impossiblePanels = try PanelTest.impossiblePanels(of: model, clock)
        let clashes = try clashes(impossiblePanels)
        let effort = try BestEffort(model: model, impossiblePanels: impossiblePanels, clock: clock.half).pairs()
        var obstacles = clashes.map { ClashText(model: model, clash: $0).obstacle }
        if pinClashes == nil, impossiblePanels.count > Self.most {
            let others = impossiblePanels.count - Self.most
            obstacles[0].message =
                obstacles[0].message
                + Text(zh: "（另有 \(others) 份材料也无法单独组成评审组）", en: " (and the panels of \(others) more dossiers are impossible)")
        }
        if obstacles.isEmpty {
            obstacles = [
                Obstacle(
                    kind: .clash, isMinimal: false, dossiers: [], experts: [],
                    message: Text(
                        zh: "已确定无法满足全部要求，但时限内未能找出是哪些要求相互抵触；请放宽 --time-limit",
                        en: "it is certain that not everything can hold, but the time did not suffice to find what is in "
                            + "the way; allow more with --time-limit"))
            ]
        }
        let empty = model.places - effort.count
        if empty > 0 {
            obstacles[0].message =
                obstacles[0].message
                + Text(zh: "。全部 \(model.places) 个名额中，有 \(empty) 个无法落实", en: ". Of all \(model.places) places, \(empty) cannot be filled")
        }
        obstacles[0].remedies = try RemedySearch(
            model: model, effort: effort, clashes: clashes.map(\.requirements), clock: clock
        ).remedies()
        if !clock.hasTime {
            obstacles[0].message =
                obstacles[0].message
                + Text(zh: "。时限已到，解决办法未能一一查找", en: ". The time was up before all ways out had been tried")
        }
        var plan = Plan(effort, .infeasible, objective, of: model)
        plan.diagnosis = Array(obstacles)
        return plan
    }

    /// More panels that are impossible by themselves are only counted.
    private static let most = 10

    private func clashes(_ impossiblePanels: [Int]) throws -> [ClashSearch.Clash] {
        if let pinClashes { return pinClashes }
        let search = ClashSearch(model: model, clock: clock.half)
        if !impossiblePanels.isEmpty { return try search.clashes(ofPanels: impossiblePanels.prefix(Self.most)) }
        return try search.clash().map { [$0] } ?? []
    }

    /// Requirements of which the pins alone are too much, each with as many pins as are too many.
    private var pinClashes: [ClashSearch.Clash]? {
        let excesses = model.excesses(of: model.problem.hardPins)
        guard !excesses.isEmpty else { return nil }
        return excesses.map { excess in
            var pins: [Requirement] = []
            var pairs: [AssignmentPair] = []
            for (index, pin) in model.problem.pins.enumerated() where pin.price == nil && !pairs.contains(pin.pair) {
                guard model.counts(pin.pair, in: excess.requirement) else { continue }
                pins.append(.pin(index: index))
                pairs.append(pin.pair)
                if pins.count > model.limits(of: excess.requirement).upperBound { break }
            }
            return .init(requirements: [excess.requirement] + pins, isMinimal: true)
        }
    }
}

extension AssignmentModel {
    /// Whether a pair counts in a requirement.
    func counts(_ pair: AssignmentPair, in requirement: Requirement) -> Bool {
        switch requirement {
        case .demand(let dossier): pair.dossier == dossier
        case .load(let expert): pair.expert == expert
        case .composition(_, _, let dossier), .neverTogether(_, let dossier):
            pair.dossier == dossier
                && rulesOfExpert[pair.expert].contains { rules[$0].requirement(on: dossier) == requirement }
        case .categoryLoad(let rule, let expert): pair.expert == expert && loadRules[rule].isMember[pair.dossier]
        case .neverMutual(let index):
            problem.neverMutual[index].first == pair || problem.neverMutual[index].second == pair
        case .pin(let index): problem.pins[index].pair == pair
        case .conflict, .floor, .floorSteps: false
        }
    }
}
