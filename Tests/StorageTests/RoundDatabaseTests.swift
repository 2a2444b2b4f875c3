import Foundation
import GRDB
import Programme
import Storage
import Testing
import Workflow

@Suite("The file of a round")
struct RoundDatabaseTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("every commit is on disk before it is acknowledged: synchronous is FULL, the journal a write-ahead log")
    func durability() async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        #expect(try await store.synchronousLevel() == 2)
        let mode = try scratch.raw { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
        let again = try RoundDatabase(path: scratch.path(), creating: false)
        #expect(try await again.synchronousLevel() == 2)
    }

    @Test("its owner alone can read it and what stands beside it, whatever rights new files usually have")
    func rights() async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        try await store.write { try $0.put(Person(id: "S-1", name: "示例", role: .secretariat)) }
        for ending in ["", "-wal", "-shm"] {
            let rights = try FileManager.default.attributesOfItem(atPath: scratch.path() + ending)[.posixPermissions] as? Int
            #expect(rights == 0o600, "\(ending)")
        }
        // Closing would take the log of writes away.
        #expect(try await store.synchronousLevel() == 2)
    }

    @Test("a file that exists is not made anew, and stays as it is")
    func exists() async throws {
        try Data("示例".utf8).write(to: URL(filePath: scratch.path()))
        let text = await refusal { _ = try RoundDatabase(path: scratch.path(), creating: true) }
        #expect(text.en.contains("exists already") && text.zh.contains("已存在"))
        #expect(try Data(contentsOf: URL(filePath: scratch.path())) == Data("示例".utf8))
    }

    @Test("a file that is missing is refused with the way to make one, and not made")
    func missing() async {
        let text = await refusal { _ = try RoundDatabase(path: scratch.path(), creating: false) }
        #expect(text.en.contains("There is no database") && text.en.contains("round new"))
        #expect(text.zh.contains("找不到数据库"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path()))
    }

    @Test("a text is no database, and stays as it is")
    func textFile() async throws {
        let words = Data(String(repeating: "编号,省级主管部门\n", count: 200).utf8)
        try words.write(to: URL(filePath: scratch.path()))
        let text = await refusal { _ = try RoundDatabase(path: scratch.path(), creating: false) }
        #expect(text.en.contains("is not a sound database of a round"))
        #expect(text.zh.contains("不是完好的评审数据库"))
        #expect(try Data(contentsOf: URL(filePath: scratch.path())) == words)
    }

    @Test("another program's database is refused, and no table is added to it")
    func foreign() async throws {
        try scratch.raw { db in try db.execute(sql: "CREATE TABLE holiday (day TEXT)") }
        let text = await refusal { _ = try RoundDatabase(path: scratch.path(), creating: false) }
        #expect(text != Text(verbatim: ""))
        let tables = try scratch.raw { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(tables == ["holiday"])
    }

    @Test("an empty file is no database of a round")
    func emptyFile() async throws {
        try Data().write(to: URL(filePath: scratch.path()))
        #expect(await refusal { _ = try RoundDatabase(path: scratch.path(), creating: false) } != Text(verbatim: ""))
    }

    @Test("a folder that does not exist is refused, and no trace is left")
    func noFolder() async {
        let path = scratch.folder.appending(path: "none/round.sqlite").path
        let text = await refusal { _ = try RoundDatabase(path: path, creating: true) }
        #expect(text.en.contains("cannot be read or written"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a database of a newer program is refused")
    func newer() async throws {
        _ = try RoundDatabase(path: scratch.path(), creating: true)
        try scratch.raw { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 of tomorrow')")
        }
        let text = await refusal { _ = try RoundDatabase(path: scratch.path(), creating: false) }
        #expect(text.en.contains("was written by a newer program") && text.zh.contains("请升级程序"))
    }

    @Test("what was written is there when the file is opened again")
    func reopened() async throws {
        _ = try await Samples.store(in: scratch)
        let again = try RoundDatabase(path: scratch.path(), creating: false)
        let (dossiers, log) = try await again.read { reader in (try reader.all(Dossier.self), try reader.log()) }
        #expect(dossiers == [Samples.dossier(1, unsuitable: ["E-3"]), Samples.dossier(2)])
        #expect(log == [LogRow(number: 1, body: "{}", digest: Samples.digest)])
    }

    @Test("of work that fails nothing is kept")
    func rollback() async throws {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        await #expect(throws: Failure.self) {
            try await store.write { writer in
                try writer.put(Person(id: "S-1", name: "示例", role: .secretariat))
                try writer.append(LogRow(number: 1, body: "{}", digest: Samples.digest))
                throw Failure.failed(Text(verbatim: "示例"))
            }
        }
        let (people, log) = try await store.read { reader in (try reader.all(Person.self), try reader.log()) }
        #expect(people.isEmpty && log.isEmpty)
    }

    @Test("a snapshot does not change while it is read")
    func snapshot() async throws {
        let store = try await Samples.store(in: scratch)
        let counts = try await store.read { reader in
            let before = try reader.all(Person.self).count
            try scratch.raw { db in
                try db.execute(
                    sql: """
                        INSERT INTO person (id, name, role) VALUES ('A-1', '示例', 'auditor');
                        UPDATE record_version SET version = version + 1 WHERE kind = 'person';
                        """)
            }
            return [before, try reader.all(Person.self).count]
        }
        #expect(counts[0] == counts[1])
        #expect(try await store.read { reader in try reader.all(Person.self).count } == counts[0] + 1)
    }

    @Test("what the database refuses is told in both languages")
    func refusedByDatabase() async throws {
        let store = try await Samples.store(in: scratch)
        let text = await refusal {
            try await store.write { writer in
                try writer.put(Review(dossier: "D-1", expert: "E-2", state: .assigned, plan: 1, at: Samples.at))
            }
        }
        #expect(text.zh.contains("数据库拒绝了这项改动"))
        #expect(text.en.contains("the expert is in conflict with the dossier"))
    }
}
