internal import Matching

extension Simulation {
    /// How many experts have the second specialty; as many have the third.
    static func scarceSpecialists(among experts: Int) -> Int { experts / 4 }

    /// How many organisations the experts are of.
    var organisations: Int { max(experts / 2, 1) }

    /// How many regions there are: as many as authorities recommend in the programme of 2023.
    static let regions = 37

    /// How many experts are of the largest region, the first: the nearest to a quarter.
    static func expertsOfLargestRegion(among experts: Int) -> Int { (experts + 2) / 4 }

    /// The specialties, the most frequent first.
    static let specialties = ["technology", "finance", "management"]

    /// The problem but for its affinities, which are too many to keep: its matrix is empty.
    func problem() -> AssignmentProblem {
        let regions = regionsOfDossiers
        let tags = tagsOfExperts
        return AssignmentProblem(
            name: name,
            dossiers: (0..<dossiers).map { dossier in
                .init(
                    id: id(ofDossier: dossier), demand: demand,
                    tags: regions.map { ["region": [Self.region($0[dossier])]] } ?? [:])
            },
            experts: (0..<experts).map { .init(id: id(ofExpert: $0), maximumLoad: load, tags: tags[$0]) },
            affinity: AffinityMatrix(dossierCount: 0, expertCount: 0, values: []), composition: composition)
    }

    private var composition: [CompositionRule] {
        var rules: [CompositionRule] = []
        if requirements.contains(.mix) {
            rules += Self.specialties.dropFirst().map {
                CompositionRule(tag: "specialty", limit: .count(value: $0, minimum: 1, maximum: nil))
            }
        }
        if requirements.contains(.organisation) {
            rules.append(CompositionRule(tag: "organisation", limit: .maximumPerValue(1)))
        }
        if requirements.contains(.region) {
            rules.append(CompositionRule(tag: "region", limit: .maximumPerValue(2)))
        }
        return rules
    }

    private var tagsOfExperts: [[String: [String]]] {
        var tags = [[String: [String]]](repeating: [:], count: experts)
        if requirements.contains(.mix) {
            for (expert, specialty) in specialtiesOfExperts.enumerated() {
                tags[expert]["specialty"] = [Self.specialties[specialty]]
            }
        }
        if requirements.contains(.organisation) {
            for (expert, organisation) in organisationsOfExperts.enumerated() {
                tags[expert]["organisation"] = ["示例机构" + padded(organisation + 1, like: organisations)]
            }
        }
        for (expert, region) in (regionsOfExperts ?? []).enumerated() {
            tags[expert]["region"] = [Self.region(region)]
        }
        return tags
    }

    private static func region(_ region: Int) -> String { "示例地区" + padded(region + 1, like: regions) }

    // MARK: Facts, by index

    /// A quarter has the second, a quarter the third, the others the first.
    private var specialtiesOfExperts: [Int] {
        var chance = Chance(seed: seed, .specialties)
        let scarce = Self.scarceSpecialists(among: experts)
        return chance.shuffled((0..<experts).map { $0 < scarce ? 1 : $0 < 2 * scarce ? 2 : 0 })
    }

    private var organisationsOfExperts: [Int] {
        var chance = Chance(seed: seed, .organisations)
        return (0..<experts).map { _ in chance.below(organisations) }
    }

    /// A quarter is of the first region, the others of any other; nil where regions don't matter.
    var regionsOfExperts: [Int]? {
        guard requirements.contains(.region) else { return nil }
        var chance = Chance(seed: seed, .expertRegions)
        let large = Self.expertsOfLargestRegion(among: experts)
        return chance.shuffled((0..<experts).map { $0 < large ? 0 : 1 + chance.below(Self.regions - 1) })
    }

    /// Any region for each dossier; nil where regions don't matter.
    var regionsOfDossiers: [Int]? {
        guard requirements.contains(.region) else { return nil }
        var chance = Chance(seed: seed, .dossierRegions)
        return (0..<dossiers).map { _ in chance.below(Self.regions) }
    }
}
