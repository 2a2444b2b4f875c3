public import Programme
public import Scoring

/// A sheet that stands out or stood out, with what followed.
public struct AbnormalSheet: Codable, Sendable {
    /// By how much.
    public var mark: AbnormalMark
    /// What followed, in order.
    public var steps: [AdjudicationStep]
}

/// A request for reasons as one expert sees it: of others' sheets the figures and the reasons, never the name.
public struct OwnAbnormalSheet: Codable, Sendable {
    /// The number of the request, which a vote names.
    public var request: Int
    /// The dossier.
    public var dossier: String
    /// Whether it is the expert's own sheet.
    public var isOwn: Bool
    /// The sheet's total.
    public var total: Fraction
    /// The middle of the other sheets.
    public var others: Fraction
    /// Until when reasons are given.
    public var due: Instant?
    /// The written reasons, the latest; nil where there are none.
    public var explanation: String?
    /// How the expert votes, the latest; nil for the own sheet and before a vote.
    public var vote: AdjudicationStep.Kind?
}

extension Office {
    /// The sheets that stand out by the call's plain rule, with what followed.
    public func abnormalSheets(as actor: String) async throws -> [AbnormalSheet] {
        try await consult(.seeAbnormal, as: actor) { reader, call, _ in
            let steps = try reader.all(AdjudicationStep.self).sorted { $0.number < $1.number }
            return call.abnormalSheets(of: try reader.panelSheets(call)).map { mark in
                AbnormalSheet(mark: mark, steps: steps.filter { $0.isAbout(mark.dossier, mark.expert) })
            }
        }
    }

