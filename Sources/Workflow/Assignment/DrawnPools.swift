internal import Matching
internal import Programme

/// Whom the public draws let serve, category by category.
struct DrawnPools {
    private let draws: [String: DrawRecord]
    private(set) var orders: [String: ReserveOrder] = [:]
    private let inService: [String: Set<String>]

    /// The last draw made for each category that the call draws for, with the reserves called up since the reviews
    /// began: those who were asked for one in the category.
    ///
    /// - Parameters:
    ///   - dossiers: All dossiers that take part, where they are at hand.
    ///   - reviews: All reviews, likewise.
    init(
        _ reader: any RoundReader, call: Call, round: RoundState, dossiers: [Dossier]? = nil, reviews: [Review]? = nil
    ) throws {
        let made = try reader.draws().filter { $0.state == .drawn && call.drawQuotas(ofCategory: $0.category) != nil }
        draws = Dictionary(made.map { ($0.category, $0) }, uniquingKeysWith: { $1 })
        var asked: [String: Set<String>] = [:]
        if !draws.isEmpty, round.stage > .assignment {
            let categories = Dictionary(
                try (dossiers ?? reader.all(Dossier.self)).map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
            for review in try reviews ?? reader.all(Review.self) {
                if let category = categories[review.dossier] { asked[category, default: []].insert(review.expert) }
            }
        }
        for (category, draw) in draws {
            guard let outcome = draw.outcome else { continue }
            orders[category] = ReserveOrder(draw.announcement, outcome, called: asked[category] ?? [])
        }
        inService = orders.mapValues { Set($0.inService) }
    }

    /// Whether the experts of a category were drawn.
    func drew(_ category: String) -> Bool { orders[category] != nil }

    /// Whether the draws let an expert serve in a category.
    func serves(_ expert: String, in category: String) -> Bool { inService[category]?.contains(expert) ?? true }

    /// The place of a reserve in the order of the draw, from 1; nil for anybody else.
    func place(ofReserve expert: String, in category: String) -> Int? {
        guard let draw = draws[category], let outcome = draw.outcome,
            let number = draw.announcement.pool.first(where: { $0.expert == expert })?.number
        else { return nil }
        return outcome.reserves.firstIndex(of: number).map { $0 + 1 }
    }

    /// Why an expert does not serve in a category; nil where the draws let them.
    func barrier(to expert: String, in category: String) -> Text? {
        guard let draw = draws[category], !serves(expert, in: category) else { return nil }
        guard let place = place(ofReserve: expert, in: category) else {
            return Text(
                zh: "不在第 \(draw.number) 次公开抽取的名册中", en: "is not in the pool of public draw \(draw.number)")
        }
        return Text(
            zh: "第 \(draw.number) 次公开抽取未抽中，为备选第 \(place) 位", en: "was not drawn in public draw \(draw.number): reserve \(place)")
    }
}
