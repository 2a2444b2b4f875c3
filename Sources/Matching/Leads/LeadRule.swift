/// The panel of each of some dossiers has a lead: one of its own experts, of those who may lead; and nobody leads more
/// than so many of these panels. A dossier that needs nobody has no panel.
public struct LeadRule: Sendable, Hashable {
    /// The dossiers whose panels have a lead. No dossier may be in two rules.
    public var dossiers: Scope
    /// The experts who may lead.
    public var experts: Scope
    /// How many of the panels an expert may lead, at least 1; nil for the smallest number with which there is a plan.
    public var maximum: Int?
    /// What each panel without a lead costs; nil where each must have one.
    public var price: Double?

    /// A rule for some dossiers, or all of them.
    public init(dossiers: Scope = .all, experts: Scope = .all, maximum: Int? = nil, price: Double? = nil) {
        self.dossiers = dossiers
        self.experts = experts
        self.maximum = maximum
        self.price = price
    }
}

extension AssignmentProblem {
    /// The dossiers whose panels have a lead by a rule, ascending; of those that share a panel the first, since a panel
    /// has one lead. Groups that are still to be formed share nothing yet.
    public func panels(of rule: LeadRule) -> [Int] {
        let asking = dossiers(in: rule.dossiers).filter { dossiers[$0].demand > 0 }
        guard hasPanels else { return asking }
        let ruled = Set(asking)
        let others = Set(givenGroups.flatMap { $0.filter(ruled.contains).dropFirst() })
        return asking.filter { !others.contains($0) }
    }

    /// Whether some dossiers of a rule on leads are yet to be put into groups: it is not known then how many panels there
    /// are of which an expert would lead too many.
    func hasOpenPanels(_ rule: LeadRule) -> Bool {
        guard formsGroups else { return false }
        let formed = Set(panels.filter(\.isFormed).flatMap { dossiers(in: $0.dossiers) })
        return panels(of: rule).contains(where: formed.contains)
    }
}
