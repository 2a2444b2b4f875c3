/// A proof by cases: of a pair, that it is in the plan or that it is not, until multipliers show what is claimed of the
/// plans of each case. It is the tree of a branch and bound search (A. H. Land and A. G. Doig, 1960) without the search.
///
/// In a case, the margin of a pair that is in counts whatever its sign, and that of a pair that is not does not count;
/// all else is as in `Certificate`.
public indirect enum CaseProof: Sendable, Hashable {
    /// The multipliers that show it for all plans of this case.
    case shown(Charges)
    /// The plans that have a pair, and those that have not.
    case split(AssignmentPair, with: CaseProof, without: CaseProof)

    /// The same proof of the same problem with its dossiers, experts and requirements named otherwise.
    func renamed(_ pair: (AssignmentPair) -> AssignmentPair, _ requirement: (Requirement) -> Requirement) -> CaseProof {
        switch self {
        case .shown(let charges):
            .shown(
                Charges(
                    Dictionary(uniqueKeysWithValues: charges.duals.map { (requirement($0.key), $0.value) }),
                    keeping: charges.kept))
        case .split(let own, let with, let without):
            .split(pair(own), with: with.renamed(pair, requirement), without: without.renamed(pair, requirement))
        }
    }

    /// Goes through the cases; false as soon as one does not hold.
    func allCases(in model: AssignmentModel, _ given: PlanCase = PlanCase(), satisfy holds: (Charges, PlanCase) -> Bool) -> Bool {
        switch self {
        case .shown(let charges): return holds(charges, given)
        // Who is on one dossier of a group is on all: cases of single pairs would be others than they say.
        case .split where model.sharing != nil: return false
        case .split(let pair, let with, let without):
            guard 0..<model.dossierCount ~= pair.dossier, 0..<model.expertCount ~= pair.expert else { return false }
            let index = model.index(pair)
            guard model.isAllowed(index) else { return false }
            return with.allCases(in: model, given.having(index), satisfy: holds)
                && without.allCases(in: model, given.lacking(index), satisfy: holds)
        }
    }
}

/// The multipliers of a case, in parts.
public struct Charges: Sendable, Hashable {
    /// Those of requirements that are not zero.
    public var duals: [Requirement: Int]
    /// What one unit of each objective that is kept from an earlier step weighs; above zero.
    public var kept: [ObjectiveStep.Objective: Int]

    /// Multipliers of requirements, and of earlier objectives.
    public init(_ duals: [Requirement: Int], keeping kept: [ObjectiveStep.Objective: Int] = [:]) {
        self.duals = duals
        self.kept = kept
    }

    init(_ certificate: Certificate) {
        self.init(certificate.duals, keeping: certificate.kept)
    }
}

/// The plans that have some pairs and lack others.
struct PlanCase {
    /// The pairs that are in.
    private(set) var pairs: Set<Int> = []
    /// The pairs that are not.
    private(set) var absent: Set<Int> = []

    func having(_ pair: Int) -> PlanCase {
        var given = self
        given.pairs.insert(pair)
        return given
    }

    func lacking(_ pair: Int) -> PlanCase {
        var given = self
        given.absent.insert(pair)
        return given
    }
}

extension Multipliers {
    /// What the multipliers prove of the plans of a case, in parts.
    func parts(in model: AssignmentModel, given: PlanCase) -> Int128 {
        var parts = parts(in: model)
        let byDossier = Dictionary(grouping: given.pairs.union(given.absent)) { $0 / model.expertCount }
        var margins = [Int](repeating: 0, count: model.expertCount)
        for (dossier, pairs) in byDossier {
            self.margins(of: dossier, in: model, into: &margins)
            for pair in pairs where !model.isPinned(pair) {
                let margin = Int128(margins[pair % model.expertCount])
                parts += given.pairs.contains(pair) ? min(margin, 0) : -max(margin, 0)
            }
        }
        return parts
    }
}

extension AssignmentModel {
    /// Whether a proof by cases shows that no plan is worth more than so many units.
    ///
    /// - Parameter resolution: The parts of a unit in which its multipliers are.
    func proves(_ proof: CaseProof, thatNoneExceeds worth: Int, resolution: Int) -> Bool {
        proof.allCases(in: self) { charges, given in
            guard resolution > 0, let multipliers = Multipliers(charges, resolution: resolution, of: self) else { return false }
            return isBound(multipliers.units(multipliers.parts(in: self, given: given)), by: worth)
        }
    }

    /// Whether a plan that is worth no more than a bound is worth no more than so many units, since it is worth whole steps.
    func isBound(_ bound: Int, by worth: Int) -> Bool {
        bound <= worth || bound < 1 << 62 && attainable(atMost: bound) <= worth
    }

    /// Whether a proof by cases shows that there is no plan at all.
    ///
    /// At multipliers that leave affinities and prices aside, every plan would be worth 0, so that a bound below 0
    /// is a contradiction (J. Farkas, 1902).
    func provesImpossibility(_ proof: CaseProof) -> Bool {
        proof.allCases(in: self) { charges, given in
            guard let multipliers = Multipliers(charges, resolution: 0, of: self) else { return false }
            return multipliers.parts(in: self, given: given) < 0
        }
    }
}
