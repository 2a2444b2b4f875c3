/// The affinities of a simulation, a row at a time; never the whole matrix.
///
/// Of 20 topics a dossier picks 3 and an expert 4; the affinity is a twelfth for each topic they share plus noise of up
/// to 0.2, a multiple of 2^-20, which single precision holds exactly. In 5 % of the pairs there is a conflict.
struct SimulatedAffinities {
    /// Affinities are whole numbers of these.
    static let unit: Float = 0x1p-20
    /// The noise has this many values: 0 to 0.2, in units.
    static let noises = 209_716
    /// What so many topics in common are worth, in units: the nearest to a twelfth each.
    static let matches = [0, 87_381, 174_763, 262_144]
    /// The largest affinity, in units.
    static let largest = 262_144 + noises - 1
    /// Of 2^32 equally likely draws so many are conflicts: 5 %.
    static let conflicts: UInt32 = 214_748_365

    private let simulation: Simulation
    private let topicsOfDossiers: [UInt32]
    private let topicsOfExperts: [UInt32]
    private let regions: (ofDossiers: [Int], ofExperts: [Int])?
    /// The affinity for a number of units, rounded where that was asked for.
    private let values: [Float]

    init(_ simulation: Simulation) {
        self.simulation = simulation
        var chance = Chance(seed: simulation.seed, .dossierTopics)
        topicsOfDossiers = (0..<simulation.dossiers).map { _ in Self.topics(3, &chance) }
        chance = Chance(seed: simulation.seed, .expertTopics)
        topicsOfExperts = (0..<simulation.experts).map { _ in Self.topics(4, &chance) }
        if let ofDossiers = simulation.regionsOfDossiers, let ofExperts = simulation.regionsOfExperts {
            regions = (ofDossiers, ofExperts)
        } else {
            regions = nil
        }
        values = (0...Self.largest).map { units in
            Float(simulation.levels.map { Self.rounded(units, toLevels: $0) } ?? units) * Self.unit
        }
    }

    /// The affinities of a dossier to all experts; NaN where they may not be assigned.
    func row(of dossier: Int) -> [Float] {
        var chance = Chance(seed: simulation.seed, .affinities, part: dossier)
        let topics = topicsOfDossiers[dossier]
        var row = topicsOfExperts.map { others in
            // One draw a pair: the high half says whether there is a conflict, the low half is the noise.
            let bits = chance.bits()
            if UInt32(truncatingIfNeeded: bits >> 32) < Self.conflicts { return Float.nan }
            let noise = (Int(bits & 0xFFFF_FFFF) * Self.noises) >> 32
            return values[Self.matches[(topics & others).nonzeroBitCount] + noise]
        }
        if let regions {
            let own = regions.ofDossiers[dossier]
            for expert in row.indices where regions.ofExperts[expert] == own { row[expert] = .nan }
        }
        return row
    }

    /// The nearest of some equally spaced values from 0 to the largest, brought to a whole unit; of one value, the
    /// middle.
    static func rounded(_ units: Int, toLevels levels: Int) -> Int {
        guard levels > 1 else { return largest / 2 }
        let steps = levels - 1
        let level = (2 * units * steps + largest) / (2 * largest)
        return (2 * level * largest + steps) / (2 * steps)
    }

    /// A set of some of the 20 topics, each equally likely.
    private static func topics(_ count: Int, _ chance: inout Chance) -> UInt32 {
        var topics: UInt32 = 0
        while topics.nonzeroBitCount < count { topics |= 1 << UInt32(chance.below(20)) }
        return topics
    }
}
