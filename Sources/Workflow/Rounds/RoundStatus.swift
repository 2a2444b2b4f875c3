public import Programme
internal import Scoring

/// Where a round stands.
public struct RoundStatus: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The call's source.
    public var source: Text
    /// The digest of the frozen call.
    public var callDigest: String
    /// The stage.
    public var stage: Stage
    /// Dossiers by category that take part: those that are out or wait for a decision left out.
    public var dossiers: [Count]
    /// Experts.
    public var experts: Int
    /// Binding conflicts between an expert and a dossier, each pair once.
    public var conflicts: Int
    /// Reviews by state.
    public var reviews: [Count]
    /// What the stage still needs before the next one.
    public var missing: [Text]
    /// The digest of the last act in the log.
    public var logDigest: String

    /// How many there are of something.
    public struct Count: Codable, Sendable {
        /// What is counted.
        public var name: Text
        /// How many.
        public var count: Int
    }
}

extension Office {
    /// Where the round stands and what its stage still needs.
    public func status(as actor: String) async throws -> RoundStatus {
        try await consultOnce(.seeRound, "status", as: actor) { reader, call, round in
            let dossiers = try reader.activeDossiers()
            let reviews = try reader.all(Review.self)
            let pairs = Set(try reader.all(Conflict.self).filter(\.binds).map { [$0.expert, $0.dossier] })
            return RoundStatus(
                title: call.title, source: call.source, callDigest: round.callDigest, stage: round.stage,
                dossiers: call.categories.map { category in
                    .init(name: category.name, count: dossiers.count { $0.category == category.id })
                },
                experts: try reader.all(Expert.self).count, conflicts: pairs.count,
                reviews: Review.State.allCases.map { state in
                    .init(name: state.name, count: reviews.count { $0.state == state })
                },
                missing: try reader.missing(in: round, call: call), logDigest: try reader.logEnd()?.digest ?? "")
        }
    }

    /// Moves on to the next stage.
    ///
    /// - Parameter despite: the written reason for closing the reviews although sheets are missing, or the visits although findings are.
    /// - Throws: `Failure.failed` with everything that the stage still needs.
    /// - Returns: the stage that the round is in now.
    public func advance(as actor: String, despite: String?) async throws -> Stage {
        try await perform(.advanceStage, as: actor, remark: despite) { ledger in
            let stage = ledger.round.stage
            let missing = try ledger.reader.missing(in: ledger.round, call: ledger.call)
            // A reason may close reviews that lack sheets; it settles no suspicion.
            let unsettled = try ledger.reader.missingSettlements(in: stage)
            let canBeOverruled = stage == .reviews || (stage == .visits && ledger.round.visitsChosen)
            let overruled = canBeOverruled && unsettled.isEmpty && despite?.allSatisfy(\.isWhitespace) == false
            guard missing.isEmpty || overruled else {
                throw Failure.failed(
                    Text(
                        zh: "“\(stage.name.zh)”阶段尚未完成：\n\(missing.map { "  · " + $0.zh }.joined(separator: "\n"))"
                            + (stage == .reviews ? "\n确需结束评审的，用 --despite 写明理由。" : "")
                            + (stage == .visits && canBeOverruled ? "\n确需结束考查的，用 --despite 写明理由；缺考查意见的由组长决定。" : ""),
                        en: "The stage “\(stage.name.en)” is not done:\n"
                            + missing.map { "  · " + $0.en }.joined(separator: "\n")
                            + (stage == .reviews ? "\nTo close the reviews all the same, give a reason with --despite." : "")
                            + (stage == .visits && canBeOverruled
                                ? "\nTo close the visits all the same, give a reason with --despite; what has no findings is for the chairs to decide."
                                : "")))
            }
            guard let next = stage.next else { return stage }
            ledger.round.stage = next
            return next
        }
    }
}

extension RoundReader {
    /// The dossiers that take part: all but those that are out or wait for a decision.
    func activeDossiers() throws -> [Dossier] {
        let without = Set(try flagsAsDecided().filter(\.keepsOut).map(\.dossier))
        return try all(Dossier.self).filter { !without.contains($0.id) }
    }

