internal import Programme

extension Ledger {
    /// Refuses to approve a plan that moves reviews where something that it counts on has changed since it was made: what
    /// was shown is then not what would happen, and a submitted review would be touched.
    func refuseIfOvertaken(_ plan: PlanRecord) throws {
        guard let changes = plan.changes else { return }
        var reasons: [Text] = []
        let begun = changes.moved == 0 ? [] : try reader.begunReviews()
        for (pair, wasBegun) in changes.withdrawn {
            let review = try reader.find(Review.self, [pair.dossier, pair.expert])
            if let review, review.state != .assigned {
                reasons.append(
                    Text(
                        zh: "\(pair.expert) 对 \(pair.dossier) 的评审\(review.standing.zh)",
                        en: "the review of \(pair.dossier) by \(pair.expert) is \(review.standing.en)"))
            } else if begun.contains(pair) != wasBegun {
                reasons.append(
                    Text(zh: "\(pair.expert) 已为 \(pair.dossier) 保存草稿", en: "\(pair.expert) has saved a draft on \(pair.dossier)"))
            }
        }
        let added = Set(changes.added)
        for pair in plan.pairs where changes.moved > 0 || added.contains(pair) {
            let review = try reader.find(Review.self, pair)
            if added.contains(pair) {
                let barred = try reader.all(Conflict.self, where: "expert", is: pair[1]).contains { $0.dossier == pair[0] && $0.keepsOut }
                if barred || review?.state.wasGivenBack == true {
                    reasons.append(
                        Text(zh: "\(pair[1]) 现应回避 \(pair[0])", en: "\(pair[1]) is in conflict with \(pair[0]) by now"))
                }
            } else if changes.moved > 0, review?.state.sits != true {
                reasons.append(
                    Text(zh: "\(pair[1]) 已不再评审 \(pair[0])", en: "\(pair[1]) has left \(pair[0])"))
            }
        }
        guard reasons.isEmpty else {
            throw Failure.failed(
                Text(
                    zh: "第 \(plan.number) 号方案编制后情况有变，不能批准：",
                    en: "Since plan \(plan.number) was made, things have changed; it cannot be approved: ")
                    + reasons.enumerated()
                    + Text(zh: "。请重新运行 assignment replace。", en: ". Run assignment replace again."))
        }
    }

    /// Takes from their experts the reviews that a plan moves; what they saved stays on record.
    func withdraw(_ plan: PlanRecord, reason: String?) throws {
        guard let changes = plan.changes else { return }
        let given = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let vacant = changes.dossiers.filter { panel in panel.leaving.count(where: \.state.isMoved) < panel.coming.count }
        let names = vacant.map(\.dossier).joined(separator: "、")
        for (pair, _) in changes.withdrawn {
            guard var review = try reader.find(Review.self, [pair.dossier, pair.expert]) else { continue }
            review.state = .withdrawn
            review.withdrawnBy = plan.number
            review.reason = given ?? "为补足 \(names) 的评审专家作最少调整"
            review.at = now
            try put(review)
        }
    }
}
