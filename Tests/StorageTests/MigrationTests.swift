import Foundation
import GRDB
import Programme
import Testing
import Workflow

@testable import Storage

@Suite("A database made by an earlier version")
struct MigrationTests {
    /// The schema before public draws, with a plan as that version stored it.
    @Test("is brought up to date when it is opened, and says the same")
    func beforeDraws() async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "1 a round")
        try scratch.raw { db in
            try db.execute(
                sql: """
                    INSERT INTO round VALUES ('round', 'call.yaml', '\(Samples.digest)', 'assignment', 1, 0, '2030-01-01T00:00:00Z');
                    INSERT INTO person VALUES ('S-1', '示例秘书', 'secretariat');
                    INSERT INTO plan VALUES (1, 'round', 'approved', '[["D-1","E-1"]]', 1, 9000, 9000, '\(Samples.digest)',
                        '{}', 'S-1', '2030-03-17T17:46:40Z', 'S-1');
                    INSERT INTO log VALUES (1, '{}', '\(Samples.digest)');
                    """)
            #expect(try !db.tableExists("draw"))
        }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let (plans, draws, log) = try await store.read { reader in
            (try reader.all(PlanRecord.self), try reader.all(DrawRecord.self), try reader.log())
        }
        let plan = PlanRecord(
            number: 1, purpose: .round, state: .approved, pairs: [["D-1", "E-1"]], optimal: true, total: 9000,
            bound: 9000, instance: Samples.digest, document: "{}", madeBy: "S-1", madeAt: Samples.at, approvedBy: "S-1")
        #expect(plans == [plan] && draws.isEmpty && log.count == 1)
        // What an old log says of a plan: no word of what came later.
        #expect(!String(decoding: try JSONEncoder().encode(plan), as: UTF8.self).contains("admitted"))
        try await store.write { writer in
            try writer.put(Samples.drawnDraw)
            var opened = plan
            opened.admitted = [["D-1", "E-2"]]
            try writer.put(opened)
        }
        #expect(try await store.read { try $0.all(PlanRecord.self).first?.admitted } == [["D-1", "E-2"]])
    }
}
