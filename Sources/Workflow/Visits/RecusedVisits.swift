internal import Programme

extension RoundReader {
    /// The dossiers that whoever reads is shown.
    func shownDossiers() throws -> Set<String> { Set(try all(Dossier.self).map(\.id)) }
}

extension VisitPlanRecord {
    /// The plan as somebody sees it who is shown these dossiers only. Sums stay those of the whole plan; a reason that may speak of
    /// another dossier is left out.
    func showing(_ shown: Set<String>) -> VisitPlanRecord {
        var plan = self
        plan.gains.removeAll { !shown.contains($0.dossier) }
        plan.fixed.removeAll { !shown.contains($0.dossier) }
        plan.leftOut.removeAll { !shown.contains($0) }
        plan.dossiers.removeAll { !shown.contains($0) }
        let wished = leftOut + fixed.filter(\.isForced).map(\.dossier)
        if !shown.isSuperset(of: wished) { plan.reason = nil }
        return plan
    }
}

extension VisitTeamsView {
    /// The trips as somebody sees them who is shown these dossiers only. A trip to none of them is left out; the dates of the others
    /// and the loads stay those of the whole.
    func showing(_ shown: Set<String>) -> VisitTeamsView {
        var view = self
        view.trips = trips.compactMap { $0.showing(shown) }
        view.schedule?.visits.removeAll { !shown.contains($0.dossier) }
        let numbers = Set(view.trips.map(\.trip.number))
        view.schedule?.trips.removeAll { !numbers.contains($0.trip) }
        return view
    }
}

extension VisitTeamsView.Line {
    fileprivate func showing(_ shown: Set<String>) -> Self? {
        let places = trip.dossiers.indices.filter { shown.contains(trip.dossiers[$0]) }
        guard !places.isEmpty else { return nil }
        var line = self
        line.trip.dossiers = places.map { trip.dossiers[$0] }
        line.trip.visitDays = places.map { trip.visitDays[$0] }
        line.leads = places.map { leads[$0] }
        return line
    }
}
