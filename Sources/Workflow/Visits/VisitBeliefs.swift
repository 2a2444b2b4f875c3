internal import Programme
internal import Scoring

extension RoundReader {
    /// What is believed of the score of each dossier with a result, by category.
    func scoreBeliefs(_ call: Call, _ outcomes: [Outcome]) throws -> [String: ScoreBelief] {
        Dictionary(
            outcomes.compactMap { outcome in ScoreBelief(panelOf: outcome).map { (outcome.dossier, $0) } }, uniquingKeysWith: { first, _ in first })
    }
}
