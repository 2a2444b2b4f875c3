extension VisitSelection {
    /// What one visit, one team day and one trip more would gain, each by itself: solved anew with the larger budget. Nil where there is
    /// no limit.
    public func worthOfOneMore(beside plan: VisitSelectionPlan) throws -> Budget {
        func gained(_ change: (inout Budget) -> Int?) throws -> Int? {
            var larger = self
            guard change(&larger.budget) != nil else { return nil }
            return max(0, try larger.solve().gain - plan.gain)
        }
        return Budget(
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

    /// The same choice with a dossier that must be visited.
    public func putting(_ dossier: String) -> VisitSelection {
        var changed = self
        for index in changed.candidates.indices where changed.candidates[index].dossier == dossier {
            changed.candidates[index].isFixed = true
        }
        return changed
    }

    /// The same choice without a dossier.
    public func leavingOut(_ dossier: String) -> VisitSelection {
        var changed = self
        changed.candidates.removeAll { $0.dossier == dossier }
        return changed
    }
}
