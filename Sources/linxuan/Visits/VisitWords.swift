import Matching
import Programme
import Workflow

extension VisitPlanRecord {
    /// How the visits were chosen: gain and proof, the use of each budget, what one more of each would bring, and where the uncertainty of
    /// scores comes from.
    var words: Text {
        let proof =
            bound == gain
            ? Text(zh: "，已证明最优", en: ", proven the best")
            : Text(zh: "，至多可达 \(VisitGain.text(bound))", en: ", at most \(VisitGain.text(bound)) can be reached")
        var lines = [
            Text(zh: "预期收益合计 \(VisitGain.text(gain)) 分", en: "Together they gain \(VisitGain.text(gain)) points") + proof,
            use(Text(zh: "考查个数", en: "visits"), cost.visits, budget.visits, oneMore.visits),
            use(Text(zh: "考查组工作日", en: "team days"), cost.teamDays, budget.teamDays, oneMore.teamDays),
            use(Text(zh: "线路", en: "trips"), cost.trips, budget.trips, oneMore.trips),
            Text(
                zh: "必须考查的 \(fixed.count) 个；按收益选取的 \(dossiers.count - fixed.count) 个，候选 \(gains.count(where: \.isCandidate)) 个",
                en:
                    "\(fixed.count) are visited in any case; \(dossiers.count - fixed.count) by what they gain, out of \(gains.count(where: \.isCandidate))"
            ),
        ]
        let byPanel = gains.count { $0.source == .panel }
        if byPanel > 0 {
            lines.append(
                Text(
                    zh: "其中 \(byPanel) 份的不确定程度按本组评分计（所属类别的评分不足以估计模型）",
                    en: "for \(byPanel) the uncertainty is that of their own panel (the scores of the category don't bear a model)"))
        }
        return Text(zh: lines.map(\.zh).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }

    private func use(_ name: Text, _ used: Int, _ limit: Int?, _ more: Int?) -> Text {
        guard let limit else { return Text(zh: "\(name.zh) \(used)（不限）", en: "\(name.en): \(used) (no limit)") }
        let worth = VisitGain.text(more ?? 0)
        return Text(
            zh: "\(name.zh) \(used) / \(limit)；增加一个可多得 \(worth) 分",
            en: "\(name.en): \(used) of \(limit); one more would gain \(worth) points")
    }
}

extension VisitExplanation {
    /// Why, part by part, and what the other decision would cost.
    var words: Text {
        var lines = [
            Text(
                zh: "\(dossier.id) \(dossier.applicant)：\(visit == nil ? "不考查" : "列入考查")",
                en: "\(dossier.id) \(dossier.applicant): \(visit == nil ? "not visited" : "visited")")
        ]
        if let outside { lines.append(Text(verbatim: "  ") + outside) }
        if let visit { lines += visit.reasons.map { Text(verbatim: "  · ") + $0.text } }
        if let gain { lines += gain.words }
        if isLeftOut { lines.append(Text(zh: "  已由秘书处排除", en: "  left out by the secretariat")) }
        if let costOfOther {
            lines.append(
                visit == nil
                    ? Text(
                        zh: "  若列入考查，预期收益合计减少 \(VisitGain.text(costOfOther)) 分",
                        en: "  visiting it would cost \(VisitGain.text(costOfOther)) points in all")
                    : Text(
                        zh: "  若不考查，预期收益合计减少 \(VisitGain.text(costOfOther)) 分",
                        en: "  not visiting it would cost \(VisitGain.text(costOfOther)) points in all"))
        }
        if let exchanged, !exchanged.going.isEmpty || !exchanged.coming.isEmpty {
            let (going, coming) = (exchanged.going.joined(separator: "、"), exchanged.coming.joined(separator: "、"))
            lines.append(
                Text(
                    zh:
                        "  同时\(going.isEmpty ? "" : "不再考查 \(going)")\(going.isEmpty || coming.isEmpty ? "" : "，")\(coming.isEmpty ? "" : "改为考查 \(coming)")",
                    en:
                        "  with it \([going.isEmpty ? nil : "out: " + exchanged.going.joined(separator: ", "), coming.isEmpty ? nil : "in: " + exchanged.coming.joined(separator: ", ")].compactMap(\.self).joined(separator: "; "))"
                ))
        }
        if let impossible { lines.append(Text(verbatim: "  ") + impossible) }
        return Text(zh: lines.map(\.zh).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }
}

extension VisitGain {
    fileprivate var words: [Text] {
        let error = standardError.map { VisitGain.text($0) }
        return [
            Text(
                zh: "  估计成绩 \(VisitGain.text(mean))，标准误 \(error ?? "无从估计")（\(source.name.zh)）；分界 \(threshold)，现\(isIn ? "在" : "不在")名单内",
                en:
                    "  believed to be \(VisitGain.text(mean)), standard error \(error ?? "unknown") (\(source.name.en)); decided at \(threshold), now \(isIn ? "in" : "out")"
            ),
            Text(
                zh:
                    "  考查预期收益 \(VisitGain.text(total)) 分：成绩不确定 \(VisitGain.text(byScore))，专家建议 \(VisitGain.text(byRequests))，受理时待核定事项 \(VisitGain.text(byFlags))\(isCandidate ? "" : "；低于通知规定的最低收益")",
                en:
                    "  a visit gains \(VisitGain.text(total)) points: \(VisitGain.text(byScore)) by the score, \(VisitGain.text(byRequests)) by requests, \(VisitGain.text(byFlags)) by flags\(isCandidate ? "" : "; below the least that the call asks for")"
            ),
        ]
    }
}

extension VisitTeamsView {
    /// How balanced the teams are, and how far that is proven.
    var summary: Text {
        let loads = loads.map { Text(zh: "\($0[0]) 日 \($0[1]) 人", en: "\($0[1]) for \($0[0]) days") }.enumerated()
        let proof =
            squares == bound
            ? Text(zh: "工作日分配已证明最均衡", en: "days are proven as balanced as can be")
            : Text(zh: "工作日平方和 \(squares)，至少 \(bound)", en: "the sum of squared days is \(squares), at least \(bound)")
        var text = Text(
            zh: "第 \(number) 次编组：\(trips.count) 条线路，专家 \(loads.zh)；\(proof.zh)。",
            en: "Teams \(number): \(trips.count) trip\(trips.count == 1 ? "" : "s"); experts: \(loads.en); \(proof.en).")
        if let schedule {
            let shortest = schedule.workingDays == schedule.leastWorkingDays
            text =
                text
                + Text(
                    zh:
                        "\n自 \(schedule.start) 起共 \(schedule.workingDays) 个工作日\(shortest ? "，已证明最短" : "，至少 \(schedule.leastWorkingDays) 个")。",
                    en:
                        "\nFrom \(schedule.start) on, \(schedule.workingDays) working days in all\(shortest ? ", proven the shortest" : ", at least \(schedule.leastWorkingDays)")."
                )
        }
        return text
    }
}
