public import Programme

extension Plan {
    /// What each step of several objectives in order reached, and what that cost the others, a line each; empty where
    /// the plan has no steps.
    public func stepTexts(for problem: AssignmentProblem) -> [Text] {
        let condition = Text(
            zh: "分组按\(hasFairGroups ? "最低一份材料的匹配度" : "总匹配度")确定；以下各步的最优，均就所分各组而言",
            en: "groups are formed for \(hasFairGroups ? "the worst dossier" : "the total"); what follows is the best with those groups")
        return (problem.formsGroups && !steps.isEmpty ? [condition] : [])
            + zip(steps.indices, [nil] + steps.map { Optional($0.measures) }).flatMap { index, before -> [Text] in
                let step = steps[index]
                let first = Text(zh: "第 \(index + 1) 步，", en: "step \(index + 1), ") + step.headline
                return [first, Text(verbatim: "    ") + step.measures.text(after: before)]
            }
    }

    private var hasFairGroups: Bool { steps.map(\.step).formGroupsFairly }
}

extension PlanStep {
    /// What the step reached, and how good that is.
    fileprivate var headline: Text {
        let reached = step.objective.text + Text(verbatim: " \(shown(value))")
        let proof: Text
        if isProven {
            proof = Text(zh: "，已证明最优", en: ", proven the best")
        } else if let bound {
            proof = Text(zh: "，尚未证明最优，界为 \(shown(bound))", en: ", not proven the best; bound \(shown(bound))")
        } else {
            proof = Text(zh: "，时限内未能改进或证明", en: ", neither improved nor proven in the time given")
        }
        guard step.tolerance > 0 else { return reached + proof }
        let percent = "\(Double(step.tolerance) / 10_000) %"
        return reached + proof + Text(zh: "；其后各步可让出 \(percent)", en: "; later steps may give up \(percent)")
    }
}

extension PlanMeasures {
    /// All figures; those that another plan has otherwise, with how they came about.
    fileprivate func text(after before: PlanMeasures?) -> Text {
        var parts: [Text] = []
        func tell(_ what: Text, _ now: Double?, _ then: Double?, isRelative: Bool = false) {
            guard let now else { return }
            guard let then, before != nil else { return parts.append(what + Text(verbatim: " \(shown(now))")) }
            guard now != then else { return }
            let part = isRelative && then != 0 ? (now - then) / abs(then) * 100 : nil
            let sign = (part ?? 0) > 0 ? "+" : "−"
            let share = part.map { abs($0) < 0.005 ? "" : " (\(sign)\(shown(abs($0), digits: 2)) %)" } ?? ""
            parts.append(what + Text(verbatim: " \(shown(then)) → \(shown(now))\(share)"))
        }
        tell(ObjectiveStep.Objective.fill.text, Double(places), before.map { Double($0.places) })
        tell(ObjectiveStep.Objective.fair.text, floor, before?.floor)
        tell(ObjectiveStep.Objective.total.text, total, before?.total, isRelative: true)
        tell(Text(zh: "净匹配度", en: "the value"), value, before?.value, isRelative: true)
        tell(ObjectiveStep.Objective.even.text, Double(squares), before.map { Double($0.squares) }, isRelative: true)
        tell(Text(zh: "最多任务量", en: "the largest load"), Double(largestLoad), before.map { Double($0.largestLoad) })
        tell(Text(zh: "最少任务量", en: "the smallest load"), Double(smallestLoad), before.map { Double($0.smallestLoad) })
        tell(ObjectiveStep.Objective.changes.text, changes.map(Double.init), before?.changes.map(Double.init))
        guard let first = parts.first else { return Text(zh: "各项均无变化", en: "all figures are as before") }
        return parts.dropFirst().reduce(first) { $0 + Text(zh: "；", en: "; ") + $1 }
    }
}

/// A number without needless digits.
private func shown(_ number: Double, digits: Int = 6) -> String {
    let factor = digits == 2 ? 100.0 : 1_000_000.0
    let rounded = (number * factor).rounded() / factor
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
}
