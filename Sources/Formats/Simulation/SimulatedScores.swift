/// Scores of made-up dossiers by made-up experts whose true quality and leniency are known.
///
/// A score is 70 plus the dossier's quality, the expert's leniency and a residual, which are nearly normal with
/// standard deviations of 8, 4 and 5 points; what lies outside the scale is brought to its end. Everything is in
/// hundredths of a point.
struct SimulatedScores {
    /// The score of an average dossier by an average expert.
    static let mean = 70_00
    /// Standard deviations.
    static let spread = (quality: 8_00, leniency: 4_00, residual: 5_00)

    /// By how much each dossier is better than the average.
    let qualities: [Int]
    /// By how much each expert scores higher than the average.
    let leniencies: [Int]
    private let demand: Int
    private var deck: Deck
    private var residuals: Chance

    init(_ simulation: Simulation) {
        var chance = Chance(seed: simulation.seed, .qualities)
        qualities = (0..<simulation.dossiers).map { _ in chance.normal(standardDeviation: Self.spread.quality) }
        chance = Chance(seed: simulation.seed, .leniencies)
        leniencies = (0..<simulation.experts).map { _ in chance.normal(standardDeviation: Self.spread.leniency) }
        demand = simulation.demand
        deck = Deck(count: simulation.experts, chance: Chance(seed: simulation.seed, .panels))
        residuals = Chance(seed: simulation.seed, .residuals)
    }

    /// The scores of the next dossier by its reviewers, in the order of the experts. Dossiers come in their order.
    ///
    /// - Parameter affinities: Who may review it: those that are a number.
    mutating func scores(of dossier: Int, _ affinities: [Float]) -> [(expert: Int, score: Int)] {
        deck.deal(demand) { !affinities[$0].isNaN }.sorted().map { expert in
            let residual = residuals.normal(standardDeviation: Self.spread.residual)
            let score = Self.mean + qualities[dossier] + leniencies[expert] + residual
            return (expert, min(max(score, 0), 100_00))
        }
    }
}

/// Experts dealt like cards: whoever was dealt comes again only after all others had a turn or could not take it, so
/// that loads differ by little and panels mix.
private struct Deck {
    private let count: Int
    private var chance: Chance
    /// Who is still to come; the last comes first.
    private var left: [Int] = []

    init(count: Int, chance: Chance) {
        self.count = count
        self.chance = chance
    }

    /// So many different ones that may be dealt; fewer where there are no more.
    mutating func deal(_ wanted: Int, where mayBeDealt: (Int) -> Bool) -> [Int] {
        var hand: [Int] = []
        var isFree = (0..<count).map(mayBeDealt)
        while hand.count < wanted {
            if let place = left.lastIndex(where: { isFree[$0] }) {
                let expert = left.remove(at: place)
                isFree[expert] = false
                hand.append(expert)
            } else if isFree.contains(true) {
                // Those who could not take their turn stay on top.
                left = chance.shuffled(Array(0..<count)) + left
            } else {
                break
            }
        }
        return hand
    }
}
