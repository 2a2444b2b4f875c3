internal import Programme

extension AssignmentProblem {
    /// Checks a lottery without a solver: every hard requirement on every ticket, the chance of every pair, and both
    /// bounds from their certificates by exact whole numbers.
    public func verify(_ lottery: Lottery) -> Verification {
        guard faults.isEmpty else { return Verification(faults: faults, facts: []) }
        let misfits = misfits(of: lottery.groups)
        guard misfits.isEmpty else { return Verification(faults: misfits, facts: []) }
        var check = LotteryCheck(problem: self, lottery: lottery, model: AssignmentModel(forming(lottery.groups)))
        return check.run()
    }
}

/// A check under way.
private struct LotteryCheck {
    let problem: AssignmentProblem
    let lottery: Lottery
    /// The problem with the groups of the lottery.
    let model: AssignmentModel
    var faults: [Text] = []
    var facts: [Text] = []

    mutating func run() -> Verification {
        guard (1...LotteryOptions.mostTickets) ~= lottery.tickets.count else {
            return Verification(
                faults: [
                    Text(
                        zh: "签数须为 1 至 \(LotteryOptions.mostTickets)", en: "a lottery has from 1 to \(LotteryOptions.mostTickets) tickets")
                ], facts: [])
        }
        for (index, ticket) in lottery.tickets.enumerated() where faults.count < 50 { check(ticket, number: index + 1) }
        guard faults.isEmpty else { return Verification(faults: faults, facts: []) }
        let count = lottery.tickets.count
        facts.append(
            Text(
                zh: "\(count) 张签，每张都满足全部\(problem.isSoft ? "刚性" : "")要求",
                en: "\(count) tickets, every \(problem.isSoft ? "hard " : "")requirement holds on each"))
        checkChances(count)
        checkBounds(count)
        return Verification(faults: faults, facts: facts)
    }

    private mutating func check(_ ticket: [AssignmentPair], number: Int) {
        let place = Text(zh: "第 \(number) 张签：", en: "ticket \(number): ")
        guard ticket.allSatisfy({ problem.dossiers.indices ~= $0.dossier && problem.experts.indices ~= $0.expert }) else {
            faults.append(place + Text(zh: "有不存在的材料或专家", en: "names a dossier or expert that does not exist"))
            return
        }
        guard zip(ticket, ticket.dropFirst()).allSatisfy({ $0 < $1 }) else {
            faults.append(place + Text(zh: "组合重复或未按顺序排列", en: "a pair occurs twice or is out of order"))
            return
        }
        if let pair = ticket.first(where: { !model.isAllowed(model.index($0)) }) {
            faults.append(place + problem.text(of: pair) + Text(zh: " 不得分配", en: " may not be assigned"))
            return
        }
        if !model.sharesPanels(ticket) {
            faults.append(place + Text(zh: "同组材料的评审组不相同", en: "dossiers of a group have different panels"))
        }
        for breach in model.brokenRequirements(by: ticket) {
            faults.append(
                place + problem.text(of: breach.requirement)
                    + Text(zh: "，而签中为 \(breach.count)", en: ", but it has \(breach.count)"))
        }
    }

    private mutating func checkChances(_ count: Int) {
        let occurrences = lottery.occurrences
        for (pair, times) in occurrences.sorted(by: { $0.key < $1.key }) where !lottery.limit.allows(times, outOf: count) {
            faults.append(
                problem.text(of: pair)
                    + Text(
                        zh: " 的机会为 \(times)/\(count)，超过上限 \(lottery.limit)",
                        en: " has a chance of \(times)/\(count), above the limit of \(lottery.limit)"))
        }
        let most = occurrences.values.max() ?? 0
        facts.append(
            Text(
                zh: "每个组合的机会至多 \(most)/\(count)，不超过上限 \(lottery.limit)",
                en: "no pair has a chance above \(most)/\(count), within the limit of \(lottery.limit)"))
    }

    private mutating func checkBounds(_ count: Int) {
        let figures = model.figures(of: lottery)
        guard let units = model.bound(by: lottery.certificate, limit: lottery.limit), units == lottery.certificate.bound else {
            faults.append(
                Text(zh: "抽签方案的证书不成立：由它算不出其所称的上界", en: "the certificate does not hold: it does not give the bound it states"))
            return
        }
        let bound = model.value(units) + model.roundingAllowance
        compare(lottery.bound, bound, Text(zh: "上界", en: "the bound"))
        facts.append(
            Text(
                zh: "期望匹配度 \(figures.expected)；证书证明任何同样上限的抽签方案都不超过 \(bound)，即至少达到最好的 \(Self.percent(figures.share))",
                en:
                    "the expected total is \(figures.expected); the certificate proves that no lottery with this limit exceeds \(bound), so it is at least \(Self.percent(figures.share)) of the best"
            ))
        // Of single plans it is proven for whatever groups.
        guard let single = AssignmentModel(problem).bound(by: lottery.ceilingCertificate), single == lottery.ceilingCertificate.bound else {
            faults.append(
                Text(zh: "单个方案上界的证书不成立", en: "the certificate of the bound on single plans does not hold"))
            return
        }
        let proven = model.value(single) + model.roundingAllowance
        if lottery.ceiling < figures.worths.max() ?? 0 {
            faults.append(Text(zh: "单个方案的上界低于某张签", en: "the bound on single plans is below that of a ticket"))
        } else if proven <= lottery.ceiling + 1e-12 * max(1, abs(proven)) {
            facts.append(
                Text(
                    zh: "证书证明没有单个方案超过 \(lottery.ceiling)；期望匹配度为其 \(Self.percent(figures.shareOfCeiling))",
                    en:
                        "the certificate proves that no single plan exceeds \(lottery.ceiling); the expected total is \(Self.percent(figures.shareOfCeiling)) of that"
                ))
        } else {
            facts.append(
                Text(
                    zh: "证书证明没有单个方案超过 \(proven)；\(lottery.ceiling) 由分支定界得出，证书未予证明",
                    en:
                        "the certificate proves that no single plan exceeds \(proven); \(lottery.ceiling) is by branch and bound, which it does not show"
                ))
        }
    }

    /// Numbers in a file may have lost their last digit.
    private mutating func compare(_ claimed: Double, _ found: Double, _ what: Text) {
        guard abs(claimed - found) > 1e-12 * max(1, abs(found)) else { return }
        faults.append(what + Text(zh: "写作 \(claimed)，实为 \(found)", en: " is given as \(claimed) but is \(found)"))
    }

    /// A part in hundredths, never rounded up.
    private static func percent(_ part: Double) -> String { "\((part * 100_000).rounded(.down) / 1_000) %" }
}
