import Cryptography
import Programme
import Testing

@testable import Matching

@Suite("A public draw, stratified")
struct PublicDrawTests {
    private static let pool = Pools.pool([
        ("a", "1", 6), ("a", "2", 3), ("b", "1", 4), ("b", "2", 5), ("b", "3", 2), ("c", "3", 4),
    ])
    private static let quotas = DrawQuotas(
        experts: 8, minima: [.init(specialty: "a", minimum: 3), .init(specialty: "c", minimum: 1)], perRegion: 4)

    /// Computed with `tools/repeat_draw.py`, which shares no code with the program.
    @Test("a draw comes out as it did", arguments: DrawMethod.allCases)
    func golden(method: DrawMethod) throws {
        let announcement = Pools.announcement(Self.pool, Self.quotas, method: method)
        let outcome = try announcement.draw(numbers: Pools.numbers, seed: Pools.seed)
        let (drawn, reserves): ([Int], [Int]) =
            method == .md5
            ? (
                [21, 23, 11, 17, 24, 4, 6, 2], [22, 19, 20, 15, 16, 14, 1, 9, 5, 18, 10, 8, 12, 7, 13, 3]
            )
            : (
                [15, 1, 5, 16, 7, 11, 12, 23], [20, 6, 18, 19, 13, 10, 3, 21, 2, 17, 9, 24, 22, 8, 4, 14]
            )
        #expect(outcome.drawn == drawn)
        #expect(outcome.reserves == reserves)
        #expect(outcome.seed == Hexadecimal.text(of: Pools.seed))
    }

    @Test("the announcement's text is what the format says, line by line")
    func text() {
        var announcement = Pools.announcement(Array(Self.pool.prefix(2)), Self.quotas)
        announcement.reason = "示例：重抽"
        announcement.isRehearsal = true
        let lines = [
            "linxuan-draw/1", "call\t" + String(repeating: "c", count: 64), "category\tschool", "number\t1",
            "at\t2030-03-17T17:46:40Z", "method\trfc3797-sha256", "experts\t8", "minimum\ta\t3", "minimum\tc\t1",
            "perRegion\t4", "reason\t示例：重抽", "rehearsal",
            "seed\t" + SHA256Digest(of: Pools.seed).description, "source\t3\t2030-03-17T17:48:20Z\t示例彩票",
            "source\t1\t2030-03-17T17:50:00Z\t示例指数×100", "expert\t1\tE-1\ta\t1", "expert\t2\tE-2\ta\t1",
        ]
        #expect(announcement.text == lines.map { $0 + "\n" }.joined())
        #expect(announcement.digest == SHA256Digest(of: announcement.text).description)
    }

    /// Those taken are the first set in the order drawn that meets the quotas, found here by trying all sets.
    @Test("takes the first set in the order drawn that the quotas allow, and refuses exactly where there is none")
    func exhaustive() {
        var generator = SeededGenerator(seed: 3797)
        var impossible = 0
        for _ in 0..<1500 {
            let count = Int.random(in: 1...9, using: &generator)
            let specialties = Int.random(in: 1...4, using: &generator)
            let pool = Pools.random(count, specialties: specialties, regions: 3, by: &generator).shuffled(using: &generator)
            let quotas = Pools.randomQuotas(count, specialties: specialties, by: &generator)
            // Sets in the order of their marks, the earlier expert's mark the higher: the first that fits is the answer.
            let first = (0..<1 << count).reversed().first { marks in
                Pools.meet(quotas, pool.indices.filter { marks >> (count - 1 - $0) & 1 == 1 }.map { pool[$0] })
            }
            var room = QuotaRoom(quotas, among: pool)
            guard let first else {
                #expect(room.shortage != nil, "\(quotas) \(pool)")
                impossible += 1
                continue
            }
            #expect(room.shortage == nil, "\(quotas) \(pool)")
            #expect(room.taken(of: pool) == pool.indices.map { first >> (count - 1 - $0) & 1 == 1 }, "\(quotas) \(pool)")
        }
        #expect((200...1300).contains(impossible), "both kinds of case were met")
    }

    @Test("quotas hold, and nobody is lost or drawn twice, whatever the seed and the pool")
    func quotasHold() throws {
        var generator = SeededGenerator(seed: 46)
        var made = 0
        for _ in 0..<400 {
            let count = Int.random(in: 1...80, using: &generator)
            let pool = Pools.random(count, specialties: 3, regions: 6, by: &generator)
            let quotas = Pools.randomQuotas(count, specialties: 3, by: &generator)
            let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let announcement = Pools.announcement(pool, quotas, seed: seed)
            guard announcement.shortage == nil else {
                #expect(throws: Failure.self) { try announcement.draw(numbers: Pools.numbers, seed: seed) }
                continue
            }
            let outcome = try announcement.draw(numbers: Pools.numbers, seed: seed)
            made += 1
            #expect(Pools.meet(quotas, outcome.drawn.map { pool[$0 - 1] }))
            #expect((outcome.drawn + outcome.reserves).sorted() == Array(1...count))
            #expect(try announcement.differences(of: outcome, digest: announcement.digest).isEmpty)
        }
        #expect(made > 50)
    }

