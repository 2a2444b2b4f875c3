internal import Cryptography
public import Formats
internal import Programme
internal import Scoring

extension Office {
    /// The records of dossiers in the order of their numbers: of one, or of all that have a result.
    ///
    /// - Parameter dossier: One dossier only.
    public func dossierRecords(of dossier: String? = nil, as actor: String) async throws -> [DossierRecord] {
        try await consult(.seeRecords, as: actor) { reader, call, round in
            let chosen: [Dossier]
            if let dossier {
                chosen = [try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))]
            } else {
                chosen = try reader.resultLines(call).map(\.dossier).sorted { $0.id < $1.id }
            }
            let categories = Set(chosen.map(\.category))
            let reports =
                try categories.count == 1 ? reader.reports(call, round, of: categories.first) : reader.reports(call, round)
            return try reader.records(of: chosen, call, reports)
        }
    }

    /// The reports of all categories and the records of all dossiers that have a result, of one snapshot; none before results are
    /// computed.
    ///
    /// - Parameter category: One category only.
    public func reportsAndRecords(of category: String? = nil, as actor: String) async throws -> ReportsAndRecords {
        try await consult(.seeRecords, as: actor) { reader, call, round in
            guard try !reader.unhidden.all(Outcome.self).isEmpty else { return ReportsAndRecords(reports: [], records: []) }
            let reports = try reader.reports(call, round, of: category)
            let dossiers = try reader.resultLines(call).map(\.dossier).filter { category == nil || $0.category == category }
            return ReportsAndRecords(reports: reports, records: try reader.records(of: dossiers.sorted { $0.id < $1.id }, call, reports))
        }
    }
}

