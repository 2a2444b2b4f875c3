internal import Programme

extension VisitPlanRecord: ListsDossiers {
    /// Gains and wishes of the others. What all visits cost and gain together, and the proof of it, stay those of the whole: the reason for
    /// wishes goes where it speaks of somebody hidden too.
    func leavingOut(_ hidden: Set<String>) -> VisitPlanRecord {
        guard !hidden.isEmpty else { return self }
        var plan = self
        plan.gains.removeAll { hidden.contains($0.dossier) }
        plan.fixed.removeAll { hidden.contains($0.dossier) }
        plan.leftOut.removeAll(where: hidden.contains)
        plan.dossiers.removeAll(where: hidden.contains)
        if leftOut.contains(where: hidden.contains) || fixed.contains(where: { $0.isForced && hidden.contains($0.dossier) }) {
            plan.reason = nil
        }
        return plan
    }
}

extension Trip: ListsDossiers {
    /// The other stops; their days are then no longer those of the whole trip.
    func leavingOut(_ hidden: Set<String>) -> Trip {
        let kept = zip(dossiers, visitDays).filter { !hidden.contains($0.0) }
        return Trip(number: number, province: province, dossiers: kept.map(\.0), visitDays: kept.map(\.1), travelDays: travelDays)
    }
}

extension VisitTeamsRecord: ListsDossiers {
    func leavingOut(_ hidden: Set<String>) -> VisitTeamsRecord {
        var teams = self
        teams.trips = trips.map { $0.leavingOut(hidden) }.filter { !$0.dossiers.isEmpty }
        return teams
    }
}

extension VisitScheduleRecord: ListsDossiers {
    func leavingOut(_ hidden: Set<String>) -> VisitScheduleRecord {
        var schedule = self
        schedule.visits.removeAll { hidden.contains($0.dossier) }
        return schedule
    }
}

extension VisitTeamsView: ListsDossiers {
    func leavingOut(_ hidden: Set<String>) -> VisitTeamsView {
        var view = self
        view.trips = trips.compactMap { line in
            var left = line
            left.trip = line.trip.leavingOut(hidden)
            left.leads = zip(line.trip.dossiers, line.leads).filter { !hidden.contains($0.0) }.map(\.1)
            return left.trip.dossiers.isEmpty ? nil : left
        }
        view.schedule = schedule.map { schedule in
            var left = schedule.leavingOut(hidden)
            let shown = Set(view.trips.map(\.trip.number))
            left.trips.removeAll { !shown.contains($0.trip) }
            return left
        }
        return view
    }
}
