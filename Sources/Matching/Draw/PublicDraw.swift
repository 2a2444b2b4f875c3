internal import Cryptography
public import Programme

extension DrawAnnouncement {
    /// The SHA-256 digest of the announcement's text: what is published, or told to anybody, before the numbers are.
    public var digest: String { SHA256Digest(of: text).description }

    /// The draw: fixed by the announcement, the seed and the public numbers; nobody has any choice in it.
    ///
    /// 1. The whole pool is put into one order by RFC 3797 (`DrawOrder`), its key made of the seed and the public
    ///    numbers (`DrawKey`).
    /// 2. The order is gone through once. An expert is taken where, with all those taken before, the quotas can still
    ///    be met from those who come after; otherwise they are passed over. Those taken are the first set, in the
    ///    order drawn, that the quotas allow; there is one wherever the quotas can be met at all.
    /// 3. All others are reserves, in the order drawn.
    ///
    /// **Why chances are equal within a stratum.** Step 2 looks at nothing of an expert but the stratum: specialty and
    /// region. Swap two experts of one stratum in an order, and they swap their fates while everybody else keeps
    /// theirs. Since every order is as likely as the one with the two swapped, each of them is drawn with the same
    /// chance, and each is the first reserve of the stratum with the same chance. Quotas make chances differ between
    /// strata, as they are meant to, and never within one.
    ///
    /// - Parameters:
    ///   - numbers: the public numbers, source by source.
    ///   - seed: the 32 bytes that were committed to.
    /// - Throws: `Failure.failed` where the quotas cannot be met, or the machine refuses to compute MD5.
    public func draw(numbers: [[Int]], seed: [UInt8]) throws(Failure) -> DrawOutcome {
        if let shortage { throw .failed(shortage) }
        let order = try DrawOrder(count: pool.count, key: DrawKey(seed: seed, sources: numbers), method: method)
        let candidates = order.numbers.map { pool[$0 - 1] }
        var room = QuotaRoom(quotas, among: pool)
        let taken = zip(candidates, room.taken(of: candidates))
        return DrawOutcome(
            numbers: numbers, seed: Hexadecimal.text(of: seed),
            drawn: taken.filter(\.1).map(\.0.number), reserves: taken.filter { !$0.1 }.map(\.0.number))
    }

    /// Why the pool cannot meet the quotas, in words; nil where it can.
    public var shortage: Text? { shortage { Text(verbatim: $0) } }

    /// The same, with the names of specialties.
    public func shortage(naming name: (String) -> Text) -> Text? {
        guard pool.count <= DrawOrder.largestPool else {
            return Text(
                zh: "抽取名册有 \(pool.count) 人，RFC 3797 至多 \(DrawOrder.largestPool) 人",
                en: "the pool has \(pool.count), and RFC 3797 draws among at most \(DrawOrder.largestPool)")
        }
        let limit =
            quotas.perRegion.map { Text(zh: "每地区至多 \($0) 名时，", en: " with at most \($0) of a region") } ?? Text(verbatim: "")
        switch QuotaRoom(quotas, among: pool).shortage {
        case nil: return nil
        case .needs(let need, let places):
            return Text(
                zh: "各专业最少人数合计 \(need) 名，超过抽取人数 \(places) 名",
                en: "the minima of the specialties add up to \(need), more than the \(places) to be drawn")
        case .experts(let most, let places):
            return Text(
                zh: "须抽取 \(places) 名；\(limit.zh)名册至多可抽 \(most) 名",
                en: "\(places) are to be drawn, and the pool gives \(most)\(limit.en)")
        case .specialties(let ids, let need, let have):
            let which = ids.map(name).enumerated()
            return Text(
                zh: "\(which.zh)专家至少须抽取 \(need) 名；\(limit.zh)名册至多可抽 \(have) 名",
                en: "at least \(need) of \(which.en) are to be drawn, and the pool gives \(have)\(limit.en)")
        }
    }

    /// Everything in which a published draw differs from what it comes to when it is repeated; empty where nothing
    /// does.
    ///
    /// - Parameter digest: the digest that was published with the announcement.
    /// - Throws: `Failure.failed` where the machine refuses to compute MD5.
    public func differences(of outcome: DrawOutcome, digest published: String) throws(Failure) -> [Text] {
        var found: [Text] = []
        if digest != published {
            found.append(
                Text(
                    zh: "公告摘要不符：公布的是 \(published)，按内容计算为 \(digest)；名册、名额、数源等公布后有改动",
                    en: "the announcement's digest is \(digest), not \(published) as published: pool, quotas or sources were changed"))
        }
        guard let seed = Hexadecimal.bytes(outcome.seed), seed.count == DrawSeed.length,
            SHA256Digest(of: seed).description == seedDigest
        else {
            return found + [
                Text(
                    zh: "揭示的种子与抽取前公布的种子摘要不符", en: "the seed revealed does not have the digest that was published before the draw")
            ]
        }
        guard outcome.numbers.map(\.count) == sources.map(\.count) else {
            return found + [
                Text(zh: "公开数字的个数与公告的数源不符", en: "there are not as many public numbers as the announced sources give")
            ]
        }
        if let shortage { return found + [shortage] }
        let repeated = try draw(numbers: outcome.numbers, seed: seed)
        if repeated.drawn != outcome.drawn {
            found.append(
                Text(zh: "重新抽取所得名单与公布的不同", en: "repeated, the draw takes others than published")
                    + Self.firstDifference(repeated.drawn, outcome.drawn))
        }
        if repeated.reserves != outcome.reserves {
            found.append(
                Text(zh: "重新抽取所得备选次序与公布的不同", en: "repeated, the reserves are others than published")
                    + Self.firstDifference(repeated.reserves, outcome.reserves))
        }
        return found
    }

    private static func firstDifference(_ repeated: [Int], _ published: [Int]) -> Text {
        let place = zip(repeated, published).enumerated().first { $1.0 != $1.1 }?.offset ?? min(repeated.count, published.count)
        func shown(_ numbers: [Int]) -> String { numbers.indices.contains(place) ? "\(numbers[place])" : "–" }
        return Text(
            zh: "：第 \(place + 1) 位应为 \(shown(repeated))，公布为 \(shown(published))",
            en: ": place \(place + 1) is \(shown(repeated)), published as \(shown(published))")
    }
}

/// The secret that a draw is committed to.
public enum DrawSeed {
    /// Its bytes: 256 bits.
    public static let length = 32

    /// The digest that is published in its place.
    public static func digest(of seed: [UInt8]) -> String { SHA256Digest(of: seed).description }
}
