extension AssignmentProblem {
    /// What a plan is worth beyond any that has a certain pair of a dossier, at least, by the certificate alone: expert by
    /// expert; nil for those in the plan, those who may not read the dossier, and where the certificate proves nothing.
    /// Below zero where a plan with the pair could be better as far as it shows.
    public func certifiedLosses(on dossier: Int, in plan: Plan) -> [Double?] {
        var model = AssignmentModel(self)
        if plan.objective == .fair { model.floor = model.worst(plan.assignments) }
        let nothing = [Double?](repeating: nil, count: experts.count)
        guard !formsGroups, let certificate = plan.certificate, let multipliers = Multipliers(certificate, of: model),
            let bound = model.bound(by: certificate)
        else { return nothing }
        var margins = [Int](repeating: 0, count: experts.count)
        multipliers.margins(of: dossier, in: model, into: &margins)
        let raw = multipliers.bound(in: model)
        let rounding = model.affinity.isExact ? 0 : 0.5 * Double(model.places) / Double(model.affinity.scale)
        let chosen = Set(plan.assignments.filter { $0.dossier == dossier }.map(\.expert))
        return margins.enumerated().map { expert, margin in
            guard margin != ExactAffinity.forbidden, !chosen.contains(expert) else { return nil }
            // The raw bound was rounded down; a margin below zero is rounded up, so that the sum is not too low.
            let least = margin < 0 ? min(bound, model.attainable(atMost: raw + margin / multipliers.resolution)) : bound
            return exactDifference(plan.worth, model.value(least) + rounding)
        }
    }
}
