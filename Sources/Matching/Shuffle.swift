/// A drawn order of the dossiers and experts of a problem. Which of several best plans is found depends on the order
/// alone, so that the seed chooses among them; seed 0 keeps the order.
struct Shuffle {
    /// The dossier that comes at each place.
    let dossiers: [Int]
    /// The expert that comes at each place.
    let experts: [Int]

    /// Whether anything comes at another place.
    private let isMoving: Bool

    init(of problem: AssignmentProblem, seed: UInt64) {
        isMoving = seed != 0
        guard seed != 0 else {
            (dossiers, experts) = (Array(problem.dossiers.indices), Array(problem.experts.indices))
            return
        }
        var generator = SeededGenerator(seed: seed)
        dossiers = problem.dossiers.indices.shuffled(using: &generator)
        experts = problem.experts.indices.shuffled(using: &generator)
    }

    func shuffled(_ problem: AssignmentProblem) -> AssignmentProblem {
        guard isMoving else { return problem }
        let placeOfDossier = inverse(dossiers)
        let placeOfExpert = inverse(experts)
        func moved(_ pair: AssignmentPair) -> AssignmentPair {
            AssignmentPair(dossier: placeOfDossier[pair.dossier], expert: placeOfExpert[pair.expert])
        }
        return AssignmentProblem(
            name: problem.name, dossiers: dossiers.map { problem.dossiers[$0] },
            experts: experts.map { problem.experts[$0] },
            affinity: problem.affinity.reordered(dossiers: dossiers, experts: experts),
            conflicts: problem.conflicts.map { .init(moved($0.pair), price: $0.price, reason: $0.reason) },
            pins: problem.pins.map { .init(moved($0.pair), price: $0.price, reason: $0.reason) },
            composition: problem.composition.map { rule in
                var rule = rule
                rule.dossiers = rule.dossiers.moved(placeOfDossier)
                return rule
            },
            loads: problem.loads.map { rule in
                var rule = rule
                rule.experts = rule.experts.moved(placeOfExpert)
                rule.dossiers = rule.dossiers.moved(placeOfDossier)
                return rule
            },
            neverTogether: problem.neverTogether.map {
                .init(placeOfExpert[$0.first], placeOfExpert[$0.second], price: $0.price)
            },
            neverMutual: problem.neverMutual.map { .init(moved($0.first), moved($0.second), price: $0.price) },
            leads: problem.leads.map { rule in
                var rule = rule
                rule.experts = rule.experts.moved(placeOfExpert)
                rule.dossiers = rule.dossiers.moved(placeOfDossier)
                return rule
            },
            panels: problem.panels.map { $0.moved(placeOfDossier) })
    }

    func restored(_ plan: Plan) -> Plan {
        var plan = plan
        plan.assignments = restored(plan.assignments)
        plan.leads = restored(plan.leads)
        plan.earlier = plan.earlier.map(restored)
        plan.groups = plan.groups.map { $0.map { dossiers[$0] } }.inOrder
        plan.certificate = plan.certificate.map(restored)
        for index in plan.steps.indices {
            plan.steps[index].assignments = restored(plan.steps[index].assignments)
            plan.steps[index].certificate = plan.steps[index].certificate.map(restored)
            plan.steps[index].floorProof = plan.steps[index].floorProof.map(restored)
        }
        plan.floorProof = plan.floorProof.map(restored)
        plan.impossibilityProof = plan.impossibilityProof.map(restored)
        for index in plan.concessions.indices {
            plan.concessions[index].requirement = restored(plan.concessions[index].requirement)
        }
        plan.concessions.sort { $0.requirement.sortKey.lexicographicallyPrecedes($1.requirement.sortKey) }
        for index in plan.diagnosis.indices {
            plan.diagnosis[index].requirements = plan.diagnosis[index].requirements.map(restored)
                .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
            plan.diagnosis[index].dossiers = plan.diagnosis[index].dossiers.map { dossiers[$0] }.sorted()
            plan.diagnosis[index].experts = plan.diagnosis[index].experts.map { experts[$0] }.sorted()
        }
        return plan
    }

    /// The pairs of a plan of the shuffled problem in those of the problem.
    func restored(_ pairs: [AssignmentPair]) -> [AssignmentPair] {
        pairs.map { AssignmentPair(dossier: dossiers[$0.dossier], expert: experts[$0.expert]) }.sorted()
    }

    /// The proof for the shuffled problem as one for the problem.
    func restored(_ certificate: Certificate) -> Certificate {
        var restored = certificate
        restored.duals = Dictionary(uniqueKeysWithValues: certificate.duals.map { (self.restored($0.key), $0.value) })
        restored.cases = certificate.cases.map(self.restored)
        return restored
    }

    private func restored(_ proof: CaseProof) -> CaseProof {
        proof.renamed({ AssignmentPair(dossier: dossiers[$0.dossier], expert: experts[$0.expert]) }, restored)
    }

    /// The pairs of a plan, as the order has them.
    func shuffled(_ pairs: [AssignmentPair]) -> [AssignmentPair] {
        let (placeOfDossier, placeOfExpert) = (inverse(dossiers), inverse(experts))
        return pairs.map { .init(dossier: placeOfDossier[$0.dossier], expert: placeOfExpert[$0.expert]) }.sorted()
    }

    func restored(_ requirement: Requirement) -> Requirement {
        switch requirement {
        case .demand(let dossier): .demand(dossier: dossiers[dossier])
        case .load(let expert): .load(expert: experts[expert])
        case .composition(let rule, let value, let dossier):
            .composition(rule: rule, value: value, dossier: dossiers[dossier])
        case .categoryLoad(let rule, let expert): .categoryLoad(rule: rule, expert: experts[expert])
        case .neverTogether(let index, let dossier): .neverTogether(index: index, dossier: dossiers[dossier])
        case .lead(let rule, let dossier): .lead(rule: rule, dossier: dossiers[dossier])
        case .leadCut(let cut):
            .leadCut(
                LeadCut(
                    rule: cut.rule, panels: cut.panels.map { dossiers[$0] }.sorted(),
                    experts: cut.experts.map { experts[$0] }.sorted()))
        case .floor(let dossier): .floor(dossier: dossiers[dossier])
        case .neverMutual, .pin, .conflict: requirement
        }
    }
}

private func inverse(_ order: [Int]) -> [Int] {
    var places = order
    for (place, element) in order.enumerated() { places[element] = place }
    return places
}

/// SplitMix64: the same numbers for the same seed on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose numbers depend on the seed alone.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
