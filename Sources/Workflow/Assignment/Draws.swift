internal import Cryptography
public import Formats
internal import Matching
public import Programme

/// What the secretariat says when it commits to a draw.
public struct DrawRequest: Sendable {
    /// The category to draw for.
    public var category: String
    /// The sources of future public numbers.
    public var sources: [DrawSource]
    /// How many to draw, where not as the call says.
    public var experts: Int?
    /// The fewest of specialties, where not as the call says; 0 for none.
    public var minima: [DrawQuotas.Minimum]
    /// The most of one region, where not as the call says; 0 for no limit.
    public var perRegion: Int?
    /// Why the draw is made again, or not as the call says.
    public var reason: String?
    /// The seed of a rehearsal; nil to draw one.
    public var rehearsalSeed: [UInt8]?

    /// A draw as the call says it.
    public init(category: String, sources: [DrawSource]) {
        self.category = category
        self.sources = sources
        minima = []
    }
}

extension Office {
    /// Commits to a draw: numbers the pool, names the sources, draws the seed and keeps it sealed.
    ///
    /// From here on the draw is fixed but for the numbers, which nobody knows. Publish the file (`drawFile`), or at
    /// least the digest.
    public func commitDraw(_ request: DrawRequest, as actor: String) async throws -> DrawRecord {
        let seed = try request.rehearsalSeed ?? freshSeed()
        guard seed.count == DrawSeed.length else {
            throw Failure.usage(
                Text(zh: "种子须为 \(DrawSeed.length * 2) 位十六进制数字。", en: "A seed has \(DrawSeed.length * 2) hexadecimal digits."))
        }
        return try await perform(.commitDraw, as: actor, remark: request.reason) { ledger in
            let announcement = try ledger.announcement(of: request, seedDigest: DrawSeed.digest(of: seed))
            let record = DrawRecord(announcement: announcement, digest: announcement.digest, committedBy: ledger.actor)
            try ledger.put(record)
            try ledger.seal(SealedSeed(number: record.number, seed: Hexadecimal.text(of: seed)))
            return record
        }
    }

    /// Makes the draw that was committed to last for a category, from the public numbers; reveals the seed. Where it is
    /// of a plan, the plan on the ticket drawn becomes the proposal.
    ///
    /// - Parameter numbers: the numbers of each source, in the order of the announcement.
    public func runDraw(for category: String, numbers: [[Int]], as actor: String) async throws -> DrawRecord {
        try await perform(.runDraw, as: actor) { ledger in
            var record = try ledger.awaitedDraw(for: category)
            try record.announcement.require(numbers, at: ledger.now)
            let lottery = try ledger.lottery(of: record.announcement)
            let outcome = try record.announcement.draw(numbers: numbers, seed: try ledger.reader.seed(of: record))
            record.outcome = outcome
            record.state = .drawn
            record.drawnBy = ledger.actor
            record.drawnAt = ledger.now
            try ledger.put(record)
            if let lottery, let ticket = outcome.drawn.first { try ledger.propose(ticket: ticket, of: lottery) }
            return record
        }
    }

    /// Every draw of the round, or those for a category.
    public func draws(for category: String?, as actor: String) async throws -> [DrawRecord] {
        try await consult(.seeDraw, as: actor) { reader, _, _ in
            try reader.draws().filter { category == nil || $0.category == category }
        }
    }

    /// A draw (by default the last) as it is published.
    public func drawFile(_ number: Int?, as actor: String) async throws -> DrawFile {
        try await consult(.seeDraw, as: actor) { reader, _, _ in
            guard let record = try reader.draws().last(where: { number == nil || $0.number == number }) else {
                throw Failure.failed(
                    Text(zh: "没有这次抽取。用 linxuan draw show 查看。", en: "There is no such draw. See linxuan draw show."))
            }
            return DrawFile(announcement: record.announcement, digest: record.digest, outcome: record.outcome)
        }
    }
}

extension DrawAnnouncement {
    /// Refuses numbers that cannot be those of the sources, and any before the last source is public.
    fileprivate func require(_ numbers: [[Int]], at now: Instant) throws {
        if let late = sources.first(where: { $0.at > now }) {
            throw Failure.failed(
                Text(
                    zh: "数源“\(late.name)”定于 \(late.at.inChina)（北京时间）公布，尚未到时。",
                    en: "The source “\(late.name)” is public from \(late.at.inChina) (China time) on only."))
        }
        guard numbers.count == sources.count else {
            throw Failure.usage(
                Text(
                    zh: "公告有 \(sources.count) 个数源，给出了 \(numbers.count) 组数字。按公告次序每个数源用一次 --numbers。",
                    en:
                        "\(sources.count) sources were announced, and numbers of \(numbers.count) given. Give --numbers once a source, in their order."
                ))
        }
        for (source, values) in zip(sources, numbers) where values.count != source.count || values.contains(where: { $0 < 0 }) {
            throw Failure.usage(
                Text(
                    zh: "数源“\(source.name)”应有 \(source.count) 个非负整数，给出了 \(values.count) 个。",
                    en: "The source “\(source.name)” gives \(source.count) whole numbers of at least 0, not \(values.count)."))
        }
    }
}

extension Ledger {
    /// The draw whose numbers are awaited: only the last for a category can be made, so that nobody has a choice
    /// between two.
    fileprivate func awaitedDraw(for category: String) throws -> DrawRecord {
        guard let record = try reader.draws().last(where: { $0.category == category }) else {
            throw Failure.failed(
                Text(
                    zh: "类别“\(category)”尚无公告的抽取。先用 linxuan draw commit。",
                    en: "No draw is announced for the category “\(category)”. Commit to one with linxuan draw commit."))
        }
        guard record.state == .committed else {
            throw Failure.failed(
                Text(
                    zh: "第 \(record.number) 次抽取已经完成，不能重来。确需再次抽取的，用 draw commit --reason 写明理由。",
                    en:
                        "Draw \(record.number) is made and cannot be made again. Where another is needed, commit to it with draw commit --reason."
                ))
        }
        return record
    }
}
