/// The pairs that a search begins with: for each dossier the experts that suit it best, in all and of each class that
/// a panel must have; for experts who must have some dossiers, the dossiers that suit them.
///
/// Everything else is priced later. The choice only decides how soon the search ends, not where.
struct Candidates {
    private let model: AssignmentModel
    private(set) var byDossier: [[Int32]]
    private var isPresent: PairSet

    /// - Parameter isLeft: Which dossiers get none, since nothing is to be chosen there.
    init(_ model: AssignmentModel, leaving isLeft: (Int) -> Bool = { _ in false }) {
        self.model = model
        isPresent = PairSet(of: model.pairCount)
        byDossier = [[Int32]](repeating: [], count: model.dossierCount)
        let required = model.rules.indices.filter { model.rules[$0].minimum > 0 }
        let none = Additions([Int](repeating: 0, count: model.expertCount), parts: 1, scale: model.scale)
        let best = model.inPortionsOfDossiers { dossiers in
            dossiers.map { dossier -> [[Int32]] in
                let demand = model.problem.dossiers[dossier].demand
                guard demand > 0, !isLeft(dossier), model.stands(dossier) else { return [] }
                return [Self.best(max(30, 4 * demand), on: dossier, in: model, none)]
                    + required.filter { model.rules[$0].concerns(dossier) }.map { rule in
                        let (count, members) = (max(10, 4 * model.rules[rule].minimum), model.rules[rule].members)
                        return Self.best(count, on: dossier, among: members, in: model)
                    }
            }
        }
        for (dossier, lists) in best.joined().enumerated() {
            for experts in lists { add(experts, to: dossier) }
        }
        // The best of many dossiers are enough for those who are among them.
        var occurrences = [Int](repeating: 0, count: model.expertCount)
        for experts in byDossier { for expert in experts { occurrences[Int(expert)] += 1 } }
        for (expert, facts) in model.problem.experts.enumerated() where facts.minimumLoad > 0 {
            let count = 2 * facts.minimumLoad + 4
            guard occurrences[expert] < count else { continue }
            addDossiers(count, among: 0..<model.dossierCount, to: expert, leaving: isLeft)
        }
        for rule in model.loadRules where rule.minimum > 0 {
            for expert in 0..<model.expertCount where rule.concerns(expert) {
                addDossiers(2 * rule.minimum + 4, among: rule.members, to: expert, leaving: isLeft)
            }
        }
    }

    private mutating func add(_ experts: [Int32], to dossier: Int) {
        for expert in experts where isPresent.insert(model.index(dossier, Int(expert))) {
            byDossier[dossier].append(expert)
        }
    }

    /// The most suitable experts for a dossier. Equals are told apart by a scattering of their indices: taking the
    /// first would give all dossiers the same experts.
    private static func best(
        _ count: Int, on dossier: Int, in model: AssignmentModel, _ none: Additions
    ) -> [Int32] {
        let first = dossier * model.expertCount
        guard model.sharing == nil else { return best(count, on: dossier, among: 0..<model.expertCount, in: model) }
        var shortlist = Shortlist(count)
        var limit = shortlist.limit
        model.weights.forEach(in: first..<first + model.expertCount, with: none, above: &limit) { expert, weight, limit in
            shortlist.offer(weight, Int32(expert), pair: first + expert)
            limit = shortlist.limit
        }
        return shortlist.members
    }

    private static func best(
        _ count: Int, on dossier: Int, among members: some Sequence<Int>, in model: AssignmentModel
    ) -> [Int32] {
        let first = dossier * model.expertCount
        var shortlist = Shortlist(count)
        for expert in members { shortlist.offer(model.sharedWeight(first + expert), Int32(expert), pair: first + expert) }
        return shortlist.members
    }

    private mutating func addDossiers(_ count: Int, among dossiers: some Sequence<Int>, to expert: Int, leaving isLeft: (Int) -> Bool) {
        var shortlist = Shortlist(count)
        for dossier in dossiers where model.problem.dossiers[dossier].demand > 0 && !isLeft(dossier) && model.stands(dossier) {
            let pair = model.index(dossier, expert)
            shortlist.offer(model.sharedWeight(pair), Int32(dossier), pair: pair)
        }
        for dossier in shortlist.members { add([Int32(expert)], to: Int(dossier)) }
    }
}

/// Keeps the heaviest of many offers, the heaviest first.
private struct Shortlist {
    private let count: Int
    private var offers: [(weight: Int, tie: UInt64, member: Int32)] = []

    init(_ count: Int) {
        self.count = count
        offers.reserveCapacity(count + 1)
    }

    /// Only what is heavier than this has a chance.
    var limit: Int { offers.count < count ? ExactAffinity.forbidden : (offers.last?.weight ?? 0) - 1 }

    @inline(__always)
    mutating func offer(_ weight: Int, _ member: Int32, pair: Int) {
        guard weight > limit else { return }
        let tie = scattered(pair)
        func comesAfter(_ place: Int) -> Bool { (offers[place].weight, tie) < (weight, offers[place].tie) }
        if offers.count == count {
            guard count > 0, comesAfter(count - 1) else { return }
            offers.removeLast()
        }
        var place = offers.count
        while place > 0, comesAfter(place - 1) { place -= 1 }
        offers.insert((weight, tie, member), at: place)
    }

    var members: [Int32] { offers.map(\.member) }
}
