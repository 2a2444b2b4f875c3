internal import Programme

/// Why no lottery keeps to a limit, and which limit would do.
struct LotteryClash {
    let model: AssignmentModel
    let clock: SearchClock
    let limit: ChanceLimit
    /// How many plans a lottery is to have, and in how many a pair may be.
    let count: Int
    let most: Int

    /// The reasons in words, one line each; the last says what would help.
    func text() throws -> Text {
        let reasons = try pinned ?? counted ?? clash()
        let lines = reasons + [try remedy()]
        return Text(zh: lines.map(\.zh).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }

    private var problem: AssignmentProblem { model.problem }

    /// Pins leave a pair no choice; nil where there are none.
    private var pinned: [Text]? {
        guard let pin = problem.hardPins.first else { return nil }
        let others = problem.hardPins.count - 1
        let more = others == 0 ? Text(verbatim: "") : Text(zh: "等 \(others + 1) 个组合", en: " and \(others) more pairs")
        return [
            Text(zh: "指定分配的组合 ", en: "the pinned pair ") + problem.text(of: pin) + more
                + Text(
                    zh: " 在任何方案中都有，机会为 1，超过上限 \(limit)",
                    en: others == 0
                        ? " is in every plan: its chance is 1, above the limit of \(limit)"
                        : " are in every plan: their chance is 1, above the limit of \(limit)")
        ]
    }

    /// The smallest limit, in steps of one ticket, at which requirements hold on average.
    private func remedy() throws -> Text {
        guard problem.hardPins.isEmpty else {
            return Text(zh: "除非取消指定，任何小于 1 的上限都做不到", en: "no limit below 1 can be kept unless the pins are taken out")
        }
        var (low, high) = (max(most, scarce.map { needed($0) - 1 }.max() ?? most), count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if try isImpossible(nil, most: middle) { low = middle } else { high = middle }
            guard clock.hasTime else {
                return Text(zh: "时限已到，未能算出可行的上限", en: "the time was up before a limit that could be kept was found")
            }
        }
        guard high < count, let least = ChanceLimit(high, outOf: count) else {
            return Text(zh: "任何小于 1 的上限都做不到", en: "no limit below 1 can be kept")
        }
        return Text(
            zh: "上限放宽到 \(least) 左右，才可能做到（以 1/\(count) 为一档计算）",
            en: "a limit of about \(least) is the least that could be kept (counted in steps of 1/\(count))")
    }

    // MARK: Requirements that are too much by themselves

    /// The requirements of which so many pairs are needed that their chances do not suffice; nil where there are none.
    private var counted: [Text]? {
        let scarce = scarce
        guard !scarce.isEmpty else { return nil }
        let head = Text(
            zh: "每个组合的机会不超过 \(limit) 时，单凭人数就不能满足：", en: "with no pair above a chance of \(limit), numbers alone rule out: ")
        return [head + scarce.map { words($0.requirement, choice: $0.choice) }.shortened]
    }

    private struct Scarcity {
        let requirement: Requirement
        /// How many pairs there are to choose from, and how many are needed.
        let choice: Int
        let need: Int
    }

    /// In how many tickets each of the pairs would have to be.
    private func needed(_ scarcity: Scarcity) -> Int { (scarcity.need * count + scarcity.choice - 1) / max(scarcity.choice, 1) }

    private var scarce: [Scarcity] {
        var found: [Scarcity] = []
        func look(_ requirement: Requirement, _ pairs: some Sequence<Int>) {
            let need = model.limits(of: requirement).lowerBound
            guard need > 0, model.leeway(of: requirement).below == nil else { return }
            let choice = pairs.reduce(0) { $0 + (model.isAllowed($1) ? 1 : 0) }
            if choice * most < need * count { found.append(Scarcity(requirement: requirement, choice: choice, need: need)) }
        }
        for dossier in 0..<model.dossierCount {
            look(.demand(dossier: dossier), (0..<model.expertCount).lazy.map { model.index(dossier, $0) })
            for rule in model.rules where rule.minimum > 0 && rule.concerns(dossier) {
                look(rule.requirement(on: dossier), rule.members.lazy.map { model.index(dossier, $0) })
            }
        }
        for expert in 0..<model.expertCount {
            look(.load(expert: expert), (0..<model.dossierCount).lazy.map { model.index($0, expert) })
            for rule in model.loadRules where rule.minimum > 0 && rule.concerns(expert) {
                look(rule.requirement(on: expert), rule.members.lazy.map { model.index($0, expert) })
            }
        }
        return found
    }

    // MARK: Requirements that cannot hold together on average

    /// The requirements that cannot hold together on average, none of which could be left out.
    private func clash() throws -> [Text] {
        let (core, _) = try suspects().minimalClash(clock) { try isImpossible(Set($0), most: most) }
        let head = Text(
            zh: "每个组合的机会不超过 \(limit) 时，以下要求不能同时满足：", en: "with no pair above a chance of \(limit), these cannot hold together: ")
        let shown = core.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
        return [head + shown.map { problem.text(of: $0) }.shortened]
    }

    /// The requirements that the multipliers of the least shortfall name (Farkas).
    private func suspects() throws -> [Requirement] {
        let program = limited(RestrictedProgram(model), most)
        guard let solution = try program.converged(.feasibility, clock) else { return [] }
        return solution.certificate.duals.keys.sorted { $1.sortKey.lexicographicallyPrecedes($0.sortKey) }
    }

    /// Whether some requirements, or all of them, can't hold on average.
    private func isImpossible(_ requirements: Set<Requirement>?, most: Int) throws -> Bool {
        let program = limited(RestrictedProgram(model) { requirements?.contains($0) ?? true }, most)
        return try (program.converged(.feasibility, clock)?.shortfall ?? 0) > 1e-6
    }

    private func limited(_ program: RestrictedProgram, _ most: Int) -> RestrictedProgram {
        program.greatestShares = [Double](repeating: Double(most) / Double(count), count: model.pairCount)
        return program
    }

    // MARK: Words

    /// A requirement in words, and what those to choose from give at most.
    private func words(_ requirement: Requirement, choice: Int) -> Text {
        let given = (Double(choice * most) / Double(count) * 1_000).rounded(.down) / 1_000
        return problem.text(of: requirement)
            + Text(
                zh: "（可选 \(choice) 个，平均至多得 \(given)）", en: " (\(choice) to choose from give \(given) on average at most)")
    }
}
