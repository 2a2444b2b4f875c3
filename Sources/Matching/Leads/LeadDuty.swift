/// A rule on leads laid out for computing.
struct LeadDuty: Sendable {
    /// The index of the rule.
    let rule: Int
    /// The dossiers whose panels have a lead, ascending.
    let panels: [Int]
    /// The experts who may lead, ascending.
    let experts: [Int]
    /// The same, a flag each.
    let mayLead: [Bool]
    /// How many panels each of them may lead; all, while it is not known which dossiers share one.
    let maximum: Int

    init(_ problem: AssignmentProblem, _ rule: Int) {
        self.rule = rule
        let own = problem.leads[rule]
        panels = problem.panels(of: own)
        experts = problem.experts(in: own.experts)
        var mayLead = [Bool](repeating: false, count: problem.experts.count)
        for expert in experts { mayLead[expert] = true }
        self.mayLead = mayLead
        maximum = problem.hasOpenPanels(own) ? panels.count : min(own.maximum ?? panels.count, panels.count)
    }

    /// Whether anybody could be asked to lead too many panels at all.
    var isCapped: Bool { maximum < panels.count }
}
