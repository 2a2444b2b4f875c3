public import Programme

extension VisitSelection {
    /// What one visit, one team day and one trip more would gain, each by itself: solved anew with the larger budget. Nil where there is
    /// no limit.
    public func worthOfOneMore(beside plan: VisitSelectionPlan) throws -> Call.VisitBudget {
        func gained(_ change: (inout Call.VisitBudget) -> Int?) throws -> Int? {
            var larger = self
            guard change(&larger.budget) != nil else { return nil }
            return max(0, try larger.solve().gain - plan.gain)
        }
        return Call.VisitBudget(
            visits: try gained { budget in
                budget.visits = budget.visits.map { $0 + 1 }
                return budget.visits
            },
            teamDays: try gained { budget in
                budget.teamDays = budget.teamDays.map { $0 + 1 }
                return budget.teamDays
            },
            trips: try gained { budget in
                budget.trips = budget.trips.map { $0 + 1 }
                return budget.trips
            })
    }

    /// The same choice with a dossier that must be visited, whether it was to choose from or not.
    public func putting(_ candidate: Candidate) -> VisitSelection {
        var changed = leavingOut(candidate.dossier)
        var candidate = candidate
        candidate.isFixed = true
        changed.candidates.append(candidate)
        return changed
    }

    /// The same choice without a dossier.
    public func leavingOut(_ dossier: String) -> VisitSelection {
        var changed = self
        changed.candidates.removeAll { $0.dossier == dossier }
        return changed
    }
}
