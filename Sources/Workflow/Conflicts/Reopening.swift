internal import Cryptography
public import Programme

/// What follows where scores become void after the reviews were closed: who is found in conflict then has judged what they may
/// not judge; their scores are void, and who replaces them reviews again (招标投标法实施条例 48).
public struct Reopening: Codable, Sendable, Hashable {
    /// The dossiers that lose scores.
    public var dossiers: [Loss]
    /// The stage to which the round goes back: results, or the reviews where a dossier is left with too few sheets.
    public var stage: Stage
    /// Whether a shortlist or verdicts on demonstrations were proposed, which then are proposed anew.
    public var withdrawsProposal: Bool
    /// So many signatures stand for them no more.
    public var signatures: Int
    /// Proposals to move a dossier that did not take effect, by number: they lapse with what they rest on.
    public var motions: [Int]
    /// What names all of this: who approves it says what was shown.
    public var digest: String

    /// A dossier that loses scores.
    public struct Loss: Codable, Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// The experts whose scores become void.
        public var experts: [String]
        /// So many sheets are left.
        public var left: Int
        /// So many a result needs.
        public var needed: Int

        /// Whether the result can be computed from what is left.
        public var suffices: Bool { left >= needed }

        /// What follows, in words.
        public var line: Text {
            let who = Text(zh: experts.joined(separator: "、"), en: experts.joined(separator: ", "))
            return Text(
                zh: "\(dossier)：\(who.zh) 的评分作废，余 \(left) 份，", en: "\(dossier): the scores of \(who.en) are void, \(left) sheets are left, "
            )
                + (suffices
                    ? Text(zh: "足够，重新计算成绩", en: "enough: the result is computed again")
                    : Text(zh: "不足 \(needed) 份，补选专家重新评审", en: "fewer than \(needed): a replacement reviews"))
        }
    }

    /// All that follows, a thing a line.
    public var lines: [Text] {
        var lines = dossiers.map(\.line)
        lines.append(
            stage == .reviews
                ? Text(
                    zh: "本轮退回“专家评审”阶段：补选（assignment replace）和评分后，重新计算成绩。已提交的其他评分表不再改动。",
                    en:
                        "The round goes back to the reviews: after assignment replace and the scores, results are computed again. Other sheets that were submitted stay as they are."
                )
                : Text(zh: "本轮退回“成绩汇总”阶段，重新计算成绩。", en: "The round goes back to the results, which are computed again."))
        if withdrawsProposal {
            lines.append(
                Text(
                    zh: "已提出的名单和评估评价意见作废，重新提出；\(signatures) 个签字失效。",
                    en: "The shortlist and verdicts that were proposed are void and proposed anew; \(signatures) signatures do not stand."))
        }
        if !motions.isEmpty {
            let numbers = motions.map { "\($0)" }
            lines.append(
                Text(
                    zh: "未生效的动议失效，仍须调整的重新提出：第 \(numbers.joined(separator: "、")) 号。",
                    en: "Motions that did not take effect lapse, to be made anew where still wanted: \(numbers.joined(separator: ", "))."))
        }
        return lines
    }
}

extension RoundReader {
    /// What follows where the scores of some reviews become void, by dossier and expert; nil where there are none.
    func reopening(voiding pairs: Set<[String]>, _ call: Call) throws -> Reopening? {
        guard !pairs.isEmpty else { return nil }
        // A third reading stands beside the panel and fills no gap in it.
        let beside = try thirdReadings()
        let sheets = Dictionary(
            grouping: try all(ScoreSheet.self).filter {
                $0.state == .submitted && !pairs.contains($0.identity) && !beside.contains($0.identity)
            }, by: \.dossier)
        let losses = Dictionary(grouping: pairs) { $0[0] }.map { dossier, pairs in
            Reopening.Loss(
                dossier: dossier, experts: pairs.map { $0[1] }.sorted(), left: sheets[dossier]?.count ?? 0,
                needed: call.scoring.minimumSheets)
        }.sorted { $0.dossier < $1.dossier }
        var reopening = Reopening(
            dossiers: losses, stage: losses.allSatisfy(\.suffices) ? .results : .reviews,
            withdrawsProposal: try !all(Placement.self).isEmpty || !all(ReassessmentOutcome.self).isEmpty,
            signatures: try all(Signature.self).count(where: \.stands), motions: try motionsWithoutEffect(),
            digest: "")
        reopening.digest = SHA256Digest(of: reopening.lines.map(\.zh).joined(separator: "\n")).description
        return reopening
    }

    /// The motions that neither took effect nor lapsed. One that was lost is among them: with another chair present it might
    /// be open again.
    private func motionsWithoutEffect() throws -> [Int] {
        let done = Set(try unhidden.all(PlacementMove.self).compactMap(\.motion))
            .union(try unhidden.all(MotionLapse.self).map(\.motion))
        return try unhidden.all(Motion.self).map(\.number).filter { !done.contains($0) }.sorted()
    }

    /// Whether the reviews were closed and opened again: then what was submitted before counts as it is.
    func areReviewsReopened() throws -> Bool { try !all(Outcome.self).isEmpty }
}

extension Ledger {
    /// Takes the round back to where scores that became void after the reviews can be made good. Does nothing while reviews are
    /// open, or where the act ended none.
    ///
    /// - Parameter digest: that of the consequences. Where it isn't theirs nothing is done, and the refusal tells them.
    func reopenAfterReviews(approving digest: String?) throws {
        guard round.stage > .reviews, let reopening = try reader.reopening(voiding: Set(ended.map(\.identity)), call) else { return }
        guard let digest, digest.count >= 8, reopening.digest.hasPrefix(digest.lowercased()) else {
            let lines = reopening.lines
            throw Failure.failed(
                Text(
                    zh:
                        "评审已经结束，尚未改动。后果如下：\n\(lines.map { "  · " + $0.zh }.joined(separator: "\n"))\n确需如此的，加 --approve \(reopening.digest.prefix(12))。",
                    en:
                        "The reviews are closed, and nothing is changed yet. What follows:\n\(lines.map { "  · " + $0.en }.joined(separator: "\n"))\nTo do it, add --approve \(reopening.digest.prefix(12))."
                ))
        }
        try voidSignatures()
        for motion in reopening.motions { try put(MotionLapse(motion: motion, by: actor, at: now)) }
        for placement in try reader.all(Placement.self) { try remove(placement) }
        round.stage = reopening.stage
        round.visitsChosen = false
    }
}

extension RoundReader {
    /// Whether what is proposed for a demonstration was proposed before: then what chairs decided on it stays. A proposal from
    /// earlier results is no record to be taken away; the new one takes its place, and the decisions on it stay on record.
    func isProposed(_ outcome: ReassessmentOutcome) throws -> Bool {
        guard let known = try find(ReassessmentOutcome.self, outcome.identity) else { return false }
        return known.basis == outcome.basis && known.proposed == outcome.proposed && known.ground == outcome.ground
            && known.dossier == outcome.dossier
    }
}
