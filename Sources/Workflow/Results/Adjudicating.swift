internal import Foundation
public import Programme
internal import Scoring

/// How a chair ends what followed from a marked sheet.
public enum AbnormalDecision: String, Codable, Sendable, CaseIterable {
    /// The sheet stands.
    case keep
    /// The mean of the others takes the place of its scores.
    case replace
    /// The third reading's sheet counts as the call says.
    case takeIn

    fileprivate var kind: AdjudicationStep.Kind {
        switch self {
        case .keep: .kept
        case .replace: .replaced
        case .takeIn: .reread
        }
    }
}

extension Office {
    /// A chair records a discussion of the panel: who attended, how many of the others voted either way, and the minutes.
    public func recordDiscussion(
        of expert: String, on dossier: String, _ discussion: AdjudicationStep.Discussion, minutes: String, as chair: String
    ) async throws -> AdjudicationStep {
        try await perform(.discussAbnormal, as: chair, remark: minutes) { ledger in
            try requireReason(minutes)
            try ledger.refuseRecused(chair, on: dossier)
            guard ledger.call.abnormal?.discussion == true else {
                throw Failure.failed(
                    Text(zh: "本轮通知未规定专家组评议（abnormal.discussion）。", en: "The call has no discussion (abnormal.discussion)."))
            }
            _ = try ledger.openMatter(dossier, expert)
            var discussion = discussion
            discussion.attending = discussion.attending.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            try discussion.check(members: try ledger.reader.standing(of: dossier, ledger.call).members, expert: expert, dossier: dossier)
            discussion.attending.sort()
            return try ledger.record(ledger.step(.discussed, dossier, expert, reason: minutes, discussion: discussion))
        }
    }

    /// A chair lets the sheet stand, has it replaced by the mean of the others, or takes in the third reading; results are
    /// computed anew.
    ///
    /// Replaced is only what more than half of the other members hold abnormal, and only once reasons were given (and are
    /// insufficient) or their time is over (重庆市招标投标条例 32). Once the third reading is handed in nobody chooses any more: it
    /// counts as the call says.
    public func decideAbnormal(
        of expert: String, on dossier: String, _ decision: AbnormalDecision, reason: String, as chair: String
    ) async throws -> AdjudicationStep {
        try await perform(.decideAbnormal, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            try ledger.refuseRecused(chair, on: dossier)
            let matter = try ledger.openMatter(dossier, expert)
            let standing = try ledger.reader.standing(of: dossier, ledger.call)
            guard standing.lapsed.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "\(dossier) 的评分表有变，先由秘书处重新运行 linxuan results compute。",
                        en: "The sheets of \(dossier) have changed: first the secretariat runs linxuan results compute again."))
            }
            try ledger.requireReadingFits(decision, matter)
            if decision == .replace { try ledger.requireReplaceable(matter, among: standing.members.subtracting([expert]).sorted()) }
            let step = try ledger.record(
                ledger.step(
                    decision.kind, dossier, expert, reason: reason, reader: decision == .takeIn ? matter.reading?.reader : nil,
                    panel: standing.members.sorted()))
            try ledger.endReading(of: matter)
            _ = try ledger.settleResults()
            return step
        }
    }
}

extension AdjudicationStep.Discussion {
    /// Refuses attendance and votes that can't be.
    fileprivate func check(members: Set<String>, expert: String, dossier: String) throws {
        guard members.isSuperset(of: attending), Set(attending).count == attending.count else {
            throw Failure.failed(
                Text(
                    zh:
                        "出席名单有误：\(attending.joined(separator: "、"))；应为 \(dossier) 已提交评分表的专家，各列一次：\(members.sorted().joined(separator: "、"))。",
                    en:
                        "The attendance \(attending.joined(separator: ", ")) is wrong; expected are members with sheets on \(dossier), each once: \(members.sorted().joined(separator: ", "))."
                ))
        }
        let voting = attending.count { $0 != expert }
        // Each by itself first: two figures of any size add up to any sum.
        guard (0...voting).contains(abnormal), (0...(voting - abnormal)).contains(sound), abnormal + sound > 0 else {
            throw Failure.failed(
                Text(
                    zh: "票数有误：认为异常 \(abnormal) 票、认为正常 \(sound) 票，可表决的出席专家 \(voting) 名。",
                    en: "The votes are wrong: \(abnormal) abnormal, \(sound) sound, of \(voting) who attended and may vote."))
        }
    }
}