    /// What the stage still needs before the next one may begin.
    func missing(in round: RoundState, call: Call) throws -> [Text] {
        switch round.stage {
        case .intake: try missingInIntake()
        case .conflicts:
            (round.conflictsDetected
                ? [] : [Text(zh: "尚未运行 linxuan conflicts detect", en: "linxuan conflicts detect has not been run")])
                + (try missingSettlements(in: round.stage))
        case .assignment: try missingDraws(call) + missingPlan(round, call: call) + missingSettlements(in: round.stage)
        case .reviews: try missingInReviews(call) + missingSettlements(in: round.stage)
        case .results:
            try
                (all(Outcome.self).isEmpty
                ? [Text(zh: "尚未运行 linxuan results compute", en: "linxuan results compute has not been run")]
                : missingNewResults(call)) + openMatters() + missingSettlements(in: round.stage)
        case .visits:
            (round.visitsChosen
                ? try missingFindings(call) : [Text(zh: "尚未运行 linxuan visits choose", en: "linxuan visits choose has not been run")])
                + (try missingSettlements(in: round.stage))
        case .decisions:
            try missingSettlements(in: round.stage) + missingVerdicts() + missingOnTheList(call, round)
        case .notice: try missingInNotice(call, round) + [endOfNotice()]
        case .closed: []
        }
    }

    /// How far the list has come on its way to the last signature.
    private func missingOnTheList(_ call: Call, _ round: RoundState) throws -> [Text] {
        let needed = call.decisions.signatures
        guard try isListProposed(call) else {
            return [
                Text(
                    zh: "拟入选名单尚未提出（decisions propose）；提出后须由 \(needed) 名组长签字",
                    en: "the shortlist is not proposed yet (decisions propose); then \(needed) chairs sign it")
            ]
        }
        var missing = try openMotions(call)
        if call.decisions.moves == .majority {
            let vote = try listVote(call, round)
            if vote.standing != .carried {
                let voted = Set(vote.votes.map(\.chair)).intersection(vote.entitled).count
                missing.append(
                    Text(
                        zh: "拟入选名单尚未表决通过（decisions vote --list）：应表决 \(vote.entitled.count) 名，已表决 \(voted) 名",
                        en: "the list is not carried (decisions vote --list): \(voted) of \(vote.entitled.count) chairs have voted"))
            }
        }
        let signed = try unhidden.all(Signature.self).count(where: \.stands)
        missing.append(
            Text(
                zh: "拟入选名单已提出，待组长签字（decisions sign）：须 \(needed) 名，已签 \(signed) 名",
                en: "the shortlist is proposed and awaits signatures (decisions sign): \(signed) of \(needed)"))
        return missing
    }

    /// Whether there is a list of the results as they are. Where scores became void the list is taken back, and what was proposed for
    /// demonstrations stays until it is proposed anew.
    private func isListProposed(_ call: Call) throws -> Bool {
        guard try unhidden.all(Placement.self).isEmpty else { return true }
        return try !unhidden.all(ReassessmentOutcome.self).isEmpty
            && unhidden.all(Outcome.self).allSatisfy { call.isReassessed($0.category) }
    }

    /// When a list that is public becomes final.
    private func endOfNotice() throws -> Text {
        guard let until = try unhidden.all(PublicNotice.self).map(\.until).max() else {
            return Text(
                zh: "公示期满、异议均已答复后办结（decisions close）", en: "it closes once the period is over and all is answered (decisions close)")
        }
        return Text(
            zh: "公示期至 \(until) 止；期满、异议均已答复后办结（decisions close）",
            en: "the notice runs until \(until); it closes once the period is over and all is answered (decisions close)")
    }

    private func missingFindings(_ call: Call) throws -> [Text] {
        let open = try visitsWithoutFinding(call)
        return open.isEmpty
            ? []
            : [
                Text(
                    zh: "\(open.count) 个考查尚未提交考查意见（visits submit）：\(open.joined(separator: "、"))",
                    en: "\(open.count) visits have no findings yet (visits submit): \(open.joined(separator: ", "))")
            ]
    }

    /// What follows from scores that stand out and is not decided.
    private func openMatters() throws -> [Text] {
        AbnormalMatter.matters(in: try all(AdjudicationStep.self)).filter(\.isOpen).map(\.openWords)
    }

    /// Results that were computed from other sheets than there are now: scores became void since.
    private func missingNewResults(_ call: Call) throws -> [Text] {
        let known = Dictionary(
            try all(Outcome.self).map { ($0.dossier, Set($0.sheets.map(\.expert))) }, uniquingKeysWith: { first, _ in first })
        let stale = try panelSheets(call).filter { known[$0.dossier] != Set($0.sheets.map(\.expert)) }.map(\.dossier)
        guard !stale.isEmpty else { return [] }
        return [
            Text(
                zh: "\(stale.joined(separator: "、")) 的评分表有变，须重新运行 linxuan results compute",
                en: "the sheets of \(stale.joined(separator: ", ")) have changed: run linxuan results compute again")
        ]
    }

