import Cryptography
import Formats
import Foundation
import Matching
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Public draws in a round")
struct DrawTests {
    @Test("commits to everything but the numbers: the pool, the quotas, the sources, the seed's digest")
    func commitment() async throws {
        let round = try await DrawnLibraries.round()
        let draw = try await round.office.commitDraw(round.request(), as: "S-1")
        let announcement = draw.announcement
        #expect(draw.state == .committed && draw.outcome == nil && draw.number == 1)
        #expect(announcement.seedDigest == SHA256Digest(of: DrawnLibraries.seed).description)
        #expect(announcement.call == (try await round.office.status(as: "S-1").callDigest))
        #expect(announcement.quotas.experts == 6 && announcement.quotas.perRegion == 4)
        #expect(announcement.digest == draw.digest && !announcement.isRehearsal && announcement.reason == nil)
        // E-01 may read none of the category's dossiers, E-20 takes none; all others are in it, by number.
        #expect(announcement.pool.map(\.number) == Array(1...18))
        #expect(announcement.pool.map(\.expert) == (2...19).map { "E-\($0 < 10 ? "0" : "")\($0)" })
        #expect(announcement.pool[1].stratum == DrawStratum(specialty: "building", region: "02"))
    }

    @Test("the seed stays sealed until the draw: neither the log nor the published file tells it")
    func sealed() async throws {
        let round = try await DrawnLibraries.round()
        let seed = Hexadecimal.text(of: DrawnLibraries.seed)
        _ = try await round.office.commitDraw(round.request(), as: "S-1")
        var log = try await round.office.exportLog(as: "A-1").map(\.body).joined()
        #expect(!log.contains(seed) && log.contains(SHA256Digest(of: DrawnLibraries.seed).description))
        #expect(try await round.office.drawFile(nil, as: "A-1").text.contains(seed) == false)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        round.wait(seconds: 120)
        let draw = try await round.office.runDraw(for: "village", numbers: DrawnLibraries.numbers, as: "S-1")
        #expect(draw.outcome?.seed == seed)
        log = try await round.office.exportLog(as: "A-1").map(\.body).joined()
        #expect(log.contains(seed))
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("the draw is what the announcement, the seed and the numbers make it, and its file can be repeated")
    func made() async throws {
        let round = try await DrawnLibraries.round()
        let draw = try await round.draw()
        let outcome = try draw.announcement.draw(numbers: DrawnLibraries.numbers, seed: DrawnLibraries.seed)
        #expect(draw.outcome == outcome && draw.state == .drawn && draw.drawnBy == "S-1")
        let file = try await round.office.drawFile(1, as: "C-1")
        let read = try DrawFile(bytes: Array(file.text.utf8), file: "draw.json")
        #expect(try read == file && read.differences(expecting: draw.digest).isEmpty)
        #expect(try await round.office.draws(for: "village", as: "A-1") == [draw])
        #expect(try await round.office.draws(for: "mobile", as: "A-1").isEmpty)
        let log = try await round.office.log(as: "A-1").map(\.act)
        #expect(log.suffix(2) == ["draw.commit", "draw.run"])
    }

    @Test("a seed is drawn anew for each draw")
    func freshSeeds() async throws {
        let round = try await DrawnLibraries.round(chance: nil)
        let first = try await round.draw()
        var again = round.request()
        again.reason = "示例"
        let second = try await round.draw(again)
        #expect(first.outcome?.seed != second.outcome?.seed)
    }

    @Test("a machine without unforeseeable numbers draws nothing")
    func noChance() async throws {
        struct Dry: Error {}
        let round = try await DrawnLibraries.round(chance: { _ in throw Dry() })
        let failure = await refusal { _ = try await round.office.commitDraw(round.request(), as: "S-1") }
        #expect(failure?.text.en.contains("no unforeseeable random numbers") == true)
        #expect(try await round.office.draws(for: nil, as: "S-1").isEmpty)
    }

    @Test("nothing is drawn before the numbers are public, without them all, or twice")
    func order() async throws {
        let round = try await DrawnLibraries.round()
        func run(_ numbers: [[Int]]) async -> Failure? {
            await refusal { _ = try await round.office.runDraw(for: "village", numbers: numbers, as: "S-1") }
        }
        #expect(await run(DrawnLibraries.numbers)?.text.en.contains("No draw is announced") == true)
        _ = try await round.office.commitDraw(round.request(), as: "S-1")
        #expect(await run(DrawnLibraries.numbers)?.text.en.contains("is public from") == true)
        round.wait(seconds: 120)
        #expect(await run([[1, 2, 3]])?.isUsage == true)
        #expect(await run([[1, 2], [3]])?.isUsage == true)
        #expect(await run([[1, 2, -3], [3]])?.isUsage == true)
        #expect(await run([[1, 2, 3], [4], [5]])?.isUsage == true)
        #expect(await run(DrawnLibraries.numbers) == nil)
        #expect(await run([[1, 2, 3], [4]])?.text.en.contains("cannot be made again") == true)
    }

    @Test("a source lies in the future, has a name and a count, and is there")
    func sources() async throws {
        let round = try await DrawnLibraries.round()
        func commit(_ change: (inout DrawRequest) -> Void) async -> Failure? {
            var request = round.request()
            change(&request)
            let asked = request
            return await refusal { _ = try await round.office.commitDraw(asked, as: "S-1") }
        }
        #expect(
            await commit { $0.sources[1].at = Instant(seconds: $0.sources[1].at.seconds - 100) }?.text.en.contains("still to come") == true)
        #expect(await commit { $0.sources = [] }?.isUsage == true)
        #expect(await commit { $0.sources[0].name = " " }?.isUsage == true)
        #expect(await commit { $0.sources[0].name = "示例\n彩票" }?.isUsage == true)
        #expect(await commit { $0.sources[0].count = 0 }?.isUsage == true)
        #expect(await commit { $0.category = "mobile" }?.text.en.contains("it does in: village") == true)
        #expect(await commit { $0.category = "nowhere" }?.isFailed == true)
        #expect(await commit { $0.rehearsalSeed = [1, 2, 3] }?.isUsage == true)
        #expect(try await round.office.draws(for: nil, as: "S-1").isEmpty)
    }

