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
    /// The dossiers whose panels have a lead by a rule, ascending.
    public func panels(of rule: LeadRule) -> [Int] { dossiers(in: rule.dossiers).filter { dossiers[$0].demand > 0 } }
}
