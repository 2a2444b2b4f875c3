/// All that is published before a draw: whoever has it can repeat the draw once the numbers and the seed are public.
public struct DrawAnnouncement: Codable, Sendable, Hashable {
    /// The digest of the rules of the round.
    public var call: String
    /// What is drawn for: the identifier of a category, or `everyCategory`.
    public var category: String
    /// The number of the draw in the round, from 1.
    public var number: Int
    /// When it was committed to.
    public var at: Instant
    /// How it is drawn.
    public var method: DrawMethod
    /// How many, and of whom.
    public var quotas: DrawQuotas
    /// Why it differs from the call, or is made although there is one for the category already; nil where neither.
    public var reason: String?
    /// Whether the seed was given instead of drawn, so that a rehearsal comes out the same each time.
    public var isRehearsal: Bool
    /// The SHA-256 digest of the seed's bytes.
    public var seedDigest: String
    /// The sources of future public numbers, in order.
    public var sources: [DrawSource]
    /// For a draw of a plan: the digest of the lottery that it is drawn from; nil for a draw of experts.
    public var lottery: String?
    /// Those who may be drawn, numbered from 1; for a draw of a plan, the tickets of the lottery.
    public var pool: [DrawCandidate]

    /// Puts one together from its parts.
    public init(
        call: String, category: String, number: Int, at: Instant, method: DrawMethod, quotas: DrawQuotas,
        reason: String? = nil, isRehearsal: Bool = false, seedDigest: String, sources: [DrawSource],
        lottery: String? = nil, pool: [DrawCandidate]
    ) {
        self.call = call
        self.category = category
        self.number = number
        self.at = at
        self.method = method
        self.quotas = quotas
        self.reason = reason
        self.isRehearsal = isRehearsal
        self.seedDigest = seedDigest
        self.sources = sources
        self.lottery = lottery
        self.pool = pool
    }

    /// Stands for all categories, where the draw is of a plan for the whole round.
    public static let everyCategory = "*"

    /// The announcement as the lines that its digest covers: words divided by tabs, a line feed after each line.
    ///
    /// A form that can be written by hand, so that no library's way of writing JSON matters.
    public var text: String {
        var lines = [
            ["linxuan-draw/1"], ["call", call], ["category", category], ["number", "\(number)"], ["at", at.description],
            ["method", method.rawValue], ["experts", "\(quotas.experts)"],
        ]
        lines += quotas.minima.map { ["minimum", $0.specialty, "\($0.minimum)"] }
        if let limit = quotas.perRegion { lines.append(["perRegion", "\(limit)"]) }
        if let reason { lines.append(["reason", reason]) }
        if isRehearsal { lines.append(["rehearsal"]) }
        if let lottery { lines.append(["lottery", lottery]) }
        lines.append(["seed", seedDigest])
        lines += sources.map { ["source", "\($0.count)", $0.at.description, $0.name] }
        let kind = lottery == nil ? "expert" : "ticket"
        lines += pool.map { [kind, "\($0.number)", $0.expert, $0.stratum.specialty, $0.stratum.region] }
        return lines.map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    /// Texts that would blur where a line or a word ends: those with a control character.
    public var blurredTexts: [String] {
        ([call, category, reason ?? "", seedDigest, lottery ?? ""] + quotas.minima.map(\.specialty) + sources.map(\.name)
            + pool.flatMap { [$0.expert, $0.stratum.specialty, $0.stratum.region] })
            .filter { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }
    }
}

/// A named source of numbers that nobody knows before a stated moment: a lottery, a stock index of a coming day.
public struct DrawSource: Codable, Sendable, Hashable {
    /// What it is, so that anybody can look the numbers up, and how they are read as whole numbers.
    public var name: String
    /// How many numbers it gives.
    public var count: Int
    /// When they become public.
    public var at: Instant

    /// Puts one together from its parts.
    public init(name: String, count: Int, at: Instant) {
        self.name = name
        self.count = count
        self.at = at
    }
}

/// One of those who may be drawn.
public struct DrawCandidate: Codable, Sendable, Hashable {
    /// The number in the pool, from 1.
    public var number: Int
    /// The expert's number in the round; never the name, which stays secret (自然科学基金条例 21). For a draw of a plan,
    /// the digest of the ticket.
    public var expert: String
    /// What the quotas see of the expert.
    public var stratum: DrawStratum

    /// Puts one together from its parts.
    public init(number: Int, expert: String, stratum: DrawStratum) {
        self.number = number
        self.expert = expert
        self.stratum = stratum
    }
}

/// Experts whom the quotas of a draw cannot tell apart.
public struct DrawStratum: Codable, Sendable, Hashable {
    /// The identifier of the main specialty.
    public var specialty: String
    /// The code of the region.
    public var region: String

    /// Puts one together from its parts.
    public init(specialty: String, region: String) {
        self.specialty = specialty
        self.region = region
    }
}

extension Expert {
    /// The stratum that the expert is drawn in.
    public var stratum: DrawStratum { DrawStratum(specialty: specialties.first ?? "", region: region) }
}

/// What a draw came to, with all that was revealed for it.
public struct DrawOutcome: Codable, Sendable, Hashable {
    /// The public numbers, source by source.
    public var numbers: [[Int]]
    /// The seed as 64 hexadecimal digits.
    public var seed: String
    /// The numbers of those drawn, in the order of the draw.
    public var drawn: [Int]
    /// The numbers of all others, in the order of the draw: the reserves.
    public var reserves: [Int]

    /// Puts one together from its parts.
    public init(numbers: [[Int]], seed: String, drawn: [Int], reserves: [Int]) {
        self.numbers = numbers
        self.seed = seed
        self.drawn = drawn
        self.reserves = reserves
    }
}