    @Test("other quotas than the call's need a reason, which is published; impossible ones are refused with their numbers")
    func quotas() async throws {
        let round = try await DrawnLibraries.round()
        var request = round.request()
        request.experts = 8
        request.perRegion = 0
        request.minima = [.init(specialty: "building", minimum: 0)]
        let silent = request
        #expect(await refusal { _ = try await round.office.commitDraw(silent, as: "S-1") }?.isUsage == true)
        request.reason = "示例：材料增加"
        request.minima.append(.init(specialty: "reading", minimum: 10))
        let impossible = request
        let failure = await refusal { _ = try await round.office.commitDraw(impossible, as: "S-1") }
        #expect(failure?.text.en.contains("add up to 10, more than the 8") == true)
        request.minima.removeLast()
        let draw = try await round.draw(request)
        #expect(draw.announcement.quotas == DrawQuotas(experts: 8, minima: [.init(specialty: "reading", minimum: 3)]))
        #expect(draw.announcement.reason == "示例：材料增加")
        #expect(draw.outcome?.drawn.count == 8)
        request.sources = round.request().sources
        request.experts = 2
        let small = request
        #expect(await refusal { _ = try await round.office.commitDraw(small, as: "S-1") }?.isUsage == true)
        request.experts = 30
        let large = request
        #expect(
            await refusal { _ = try await round.office.commitDraw(large, as: "S-1") }?.text.en.contains("the pool gives 18") == true)
    }

    @Test("a second draw needs a reason and stands beside the first; only the last one can be made")
    func second() async throws {
        let round = try await DrawnLibraries.round()
        let first = try await round.draw()
        #expect(await refusal { _ = try await round.office.commitDraw(round.request(), as: "S-1") }?.isUsage == true)
        var again = round.request()
        again.reason = "示例：数源公布有误"
        let second = try await round.office.commitDraw(again, as: "S-1")
        var third = round.request()
        third.reason = "示例：再抽"
        let last = try await round.draw(third)
        let draws = try await round.office.draws(for: "village", as: "A-1")
        #expect(draws == [first, second, last])
        #expect(draws.map(\.number) == [1, 2, 3] && draws.map(\.state) == [.drawn, .committed, .drawn])
        #expect(draws.map(\.announcement.reason) == [nil, "示例：数源公布有误", "示例：再抽"])
        // The one passed over stays announced and cannot be made any more: nobody chooses between two draws.
        let failure = await refusal {
            _ = try await round.office.runDraw(for: "village", numbers: DrawnLibraries.numbers, as: "S-1")
        }
        #expect(failure?.text.en.contains("Draw 3 is made") == true)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("a rehearsal with a given seed comes out the same each time, and says that it is one")
    func rehearsal() async throws {
        var outcomes: [DrawOutcome?] = []
        for _ in 0..<2 {
            let round = try await DrawnLibraries.round(chance: nil)
            var request = round.request()
            request.rehearsalSeed = DrawnLibraries.seed
            let draw = try await round.draw(request)
            #expect(draw.announcement.isRehearsal && draw.announcement.text.contains("\nrehearsal\n"))
            outcomes.append(draw.outcome)
        }
        #expect(outcomes[0] == outcomes[1])
    }

    @Test(
        "an audit makes every draw again, and finds what was changed behind the log's back",
        arguments: [
            Tampering("UPDATE draw SET outcome = json_set(outcome, '$.numbers[0][0]', 24)", "repeated"),
            Tampering("UPDATE draw SET outcome = json_set(outcome, '$.drawn', json('[1,2,3,4,5,6]'))", "repeated"),
            Tampering("UPDATE draw SET announcement = json_set(announcement, '$.quotas.perRegion', 5)", "as published"),
            Tampering("UPDATE draw SET announcement = json_set(announcement, '$.pool[1].stratum.region', '01')", "as published"),
            Tampering("UPDATE draw_seed SET seed = replace(seed, 'c8', 'c9')", "the sealed seed is missing or does not have"),
            Tampering("DELETE FROM draw_seed", "the sealed seed is missing or does not have"),
            Tampering("DELETE FROM draw_seed; DELETE FROM draw", "draw 1: written by act"),
        ])
    func audit(tampering: Tampering) async throws {
        let round = try await DrawnLibraries.round()
        try await round.draw()
        try round.tamper(tampering.sql)
        let findings = try await round.office.verifyAudit(expecting: nil).findings
        #expect(findings.contains { $0.en.contains(tampering.named) }, "\(findings.map(\.en))")
    }
}
