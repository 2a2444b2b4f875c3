/// What leads ask of the pairs of a plan, without a word of who leads.
///
/// Let the panels P need a lead, and let N be some of the experts who may lead, each of them at most m panels. However
/// they are shared out, N lead at most m·|N| of P. So of the pairs of P with the others who may lead there must be at
/// least |P| − m·|N|. Where this holds of all P and N, each panel can be given a lead: a flow from the panels through
/// the pairs to the experts, who take m each, reaches all panels unless a cut of the network is smaller, and the cuts
/// are the pairs (P, N) (P. Hall, "On Representatives of Subsets", 1935; L. R. Ford and D. R. Fulkerson, "Maximal Flow
/// Through a Network", 1956). With N empty it says that each panel has somebody who may lead, which is
/// `Requirement.lead` itself.
public struct LeadCut: Sendable, Hashable {
    /// The index of the rule.
    public var rule: Int
    /// P: dossiers by index, ascending.
    public var panels: [Int]
    /// N: experts by index, ascending.
    public var experts: [Int]

    /// A cut of a rule.
    public init(rule: Int, panels: [Int], experts: [Int]) {
        self.rule = rule
        self.panels = panels
        self.experts = experts
    }
}

extension LeadDuty {
    /// The least number of pairs of the panels of a cut with experts outside it.
    func least(of cut: LeadCut) -> Int { max(0, cut.panels.count - maximum * cut.experts.count) }

    /// The experts whose pairs a cut counts, ascending.
    func counted(by cut: LeadCut) -> [Int] {
        let spared = Set(cut.experts)
        return experts.filter { !spared.contains($0) }
    }

    /// Whether a cut is one of this rule: of its panels and experts, each once, in order.
    func contains(_ cut: LeadCut) -> Bool {
        let isOrdered = { (places: [Int]) in zip(places, places.dropFirst()).allSatisfy { $0 < $1 } }
        return isOrdered(cut.panels) && isOrdered(cut.experts) && Set(panels).isSuperset(of: cut.panels)
            && cut.experts.allSatisfy { mayLead.indices ~= $0 && mayLead[$0] }
    }

    /// The cuts that some shares of pairs break by most, as small as they can be told apart; none where leads can be
    /// shared out in such parts.
    ///
    /// - Parameters:
    ///   - panels: The panels that ask for a lead, ascending.
    ///   - shares: Of each of them, the experts who may lead and their shares.
    ///   - tolerance: By how much a cut may be missed.
    func cuts(brokenOn panels: [Int], by shares: [[(expert: Int, share: Double)]], beyond tolerance: Double) -> [LeadCut] {
        guard isCapped, !panels.isEmpty else { return [] }
        var network = LeadNetwork(panels.count, self)
        for (place, own) in shares.enumerated() {
            for (expert, share) in own where share > 1e-9 { network.add(place, expert, share) }
        }
        return network.shortParts().compactMap { part in
            let spared = Set(part.experts)
            let reached = part.places.reduce(0.0) { sum, place in
                shares[place].reduce(sum) { spared.contains($1.expert) ? $0 : $0 + $1.share }
            }
            let cut = LeadCut(rule: rule, panels: part.places.map { panels[$0] }, experts: part.experts)
            return !cut.experts.isEmpty && reached < Double(least(of: cut)) - tolerance ? cut : nil
        }
    }
}

/// A network of panels, by their places in a list, and the experts who may lead them. Amounts are whole parts.
private struct LeadNetwork {
    private static let whole = 1 << 30

    private struct Arc {
        let expert: Int
        let capacity: Int
        var flow: Int
    }

    private let maximum: Int
    private var arcs: [[Arc]]
    /// By expert, the panels whose arcs lead there and the arc's place there.
    private var arriving: [[(place: Int, arc: Int)]]
    private var left: [Int]
    private var room: [Int]

    init(_ panelCount: Int, _ duty: LeadDuty) {
        maximum = duty.maximum
        arcs = [[Arc]](repeating: [], count: panelCount)
        arriving = [[(place: Int, arc: Int)]](repeating: [], count: duty.mayLead.count)
        left = [Int](repeating: Self.whole, count: panelCount)
        room = [Int](repeating: duty.maximum * Self.whole, count: duty.mayLead.count)
    }

