/// Makes a proof within a narrowed problem one of the whole problem, in which earlier objectives are kept.
///
/// The narrowed problem has settled pairs and limits since earlier proofs charge for them. Adding such a proof often
/// enough outweighs whatever a settled pair or limit seems to bring now; that costs no more than what the proof left
/// open, so many times.
struct CertificateLift {
    /// An earlier step: what it left open, and its proof for the whole problem.
    struct Stage: Sendable {
        let objective: ObjectiveStep.Objective
        let narrowing: Narrowing
        let certificate: Certificate
        /// The whole problem as it stood for that step.
        let problem: @Sendable () -> AssignmentModel
    }

    let stages: [Stage]
    /// The whole problem as it stands for this step.
    let model: AssignmentModel

    /// The proof for the whole problem that gives the lowest bound among a few, with that bound; nil where it has none.
    func lifted(_ certificate: Certificate, target: Int) -> Certificate? {
        var best: Certificate?
        for part in [1, 16, 256, Int.max] {
            guard var candidate = combined(certificate, takingOneIn: part) else { continue }
            for (requirement, value) in candidate.duals {
                if case .floor = requirement, value > 0 { candidate.duals[requirement] = nil }
            }
            guard let bound = model.bound(by: candidate) else { continue }
            candidate.bound = bound
            if bound < best?.bound ?? Int.max { best = candidate }
            if bound <= target || stages.isEmpty { break }
        }
        return best
    }

    private func combined(_ certificate: Certificate, takingOneIn part: Int) -> Certificate? {
        var current = certificate
        for stage in stages.reversed() where part != Int.max {
            guard let own = Multipliers(stage.certificate, of: stage.problem()),
                let multipliers = Multipliers(current, of: model)
            else { return nil }
            let needed = times(stage, own, multipliers)
            guard needed > 0 else { continue }
            guard let sum = current.adding(stage.certificate, of: stage.objective, times: (needed - 1) / part + 1)
            else { return nil }
            current = sum
        }
        return current
    }

    /// How often the proof of a stage must be added so that all that it settled is outweighed.
    private func times(_ stage: Stage, _ own: Multipliers, _ current: Multipliers) -> Int {
        let earlier = stage.problem()
        var times = Int128(0)
        /// What is wrong by so much now is put right by so much of the proof.
        func outweigh(_ wrong: Int128, by right: Int128) {
            if wrong > 0, right > 0 { times = max(times, (wrong - 1) / right + 1) }
        }
        var (old, new) = ([Int](repeating: 0, count: model.expertCount), [Int](repeating: 0, count: model.expertCount))
        for dossier in 0..<model.dossierCount {
            own.margins(of: dossier, in: earlier, into: &old)
            current.margins(of: dossier, in: model, into: &new)
            for expert in 0..<model.expertCount where new[expert] != ExactAffinity.forbidden {
                let pair = model.index(dossier, expert)
                if stage.narrowing.forbidden.contains(pair) { outweigh(Int128(new[expert]), by: -Int128(old[expert])) }
                if stage.narrowing.pinned.contains(pair) { outweigh(-Int128(new[expert]), by: Int128(old[expert])) }
            }
        }
        for (requirement, limits) in stage.narrowing.limits {
            if case .load(let expert) = requirement {
                func step(_ multipliers: Multipliers, _ model: AssignmentModel, to count: Int) -> Int128 {
                    multipliers.gain(of: expert, at: count, in: model) - multipliers.gain(of: expert, at: count - 1, in: model)
                }
                let stated = model.limits(of: requirement)
                if limits.upperBound < stated.upperBound {
                    outweigh(step(current, model, to: limits.upperBound + 1), by: -step(own, earlier, to: limits.upperBound + 1))
                }
                if limits.lowerBound > stated.lowerBound {
                    outweigh(-step(current, model, to: limits.lowerBound), by: step(own, earlier, to: limits.lowerBound))
                }
                continue
            }
            let (before, now) = (Int128(stage.certificate.duals[requirement] ?? 0), Int128(current.dual(of: requirement)))
            outweigh(before > 0 ? -now : now, by: before > 0 ? before : -before)
        }
        return Int(clamping: times)
    }
}

extension Certificate {
    /// The multipliers with those of another objective's proof added so many times; nil where they become too large.
    fileprivate func adding(
        _ other: Certificate, of objective: ObjectiveStep.Objective, times: Int
    ) -> Certificate? {
        func product(_ value: Int) -> Int? {
            let (result, overflow) = value.multipliedReportingOverflow(by: times)
            return overflow || result.magnitude > UInt(Multipliers.largest) ? nil : result
        }
        var sum = self
        for (requirement, value) in other.duals {
            guard let more = product(value) else { return nil }
            let total = sum.duals[requirement, default: 0] + more
            sum.duals[requirement] = total == 0 ? nil : total
        }
        for (kept, value) in other.kept.merging([objective: other.resolution], uniquingKeysWith: { $1 }) {
            guard let more = product(value) else { return nil }
            sum.kept[kept, default: 0] += more
        }
        return sum
    }
}
