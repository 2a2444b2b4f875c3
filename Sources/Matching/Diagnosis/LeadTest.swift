/// What leads alone say of requirements, by a flow through all allowed pairs.
struct LeadTest {
    private let model: AssignmentModel

    init(_ model: AssignmentModel) {
        self.model = model
    }

    /// Panels that can't all have a lead even if everybody sat wherever they may, as few as the flow tells; nil where all
    /// can.
    func clash() -> [Requirement]? {
        for duty in model.leadDuties where model.problem.leads[duty.rule].price == nil {
            if let cut = brokenCuts(of: duty, on: duty.panels).first { return Requirement.leadCut(cut).named }
        }
        return nil
    }

    /// Whether some requirements can hold; nil where that does not depend on leads alone.
    func verdict(on requirements: Set<Requirement>) -> RequirementTest.Verdict? {
        guard model.leadDuties.contains(where: \.isCapped) else { return nil }
        var leads = 0
        var isPossible = true
        for duty in model.leadDuties {
            let panels = duty.panels.filter { requirements.contains(.lead(rule: duty.rule, dossier: $0)) }
            leads += panels.count
            // Whether a panel has anybody at all is told by the cuts of no expert, which are left out of the broken ones.
            isPossible = isPossible && brokenCuts(of: duty, on: panels).isEmpty && panels.allSatisfy { hasLead(duty, $0) }
        }
        if !isPossible { return .impossible }
        return leads == requirements.count ? .possible(nil) : nil
    }

    private func hasLead(_ duty: LeadDuty, _ dossier: Int) -> Bool {
        duty.experts.contains { model.isAllowed(model.index(dossier, $0)) }
    }

    private func brokenCuts(of duty: LeadDuty, on panels: [Int]) -> [LeadCut] {
        guard duty.isCapped else { return [] }
        let shares = panels.map { dossier in
            duty.experts.filter { model.isAllowed(model.index(dossier, $0)) }.map { (expert: $0, share: 1.0) }
        }
        return duty.cuts(brokenOn: panels, by: shares, beyond: 0.5)
    }
}

extension Requirement {
    /// The requirements from which it follows, by which people know it: itself, or the leads of the panels of a cut.
    var named: [Requirement] {
        guard case .leadCut(let cut) = self else { return [self] }
        return cut.panels.map { .lead(rule: cut.rule, dossier: $0) }
    }
}

extension Requirement {
    /// Whether it is the lead of a panel.
    var isLead: Bool { if case .lead = self { true } else { false } }
}