    @Test("two of a stratum who change places in the order change fates, and nobody else's changes")
    func exchange() {
        var generator = SeededGenerator(seed: 11)
        var exchanged = 0
        for _ in 0..<600 {
            let pool = Pools.random(14, specialties: 3, regions: 3, by: &generator)
            let quotas = Pools.randomQuotas(14, specialties: 3, by: &generator)
            var room = QuotaRoom(quotas, among: pool)
            guard room.shortage == nil else { continue }
            let first = Int.random(in: 0..<14, using: &generator)
            guard let second = pool.indices.first(where: { $0 != first && pool[$0].stratum == pool[first].stratum }) else {
                continue
            }
            var other = pool
            other.swapAt(first, second)
            var again = QuotaRoom(quotas, among: other)
            let before = zip(pool, room.taken(of: pool)).filter(\.1).map(\.0.number)
            let after = zip(other, again.taken(of: other)).filter(\.1).map(\.0.number)
            let (one, two) = (pool[first].number, pool[second].number)
            let expected = before.map { $0 == one ? two : $0 == two ? one : $0 }
            #expect(after == expected)
            exchanged += 1
        }
        #expect(exchanged > 100)
    }

    /// Pearson's chi-square over the members of each stratum, against the limit that chance alone passes once in a
    /// thousand, for each method; seeds are fixed.
    @Test("each member of a stratum is drawn as often as the others, and is first reserve as often", arguments: DrawMethod.allCases)
    func equalChances(method: DrawMethod) throws {
        let draws = 4000
        var drawn = [Int](repeating: 0, count: Self.pool.count)
        var firstReserve = [Int](repeating: 0, count: Self.pool.count)
        for seed in 0..<draws {
            let bytes = SHA256Digest(of: "示例种子 \(seed)").bytes
            let outcome = try Pools.announcement(Self.pool, Self.quotas, seed: bytes, method: method)
                .draw(numbers: Pools.numbers, seed: bytes)
            for number in outcome.drawn { drawn[number - 1] += 1 }
            for stratum in Set(Self.pool.map(\.stratum)) {
                if let next = outcome.reserves.first(where: { Self.pool[$0 - 1].stratum == stratum }) { firstReserve[next - 1] += 1 }
            }
        }
        // The 99.9 % points of chi-square with so many degrees of freedom.
        let limits = [1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47, 5: 20.52]
        for (stratum, members) in Dictionary(grouping: Self.pool, by: \.stratum) {
            let indices = members.map { $0.number - 1 }
            let limit = try #require(limits[indices.count - 1])
            for counts in [drawn, firstReserve] {
                let observed = indices.map { Double(counts[$0]) }
                let mean = observed.reduce(0, +) / Double(observed.count)
                let square = observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / mean }
                #expect(mean > 20 && square < limit, "\(stratum): \(observed)")
            }
        }
    }

    @Test("any other number, source or seed draws another order; the same numbers in another order the same")
    func anyNumber() throws {
        let announcement = Pools.announcement(Self.pool, Self.quotas)
        let outcome = try announcement.draw(numbers: Pools.numbers, seed: Pools.seed)
        let others = [
            [[5, 19, 7], [312_345]], [[4, 18, 7], [312_345]], [[4, 19, 8], [312_345]], [[4, 19, 7], [312_346]],
            [[4, 19], [7, 312_345]], [[312_345], [4, 19, 7]],
        ]
        for numbers in others {
            let other = try announcement.draw(numbers: numbers, seed: Pools.seed)
            #expect(other.drawn + other.reserves != outcome.drawn + outcome.reserves, "\(numbers)")
        }
        for index in Pools.seed.indices {
            var seed = Pools.seed
            seed[index] ^= 1
            let other = try announcement.draw(numbers: Pools.numbers, seed: seed)
            #expect(other.drawn + other.reserves != outcome.drawn + outcome.reserves)
        }
        let sorted = try announcement.draw(numbers: [[7, 4, 19], [312_345]], seed: Pools.seed)
        #expect(sorted.drawn == outcome.drawn && sorted.reserves == outcome.reserves)
    }

    @Test("any change of what was announced, revealed or published is found")
    func anyChange() throws {
        let announcement = Pools.announcement(Self.pool, Self.quotas)
        let outcome = try announcement.draw(numbers: Pools.numbers, seed: Pools.seed)
        func found(_ change: (inout DrawAnnouncement, inout DrawOutcome) -> Void) throws -> [Text] {
            var (changed, published) = (announcement, outcome)
            change(&changed, &published)
            return try changed.differences(of: published, digest: announcement.digest)
        }
        #expect(try found { _, _ in }.isEmpty)
        let announced: [(inout DrawAnnouncement) -> Void] = [
            { $0.number = 2 }, { $0.category = "other" }, { $0.method = .md5 }, { $0.quotas.experts = 7 },
            { $0.quotas.minima[0].minimum = 2 }, { $0.quotas.minima.removeLast() }, { $0.quotas.perRegion = 5 },
            { $0.quotas.perRegion = nil }, { $0.pool.swapAt(0, 20) }, { $0.pool[3].stratum.region = "2" },
            { $0.pool[3].expert = "E-99" }, { $0.sources[0].name = "示例彩票二" }, { $0.sources[1].at = Instant(seconds: 0) },
            { $0.reason = "示例" }, { $0.isRehearsal = true }, { $0.at = Instant(seconds: 0) },
            { $0.call = String(repeating: "d", count: 64) }, { $0.pool.removeLast() },
        ]
        for change in announced {
            #expect(try found { changed, _ in change(&changed) }.first?.en.contains("as published") == true)
        }
        #expect(try found { changed, _ in changed.seedDigest = DrawSeed.digest(of: [1]) }.count == 2)
        #expect(try found { _, published in published.seed = String(published.seed.reversed()) }.count == 1)
        #expect(try found { _, published in published.seed = "xyz" }.count == 1)
        #expect(try found { _, published in published.numbers[0][1] += 1 }.isEmpty == false)
        #expect(try found { _, published in published.numbers[0].append(1) }.count == 1)
        #expect(try found { _, published in published.numbers.append([1]) }.count == 1)
        #expect(try found { _, published in published.drawn.swapAt(0, 1) }.count == 1)
        #expect(try found { _, published in published.reserves.swapAt(2, 9) }.count == 1)
        #expect(
            try found { _, published in (published.drawn[7], published.reserves[0]) = (published.reserves[0], published.drawn[7]) }
                .count == 2)
        #expect(try found { _, published in published.drawn.removeLast() }.first?.zh.contains("第 8 位") == true)
    }

    @Test("what cannot be met is told with its numbers")
    func shortages() {
        func told(_ quotas: DrawQuotas) -> String { Pools.announcement(Self.pool, quotas).shortage?.en ?? "" }
        #expect(told(DrawQuotas(experts: 24)) == "")
        #expect(told(DrawQuotas(experts: 25)) == "25 are to be drawn, and the pool gives 24")
        #expect(told(DrawQuotas(experts: 13, perRegion: 4)).contains("the pool gives 12 with at most 4 of a region"))
        #expect(told(DrawQuotas(experts: 3, minima: [.init(specialty: "a", minimum: 4)])).contains("add up to 4, more than the 3"))
        #expect(
            told(DrawQuotas(experts: 9, minima: [.init(specialty: "c", minimum: 5)]))
                == "at least 5 of c are to be drawn, and the pool gives 4")
        #expect(
            told(DrawQuotas(experts: 9, minima: [.init(specialty: "z", minimum: 1)])).contains(
                "1 of z are to be drawn, and the pool gives 0"))
        // Region 3 alone has c and shares its two places with b only where b finds none elsewhere.
        #expect(
            told(DrawQuotas(experts: 6, minima: [.init(specialty: "c", minimum: 2), .init(specialty: "b", minimum: 4)], perRegion: 2)) == ""
        )
        #expect(
            told(
                DrawQuotas(
                    experts: 6,
                    minima: [.init(specialty: "c", minimum: 2), .init(specialty: "a", minimum: 3), .init(specialty: "b", minimum: 1)],
                    perRegion: 1)
            )
            .contains("the pool gives 3 with at most 1 of a region"))
        #expect(
            told(DrawQuotas(experts: 5, minima: [.init(specialty: "a", minimum: 2), .init(specialty: "b", minimum: 3)], perRegion: 2)) == ""
        )
        #expect(
            told(
                DrawQuotas(
                    experts: 6,
                    minima: [.init(specialty: "a", minimum: 3), .init(specialty: "b", minimum: 1), .init(specialty: "c", minimum: 2)],
                    perRegion: 2)) == "")
        #expect(
            told(DrawQuotas(experts: 6, minima: [.init(specialty: "c", minimum: 2), .init(specialty: "a", minimum: 4)], perRegion: 2)) == ""
        )
        #expect(
            told(DrawQuotas(experts: 6, minima: [.init(specialty: "a", minimum: 5)], perRegion: 2))
                == "at least 5 of a are to be drawn, and the pool gives 4 with at most 2 of a region")
    }
}
