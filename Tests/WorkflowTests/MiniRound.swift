import Formats
import Foundation
import GRDB
import Programme
import Storage
import Synchronization
import Testing

@testable import Workflow

/// A round in a temporary folder, on the real database, with a clock that moves a second at each look.
final class MiniRound: Sendable {
    let folder: URL
    let office: Office
    let store: RoundDatabase
    private let seconds = Counter(Instant.endOfDayInChina(MiniRound.day("2030-04-01")).seconds)

    private final class Counter: Sendable {
        private let value: Mutex<Int>
        init(_ value: Int) { self.value = Mutex(value) }
        func next() -> Instant {
            value.withLock { value in
                value += 1
                return Instant(seconds: value)
            }
        }
        func skip(_ seconds: Int) { value.withLock { $0 += seconds } }
    }

    /// - Parameter chance: where seeds come from; by default the machine.
    init(chance: (@Sendable (Int) throws -> [UInt8])? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "linxuan-workflow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try RoundDatabase(path: folder.appending(path: "round.sqlite").path, creating: true)
        let seconds = seconds
        office = Office(store: store, clock: { seconds.next() }, chance: chance)
    }

    /// The moment by the round's clock, which moves on a second.
    var now: Instant { seconds.next() }

    /// Lets time pass.
    func wait(seconds count: Int) { seconds.skip(count) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("a test's own day is wrong: \(text)") }
        return day
    }

    // MARK: The call

    struct NoSuchFile: Error {
        var path: String
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func read(_ name: String, _ files: [String: String]) throws -> (Call, [CallDocument]) {
        try CallFile.read(name) { path in
            guard let text = files[path] else { throw NoSuchFile(path: path) }
            return Array(text.utf8)
        }
    }

    /// The real call of 2023 with its documents, read once.
    static let national: (call: Call, documents: [CallDocument]) = {
        do {
            return try CallFile.read("call.yaml") { path in
                let folder = repository.appending(path: "rubrics/service-manufacturing-2023")
                return Array(try Data(contentsOf: folder.appending(path: path)))
            }
        } catch { fatalError("the call of 2023 does not load: \(error)") }
    }()

    static let villages: (call: Call, documents: [CallDocument]) = {
        do { return try read("rules.yaml", VillageLibraries.files) } catch {
            fatalError("the made-up programme does not load: \(error)")
        }
    }()

    // MARK: Steps of a round

    static let secretary = Person(id: "S-1", name: "示例秘书", role: .secretariat)

    /// The made-up programme, brought to a stage: everything taken in, the flag on V-4 refused, that on V-2 accepted.
    static func villages(in stage: Stage) async throws -> MiniRound {
        let round = try MiniRound()
        _ = try await round.office.openRound(call: villages.call, documents: villages.documents, by: secretary)
        for person in [
            Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "C-2", name: "示例组长乙", role: .chair),
            Person(id: "A-1", name: "示例监督", role: .auditor),
        ] { try await round.office.grant(person, as: "S-1") }
        if stage > .intake { try await round.takeInVillages() }
        while try await round.stage < stage { try await round.step() }
        return round
    }

    var stage: Stage {
        get async throws {
            try await store.read { reader in try reader.find(RoundState.self, ["round"]) }?.stage ?? .intake
        }
    }

    func takeInVillages() async throws {
        _ = try await office.takeInDossiers([table(VillageLibraries.dossiers, "dossiers.csv")], as: "S-1")
        _ = try await office.takeInExperts(
            table(VillageLibraries.experts, "experts.csv"),
            affiliations: table(VillageLibraries.affiliations, "affiliations.csv"),
            interests: table(VillageLibraries.interests, "interests.csv"), as: "S-1")
        _ = try await office.decideFlag(dossier: "V-2", check: nil, accept: true, reason: "示例：周末开放", as: "S-1")
        _ = try await office.decideFlag(dossier: "V-4", check: "open", accept: false, reason: "示例：从未开放", as: "S-1")
    }

    /// Does what a stage of the made-up programme asks for, and moves on.
    func step() async throws {
        switch try await stage {
        case .intake: break
        case .conflicts: _ = try await office.detectConflicts(as: "S-1")
        case .assignment:
            try await assign(
                ["V-1", "V-2", "M-1"].flatMap { dossier in ["E-1", "E-2", "E-3"].map { [dossier, $0] } }
                    + ["E-1", "E-2", "E-5"].map { ["V-3", $0] })
        case .reviews: try await scoreVillages()
        case .results: _ = try await office.computeResults(as: "S-1")
        case .visits: _ = try await office.chooseVisits(as: "S-1")
        case .decisions:
            _ = try await office.proposeShortlist(as: "C-1")
            _ = try await office.signShortlist(as: "C-1")
            _ = try await office.signShortlist(as: "C-2")
            return
        case .notice, .closed: return
        }
        _ = try await office.advance(as: "S-1", despite: nil)
    }

    /// Puts a plan in force as approving one would, without solving anything.
    func assign(_ pairs: [[String]]) async throws {
        try await office.perform(.approvePlan, as: "S-1") { ledger in
            let plans = try ledger.reader.all(PlanRecord.self)
            try ledger.put(
                PlanRecord(
                    number: plans.count + 1, purpose: plans.isEmpty ? .round : .replacement, state: .approved,
                    pairs: pairs,
                    optimal: true, total: 0, bound: 0, instance: String(repeating: "0", count: 64), document: "{}",
                    madeBy: "S-1", madeAt: ledger.now, approvedBy: "S-1"))
            for pair in pairs {
                try ledger.put(
                    Review(dossier: pair[0], expert: pair[1], state: .assigned, plan: plans.count + 1, at: ledger.now))
            }
        }
    }

    private func scoreVillages() async throws {
        let scores = ["V-1": 9, "V-2": 7, "V-3": 3, "M-1": 8]
        for expert in ["E-1", "E-2", "E-3", "E-5"] {
            try await office.signPledge(as: expert)
            let own = try await office.ownReviews(as: expert).reviews.map(\.dossier)
            let answers = try own.map { try self.answers($0, score: Points(scores[$0] ?? 5)) }
            _ = try await office.save(answers, submit: true, as: expert)
        }
    }

    /// Answers to every question of a dossier's rubric: the same score everywhere, all gates met, no visit.
    func answers(
        _ dossier: String, score: Points, notMet: String? = nil, visit: String? = nil
    ) throws -> SheetFile.Answers {
        let rubric = MiniRound.villages.call.rubric(of: dossier.hasPrefix("V-") ? "village" : "mobile")
        return MiniRound.answers(dossier, under: try #require(rubric), score, notMet, visit)
    }

    static func answers(
        _ dossier: String, under rubric: Rubric, _ score: Points, _ notMet: String? = nil, _ visit: String? = nil
    ) -> SheetFile.Answers {
        var answers = SheetFile.Answers(dossier: dossier)
        for criterion in rubric.criteria {
            answers.scores[criterion.id] = score
            answers.reasons[criterion.id] = "示例理由"
        }
        for gate in rubric.gates {
            answers.gates[gate.id] = gate.id != notMet
            if gate.id == notMet { answers.reasons[gate.id] = "示例理由" }
        }
        answers.visitNeeded = visit != nil
        answers.visitQuestion = visit ?? ""
        return answers
    }

    func table(_ text: String, _ file: String) throws -> Formats.Table {
        try Formats.Table(csv: Array(text.utf8), file: file)
    }

    // MARK: Behind the program's back

    /// The file as somebody may open it who has it, all triggers taken away.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.appending(path: "round.sqlite").path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
            for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \"\(trigger)\"")
            }
            try db.execute(sql: sql)
        }
    }
}

/// How some work was refused; nil where it was not.
func refusal(of work: () async throws -> Void) async -> Failure? {
    do { try await work() } catch let failure as Failure {
        return failure
    } catch { Issue.record("not a refusal but an error: \(error)") }
    return nil
}

extension Failure {
    var isNotPermitted: Bool { exitCode == 77 }
    var isFailed: Bool { if case .failed = self { true } else { false } }
    var isUsage: Bool { if case .usage = self { true } else { false } }
    var faults: [Diagnostic] { if case .malformed(let faults) = self { faults } else { [] } }
}

/// A connection beside the program's.
struct DatabaseQueueForTests {
    private let queue: DatabaseQueue
    init(path: String) throws { queue = try DatabaseQueue(path: path) }
    func run(_ sql: String) throws { try queue.writeWithoutTransaction { db in try db.execute(sql: sql) } }
}
