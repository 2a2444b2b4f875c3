internal import Cryptography
public import Formats
internal import Programme
internal import Scoring

extension Office {
    /// The letters to all applicants who have a result, by authority in the call's order and then by dossier. Comments of experts
    /// stand without names, in an order that has nothing to do with who wrote them.
    public func letters(as actor: String) async throws -> [ApplicantLetter] {
        try await consult(.seeLetters, as: actor) { reader, call, round in
            let placements = Dictionary(try reader.all(Placement.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
            let reassessed = Dictionary(
                try reader.all(ReassessmentOutcome.self).compactMap { outcome in outcome.dossier.map { ($0, outcome) } },
                uniquingKeysWith: { first, _ in first })
            let experts = Dictionary(try reader.all(Expert.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            let sheets = Dictionary(
                try reader.sheetsInForce(call).map { ($0.dossier, $0.sheets) }, uniquingKeysWith: { first, _ in first })
            let reviewedAgain = Set(try reader.all(RereviewResult.self).map(\.dossier))
            let signed = try reader.all(Signature.self).filter(\.stands).map(\.at).max()
            guard let day = round.closedOn ?? signed?.dayInChina else { return [] }
            let isRehearsal = try reader.all(PublicNotice.self).contains { $0.isRehearsal == true }
            let bases = Dictionary(try reader.rankingBases(call).map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
            let order = Dictionary(call.authorities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
            return try reader.resultLines(call).sorted {
                (order[$0.dossier.authority] ?? .max, $0.dossier.id) < (order[$1.dossier.authority] ?? .max, $1.dossier.id)
            }.map { line in
                let (dossier, outcome) = (line.dossier, line.outcome)
                let own = sheets[dossier.id] ?? []
                let names = own.flatMap { [experts[$0.expert] ?? "", $0.expert] }.filter { !$0.isEmpty }
                let (result, grounds) = call.verdict(on: outcome, placements[dossier.id], reassessed[dossier.id])
                return ApplicantLetter(
                    title: call.title, source: call.source, applicant: dossier.applicant,
                    authority: call.authority(dossier.authority)?.name ?? dossier.authority, dossier: dossier.id,
                    category: call.name(ofCategory: dossier.category), isReassessed: call.isReassessed(dossier.category),
                    result: result,
                    grounds: grounds.map { $0.without(names) }
                        + (bases[dossier.category].map { outcome.ranking(on: $0) } ?? [])
                        + (reviewedAgain.contains(dossier.id)
                            ? [Text(zh: "本结果由重新组成的评审组评审得出。", en: "The result is that of a new panel.")] : []),
                    score: outcome.score, passMark: call.category(dossier.category)?.passMark ?? Points(0),
                    criteria: call.criterionScores(of: outcome, sheets: own).map { score in
                        .init(
                            name: score.name, weight: score.weight,
                            maximum: call.rubric(of: outcome.category)?.scale.maximum ?? Points(100), score: score.score)
                    },
                    comments: call.comments(in: own, on: outcome.category, without: names), day: day, isRehearsal: isRehearsal)
            }
        }
    }
}

extension Outcome {
    /// By what the dossier was ranked, in a sentence; empty where it has no place.
    fileprivate func ranking(on basis: RankingBasis) -> [Text] {
        guard let score, rank != nil else { return [] }
        guard let adjusted else { return [basis.told] }
        return [
            basis.told
                + Text(
                    zh: "您单位成绩 \(score)，调整成绩 \(adjusted.score)。",
                    en: " Your official score is \(score), your adjusted score \(adjusted.score).")
        ]
    }
}

extension Call {
    /// The result in a sentence, and why.
    fileprivate func verdict(
        on outcome: Outcome, _ placement: Placement?, _ reassessed: ReassessmentOutcome?
    ) -> (result: Text, grounds: [Text]) {
        let name = name(ofCategory: outcome.category)
        var grounds: [Text] = []
        if outcome.standing == .excluded {
            grounds.append(Text(zh: "评审组认定存在否决情形。", en: "The panel held that a condition which excludes is met."))
        }
        if outcome.standing == .incomplete { grounds.append(Text(zh: "有效评分表不足，未形成成绩。", en: "There were too few sheets for a score.")) }
        if let reassessed {
            if let reason = reassessed.reason { grounds.append(Text(zh: "审定意见：\(reason)", en: "The chairs' reason: \(reason)")) }
            return (
                Text(zh: "经评估评价和审定，结论为：\(reassessed.name.zh)。", en: "After reassessment and decision: \(reassessed.name.en)."), grounds
            )
        }
        guard let placement else { return (Text(zh: "未列入名单。", en: "Not on the list."), grounds) }
        if placement.listed != placement.proposed, let reason = placement.reason {
            grounds.append(Text(zh: "审定意见：\(reason)", en: "The chairs' reason: \(reason)"))
        } else if outcome.standing == .passed, !placement.listed {
            grounds.append(placement.ground + Text(zh: "。", en: "."))
        }
        return placement.listed
            ? (Text(zh: "经审定，列入“\(name.zh)”名单。", en: "After the chairs' decision you are on the list of “\(name.en)”."), grounds)
            : (Text(zh: "经审定，未列入“\(name.zh)”名单。", en: "After the chairs' decision you are not on the list of “\(name.en)”."), grounds)
    }

    /// What experts wrote, criterion by criterion and then gate by gate. Under each the texts go by their digests, together with
    /// what they are about: the same expert stands at another place each time.
    fileprivate func comments(in sheets: [ScoreSheet], on category: String, without names: [String]) -> [ApplicantLetter.Comments] {
        guard let rubric = rubric(of: category) else { return [] }
        let items = rubric.criteria.map { ($0.id, $0.name) } + rubric.gates.map { ($0.id, $0.question) }
        return items.compactMap { item, name in
            let texts = sheets.compactMap { $0.reasons[item] }.filter { !$0.allSatisfy(\.isWhitespace) }
                .map { Text(verbatim: $0).without(names).zh }
                .map { (digest: SHA256Digest(of: item + "\n" + $0).description, text: $0) }
                .sorted { ($0.digest, $0.text) < ($1.digest, $1.text) }.map(\.text)
            return texts.isEmpty ? nil : .init(name: name, texts: texts)
        }
    }
}

extension Text {
    /// The text with names of experts left out, where somebody wrote one.
    func without(_ names: [String]) -> Text {
        names.sorted { $0.utf8.count > $1.utf8.count }.reduce(self) { text, name in
            Text(zh: text.zh.replacing(name, with: "〔略〕"), en: text.en.replacing(name, with: "〔…〕"))
        }
    }
}
