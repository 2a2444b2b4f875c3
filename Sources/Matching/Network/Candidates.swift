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
        for dossier in 0..<model.dossierCount {
            let demand = model.problem.dossiers[dossier].demand
            guard demand > 0, !isLeft(dossier), model.stands(dossier) else { continue }
            add(best(max(30, 4 * demand), on: dossier, among: nil), to: dossier)
            for rule in required where model.rules[rule].concerns(dossier) {
                add(best(max(10, 4 * model.rules[rule].minimum), on: dossier, among: model.rules[rule].members), to: dossier)
            }
        }
        for (expert, facts) in model.problem.experts.enumerated() where facts.minimumLoad > 0 {
            addDossiers(2 * facts.minimumLoad + 4, among: 0..<model.dossierCount, to: expert, leaving: isLeft)
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
    private func best(_ count: Int, on dossier: Int, among members: [Int]?) -> [Int32] {
        let first = dossier * model.expertCount
        var shortlist = Shortlist(count)
        if let members {
            for expert in members { shortlist.offer(model.sharedWeight(first + expert), Int32(expert), pair: first + expert) }
        } else if model.sharing != nil {
            for expert in 0..<model.expertCount { shortlist.offer(model.sharedWeight(first + expert), Int32(expert), pair: first + expert) }
        } else {
            model.weights.forEach(in: first..<first + model.expertCount) { expert, weight in
                shortlist.offer(weight, Int32(expert), pair: first + expert)
            }
        }
        return shortlist.best()
    }

    private mutating func addDossiers(_ count: Int, among dossiers: some Sequence<Int>, to expert: Int, leaving isLeft: (Int) -> Bool) {
        var shortlist = Shortlist(count)
        for dossier in dossiers where model.problem.dossiers[dossier].demand > 0 && !isLeft(dossier) && model.stands(dossier) {
            let pair = model.index(dossier, expert)
            shortlist.offer(model.sharedWeight(pair), Int32(dossier), pair: pair)
        }
        for dossier in shortlist.best() { add([Int32(expert)], to: Int(dossier)) }
    }
}

/// Keeps the heaviest of many offers.
private struct Shortlist {
    private let count: Int
    private var offers: [(weight: Int, tie: UInt64, member: Int32)] = []
    private var least = ExactAffinity.forbidden + 1

    init(_ count: Int) {
        self.count = count
        offers.reserveCapacity(4 * count)
    }

    @inline(__always)
    mutating func offer(_ weight: Int, _ member: Int32, pair: Int) {
        guard weight >= least else { return }
        offers.append((weight, scattered(pair), member))
        if offers.count == 4 * count { cut() }
    }

    private mutating func cut() {
        offers.sort { ($1.weight, $0.tie) < ($0.weight, $1.tie) }
        guard offers.count >= count else { return }
        offers.removeLast(offers.count - count)
        least = offers[count - 1].weight
    }

    mutating func best() -> [Int32] {
        cut()
        return offers.map(\.member)
    }
}
