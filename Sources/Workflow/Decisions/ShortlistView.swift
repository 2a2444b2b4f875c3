public import Programme
public import Scoring

/// The shortlist as chairs see it.
public struct ShortlistView: Codable, Sendable {
    /// Every dossier with a result, and whether it is listed.
    public var lines: [Line]
    /// What becomes of each earlier demonstration; empty where none is reassessed. Signatures stand for it too.
    public var reassessment: [ReassessmentLine]
    /// The signatures under the list.
    public var signatures: [Signature]
    /// How many signatures make it final, or have it published.
    public var needed: Int
    /// Whether it is final.
    public var final: Bool
    /// The digest that a signature stands for.
    public var digest: String
    /// The frozen call's digest.
    public var callDigest: String
    /// The stage that the round is in.
    public var stage: Stage
    /// What became of it so far: who is present and who is recused, votes and dissent.
    public var proceedings: Proceedings
    /// The public notice with objections and answers; nil where the call has none as a stage.
    public var notice: NoticeView?

    /// One dossier.
    public struct Line: Codable, Sendable {
        /// Its place on the list.
        public var placement: Placement
        /// Its result.
        public var outcome: Outcome
        /// The dossier.
        public var dossier: Dossier
        /// Whether it is visited.
        public var visited: Bool
        /// The size of its panel.
        public var panel: Int
        /// Every change of its place, from the first.
        public var moves: [PlacementMove]
        /// What site visits have to say.
        public var evidence: [DecisionEvidence]
        /// What was found at the intake, with every decision on it.
        public var flags: [FlagLine]
        /// Its adjusted score; nil where that was not asked for, or is not defined.
        public var adjusted: AdjustedScore?
    }

    /// A flag with what was decided on it.
    public struct FlagLine: Codable, Sendable {
        /// The flag, as decided.
        public var flag: Flag
        /// The check's name.
        public var name: Text
        /// Every decision on it, from the first.
        public var decisions: [EligibilityDecision]
    }

    /// How the chairs came to their list.
    public struct Proceedings: Codable, Sendable {
        /// Every chair of the round with what they did.
        public var chairs: [ChairStanding]
        /// How many have to be present; nil where nobody need report.
        public var quorum: Int?
        /// How dossiers are moved.
        public var rule: Call.MoveRule
        /// The proposals with their votes.
        public var motions: [MotionLine]
        /// The vote on the list as it stands; nil where the call asks for none.
        public var listVote: ListVote?
        /// The dissents, from the first.
        public var dissents: [Dissent]
        /// The refusals to sign, from the first, with whether they stand.
        public var refusals: [RefusalLine]
        /// Who is recused from what.
        public var recusals: [ChairRecusal]
    }

    /// A chair and the list.
    public struct ChairStanding: Codable, Sendable {
        /// The chair.
        public var chair: String
        /// Their name.
        public var name: String
        /// Whether they came, where the call asks for it.
        public var present: Bool
        /// What they said to the list as it stands.
        public var said: Said

        /// What a chair said to a list.
        public enum Said: String, Codable, Sendable, CaseIterable {
            /// Nothing yet.
            case nothing
            /// They signed.
            case signed
            /// They signed, and put a dissent on record.
            case signedWithDissent = "signed-with-dissent"
            /// They declined to sign, with their reasons, and have not signed since.
            case declined
            /// They did not sign, and said why in writing.
            case dissented
            /// They neither signed nor said why in writing, and others made it final: taken to agree (招标投标法实施条例 53).
            case takenToAgree = "taken-to-agree"

            /// What it is called.
            public var name: Text {
                switch self {
                case .nothing: Text(zh: "未签字", en: "not signed")
                case .signed: Text(zh: "已签字", en: "signed")
                case .signedWithDissent: Text(zh: "已签字，另有不同意见", en: "signed, with a dissent")
                case .declined: Text(zh: "拒绝签字，已书面说明理由", en: "declined to sign, with reasons")
                case .dissented: Text(zh: "未签字，书面说明不同意见", en: "not signed, dissents in writing")
                case .takenToAgree: Text(zh: "未签字又未书面说明不同意见，视为同意", en: "neither signed nor dissented in writing: taken to agree")
                }
            }
        }
    }
}

/// One dossier in full, as chairs decide on it.
public struct DossierInFull: Codable, Sendable {
    /// Its line of the list.
    public var line: ShortlistView.Line
    /// Its official score by criterion; empty where it has none.
    public var criteria: [CriterionScore]
    /// The proposals about it with their votes.
    public var motions: [MotionLine]
    /// The dissents about it.
    public var dissents: [Dissent]
    /// The chairs who are recused from it.
    public var recused: [ChairRecusal]
    /// The objections about it with their answers.
    public var objections: [ObjectionLine]
    /// Its reviews by new panels with both results.
    public var rereviews: [RereviewLine]
}

