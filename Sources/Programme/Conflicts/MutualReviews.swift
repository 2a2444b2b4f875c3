/// Finds experts of two applicants who would each review for the other: either may, and not both.
public enum MutualReviews {
    /// A review by an expert of one applicant for the other, and the one in return.
    public struct Exchange: Sendable, Hashable {
        /// The one dossier, and who would review it.
        public var first: (dossier: String, expert: String) { (firstDossier, firstExpert) }
        /// The other dossier, and who would review it.
        public var second: (dossier: String, expert: String) { (secondDossier, secondExpert) }
        var firstDossier: String
        var firstExpert: String
        var secondDossier: String
        var secondExpert: String
    }

    /// Every exchange, each once: the house of the expert on one dossier is the applicant of the other.
    public static func exchanges(dossiers: [Dossier], affiliations: [Affiliation], findings: [NameFinding]) -> [Exchange] {
        var directory = OrganisationDirectory()
        let applicants = dossiers.map { directory.add($0.applicant, creditCode: $0.creditCode) }
        let employers = affiliations.map { directory.add($0.organisation, creditCode: $0.creditCode) }
        directory.settle(NameFinding.latest(of: findings))
        let posts = Dictionary(grouping: employers.indices) { directory.one(employers[$0]) }
        // The dossiers of experts' own houses, with those experts.
        var own: [(dossier: Dossier, expert: String)] = []
        for (index, dossier) in dossiers.enumerated() {
            let experts = (posts[directory.one(applicants[index])] ?? []).map { affiliations[$0] }.filter { $0.includes(dossier.filedOn) }
            for expert in Set(experts.map(\.expert)).sorted() { own.append((dossier, expert)) }
        }
        var exchanges: [Exchange] = []
        for (index, one) in own.enumerated() {
            for other in own[(index + 1)...] where one.dossier.id != other.dossier.id && one.expert != other.expert {
                exchanges.append(
                    Exchange(
                        firstDossier: other.dossier.id, firstExpert: one.expert, secondDossier: one.dossier.id,
                        secondExpert: other.expert))
            }
        }
        return exchanges
    }
}
