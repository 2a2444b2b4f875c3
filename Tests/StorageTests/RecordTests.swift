import Formats
import Foundation
import GRDB
import Programme
import Storage
import Testing
import Workflow

@Suite("Records in the database")
struct RecordTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("a record of every kind comes back as it was stored, by its identity and among all")
    func roundTrip() async throws {
        let store = try await Samples.store(in: scratch)
        for record in Samples.records { try await expectStored(record, in: store) }
        let names = (Samples.records + Samples.laterRecords + Samples.steps).map { type(of: $0).recordName }
        #expect(Set(names) == Set(recordKinds.map { $0.recordName }))
    }

    @Test("so does what chairs say, and what comes of the public notice; each kind refuses to be changed or removed")
    func later() async throws {
        let store = try await Samples.publicStore(in: scratch)
        for record in Samples.laterRecords {
            try await expectStored(record, in: store)
            let table = type(of: record).recordName
            for statement in ["DELETE FROM \"\(table)\"", "UPDATE \"\(table)\" SET at = at"] {
                #expect(throws: DatabaseError.self, "\(statement)") { try scratch.raw { db in try db.execute(sql: statement) } }
            }
        }
    }

    @Test("what followed from a sheet that stood out comes back as it was, is never changed, and nonsense of it is refused")
    func adjudicated() async throws {
        let store = try await Samples.settlingStore(in: scratch)
        for record in Samples.steps { try expectAsFoundation(record) }
        #expect(try await store.read { try $0.all(AdjudicationStep.self) } == Samples.steps.compactMap { $0 as? AdjudicationStep })
        let values = "'D-1', 'E-1', 'C-1', '', 'x'"
        let effect = #"'{"after":{},"before":{}}'"#
        for (statement, message) in [
            ("DELETE FROM adjudication_step", "never changed"), ("UPDATE adjudication_step SET reason = 'y'", "never changed"),
            (
                "INSERT INTO adjudication_step (number, kind, dossier, expert, actor, at, reason, panel, effect) "
                    + "VALUES (4, 'replaced', \(values), '[]', \(effect))", "decided on"
            ),
            (
                "INSERT INTO adjudication_step (number, kind, dossier, expert, actor, at, reason, effect) "
                    + "VALUES (6, 'lapsed', \(values), \(effect))", "no gaps"
            ),
            (
                "INSERT INTO adjudication_step (number, kind, dossier, expert, actor, at, reason, due, figures, effect) "
                    + "VALUES (4, 'asked', \(values), '', '{}', \(effect))", "asked already"
            ),
            (
                "INSERT INTO adjudication_step (number, kind, dossier, expert, actor, at, reason) "
                    + "VALUES (4, 'held-sound', 'D-1', 'E-1', 'E-1', '', 'x')", "only members of the panel"
            ),
            (
                "INSERT INTO sheet SELECT 'D-1', 'E-4', state, scores, reasons, gates, visitNeeded, visitQuestion, at FROM sheet "
                    + "WHERE expert = 'E-1' AND dossier = 'D-1'", "reviews are closed"
            ),
        ] {
            let error = #expect(throws: DatabaseError.self, "\(statement)") {
                try scratch.raw { db in try db.execute(sql: statement) }
            }
            #expect(error?.message?.contains(message) == true, "\(statement): \(String(describing: error))")
        }
    }

    @Test("what the log and the store get of a record of every kind is what Foundation makes of it, byte by byte")
    func takenApart() throws {
        for record in Samples.records { try expectAsFoundation(record) }
        let odd = Dossier(
            id: "D-9", authority: "1", category: "a", applicant: "示例 \u{1}\u{7}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{2028}\t\r\n\"\\/ e\u{301}😀",
            creditCode: "", creditCodeReason: "", mode: "", industry: "", filedOn: Samples.day("2023-05-01"), unsuitable: ["a/b", ""],
            declared: ["无事故": "是", "境内": "否", "a": "/", "B": "", "": "空", "a1": "", "a10": "", "a2": "", "é": "", "e\u{301}x": ""])
        try expectAsFoundation(odd)
        var number: [UInt8] = []
        try RecordFields.Value([0.1, 2, -1e300]).append(to: &number)
        #expect(String(decoding: number, as: UTF8.self) == String(decoding: try JSONEncoder().encode([0.1, 2, -1e300]), as: UTF8.self))
    }

    private func expectAsFoundation(_ record: some RoundRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        try RecordFields(record).append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: try encoder.encode(record), as: UTF8.self))
    }

    private func expectStored<R: RoundRecord>(_ record: R, in store: RoundDatabase) async throws {
        let (found, all) = try await store.read { reader in
            (try reader.find(R.self, record.identity), try reader.all(R.self))
        }
        #expect(found == record)
        #expect(all.filter { $0 == record }.count == 1)
        for (name, value) in zip(R.identityNames, record.identity) where !(record is PlanRecord) {
            let some = try await store.read { reader in try reader.all(R.self, where: name, is: value) }
            #expect(some.contains(record))
            #expect(some == all.filter { $0.identity[R.identityNames.firstIndex(of: name) ?? 0] == value })
        }
    }

    @Test("what is not there is not found")
    func notFound() async throws {
        let store = try await Samples.store(in: scratch)
        let found = try await store.read { reader in
            [
                try reader.find(Dossier.self, ["D-9"]) == nil, try reader.find(Review.self, ["D-1", "E-2"]) == nil,
                try reader.find(PlanRecord.self, ["2"]) == nil,
                try reader.all(Review.self, where: "expert", is: "E-2").isEmpty,
            ]
        }
        #expect(found == [true, true, true, true])
    }

    @Test("a record takes the place of the one with its identity, nothing where there was a value included")
    func replaced() async throws {
        let store = try await Samples.store(in: scratch)
        var sheet = Samples.sheet()
        sheet.visitNeeded = nil
        sheet.scores = [:]
        sheet.reasons = [:]
        var outcome = Samples.outcome
        outcome.standing = .excluded
        outcome.rank = nil
        outcome.score = nil
        var plan = try #require(Samples.records.compactMap { $0 as? PlanRecord }.first)
        plan.state = .superseded
        plan.approvedBy = nil
        var conflict = Samples.conflict("E-3", "D-2", .waived)
        conflict.state = .confirmed
        conflict.by = nil
        conflict.reason = nil
        var affiliation = try #require(Samples.records.compactMap { $0 as? Affiliation }.first)
        affiliation.until = Samples.day("2025-01-01")
        for record in [sheet, outcome, plan, conflict, affiliation] as [any RoundRecord] {
            try await store.write { writer in try writer.put(record) }
            try await expectStored(record, in: store)
        }
        affiliation.until = nil
        let again = affiliation
        try await store.write { writer in try writer.put(again) }
        try await expectStored(again, in: store)
    }

    @Test("a flag stays as it was raised, and a decision as it was made: a change of mind is a record of its own")
    func flag() async throws {
        let store = try await Samples.store(in: scratch)
        var flag = Flag(dossier: "D-2", check: "open", found: "否")
        flag.state = .accepted
        flag.decidedBy = "S-1"
        flag.reason = "示例理由"
        let rewritten = flag
        let told = await refusal { try await store.write { writer in try writer.put(rewritten) } }
        #expect(told.en.contains("flag: "))
        let again = EligibilityDecision(
            dossier: "D-2", check: "open", turn: 2, accepted: true, by: "S-1", reason: "示例", at: Samples.at)
        #expect(await refusal { try await store.write { writer in try writer.put(again) } }.en.contains("turns follow one another"))
        var third = again
        third.turn = 3
        let next = third
        try await store.write { writer in try writer.put(next) }
        try await expectStored(next, in: store)
    }

    @Test("what may be removed is gone, and only that")
    func removed() async throws {
        let store = try await Samples.store(in: scratch)
        let interest = Interest(expert: "E-1", applicant: "示例", creditCode: "", kind: .interest, note: "")
        let visit = try #require(Samples.records.compactMap { $0 as? Visit }.first)
        let left = try await store.write { writer in
            try writer.put(interest)
            try writer.remove(interest)
            try writer.remove(visit)
            return (try writer.all(Interest.self).map(\.expert), try writer.all(Visit.self).count)
        }
        #expect(left.0 == ["E-3"])
        #expect(left.1 == 0)
    }

    @Test("all come in the order of their identities' bytes, on every machine")
    func order() async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        let ids = ["b", "A", "10", "9", "a", "Z", "甲", "乙", "é", "e"]
        let sorted = try await store.write { writer in
            for id in ids { try writer.put(Person(id: id, name: id, role: .auditor)) }
            return try writer.all(Person.self).map(\.id)
        }
        #expect(sorted == ids.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    }

    @Test(
        "texts come back byte by byte, whatever they hold",
        arguments: [
            "'; DROP TABLE person; --", "e\u{301}", "\u{F9B4}", "𠮷😀", "\u{FEFF}", "\"", "\\", "\r\n", "$1", "?1",
        ])
    func nastyTexts(text: String) async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        let name = "x" + text
        let found = try await store.write { writer in
            try writer.put(Person(id: "A-1", name: name, role: .auditor))
            return try writer.find(Person.self, ["A-1"])
        }
        #expect(found.map { Array($0.name.utf8) } == Array(name.utf8))
    }

    @Test("the log is read in its order, and its last line is the last")
    func log() async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        let rows = (1...12).map { number in
            LogRow(
                number: number, body: "{\"number\":\(number)}",
                digest: String(repeating: "a", count: 62) + "\(10 + number)")
        }
        let (log, last) = try await store.write { writer in
            for row in rows { try writer.append(row) }
            return (try writer.log(), try writer.logEnd())
        }
        #expect(log == rows)
        #expect(last?.number == rows.last?.number)
        #expect(last?.digest == rows.last?.digest)
    }
}
