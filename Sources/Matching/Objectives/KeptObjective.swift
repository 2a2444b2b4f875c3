/// What an earlier step has reached and later ones must keep.
struct KeptObjective: Sendable {
    let objective: ObjectiveStep.Objective
    /// The least that plans must have of it, in its units, of which more is better.
    let least: Int
    /// Whether the limits of the model imply it already.
    var isImplied = false
    /// What proved that there is no more of it, in parts; empty where nothing need be subtracted.
    var subtracted: [Requirement: Int] = [:]
    /// The parts of a unit in which that is.
    var resolution = 1
    /// By how much of these parts plans may fall short of what was proven.
    var leeway: Int128 = 0
}

/// What was left open by a step's proof, once what it reached must be kept.
struct Narrowing: Sendable {
    /// The pairs that no plan has which keeps what was reached.
    let forbidden: PairSet
    /// The pairs that all such plans have.
    let pinned: PairSet
    /// The limits within which requirements are then.
    let limits: [Requirement: ClosedRange<Int>]
}

extension AssignmentModel {
    /// The problem that is left for later steps, once this one's aim has been reached and must be kept.
    ///
    /// A plan loses what the certificate's margins say for each pair in which it departs from their signs, and for each
    /// limit that it doesn't reach; no plan that keeps the least can lose more than the proof left open. So the pairs
    /// and limits that would cost more are settled, exactly (fixing by reduced costs).
    func narrowed(keeping least: Int, provenBy certificate: Certificate) -> (model: AssignmentModel, narrowing: Narrowing)? {
        guard let multipliers = Multipliers(certificate, of: self) else { return nil }
        let resolution = certificate.resolution
        let parts = multipliers.parts(in: self)
        let leeway = max(0, parts - Int128(least) * Int128(resolution))
        // What is next to nothing may be noise of rounding, and would need too large multipliers to be shown.
        let threshold = Int(clamping: max(leeway, Int128(max(1, resolution / 100))))
        var forbidden = PairSet(of: pairCount)
        var pinned = PairSet(of: pairCount)
        var left = Int128(0)
        var margins = [Int](repeating: 0, count: expertCount)
        for dossier in 0..<dossierCount {
            multipliers.margins(of: dossier, in: self, into: &margins)
            for (expert, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
                let pair = index(dossier, expert)
                guard !isPinned(pair) else { continue }
                if margin > threshold {
                    pinned.insert(pair)
                } else if margin < -threshold {
                    forbidden.insert(pair)
                } else {
                    left += Int128(abs(margin))
                }
            }
        }
        let (limits, leftByLimits) = limits(losing: threshold, by: multipliers, certificate)
        left += leftByLimits
        var kept = KeptObjective(objective: aim, least: least)
        // Whole units: what loses less than one keeps it all. What may give way is not limited, so that more can be lost.
        kept.isImplied = !problem.isSoft && parts - left > (Int128(least) - 1) * Int128(resolution)
        kept.resolution = resolution
        kept.leeway = leeway
        if !kept.isImplied, aim == .total {
            kept.subtracted = certificate.duals.filter { requirement, _ in
                if case .floor = requirement { return false }
                let limit = limits[requirement] ?? self.limits(of: requirement)
                return limit.lowerBound == limit.upperBound
            }
        }
        let narrowing = Narrowing(forbidden: forbidden, pinned: pinned, limits: limits)
        return (narrowed(to: narrowing).keeping(kept), narrowing)
    }

