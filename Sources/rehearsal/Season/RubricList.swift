/// The rubrics, as `linxuan rubric show --json` prints them.
struct RubricList: Decodable {
    /// What the experts of a category are asked.
    struct Rubric: Decodable {
        /// The category.
        var category: String
        /// What is scored.
        var criteria: [Criterion]
        /// What excludes, by its identifier.
        var gates: [Gate]
    }

    /// One criterion.
    struct Criterion: Decodable {
        /// Identifier.
        var id: String
        /// When a written reason is required: `always`, `never` or `below N`.
        var reason: String?

        /// Whether a score must come with a reason.
        func requiresReason(at score: Int) -> Bool {
            guard let reason, reason != "never" else { return false }
            if reason == "always" { return true }
            guard reason.hasPrefix("below "), let limit = Int(reason.dropFirst(6)) else { return true }
            return score < limit
        }
    }

    /// One gate: its identifier alone, or an object that holds it.
    struct Gate: Decodable {
        /// Identifier.
        var id: String

        private enum CodingKeys: CodingKey {
            case id
        }

        init(from decoder: any Decoder) throws {
            if let id = try? decoder.singleValueContainer().decode(String.self) {
                self.id = id
            } else {
                id = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .id)
            }
        }
    }

    /// One for each category.
    var rubrics: [Rubric]

    /// Reads the document.
    init(path: String) throws {
        self = try document(RubricList.self, in: path)
    }
}
