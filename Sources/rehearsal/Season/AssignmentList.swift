/// The assignments, as `linxuan assignment show --json` prints them.
struct AssignmentList: Decodable {
    /// One expert on one dossier.
    struct Assignment: Decodable {
        /// The dossier's number.
        var dossier: String
        /// The dossier's category.
        var category: String
        /// The expert's number.
        var expert: String
        /// How the assignment stands.
        var state: String?
    }

    private static let ended = ["declined", "recused", "replaced", "withdrawn", "released", "voided"]

    private var assignments: [Assignment]

    /// Reads the document.
    init(path: String) throws {
        self = try document(AssignmentList.self, in: path)
    }

    /// The pairs that stand, in order; those that ended by a refusal or a recusal are left out.
    var standing: [Pair] {
        assignments.filter { !Self.ended.contains($0.state ?? "") }
            .map { Pair(expert: $0.expert, dossier: $0.dossier) }
            .sorted()
    }

    /// The category of each dossier.
    var categories: [String: String] {
        Dictionary(assignments.map { ($0.dossier, $0.category) }, uniquingKeysWith: { first, _ in first })
    }
}
