internal import Formats
internal import Matching
public import Programme
internal import Scoring

/// A review by a new panel with both results.
public struct RereviewLine: Codable, Sendable {
    /// The re-review, with the first panel's result.
    public var rereview: Rereview
    /// The new panel's result; nil until it is computed.
    public var result: RereviewResult?
    /// How many of the new panel's sheets are in.
    public var submitted: Int
}

extension Office {
    /// Assigns a new panel to a dossier whose review was quashed: by the engine, by the call's rules, free of conflicts, and with
    /// nobody who was ever asked for a review of it. Where somebody of the new panel has left it, fills the places.
    ///
    /// - Throws: `Failure.noSolution` with what is in the way where no such panel can be formed.
    public func openRereview(of objection: Int, as actor: String) async throws -> RereviewLine {
        if let told: RereviewLine = try await told(.openRereview, to: actor) { return told }
        let (draft, former) = try await consult(.openRereview, as: actor) { reader, call, round in
            try reader.draftOfNewPanel(for: objection, call, round)
        }
        let problem = try draft.problem(named: "\(draft.call.id)-rereview-\(objection)")
        let plan = try await problem.solved(SolveOptions(seed: 1), cancellation: nil) { _ in }
        guard plan.status != .infeasible else {
            throw Failure.noSolution(
                Text(zh: "组不成新的评审组：", en: "No new panel can be formed: ") + plan.diagnosis.map(\.message).enumerated())
        }
        let faults = problem.verify(plan).faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "新评审组未通过核验，未保存：", en: "The new panel did not pass its check and was not kept: ") + faults.enumerated())
        }
        return try await perform(.openRereview, as: actor) { ledger in
            let (again, _) = try ledger.reader.draftOfNewPanel(for: objection, ledger.call, ledger.round)
            let instance = InstanceFile.text(of: problem)
            guard try InstanceFile.text(of: again.problem(named: problem.name)) == instance else {
                throw Failure.failed(
                    Text(zh: "计算期间情况有变，未作改动。请重新运行。", en: "Something changed meanwhile; nothing was done. Run it again."))
            }
            let dossier = problem.dossiers[0].id
            let panel = plan.assignments.map { problem.experts[$0.expert].id }
            let file = PlanFile(plan: plan, instanceName: problem.name, instanceText: instance)
            let led = try ledger.reader.leads().filter { $0[0] != dossier }
            let leads = led + problem.names(of: problem.leads(of: plan, keeping: []))
            let total = Int((plan.total * 10_000).rounded())
            let record = PlanRecord(
                number: (try ledger.reader.all(PlanRecord.self).map(\.number).max() ?? 0) + 1, purpose: .replacement, state: .approved,
                pairs: panel.map { [dossier, $0] }, optimal: plan.status == .optimal, total: total,
                bound: max(total, Int(((plan.bound ?? plan.total) * 10_000).rounded(.down))), instance: file.instanceDigest,
                document: file.text(for: problem), madeBy: actor, madeAt: ledger.now, approvedBy: actor, leads: leads.isEmpty ? nil : leads)
            try ledger.put(record)
            let rereview = Rereview(
                number: try ledger.reader.all(Rereview.self).count + 1, objection: objection, dossier: dossier, former: former.sorted(),
                panel: panel.sorted(), plan: record.number, instance: instance,
                before: try ledger.reader.resultBeforeRereview(objection, dossier), by: actor, at: ledger.now)
            try ledger.put(rereview)
            for expert in panel where try ledger.reader.find(Review.self, [dossier, expert]) == nil {
                try ledger.put(Review(dossier: dossier, expert: expert, state: .assigned, plan: record.number, at: ledger.now))
            }
            return try ledger.reader.line(of: rereview)
        }
    }

    /// Computes the results anew with the new panel's sheets in place of the first panel's, once all are in. Both results are kept.
    /// The dossier's place on the list follows; where others' places are in question the chairs move them.
    public func computeRereview(of objection: Int, as actor: String) async throws -> RereviewLine {
        try await perform(.computeRereview, as: actor) { ledger in
            guard
                let rereview = try ledger.reader.all(Rereview.self).filter({ $0.objection == objection }).max(by: { $0.number < $1.number })
            else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(objection) 号异议没有新的评审组（decisions rereview）。",
                        en: "Objection \(objection) has no new panel (decisions rereview)."))
            }
            let line = try ledger.reader.line(of: rereview)
            guard line.result == nil else {
                throw Failure.failed(Text(zh: "重新评审结果已计算。", en: "The new panel's result is computed already."))
            }
            guard line.submitted == rereview.panel.count else {
                throw Failure.failed(
                    Text(
                        zh: "新评审组评分表 \(line.submitted)/\(rereview.panel.count) 份；未齐的催办，有人退出的用 decisions rereview 补齐。",
                        en:
                            "\(line.submitted) of the new panel's \(rereview.panel.count) sheets are in; where somebody left it, fill the place with decisions rereview."
                    ))
            }
            let (outcomes, bases) = ledger.call.resultsAndBases(of: try ledger.reader.sheetsInForce(ledger.call))
            for outcome in outcomes { try ledger.put(outcome) }
            for basis in bases { try ledger.put(basis) }
            guard let after = outcomes.first(where: { $0.dossier == rereview.dossier }) else {
                throw Failure.failed(Text(zh: "\(rereview.dossier) 没有结果。", en: "\(rereview.dossier) has no result."))
            }
            try ledger.put(
                RereviewResult(rereview: rereview.number, dossier: rereview.dossier, after: after, by: actor, at: ledger.now))
            try ledger.follow(rereview, outcomes)
            return try ledger.reader.line(of: rereview)
        }
    }
}

