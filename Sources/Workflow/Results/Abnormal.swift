public import Programme
internal import Scoring

/// A sheet that stands out or stood out, with what followed.
public struct AbnormalSheet: Codable, Sendable {
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// The sheet's own total.
    public var total: Fraction
    /// The middle of the panel's other sheets.
    public var others: Fraction
    /// How many standard errors from what the model lets expect; nil where the call doesn't mark by it.
    public var standardised: Double?
    /// Whether it stands out by the sheets that there are now. Where it doesn't any more, the figures are those of the day on which
    /// the matter was opened.
    public var isMarked: Bool
    /// Whether somebody has still to decide on it.
    public var isOpen: Bool
    /// What followed, in order.
    public var steps: [AdjudicationStep]
}

/// A request for reasons as one expert sees it: of others' sheets the figures and the reasons, never the name; of the own one no
/// score of others.
public struct OwnAbnormalSheet: Codable, Sendable {
    /// The number of the request, which a vote names.
    public var request: Int
    /// The dossier.
    public var dossier: String
    /// Whether it is the expert's own sheet.
    public var isOwn: Bool
    /// The sheet's total.
    public var total: Fraction
    /// The middle of the other sheets; nil for the own one.
    public var others: Fraction?
    /// Why it is asked; nil for others' sheets.
    public var asked: String?
    /// Until when reasons are given.
    public var due: Instant?
    /// The written reasons, the latest; nil where there are none.
    public var explanation: String?
    /// How the expert votes, the latest; nil for the own sheet and before a vote.
    public var vote: AdjudicationStep.Kind?
}

extension Office {
    /// The sheets that stand out by the call's rule, and those on which a matter was opened, with what followed.
    public func abnormalSheets(as actor: String) async throws -> [AbnormalSheet] {
        try await consult(.seeAbnormal, as: actor) { reader, call, _ in
            // The model is of everything that was reviewed, whoever looks.
            try reader.unhidden.abnormalSheets(call).filter { try reader.find(Dossier.self, [$0.dossier]) != nil }
        }
    }

    /// What followed from the marked sheets of one dossier, in order; for chairs and auditors.
    public func adjudication(of dossier: String, as actor: String) async throws -> [AdjudicationStep] {
        try await consult(.seeSheets, as: actor) { reader, _, _ in try reader.adjudication(of: dossier) }
    }

    /// Asks the expert of a marked sheet for written reasons, once, by the days of the call; the other members may vote
    /// from then on where the call replaces scores.
    public func askReasons(of expert: String, on dossier: String, reason: String, as actor: String) async throws -> AdjudicationStep {
        try await perform(.askReasons, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            guard let days = ledger.call.abnormal?.reasonDays else {
                throw Failure.failed(
                    Text(zh: "本轮通知未规定要求说明理由（abnormal.reasons）。", en: "The call asks for no reasons (abnormal.reasons)."))
            }
            guard try ledger.reader.matter(dossier, expert)?.request == nil else {
                throw Failure.failed(
                    Text(zh: "已要求 \(expert) 说明 \(dossier) 的评分理由。", en: "\(expert) was asked about \(dossier) already."))
            }
            return try ledger.record(
                ledger.step(
                    .asked, dossier, expert, reason: reason, due: Instant(seconds: ledger.now.seconds + days * 86400),
                    figures: try ledger.reader.figures(of: expert, on: dossier, ledger.call)))
        }
    }

    /// Gives written reasons for the own sheet; more may follow until a chair decides.
    public func explainSheet(on dossier: String, reason: String, as expert: String) async throws -> AdjudicationStep {
        try await perform(.explainSheet, as: expert, remark: reason) { ledger in
            try requireReason(reason)
            guard let matter = try ledger.reader.matter(dossier, expert), matter.request != nil else {
                throw Failure.failed(
                    Text(zh: "未要求您说明 \(dossier) 的评分理由。", en: "You are not asked for reasons on \(dossier)."))
            }
            try matter.requireOpen()
            return try ledger.record(ledger.step(.explained, dossier, expert, reason: reason))
        }
    }