extension Ledger {
    fileprivate func openMatter(_ dossier: String, _ expert: String) throws -> AbnormalMatter {
        guard let matter = try reader.matter(dossier, expert) else {
            throw Failure.failed(
                Text(
                    zh: "\(expert) 对 \(dossier) 的评分没有待处理的事项。用 linxuan results abnormal 查看。",
                    en: "Nothing was opened on the sheet of \(expert) on \(dossier). See linxuan results abnormal."))
        }
        try matter.requireOpen()
        return matter
    }

    /// Refuses to take in what is not handed in, and to do anything else where it is.
    fileprivate func requireReadingFits(_ decision: AbnormalDecision, _ matter: AbnormalMatter) throws {
        let sheet = try matter.reading?.reader.flatMap { try reader.find(ScoreSheet.self, [matter.dossier, $0]) }
        let isIn = sheet?.state == .submitted
        guard isIn != (decision == .takeIn) else { return }
        throw Failure.failed(
            isIn
                ? Text(
                    zh: "第三人评阅已提交，按通知规则计入，不再另行决定（results decide --take-in）。",
                    en: "The third reading is handed in and counts as the call says; nothing else is decided (results decide --take-in).")
                : Text(zh: "没有已提交的第三人评阅。", en: "No third reading is handed in."))
    }

    fileprivate func requireReplaceable(_ matter: AbnormalMatter, among members: [String]) throws {
        guard call.abnormal?.replace == true else {
            throw Failure.failed(
                Text(zh: "本轮通知未规定替换异常评分（abnormal.replace）。", en: "The call replaces no scores (abnormal.replace)."))
        }
        let holding = matter.holdingAbnormal(among: members)
        guard 2 * holding > members.count else {
            throw Failure.failed(
                Text(
                    zh: "其他 \(members.count) 名专家中 \(holding) 名认为评分异常，未过半数，不能替换。",
                    en: "\(holding) of the \(members.count) other members hold the scores abnormal, no majority: nothing is replaced."))
        }
        guard matter.reasonsAreDue(at: now) else {
            throw Failure.failed(
                Text(
                    zh: "专家尚未说明理由，说明期限未到，不能替换。",
                    en: "The expert gave no reasons yet and has time left: nothing is replaced before."))
        }
    }

    /// Takes a third reading that was not handed in from its expert: the matter is over.
    fileprivate func endReading(of matter: AbnormalMatter) throws {
        guard let reading = matter.reading, let expert = reading.reader,
            var review = try reader.find(Review.self, [matter.dossier, expert]),
            review.state == .assigned
        else { return }
        review.state = .withdrawn
        review.withdrawnBy = reading.plan
        review.reason = "异常评分处理已结，不再需要第三人评阅"
        review.at = now
        try put(review)
    }

    /// Lets matters fall away that have lost what they stood on, before results are computed anew.
    ///
    /// - Returns: the steps that say so, in order.
    func letLapse() throws -> [AdjudicationStep] {
        let steps = Dictionary(grouping: try reader.all(AdjudicationStep.self), by: \.dossier)
        return try steps.keys.sorted().flatMap { dossier -> [AdjudicationStep] in
            let known = try reader.find(Outcome.self, [dossier])
            return try reader.standing(of: dossier, call).lapsed.map { matter in
                let ground: AdjudicationStep.LapseGround =
                    matter.decision?.kind == .reread ? .readingVoid : matter.isOpen ? .sheetVoid : .panelChanged
                try endReading(of: matter)
                return try record(
                    step(.lapsed, dossier, matter.expert, reason: ground.rawValue), before: .init(score: known?.score, rank: known?.rank))
            }
        }
    }
}
