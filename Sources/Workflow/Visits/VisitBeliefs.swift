internal import Programme
internal import Scoring

extension RoundReader {
    /// What is believed of the score of each dossier with a result: by the model of all scores of its category, in which severe and lenient
    /// experts are told apart from good and weak dossiers; by the panel's own scores where that is not defined.
    func scoreBeliefs(_ call: Call, _ outcomes: [Outcome]) throws -> [String: ScoreBelief] {
        var beliefs: [String: ScoreBelief] = [:]
        for (_, own) in Dictionary(grouping: outcomes, by: \.category) {
            for outcome in own { beliefs[outcome.dossier] = ScoreBelief(panelOf: outcome) }
            for (dossier, belief) in ScoreBelief.byModel(of: own) where beliefs[dossier] != nil { beliefs[dossier] = belief }
        }
        return beliefs
    }
}