    /// How far hard requirements can be from their best if no more than so many parts may be lost, and what they can
    /// lose within.
    private func limits(
        losing threshold: Int, by multipliers: Multipliers, _ certificate: Certificate
    ) -> (limits: [Requirement: ClosedRange<Int>], left: Int128) {
        var limits: [Requirement: ClosedRange<Int>] = [:]
        var left = Int128(0)
        for (requirement, value) in certificate.duals where isHard(requirement) {
            let stated = self.limits(of: requirement)
            switch requirement {
            case .load, .demand: continue
            default: break
            }
            let (range, isOpen) = stated.upperBound.subtractingReportingOverflow(stated.lowerBound)
            let width = min(threshold / abs(value), isOpen ? .max : range)
            limits[requirement] =
                value > 0
                ? stated.upperBound - width...stated.upperBound : stated.lowerBound...stated.lowerBound + width
            left += Int128(width) * Int128(abs(value))
        }
        for expert in 0..<expertCount {
            let requirement = Requirement.load(expert: expert)
            guard isHard(requirement), multipliers.squareWeight > 0 || multipliers.load[expert] != 0 else { continue }
            let stated = self.limits(of: requirement)
            let top = max(stated.lowerBound, min(stated.upperBound, dossierCount))
            let best = min(multipliers.bestLoad(of: expert, in: self), top)
            func loss(_ count: Int) -> Int128 {
                multipliers.gain(of: expert, at: best, in: self) - multipliers.gain(of: expert, at: count, in: self)
            }
            var (low, high) = (best, best)
            while low > stated.lowerBound, loss(low - 1) <= threshold { low -= 1 }
            while high < top, loss(high + 1) <= threshold { high += 1 }
            limits[requirement] = low...high
            left += max(loss(low), loss(high))
        }
        return (limits, left)
    }

    private func narrowed(to narrowing: Narrowing) -> AssignmentModel {
        let pairs = 0..<pairCount
        return narrowed(
            forbidding: narrowing.forbidden.isEmpty ? [] : pairs.filter(narrowing.forbidden.contains),
            pinning: narrowing.pinned.isEmpty ? [] : pairs.filter(narrowing.pinned.contains), within: narrowing.limits)
    }
}

/// A row that keeps what an earlier step has reached. A total is kept by what pairs lose against its proof, less what
/// the proof charges to requirements that are settled: so the numbers are of the size of what may be lost, and the
/// solver's tolerances mean something.
final class KeptRow {
    let objective: ObjectiveStep.Objective
    let subtracted: [Requirement: Int]
    let resolution: Int
    /// How much of the row a unit of the objective is.
    let perUnit: Double
    /// The least of the row.
    private(set) var least = 0.0
    private let model: AssignmentModel
    private let charges: Multipliers?
    private let unit: Double
    private var known: [Int: Double] = [:]
    private var lastRow: (dossier: Int, margins: [Int]) = (-1, [])

    init(_ kept: KeptObjective, of model: AssignmentModel) {
        objective = kept.objective
        resolution = kept.resolution
        guard kept.objective == .total else {
            (subtracted, perUnit, unit, charges, self.model) = ([:], 1, 1, nil, model)
            least = Double(kept.least)
            return
        }
        self.model = model.aiming(at: .total)
        subtracted = kept.subtracted
        let unit = Double(max(kept.leeway, Int128(kept.resolution)))
        self.unit = unit
        perUnit = Double(kept.resolution) / unit
        charges = Multipliers(
            Certificate(scale: model.affinity.scale, resolution: kept.resolution, duals: kept.subtracted), of: self.model)
        var parts = Int128(kept.least) * Int128(kept.resolution) - (charges?.constant ?? 0)
        for pin in model.pinnedPairs { parts -= Int128(margin(of: model.index(pin))) }
        least = Double(parts) / unit
    }

    private func margin(of pair: Int) -> Int {
        let (dossier, expert) = pair.quotientAndRemainder(dividingBy: model.expertCount)
        if lastRow.dossier != dossier {
            var margins = [Int](repeating: 0, count: model.expertCount)
            charges?.ownMargins(of: dossier, in: model, into: &margins)
            lastRow = (dossier, margins)
        }
        return lastRow.margins[expert]
    }

    /// What a pair adds to the row; the pinned ones are part of its least.
    func coefficient(of pair: Int) -> Double {
        guard objective == .total else { return Double(model.units(of: pair, in: objective)) }
        if let value = known[pair] { return value }
        let value = model.isPinned(pair) ? 0 : Double(margin(of: pair)) / unit
        known[pair] = value
        return value
    }

    /// What it adds to the row that a requirement gives way by one at a price in units.
    func coefficient(ofBreaking requirement: Requirement, at price: Int, sign: Int) -> Double {
        guard objective == .total else { return 0 }
        let parts = Int128(price) * Int128(resolution) + Int128(subtracted[requirement] ?? 0) * Int128(sign)
        return -Double(parts) / unit
    }
}