    mutating func add(_ place: Int, _ expert: Int, _ share: Double) {
        arriving[expert].append((place, arcs[place].count))
        arcs[place].append(Arc(expert: expert, capacity: Int((min(share, 1) * Double(Self.whole)).rounded()), flow: 0))
    }

    /// The panels and experts on the near side of a smallest cut, in parts that have no arc in common; each with its
    /// experts at their maximum.
    mutating func shortParts() -> [(places: [Int], experts: [Int])] {
        for place in arcs.indices {
            while left[place] > 0, augment(from: place) {}
        }
        let short = arcs.indices.filter { left[$0] > Self.whole >> 24 }
        guard !short.isEmpty else { return [] }
        let (places, experts) = reached(from: short)
        return parts(of: places, experts)
    }

    /// Sends as much as fits along a shortest way from a panel to an expert with room; whether there is one.
    private mutating func augment(from start: Int) -> Bool {
        var cameToPanel: [Int: (expert: Int, arc: Int)] = [:]
        var cameToExpert: [Int: (place: Int, arc: Int)] = [:]
        var queue = [start]
        var head = 0
        while head < queue.count {
            let place = queue[head]
            head += 1
            for (index, arc) in arcs[place].enumerated() where arc.flow < arc.capacity && cameToExpert[arc.expert] == nil {
                cameToExpert[arc.expert] = (place, index)
                if room[arc.expert] > 0 {
                    send(to: arc.expert, from: start, cameToPanel, cameToExpert)
                    return true
                }
                for (other, back) in arriving[arc.expert] where arcs[other][back].flow > 0 && other != start && cameToPanel[other] == nil {
                    cameToPanel[other] = (arc.expert, back)
                    queue.append(other)
                }
            }
        }
        return false
    }

    private mutating func send(
        to expert: Int, from start: Int, _ cameToPanel: [Int: (expert: Int, arc: Int)],
        _ cameToExpert: [Int: (place: Int, arc: Int)]
    ) {
        var steps: [(place: Int, arc: Int, sign: Int)] = []
        var amount = min(left[start], room[expert])
        var last = expert
        while let (place, arc) = cameToExpert[last] {
            steps.append((place, arc, 1))
            amount = min(amount, arcs[place][arc].capacity - arcs[place][arc].flow)
            guard place != start, let (before, back) = cameToPanel[place] else { break }
            steps.append((place, back, -1))
            amount = min(amount, arcs[place][back].flow)
            last = before
        }
        for (place, arc, sign) in steps { arcs[place][arc].flow += sign * amount }
        left[start] -= amount
        room[expert] -= amount
    }

    /// What can still be reached from panels that lack something.
    private func reached(from short: [Int]) -> (places: Set<Int>, experts: Set<Int>) {
        var places = Set(short)
        var experts: Set<Int> = []
        var queue = short
        while let place = queue.popLast() {
            for arc in arcs[place] where arc.flow < arc.capacity && experts.insert(arc.expert).inserted {
                for (other, back) in arriving[arc.expert] where arcs[other][back].flow > 0 && places.insert(other).inserted {
                    queue.append(other)
                }
            }
        }
        return (places, experts)
    }

    private func parts(of places: Set<Int>, _ experts: Set<Int>) -> [(places: [Int], experts: [Int])] {
        var parts: [(places: [Int], experts: [Int])] = []
        var seen: Set<Int> = []
        var seenExperts: Set<Int> = []
        for start in places.sorted() where seen.insert(start).inserted {
            var own = [start]
            var ownExperts: [Int] = []
            var head = 0
            while head < own.count {
                for arc in arcs[own[head]] where experts.contains(arc.expert) && seenExperts.insert(arc.expert).inserted {
                    ownExperts.append(arc.expert)
                    for (other, _) in arriving[arc.expert] where places.contains(other) && seen.insert(other).inserted {
                        own.append(other)
                    }
                }
                head += 1
            }
            parts.append((own.sorted(), ownExperts.sorted()))
        }
        return parts
    }
}

extension Requirement {
    /// Whether it is a cut on leads.
    var isLeadCut: Bool { if case .leadCut = self { true } else { false } }
}
