public import Programme

/// The register of conflicts on one page: by ground, as a matrix of experts and dossiers, and what has to be settled.
///
/// Experts stand together by their region or organisation, dossiers by the authority that recommends them. It is for the
/// secretariat and for who supervises it, and marked as internal.
public struct ConflictPage: Codable, Sendable, Hashable {
    /// The title of the call.
    public var title: Text
    /// The document that the call comes from.
    public var source: Text
    /// The stage that the round has reached.
    public var stage: Text
    /// Whether the data are made up, which the page then says at its head.
    public var synthetic: Bool
    /// The digest of the log's last entry.
    public var logDigest: String
    /// The register by ground.
    public var grounds: [Ground]
    /// The authorities that recommend dossiers.
    public var columns: [Column]
    /// What the rows are: regions or organisations.
    public var rowTitle: Text
    /// The experts.
    public var rows: [Row]
    /// What has to be settled.
    public var suspicions: [Suspicion]

    /// A page from its parts.
    public init(
        title: Text, source: Text, stage: Text, synthetic: Bool, logDigest: String, grounds: [Ground], columns: [Column],
        rowTitle: Text, rows: [Row], suspicions: [Suspicion]
    ) {
        self.title = title
        self.source = source
        self.stage = stage
        self.synthetic = synthetic
        self.logDigest = logDigest
        self.grounds = grounds
        self.columns = columns
        self.rowTitle = rowTitle
        self.rows = rows
        self.suspicions = suspicions
    }

    /// One ground of the register.
    public struct Ground: Codable, Sendable, Hashable {
        /// Its name.
        public var name: Text
        /// Entries that bind.
        public var confirmed: Int
        /// Entries to be settled.
        public var suspected: Int
        /// Entries that were waived or cleared.
        public var cleared: Int

        /// A ground.
        public init(name: Text, confirmed: Int, suspected: Int, cleared: Int) {
            self.name = name
            self.confirmed = confirmed
            self.suspected = suspected
            self.cleared = cleared
        }
    }

    /// Dossiers that stand together.
    public struct Column: Codable, Sendable, Hashable {
        /// Their authority.
        public var name: String
        /// How many.
        public var dossiers: Int

        /// A column.
        public init(name: String, dossiers: Int) {
            self.name = name
            self.dossiers = dossiers
        }
    }

    /// Experts who stand together.
    public struct Row: Codable, Sendable, Hashable {
        /// Their region or organisation.
        public var name: Text
        /// How many.
        public var experts: Int
        /// Pairs in conflict and to be settled, column by column.
        public var cells: [Cell]

        /// A row.
        public init(name: Text, experts: Int, cells: [Cell]) {
            self.name = name
            self.experts = experts
            self.cells = cells
        }
    }

    /// The pairs of some experts with some dossiers.
    public struct Cell: Codable, Sendable, Hashable {
        /// Pairs in conflict.
        public var confirmed: Int
        /// Pairs that are open to be settled.
        public var suspected: Int

        /// A cell.
        public init(confirmed: Int, suspected: Int) {
            self.confirmed = confirmed
            self.suspected = suspected
        }
    }

    /// Open suspicions on one cause.
    public struct Suspicion: Codable, Sendable, Hashable {
        /// The experts and dossiers.
        public var pairs: String
        /// The evidence.
        public var evidence: Text
        /// How many entries.
        public var count: Int

        /// A suspicion.
        public init(pairs: String, evidence: Text, count: Int) {
            self.pairs = pairs
            self.evidence = evidence
            self.count = count
        }
    }
}
