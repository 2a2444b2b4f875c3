internal import Cryptography
internal import Formats
public import Programme

/// What is asked about public draws and the lotteries that plans are drawn from.
let drawUseCases: [any UseCase.Type] = [
    ListDraws.self, CommitToDraw.self, RunDraw.self, ShowDrawDocument.self, MakeLottery.self, ShowLottery.self,
]

/// Every draw of the round, or those for a category.
public struct ListDraws: UseCase {
    /// The category; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/draws", .seeDraw, zh: "历次公开抽取", en: "The public draws")

    /// Asks for draws.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [DrawRecord] {
        try await office.draws(for: category, as: person)
    }
}

/// Announces a draw: numbers the pool or the tickets, seals the seed, names the sources.
public struct CommitToDraw: Edit {
    /// The category whose experts are drawn; nil for the draw of a plan.
    public var category: String?
    /// The sources of numbers to come.
    public var sources: [DrawSource]
    /// How many to draw, where not as the call says.
    public var experts: Int?
    /// The fewest of specialties, where not as the call says; 0 for none.
    public var minima: [DrawQuotas.Minimum]?
    /// The most of one region, where not as the call says; 0 for no limit.
    public var perRegion: Int?
    /// Why the draw is made again, or not as the call says.
    public var reason: String?
    /// For rehearsals: the seed, in hexadecimal digits.
    public var rehearsalSeed: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/draws", .commitDraw, zh: "公告一次抽取：编号名册（或签）、封存种子、指明数源",
        en: "Announce a draw: number the pool or the tickets, seal the seed, name the sources")

    /// Announces a draw as the call says it.
    public init(category: String?, sources: [DrawSource]) {
        self.category = category
        self.sources = sources
    }

    /// The draws so far.
    public var subject: ListDraws { ListDraws(category: category) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DrawRecord {
        var request = DrawRequest(category: category ?? DrawAnnouncement.everyCategory, sources: sources)
        request.experts = experts
        request.minima = minima ?? []
        request.perRegion = perRegion
        request.reason = reason
        // What are no hexadecimal digits is no seed, and refused as one of the wrong length.
        request.rehearsalSeed = rehearsalSeed.map { Hexadecimal.bytes($0) ?? [] }
        return try await office.commitDraw(request, as: person)
    }
}

/// Draws from the numbers as published, and reveals the seed.
public struct RunDraw: Edit {
    /// The category; nil for the draw of a plan.
    public var category: String?
    /// The numbers of each source, in the order of the announcement.
    public var numbers: [[Int]]

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/draws/outcomes", .runDraw, zh: "录入公布的数字并抽取，揭示种子", en: "Draw from the numbers as published, and reveal the seed")

    /// Draws.
    public init(category: String?, numbers: [[Int]]) {
        self.category = category
        self.numbers = numbers
    }

    /// The draws so far.
    public var subject: ListDraws { ListDraws(category: category) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DrawRecord {
        try await office.runDraw(for: category ?? DrawAnnouncement.everyCategory, numbers: numbers, as: person)
    }
}

/// A draw as it is published.
public struct DrawDocument: Codable, Sendable {
    /// The digest of the announcement.
    public var digest: String
    /// The draw as `linxuan-draw/1`.
    public var text: String
}

/// A draw, by default the last, to publish and to repeat.
public struct ShowDrawDocument: UseCase {
    /// Its number; nil for the last.
    public var number: Int?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/draws/document", .seeDraw, zh: "公告或抽取结果（默认最近一次，linxuan-draw/1），供公布和重复核验",
        en: "An announcement or a draw (by default the last) as linxuan-draw/1, to publish and to repeat")

    /// Asks for a draw.
    public init(number: Int? = nil) { self.number = number }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DrawDocument {
        let file = try await office.drawFile(number, as: person)
        return DrawDocument(digest: file.digest, text: file.text)
    }
}

/// Makes a lottery of plans for the round, to be drawn from in public.
public struct MakeLottery: UseCase {
    /// No pair has a greater chance; nil where the call says it.
    public var limit: ChanceLimit?
    /// How many tickets; nil for what fits the limit.
    public var tickets: Int?
    /// After how many seconds the best so far will do; nil for no limit of one's own.
    public var timeLimit: Double?
    /// What chooses among lotteries that are equally good; 0 by default.
    public var seed: UInt64?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/lotteries", .makeLottery, zh: "编制本轮的抽签方案，供公开抽取",
        en: "Make a lottery of plans for the round, to be drawn from in public", patience: patienceOfSearches)

    /// Asks for a lottery.
    public init(limit: ChanceLimit? = nil, tickets: Int? = nil, timeLimit: Double? = nil, seed: UInt64? = nil) {
        self.limit = limit
        self.tickets = tickets
        self.timeLimit = timeLimit
        self.seed = seed
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> LotteryReport {
        try await office.makeLottery(
            limit: limit, tickets: tickets, as: person, timeLimit: try SearchTime.sound(timeLimit), seed: seed ?? 0)
    }
}

/// A lottery, by default the last, to be checked.
public struct ShowLottery: UseCase {
    /// Its number; nil for the last.
    public var number: Int?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/lotteries/document", .seeAssignment, zh: "一份抽签方案（默认最近一份，linxuan-lottery/1），供核对",
        en: "A lottery (by default the last) as linxuan-lottery/1, to be checked", patience: 300)

    /// Asks for a lottery.
    public init(number: Int? = nil) { self.number = number }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> LotteryRecord {
        try await office.lottery(number, as: person)
    }
}
