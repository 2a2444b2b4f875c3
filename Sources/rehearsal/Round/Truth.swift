/// What nobody in the round knows: how good each dossier is, and how each expert judges.
///
/// Numbers are tenths of a point, so a table of them reads the same everywhere.
struct Truth {
    /// How many experts see that a dossier fails a gate.
    enum Flaw: String {
        case most = "多数评委认定"
        case one = "个别评委认定"
    }

    /// The truth of a dossier.
    struct OfDossier {
        /// The dossier's number.
        var id: String
        /// How good it is, in tenths of a point.
        var quality: Int
        /// Whether it fails a gate.
        var flaw: Flaw?
    }

    /// The truth of an expert.
    struct OfExpert {
        /// The expert's number.
        var id: String
        /// How far above the truth the expert judges, in tenths of a point.
        var leniency: Int
        /// Standard deviation of the expert's judgement, in tenths of a point.
        var spread: Int
    }

    /// Of every dossier.
    var dossiers: [OfDossier]
    /// Of every expert.
    var experts: [OfExpert]
}

extension Truth {
    /// Draws it: about half the dossiers are at 70 or above, more of them far above it than far below.
    init(of dossiers: [Dossier], and experts: [Expert], seed: UInt64) {
        var generator = Generator(seed: seed, stream: "truth/flaws")
        let flawed = generator.shuffled(dossiers.map(\.id))
        let most = Set(flawed[0..<3])
        let one = Set(flawed[3..<8])
        self.dossiers = dossiers.map { dossier in
            let flaw: Flaw? = most.contains(dossier.id) ? .most : one.contains(dossier.id) ? .one : nil
            return Truth.drawn(of: dossier, flaw: flaw, seed: seed)
        }
        let careless = Set(generator.choose(3, of: experts.map(\.id)))
        self.experts = experts.map { expert in
            OfExpert(expert, isCareless: careless.contains(expert.id), seed: seed)
        }
    }

    /// The truth of one dossier, whatever others there are.
    static func drawn(of dossier: Dossier, flaw: Flaw? = nil, seed: UInt64) -> OfDossier {
        var generator = Generator(seed: seed, stream: "truth/\(dossier.id)")
        let median =
            switch dossier.category {
            case .enterprise: 701
            case .sharedPlatform: 688
            case .otherPlatform: 696
            case .comprehensiveCity: 722
            case .designCity: 712
            }
        let deviation = generator.deviation()
        let quality = median + (deviation > 0 ? deviation * 115 : deviation * 75) / 1000
        return OfDossier(id: dossier.id, quality: min(max(quality, 400), 960), flaw: flaw)
    }
}

extension Truth.OfExpert {
    /// Draws how an expert judges.
    init(_ expert: Expert, isCareless: Bool = false, seed: UInt64) {
        var generator = Generator(seed: seed, stream: "truth/\(expert.id)")
        let leniency = min(max(generator.deviation() * 42 / 1000, -120), 120)
        self.init(id: expert.id, leniency: leniency, spread: isCareless ? 130 : generator.number(in: 35...70))
    }
}
