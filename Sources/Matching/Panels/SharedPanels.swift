/// The dossiers of a problem that share panels. The first of a group stands for all of it: its pairs are those of all.
struct SharedPanels: Sendable {
    /// By dossier: all for which it stands, ascending; itself where it shares with nobody, none where another stands for it.
    let members: [[Int]]
    /// By dossier: the one that stands for it.
    let first: [Int]
    /// How many the largest group has.
    let largest: Int

    /// Nil where no two dossiers share a panel.
    init?(_ groups: [[Int]], of count: Int) {
        guard let largest = groups.map(\.count).max(), largest > 1 else { return nil }
        var members = (0..<count).map { [$0] }
        var first = Array(0..<count)
        for group in groups {
            for dossier in group.dropFirst() {
                members[dossier] = []
                first[dossier] = group[0]
            }
            if !group.isEmpty { members[group[0]] = group }
        }
        (self.members, self.first, self.largest) = (members, first, largest)
    }
}

extension AssignmentModel {
    /// Whether a dossier stands for itself, or for its group.
    func stands(_ dossier: Int) -> Bool { sharing.map { $0.first[dossier] == dossier } ?? true }

    /// The pair that stands for a pair.
    func standing(_ pair: Int) -> Int {
        guard let sharing else { return pair }
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: expertCount)
        return index(sharing.first[dossier], expert)
    }

    /// The pairs for which a pair stands; none where another stands for it.
    func pairs(sharedBy pair: Int) -> [Int] {
        guard let sharing else { return [pair] }
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: expertCount)
        return sharing.members[dossier].map { index($0, expert) }
    }

    /// All dossiers on the panel of a dossier, itself among them.
    func dossiers(sharingWith dossier: Int) -> [Int] { sharing.map { $0.members[$0.first[dossier]] } ?? [dossier] }

    /// What all pairs add to the worth of a plan for which a pair stands, in units; `ExactAffinity.forbidden` where it
    /// may not be assigned.
    func sharedWeight(_ pair: Int) -> Int {
        guard sharing != nil, isAllowed(pair) else { return weights[pair] }
        return pairs(sharedBy: pair).reduce(0) { $0 + weights[$1] }
    }

    /// The pairs of a plan, given those that stand for the others.
    func plan(of pairs: [Int]) -> [AssignmentPair] { pairs.flatMap { self.pairs(sharedBy: $0) }.map(pair).sorted() }

    /// Whether all dossiers of a group have the same panel among some pairs, which ascend.
    func sharesPanels(_ pairs: [AssignmentPair]) -> Bool {
        guard let sharing else { return true }
        let panels = Dictionary(grouping: pairs, by: \.dossier).mapValues { $0.map(\.expert) }
        return (0..<dossierCount).allSatisfy { panels[$0] == panels[sharing.first[$0]] }
    }

    /// Whether a requirement says no more than the same one on an earlier dossier of the group.
    func isRepeated(_ rule: CountRule, on dossier: Int) -> Bool {
        guard let sharing, problem.price(of: rule.requirement(on: dossier)) == nil else { return false }
        return sharing.members[sharing.first[dossier]].first { rule.concerns($0) } != dossier
    }

    /// The same of any requirement.
    func isRepeated(_ requirement: Requirement) -> Bool {
        switch requirement {
        case .demand(let dossier): isDemandRepeated(dossier)
        case .composition(_, _, let dossier), .neverTogether(_, let dossier):
            rules.contains { $0.requirement(on: dossier) == requirement && isRepeated($0, on: dossier) }
        default: false
        }
    }

    /// Whether the demand of a dossier is that of the one that stands for it.
    func isDemandRepeated(_ dossier: Int) -> Bool {
        guard !stands(dossier) else { return false }
        return dossiers(sharingWith: dossier).allSatisfy { problem.dossiers[$0].price == nil }
    }
}
