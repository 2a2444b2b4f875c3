internal import Formats
internal import Matching
public import Programme

extension Office {
    /// Has a dossier with a marked sheet read by one more expert: found by the engine by the call's rules, free of conflicts, and
    /// nobody who was ever asked for a review of it. Where the reader has left it, finds another.
    ///
    /// The panel stays and is pinned, so that its rules on specialties, organisations and regions hold with the reader as well.
    ///
    /// - Throws: `Failure.noSolution` with what is in the way where there is no such expert.
    public func openThirdReading(of expert: String, on dossier: String, reason: String, as actor: String) async throws -> AdjudicationStep {
        if let told: AdjudicationStep = try await told(.openThirdReading, to: actor) { return told }
        let (problem, panel) = try await consult(.openThirdReading, as: actor) { reader, call, round in
            try reader.problemOfThirdReading(of: expert, on: dossier, call, round)
        }
        let plan = try await problem.solved(SolveOptions(seed: 1), cancellation: nil) { _ in }
        guard plan.status != .infeasible else {
            throw Failure.noSolution(
                Text(zh: "找不到第三人评阅的专家：", en: "No expert can read it a third time: ") + plan.diagnosis.map(\.message).enumerated())
        }
        let faults = problem.verify(plan).faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "所选专家未通过核验，未保存：", en: "The expert that was found did not pass the check and was not kept: ")
                    + faults.enumerated())
        }
        let pairs = plan.assignments.map { problem.experts[$0.expert].id }
        guard let reader = pairs.first(where: { !panel.contains($0) }) else {
            throw Failure.noSolution(Text(zh: "找不到第三人评阅的专家。", en: "No expert can read it a third time."))
        }
        return try await perform(.openThirdReading, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let (again, _) = try ledger.reader.problemOfThirdReading(of: expert, on: dossier, ledger.call, ledger.round)
            let instance = InstanceFile.text(of: problem)
            guard InstanceFile.text(of: again) == instance else {
                throw Failure.failed(
                    Text(zh: "计算期间情况有变，未作改动。请重新运行。", en: "Something changed meanwhile; nothing was done. Run it again."))
            }
            let file = PlanFile(plan: plan, instanceName: problem.name, instanceText: instance)
            let leads = try ledger.reader.leads()
            let total = Int((plan.total * 10_000).rounded())
            let record = PlanRecord(
                number: (try ledger.reader.all(PlanRecord.self).map(\.number).max() ?? 0) + 1, purpose: .replacement, state: .approved,
                pairs: pairs.map { [dossier, $0] }, optimal: plan.status == .optimal, total: total,
                bound: max(total, Int(((plan.bound ?? plan.total) * 10_000).rounded(.down))), instance: file.instanceDigest,
                document: file.text(for: problem), madeBy: actor, madeAt: ledger.now, approvedBy: actor, leads: leads.isEmpty ? nil : leads)
            try ledger.put(record)
            try ledger.put(Review(dossier: dossier, expert: reader, state: .assigned, plan: record.number, at: ledger.now))
            return try ledger.record(
                ledger.step(
                    .thirdReading, dossier, expert, reason: reason,
                    figures: try ledger.reader.figures(of: expert, on: dossier, ledger.call), reader: reader, plan: record.number))
        }
    }
}

extension RoundReader {
    /// Who was ever found to read a dossier a third time, dossier and expert.
    func thirdReadings() throws -> Set<[String]> {
        Set(
            try all(AdjudicationStep.self).compactMap { step in
                step.kind == .thirdReading ? step.reader.map { [step.dossier, $0] } : nil
            })
    }

    /// Whether an expert is to read a dossier a third time and nobody has ended it.
    func isToReadAgain(_ expert: String, _ dossier: String) throws -> Bool {
        AbnormalMatter.matters(in: try adjudication(of: dossier)).contains { $0.isOpen && $0.reading?.reader == expert }
    }

    /// While results are settled, only who reads a third time reviews; who is asked for reasons, or votes, may look.
    func requireThirdReading(_ review: Review, toRead: Bool) throws {
        if try isToReadAgain(review.expert, review.dossier) { return }
        let isAsked = AbnormalMatter.matters(in: try adjudication(of: review.dossier)).contains { $0.isOpen && $0.request != nil }
        if toRead, isAsked, review.state.sits { return }
        throw Failure.failed(
            Text(
                zh: "评审已结束，\(review.dossier) 的评分表不再改动。", en: "The reviews are closed, and the sheet of \(review.dossier) stays as it is."))
    }

    /// The assignment of one more seat, with the panel in its seats, and the panel.
    func problemOfThirdReading(
        of expert: String, on dossier: String, _ call: Call, _ round: RoundState
    ) throws -> (AssignmentProblem, panel: [String]) {
        guard call.abnormal?.thirdReading != nil else {
            throw Failure.failed(
                Text(zh: "本轮通知未规定第三人评阅（abnormal.thirdReading）。", en: "The call has no third reading (abnormal.thirdReading)."))
        }
        _ = try figures(of: expert, on: dossier, call)
        let reviews = try all(Review.self, where: "dossier", is: dossier)
        if let reading = try matter(dossier, expert)?.reading, reviews.contains(where: { $0.expert == reading.reader && $0.state.sits }) {
            throw Failure.failed(
                Text(
                    zh: "\(dossier) 已安排 \(reading.reader ?? "") 评阅（第 \(reading.number) 号）。",
                    en: "\(reading.reader ?? "") was found to read \(dossier) already (number \(reading.number))."))
        }
        let readings = try thirdReadings()
        let panel = reviews.filter { $0.state.sits && !readings.contains($0.identity) }.map(\.expert)
        let others = reviews.map(\.expert).filter { !panel.contains($0) }
        let draft = try AssignmentDraft(self, call: call, round: round).ofNewPanel(for: dossier, keeping: panel, without: others)
        var problem = try draft.problem(named: "\(call.id)-third-reading-\(dossier)")
        for index in problem.dossiers.indices { problem.dossiers[index].demand = panel.count + 1 }
        return (problem, panel)
    }
}
