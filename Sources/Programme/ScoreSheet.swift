/// One expert's scores on one dossier (评分表).
public struct ScoreSheet: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// Where it stands.
    public var state: State
    /// The score of each criterion.
    public var scores: [String: Points]
    /// Written reasons, by criterion or gate.
    public var reasons: [String: String]
    /// Whether each gate is met.
    public var gates: [String: Bool]
    /// Whether the expert wants a site visit; nil until answered.
    public var visitNeeded: Bool?
    /// What the visit should find out.
    public var visitQuestion: String
    /// When it reached its state.
    public var at: Instant

    /// Where a sheet stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Saved, not yet handed in.
        case draft
        /// Handed in; can be corrected until the stage closes.
        case submitted
        /// Struck out since the expert was recused.
        case void
    }

    /// An empty draft.
    public init(dossier: String, expert: String, at: Instant) {
        self.dossier = dossier
        self.expert = expert
        self.at = at
        state = .draft
        scores = [:]
        reasons = [:]
        gates = [:]
        visitQuestion = ""
    }

    /// What is wrong with one answer of a sheet.
    public struct Fault: Sendable, Hashable {
        /// The criterion or gate, or `visit`.
        public var item: String
        /// What is wrong.
        public var message: Text
        /// What was expected.
        public var expected: Text
    }

    /// Everything that is wrong with the sheet under a rubric. A draft may have gaps, not wrong answers.
    public func faults(under rubric: Rubric, complete: Bool) -> [Fault] {
        unknownItems(under: rubric) + scoreFaults(under: rubric, complete: complete)
            + gateFaults(under: rubric, complete: complete) + visitFaults(complete: complete)
    }

    private func unknownItems(under rubric: Rubric) -> [Fault] {
        let criteria = rubric.criteria.map(\.id)
        let gates = rubric.gates.map(\.id)
        let unknown =
            Set(scores.keys).subtracting(criteria)
            .union(Set(self.gates.keys).subtracting(gates))
            .union(Set(reasons.keys).subtracting(criteria + gates))
        return unknown.sorted().map {
            Fault(
                item: $0, message: Text(zh: "评分标准中没有“\($0)”", en: "the rubric has no “\($0)”"),
                expected: Text(verbatim: (criteria + gates).joined(separator: ", ")))
        }
    }

    private func scoreFaults(under rubric: Rubric, complete: Bool) -> [Fault] {
        let scale = rubric.scale
        let range = Text(
            zh: "\(scale.minimum.short) 至 \(scale.maximum.short)，以 \(scale.step.short) 为一档",
            en: "\(scale.minimum.short) to \(scale.maximum.short) in steps of \(scale.step.short)")
        return rubric.criteria.compactMap { criterion in
            guard let score = scores[criterion.id] else {
                return complete
                    ? Fault(
                        item: criterion.id,
                        message: Text(zh: "“\(criterion.name.zh)”未评分", en: "“\(criterion.name.en)” has no score"),
                        expected: range)
                    : nil
            }
            guard scale.contains(score) else {
                return Fault(
                    item: criterion.id,
                    message: Text(
                        zh: "“\(criterion.name.zh)”的分值 \(score.short) 不在评分范围内",
                        en: "the score \(score.short) of “\(criterion.name.en)” is not on the scale"), expected: range)
            }
            guard !complete || !criterion.reason.applies(to: score) || hasReason(criterion.id) else {
                return Fault(
                    item: criterion.id,
                    message: Text(
                        zh: "“\(criterion.name.zh)”评 \(score.short) 分，须写明理由",
                        en: "a score of \(score.short) for “\(criterion.name.en)” needs a written reason"),
                    expected: Text(zh: "一句以上的理由", en: "a reason of a sentence or more"))
            }
            return nil
        }
    }

    private func gateFaults(under rubric: Rubric, complete: Bool) -> [Fault] {
        guard complete else { return [] }
        return rubric.gates.compactMap { gate in
            guard let met = gates[gate.id] else {
                return Fault(
                    item: gate.id, message: Text(zh: "否决项未作答：\(gate.question.zh)", en: "not answered: \(gate.question.en)"),
                    expected: Text(zh: "符合或不符合", en: "met or not met"))
            }
            guard met || hasReason(gate.id) else {
                return Fault(
                    item: gate.id,
                    message: Text(
                        zh: "认定不符合否决项，须写明理由：\(gate.question.zh)",
                        en: "a gate marked as not met needs a written reason: \(gate.question.en)"),
                    expected: Text(zh: "一句以上的理由", en: "a reason of a sentence or more"))
            }
            return nil
        }
    }

    private func visitFaults(complete: Bool) -> [Fault] {
        guard complete else { return [] }
        guard let visitNeeded else {
            return [
                Fault(
                    item: "visit", message: Text(zh: "未回答是否需要现场考查", en: "it is not said whether a visit is needed"),
                    expected: Text(zh: "需要或不需要", en: "needed or not needed"))
            ]
        }
        guard !visitNeeded || !visitQuestion.allSatisfy(\.isWhitespace) else {
            return [
                Fault(
                    item: "visit",
                    message: Text(zh: "建议现场考查的，须写明应核实的事项", en: "a visit that is asked for needs a question to find out"),
                    expected: Text(zh: "应核实的事项", en: "what should be found out"))
            ]
        }
        return []
    }

    private func hasReason(_ item: String) -> Bool {
        !(reasons[item] ?? "").allSatisfy(\.isWhitespace)
    }
}