    /// What followed from the marked sheets of one dossier, in order; for chairs and auditors.
    public func adjudication(of dossier: String, as actor: String) async throws -> [AdjudicationStep] {
        try await consult(.seeSheets, as: actor) { reader, _, _ in
            try reader.all(AdjudicationStep.self, where: "dossier", is: dossier).sorted { $0.number < $1.number }
        }
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
            guard try ledger.abnormalMark(of: expert, on: dossier) != nil else {
                throw Failure.failed(
                    Text(
                        zh: "\(expert) 对 \(dossier) 的评分未被标记为异常。用 linxuan results abnormal 查看。",
                        en: "The sheet of \(expert) on \(dossier) is not marked. See linxuan results abnormal."))
            }
            guard try ledger.reader.adjudication(dossier, expert).isEmpty else {
                throw Failure.failed(
                    Text(zh: "已要求 \(expert) 说明 \(dossier) 的评分理由。", en: "\(expert) was asked about \(dossier) already."))
            }
            return try ledger.step(
                .asked, dossier, expert, reason: reason, due: Instant(seconds: ledger.now.seconds + days * 86400))
        }
    }

    /// The requests that concern an expert: on their own sheets, and on those of others of the same panels.
    public func ownAbnormalSheets(as expert: String) async throws -> [OwnAbnormalSheet] {
        try await consult(.seeOwnAbnormal, as: expert) { reader, call, _ in
            let all = try reader.panelSheets(call)
            let panels = all.filter { $0.sheets.contains { $0.expert == expert } }
            let votes = call.abnormal?.replace ?? false
            let steps = try reader.all(AdjudicationStep.self).sorted { $0.number < $1.number }
            return call.abnormalSheets(of: all).filter { mark in panels.contains { $0.dossier == mark.dossier } }.compactMap { mark in
                let own = steps.filter { $0.isAbout(mark.dossier, mark.expert) }
                guard let asked = own.first(where: { $0.kind == .asked }), mark.expert == expert || votes else { return nil }
                return OwnAbnormalSheet(
                    request: asked.number, dossier: mark.dossier, isOwn: mark.expert == expert, total: mark.total,
                    others: mark.others, due: asked.due, explanation: own.last { $0.kind == .explained }?.reason,
                    vote: own.last { $0.actor == expert && ($0.kind == .heldAbnormal || $0.kind == .heldSound) }?.kind)
            }
        }
    }

    /// Gives written reasons for the own sheet; more may follow until a chair decides.
    public func explainSheet(on dossier: String, reason: String, as expert: String) async throws -> AdjudicationStep {
        try await perform(.explainSheet, as: expert, remark: reason) { ledger in
            try requireReason(reason)
            try ledger.reader.adjudication(dossier, expert).requireOpen()
            return try ledger.step(.explained, dossier, expert, reason: reason)
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
                asked.expert != member, try ledger.panel(of: asked.dossier).contains(member)
            else {
                throw Failure.notPermitted(
                    Text(
                        zh: "第 \(request) 号不是可由您表决的事项。用 linxuan review abnormal 查看。",
                        en: "Number \(request) is nothing that you vote on. See linxuan review abnormal."))
            }
            try ledger.reader.adjudication(asked.dossier, asked.expert).requireOpen()
            return try ledger.step(abnormal ? .heldAbnormal : .heldSound, asked.dossier, asked.expert, reason: reason)
        }
    }

    /// A chair records a discussion of the panel: who attended, how many of the others voted either way, and the minutes.
    public func recordDiscussion(
        of expert: String, on dossier: String, _ discussion: AdjudicationStep.Discussion, minutes: String, as chair: String
    ) async throws -> AdjudicationStep {
        try await perform(.discussAbnormal, as: chair, remark: minutes) { ledger in
            try requireReason(minutes)
            guard ledger.call.abnormal?.discussion == true else {
                throw Failure.failed(
                    Text(zh: "本轮通知未规定专家组评议（abnormal.discussion）。", en: "The call has no discussion (abnormal.discussion)."))
            }
            try ledger.reader.adjudication(dossier, expert).requireOpen()
            let members = try ledger.panel(of: dossier)
            let strangers = discussion.attending.filter { !members.contains($0) }
            guard strangers.isEmpty, Set(discussion.attending).count == discussion.attending.count else {
                throw Failure.failed(
                    Text(
                        zh:
                            "出席名单有误：\(discussion.attending.joined(separator: "、"))；应为 \(dossier) 已提交评分表的专家，各列一次：\(members.joined(separator: "、"))。",
                        en:
                            "The attendance \(discussion.attending.joined(separator: ", ")) is wrong; expected are members with sheets on \(dossier), each once: \(members.joined(separator: ", "))."
                    ))
            }
            let voting = discussion.attending.count { $0 != expert }
            guard discussion.abnormal >= 0, discussion.sound >= 0, (1...max(1, voting)).contains(discussion.abnormal + discussion.sound),
                voting > 0
            else {
                throw Failure.failed(
                    Text(
                        zh: "票数有误：认为异常 \(discussion.abnormal) 票、认为正常 \(discussion.sound) 票，可表决的出席专家 \(voting) 名。",
                        en:
                            "The votes are wrong: \(discussion.abnormal) abnormal, \(discussion.sound) sound, of \(voting) who attended and may vote."
                    ))
            }
            return try ledger.step(.discussed, dossier, expert, reason: minutes, discussion: discussion)
        }
    }

    /// A chair lets the sheet stand, or has it replaced by the mean of the others; results are computed anew.
    ///
    /// Replaced is only what more than half of the other members hold abnormal, and only once reasons were given (and are
    /// insufficient) or their time is over (重庆市招标投标条例 32).
    public func decideAbnormal(
        of expert: String, on dossier: String, replace: Bool, reason: String, as chair: String
    ) async throws -> AdjudicationStep {
        try await perform(.decideAbnormal, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            let steps = try ledger.reader.adjudication(dossier, expert)
            try steps.requireOpen()
            if replace { try ledger.requireReplaceable(steps, expert, dossier) }
            var panels = try ledger.reader.panelSheets(ledger.call)
            let before = ledger.call.results(of: panels).first { $0.dossier == dossier }?.score
            if replace, let place = panels.firstIndex(where: { $0.dossier == dossier }) {
                panels[place].replaced.insert(expert)
            }
            let outcomes = ledger.call.results(of: panels)
            try ledger.replaceAll(Outcome.self, with: outcomes)
            return try ledger.step(
                replace ? .replaced : .kept, dossier, expert, reason: reason, before: before,
                after: outcomes.first { $0.dossier == dossier }?.score)
        }
    }
}

