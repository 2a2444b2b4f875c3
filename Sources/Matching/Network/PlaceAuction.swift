/// Places given away by auction, so that panels and experts suit each other about as well as they can: a panel with an
/// empty place bids for the expert who is worth most to it beyond the price, more than the price by as much as that is
/// better than its next best; an expert keeps as many of the highest bids as there is room for, and the lowest of them is
/// the price from then on (D. P. Bertsekas, "Auction Algorithms for Network Flow Problems: A Tutorial Introduction",
/// 1992).
///
/// Only used to begin a search well: it is stopped when it takes long, and nothing is proven by it.
struct PlaceAuction {
    /// An expert of a panel's choice.
    private struct Lot {
        let expert: Int32
        let weight: Double
        /// What the panel bid; nothing where it doesn't hold the place.
        var bid = -Double.infinity

        var isHeld: Bool { bid > -.infinity }
    }

    private var lots: [Lot] = []
    /// By dossier, the first of its lots; and the end.
    private var firstLot: [Int] = [0]
    private var dossierOf: [Int32] = []
    private var prices: [Double]
    /// By expert, the lots that hold a place.
    private var holders: [[Int32]]
    private let room: [Int]

    /// - Parameters:
    ///   - places: How many places each dossier has to give away, what is pinned apart.
    ///   - room: How many each expert may take.
    init(_ model: AssignmentModel, _ candidates: Candidates, places: [Int], room: [Int]) {
        prices = LoadPrices(model, candidates).prices
        self.room = room
        holders = [[Int32]](repeating: [], count: model.expertCount)
        for (dossier, experts) in candidates.byDossier.enumerated() {
            for expert in experts where !model.isPinned(model.index(dossier, Int(expert))) {
                lots.append(Lot(expert: expert, weight: Double(model.weights[model.index(dossier, Int(expert))])))
                dossierOf.append(Int32(dossier))
            }
            firstLot.append(lots.count)
        }
        hold(places, Double(max(model.affinity.largest, 1)))
    }

    /// Some bids a place are mostly enough; the rest is left to the search.
    private static let bidsPerPlace = 20

    private mutating func hold(_ places: [Int], _ largest: Double) {
        var waiting = places.indices.flatMap { [Int](repeating: $0, count: min(places[$0], firstLot[$0 + 1] - firstLot[$0])) }
        var next = 0
        let most = Self.bidsPerPlace * waiting.count
        while next < min(waiting.count, most) {
            let dossier = waiting[next]
            next += 1
            guard let evicted = bid(dossier, raise: largest / 2_000, atLeast: -largest) else { continue }
            waiting.append(evicted)
        }
    }

    /// A bid of a panel for one more expert; the panel that loses a place by it.
    private mutating func bid(_ dossier: Int, raise: Double, atLeast least: Double) -> Int? {
        var best = -1
        var (worth, next) = (-Double.infinity, -Double.infinity)
        for lot in firstLot[dossier]..<firstLot[dossier + 1] where !lots[lot].isHeld {
            let expert = Int(lots[lot].expert)
            guard room[expert] > 0 else { continue }
            let own = lots[lot].weight - prices[expert]
            if own > worth {
                (best, next, worth) = (lot, worth, own)
            } else if own > next {
                next = own
            }
        }
        // A panel that would rather have an empty place leaves it to the search to decide.
        guard best >= 0, worth > least else { return nil }
        let expert = Int(lots[best].expert)
        lots[best].bid = prices[expert] + (worth - max(next, least)) + raise
        var evicted: Int?
        if holders[expert].count == room[expert], let lowest = lowestPlace(of: expert) {
            let lot = Int(holders[expert][lowest])
            lots[lot].bid = -.infinity
            evicted = Int(dossierOf[lot])
            holders[expert][lowest] = Int32(best)
        } else {
            holders[expert].append(Int32(best))
        }
        if holders[expert].count == room[expert], let lowest = lowestPlace(of: expert) {
            prices[expert] = max(prices[expert], lots[Int(holders[expert][lowest])].bid)
        }
        return evicted
    }

    private func lowestPlace(of expert: Int) -> Int? {
        holders[expert].indices.min { lots[Int(holders[expert][$0])].bid < lots[Int(holders[expert][$1])].bid }
    }

    /// The experts of a dossier's choice with what they are worth beyond their price: those whom it holds come first, of
    /// the others the best.
    func ranked(on dossier: Int) -> [(expert: Int, worth: Double)] {
        lots[firstLot[dossier]..<firstLot[dossier + 1]].map { lot -> (expert: Int, worth: Double, order: Int) in
            (Int(lot.expert), lot.weight - prices[Int(lot.expert)], lot.isHeld ? 0 : 1)
        }.sorted { ($0.order, $1.worth, $0.expert) < ($1.order, $0.worth, $1.expert) }.map { ($0.expert, $0.worth) }
    }
}
