internal import Solver

/// Whether the panel of one dossier can be formed at all, the loads of experts and the other panels left aside.
struct PanelTest {
    private let model: AssignmentModel
    private let dossier: Int
    /// All dossiers of the panel, which this one stands for.
    private let members: [Int]
    /// What must hold on the panel: the demand, the rules that could matter, the pins.
    let requirements: [Requirement]
    private var ruleOf: [Requirement: Int] = [:]

    init(_ model: AssignmentModel, _ dossier: Int) {
        self.model = model
        self.dossier = dossier
        members = model.dossiers(sharingWith: dossier)
        var requirements: [Requirement] = []
        for (index, rule) in model.rules.enumerated() {
            guard let concerned = members.first(where: rule.concerns) else { continue }
            let requirement = rule.requirement(on: concerned)
            guard model.leeway(of: requirement).above == nil else { continue }
            guard rule.minimum > 0 || rule.members.count > rule.maximum else { continue }
            requirements.append(requirement)
            ruleOf[requirement] = index
        }
        requirements.append(.demand(dossier: members.first { model.problem.dossiers[$0].price == nil } ?? dossier))
        if members.contains(where: { !model.expertsPinned(to: $0).isEmpty }) {
            var pinned: Set<Int> = []
            for (index, pin) in model.problem.pins.enumerated() where pin.price == nil && members.contains(pin.pair.dossier) {
                if pinned.insert(pin.pair.expert).inserted { requirements.append(.pin(index: index)) }
            }
        }
        self.requirements = requirements
    }

    /// The dossiers whose panels can't be formed, at most so many.
    static func impossiblePanels(of model: AssignmentModel, atMost count: Int = .max, _ clock: SearchClock) throws -> [Int] {
        var found: [Int] = []
        var easy = EasyPanels(model)
        for dossier in 0..<model.dossierCount where model.stands(dossier) && found.count < count && clock.hasTime {
            if model.isSettled(dossier) {
                let panel = model.expertsPinned(to: dossier)
                if model.dossiers(sharingWith: dossier).allSatisfy({ model.keepsRules(panel: panel, on: $0) }) { continue }
            }
            if easy.contains(dossier) { continue }
            let test = PanelTest(model, dossier)
            if try !test.isPossible(test.requirements) { found.append(dossier) }
        }
        return found
    }

    /// A smallest set of the panel's requirements that can't hold together.
    func clash(_ clock: SearchClock) throws -> (core: [Requirement], isMinimal: Bool) {
        try requirements.minimalClash(clock) { try !isPossible($0) }
    }

    /// Whether some of the requirements can hold, as far as is known: only what is shown to be impossible isn't.
    func isPossible(_ requirements: [Requirement]) throws -> Bool {
        try solve(requirements, aiming: false).status != .infeasible
    }

    /// The most places that can be filled, and by how much each requirement then falls short.
    func shortfalls(under some: [Requirement]? = nil) throws -> [Requirement: Int] {
        let requirements = some ?? requirements
        let answer = try solve(requirements, aiming: true)
        guard answer.status == .optimal else { return [:] }
        var shortfalls: [Requirement: Int] = [:]
        for (requirement, value) in zip(requirements, answer.values.suffix(requirements.count)) where value > 0.5 {
            shortfalls[requirement] = Int(value.rounded())
        }
        return shortfalls
    }

    /// A program over groups of experts whom the same requirements count. Where it aims, what falls short costs: an empty
    /// place most.
    private func solve(_ requirements: [Requirement], aiming: Bool) throws -> ProgramAnswer {
        var program = IntegerProgram(.maximise)
        var rowOf: [Int: Int] = [:]
        var pinned: [Int: Int] = [:]
        var demandRow: Int?
        for requirement in requirements {
            let limits = model.hardLimits(of: requirement)
            let upper = limits.upper >= model.expertCount ? Double.infinity : Double(limits.upper)
            let row = program.addRow(from: Double(limits.lower), to: max(Double(limits.lower), upper))
            switch requirement {
            case .demand: demandRow = row
            case .pin(let index): pinned[model.problem.pins[index].pair.expert] = row
            default: if let rule = ruleOf[requirement] { rowOf[rule] = row }
            }
        }
        var groups: [[Int]: Int] = [:]
        for expert in 0..<model.expertCount where model.isAllowed(model.index(dossier, expert)) {
            var rows = model.rulesOfExpert[expert].compactMap { rowOf[$0] }
            if let demandRow { rows.append(demandRow) }
            if let row = pinned[expert] { rows.append(row) }
            groups[rows, default: 0] += 1
        }
        for (rows, count) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            program.addColumn(cost: 0, to: Double(count), .integer, entries: rows.map { .init(row: $0, value: 1) })
        }
        if aiming {
            for (row, requirement) in requirements.enumerated() {
                let most = Double(model.hardLimits(of: requirement).lower)
                let isDemand = if case .demand = requirement { true } else { false }
                program.addColumn(cost: isDemand ? -1_000 : -1, to: most, .integer, entries: [.init(row: row, value: 1)])
            }
        }
        return try program.solve(ProgramOptions(timeLimit: 5))
    }
}

extension [Requirement] {
    /// Leaves out halves, quarters, single ones, whatever is not needed for a clash. What is left is as small as it can
    /// be, unless the time ran out.
    func minimalClash(
        _ clock: SearchClock, _ isImpossible: ([Requirement]) throws -> Bool
    ) rethrows -> (core: [Requirement], isMinimal: Bool) {
        var core = self
        var size = Swift.max(1, count / 2)
        while true {
            var start = 0
            while start < core.count {
                guard clock.hasTime else { return (core, false) }
                var rest = core
                rest.removeSubrange(start..<Swift.min(start + size, core.count))
                if try isImpossible(rest) { core = rest } else { start += size }
            }
            if size == 1 { return (core, true) }
            size /= 2
        }
    }
}
