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

    /// The schema before reviews could be withdrawn, in the stage of reviews or closed, with reviews as that version
    /// stored them: their table is made anew.
    @Test("keeps its reviews, their sheets and all that guards them", arguments: ["reviews", "closed"])
    func beforeWithdrawals(stage: String) async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "3 lotteries")
        try scratch.raw { db in
            let dossier = "'420000', 'school', '示例', '\(Samples.codes[0])', '', '', '', '2030-03-01', '[]', '{}'"
            try db.execute(
                sql: """
                    INSERT INTO criterion VALUES ('school', 'idea', 100, 0, 1000);
                    INSERT INTO round VALUES ('round', 'call.yaml', '\(Samples.digest)', 'reviews', 1, 0, '2030-01-01T00:00:00Z');
                    INSERT INTO person VALUES ('S-1', '示例秘书', 'secretariat'), ('E-1', '示例', 'expert'), ('E-2', '示例', 'expert');
                    INSERT INTO dossier (id, authority, category, applicant, creditCode, creditCodeReason, mode, industry, filedOn,
                        unsuitable, declared) VALUES ('D-1', \(dossier));
                    INSERT INTO expert (id, name, region, specialties, modes, industries, seniorTitle, years, minimumLoad, maximumLoad)
                        VALUES ('E-1', '示例', '42', '["reading"]', '[]', '[]', 1, 9, 0, 9), ('E-2', '示例', '42', '["reading"]', '[]', '[]', 1, 9, 0, 9);
                    INSERT INTO plan (number, purpose, state, pairs, optimal, total, bound, instance, document, madeBy, madeAt, approvedBy)
                        VALUES (1, 'round', 'approved', '[["D-1","E-1"]]', 1, 9000, 9000, '\(Samples.digest)', '{}', 'S-1', '', 'S-1');
                    INSERT INTO review VALUES ('D-1', 'E-1', 'submitted', 1, NULL, '2030-03-17T17:46:40Z'),
                        ('D-1', 'E-2', 'recused', 1, '示例', '2030-03-17T17:46:40Z');
                    INSERT INTO sheet VALUES ('D-1', 'E-1', 'submitted', '{"idea":800}', '{}', '{}', 0, '', '2030-03-17T17:46:40Z');
                    UPDATE round SET stage = '\(stage)';
                    """)
        }
        let objects = """
            SELECT type || ' ' || name FROM sqlite_master WHERE tbl_name IN ('review', 'sheet')
            AND name NOT LIKE 'sqlite_%' ORDER BY 1
            """
        let before = try scratch.raw { db in try String.fetchAll(db, sql: objects) }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let (reviews, sheets) = try await store.read { (try $0.all(Review.self), try $0.all(ScoreSheet.self)) }
        #expect(
            reviews == [
                Review(dossier: "D-1", expert: "E-1", state: .submitted, plan: 1, at: Samples.at),
                Review(dossier: "D-1", expert: "E-2", state: .recused, plan: 1, reason: "示例", at: Samples.at),
            ])
        #expect(sheets.map(\.scores) == [["idea": Points(8)]])
        // What an old log says of a review: no word of what came later.
        #expect(!String(decoding: try JSONEncoder().encode(reviews[0]), as: UTF8.self).contains("withdrawn"))
        let after = try scratch.raw { db in try String.fetchAll(db, sql: objects) }
        #expect(Set(before).isSubset(of: after) && after.count == before.count + 5)
        let refused = [
            "DELETE FROM review", "UPDATE review SET dossier = 'D-9'", "UPDATE review SET state = 'asked'",
            "UPDATE review SET state = 'withdrawn', withdrawnBy = 1, reason = 'x' WHERE expert = 'E-1'",
            "INSERT INTO sheet SELECT 'D-1', 'E-9', state, scores, reasons, gates, visitNeeded, visitQuestion, at FROM sheet",
        ]
        for statement in refused {
            #expect(throws: DatabaseError.self, "\(statement)") {
                try scratch.raw { db in try db.execute(sql: "PRAGMA foreign_keys = ON; \(statement)") }
            }
        }
        let changed = Result {
            try scratch.raw { db in try db.execute(sql: "UPDATE review SET reason = '示例二' WHERE expert = 'E-2'") }
        }
        #expect((try? changed.get()) != nil || stage == "closed")
        if stage == "closed" { #expect(throws: DatabaseError.self) { try changed.get() } }
    }

    /// The schema before decisions on eligibility were records, with flags as that version decided them: the decision stays,
    /// and is the first of those to come.
    @Test("keeps its dossiers and what was decided on flags, and who refers to them")
    func beforeDecisions() async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "6 the register's memory")
        let dossier = "authority, category, applicant, creditCode, creditCodeReason, mode, industry, filedOn, unsuitable, declared"
        try scratch.raw { db in
            try db.execute(
                sql: """
                    INSERT INTO round VALUES ('round', 'call.yaml', '\(Samples.digest)', 'intake', 0, 0, '2030-01-01T00:00:00Z');
                    INSERT INTO person VALUES ('S-1', '示例秘书', 'secretariat');
                    INSERT INTO dossier (id, \(dossier)) VALUES
                        ('D-1', '42', 'school', '示例', '\(Samples.codes[0])', '', '', '', '2030-03-01', '[]', '{}');
                    INSERT INTO flag VALUES ('D-1', 'open', '否', 'refused', 'S-1', '示例理由'), ('D-1', 'share', '29', 'open', NULL, NULL);
                    """)
        }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let (flags, dossiers) = try await store.read { (try $0.all(Flag.self), try $0.all(Dossier.self)) }
        #expect(dossiers.map(\.id) == ["D-1"])
        #expect(flags.map(\.state) == [.refused, .open] && flags[0].isOut)
        // What an old log says of a flag: no word of what came later.
        #expect(!String(decoding: try JSONEncoder().encode(flags), as: UTF8.self).contains("effect"))
        let anew = EligibilityDecision(
            dossier: "D-1", check: "open", turn: 1, accepted: true, by: "S-1", reason: "示例", at: Samples.at)
        try await store.write { try $0.put(anew) }
        let history = flags[0].history(in: [anew])
        #expect(history.map(\.turn) == [0, 1] && history.map(\.accepted) == [false, true] && history[0].reason == "示例理由")
        #expect(flags[0].decided(by: [anew]).state == .accepted)
        // The same applicant twice in a category waits for a person now; what refers to dossiers still does.
        try scratch.raw { db in
            try db.execute(sql: "PRAGMA foreign_keys = ON; INSERT INTO dossier SELECT 'D-2', \(dossier) FROM dossier")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "DELETE FROM dossier WHERE id = 'D-1'") }
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            let text = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").joined()
            #expect(!text.contains("dossier_of_many"))
        }
    }

    /// The schema before abnormal scores were dealt with, with a result as that version stored it.
    @Test("keeps its results, which say nothing of what came later")
    func beforeAdjudication() async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "12 deliberation and public notice")
        let isThere = try scratch.raw { db in try db.tableExists("adjudication_step") }
        #expect(!isThere)
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        #expect(try await store.read { try $0.all(AdjudicationStep.self) }.isEmpty)
        let old = #"{"expert":"E-1","total":{"numerator":8000,"denominator":1},"counted":true}"#
        let total = try JSONDecoder().decode(Outcome.SheetTotal.self, from: Data(old.utf8))
        #expect(total == Outcome.SheetTotal(expert: "E-1", total: Fraction(8000), counted: true))
    }

    /// The schema before the register had a memory, with an entry of each state as that version stored it.
    @Test("keeps its register and its interests, and what guards them", arguments: ["conflicts", "closed"])
    func beforeTheMemory(stage: String) async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "5 leads")
        let evidence = #"{"en":"example","zh":"示例"}"#
        try scratch.raw { db in
            try db.execute(
                sql: """
                    INSERT INTO round VALUES ('round', 'call.yaml', '\(Samples.digest)', 'conflicts', 1, 0, '2030-01-01T00:00:00Z');
                    INSERT INTO person VALUES ('S-1', '示例秘书', 'secretariat');
                    INSERT INTO dossier (id, authority, category, applicant, creditCode, creditCodeReason, mode, industry, filedOn,
                        unsuitable, declared) VALUES ('D-1', '42', 'school', '示例', '\(Samples.codes[0])', '', '', '', '2030-03-01', '[]', '{}');
                    INSERT INTO expert (id, name, region, specialties, modes, industries, seniorTitle, years, minimumLoad, maximumLoad)
                        VALUES ('E-1', '示例', '42', '["reading"]', '[]', '[]', 1, 9, 0, 9);
                    INSERT INTO interest VALUES ('E-1', '示例', '', 'kinship', '示例');
                    INSERT INTO conflict VALUES ('E-1', 'D-1', 'affiliation', '\(evidence)', 'waived', 'S-1', '示例'),
                        ('E-1', 'D-1', 'region', '\(evidence)', 'detected', NULL, NULL);
                    UPDATE round SET stage = '\(stage)';
                    """)
        }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let (entries, interests, statements) = try await store.read {
            (try $0.all(Conflict.self), try $0.all(Interest.self), try $0.all(ConflictStatement.self))
        }
        let text = Text(zh: "示例", en: "example")
        #expect(
            entries == [
                Conflict(expert: "E-1", dossier: "D-1", ground: .affiliation, evidence: text, state: .waived, by: "S-1", reason: "示例"),
                Conflict(expert: "E-1", dossier: "D-1", ground: .region, evidence: text, state: .detected),
            ])
        #expect(interests.map(\.kind) == [.kinship] && statements.isEmpty)
        // What an old log says of an entry: no word of what came later.
        #expect(!String(decoding: try JSONEncoder().encode(entries[0]), as: UTF8.self).contains("names"))
        #expect(throws: DatabaseError.self) { try scratch.raw { db in try db.execute(sql: "DELETE FROM conflict") } }
        let changed = Result { try scratch.raw { db in try db.execute(sql: "UPDATE interest SET kind = 'preparation'") } }
        #expect((try? changed.get()) != nil || stage == "closed")
        if stage == "closed" { #expect(throws: DatabaseError.self) { try changed.get() } }
    }

    /// The schema before the public notice was a stage, with a round in its decisions or closed as that version closed it, with the
    /// last signature: the table of the round is made anew, and its guards with it.
    @Test("keeps its round and what guards it; one that was closed stays closed without a notice", arguments: ["decisions", "closed"])
    func beforeTheNotice(stage: String) async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "8 reassessment")
        try scratch.raw { db in
            try db.execute(
                sql: """
                    INSERT INTO round VALUES ('round', 'call.yaml', '\(Samples.digest)', 'decisions', 1, 1, '2030-01-01T00:00:00Z');
                    INSERT INTO person VALUES ('C-1', '示例', 'chair');
                    INSERT INTO signature VALUES (1, 'C-1', '2030-03-17T17:46:40Z', '\(Samples.digest)', 1);
                    UPDATE round SET stage = '\(stage)';
                    """)
        }
        let guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('round', 'sheet') ORDER BY 1"
        let before = try scratch.raw { db in try String.fetchAll(db, sql: guards) }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let (rounds, moves) = try await store.read { (try $0.all(RoundState.self), try $0.all(PlacementMove.self)) }
        #expect(rounds.map(\.stage.rawValue) == [stage] && rounds[0].closedOn == nil && moves.isEmpty)
        // What an old log says of a round: no word of what came later.
        #expect(!String(decoding: try JSONEncoder().encode(rounds), as: UTF8.self).contains("closedOn"))
        let after = try scratch.raw { db in try String.fetchAll(db, sql: guards) }
        #expect(Set(before).isSubset(of: after) && after.count == before.count + 1)
        var statements = [
            "DELETE FROM round", "UPDATE round SET stage = 'reviews'", "UPDATE round SET callDigest = 'x'",
            "UPDATE round SET stage = 'elsewhere'",
            "INSERT INTO round SELECT 'round', callDocument, callDigest, 'intake', 0, 0, openedAt, NULL FROM round",
        ]
        if stage == "closed" { statements += ["UPDATE round SET stage = 'notice'", "UPDATE signature SET stands = 0"] }
        for statement in statements {
            #expect(throws: DatabaseError.self, "\(statement)") { try scratch.raw { db in try db.execute(sql: statement) } }
        }
        guard stage == "decisions" else { return }
        try scratch.raw { db in
            try db.execute(sql: "UPDATE round SET stage = 'notice'")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE round SET stage = 'decisions'") }
            #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE round SET stage = 'closed', closedOn = '2030-05-01'") }
        }
    }

    @Test("results computed before ranking by adjusted scores say the same, and what adjusted scores stand on is checked")
    func beforeRankings() async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(DatabaseQueue(path: scratch.path()), upTo: "17 signing in")
        try scratch.raw { db in
            try db.execute(
                sql: """
                    INSERT INTO dossier (id, authority, category, applicant, creditCode, creditCodeReason, mode, industry, filedOn,
                        unsuitable, declared) VALUES ('D-1', '42', 'school', '示例', '\(Samples.codes[0])', '', '', '', '2030-03-01', '[]', '{}');
                    INSERT INTO outcome VALUES ('D-1', 'school', 'passed', 8000, 1, 0, '[]', 0, '[]');
                    """)
        }
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        let outcome = try #require(try await store.read { try $0.all(Outcome.self).first })
        #expect(outcome.score == Points(80) && outcome.adjusted == nil && outcome.rankingScore == Points(80) && outcome.rankingPlace == 1)
        #expect(!String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self).contains("adjusted"))
        let basis = RankingBasis(category: "school", fallback: nil, scores: 3, groups: 1, dossierRatio: 1, expertRatio: 0)
        try await store.write { try $0.put(basis) }
        #expect(try await store.read { try $0.all(RankingBasis.self) } == [basis])
        for nonsense in [
            "UPDATE ranking_basis SET fallback = 'chance'", "UPDATE ranking_basis SET \"dossierRatio\" = 0",
            "UPDATE ranking_basis SET \"expertRatio\" = NULL", "UPDATE outcome SET adjusted = '[1]'",
            "UPDATE outcome SET adjusted = '{\"score\":1,\"rank\":0}'",
        ] {
            #expect(throws: DatabaseError.self, "\(nonsense)") { try scratch.raw { try $0.execute(sql: nonsense) } }
        }
    }

    @Test("a table to which rows are only added refuses to change or lose one")
    func onlyAdded() throws {
        let scratch = try Scratch()
        try scratch.raw { db in
            try db.execute(sql: "CREATE TABLE said (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;" + Schema.onlyAdded("said"))
            try db.execute(sql: "INSERT INTO said VALUES (1, '示例'), (2, '示例')")
        }
        for change in ["UPDATE said SET text = ''", "DELETE FROM said WHERE number = 2"] {
            #expect(throws: DatabaseError.self, "\(change)") { try scratch.raw { try $0.execute(sql: change) } }
        }
    }

    /// The schema after each migration, with whatever of a whole round that version could store.
    @Test("keeps all that it had, whichever version made it", arguments: Schema.migrator.migrations)
    func everyVersion(identifier: String) async throws {
        let scratch = try Scratch()
        try scratch.raw { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        let queue = try DatabaseQueue(path: scratch.path())
        try Schema.migrator.migrate(queue, upTo: identifier)
        try await queue.write { db in
            let session = Session(db: db)
            // What that version had no column or no table for, and what refers to it, stays out.
            for record in Samples.records {
                try? db.inSavepoint {
                    try session.put(record)
                    return .commit
                }
            }
            for number in 1...3 {
                let digest = String(repeating: "\(number)", count: 64)
                try session.append(LogRow(number: number, body: #"{"at":"2030-03-17T17:46:4\#(number)Z"}"#, digest: digest))
            }
        }
        let tables = try await queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%'")
        }
        func counts() throws -> [String: Int] {
            try scratch.raw { db in
                Dictionary(
                    uniqueKeysWithValues: try tables.map { ($0, try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\($0)\"") ?? 0) })
            }
        }
        try queue.close()
        let before = try counts()
        #expect(before["round"] == 1 && before["person"] ?? 0 > 3 && before["log"] == 3)
        let store = try RoundDatabase(path: scratch.path(), creating: false)
        #expect(try counts() == before)
        let (integrity, strays) = try scratch.raw { db in
            (
                try String.fetchAll(db, sql: "PRAGMA integrity_check"), try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
            )
        }
        #expect(integrity == ["ok"] && strays == 0)
        // The moment of the last act is known of old logs as well, and the log goes on without a gap.
        let moment = try await store.read { try $0.lastMoment() }
        #expect(moment == Instant("2030-03-17T17:46:43Z"))
        for kind in recordKinds {
            let (_, unreadable) = try await store.read { reader in try reader.inspectAny(kind) }
            #expect(unreadable == 0, "\(kind.recordName)")
        }
        await #expect(throws: (any Error).self) {
            try await store.write { try $0.append(LogRow(number: 5, body: "{}", digest: Samples.digest)) }
        }
        try await store.write { try $0.append(LogRow(number: 4, body: "{}", digest: Samples.digest)) }
    }

    /// The schema before acts kept their pace, with codes and tokens; the way of a submission has no step that looks at everything.
    @Test("looks up the ends of log and tokens by an index")
    func pace() async throws {
        let scratch = try Scratch()
        _ = try RoundDatabase(path: scratch.path(), creating: true)
        try scratch.raw { db in
            for sql in [
                "SELECT max(json_extract(body, '$.at')) FROM log", "SELECT coalesce(max(number), 0) + 1 FROM log",
                "SELECT * FROM access_token ORDER BY number DESC LIMIT 1", "SELECT coalesce(max(number), 0) + 1 FROM access_token",
                "SELECT * FROM access_token WHERE number = '1'", "SELECT * FROM adjudication_step WHERE dossier = 'D-1'",
            ] {
                let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }.joined(separator: "; ")
                #expect(!plan.contains("SCAN") || plan.contains("USING INDEX"), "\(sql): \(plan)")
            }
            let triggers = try String.fetchAll(
                db,
                sql:
                    "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('log', 'access_token', 'receipt', 'sheet', 'review')"
            )
            #expect(!triggers.joined().contains("count("))
        }
    }
}

extension RoundReader {
    /// How many records of a kind there are, and how many rows can't be read.
    fileprivate func inspectAny<R: RoundRecord>(_ kind: R.Type) throws -> (Int, Int) {
        let (records, unreadable) = try inspect(kind)
        return (records.count, unreadable.count)
    }
}
