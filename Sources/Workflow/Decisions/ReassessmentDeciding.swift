public import Programme

/// What becomes of a demonstration, with what chairs weigh.
public struct ReassessmentLine: Codable, Sendable {
    /// The demonstration.
    public var demonstration: Demonstration
    /// What is proposed and decided.
    public var outcome: ReassessmentOutcome
    /// Its official result, where its panel scored it.
    public var result: Outcome?
    /// The decisions of chairs on it, from the first.
    public var moves: [ReassessmentMove]
}

extension Office {
    /// Decides on a demonstration with a written reason: moves it from what the bands propose, or decides where they leave it to
    /// a person. Earlier decisions are kept; signatures given before do not stand.
    ///
    /// - Parameter day: By when it has to be in order; only with rectification, and by default the call's day.
    public func decideReassessment(
        _ demonstration: String, _ verdict: Verdict, by day: Day?, reason: String, as chair: String
    ) async throws -> ReassessmentOutcome {
        try await perform(.decideReassessment, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            guard let policy = ledger.call.reassessment, var outcome = try ledger.reader.find(ReassessmentOutcome.self, [demonstration])
            else { throw noReassessment(demonstration) }
            try ledger.requireSeat(of: chair, on: outcome.dossier)
            try ledger.requireGroundToChange(dossier: outcome.dossier, demonstration: demonstration)
            let limit = try policy.rectification(verdict, by: day)
            guard outcome.decided != verdict || outcome.rectifyBy != limit || outcome.isOpen else {
                throw Failure.failed(
                    Text(zh: "\(demonstration) 已为“\(outcome.name.zh)”。", en: "\(demonstration) is “\(outcome.name.en)” already."))
            }
            try ledger.put(
                ReassessmentMove(
                    number: try ledger.reader.all(ReassessmentMove.self).count + 1, demonstration: demonstration, before: outcome.decided,
                    after: verdict, rectifyBy: limit, chair: chair, at: ledger.now, reason: reason))
            outcome.decided = verdict
            outcome.rectifyBy = limit
            outcome.decidedBy = chair
            outcome.reason = reason
            try ledger.put(outcome)
            try ledger.voidSignatures()
            return outcome
        }
    }

    /// What becomes of each demonstration, by category in the call's order.
    public func reassessment(as actor: String) async throws -> [ReassessmentLine] {
        try await consult(.seeShortlist, as: actor) { reader, call, _ in try reader.reassessmentLines(call) }
    }
}

/// Says that nothing was proposed for a demonstration.
func noReassessment(_ demonstration: String) -> Failure {
    .failed(
        Text(
            zh: "评估评价意见中没有 \(demonstration)。请核对示范编号，或先用 decisions propose 提出。",
            en: "There is no outcome of \(demonstration). Check the number, or propose them first with decisions propose."))
}

extension Call.ReassessmentPolicy {
    /// The day for a verdict: the one given, else the call's; none where nothing has to be put in order.
    fileprivate func rectification(_ verdict: Verdict, by day: Day?) throws -> Day? {
        guard verdict == .rectify else {
            guard day == nil else {
                throw Failure.usage(Text(zh: "--by 只用于限期整改（--rectify）。", en: "--by goes with --rectify only."))
            }
            return nil
        }
        guard let limit = day ?? rectifyBy else {
            throw Failure.usage(
                Text(zh: "通知未定整改期限，用 --by 写明。", en: "The call sets no day for rectification: name one with --by."))
        }
        guard limit > filing else {
            throw Failure.usage(
                Text(zh: "整改期限须晚于填报截止日 \(filing)。", en: "The day for rectification has to be after \(filing), the last day of filing."))
        }
        return limit
    }
}

extension RoundReader {
    func reassessmentLines(_ call: Call) throws -> [ReassessmentLine] {
        let outcomes = try all(ReassessmentOutcome.self).byDemonstration
        guard !outcomes.isEmpty else { return [] }
        let results = Dictionary(try all(Outcome.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let moves = Dictionary(grouping: try all(ReassessmentMove.self).sorted { $0.number < $1.number }, by: \.demonstration)
        let demonstrations = try all(Demonstration.self)
        return call.reassessmentCategories.flatMap { category in
            demonstrations.filter { $0.category == category.id }.compactMap { demonstration in
                outcomes[demonstration.id].map { outcome in
                    ReassessmentLine(
                        demonstration: demonstration, outcome: outcome, result: outcome.dossier.flatMap { results[$0] },
                        moves: moves[demonstration.id] ?? [])
                }
            }
        }
    }
}

extension Ledger {
    /// Signatures under another list do not stand for the one that is there now.
    func voidSignatures() throws {
        for var signature in try reader.all(Signature.self) where signature.stands {
            signature.stands = false
            try put(signature)
        }
    }
}
