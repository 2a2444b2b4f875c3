extension Call {
    /// Whether and why a dossier is visited, by the call's policy (notice 二（四）): cities that pass always;
    /// enterprises and platforms where more has to be known; the reassessment knows no visits (三).
    public func visit(to outcome: Outcome, requests: [String], flags: [Flag]) -> Visit? {
        guard !isReassessed(outcome.category), let category = category(outcome.category), let score = outcome.score else { return nil }
        let reasons: [Visit.Reason] =
            switch category.visits {
            case .none: []
            case .allThatPass: outcome.standing == .passed ? [.passed] : []
            case .whereNeeded: whereNeeded(outcome, score, category, requests: requests.count, flags: flags)
            }
        return reasons.isEmpty ? nil : Visit(dossier: outcome.dossier, reasons: reasons, questions: requests)
    }

    private func whereNeeded(
        _ outcome: Outcome, _ score: Points, _ category: Category, requests: Int, flags: [Flag]
    ) -> [Visit.Reason] {
        guard outcome.standing != .excluded, score - category.passMark >= Points(0) - visits.notBelow else { return [] }
        var reasons: [Visit.Reason] = []
        if requests >= visits.requests { reasons.append(.requested(requests)) }
        let totals = outcome.sheets.map(\.total)
        if let highest = totals.max(), let lowest = totals.min() {
            let spread = (highest - lowest).rounded(scoring.rounding)
            if spread > visits.spread { reasons.append(.spread(spread)) }
        }
        let distance = Points(hundredths: abs((score - category.passMark).hundredths))
        if distance <= visits.nearPassMark { reasons.append(.nearPassMark(distance)) }
        if visits.openFlag {
            // A day or a second application is no question that a visit answers.
            for flag in flags where AdmissionCheck(rawValue: flag.check) == nil { reasons.append(.flag(name(ofCheck: flag.check))) }
        }
        return reasons
    }
}
