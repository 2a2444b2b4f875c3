internal import Programme

/// An alternative to a plan in words.
struct AlternativeText {
    let problem: AssignmentProblem
    /// What the plan at hand is worth.
    let worth: Double
    /// The floor of the plan at hand, where that was an objective.
    let floor: Double?
    /// What the plan is about: "without this pair".
    let condition: Text
    let alternative: Alternative

    /// A sentence each: what the certificate proves at once, what came out, who is moved.
    var lines: [Text] {
        switch alternative.outcome {
        case .plan(let found): certified(found) + [sentence(found)] + moves(found)
        case .impossible(let obstacles):
            [condition + Text(zh: "没有可行方案：", en: ", there is no plan: ") + (obstacles.first?.message ?? Text(verbatim: ""))]
        case .undecided:
            [condition + Text(zh: "是否有方案，时限内未能判定；请放宽 --time-limit", en: ", the time did not suffice to tell; allow more with --time-limit")]
        }
    }

    /// What the plan is measured by.
    private var measure: Text {
        problem.isSoft ? Text(zh: "净匹配度", en: "value") : Text(zh: "总匹配度", en: "total")
    }

    private func certified(_ found: Alternative.Found) -> [Text] {
        guard let loss = alternative.certifiedLoss, loss > 0, !found.isByCertificate else { return [] }
        let among = floor == nil ? Text(zh: "", en: "") : Text(zh: "（以不降低最低一份材料为前提）", en: " (among plans with the same floor)")
        return [
            Text(zh: "由证书直接可知（未经求解）：", en: "by the certificate alone, without a solver: ") + condition
                + Text(zh: "至少损失 \(loss)", en: ", at least \(loss) is lost") + among
        ]
    }

    private func sentence(_ found: Alternative.Found) -> Text {
        let proof: Text
        switch (found.isByCertificate, found.isProven) {
        case (true, _): proof = Text(zh: "（由证书直接证明，未经求解）", en: " (proven by the certificate alone)")
        case (_, true): proof = Text(zh: "（已证明）", en: " (proven)")
        default:
            proof = Text(
                zh: "（时限内未证明为最优；相差至少 \(found.leastLoss)）",
                en: " (not proven the best in time; the difference is at least \(found.leastLoss))")
        }
        return condition + Text(zh: "最优方案的", en: ", the best plan has a ") + floors(found) + measure
            + Text(zh: "为 \(found.worth)，", en: " of \(found.worth), ") + comparison(found) + proof
    }

    /// For the fair objective: the floor comes first.
    private func floors(_ found: Alternative.Found) -> Text {
        guard let floor, let other = found.floor else { return Text(zh: "", en: "") }
        return Text(zh: "最低一份材料为 \(other)（现为 \(floor)），", en: "worst dossier of \(other) (now \(floor)) and a ")
    }

    private func comparison(_ found: Alternative.Found) -> Text {
        if found.loss > 0 {
            return Text(zh: "比现方案的 \(worth) 少 \(found.loss)", en: "\(found.loss) less than the plan's \(worth)")
        }
        if found.loss < 0 {
            return Text(zh: "比现方案的 \(worth) 多 \(-found.loss)", en: "\(-found.loss) more than the plan's \(worth)")
        }
        return Text(zh: "与现方案相同，同样好", en: "as much as the plan has: it is equally good")
    }

    private func moves(_ found: Alternative.Found) -> [Text] {
        let (removed, added) = (found.difference.removed, found.difference.added)
        guard !removed.isEmpty || !added.isEmpty else { return [] }
        func names(_ pairs: [AssignmentPair]) -> Text { pairs.map { problem.text(of: $0) }.shortened }
        let moved = [
            removed.isEmpty
                ? nil : Text(zh: "撤下 \(removed.count) 个（", en: "\(removed.count) out (") + names(removed) + Text(zh: "）", en: ")"),
            added.isEmpty ? nil : Text(zh: "新增 \(added.count) 个（", en: "\(added.count) in (") + names(added) + Text(zh: "）", en: ")"),
        ].compactMap { $0 }
        let words =
            Text(zh: "随之变动：", en: "who is moved: ")
            + Text(zh: moved.map(\.zh).joined(separator: "，"), en: moved.map(\.en).joined(separator: ", "))
        return [
            words
                + (found.isClosest
                    ? Text(zh: "；同样好的方案中变动最少", en: "; no plan as good changes fewer")
                    : Text(zh: "；未证明变动最少", en: "; not proven to be the fewest"))
        ]
    }
}
