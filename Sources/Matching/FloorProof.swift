extension AssignmentModel {
    /// The bound on the floor that a certificate proves, in units: no plan has a higher floor. Nil where it is malformed,
    /// proves none below `most`, or where numbers are too large for exact sums.
    ///
    /// If all panels had a floor, the multipliers times the limits of what they are about, plus what pairs would be worth by
    /// being charged less than nothing, would be at least zero (J. Farkas, 1902). The higher the floor, the smaller that is;
    /// the bound is the highest floor at which it is not yet below zero.
    func floorBound(by certificate: Certificate, atMost most: Int) -> Int? {
        guard Double(places) * Double(affinity.largest) < 0x1p61, let proof = FloorProof(certificate, of: self) else { return nil }
        let step = max(1, unitOfSums)
        // All floors are multiples of the step.
        let reach = Int(clamping: Int128(places) * Int128(affinity.largest))
        var low = floorDivision(-reach, step) - 1
        var high = floorDivision(min(most, reach), step) + 1
        guard proof.refutes(high * step, in: self), !proof.refutes(low * step, in: self) else { return nil }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if proof.refutes(middle * step, in: self) { high = middle } else { low = middle }
        }
        return low * step
    }

    /// All sums of affinities are multiples of this.
    var unitOfSums: Int { greatestCommonDivisor(affinity.step, abs(affinity.offset)) }

    /// A proof that needs no search: no floor is higher than the best that some dossier could have if it chose first, rules
    /// apart. The multiplier of its demand is what the last one chosen is worth.
    var floorAlone: Certificate {
        var worst: (sum: Int, dossier: Int, last: Int)?
        for (dossier, facts) in problem.dossiers.enumerated() where facts.demand > 0 {
            var own: [Int] = []
            affinity.weights.forEach(in: index(dossier, 0)..<index(dossier + 1, 0)) { pair, weight in
                if weight != ExactAffinity.forbidden, weight > 0 || facts.price == nil { own.append(weight) }
            }
            own.sort(by: >)
            let best = own.prefix(facts.demand)
            let sum = best.reduce(0, +)
            let last = facts.price == nil || best.count == facts.demand ? best.last ?? 0 : 0
            if sum < worst?.sum ?? Int.max { worst = (sum, dossier, last) }
        }
        var certificate = Certificate(scale: affinity.scale, resolution: 1, duals: [:])
        guard let worst else { return certificate }
        certificate.duals = [.floor(dossier: worst.dossier): -1, .demand(dossier: worst.dossier): worst.last].filter { $0.value != 0 }
        return certificate
    }
}

/// Multipliers that may prove that floors can't be kept.
private struct FloorProof {
    private let certificate: Certificate
    /// What pairs contribute, whatever the floor.
    private let charges: Int128

    init?(_ certificate: Certificate, of model: AssignmentModel) {
        var model = model
        model.floor = 0
        guard let multipliers = Multipliers(certificate, of: model, isOfFloor: true) else { return nil }
        self.certificate = certificate
        charges = multipliers.charges(in: model)
    }

    /// Whether no plan has such a floor.
    func refutes(_ floor: Int, in model: AssignmentModel) -> Bool {
        var model = model
        model.floor = floor
        guard let multipliers = Multipliers(certificate, of: model, isOfFloor: true) else { return false }
        return multipliers.constant + charges < 0
    }
}

extension Multipliers {
    /// What the pairs may add at most by being charged less than nothing, and the pinned ones by being charged at all.
    fileprivate func charges(in model: AssignmentModel) -> Int128 {
        var sum: Int128 = 0
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            self.margins(of: dossier, in: model, into: &margins)
            removeWorth(of: dossier, in: model, from: &margins, waiver: 0)
            for (expert, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
                if margin > 0 || model.isPinned(model.index(dossier, expert)) { sum += Int128(margin) }
            }
        }
        return sum
    }
}