    private func missingVerdicts() throws -> [Text] {
        let open = try all(ReassessmentOutcome.self).filter(\.isOpen).map(\.demonstration)
        return open.isEmpty
            ? []
            : [
                Text(
                    zh: "\(open.count) 个示范的评估评价结论须由组长决定（decisions decide）：\(open.joined(separator: "、"))",
                    en: "\(open.count) demonstrations are for the chairs to decide (decisions decide): \(open.joined(separator: ", "))")
            ]
    }

    /// Suspicions that nobody has settled: none passes in silence.
    func missingSettlements(in stage: Stage) throws -> [Text] {
        guard (Stage.conflicts ... .decisions).contains(stage) else { return [] }
        let open = try all(Conflict.self).count { $0.state == .suspected }
        guard open > 0 else { return [] }
        return [
            Text(
                zh: "\(open) 条疑似回避情形待核实（conflicts suspicions、conflicts settle）",
                en: "\(open) suspicions are not settled (conflicts suspicions, conflicts settle)")
        ]
    }

    private func missingPlan(_ round: RoundState, call: Call) throws -> [Text] {
        guard let plan = try all(PlanRecord.self).first(where: { $0.state == .approved }) else {
            return [
                Text(
                    zh: "尚无批准的分配方案（assignment plan、assignment approve）", en: "no plan is approved (assignment plan, assignment approve)"
                )
            ]
        }
        guard try isDrawnAsAsked(plan, call) else {
            return [
                Text(
                    zh: "批准的第 \(plan.number) 号方案不是最近一次抽签抽中的方案（assignment approve）",
                    en: "plan \(plan.number), which is approved, is not the one that the last draw took (assignment approve)")
            ]
        }
        return try pairsNotDrawn(in: plan, round, call: call).isEmpty
            ? []
            : [
                Text(
                    zh: "第 \(plan.number) 号方案中有未抽中的专家，须重新求解（assignment plan）",
                    en: "plan \(plan.number) has experts who are not drawn: plan again (assignment plan)")
            ]
    }

    private func missingInIntake() throws -> [Text] {
        var missing: [Text] = []
        if try all(Dossier.self).isEmpty { missing.append(Text(zh: "尚未导入申报材料", en: "no dossiers are taken in")) }
        if try all(Expert.self).isEmpty { missing.append(Text(zh: "尚未导入专家", en: "no experts are taken in")) }
        let open = try flagsAsDecided().filter(\.awaitsDecision)
        if !open.isEmpty {
            missing.append(
                Text(
                    zh: "\(open.count) 项待核定事项未处理：\(open.map(\.dossier).joined(separator: "、"))",
                    en: "\(open.count) flags are not decided: \(open.map(\.dossier).joined(separator: ", "))"))
        }
        return missing
    }

    private func missingInReviews(_ call: Call) throws -> [Text] {
        let sitting = try all(Review.self).filter(\.state.sits)
        let beside = try thirdReadings()
        let panels = Dictionary(grouping: sitting.filter { !beside.contains($0.identity) }, by: \.dossier)
        let vacant = try activeDossiers().filter { dossier in
            let size = call.category(dossier.category).flatMap(call.panel)?.size ?? 0
            return panels[dossier.id, default: []].count < size
        }
        let late = sitting.filter { $0.state == .assigned }
        var missing: [Text] = []
        if !vacant.isEmpty {
            missing.append(
                Text(
                    zh: "\(vacant.count) 份材料缺评审专家，须补选（assignment replace）：\(vacant.map(\.id).joined(separator: "、"))",
                    en: "\(vacant.count) dossiers lack an expert (assignment replace): \(vacant.map(\.id).joined(separator: ", "))"))
        }
        if !late.isEmpty {
            let experts = Set(late.map(\.expert)).sorted()
            missing.append(
                Text(
                    zh: "\(experts.count) 名专家尚有 \(late.count) 份评分表未提交：\(experts.joined(separator: "、"))",
                    en: "\(late.count) sheets of \(experts.count) experts are not submitted: \(experts.joined(separator: ", "))"))
        }
        return missing
    }
}
