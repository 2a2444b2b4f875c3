public import Formats
internal import Programme

extension Office {
    /// The minutes of the chairs' meeting, as far as it has come; for those who see the shortlist. A recused chair's leave out what is
    /// about the dossiers that they are recused from, and say how much.
    public func minutes(as actor: String) async throws -> MeetingMinutes {
        try await consult(.seeShortlist, as: actor) { reader, call, round in try reader.minutes(call, round) }
    }
}

extension RoundReader {
    fileprivate func minutes(_ call: Call, _ round: RoundState) throws -> MeetingMinutes {
        let list = try shortlist(call, round)
        let proceedings = list.proceedings
        let names = Dictionary(try all(Person.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let applicants = Dictionary(try all(Dossier.self).map { ($0.id, $0.applicant) }, uniquingKeysWith: { first, _ in first })
        let demonstrations = Dictionary(try all(Demonstration.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let attendance = Dictionary(try all(Attendance.self).map { ($0.chair, $0.at.inChina) }, uniquingKeysWith: { first, _ in first })
        let signed = Dictionary(
            list.signatures.filter(\.stands).sorted { $0.number < $1.number }.map { ($0.chair, $0.at.inChina) },
            uniquingKeysWith: { _, last in last })
        func name(_ person: String) -> String { names[person].map { "\($0)（\(person)）" } ?? person }
        func subject(_ dossier: String) -> String { "\(dossier) \(applicants[dossier] ?? "")" }
        func votes(_ votes: [Vote]) -> [MeetingMinutes.Vote] {
            votes.map { .init(who: name($0.chair), choice: $0.choice.name, reason: $0.reason ?? "") }
        }
        let whole = unhidden
        let withheld =
            try whole.all(Motion.self).count + whole.all(PlacementMove.self).count + whole.all(ChairRecusal.self).count
            + whole.all(Dissent.self).count + whole.all(ReassessmentMove.self).count - all(Motion.self).count
            - all(PlacementMove.self).count - all(ChairRecusal.self).count - all(Dissent.self).count - all(ReassessmentMove.self).count
        // What was not moved by a motion stands among motions by its time.
        let plain = try all(PlacementMove.self).filter { $0.motion == nil }.map { move in
            (
                at: move.at, number: move.number,
                motion: MeetingMinutes.Motion(
                    title: Text(zh: "调整（第 \(move.number) 次，\(move.at.inChina)）", en: "Move \(move.number), \(move.at.inChina)"),
                    text: Text(
                        zh: "\(subject(move.dossier))：\(move.after ? "调入" : "调出")，\(name(move.by))",
                        en: "\(subject(move.dossier)): \(move.after ? "in" : "out"), \(name(move.by))"),
                    reason: move.reason, votes: [],
                    result: move.rereview == nil
                        ? Text(zh: "按通知规定，组长一人写明理由即可。", en: "By the call, one chair's written reason is enough.")
                        : Text(zh: "依重新评审的结果。", en: "By the result of a new panel."))
            )
        }
        let moved = proceedings.motions.map { line in
            (
                at: line.motion.at, number: line.motion.number,
                motion: MeetingMinutes.Motion(
                    title: Text(
                        zh: "第 \(line.motion.number) 号动议（\(line.motion.at.inChina)）",
                        en: "Motion \(line.motion.number), \(line.motion.at.inChina)"),
                    text: Text(
                        zh:
                            "\(subject(line.motion.dossier))：拟\(line.motion.listed ? "调入" : "调出")，\(name(line.motion.chair))提出",
                        en:
                            "\(subject(line.motion.dossier)): to be \(line.motion.listed ? "moved in" : "moved out"), by \(name(line.motion.chair))"
                    ), reason: line.motion.reason, votes: votes(line.votes), result: line.tallied)
            )
        }
        let verdicts = list.reassessment
        return MeetingMinutes(
            title: call.title, source: call.source, stage: round.stage.name,
            chairs: proceedings.chairs.map {
                .init(
                    id: $0.chair, name: $0.name, present: attendance[$0.chair], said: $0.said.name, signed: signed[$0.chair])
            },
            rules: [
                Text(
                    zh: proceedings.quorum.map { "法定人数 \($0) 人；" } ?? "未规定法定人数；",
                    en: proceedings.quorum.map { "\($0) chairs have to be present; " } ?? "no quorum is set; ")
                    + Text(
                        zh: "调整名单：\(proceedings.rule.name.zh)；须 \(list.needed) 人签字。",
                        en: "dossiers are moved by \(proceedings.rule.name.en); \(list.needed) signatures are needed.")
            ] + (try rankingBases(call).map { call.name(ofCategory: $0.category) + Text(zh: "：", en: ": ") + $0.told }),
            categories: call.selectionCategories.map { category in
                let own = list.lines.filter { $0.dossier.category == category.id }.map(\.placement)
                return .init(
                    name: category.name, proposed: own.count(where: \.proposed), movedIn: own.count { $0.listed && !$0.proposed },
                    movedOut: own.count { !$0.listed && $0.proposed }, listed: own.count(where: \.listed))
            },
            recusals: proceedings.recusals.map {
                .init(who: name($0.chair), subject: subject($0.dossier), reason: $0.reason, at: $0.at.inChina)
            },
            motions: (plain + moved).sorted { ($0.at, $0.number) < ($1.at, $1.number) }.map(\.motion),
            reassessment: verdicts.isEmpty
                ? []
                : [
                    Text(
                        zh:
                            "共 \(verdicts.count) 个：\(Verdict.allCases.map { verdict in "\(verdict.name.zh) \(verdicts.count { $0.outcome.decided == verdict })" }.joined(separator: "、"))，免予评估 \(verdicts.count { $0.outcome.decided == nil && !$0.outcome.isOpen })，待决定 \(verdicts.count(where: \.outcome.isOpen))。",
                        en:
                            "\(verdicts.count) in all: \(Verdict.allCases.map { verdict in "\(verdict.name.en) \(verdicts.count { $0.outcome.decided == verdict })" }.joined(separator: ", ")), excused \(verdicts.count { $0.outcome.decided == nil && !$0.outcome.isOpen }), to be decided \(verdicts.count(where: \.outcome.isOpen))."
                    )
                ],
            verdicts: try all(ReassessmentMove.self).sorted { $0.number < $1.number }.map { move in
                .init(
                    who: name(move.chair), subject: "\(move.demonstration) \(demonstrations[move.demonstration] ?? "")",
                    what: move.after.name + Text(verbatim: move.rectifyBy.map { " \($0)" } ?? ""), reason: move.reason,
                    at: move.at.inChina)
            },
            listVote: proceedings.listVote.flatMap { vote in
                vote.votes.isEmpty
                    ? nil
                    : .init(
                        title: Text(zh: "对名单的表决", en: "The vote on the list"),
                        text: Text(zh: "就整个名单（摘要见文末）表决。", en: "On the list as a whole, whose digest stands below."), reason: "",
                        votes: votes(vote.votes),
                        result: MotionLine.tally(vote.votes, vote.entitled, vote.standing))
            },
            dissents: proceedings.dissents.map {
                .init(who: name($0.chair), subject: $0.dossier.map(subject) ?? "—", reason: $0.reason, at: $0.at.inChina)
            }, withheld: withheld, digest: list.digest, callDigest: list.callDigest, isSynthetic: try isMadeUp(),
            isRehearsal: try isRehearsed())
    }
}