extension RoundReader {
    fileprivate func records(of dossiers: [Dossier], _ call: Call, _ reports: [CategoryReport]) throws -> [DossierRecord] {
        let byCategory = Dictionary(reports.map { ($0.analysis.category, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = Dictionary(
            reports.flatMap(\.analysis.lines).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let decisions = Dictionary(grouping: reports.flatMap(\.decisions), by: \.dossier)
        let outcomes = Dictionary(try all(Outcome.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let sheets = Dictionary(try sheetsInForce(call).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let around = try expertsAround()
        let flags = Dictionary(grouping: try all(Flag.self), by: \.dossier)
        let verdicts = try all(EligibilityDecision.self)
        let isRehearsal = try isRehearsed()
        let marks = try modelMarks(call)
        let bases = Dictionary(try rankingBases(call).map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
        return try dossiers.map { dossier in
            let rubric = call.rubric(of: dossier.category)
            let own = (sheets[dossier.id]?.sheets ?? []).map { (key: Self.order(of: $0), sheet: $0) }.sorted { $0.key < $1.key }.map(
                \.sheet)
            let outcome = outcomes[dossier.id]
            let counted = Set(outcome?.sheets.filter(\.counted).map(\.expert) ?? [])
            let hidden = around[dossier.id] ?? []
            let averages = Dictionary(
                (outcome.map { call.criterionScores(of: $0, sheets: own) } ?? []).map { ($0.criterion, $0.score) },
                uniquingKeysWith: { first, _ in first })
            let spreads = Dictionary(
                (byCategory[dossier.category]?.analysis.criteria ?? []).map { ($0.criterion, $0.spread) },
                uniquingKeysWith: { first, _ in first })
            let fate = byCategory[dossier.category]?.fates[dossier.id]
            return DossierRecord(
                title: call.title, source: call.source, dossier: dossier,
                authority: call.authority(dossier.authority)?.name ?? dossier.authority, category: call.name(ofCategory: dossier.category),
                score: outcome?.score, isRankedByAdjusted: outcome?.adjusted != nil,
                passMark: call.category(dossier.category)?.passMark ?? Points(0),
                maximum: rubric?.scale.maximum ?? Points(100),
                panel: Text(
                    zh: "应有 \(call.category(dossier.category).flatMap(call.panel)?.size ?? 0) 人，有效评分表 \(own.count) 份",
                    en:
                        "\(call.category(dossier.category).flatMap(call.panel)?.size ?? 0) experts, \(own.count) sheets that count"
                ),
                flags: (flags[dossier.id] ?? []).map { flag in
                    let history = flag.history(in: verdicts).map(\.line)
                    return .init(
                        title: Text(zh: "受理审查：", en: "at filing: ") + call.name(ofCheck: flag.check),
                        text: ([Text(zh: "\(flag.found)，", en: "\(flag.found), ") + flag.decided(by: verdicts).standing] + history)
                            .reduce(Text(verbatim: "")) { $0.zh.isEmpty ? $1 : $0 + Text(zh: "；", en: "; ") + $1 })
                },
                sheets: own.map { sheet in
                    DossierRecord.Sheet(
                        scores: sheet.scores, reasons: sheet.reasons.mapValues { Text(verbatim: $0).without(hidden).zh },
                        notMet: sheet.gates.filter { !$0.value }.keys.sorted(),
                        visit: sheet.visitNeeded == true
                            ? Text(verbatim: sheet.visitQuestion).without(hidden) : Text(verbatim: ""),
                        total: rubric.map { sheet.total(under: $0) } ?? Fraction(0), counted: counted.contains(sheet.expert))
                },
                criteria: (rubric?.criteria ?? []).map {
                    .init(id: $0.id, name: $0.name, weight: $0.weight, score: averages[$0.id], spread: spreads[$0.id] ?? [])
                }, gates: (rubric?.gates ?? []).map { .init(id: $0.id, question: $0.question) },
                steps: (outcome.map { call.steps(to: $0, sheets: own, rubric) } ?? [Text(zh: "尚未计算成绩。", en: "No score is computed yet.")])
                    + (bases[dossier.category].flatMap { basis in outcome.map { $0.steps(on: basis) } } ?? []),
                analysis: lines[dossier.id],
                evidence: try decisionEvidence(of: dossier.id, marks: marks).map { .init(title: $0.title, text: $0.text.without(hidden)) },
                decisions: (decisions[dossier.id] ?? []),
                standing: fate.flatMap { fate in
                    fate.listed.map { listed in
                        (listed
                            ? Text(zh: "现列入；", en: "In as it stands; ") : Text(zh: "现未列入；", en: "Out as it stands; "))
                            + (fate.ground.map { Text(zh: "按结果：", en: "by the result: ") + $0 } ?? Text(verbatim: ""))
                            + Text(zh: "。", en: ".")
                    }
                }, isRehearsal: isRehearsal)
        }
    }

    /// Where a sheet stands among those of its dossier: by a digest, so that its place tells nothing of who wrote it.
    private static func order(of sheet: ScoreSheet) -> String {
        let text = sheet.scores.keys.sorted().map { "\($0)=\(sheet.scores[$0]?.hundredths ?? 0)" }.joined(separator: ",")
        return SHA256Digest(of: "\(sheet.dossier)\n\(sheet.expert)\n\(text)\n\(sheet.at)").description
    }
}

extension Outcome {
    /// By what it is ranked, where the call ranks by adjusted scores; empty without a place.
    fileprivate func steps(on basis: RankingBasis) -> [Text] {
        guard rank != nil else { return [] }
        return [basis.told + (adjusted.map { $0.told + Text(zh: "。", en: ".") } ?? Text(verbatim: ""))]
    }
}

extension Call {
    /// How the official score of a dossier comes about, from the totals of its sheets in their order to the digit that is published.
    fileprivate func steps(to outcome: Outcome, sheets: [ScoreSheet], _ rubric: Rubric?) -> [Text] {
        guard let rubric else { return [] }
        let own = sheets.enumerated().map { index, sheet in (number: index + 1, expert: sheet.expert, total: sheet.total(under: rubric)) }
        // What counts of a sheet that chairs had replaced is the mean of the others.
        let totals = own.map { sheet in
            (number: sheet.number, expert: sheet.expert, total: outcome.sheets.first { $0.expert == sheet.expert }?.total ?? sheet.total)
        }
        let counted = Set(outcome.sheets.filter(\.counted).map(\.expert))
        let entering = totals.filter { counted.contains($0.expert) }
        func exact(_ total: Fraction) -> String { total.asPoints }
        func list(_ chosen: [(number: Int, expert: String, total: Fraction)]) -> Text {
            chosen.map { Text(zh: "表\($0.number) \(exact($0.total))", en: "sheet \($0.number) \(exact($0.total))") }.enumerated()
        }
        var steps = [
            Text(
                zh: "各表加权总分 = Σ 权重×得分÷\(rubric.scale.maximum.short)：",
                en: "Weighted totals, Σ weight × score ÷ \(rubric.scale.maximum.short): ")
                + list(own) + Text(zh: "。", en: ".")
        ]
        let replaced = Set(outcome.sheets.filter { $0.own != nil }.map(\.expert))
        if !replaced.isEmpty {
            steps.append(
                Text(zh: "认定异常，以其余评分表的平均值代替：", en: "Held abnormal and replaced by the mean of the other sheets: ")
                    + list(totals.filter { replaced.contains($0.expert) }) + Text(zh: "。", en: "."))
        }
        for count in outcome.gates {
            let question = rubric.gates.first { $0.id == count.gate }?.question ?? Text(verbatim: count.gate)
            let excludes = outcome.standing == .excluded
            steps.append(
                Text(
                    zh: "否决项“\(question.zh)”：\(count.notMet) 人认定不符合\(excludes ? "，按规则否决" : "，未达否决人数")。",
                    en:
                        "Gate “\(question.en)”: not met in the eyes of \(count.notMet)\(excludes ? ", which excludes" : ", too few to exclude")."
                ))
        }
        guard let score = outcome.score, !entering.isEmpty else {
            return steps + [
                Text(
                    zh: "有效评分表 \(sheets.count) 份，规定至少 \(scoring.minimumSheets) 份，不形成成绩。",
                    en: "There are \(sheets.count) sheets, and \(scoring.minimumSheets) are needed: there is no score.")
            ]
        }
        let out = totals.filter { !counted.contains($0.expert) }
        switch scoring.policy {
        case .trimmed where !out.isEmpty:
            steps.append(Text(zh: "去掉一个最高、一个最低：", en: "One highest and one lowest are left out: ") + list(out) + Text(zh: "。", en: "."))
        case .median: steps.append(Text(zh: "取中位数：", en: "The median is taken: ") + list(entering) + Text(zh: "。", en: "."))
        default: steps.append(Text(zh: "全部评分表计入。", en: "All sheets enter."))
        }
        let sum = entering.reduce(Fraction(0)) { $0 + $1.total }
        steps.append(
            Text(
                zh: "平均：\(exact(sum)) ÷ \(entering.count) = \(exact(sum / entering.count))。",
                en: "Mean: \(exact(sum)) ÷ \(entering.count) = \(exact(sum / entering.count))."))
        let rule =
            scoring.rounding.rule == .halfUp
            ? Text(zh: "四舍五入", en: "rounded half up") : Text(zh: "四舍六入五成双", en: "rounded half to even")
        let passMark = category(outcome.category)?.passMark ?? Points(0)
        steps.append(
            Text(
                zh:
                    "保留 \(scoring.rounding.digits) 位小数（\(rule.zh)）：正式成绩 \(score)；及格线 \(passMark.short)，名次 \(outcome.rank.map(String.init) ?? "–")，\(outcome.standing.name.zh)。",
                en:
                    "\(scoring.rounding.digits) decimal places, \(rule.en): the official score is \(score); pass mark \(passMark.short), place \(outcome.rank.map(String.init) ?? "–"), \(outcome.standing.name.en)."
            ))
        return steps
    }
}

extension Fraction {
    /// The value in points, exact: as a decimal where it ends within four places, else as a fraction.
    var asPoints: String {
        let (over, scale) = (denominator * 100, 10_000)
        guard (numerator * scale) % over == 0 else {
            let reduced = Fraction(numerator, over: over)
            return "\(reduced.numerator)/\(reduced.denominator)"
        }
        let value = numerator * scale / over
        let size = abs(value)
        let places = "\(size % scale)"
        var text = "\(value < 0 ? "-" : "")\(size / scale)." + String(repeating: "0", count: 4 - places.utf8.count) + places
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
