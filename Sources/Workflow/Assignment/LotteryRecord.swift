public import Programme

/// A lottery of plans for the round (抽签方案): the tickets from which a public draw takes one. Never changed, never
/// removed.
public struct LotteryRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// No pair has a greater chance.
    public var limit: ChanceLimit
    /// How many tickets it has.
    public var tickets: Int
    /// The digest of the instance that its plans solve.
    public var instance: String
    /// The digest that is published before the draw.
    public var digest: String
    /// The lottery in the format `linxuan-lottery/1`.
    public var document: String
    /// Who had it made.
    public var madeBy: String
    /// When.
    public var madeAt: Instant

    /// Puts one together from its parts.
    public init(
        number: Int, limit: ChanceLimit, tickets: Int, instance: String, digest: String, document: String, madeBy: String,
        madeAt: Instant
    ) {
        self.number = number
        self.limit = limit
        self.tickets = tickets
        self.instance = instance
        self.digest = digest
        self.document = document
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "lottery"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}