    /// Another member of the panel says whether they hold the scores of a request abnormal; the latest vote counts.
    public func voteAbnormal(_ request: Int, abnormal: Bool, reason: String, as member: String) async throws -> AdjudicationStep {
        try await perform(.voteAbnormal, as: member, remark: reason) { ledger in
            try requireReason(reason)
            guard ledger.call.abnormal?.replace == true else {
                throw Failure.failed(
                    Text(zh: "本轮通知未规定替换异常评分（abnormal.replace）。", en: "The call replaces no scores (abnormal.replace)."))
            }
            guard let asked = try ledger.reader.find(AdjudicationStep.self, ["\(request)"]), asked.kind == .asked,
                asked.expert != member, try ledger.reader.standing(of: asked.dossier, ledger.call).members.contains(member),
                let matter = try ledger.reader.matter(asked.dossier, asked.expert), matter.request == asked
            else {
                throw Failure.notPermitted(
                    Text(
                        zh: "第 \(request) 号不是可由您表决的事项。用 linxuan review list 查看。",
                        en: "Number \(request) is nothing that you vote on. See linxuan review list."))
            }
            try matter.requireOpen()
            return try ledger.record(ledger.step(abnormal ? .heldAbnormal : .heldSound, asked.dossier, asked.expert, reason: reason))
        }
    }
}

extension AbnormalMatter {
    /// Refuses where all is decided.
    func requireOpen() throws {
        guard isOpen else {
            throw Failure.failed(
                Text(
                    zh: "\(dossier) 的这份评分表已作出处理决定。", en: "On this sheet of \(dossier) it was decided already."))
        }
    }

    /// The matter as it stands, in words.
    var openWords: Text {
        let last = steps.last.map { Text(zh: "第 \($0.number) 号，", en: "number \($0.number), ") + $0.kind.name } ?? Text(verbatim: "")
        return Text(
            zh: "\(dossier) / \(expert)：异常评分处理未结（\(last.zh)），由组长决定（results decide）",
            en:
                "\(dossier) / \(expert): what follows from scores that stand out is open (\(last.en)) and for a chair to decide (results decide)"
        )
    }
}

extension RoundReader {
    /// What followed on one dossier, in order.
    func adjudication(of dossier: String) throws -> [AdjudicationStep] {
        try all(AdjudicationStep.self, where: "dossier", is: dossier).sorted { $0.number < $1.number }
    }

    /// What followed from one sheet since it was last opened; nil where nothing is.
    func matter(_ dossier: String, _ expert: String) throws -> AbnormalMatter? {
        AbnormalMatter.matters(in: try adjudication(of: dossier)).first { $0.expert == expert }
    }

    /// What the decisions on a dossier's sheets come to.
    func standing(of dossier: String, _ call: Call) throws -> AdjudicationStanding {
        let sheets = try all(ScoreSheet.self, where: "dossier", is: dossier).filter { $0.state == .submitted }
        return AdjudicationStanding(try adjudication(of: dossier), submitted: Set(sheets.map(\.expert)), call.abnormal)
    }

    /// The sheets that stand out, and those on which a matter was opened.
    fileprivate func abnormalSheets(_ call: Call) throws -> [AbnormalSheet] {
        let steps = Dictionary(grouping: try all(AdjudicationStep.self).sorted { $0.number < $1.number }) { [$0.dossier, $0.expert] }
        let marks = Dictionary(
            call.abnormalSheets(of: try sheetsInForce(call)).map { ([$0.dossier, $0.expert], $0) }, uniquingKeysWith: { first, _ in first })
        return Set(steps.keys).union(marks.keys).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { subject in
            let own = steps[subject] ?? []
            let matter = AbnormalMatter.matters(in: own).first
            let known = matter?.figures ?? own.last { $0.figures != nil }?.figures
            guard
                let figures = marks[subject].map({ ($0.total, $0.others, $0.standardised) })
                    ?? known.map({ ($0.total, $0.others, $0.standardised.map { Double($0.hundredths) / 100 }) })
            else { return nil }
            return AbnormalSheet(
                dossier: subject[0], expert: subject[1], total: figures.0, others: figures.1, standardised: figures.2,
                isMarked: marks[subject] != nil, isOpen: matter?.isOpen ?? false, steps: own)
        }
    }

