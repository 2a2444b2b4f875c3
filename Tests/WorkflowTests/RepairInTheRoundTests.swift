import Cryptography
import Formats
import Matching
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Vacant places are filled with the fewest changes, and nothing that was submitted is touched")
struct RepairInTheRoundTests {
    /// Readers R-1 and R-2, builders B-1 to B-3; B-1 alone has room, and may not sit on V-1.
    private static let members: [TightLibraries.Member] = [
        .init(id: "B-1", isReader: false, years: 12, maximum: 2), .init(id: "B-2", isReader: false, years: 15, maximum: 2),
        .init(id: "B-3", isReader: false, years: 9, maximum: 1), .init(id: "R-1", isReader: true, years: 6, maximum: 2),
        .init(id: "R-2", isReader: true, years: 3, maximum: 2),
    ]
    private static let pairs = [
        ["V-1", "B-3"], ["V-1", "R-1"], ["V-2", "B-2"], ["V-2", "R-1"], ["V-3", "B-2"], ["V-3", "R-2"], ["M-1", "B-1"], ["M-1", "R-2"],
    ]

    /// V-1 loses its builder; the only one with room is in conflict with it, so one of B-2's two reviews has to move.
    private static func stuck() async throws -> MiniRound {
        let round = try await TightLibraries.reviewing(members, pairs)
        _ = try await round.office.enterConflict(expert: "B-1", dossier: "V-1", ground: .interest, reason: "示例", as: "S-1")
        try await round.office.decline("V-1", reason: "示例：时间不够", as: "B-3")
        for expert in ["B-2", "R-1", "R-2", "B-1"] { try await round.office.signPledge(as: expert) }
        return round
    }

    private static func state(_ round: MiniRound, _ dossier: String, _ expert: String) async throws -> Review? {
        try await round.store.read { try $0.find(Review.self, [dossier, expert]) }
    }

    @Test("where all else can stay, nothing moves")
    func keepsAll() async throws {
        let round = try await TightLibraries.reviewing(Self.members, Self.pairs)
        try await round.office.decline("V-1", reason: "示例", as: "B-3")
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal" && report.added == [["V-1", "B-1"]])
        let changes = try #require(report.changes)
        #expect(changes.moved == 0 && changes.fewest && changes.within == nil)
        #expect(changes.dossiers.map(\.leaving) == [[.init(expert: "B-3", state: .declined)]])
        #expect(changes.totalBefore + 4000 == report.total)
    }

    @Test("where not all can stay, one review moves, proven, and anybody can check it")
    func movesOne() async throws {
        let round = try await Self.stuck()
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let changes = try #require(report.changes)
        #expect(report.status == "optimal" && changes.moved == 1 && changes.begun == 0 && changes.fewest)
        #expect(report.added.contains(["V-1", "B-2"]) && report.added.count == 2 && report.bound == report.total)
        // The problem as it stands is the one that was solved, and the plan holds against it by its own proof.
        let text = try await round.office.instance(as: "A-1")
        let record = try await round.office.plan(nil, as: "A-1")
        #expect(record.instance == SHA256Digest(of: text).description)
        let instance = try InstanceFile(bytes: Array(text.utf8), file: "instance") { name throws(Failure) in
            throw .failed(Text(verbatim: name))
        }
        let file = try PlanFile(bytes: Array(record.document.utf8), file: "plan", for: instance)
        #expect(file.verify(against: instance).faults.isEmpty)
        // Nothing is in force before it is approved.
        #expect(try await round.office.assignment(as: "A-1").filter { $0.state == .withdrawn }.isEmpty)
        #expect(try await Self.state(round, "V-1", "B-2") == nil)
    }

