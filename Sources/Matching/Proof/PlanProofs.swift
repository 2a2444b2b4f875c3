extension Plan {
    /// Adds proofs by cases of what the multipliers of the relaxation leave open: that nothing is worth more than a best
    /// plan, and that no floor is higher than that of a fairest one.
    ///
    /// - Parameters:
    ///   - model: The problem, with the plan's floor where the objective is fair.
    ///   - gap: What the multipliers may leave open, as a part of what the plan is worth.
    mutating func proveByCases(_ model: AssignmentModel, _ clock: SearchClock, leaving gap: Double) throws {
        guard status == .optimal else { return }
        let worth = model.worth(of: assignments)
        if let proven = certificate?.bound, proven > worth,
            relativeGap(of: model.value(worth), bound: model.value(proven)) > gap
        {
            certificate?.cases = try CaseSearch(model: model, clock: clock).proof(thatNoneExceeds: worth)
        }
        if objective == .fair, let higher = model.withHigherFloor(than: assignments) {
            floorProof = try CaseSearch(model: higher, clock: clock).proofOfImpossibility()
        }
    }
}

extension AssignmentModel {
    /// The same problem, asking for the next higher floor than that of some pairs; nil where some dossier could not reach
    /// it even alone.
    func withHigherFloor(than pairs: [AssignmentPair]) -> AssignmentModel? {
        guard let worst = worst(pairs), worst < floorAlone else { return nil }
        var higher = self
        higher.floor = worst + floorStep
        return higher
    }
}