extension Office {
    /// The shortlist with all that chairs weigh.
    ///
    /// - Parameter adjusted: Whether adjusted scores are computed too, which takes longer than all else.
    public func shortlist(adjusted: Bool = false, as actor: String) async throws -> ShortlistView {
        try await consult(.seeShortlist, as: actor) { reader, call, round in
            var list = try reader.shortlist(call, round)
            guard adjusted else { return list }
            let scores = try reader.adjustedScores(call)
            for index in list.lines.indices { list.lines[index].adjusted = scores[list.lines[index].dossier.id] }
            return list
        }
    }

    /// One dossier in full.
    public func dossierInFull(_ dossier: String, as actor: String) async throws -> DossierInFull {
        try await consult(.seeShortlist, as: actor) { reader, call, round in
            let list = try reader.shortlist(call, round)
            guard var line = list.lines.first(where: { $0.dossier.id == dossier }) else { throw noPlacement(dossier) }
            line.adjusted = try reader.adjustedScores(call)[dossier]
            let sheets = try reader.all(ScoreSheet.self, where: "dossier", is: dossier).filter { $0.state == .submitted }
            return DossierInFull(
                line: line, criteria: call.criterionScores(of: line.outcome, sheets: sheets),
                motions: list.proceedings.motions.filter { $0.motion.dossier == dossier },
                dissents: list.proceedings.dissents.filter { $0.dossier == dossier },
                recused: list.proceedings.recusals.filter { $0.dossier == dossier },
                objections: try reader.objectionLines().filter { $0.objection.dossier == dossier },
                rereviews: try reader.rereviewLines().filter { $0.rereview.dossier == dossier })
        }
    }
}

extension RoundReader {
    func shortlist(_ call: Call, _ round: RoundState) throws -> ShortlistView {
        let byDossier = Dictionary(try all(Placement.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let visited = Set(try all(Visit.self).map(\.dossier))
        let moves = Dictionary(grouping: try all(PlacementMove.self).sorted { $0.number < $1.number }, by: \.dossier)
        let flags = Dictionary(grouping: try all(Flag.self), by: \.dossier)
        let decisions = try all(EligibilityDecision.self)
        let marks = try modelMarks(call)
        return ShortlistView(
            lines: try resultLines(call).compactMap { line in
                try byDossier[line.dossier.id].map { placement in
                    .init(
                        placement: placement, outcome: line.outcome, dossier: line.dossier, visited: visited.contains(line.dossier.id),
                        panel: call.category(line.dossier.category).flatMap(call.panel)?.size ?? 0, moves: moves[line.dossier.id] ?? [],
                        evidence: try decisionEvidence(of: line.dossier.id, marks: marks),
                        flags: (flags[line.dossier.id] ?? []).map { flag in
                            .init(
                                flag: flag.decided(by: decisions), name: call.name(ofCheck: flag.check),
                                decisions: flag.history(in: decisions))
                        })
                }
            },
            reassessment: try reassessmentLines(call), signatures: try all(Signature.self), needed: call.decisions.signatures,
            final: round.stage == .closed, digest: try listDigest(round), callDigest: round.callDigest, stage: round.stage,
            proceedings: try proceedings(call, round), notice: call.decisions.notice == nil ? nil : try notice(call, round))
    }

    private func proceedings(_ call: Call, _ round: RoundState) throws -> ShortlistView.Proceedings {
        let digest = try listDigest(round)
        let dissents = try all(Dissent.self).sorted { $0.number < $1.number }
        let present = Set(try all(Attendance.self).map(\.chair))
        let signed = Set(try all(Signature.self).filter { $0.stands && $0.digest == digest }.map(\.chair))
        let dissenting = Set(dissents.map(\.chair))
        let refusals = try refusals(of: digest)
        let declining = Set(refusals.filter(\.stands).map(\.refusal.chair))
        return ShortlistView.Proceedings(
            chairs: try all(Person.self).filter { $0.role == .chair }.map { person in
                let said: ShortlistView.ChairStanding.Said =
                    switch (signed.contains(person.id), dissenting.contains(person.id)) {
                    case (true, true): .signedWithDissent
                    case (true, false): .signed
                    case (false, _) where declining.contains(person.id): .declined
                    case (false, true): .dissented
                    // Only who took part and refused is taken to agree; who was never there said nothing.
                    case (false, false): round.stage == .closed && present.contains(person.id) ? .takenToAgree : .nothing
                    }
                return .init(chair: person.id, name: person.name, present: present.contains(person.id), said: said)
            },
            quorum: call.decisions.quorum, rule: call.decisions.moves,
            motions: try all(Motion.self).sorted { $0.number < $1.number }.map { try line(of: $0, call) },
            listVote: call.decisions.moves == .majority ? try listVote(call, round) : nil, dissents: dissents,
            refusals: refusals, recusals: try all(ChairRecusal.self))
    }
}
