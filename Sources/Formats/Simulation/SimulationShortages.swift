internal import Programme

extension Simulation {
    /// Experts of whom every dossier needs some.
    struct Group {
        /// How many of them each dossier needs.
        var need: Int
        /// How many there are.
        var count: Int
        /// Who they are, after “experts”.
        var who: Text
    }

    /// The groups whose number limits what can be assigned.
    static func groups(experts: Int, demand: Int, requirements: Set<Requirement>) -> [Group] {
        var groups = [Group(need: demand, count: experts, who: Text(verbatim: ""))]
        if requirements.contains(.mix) {
            groups.append(
                Group(
                    need: 1, count: scarceSpecialists(among: experts),
                    who: Text(zh: "第二类专业（mix）的", en: " of the second specialty (mix)")))
        }
        if requirements.contains(.region), demand > 2 {
            groups.append(
                Group(
                    need: demand - 2, count: experts - expertsOfLargestRegion(among: experts),
                    who: Text(zh: "最大地区以外（region）的", en: " from outside the largest region (region)")))
        }
        return groups
    }

    /// A fifth more than the experts of the scarcest group must carry if they share it evenly.
    public static func sensibleLoad(
        dossiers: Int, experts: Int, demand: Int, requirements: Set<Requirement>
    ) -> Int {
        let loads = groups(experts: experts, demand: demand, requirements: requirements)
            .map { quotient($0.need * dossiers * 6, roundedUpBy: max($0.count, 1) * 5) }
        return min(loads.max() ?? 1, dossiers)
    }

    /// Why no plan can satisfy the problem, where counting shows it: who asks for a benchmark wants one that can be
    /// solved. What is left may still be impossible, in very small problems through their conflicts.
    var shortages: [Text] {
        var found = Self.groups(experts: experts, demand: demand, requirements: requirements).compactMap(shortage)
        if requirements.contains(.mix), demand < 2 {
            found.append(
                Text(
                    zh: "mix 要求每份材料有两类专业的专家各一名，--demand 至少为 2。",
                    en: "with mix each dossier needs an expert of each of two specialties: --demand must be 2 or more."))
        }
        if requirements.contains(.organisation), organisations < demand {
            found.append(
                Text(
                    zh: "每份材料需 \(demand) 个不同单位（organisation）的专家，而单位只有 \(organisations) 个，即专家数的一半。"
                        + "请减小 --demand 或增大 --experts。",
                    en: "each dossier needs experts of \(demand) organisations (organisation) and there are "
                        + "\(organisations), half as many as experts; lower --demand or raise --experts."))
        }
        return found
    }

    private func shortage(of group: Group) -> Text? {
        if group.count < group.need {
            return Text(
                zh: "每份材料需\(group.who.zh)专家 \(group.need) 名，而只有 \(group.count) 名。请减小 --demand 或增大 --experts。",
                en: "each dossier needs \(group.need) experts\(group.who.en) and there are \(group.count); "
                    + "lower --demand or raise --experts.")
        }
        let places = group.need * dossiers
        guard group.count * load < places else { return nil }
        let enough = quotient(places, roundedUpBy: group.count)
        return Text(
            zh: "\(dossiers) 份材料各需\(group.who.zh)专家 \(group.need) 名，共 \(places) 人次；这 \(group.count) 名专家各"
                + " \(load) 份，只能承担 \(group.count * load) 人次。请将 --load 提高到至少 \(enough)。",
            en: "\(dossiers) dossiers need \(group.need) experts\(group.who.en) each, \(places) places in all; "
                + "\(group.count) such experts with \(load) each fill \(group.count * load); "
                + "raise --load to \(enough) or more.")
    }
}

private func quotient(_ number: Int, roundedUpBy divisor: Int) -> Int {
    (number + divisor - 1) / divisor
}
