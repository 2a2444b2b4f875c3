import Cryptography
import Foundation
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("What was drawn binds the assignment, and reserves take vacant places in order")
struct DrawnAssignmentTests {
    /// A round in the stage of reviews, with a plan in force.
    ///
    /// - Parameter most: The most reviews of anybody, where not as in the table.
    private static func reviewing(
        numbers: [[Int]] = DrawnLibraries.numbers, most: Int? = nil
    ) async throws -> (MiniRound, DrawRecord) {
        let round = try await DrawnLibraries.round()
        let draw = try await round.draw(numbers: numbers)
        if let most { try await limit(round) { min(most, $0.maximumLoad) } }
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return (round, draw)
    }

    private static func panel(_ round: MiniRound, _ dossier: String) async throws -> [String] {
        try await round.office.assignment(as: "A-1").filter { $0.dossier == dossier && $0.state.sits }.map(\.expert)
    }

    /// The reserves of an expert's stratum, in the order drawn: written anew from the record.
    private static func reserves(_ draw: DrawRecord, alike expert: String) throws -> [String] {
        let outcome = try #require(draw.outcome)
        let pool = draw.announcement.pool
        let stratum = try #require(pool.first { $0.expert == expert }).stratum
        return outcome.reserves.map { pool[$0 - 1] }.filter { $0.stratum == stratum }.map(\.expert)
    }

