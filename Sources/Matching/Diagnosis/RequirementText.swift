internal import Programme

extension AssignmentProblem {
    /// A requirement in words, as part of a sentence.
    func text(of requirement: Requirement) -> Text {
        switch requirement {
        case .demand(let dossier):
            let (id, demand) = (dossiers[dossier].id, dossiers[dossier].demand)
            return Text(zh: "材料“\(id)”需要专家 \(demand) 名", en: "dossier “\(id)” needs \(demand) experts")
        case .load(let expert):
            let (id, what) = (experts[expert].id, loadText(expert))
            return Text(zh: "专家“\(id)”\(what.zh)", en: "expert “\(id)” takes \(what.en)")
        case .composition(let rule, let value, let dossier):
            let id = dossiers[dossier].id
            return Text(zh: "材料“\(id)”：", en: "dossier “\(id)”: ") + text(ofRule: rule, value)
        case .categoryLoad(let rule, let expert):
            let id = experts[expert].id
            return Text(zh: "专家“\(id)”承担", en: "expert “\(id)” takes ") + text(of: loads[rule])
        case .neverTogether(let index, let dossier):
            let pair = neverTogether[index]
            let (first, second) = (experts[pair.first].id, experts[pair.second].id)
            let id = dossiers[dossier].id
            return Text(
                zh: "材料“\(id)”：“\(first)”与“\(second)”不得同组",
                en: "dossier “\(id)”: “\(first)” and “\(second)” not together")
        case .neverMutual(let index):
            let pairs = neverMutual[index]
            let both = [text(of: pairs.first), text(of: pairs.second)].enumerated()
            return Text(zh: "不得同时分配", en: "not both of ") + both
        case .pin(let index):
            return Text(zh: "指定分配", en: "the pin ") + text(of: pins[index].pair)
        case .conflict(let index):
            return Text(zh: "回避", en: "the conflict ") + text(of: conflicts[index].pair)
        case .floor(let dossier), .floorSteps(let dossier, _, _):
            let id = dossiers[dossier].id
            return Text(zh: "材料“\(id)”的匹配度不低于下限", en: "dossier “\(id)” has at least the floor")
        }
    }

    /// A pair in words.
    func text(of pair: AssignmentPair) -> Text {
        Text(verbatim: "“\(dossiers[pair.dossier].id)”–“\(experts[pair.expert].id)”")
    }

    /// What a rule on loads asks of an expert, in words.
    func text(of rule: LoadRule) -> Text {
        let count =
            switch (rule.minimum, rule.maximum) {
            case (let least, let most?) where least == most: Text(zh: "恰好 \(least) 份", en: "exactly \(least)")
            case (0, let most?): Text(zh: "至多 \(most) 份", en: "at most \(most)")
            case (let least, let most?): Text(zh: "\(least) 至 \(most) 份", en: "\(least) to \(most)")
            case (let least, nil): Text(zh: "至少 \(least) 份", en: "at least \(least)")
            }
        let scope =
            switch rule.dossiers {
            case .all: Text(zh: "材料", en: " of all dossiers")
            case .tagged(let tag, let value):
                Text(zh: " \(tag) 为“\(value)”的材料", en: " dossiers with \(tag) “\(value)”")
            case .listed(let listed):
                Text(zh: "指定材料（", en: " of the dossiers ")
                    + listed.map { Text(verbatim: "“\(dossiers[$0].id)”") }.shortened + Text(zh: "）", en: "")
            }
        return count + scope
    }

    /// The limits of an expert's load.
    func loadText(_ expert: Int) -> Text {
        let (least, most) = (experts[expert].minimumLoad, experts[expert].maximumLoad)
        if least == most { return Text(zh: "承担 \(most) 份", en: "exactly \(most) dossiers") }
        if least == 0 { return Text(zh: "至多承担 \(most) 份", en: "at most \(most) dossiers") }
        return Text(zh: "承担 \(least) 至 \(most) 份", en: "\(least) to \(most) dossiers")
    }

    private func text(ofRule rule: Int, _ value: String) -> Text { text(ofRule: rule, [value]) }

    /// What a rule asks of panels for some values of its tag.
    func text(ofRule rule: Int, _ values: [String]) -> Text {
        let rule = composition[rule]
        let named = values.map { Text(verbatim: "“\($0)”") }
        let zh = named.shortened.zh
        let en = named.shortened.en
        let each = values.count > 1
        switch rule.limit {
        case .maximumPerValue(let most):
            return Text(
                zh: "\(rule.tag) 为\(zh)的专家\(each ? "各" : "")至多 \(most) 名",
                en: "at most \(most) with \(rule.tag) \(en)\(each ? " each" : "")")
        case .count(_, let least, let most?) where least == most:
            return Text(zh: "\(rule.tag) 为\(zh)的专家恰好 \(least) 名", en: "exactly \(least) with \(rule.tag) \(en)")
        case .count(_, 0, let most?):
            return Text(zh: "\(rule.tag) 为\(zh)的专家至多 \(most) 名", en: "at most \(most) with \(rule.tag) \(en)")
        case .count(_, let least, let most?):
            return Text(
                zh: "\(rule.tag) 为\(zh)的专家 \(least) 至 \(most) 名", en: "\(least) to \(most) with \(rule.tag) \(en)")
        case .count(_, let least, nil):
            return Text(zh: "\(rule.tag) 为\(zh)的专家至少 \(least) 名", en: "at least \(least) with \(rule.tag) \(en)")
        }
    }
}

extension Array where Element == Text {
    /// The texts as an enumeration, cut after a few.
    var shortened: Text {
        guard count > 8 else { return enumerated() }
        return Array(prefix(8)).enumerated() + Text(zh: "等 \(count) 项", en: " and others, \(count) in all")
    }
}
