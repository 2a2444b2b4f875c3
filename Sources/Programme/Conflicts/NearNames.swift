/// The near names in a round: between the organisations of experts and all others, and between applicants and what the table
/// of relations names.
struct NearNames {
    /// One organisation is perhaps another.
    struct Link {
        /// The other one.
        var one: Int
        /// The two names.
        var names: [String]
        /// Why they are near, as part of a sentence.
        var text: Text
    }

    private var experts: [Int: [Link]] = [:]
    private var related: [Int: [Link]] = [:]

    /// - Parameters:
    ///   - ofExperts: Mentions of organisations that experts have to do with.
    ///   - others: Mentions of applicants and of organisations in relations.
    ///   - applicants: Mentions of applicants.
    init(
        ofExperts: [Int], among others: [Int], applicants: [Int], in directory: OrganisationDirectory,
        findings: [NameFinding]
    ) {
        let verdicts = NameVerdicts(findings)
        let others = Set(others)
        Self.each(Set(ofExperts), others, directory, verdicts) { expert, other, link in
            experts[other, default: []].append(Link(one: expert, names: link.names, text: link.text))
        }
        let applicants = Set(applicants)
        guard others.count > applicants.count else { return }
        Self.each(applicants, others.subtracting(applicants), directory, verdicts) { applicant, other, link in
            related[applicant, default: []].append(Link(one: other, names: link.names, text: link.text))
        }
    }

    /// The experts' organisations that have a name near to one's.
    func toExperts(_ one: Int) -> [Link] { experts[one] ?? [] }

    /// The organisations in relations that have a name near to an applicant's.
    func ofApplicant(_ one: Int) -> [Link] { related[one] ?? [] }

    /// Each two that are near and not certainly one, each once.
    private static func each(
        _ few: Set<Int>, _ many: Set<Int>, _ directory: OrganisationDirectory, _ verdicts: NameVerdicts,
        _ use: (Int, Int, (names: [String], text: Text)) -> Void
    ) {
        let few = few.filter { !directory.organisations[$0].name.plain.isEmpty && !directory.isPerson($0) }.sorted()
        let index = OrganisationIndex(few.map { directory.organisations[$0].name })
        var seen: Set<[Int]> = []
        for number in many.sorted() where !directory.isPerson(number) {
            let organisation = directory.organisations[number]
            guard !organisation.name.plain.isEmpty else { continue }
            for candidate in index.candidates(for: organisation.name) {
                let other = directory.organisations[few[candidate]]
                let (one, two) = (directory.one(few[candidate]), directory.one(number))
                guard one != two else { continue }
                var comparison = other.compared(with: organisation)
                guard comparison.standing != .different else { continue }
                // A name that two codes share is one that only a person can tell apart.
                if comparison.standing == .same { comparison.reasons = [.otherCode] }
                let names = NameFinding.ordered([other.name.written, organisation.name.written])
                guard verdicts.isEmpty || verdicts.finding(on: names[0], names[1])?.same != false, seen.insert([one, two]).inserted else {
                    continue
                }
                let why = OrganisationComparison(standing: .suspected, reasons: comparison.reasons, similarity: comparison.similarity).text
                let text = Text(
                    zh: "；“\(other.name.written)”与“\(organisation.name.written)”名称相近（\(why.zh)），须核实",
                    en: "; “\(other.name.written)” and “\(organisation.name.written)” are near (\(why.en)): to be checked")
                use(one, two, (names, text))
            }
        }
    }
}
