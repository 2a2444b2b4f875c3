internal import Programme

extension AssignmentProblem {
    /// What makes no sense of the groups that share panels; indices are known to fit.
    var panelFaults: [Text] {
        var faults: [Text] = []
        var ruleOf: [Int: Int] = [:]
        for (index, rule) in panels.enumerated() {
            for dossier in dossiers(in: rule.dossiers) where ruleOf.updateValue(index, forKey: dossier) != nil {
                faults.append(
                    Text(
                        zh: "材料“\(dossiers[dossier].id)”受两条共用评审组的要求约束",
                        en: "dossier “\(dossiers[dossier].id)” is in two rules on shared panels"))
            }
            faults += groupingFaults(of: rule, index)
        }
        guard faults.isEmpty else { return faults }
        return demandFaults + pinFaults
    }

    private func groupingFaults(of rule: PanelRule, _ index: Int) -> [Text] {
        let all = dossiers(in: rule.dossiers)
        switch rule.grouping {
        case .count(let groups) where groups < 1 || groups > max(all.count, 1):
            return [
                Text(
                    zh: "第 \(index + 1) 条共用评审组的要求：\(all.count) 份材料不能分成 \(groups) 组",
                    en: "rule \(index + 1) on shared panels: \(all.count) dossiers can't make \(groups) groups")
            ]
        case .largest(let most) where most < 1:
            return [
                Text(
                    zh: "第 \(index + 1) 条共用评审组的要求：每组至少 1 份材料",
                    en: "rule \(index + 1) on shared panels: a group has at least one dossier")
            ]
        case .tagged(let tag):
            return all.filter { Set(dossiers[$0].tags[tag] ?? []).count > 1 }.map {
                Text(
                    zh: "材料“\(dossiers[$0].id)”的 \(tag) 有几个值，不知归入哪一组",
                    en: "dossier “\(dossiers[$0].id)” has several values of \(tag): its group is not known")
            }
        case .listed(let groups):
            var seen: Set<Int> = []
            let twice = groups.joined().filter { !seen.insert($0).inserted }
            let empty = groups.contains(where: \.isEmpty) ? [Text(zh: "有一组没有材料", en: "a group has no dossiers")] : []
            return empty
                + twice.map {
                    Text(zh: "材料“\(dossiers[$0].id)”在两组之中", en: "dossier “\(dossiers[$0].id)” is in two groups")
                }
        case .count, .largest: return []
        }
    }

    /// One panel has one number of experts.
    private var demandFaults: [Text] {
        let formed = panels.filter(\.isFormed).map { dossiers(in: $0.dossiers) }
        return (givenGroups + formed).compactMap { group in
            guard let first = group.first, let other = group.first(where: { dossiers[$0].demand != dossiers[first].demand })
            else { return nil }
            let (one, two) = (dossiers[first], dossiers[other])
            return Text(
                zh: "材料“\(one.id)”需要专家 \(one.demand) 名，“\(two.id)”需要 \(two.demand) 名，不能共用评审组",
                en: "dossier “\(one.id)” needs \(one.demand) experts and “\(two.id)” \(two.demand): they can't share a panel")
        }
    }

    /// Pins override nothing: not what keeps the expert from another dossier of the group.
    private var pinFaults: [Text] {
        guard let sharing = SharedPanels(givenGroups, of: dossiers.count) else { return [] }
        let barred = Set(conflicts.filter { $0.price == nil }.map(\.pair))
        return pins.compactMap { pin in
            guard pin.price == nil else { return nil }
            let others = sharing.members[sharing.first[pin.pair.dossier]].filter { $0 != pin.pair.dossier }
            guard
                let other = others.first(where: {
                    affinity[$0, pin.pair.expert].isNaN
                        || barred.contains(AssignmentPair(dossier: $0, expert: pin.pair.expert))
                })
            else { return nil }
            return Text(zh: "指定的组合 ", en: "the pinned pair ") + text(of: pin.pair)
                + Text(
                    zh: " 不可行：该专家不得评审同组的材料“\(dossiers[other].id)”",
                    en: " can't be: the expert may not read “\(dossiers[other].id)”, which shares the panel")
        }
    }
}
