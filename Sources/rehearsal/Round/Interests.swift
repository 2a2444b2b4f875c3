/// Draws what the experts declare, and whom the applicants call unsuitable.
struct Interests {
    /// How many declare each ground.
    private static let counts: [(ground: Interest.Ground, count: Int)] = [(.relation, 30), (.kinship, 17)]
    /// Where the few have an application of their own, which bars them from its whole category.
    private static let ownIn: [Category] = [.sharedPlatform, .sharedPlatform, .designCity]
    /// How many applicants name unsuitable reviewers.
    private static let objecting = 25

    private let seed: UInt64

    /// The interests under a seed.
    init(seed: UInt64) {
        self.seed = seed
    }

    /// All declared interests, by expert.
    func draw(of experts: [Expert], in dossiers: [Dossier], beside affiliations: [Affiliation]) -> [Interest] {
        var generator = Generator(seed: seed, stream: "interests")
        let applicants = Set(dossiers.map(\.code))
        let known = Set(affiliations.filter { applicants.contains($0.code) }.map(\.expert))
        let people = generator.shuffled(experts.filter { !known.contains($0.id) })
        var list: [Interest] = []
        func declare(_ ground: Interest.Ground, _ dossier: Dossier) {
            let notes = dossier.category.isCity ? ground.notesOnCity : ground.notes
            list.append(
                Interest(
                    expert: people[list.count].id, applicant: dossier.applicant,
                    code: list.count % 12 == 5 ? "" : dossier.code, ground: ground, note: generator.pick(notes)))
        }
        for category in Self.ownIn {
            declare(.ownApplication, generator.pick(dossiers.filter { $0.category == category }))
        }
        for (ground, count) in Self.counts {
            for dossier in generator.choose(count, of: dossiers) { declare(ground, dossier) }
        }
        return list.sorted { $0.expert < $1.expert }
    }

    /// Writes into some dossiers the one to three experts whom the applicant calls unsuitable.
    func nameUnsuitable(_ experts: [Expert], in dossiers: inout [Dossier]) {
        var generator = Generator(seed: seed, stream: "unsuitable")
        for index in generator.choose(Self.objecting, of: Array(dossiers.indices)) {
            let count = generator.number(in: 1...3)
            dossiers[index].unsuitable = generator.choose(count, of: experts).map(\.id)
        }
    }
}