extension Ledger {
    /// Puts a dossier where its new result does, and an earlier demonstration's proposal where no chair decided otherwise.
    fileprivate func follow(_ rereview: Rereview, _ outcomes: [Outcome]) throws {
        let reason = "重新评审结果（异议 \(rereview.objection)）"
        if let place = try reader.placements(call, by: outcomes).first(where: { $0.dossier == rereview.dossier }),
            var placement = try reader.find(Placement.self, [rereview.dossier])
        {
            placement.proposed = place.proposed
            placement.ground = place.ground
            if placement.listed != place.listed {
                _ = try move(placement, listed: place.listed, by: actor, reason: reason, rereview: rereview.number)
            } else {
                try put(placement)
                try voidSignatures()
            }
        }
        let proposals = call.reassessmentOutcomes(of: try reader.register(), by: outcomes)
        if let proposal = proposals.first(where: { $0.dossier == rereview.dossier }),
            var outcome = try reader.find(ReassessmentOutcome.self, [proposal.demonstration])
        {
            if outcome.isMoved {
                (outcome.basis, outcome.proposed, outcome.ground) = (proposal.basis, proposal.proposed, proposal.ground)
            } else {
                outcome = proposal
            }
            try put(outcome)
            try voidSignatures()
        }
    }
}

extension RoundReader {
    func rereviewLines() throws -> [RereviewLine] {
        try all(Rereview.self).sorted { $0.number < $1.number }.map { try line(of: $0) }
    }

    fileprivate func line(of rereview: Rereview) throws -> RereviewLine {
        let reviews = try all(Review.self, where: "dossier", is: rereview.dossier)
        return RereviewLine(
            rereview: rereview, result: try find(RereviewResult.self, ["\(rereview.number)"]),
            submitted: reviews.count { rereview.panel.contains($0.expert) && $0.state == .submitted })
    }

    /// The result that a quashed review had: that of the first panel, also where its new panel was filled up since.
    fileprivate func resultBeforeRereview(_ objection: Int, _ dossier: String) throws -> Outcome {
        if let first = try all(Rereview.self).first(where: { $0.objection == objection }) { return first.before }
        return try get(Outcome.self, dossier, named: Text(zh: "结果", en: "result of"))
    }

    /// The objections whose quashed review has no new result yet.
    func unreviewed() throws -> [Int] {
        let done = Set(try rereviewLines().filter { $0.result != nil }.map(\.rereview.objection))
        return try all(ObjectionAnswer.self).filter { $0.verdict == .quashed && !done.contains($0.objection) }.map(\.objection)
    }

