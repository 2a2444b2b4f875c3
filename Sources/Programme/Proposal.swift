extension Call {
    /// The shortlist that results alone make: every dossier that passed, up to the places of its category.
    ///
    /// Where places are limited and dossiers tie across the last one, none of those who tie is put on the list: only
    /// people may choose between them. Demonstrations that are reassessed are on no shortlist.
    public func placements(by outcomes: [Outcome]) -> [Placement] {
        outcomes.filter { !isReassessed($0.category) }.map { outcome in
            let (proposed, ground) = proposal(for: outcome, among: outcomes)
            return Placement(dossier: outcome.dossier, proposed: proposed, ground: ground)
        }
    }

    private func proposal(for outcome: Outcome, among outcomes: [Outcome]) -> (Bool, Text) {
        guard let category = category(outcome.category), let score = outcome.score, outcome.standing == .passed,
            let rank = outcome.rank
        else { return (false, outcome.standing.name) }
        let reached = Text(
            zh: "成绩 \(score)，达到及格线 \(category.passMark)", en: "\(score) reaches the pass mark \(category.passMark)")
        guard let places = category.places else { return (true, reached) }
        let shareRank = outcomes.count { $0.category == outcome.category && $0.rank == rank }
        if rank + shareRank - 1 <= places { return (true, reached) }
        if rank <= places {
            return (
                false, Text(zh: "与他人并列于名额线上，由组长决定", en: "ties across the last place: for the chairs to decide")
            )
        }
        return (false, Text(zh: "超出名额 \(places)", en: "beyond the \(places) places"))
    }
}