    @Test("there is no plan before the draw is made, and then none but with those drawn")
    func plan() async throws {
        let round = try await DrawnLibraries.round()
        func planned() async -> Failure? {
            await refusal { _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0) }
        }
        #expect(await planned()?.text.en.contains("draw commit village") == true)
        #expect(try await round.office.status(as: "S-1").missing.count == 2)
        _ = try await round.office.commitDraw(round.request(), as: "S-1")
        #expect(await planned()?.text.en.contains("draw run village") == true)
        round.wait(seconds: 120)
        let draw = try await round.office.runDraw(for: "village", numbers: DrawnLibraries.numbers, as: "S-1")
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal" && report.filled == 12 && report.reserves.isEmpty)
        let outcome = try #require(draw.outcome)
        let drawn = Set(outcome.drawn.map { draw.announcement.pool[$0 - 1].expert })
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(plan.pairs.allSatisfy { $0[0] == "M-1" || drawn.contains($0[1]) })
        #expect(plan.admitted == nil)
        // Who was not drawn may still serve where nothing is drawn for.
        #expect(plan.pairs.contains { $0[0] == "M-1" && !drawn.contains($0[1]) })
        #expect(try await round.office.advance(as: "S-1", despite: nil) == .reviews)
    }

    @Test("each expert kept out by the draw is told so, with the place among the reserves")
    func explained() async throws {
        let round = try await DrawnLibraries.round()
        let draw = try await round.draw()
        let outcome = try #require(draw.outcome)
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        let others = try await round.office.explain("V-3", as: "A-1").others
        for (place, number) in outcome.reserves.enumerated() {
            let expert = draw.announcement.pool[number - 1].expert
            let other = try #require(others.first { $0.expert.id == expert })
            #expect(other.barred)
            #expect(other.reasons.first?.en == "was not drawn in public draw 1: reserve \(place + 1)")
            #expect(other.reasons.first?.zh == "第 1 次公开抽取未抽中，为备选第 \(place + 1) 位")
        }
        let outside = try #require(others.first { $0.expert.id == "E-20" })
        #expect(outside.reasons.contains { $0.en == "is not in the pool of public draw 1" })
        let elsewhere = try await round.office.explain("M-1", as: "A-1").others
        #expect(!elsewhere.contains { $0.reasons.contains { $0.en.contains("draw") } })
    }

    @Test("a plan made by an earlier draw neither comes into force nor stays in it")
    func secondDraw() async throws {
        let round = try await DrawnLibraries.round()
        try await round.draw()
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 1)
        var again = round.request()
        again.reason = "示例：重抽"
        _ = try await round.office.commitDraw(again, as: "S-1")
        let outstanding = await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }
        #expect(outstanding?.text.en.contains("draw 2 is announced and not made") == true)
        round.wait(seconds: 120)
        let second = try await round.office.runDraw(for: "village", numbers: [[9, 9, 9], [8]], as: "S-1")
        // The numbers are such that somebody of the plan is not drawn again.
        let drawn = try #require(second.outcome).drawn.map { second.announcement.pool[$0 - 1].expert }
        try #require(!Set(["E-10", "E-13", "E-14"]).isSubset(of: drawn))
        let advanced = await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }
        #expect(advanced?.text.en.contains("plan 1 has experts who are not drawn") == true)
        let approved = await refusal { _ = try await round.office.approvePlan(2, as: "S-1") }
        #expect(approved?.text.en.contains("Plan again") == true)
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        #expect(try await round.office.advance(as: "S-1", despite: nil) == .reviews)
    }

    @Test("a vacant place goes to the next reserve of the same stratum; all else stays, and the plan is proven")
    func nextReserve() async throws {
        let (round, draw) = try await Self.reviewing()
        let before = try await Self.panel(round, "V-3")
        let leaver = before[0]
        try await round.office.decline("V-3", reason: "示例", as: leaver)
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let next = try #require(try Self.reserves(draw, alike: leaver).first)
        #expect(report.added == [["V-3", next]] && report.status == "optimal")
        #expect(report.reserves.map(\.expert) == [next])
        // The problem as it stands is the one that was solved: anybody can verify the plan.
        let instance = try await round.office.instance(as: "A-1")
        #expect(try await round.office.plan(nil, as: "A-1").instance == SHA256Digest(of: instance).description)
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(plan.admitted == [["V-3", next]])
        #expect(try await Self.panel(round, "V-3") == (before.filter { $0 != leaver } + [next]).sorted())
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        // Who was called up is a reserve no more.
        let second = try await Self.panel(round, "V-3").first { $0 != next && (try? Self.reserves(draw, alike: $0))?.isEmpty == false }
        let another = try #require(second)
        try await round.office.decline("V-3", reason: "示例", as: another)
        let later = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let expected = try Self.reserves(draw, alike: another).first { $0 != next }
        #expect(later.added == [["V-3", try #require(expected)]])
    }

    @Test("who may not serve on the dossier is passed over, and only they")
    func passedOver() async throws {
        let (round, draw) = try await Self.reviewing()
        let leaver = try #require(try await Self.panel(round, "V-2").first { (try? Self.reserves(draw, alike: $0).count) ?? 0 > 1 })
        let line = try Self.reserves(draw, alike: leaver)
        _ = try await round.office.enterConflict(expert: line[0], dossier: "V-2", ground: .interest, reason: "示例", as: "S-1")
        try await round.office.signPledge(as: leaver)
        try await round.office.recuse(from: "V-2", reason: "示例", as: leaver)
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.added == [["V-2", line[1]]])
        let why = try await round.office.explain("V-2", as: "A-1").others
        #expect(why.first { $0.expert.id == line[0] }?.reasons.count == 2)
    }

    @Test("places are filled in the order in which they became vacant, each reserve called once")
    func severalPlaces() async throws {
        let (round, draw) = try await Self.reviewing()
        // Two of one stratum who leave different dossiers, the later dossier first.
        var leavers: [(dossier: String, expert: String)] = []
        for dossier in ["V-3", "V-1"] {
            let panel = try await Self.panel(round, dossier).filter { (try? Self.reserves(draw, alike: $0).count) ?? 0 > 1 }
            let alike = leavers.first.map { first in
                panel.filter { (try? Self.reserves(draw, alike: $0)) == (try? Self.reserves(draw, alike: first.expert)) }
            }
            guard let expert = (alike?.isEmpty == false ? alike : panel)?.first else { continue }
            leavers.append((dossier, expert))
            try await round.office.decline(dossier, reason: "示例", as: expert)
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        var called: Set<String> = []
        for leaver in leavers {
            let barred = Set(try await round.office.conflicts(expert: nil, dossier: leaver.dossier, as: "A-1").map(\.expert))
            let next = try Self.reserves(draw, alike: leaver.expert).first { !called.contains($0) && !barred.contains($0) }
            let expert = try #require(next)
            #expect(report.added.contains([leaver.dossier, expert]))
            called.insert(expert)
        }
        #expect(called.count == 2 && report.added.count == 2)
    }

    /// The next reserve has one review left, and a dossier that is not drawn for can have nobody else.
    @Test("a reserve with whom the other vacant places could not be filled is passed over for the next")
    func neededElsewhere() async throws {
        let (round, draw) = try await Self.reviewing(numbers: [[1, 5, 41], [312_345]])
        let others = try await Self.panel(round, "M-1")
        // Experts of region 01 are barred from M-1; the numbers are such that there is one to leave.
        let leaver = try #require(
            try await Self.panel(round, "V-3").first { expert in
                let line = (try? Self.reserves(draw, alike: expert)) ?? []
                let region = draw.announcement.pool.first { $0.expert == expert }?.stratum.region
                return region == "02" && line.count > 1 && !others.contains(line[0])
            })
        let line = try Self.reserves(draw, alike: leaver)
        try await round.store.write { writer in
            var scarce = try #require(try writer.find(Expert.self, [line[0]]))
            scarce.maximumLoad = 1
            try writer.put(scarce)
        }
        try await round.office.decline("V-3", reason: "示例", as: leaver)
        try await round.office.decline("M-1", reason: "示例", as: others[0])
        for number in 2...19 {
            let expert = "E-\(number < 10 ? "0" : "")\(number)"
            guard number % 4 >= 2, expert != line[0], !others.contains(expert) else { continue }
            _ = try await round.office.enterConflict(expert: expert, dossier: "M-1", ground: .interest, reason: "示例", as: "S-1")
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.added == [["M-1", line[0]], ["V-3", line[1]]])
        #expect(report.reserves.map(\.expert) == [line[1]])
    }

    /// Those drawn, in service from the start.
    private static func drawn(_ draw: DrawRecord) throws -> Set<String> {
        Set(try #require(draw.outcome).drawn.map { draw.announcement.pool[$0 - 1].expert })
    }

    /// Sets what experts can take, behind the office's back.
    private static func limit(_ round: MiniRound, _ most: @escaping @Sendable (Expert) -> Int) async throws {
        try await round.store.write { writer in
            for var expert in try writer.all(Expert.self) {
                expert.maximumLoad = most(expert)
                try writer.put(expert)
            }
        }
    }

    /// No reserve has room and those in service are full, but for one who may not sit on the vacant dossier.
    @Test("where no succession fills a place, the fewest reviews move, and only to those in service for the category")
    func fewestChanges() async throws {
        let (round, draw) = try await Self.reviewing(most: 2)
        let service = try Self.drawn(draw)
        let panel = try await Self.panel(round, "V-3")
        let leaver = panel[0]
        let pairs = try await round.office.assignment(as: "A-1")
        let held = Dictionary(grouping: pairs, by: \.expert).mapValues(\.count)
        let idle = try #require(service.subtracting(panel).sorted().min { (held[$0] ?? 0) < (held[$1] ?? 0) })
        try await Self.limit(round) { ($0.id == idle ? 1 : 0) + (held[$0.id] ?? 0) }
        // Nor can reserves be had from elsewhere: what they were asked for is handed in.
        for expert in try await Self.panel(round, "M-1") {
            try await round.office.signPledge(as: expert)
            _ = try await round.office.save([round.answers("M-1", score: Points(8))], submit: true, as: expert)
        }
        _ = try await round.office.enterConflict(expert: idle, dossier: "V-3", ground: .interest, reason: "示例", as: "S-1")
        try await round.office.decline("V-3", reason: "示例", as: leaver)
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let changes = try #require(report.changes)
        #expect(report.status == "optimal" && changes.fewest && report.reserves.isEmpty)
        // The leaver has room again, and the idle one: whoever comes to V-3 leaves a place to one of them.
        #expect(changes.moved == 1 && report.added.contains { $0[0] == "V-3" && service.contains($0[1]) })
        #expect(report.added.allSatisfy { service.contains($0[1]) })
        let instance = try await round.office.instance(as: "A-1")
        #expect(try await round.office.plan(nil, as: "A-1").instance == SHA256Digest(of: instance).description)
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(plan.pairs.count == 12)
        #expect(try await Self.panel(round, "V-3").count == 3)
    }

    /// The place of a category that is not drawn for can be filled only if somebody moves: the drawn place goes to the
    /// same reserve all the same.
    @Test("where reviews move for another place, a drawn place still goes to the next reserve")
    func orderStays() async throws {
        let (round, draw) = try await Self.reviewing()
        let service = try Self.drawn(draw)
        let mobile = try await Self.panel(round, "M-1")
        let leaver = try #require(try await Self.panel(round, "V-3").first { (try? Self.reserves(draw, alike: $0).isEmpty) == false })
        let next = try #require(try Self.reserves(draw, alike: leaver).first)
        let pairs = try await round.office.assignment(as: "A-1")
        let held = Dictionary(grouping: pairs, by: \.expert).mapValues(\.count)
        let barred = Set(try await round.office.conflicts(expert: nil, dossier: "M-1", as: "A-1").map(\.expert))
        let mover = try #require(
            service.sorted().first { !barred.contains($0) && !mobile.contains($0) && $0 != leaver && (held[$0] ?? 0) > 0 })
        try await Self.limit(round) { $0.id == mover ? (held[mover] ?? 0) : $0.maximumLoad }
        try await round.office.decline("V-3", reason: "示例", as: leaver)
        try await round.office.decline("M-1", reason: "示例", as: mobile[0])
        for number in 1...20 {
            let expert = "E-\(number < 10 ? "0" : "")\(number)"
            guard expert != mover, !mobile.contains(expert), !barred.contains(expert) else { continue }
            _ = try await round.office.enterConflict(expert: expert, dossier: "M-1", ground: .interest, reason: "示例", as: "S-1")
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal" && report.changes?.moved == 1)
        #expect(report.added.contains(["M-1", mover]) && report.added.contains(["V-3", next]))
        #expect(report.reserves.map(\.expert) == [next])
        let instance = try await round.office.instance(as: "A-1")
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(plan.instance == SHA256Digest(of: instance).description && plan.admitted == [["V-3", next]])
        #expect(try await Self.panel(round, "V-3").contains(next))
    }

    @Test("where a stratum has no reserve left, the same specialty follows, then anybody, at last those in service")
    func exhausted() async throws {
        let round = try await DrawnLibraries.round()
        var request = round.request()
        request.experts = 17
        request.perRegion = 0
        request.reason = "示例"
        let draw = try await round.draw(request)
        let outcome = try #require(draw.outcome)
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        let only = draw.announcement.pool[outcome.reserves[0] - 1].expert
        let leaver = try #require(try await Self.panel(round, "V-3").first)
        try await round.office.decline("V-3", reason: "示例", as: leaver)
        #expect(try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0).added == [["V-3", only]])
        _ = try await round.office.approvePlan(nil, as: "S-1")
        try await round.office.decline("V-3", reason: "示例", as: only)
        let panel = Set(try await Self.panel(round, "V-3") + [leaver])
        let next = outcome.drawn.map { draw.announcement.pool[$0 - 1].expert }.first { !panel.contains($0) }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.added == [["V-3", try #require(next)]])
        #expect(report.reserves.isEmpty)
    }

    @Test("a place in a category that is not drawn for goes to whom the plan is best with")
    func notDrawnFor() async throws {
        let (round, _) = try await Self.reviewing()
        let leaver = try await Self.panel(round, "M-1")[0]
        try await round.office.decline("M-1", reason: "示例", as: leaver)
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.added.count == 1 && report.reserves.isEmpty)
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(plan.admitted == nil)
    }
}