    /// The new panels in force, by dossier: of each the last.
    private func newPanels() throws -> [String: Rereview] {
        Dictionary(try all(Rereview.self).map { ($0.dossier, $0) }) { $0.number > $1.number ? $0 : $1 }
    }

    /// The panels' sheets that count now: where a dossier was reviewed again, the new panel's alone.
    func sheetsInForce(_ call: Call) throws -> [PanelSheets] {
        let panels = try newPanels()
        return try panelSheets(call).map { own in
            guard let panel = panels[own.dossier]?.panel else { return own }
            var own = own
            own.sheets = own.sheets.filter { panel.contains($0.expert) }
            own.missing = max(0, panel.count - own.sheets.count)
            return own
        }
    }

    /// Once the list is public, only a new panel that has not finished reviews: nobody corrects a sheet of the first.
    func requireNewPanel(_ review: Review) throws {
        if let rereview = try newPanels()[review.dossier], rereview.panel.contains(review.expert) || !review.state.sits,
            try find(RereviewResult.self, ["\(rereview.number)"]) == nil
        {
            return
        }
        throw Failure.failed(
            Text(
                zh: "名单已公示，\(review.dossier) 的评审已结束。", en: "The list is public, and the review of \(review.dossier) is over."))
    }

    /// The assignment of a new panel alone, and who may not sit on it.
    fileprivate func draftOfNewPanel(for objection: Int, _ call: Call, _ round: RoundState) throws -> (AssignmentDraft, former: [String]) {
        let entry = try get(Objection.self, "\(objection)", named: Text(zh: "异议", en: "objection"))
        guard try find(ObjectionAnswer.self, ["\(objection)"])?.verdict == .quashed, let id = entry.dossier else {
            throw Failure.failed(
                Text(
                    zh: "第 \(objection) 号异议未答复为撤销原评审结果（decisions answer --quash）。",
                    en: "Objection \(objection) was not answered by quashing the review (decisions answer --quash)."))
        }
        let earlier = try all(Rereview.self).filter { $0.objection == objection }.max { $0.number < $1.number }
        let reviews = try all(Review.self, where: "dossier", is: id)
        var staying: [String] = []
        if let earlier {
            staying = earlier.panel.filter { expert in reviews.contains { $0.expert == expert && $0.state.sits } }
            guard staying.count < earlier.panel.count else {
                throw Failure.failed(
                    Text(zh: "新评审组已组成，无人退出。", en: "The new panel is formed, and nobody has left it."))
            }
        }
        let former = reviews.map(\.expert).filter { !staying.contains($0) }
        return (try AssignmentDraft(self, call: call, round: round).ofNewPanel(for: id, keeping: staying, without: former), former)
    }
}

extension AssignmentDraft {
    /// The same for one dossier, as if nobody had been asked yet but those who stay.
    ///
    /// Whoever has as many reviews as they take can't be given another; in a category whose experts are drawn, only those in
    /// service can.
    func ofNewPanel(for dossier: String, keeping staying: [String], without former: [String]) -> AssignmentDraft {
        var draft = self
        draft.dossiers = dossiers.filter { $0.id == dossier }
        let load = Dictionary(grouping: sitting, by: \.expert).mapValues(\.count)
        draft.experts = experts.filter { staying.contains($0.id) || load[$0.id, default: 0] < $0.maximumLoad }
        draft.kept = staying.map { Pair(dossier: dossier, expert: $0) }
        draft.mending = nil
        let category = draft.dossiers.first?.category ?? ""
        draft.openings = [dossier: Set(experts.map(\.id).filter { pools.serves($0, in: category) })]
        for expert in former {
            let pair = Pair(dossier: dossier, expert: expert)
            draft.left[pair] =
                draft.left[pair] ?? Review(dossier: dossier, expert: expert, state: .withdrawn, plan: 0, at: Instant(seconds: 0))
        }
        return draft
    }
}