    @Test("a review with a saved draft is spared where another can move as well")
    func sparesDrafts() async throws {
        for drafted in ["V-2", "V-3"] {
            let round = try await Self.stuck()
            var answers = SheetFile.Answers(dossier: drafted)
            answers.scores = ["books": Points(8)]
            _ = try await round.office.save([answers], submit: false, as: "B-2")
            let changes = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0).changes
            #expect(changes?.moved == 1 && changes?.begun == 0)
            #expect(changes?.withdrawn.map(\.pair.dossier) == [drafted == "V-2" ? "V-3" : "V-2"])
        }
    }

    @Test("on approval the review that moves is withdrawn: no scores, no count, what was saved stays, and the expert is told")
    func withdrawn() async throws {
        let round = try await Self.stuck()
        for dossier in ["V-2", "V-3"] {
            _ = try await round.office.save([round.answers(dossier, score: Points(8))], submit: false, as: "B-2")
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let moved = try #require(report.changes?.withdrawn.first)
        #expect(report.changes?.begun == 1 && moved.isBegun && moved.pair.expert == "B-2")
        let plan = try await round.office.approvePlan(nil, reason: "示例：补足缺额", as: "S-1")
        let review = try #require(try await Self.state(round, moved.pair.dossier, "B-2"))
        #expect(review.state == .withdrawn && review.withdrawnBy == plan.number && review.reason == "示例：补足缺额" && review.plan == 1)
        let sheet = try await round.store.read { try $0.find(ScoreSheet.self, [moved.pair.dossier, "B-2"]) }
        #expect(sheet?.state == .draft && sheet?.scores["books"] == Points(8))
        let own = try await round.office.ownReviews(as: "B-2").reviews.first { $0.dossier == moved.pair.dossier }
        #expect(own?.state == .withdrawn && own?.withdrawnBy == plan.number && own?.reason == "示例：补足缺额")
        for work in [
            { _ = try await round.office.submitDraft(of: moved.pair.dossier, as: "B-2") },
            { _ = try await round.office.save([round.answers(moved.pair.dossier, score: Points(7))], submit: true, as: "B-2") },
            { _ = try await round.office.save([round.answers(moved.pair.dossier, score: Points(7))], submit: false, as: "B-2") },
        ] as [() async throws -> Void] {
            let failure = await refusal { try await work() }
            #expect(failure?.isFailed == true && failure?.text.en.contains("withdrawn by plan \(plan.number)") == true)
            #expect(failure?.text.zh.contains("已由第 \(plan.number) 号方案调整给其他专家") == true)
        }
        let shut = await refusal { _ = try await round.office.ownReview(of: moved.pair.dossier, as: "B-2") }
        #expect(shut?.isNotPermitted == true)
        #expect(await refusal { try await round.office.decline(moved.pair.dossier, reason: "示例", as: "B-2") }?.isFailed == true)
        let progress = try await round.office.progress(as: "A-1").experts.first { $0.id == "B-2" }
        #expect(progress?.asked == 2 && progress?.withdrawn == 1)
        #expect(try await round.office.log(as: "A-1").last?.remark == "示例：补足缺额")
        #expect(try await round.office.status(as: "A-1").missing.allSatisfy { !$0.en.contains("lack an expert") })
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        // The plan is shown again as it was.
        let shown = try await round.office.planReport(plan.number, as: "A-1")
        #expect(shown.changes == report.changes && shown.state == .approved && shown.total == report.total && shown.loads == report.loads)
    }

    @Test("a review that was withdrawn can come back to its expert, with the draft")
    func comesBack() async throws {
        let round = try await Self.stuck()
        for dossier in ["V-2", "V-3"] {
            _ = try await round.office.save([round.answers(dossier, score: Points(8))], submit: false, as: "B-2")
        }
        let moved = try #require(
            try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0).changes?.withdrawn.first?.pair.dossier)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        // The dossier loses its new builder, and so does the other one of B-2: nobody but B-2 can take them.
        try await round.office.decline(moved, reason: "示例", as: "B-1")
        try await round.office.decline("V-1", reason: "示例", as: "B-2")
        _ = try await round.store.write { writer in
            var expert = try #require(try writer.find(Expert.self, ["B-3"]))
            expert.maximumLoad = 0
            try writer.put(expert)
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "infeasible", "V-1 has no builder left")
        #expect(report.number == nil && !report.diagnosis.isEmpty && report.changes == nil)
        _ = try await round.store.write { writer in
            var expert = try #require(try writer.find(Conflict.self, ["B-1", "V-1", "interest"]))
            expert.state = .waived
            (expert.by, expert.reason) = ("S-1", "示例")
            try writer.put(expert)
        }
        let again = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(again.added == [["V-1", "B-1"], [moved, "B-2"]].sorted { $0[0] < $1[0] } && again.changes?.moved == 0)
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        let review = try await Self.state(round, moved, "B-2")
        #expect(review?.state == .assigned && review?.plan == plan.number && review?.withdrawnBy == nil && review?.reason == nil)
        #expect(try await round.office.submitDraft(of: moved, as: "B-2").state == .submitted)
    }

    @Test("a plan is not approved where what it moves was submitted, begun or given back meanwhile, or who comes may not")
    func overtaken() async throws {
        typealias Step = (MiniRound, AssignmentDraft.Pair) async throws -> Void
        let steps: [(String, Step)] = [
            ("is submitted", { _ = try await $0.office.save([$0.answers($1.dossier, score: Points(8))], submit: true, as: $1.expert) }),
            (
                "has saved a draft",
                { _ = try await $0.office.save([$0.answers($1.dossier, score: Points(8))], submit: false, as: $1.expert) }
            ),
            ("is declined", { try await $0.office.decline($1.dossier, reason: "示例", as: $1.expert) }),
            (
                "B-2 is in conflict with V-1 by now",
                { round, _ in
                    _ = try await round.office.enterConflict(expert: "B-2", dossier: "V-1", ground: .interest, reason: "示例", as: "S-1")
                }
            ),
            ("R-2 has left M-1", { round, _ in try await round.office.decline("M-1", reason: "示例", as: "R-2") }),
        ]
        for (words, step) in steps {
            let round = try await Self.stuck()
            let moved = try #require(
                try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0).changes?.withdrawn.first?.pair)
            try await step(round, moved)
            let failure = await refusal { _ = try await round.office.approvePlan(nil, as: "S-1") }
            #expect(failure?.isFailed == true && failure?.text.en.contains(words) == true, "\(words): \(failure?.text.en ?? "")")
            #expect(failure?.text.en.contains("Run assignment replace again") == true)
            #expect(try await Self.state(round, moved.dossier, moved.expert)?.state != .withdrawn)
        }
        // What another expert hands in does not matter.
        let round = try await Self.stuck()
        _ = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: "R-1")
        #expect(try await round.office.approvePlan(nil, as: "S-1").changes?.moved == 1)
    }

    @Test("who submitted never moves, also where only that would help; then it is said why there is no plan")
    func submittedStays() async throws {
        let round = try await Self.stuck()
        for dossier in ["V-2", "V-3"] {
            _ = try await round.office.save([round.answers(dossier, score: Points(8))], submit: true, as: "B-2")
        }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "infeasible" && report.number == nil && !report.diagnosis.isEmpty)
        #expect(!report.diagnosis.contains { $0.en.hasPrefix("take out") }, "a review that was handed in is no remedy")
        #expect(await refusal { _ = try await round.office.approvePlan(nil, as: "S-1") }?.isFailed == true)
    }

    @Test("a dossier that is accepted late has vacant places, its conflicts are found, and the same repair fills them")
    func lateDossier() async throws {
        // A builder is wanting: only B-1 has room for one, so that another must make room for V-4 elsewhere.
        var members = Self.members
        members[2].maximum = 2
        members.append(.init(id: "R-3", isReader: true, years: 30, maximum: 1))
        let round = try await TightLibraries.reviewing(members, Self.pairs)
        for expert in ["B-1", "B-3"] {
            _ = try await round.office.enterConflict(expert: expert, dossier: "V-4", ground: .interest, reason: "示例", as: "S-1")
        }
        #expect(
            await refusal { _ = try await round.office.decideFlag(dossier: "V-2", check: nil, accept: false, reason: "示例", as: "S-1") }?
                .text.en.contains("not refused") == true)
        #expect(await refusal { _ = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0) }?.isFailed == true)
        try await round.store.write { writer in
            try writer.put(Interest(expert: "R-3", applicant: "示例四馆", creditCode: "", kind: .kinship, note: "示例"))
        }
        _ = try await round.office.decideFlag(dossier: "V-4", check: nil, accept: true, reason: "示例：申诉成立", as: "S-1")
        let found = try await round.office.conflicts(expert: "R-3", dossier: "V-4", as: "S-1")
        #expect(found.map(\.ground) == [.kinship])
        #expect(try await round.office.status(as: "S-1").missing.contains { $0.en.contains("lack an expert") && $0.en.contains("V-4") })
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        let best = try await EveryRepair(round, members, TightLibraries.dossiers + ["V-4"]).best
        let changes = try #require(report.changes)
        #expect((changes.moved, changes.begun, report.total) == (try #require(best)))
        #expect(changes.moved == 2 && report.added.filter { $0[0] == "V-4" }.count == 2)
        let late = try #require(changes.dossiers.first { $0.dossier == "V-4" })
        #expect(late.leaving.isEmpty && late.coming.count == 2)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        let sitting = try await round.office.assignment(as: "A-1").filter { $0.state.sits }
        #expect(sitting.count == 10 && Set(sitting.filter { $0.dossier == "V-4" }.map(\.expert)).contains("B-2"))
        let review = try await Self.state(round, changes.withdrawn[0].pair.dossier, changes.withdrawn[0].pair.expert)
        #expect(review?.reason == "为补足 V-4 的评审专家作最少调整")
    }

    @Test("who finds, approves and sees a repair")
    func permissions() async throws {
        let round = try await Self.stuck()
        for person in ["A-1", "B-2"] {
            #expect(
                await refusal { _ = try await round.office.findReplacements(as: person, timeLimit: nil, seed: 0) }?.isNotPermitted == true)
        }
        let number = try #require(try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0).number)
        for person in ["A-1", "B-2"] {
            #expect(await refusal { _ = try await round.office.approvePlan(number, as: person) }?.isNotPermitted == true)
        }
        #expect(await refusal { _ = try await round.office.planReport(number, as: "B-2") }?.isNotPermitted == true)
        #expect(try await round.office.planReport(number, as: "A-1").state == .proposed)
        #expect(await refusal { _ = try await round.office.planReport(99, as: "A-1") }?.isFailed == true)
    }

    // MARK: Any round

    private static func members(_ chance: inout SeededGenerator) -> [TightLibraries.Member] {
        func random(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }
        return (1...6).map { number in
            let most = 1 + random(2)
            return .init(
                id: "E-\(number)", isReader: number % 2 == 0, years: 1 + random(30), minimum: random(4) == 0 ? most : 0,
                maximum: most + (random(3) == 0 ? 1 : 0))
        }
    }

    /// What happens in a round: pledges, drafts, submissions, then recusals, declines and conflicts.
    private static func live(_ round: MiniRound, _ chance: inout SeededGenerator) async throws {
        func random(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }
        let sitting = try await round.office.assignment(as: "A-1").filter { $0.state == .assigned }
        for pair in sitting {
            if try await round.store.read({ try $0.find(Pledge.self, [pair.expert]) }) == nil {
                try await round.office.signPledge(as: pair.expert)
            }
            let answers = try round.answers(pair.dossier, score: Points(8))
            switch random(6) {
            case 0: _ = try await round.office.save([answers], submit: true, as: pair.expert)
            case 1, 2: _ = try await round.office.save([answers], submit: false, as: pair.expert)
            default: break
            }
        }
        for _ in 0..<1 + random(2) {
            let pairs = try await round.office.assignment(as: "A-1").filter { $0.state.sits }
            let pair = pairs[random(pairs.count)]
            switch random(3) {
            case 0 where pair.state == .assigned: try await round.office.decline(pair.dossier, reason: "示例", as: pair.expert)
            case 1: try await round.office.recuse(from: pair.dossier, reason: "示例", as: pair.expert)
            default:
                _ = try await round.office.enterConflict(
                    expert: pair.expert, dossier: pair.dossier, ground: .kinship, reason: "示例", as: "S-1")
            }
        }
        if random(2) == 0 {
            let dossier = TightLibraries.dossiers[random(4)]
            let expert = "E-\(1 + random(6))"
            _ = try? await round.office.enterConflict(expert: expert, dossier: dossier, ground: .interest, reason: "示例", as: "S-1")
        }
    }

    /// Recusals, declines, conflicts, drafts and submissions by chance: each repair is what trying all plans finds, and
    /// nothing that was submitted changes by it.
    @Test("whatever happens, a repair is the least that trying all plans finds", arguments: 0..<6)
    func anyRound(block: UInt64) async throws {
        var (repaired, moving, impossible) = (0, 0, 0)
        for seed in block * 12..<block * 12 + 12 {
            var chance = SeededGenerator(seed: seed)
            let members = Self.members(&chance)
            let round = try await TightLibraries.round(members)
            guard try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: seed).number != nil else { continue }
            _ = try await round.office.approvePlan(nil, as: "S-1")
            _ = try await round.office.advance(as: "S-1", despite: nil)
            for _ in 0..<3 {
                try await Self.live(round, &chance)
                let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: seed)
                guard let best = try await EveryRepair(round, members).best else {
                    #expect(report.status == "infeasible" && !report.diagnosis.isEmpty, "seed \(seed)")
                    impossible += 1
                    break
                }
                let changes = try #require(report.changes, "seed \(seed): a plan exists")
                #expect(report.status == "optimal" && changes.fewest, "seed \(seed)")
                #expect((changes.moved, changes.begun, report.total) == best, "seed \(seed)")
                let before = try await submitted(round)
                _ = try await round.office.approvePlan(nil, as: "S-1")
                #expect(try await submitted(round) == before, "seed \(seed): a submitted review was touched")
                #expect(try await round.office.assignment(as: "A-1").count { $0.state.sits } == 8, "seed \(seed)")
                repaired += 1
                if changes.moved > 0 { moving += 1 }
            }
            #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty, "seed \(seed)")
        }
        #expect(repaired > 6 && moving > 1 && impossible > 0, "\(repaired), \(moving), \(impossible)")
    }

    private func submitted(_ round: MiniRound) async throws -> [String] {
        try await round.store.read { reader in
            let reviews = try reader.all(Review.self).filter { $0.state == .submitted }
            let sheets = try reader.all(ScoreSheet.self).filter { $0.state == .submitted }
            return try reviews.map(CanonicalJSON.text) + sheets.map(CanonicalJSON.text)
        }
    }
}
