public import Programme

/// One category of a round: its dossiers by rank, with their scores and what became of them.
public struct CategoryPicture: Codable, Sendable, Hashable {
    /// The category's name.
    public var name: Text
    /// The official score from which a dossier passes.
    public var passMark: Points
    /// How many dossiers were filed, those not admitted to review included.
    public var filed: Int
    /// The dossiers by rank, those without a rank last.
    public var rows: [Row]

    /// A category.
    public init(name: Text, passMark: Points, filed: Int, rows: [Row]) {
        self.name = name
        self.passMark = passMark
        self.filed = filed
        self.rows = rows
    }

    /// One dossier.
    public struct Row: Codable, Sendable, Hashable {
        /// The dossier's identifier.
        public var dossier: String
        /// The applicant's name.
        public var applicant: String
        /// The name of the authority that recommended it.
        public var authority: String
        /// The official score; nil where there is none.
        public var score: Points?
        /// The place in the category; nil where there is none.
        public var rank: Int?
        /// Whether another dossier has the same place.
        public var tied: Bool
        /// What came of the review.
        public var standing: Outcome.Standing
        /// Whether it is on the shortlist.
        public var listed: Bool
        /// Whether a chair moved it in or out.
        public var moved: Bool
        /// Whether its applicant is visited.
        public var visited: Bool
        /// The totals of its score sheets, in any order.
        public var sheetTotals: [Points]

        /// A dossier.
        public init(
            dossier: String, applicant: String, authority: String, score: Points?, rank: Int?, tied: Bool,
            standing: Outcome.Standing, listed: Bool, moved: Bool, visited: Bool, sheetTotals: [Points]
        ) {
            self.dossier = dossier
            self.applicant = applicant
            self.authority = authority
            self.score = score
            self.rank = rank
            self.tied = tied
            self.standing = standing
            self.listed = listed
            self.moved = moved
            self.visited = visited
            self.sheetTotals = sheetTotals
        }
    }
}

extension CategoryPicture {
    var reviewed: Int { rows.count { !$0.sheetTotals.isEmpty } }
    var passed: Int { rows.count { $0.standing == .passed } }
    var visited: Int { rows.count { $0.visited } }
    var listed: Int { rows.count { $0.listed } }
    var movedIn: Int { rows.count { $0.moved && $0.listed } }
    var movedOut: Int { rows.count { $0.moved && !$0.listed } }
    var ranked: [Row] { rows.filter { $0.rank != nil } }
    var unranked: [Row] { rows.filter { $0.rank == nil } }
}
