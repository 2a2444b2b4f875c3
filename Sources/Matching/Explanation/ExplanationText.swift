public import Programme

extension AssignmentProblem {
    /// An explanation of a pair in words, a sentence each.
    public func words(for explanation: PairExplanation) -> [Text] {
        let expert = experts[explanation.pair.expert].id
        let affinity = explanation.affinity.map { Text(zh: "，匹配度 \($0)", en: ", affinity \($0)") } ?? Text(verbatim: "")
        var lines = [
            Text(zh: "组合 ", en: "pair ") + text(of: explanation.pair)
                + (explanation.isInPlan ? Text(zh: "：在方案中", en: ": in the plan") : Text(zh: "：不在方案中", en: ": not in the plan"))
                + affinity
        ]
        var condition =
            explanation.isInPlan
            ? Text(zh: "不用这一组合时，", en: "without the pair") : Text(zh: "必用这一组合时，", en: "with the pair")
        switch explanation.bond {
        case .pin:
            lines.append(Text(zh: "该组合为指定分配，任何方案都必须采用", en: "it is pinned: every plan must have it"))
            condition = Text(zh: "若取消指定，", en: "if it were not pinned, ") + condition
        case .conflict(let reason):
            let why = reason ?? Text(zh: "须回避", en: "in conflict")
            lines.append(
                Text(zh: "专家“\(expert)”\(why.zh)，该组合不得分配", en: "expert “\(expert)” is \(why.en): no plan may have it"))
            condition = Text(zh: "若予解除，", en: "if that were lifted, ") + condition
        case .noAffinity:
            lines.append(Text(zh: "该组合没有匹配度，不得分配", en: "it has no affinity: no plan may have it"))
        case nil: break
        }
        guard let alternative = explanation.alternative else { return lines }
        return lines
            + AlternativeText(
                problem: self, worth: explanation.worth, floor: explanation.floor, condition: condition,
                alternative: alternative
            ).lines
    }

    /// An explanation of an expert in words, a sentence each.
    public func words(for explanation: ExpertExplanation) -> [Text] {
        let id = experts[explanation.expert].id
        let least = explanation.minimumLoad
        var lines = [
            Text(
                zh: "专家“\(id)”：承担 \(explanation.load) 份，上限 \(explanation.maximumLoad) 份"
                    + (least > 0 ? "，下限 \(least) 份" : "")
                    + "；需评审的 \(explanation.dossierCount) 份材料中可评审 \(explanation.readable) 份",
                en: "expert “\(id)”: has \(explanation.load) of at most \(explanation.maximumLoad) dossiers"
                    + (least > 0 ? " and at least \(least)" : "")
                    + "; may read \(explanation.readable) of the \(explanation.dossierCount) that need experts")
        ]
        func told(_ condition: Text, _ alternative: Alternative) -> [Text] {
            AlternativeText(
                problem: self, worth: explanation.worth, floor: explanation.floor, condition: condition,
                alternative: alternative
            ).lines
        }
        lines += told(Text(zh: "没有该专家时，", en: "without the expert"), explanation.without)
        if let oneMore = explanation.oneMore {
            lines += told(Text(zh: "该专家的上限加一份时，", en: "with one dossier more for the expert"), oneMore)
        } else {
            lines.append(Text(zh: "上限再高也无更多材料可评", en: "a higher limit would bring nothing: there is no more they may read"))
        }
        return lines + explanation.classes.map { words(for: $0) }
    }

    private func words(for scarce: ScarceClass) -> Text {
        let verdict =
            scarce.isShortWithout
            ? Text(zh: "（仅计数即可证明：没有该专家就没有方案）", en: " (counting alone proves that there is no plan without them)")
            : Text(zh: "（计数指标，仅供参考，不是证明）", en: " (a count, an indicator and no proof)")
        return Text(
            zh: "\(scarce.tag) 为“\(scarce.value)”的专家 \(scarce.expertCount) 名：各组合计至少需要 \(scarce.need) 人次，"
                + "最多可承担 \(scarce.capacity) 人次，没有该专家则为 \(scarce.capacityWithout) 人次",
            en: "\(scarce.expertCount) experts with \(scarce.tag) “\(scarce.value)”: panels need \(scarce.need) places of them at least, "
                + "they can take \(scarce.capacity), and \(scarce.capacityWithout) without this expert") + verdict
    }

    /// An explanation of a dossier in words, a sentence each.
    public func words(for explanation: DossierExplanation) -> [Text] {
        let id = dossiers[explanation.dossier].id
        return [
            Text(
                zh: "材料“\(id)”：需要专家 \(explanation.demand) 名，\(explanation.expertCount) 名专家中可评审的有 \(explanation.willing) 名",
                en:
                    "dossier “\(id)”: needs \(explanation.demand) experts; \(explanation.willing) of the \(explanation.expertCount) may read it"
            ),
            Text(zh: "单看该材料：", en: "by itself: ") + words(for: explanation.alone),
            Text(zh: "连同其他材料和各专家评审数上限：", en: "with all other dossiers and the loads: ") + words(for: explanation.together),
        ]
    }

    /// A dossier among the tightest in words.
    public func words(for tight: TightDossier) -> Text {
        let id = dossiers[tight.dossier].id
        return Text(
            zh: "材料“\(id)”（需 \(tight.demand) 名，可评审 \(tight.willing) 名）：",
            en: "dossier “\(id)” (needs \(tight.demand), \(tight.willing) may read it): ") + words(for: tight.alone)
    }

    private func counted(_ conflicts: Int) -> String { conflicts == 1 ? "1 conflict" : "\(conflicts) conflicts" }

    private func words(for tolerance: ConflictTolerance) -> Text {
        if tolerance.isUnbreakable {
            return Text(
                zh: "其余专家全部回避也不致无解（指定分配已足，或允许空缺）",
                en: "even if nobody else could read it, there would be a plan (its pins suffice, or places may stay empty)")
        }
        let names = tolerance.experts.map { Text(verbatim: "“\(experts[$0].id)”") }.shortened
        guard let most = tolerance.atMost else {
            return Text(
                zh: "再有任意 \(max(0, tolerance.atLeast - 1)) 对回避仍有解；上限未能求出",
                en: "it bears any \(max(0, tolerance.atLeast - 1)) conflicts more; how many it does not bear was not found")
        }
        if most == 0 { return Text(zh: "目前已无解", en: "it is impossible as it is") }
        if tolerance.isExact {
            return Text(
                zh: "再有 \(most) 对回避即可能无解（如与\(names.zh)），少于 \(most) 对则无论与谁都仍有解（已证明）",
                en: "\(counted(most)) more can make it impossible (such as with \(names.en)); fewer cannot, whoever they are with (proven)"
            )
        }
        return Text(
            zh: "再有 \(most) 对回避即可能无解（如与\(names.zh)）；再有任意 \(tolerance.atLeast - 1) 对仍有解（已证明），其间未能判定",
            en: "\(counted(most)) more can make it impossible (such as with \(names.en)); "
                + "it bears any \(tolerance.atLeast - 1) (proven); what lies between was not settled")
    }
}
