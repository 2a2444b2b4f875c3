internal import Programme

extension AssignmentProblem {
    /// The soft requirements that give way in a plan of some pairs, in the order of `Requirement.sortKey`; the pairs
    /// must exist and occur once.
    public func concessions(in pairs: [AssignmentPair]) -> [Plan.Concession] {
        AssignmentModel(self).concessions(in: pairs)
    }

    /// What a plan of some pairs is worth: their total less what concessions cost; nil where no requirement is soft.
    func value(of pairs: [AssignmentPair], _ concessions: [Plan.Concession]) -> Double? {
        guard isSoft else { return nil }
        let affinities = pairs.map { affinity[$0.dossier, $0.expert] }
        let payment = concessions.reduce(0) { $0 + $1.price * Double($1.amount) }
        let exact = ExactAffinity(affinities, prices: concessions.map(\.price), payment: payment)
        let units = concessions.reduce(exact.sum) {
            $0 - exact.units(ofPrice: $1.price) * $1.amount
        }
        return Double(units) / Double(exact.scale)
    }
}

extension AssignmentModel {
    /// The soft requirements that give way in a plan of some pairs, in the order of `Requirement.sortKey`.
    func concessions(in pairs: [AssignmentPair]) -> [Plan.Concession] {
        guard problem.isSoft else { return [] }
        return breaches(by: pairs).compactMap { breach -> Plan.Concession? in
            guard breach.price != nil, let price = problem.price(of: breach.requirement) else { return nil }
            return Plan.Concession(
                requirement: breach.requirement, amount: abs(breach.excess), price: price,
                message: problem.text(of: breach, at: price))
        }
        .sorted { $0.requirement.sortKey.lexicographicallyPrecedes($1.requirement.sortKey) }
    }
}

extension AssignmentProblem {
    /// What gives way at a price, in words.
    fileprivate func text(of breach: Breach, at price: Double) -> Text {
        let amount = abs(breach.excess)
        let cost = amount == 1 ? "\(price)" : "\(amount) × \(price)"
        return text(of: breach) + Text(zh: "，代价 \(cost)", en: ", at a price of \(cost)")
    }

    /// What gives way, in words.
    func text(of breach: Breach) -> Text {
        let amount = abs(breach.excess)
        let much =
            switch breach.requirement {
            case .pin: Text(zh: "未分配", en: "not assigned")
            case .conflict: Text(zh: "仍予分配", en: "assigned all the same")
            case .neverTogether: Text(zh: "仍在同组", en: "they meet all the same")
            case .lead: Text(zh: "没有组长", en: "it has none")
            case .neverMutual: Text(zh: "仍同时分配", en: "both assigned all the same")
            default:
                breach.excess < 0
                    ? Text(zh: "少 \(amount)", en: "\(amount) too few") : Text(zh: "多 \(amount)", en: "\(amount) too many")
            }
        return text(of: breach.requirement) + Text(zh: "：", en: ": ") + much
    }
}
