internal import Programme
internal import Scoring

extension RoundReader {
    /// Holds every decision on scores that stood out against the rule and against the sheets that it was taken on: that more than half
    /// of the others held abnormal what was replaced, that the reasons were given or late, and that the score became what the call's
    /// policy and rounding make of it.
    func faultsOfAdjudication(_ call: Call) throws -> [Text] {
        let steps = Dictionary(grouping: try inspect(AdjudicationStep.self).records.sorted { $0.number < $1.number }, by: \.dossier)
        let sheets = Dictionary(grouping: try inspect(ScoreSheet.self).records.filter { $0.state != .draft }, by: \.dossier)
        return try steps.keys.sorted().flatMap { dossier -> [Text] in
            let own = steps[dossier] ?? []
            guard let category = try find(Dossier.self, [dossier])?.category, call.rubric(of: category) != nil,
                call.category(category) != nil
            else { return [Text(zh: "\(dossier)：异常评分处理所涉材料缺失", en: "\(dossier): steps on scores, and no dossier")] }
            return own.indices.filter { own[$0].kind.decides }.flatMap { place in
                call.faults(of: own[place], after: Array(own[..<place]), sheets[dossier] ?? [], category)
            } + (try faultsOfMeans(of: dossier))
        }
    }

    /// Holds the totals that stand in place of replaced ones against the mean of the others.
    private func faultsOfMeans(of dossier: String) throws -> [Text] {
        guard let outcome = try find(Outcome.self, [dossier]) else { return [] }
        let others = outcome.sheets.filter { $0.own == nil }.map(\.total)
        guard !others.isEmpty else { return [] }
        let mean = others.reduce(Fraction(0), +) / others.count
        return outcome.sheets.filter { $0.own != nil && $0.total != mean }.map { sheet in
            Text(
                zh: "\(dossier) / \(sheet.expert)：替换后的总分 \(sheet.total.shown) 不是其他专家的平均分 \(mean.shown)",
                en: "\(dossier) / \(sheet.expert): the total \(sheet.total.shown) is not the mean \(mean.shown) of the others")
        }
    }
}

extension Call {
    fileprivate func faults(
        of decision: AdjudicationStep, after earlier: [AdjudicationStep], _ sheets: [ScoreSheet], _ category: String
    ) -> [Text] {
        let place = Text(zh: "异常评分处理第 \(decision.number) 号：", en: "step \(decision.number) on scores that stand out: ")
        guard let matter = AbnormalMatter.matters(in: earlier).first(where: { $0.expert == decision.expert }), matter.isOpen else {
            return [place + Text(zh: "没有待决定的事项", en: "nothing was open")]
        }
        var faults: [Text] = []
        let panel = decision.panel ?? []
        if decision.kind == .replaced {
            let members = panel.filter { $0 != decision.expert }
            let holding = matter.holdingAbnormal(among: members)
            if 2 * holding <= members.count {
                faults.append(
                    Text(
                        zh: "其他 \(members.count) 名专家中 \(holding) 名认为异常，未过半数而替换",
                        en: "replaced, though \(holding) of the \(members.count) others held it abnormal"))
            }
            if !matter.reasonsAreDue(at: decision.at) {
                faults.append(Text(zh: "未说明理由且期限未到而替换", en: "replaced before reasons were given or due"))
            }
        }
        if decision.kind == .reread, matter.reading?.reader != decision.reader {
            faults.append(Text(zh: "计入的不是所安排的第三人评阅", en: "another sheet than that of the third reading was taken in"))
        }
        var official = self
        official.scoring.ranking = nil
        let readers = AbnormalMatter.matters(in: earlier).compactMap { $0.decision?.reader } + [decision.reader].compactMap { $0 }
        let submitted = Set(panel + readers)
        for (steps, told) in [(earlier, decision.effect?.before), (earlier + [decision], decision.effect?.after)] {
            let standing = AdjudicationStanding(steps, submitted: submitted, abnormal)
            let own = sheets.filter { standing.counted.contains($0.expert) }
            let score = official.results(
                of: [PanelSheets(dossier: decision.dossier, category: category, sheets: own, missing: 0, replaced: standing.replaced)]
            ).first?.score
            if own.count != standing.counted.count || score != told?.score {
                let (should, says) = (score?.description ?? "–", told?.score?.description ?? "–")
                faults.append(
                    Text(zh: "成绩记为 \(says)，按通知规则应为 \(should)", en: "the score is told as \(says); by the call it is \(should)"))
            }
        }
        return faults.map { place + $0 }
    }
}
