/// A kind of demonstration that can be applied for (类别).
public struct Category: Codable, Sendable, Hashable {
    /// Its identifier in files.
    public var id: String
    /// The track that it belongs to.
    public var track: String
    /// Its name.
    public var name: Text
    /// The clause of the notice.
    public var clause: String
    /// The column of the table of authorities with its quota; nil where there is none, as in a reassessment.
    public var quota: String?
    /// The column of the table of modes that says which a dossier may name; nil where dossiers name none.
    public var modes: String?
    /// The kind of panel.
    public var panel: String
    /// How its dossiers are divided into groups that share one panel; nil where each has its own.
    public var sharedPanels: SharedPanels?
    /// The identifiers of its eligibility checks.
    public var eligibility: [String]
    /// The official score from which a dossier passes; in a reassessment that below which it is proposed to withdraw.
    public var passMark: Points
    /// At most so many are shortlisted; nil for no limit.
    public var places: Int?
    /// Which of its dossiers are visited.
    public var visits: Visits

    /// Puts one together from its parts.
    public init(
        id: String, track: String, name: Text, clause: String, quota: String?, modes: String? = nil, panel: String,
        sharedPanels: SharedPanels? = nil, eligibility: [String], passMark: Points, places: Int? = nil, visits: Visits
    ) {
        self.id = id
        self.track = track
        self.name = name
        self.clause = clause
        self.quota = quota
        self.modes = modes
        self.panel = panel
        self.sharedPanels = sharedPanels
        self.eligibility = eligibility
        self.passMark = passMark
        self.places = places
        self.visits = visits
    }

    /// Groups of dossiers, as equal in size as can be, each with one panel.
    public enum SharedPanels: Codable, Sendable, Hashable {
        /// So many groups, or as many as there are dossiers where these are fewer.
        case groups(Int)
        /// As few groups as hold at most so many dossiers each.
        case largest(Int)
    }

    /// Which dossiers of a category are visited.
    public enum Visits: String, Codable, Sendable, CaseIterable {
        /// Every one that passes.
        case allThatPass = "all-that-pass"
        /// Those of which more has to be known.
        case whereNeeded = "where-needed"
        /// None.
        case none
    }
}

/// A body that recommends dossiers (省级主管部门).
public struct Authority: Codable, Sendable, Hashable {
    /// The administrative division code, or a name for a body without one.
    public var code: String
    /// Its name in Chinese.
    public var name: String
    /// Province, separately planned city or corps.
    public var kind: String
    /// The province that it lies in, where it is not one itself.
    public var parent: String?
    /// The most dossiers by column of the table; a column left empty is no limit of its own.
    public var quotas: [String: Int]

    /// Puts one together from its parts.
    public init(code: String, name: String, kind: String, parent: String? = nil, quotas: [String: Int]) {
        self.code = code
        self.name = name
        self.kind = kind
        self.parent = parent
        self.quotas = quotas
    }

    /// Whether two authorities are responsible for the same place: the same one, or one lies in the other.
    public func overlaps(_ other: Authority) -> Bool {
        code == other.code || parent == other.code || other.parent == code
    }
}

/// A mode of service-oriented manufacturing (模式) and the columns of the table in which it is allowed.
public struct Mode: Codable, Sendable, Hashable {
    /// Its name in Chinese.
    public var name: String
    /// The columns that say `yes`.
    public var allowedIn: [String]

    /// Puts one together from its parts.
    public init(name: String, allowedIn: [String]) {
        self.name = name
        self.allowedIn = allowedIn
    }
}
