/// A smallest set of requirements that can't hold together: one from which nothing can be left out.
struct ClashSearch {
    /// Requirements that can't hold together.
    struct Clash {
        var requirements: [Requirement]
        /// Whether any of them could be left out to make the rest hold; otherwise the time did not suffice to show it.
        var isMinimal: Bool
        /// Multipliers that may prove it, where some were at hand.
        var multipliers: [Requirement: Int] = [:]
    }

    let model: AssignmentModel
    let clock: SearchClock

    /// Clashes of single panels that can't be formed even alone.
    func clashes(ofPanels dossiers: some Sequence<Int>) throws -> [Clash] {
        try dossiers.map { dossier in
            let found = try PanelTest(model, dossier).clash(clock)
            return Clash(requirements: found.core, isMinimal: found.isMinimal)
        }
    }

    /// A clash between panels and loads; nil where the time ran out before one was found.
    func clash() throws -> Clash? {
        if let proof = networkProof { return try narrowed(proof) }
        if let leads = LeadTest(model).clash() { return try narrowed(leads, isFractional: true) }
        let test = RequirementTest(model: model, clock: clock)
        guard let suspects = try test.suspects() else { return nil }
        return try narrowed(suspects.requirements, isFractional: suspects.isFractional)
    }

    /// A proof by the network of demands, loads and classes, where it is short.
    private var networkProof: ImpossibilityProof? {
        guard model.sharing == nil else { return nil }
        let candidates = Candidates(model, leaving: model.isSettled)
        guard let network = AssignmentNetwork(model, candidates), network.solve(clock), network.isShort else { return nil }
        return ImpossibilityProof(network.shortageMultipliers, of: model)
    }

    private func narrowed(_ proof: ImpossibilityProof) throws -> Clash {
        let reduced = proof.reduced { $0.inOrderOfDispensing }
        var clash = try narrowed(reduced.requirements.inOrderOfDispensing, isFractional: true)
        let core = Set(clash.requirements)
        clash.multipliers = reduced.multipliers.filter { core.contains($0.key) }
        return clash
    }

    /// Leaves out what is not needed. That a requirement is needed is shown by a plan which keeps to all others: such a
    /// plan is soon found by shifting; for the rest, it is solved.
    private func narrowed(_ suspects: [Requirement], isFractional: Bool) throws -> Clash {
        var core = suspects
        var needed = self.needed(core)
        var test = RequirementTest(model: model, clock: clock)
        test.isFractional = isFractional
        var unshown = false
        // Many are first left out together.
        var size = isFractional ? 1 : max(1, core.count / 2)
        while true {
            var start = 0
            while start < core.count {
                let chunk = core[start..<min(start + size, core.count)]
                if chunk.contains(where: needed.contains) {
                    start += size
                    continue
                }
                guard clock.hasTime else { return Clash(requirements: core, isMinimal: false) }
                let rest = core.filter { !chunk.contains($0) }
                switch try test.verdict(on: Set(rest)) {
                case .impossible:
                    core = rest
                    needed.formUnion(self.needed(core))
                case .possible:
                    // Shares prove nothing about whole experts: ask for those.
                    if size == 1, isFractional, try isImpossibleInWhole(rest) == true {
                        return try narrowed(rest, isFractional: false)
                    }
                    start += size
                case .unknown:
                    unshown = true
                    start += size
                }
            }
            if size == 1 { return Clash(requirements: core, isMinimal: !unshown) }
            size /= 2
        }
    }

    private func isImpossibleInWhole(_ requirements: [Requirement]) throws -> Bool? {
        let test = RequirementTest(model: model, clock: clock, isFractional: false)
        switch try test.verdict(on: Set(requirements)) {
        case .impossible: return true
        case .possible: return false
        case .unknown: return nil
        }
    }

    /// Requirements of a clash that are shown to be needed by plans that keep to all others.
    private func needed(_ core: [Requirement]) -> Set<Requirement> {
        // Single pairs can't be shifted on panels that are shared.
        guard model.sharing == nil else { return [] }
        var shift = PlanShift(model, under: core, clock: clock)
        let failed = shift.complete()
        var needed: Set<Requirement> = []
        for place in core.indices where shift.wouldComplete(failed, without: place) { needed.insert(core[place]) }
        return needed
    }
}