    /// By how much a sheet stands out now; what opens a matter needs a mark, what goes on with one keeps its figures.
    func figures(of expert: String, on dossier: String, _ call: Call) throws -> AdjudicationStep.Figures {
        if let matter = try matter(dossier, expert) {
            try matter.requireOpen()
            if let figures = matter.figures { return figures }
        }
        let marks = call.abnormalSheets(of: try unhidden.sheetsInForce(call))
        guard let mark = marks.first(where: { $0.dossier == dossier && $0.expert == expert }) else {
            throw Failure.failed(
                Text(
                    zh: "\(expert) 对 \(dossier) 的评分未被标记为异常。用 linxuan results abnormal 查看。",
                    en: "The sheet of \(expert) on \(dossier) is not marked. See linxuan results abnormal."))
        }
        return AdjudicationStep.Figures(
            total: mark.total, others: mark.others,
            standardised: mark.standardised.map { Points(hundredths: Int(max(-9_999_999, min(9_999_999, $0 * 100)).rounded())) })
    }

    /// The requests that concern an expert: on their own sheets, and on those of others of the same panels.
    func requests(to expert: String, _ call: Call) throws -> [OwnAbnormalSheet] {
        let steps = try all(AdjudicationStep.self)
        let votes = call.abnormal?.replace ?? false
        return try AbnormalMatter.matters(in: steps).compactMap { matter in
            guard let asked = matter.request, let figures = matter.figures, matter.isOpen else { return nil }
            let isOwn = matter.expert == expert
            guard try isOwn || (votes && standing(of: matter.dossier, call).members.contains(expert)) else { return nil }
            return OwnAbnormalSheet(
                request: asked.number, dossier: matter.dossier, isOwn: isOwn, total: figures.total, others: isOwn ? nil : figures.others,
                asked: isOwn ? asked.reason : nil, due: asked.due, explanation: matter.steps.last { $0.kind == .explained }?.reason,
                vote: matter.steps.last { $0.actor == expert && ($0.kind == .heldAbnormal || $0.kind == .heldSound) }?.kind)
        }
        .sorted { $0.request < $1.request }
    }
}

extension Ledger {
    /// A new step; what experts say carries no result.
    func step(
        _ kind: AdjudicationStep.Kind, _ dossier: String, _ expert: String, reason: String, due: Instant? = nil,
        figures: AdjudicationStep.Figures? = nil, reader: String? = nil, plan: Int? = nil,
        discussion: AdjudicationStep.Discussion? = nil, panel: [String]? = nil
    ) throws -> AdjudicationStep {
        AdjudicationStep(
            number: try self.reader.all(AdjudicationStep.self).count + 1, kind: kind, dossier: dossier, expert: expert, actor: actor,
            at: now,
            reason: reason, due: due, figures: figures, reader: reader, plan: plan, discussion: discussion, panel: panel)
    }

    /// Stores a step with what it does to the result.
    ///
    /// - Parameter before: The result before; by default that of the sheets that count without the step.
    func record(_ step: AdjudicationStep, before: AdjudicationStep.Effect.Result? = nil) throws -> AdjudicationStep {
        var step = step
        if !step.kind.isExperts {
            let old = try before ?? reader.result(of: step.dossier, call)
            step.effect = .init(before: old, after: try reader.result(of: step.dossier, call, supposing: step))
        }
        try put(step)
        return step
    }
}

extension RoundReader {
    /// The official result of a dossier by the sheets that count, or would with one more step.
    func result(of dossier: String, _ call: Call, supposing step: AdjudicationStep? = nil) throws -> AdjudicationStep.Effect.Result {
        // Steps tell official scores and places; nothing is fitted for them.
        var call = call
        call.scoring.ranking = nil
        let outcome = call.results(of: try panelSheets(call, supposing: step)).first { $0.dossier == dossier }
        return .init(score: outcome?.score, rank: outcome?.rank)
    }
}
