/// The flow and the tree that a network begins with: places filled by panels that choose at given prices.
///
/// Every node can send one more unit to the root along the tree. An expert with room does so over the arc of the load; one
/// without by giving up the place that is worth least to its panel, whose node then takes the best of what it left.
/// Where the prices are right, that is the best tree; where a way would lead back to its beginning, the artificial arc
/// stays.
struct FirstTree {
    /// A pair that a node could take: the better ones come first.
    struct Offer {
        let arc: Int
        let expert: Int
        /// Its worth less the expert's price.
        let worth: Double
    }

    private let network: NetworkSimplex
    private let loadArcs: [(required: Int?, beyond: Int?)]
    private var room: [Int]
    /// By expert, the place that is worth least beyond the next best of its node.
    private var loosest: [(arc: Int, regret: Double)?]
    /// Full nodes, and what they left.
    private var nodes: [(node: Int, left: [Offer])] = []

    init(_ network: NetworkSimplex, _ loadArcs: [(required: Int?, beyond: Int?)], room: [Int]) {
        self.network = network
        self.loadArcs = loadArcs
        self.room = room
        loosest = [(arc: Int, regret: Double)?](repeating: nil, count: loadArcs.count)
    }

    func hasRoom(_ expert: Int) -> Bool { room[expert] > 0 }

    /// Fills places of a node by the first offers that have room; how many.
    mutating func fill(_ places: Int, at node: Int, _ offers: [Offer]) -> Int {
        var taken: [Offer] = []
        var left: [Offer] = []
        for offer in offers {
            if taken.count < places, hasRoom(offer.expert) {
                network.fill(offer.arc)
                room[offer.expert] -= 1
                taken.append(offer)
            } else {
                left.append(offer)
            }
        }
        if taken.count == places { nodes.append((node, left)) }
        // Where nothing is left to take, no price is too high.
        let next = taken.count == places ? left.first?.worth : nil
        for offer in taken {
            let regret = next.map { offer.worth - $0 } ?? .infinity
            guard let known = loosest[offer.expert], known.regret <= regret else {
                loosest[offer.expert] = (offer.arc, regret)
                continue
            }
        }
        return taken.count
    }

    /// Once all places are filled: hangs experts by the arc of their load, or by a place of theirs.
    func hangExperts() {
        for (expert, own) in loadArcs.enumerated() {
            let arcs = [own.required, own.beyond].compactMap { $0 }
            var load = arcs.reduce(-room[expert]) { $0 + Int(network.capacity[$1]) }
            for arc in arcs {
                let capacity = Int(network.capacity[arc])
                guard load >= capacity else {
                    network.hang(expert, by: arc, flow: load)
                    break
                }
                network.fill(arc)
                load -= capacity
            }
            if room[expert] == 0, let place = loosest[expert] { network.hang(expert, by: place.arc, flow: 1) }
        }
    }

    /// Once experts hang: hangs full nodes by the best of what they left.
    func hangNodes() {
        for (node, left) in nodes {
            if let offer = left.prefix(8).first(where: { !network.isOnWay(of: $0.expert, node) }) {
                network.hang(node, by: offer.arc, flow: 0)
            }
        }
    }
}
