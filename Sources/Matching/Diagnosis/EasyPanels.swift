/// Panels that are found by taking experts one after the other, as nearly all are: these need no solver, nor any
/// requirement by its name.
struct EasyPanels {
    private let model: AssignmentModel
    /// Whether a rule must hold, by rule.
    private let isHard: [Bool]
    /// The hard rules that ask for somebody.
    private let asking: [Int]
    /// How many each rule counts among those taken.
    private var count: [Int]
    private var touched: [Int] = []

    init(_ model: AssignmentModel) {
        self.model = model
        isHard = model.rules.map { model.leeway(of: $0.requirement(on: 0)).above == nil }
        asking = model.rules.indices.filter { [isHard] in isHard[$0] && model.rules[$0].minimum > 0 }
        count = [Int](repeating: 0, count: model.rules.count)
    }

    /// Whether taking experts one after the other, those first who are pinned, then those of a class that lacks some,
    /// makes a panel for all that share that of a dossier, the loads of experts left aside.
    mutating func contains(_ dossier: Int) -> Bool {
        let members = model.dossiers(sharingWith: dossier)
        let demand = members.map { model.hardLimits(of: .demand(dossier: $0)).lower }.max() ?? 0
        let asking = asking.filter { rule in members.contains(where: model.rules[rule].concerns) }
        var taken: Set<Int> = []
        defer {
            for rule in touched { count[rule] = 0 }
            touched.removeAll(keepingCapacity: true)
        }
        for expert in model.expertsPinned(to: dossier) where !take(expert, on: dossier, members, &taken) { return false }
        for rule in asking {
            for expert in model.rules[rule].members where count[rule] < model.rules[rule].minimum {
                take(expert, on: dossier, members, &taken)
            }
        }
        for expert in 0..<model.expertCount {
            if taken.count >= demand { break }
            take(expert, on: dossier, members, &taken)
        }
        return taken.count >= demand && taken.count <= model.problem.dossiers[dossier].demand
            && asking.allSatisfy { count[$0] >= model.rules[$0].minimum }
    }

    /// Takes an expert who exceeds no limit; whether they are taken now.
    @discardableResult
    private mutating func take(_ expert: Int, on dossier: Int, _ members: [Int], _ taken: inout Set<Int>) -> Bool {
        guard !taken.contains(expert) else { return true }
        guard model.isAllowed(model.index(dossier, expert)) else { return false }
        let own = model.rulesOfExpert[expert].filter { rule in isHard[rule] && members.contains(where: model.rules[rule].concerns) }
        guard own.allSatisfy({ count[$0] < model.rules[$0].maximum }) else { return false }
        for rule in own { count[rule] += 1 }
        touched += own
        taken.insert(expert)
        return true
    }
}