extension AdjudicationStep {
    func isAbout(_ dossier: String, _ expert: String) -> Bool { self.dossier == dossier && self.expert == expert }
}

extension [AdjudicationStep] {
    /// Refuses where nobody asked, or all is decided.
    func requireOpen() throws {
        guard contains(where: { $0.kind == .asked }) else {
            throw Failure.failed(Text(zh: "该评分表未被要求说明理由。", en: "No reasons were asked for on this sheet."))
        }
        guard !contains(where: \.kind.decides) else {
            throw Failure.failed(Text(zh: "该评分表已作出处理决定。", en: "The sheet was decided on already."))
        }
    }

    /// The members who hold the scores abnormal, by their latest votes.
    func holdingAbnormal(among members: [String]) -> [String] {
        members.filter { member in
            last { $0.actor == member && ($0.kind == .heldAbnormal || $0.kind == .heldSound) }?.kind == .heldAbnormal
        }
    }
}

extension RoundReader {
    /// What followed from one sheet, in order.
    func adjudication(_ dossier: String, _ expert: String) throws -> [AdjudicationStep] {
        try all(AdjudicationStep.self, where: "dossier", is: dossier).filter { $0.expert == expert }
            .sorted { $0.number < $1.number }
    }
}

extension Ledger {
    fileprivate func abnormalMark(of expert: String, on dossier: String) throws -> AbnormalMark? {
        call.abnormalSheets(of: try reader.panelSheets(call)).first { $0.dossier == dossier && $0.expert == expert }
    }

    fileprivate func panel(of dossier: String) throws -> [String] {
        try reader.panelSheets(call).filter { $0.dossier == dossier }.flatMap { $0.sheets.map(\.expert) }
    }

    fileprivate func requireReplaceable(_ steps: [AdjudicationStep], _ expert: String, _ dossier: String) throws {
        guard call.abnormal?.replace == true else {
            throw Failure.failed(
                Text(zh: "本轮通知未规定替换异常评分（abnormal.replace）。", en: "The call replaces no scores (abnormal.replace)."))
        }
        let members = try panel(of: dossier).filter { $0 != expert }
        // A discussion comes after the votes given alone, and takes their place.
        let discussion = steps.last { $0.kind == .discussed }?.discussion
        let holding = discussion?.abnormal ?? steps.holdingAbnormal(among: members).count
        guard 2 * holding > members.count else {
            throw Failure.failed(
                Text(
                    zh: "其他 \(members.count) 名专家中 \(holding) 名认为评分异常，未过半数，不能替换。",
                    en: "\(holding) of the \(members.count) other members hold the scores abnormal, no majority: nothing is replaced."))
        }
        let isOver = steps.first { $0.kind == .asked }?.due.map { $0 < now } ?? false
        guard isOver || steps.contains(where: { $0.kind == .explained }) else {
            throw Failure.failed(
                Text(
                    zh: "专家尚未说明理由，说明期限未到，不能替换。",
                    en: "The expert gave no reasons yet and has time left: nothing is replaced before."))
        }
    }

    fileprivate func step(
        _ kind: AdjudicationStep.Kind, _ dossier: String, _ expert: String, reason: String, due: Instant? = nil,
        discussion: AdjudicationStep.Discussion? = nil, before: Points? = nil, after: Points? = nil
    ) throws -> AdjudicationStep {
        let step = AdjudicationStep(
            number: try reader.all(AdjudicationStep.self).count + 1, kind: kind, dossier: dossier, expert: expert,
            actor: actor, at: now, reason: reason, due: due, discussion: discussion,
            before: before, after: after)
        try put(step)
        return step
    }
}
