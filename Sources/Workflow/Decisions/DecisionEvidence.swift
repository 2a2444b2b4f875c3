public import Programme

/// Something that was found out about a dossier outside its panel, in words: why it is visited, what is to be found out there, and
/// what was found.
public struct DecisionEvidence: Codable, Sendable, Hashable {
    /// What it is.
    public var title: Text
    /// What it says.
    public var text: Text

    /// Puts one together from its parts.
    public init(title: Text, text: Text) {
        self.title = title
        self.text = text
    }
}

extension RoundReader {
    /// What chairs weigh beside the score: all that site visits have to say on a dossier. Empty where none is made.
    func decisionEvidence(of dossier: String) throws -> [DecisionEvidence] {
        guard let visit = try find(Visit.self, [dossier]) else { return [] }
        return [DecisionEvidence(title: Text(zh: "考查原因", en: "why visited"), text: visit.reasons.map(\.text).enumerated())]
            + visit.questions.map { DecisionEvidence(title: Text(zh: "须核实", en: "to be found out"), text: Text(verbatim: $0)) }
            + ([try all(VisitFinding.self, where: "dossier", is: dossier).max { $0.turn < $1.turn }].compactMap(\.self).map { finding in
                DecisionEvidence(
                    title: Text(zh: "考查意见", en: "found on the visit"),
                    text: finding.overall.name + Text(zh: "：", en: ": ") + Text(verbatim: finding.text))
            })
    }
}
