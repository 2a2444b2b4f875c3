import Matching
import Programme
import Testing

/// What a diagnosis names, against trying every plan.
@Suite struct ClashTests {
    /// The requirements named can't hold together, and whichever of them is left out, the others can.
    @Test(arguments: [false, true], 0..<8) func smallest(isSoft: Bool, block: UInt64) throws {
        var clashes = 0
        for seed in block * 100..<block * 100 + 100 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            for obstacle in try problem.solve().diagnosis {
                clashes += 1
                let named = Comment(rawValue: "seed \(seed): \(obstacle.message.en)")
                #expect(obstacle.isMinimal && !obstacle.requirements.isEmpty, named)
                #expect(!HoldingSearch(problem, obstacle.requirements).isPossible, named)
                for requirement in obstacle.requirements {
                    let others = obstacle.requirements.filter { $0 != requirement }
                    #expect(HoldingSearch(problem, others).isPossible, "\(named), without \(requirement)")
                }
            }
        }
        #expect(clashes > 5)
    }

    /// Each remedy was tried: the problem with it has a solution.
    @Test(arguments: 0..<4) func remediesHelp(block: UInt64) throws {
        var remedies = 0
        for seed in block * 100..<block * 100 + 100 {
            let problem = randomProblem(seed: seed)
            for remedy in try problem.solve().diagnosis.flatMap(\.remedies) {
                remedies += 1
                #expect(remedy.isChecked && remedy.amount > 0, "seed \(seed): \(remedy.message.en)")
            }
        }
        #expect(remedies > 20)
    }
}

/// Whether some requirements of a problem can hold together, by trying all plans; the others are left aside. Shares
/// nothing with the engine.
struct HoldingSearch {
    private let problem: AssignmentProblem
    private let requirements: Set<Requirement>
    private var panels: [Set<Int>] = []
    private(set) var isPossible = false

    init(_ problem: AssignmentProblem, _ requirements: [Requirement]) {
        self.problem = problem
        self.requirements = Set(requirements)
        choose(0)
    }

    private mutating func choose(_ dossier: Int) {
        guard !isPossible else { return }
        guard dossier < problem.dossiers.count else {
            isPossible = loadsHold && pairsHold && leadsHold
            return
        }
        for mask in 0..<(1 << problem.experts.count) {
            let panel = Set(problem.experts.indices.filter { mask >> $0 & 1 == 1 })
            guard holds(panel, on: dossier) else { continue }
            panels.append(panel)
            choose(dossier + 1)
            panels.removeLast()
        }
    }

    private func holds(_ panel: Set<Int>, on dossier: Int) -> Bool {
        let mayNot = problem.conflicts.filter { $0.price == nil && $0.pair.dossier == dossier }.map(\.pair.expert)
        guard panel.isDisjoint(with: mayNot), panel.allSatisfy({ !problem.affinity[dossier, $0].isNaN }) else { return false }
        return requirements.allSatisfy { requirement in
            switch requirement {
            case .demand(dossier):
                let facts = problem.dossiers[dossier]
                return facts.price == nil ? panel.count == facts.demand : panel.count <= facts.demand
            case .composition(let index, let value, dossier):
                let rule = problem.composition[index]
                let count = panel.count { problem.experts[$0].tags[rule.tag]?.contains(value) ?? false }
                switch rule.limit {
                case .count(_, let minimum, let maximum): return count >= minimum && count <= maximum ?? count
                case .maximumPerValue(let most): return count <= most
                }
            case .neverTogether(let index, dossier):
                let pair = problem.neverTogether[index]
                return !(panel.contains(pair.first) && panel.contains(pair.second))
            case .pin(let index):
                let pair = problem.pins[index].pair
                return pair.dossier != dossier || panel.contains(pair.expert)
            default: return true
            }
        }
    }

    private var loadsHold: Bool {
        requirements.allSatisfy { requirement in
            switch requirement {
            case .load(let expert):
                let facts = problem.experts[expert]
                return facts.minimumLoad...facts.maximumLoad ~= panels.count { $0.contains(expert) }
            case .categoryLoad(let index, let expert):
                let rule = problem.loads[index]
                let count = problem.dossiers(in: rule.dossiers).count { panels[$0].contains(expert) }
                return count >= rule.minimum && count <= rule.maximum ?? count
            default: return true
            }
        }
    }

    private var leadsHold: Bool {
        problem.leads.indices.allSatisfy { rule in
            let asking = problem.dossiers.indices.filter { requirements.contains(.lead(rule: rule, dossier: $0)) }
            return canLead(asking[...], rule, [:])
        }
    }

    private func canLead(_ asking: ArraySlice<Int>, _ rule: Int, _ counts: [Int: Int]) -> Bool {
        guard let dossier = asking.first else { return true }
        let leads = Set(problem.experts(in: problem.leads[rule].experts)).intersection(panels[dossier])
        return leads.contains { expert in
            guard counts[expert, default: 0] < problem.leads[rule].maximum ?? .max else { return false }
            return canLead(asking.dropFirst(), rule, counts.merging([expert: 1], uniquingKeysWith: +))
        }
    }

    private var pairsHold: Bool {
        requirements.allSatisfy { requirement in
            guard case .neverMutual(let index) = requirement else { return true }
            let pairs = problem.neverMutual[index]
            return ![pairs.first, pairs.second].allSatisfy { panels[$0.dossier].contains($0.expert) }
        }
    }
}
