public import Programme
internal import Scoring

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
    /// What chairs weigh beside the score: sheets that stand out with what followed, and all that site visits have to say on a dossier.
    ///
    /// - Parameter marks: Those by the model of all scores (`modelMarks`).
    func decisionEvidence(of dossier: String, marks: [String: [AbnormalMark]]) throws -> [DecisionEvidence] {
        try abnormalEvidence(of: dossier, marks[dossier] ?? []) + visitEvidence(of: dossier)
    }

    /// The sheets that stand out by the model of all scores, by dossier; none where the call doesn't mark by it. The model is of
    /// everything that was reviewed, whoever looks.
    func modelMarks(_ call: Call) throws -> [String: [AbnormalMark]] {
        guard let abnormal = call.abnormal, abnormal.residual != nil else { return [:] }
        let marks = call.abnormalSheets(of: try unhidden.sheetsInForce(call)).filter { abnormal.isFar($0.standardised) }
        return Dictionary(grouping: marks, by: \.dossier)
    }

    private func abnormalEvidence(of dossier: String, _ byModel: [AbnormalMark]) throws -> [DecisionEvidence] {
        let marks = try find(Outcome.self, [dossier])?.sheets.compactMap { sheet in
            sheet.others.map { others in
                DecisionEvidence(
                    title: Text(zh: "异常评分（按通知规则，记入成绩）", en: "scores that stand out (by the call's plain rule: official)"),
                    text: Text(
                        zh: "\(sheet.expert) 总分 \((sheet.own ?? sheet.total).shown)，其他专家 \(others.shown)",
                        en: "\(sheet.expert) \((sheet.own ?? sheet.total).shown), the others \(others.shown)"))
            }
        }
        let model = byModel.map { mark in
            let errors = Points(hundredths: Int(((mark.standardised ?? 0) * 100).rounded()))
            return DecisionEvidence(
                title: Text(zh: "异常评分（按全部评分的模型，仅提示）", en: "scores that stand out (by the model of all scores: a hint, not official)"),
                text: Text(
                    zh: "\(mark.expert) 总分 \(mark.total.shown)，与模型预期相差 \(errors) 个标准误",
                    en: "\(mark.expert) \(mark.total.shown), \(errors) standard errors from what the model lets expect"))
        }
        return try (marks ?? []) + model
            + adjudication(of: dossier).map { DecisionEvidence(title: Text(zh: "异常评分处理", en: "what followed"), text: $0.told) }
    }

    private func visitEvidence(of dossier: String) throws -> [DecisionEvidence] {
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
