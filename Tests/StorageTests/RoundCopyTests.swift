import Foundation
import GRDB
import Programme
import Testing
import Workflow

@testable import Storage

@Suite("A copy of a round")
struct RoundCopyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func path(_ name: String) -> String { scratch.folder.appending(path: name).path }

    private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)) ?? []).sorted() }

    @Test("is refused where the original isn't sound by its log, and nothing is left behind")
    func unsound() async throws {
        let store = try await Samples.store(in: scratch)
        let before = names
        let text = await refusal { _ = try await RoundCopy.back(up: scratch.path(), to: path("copy.db")) }
        #expect(text.en.contains("is not sound") && text.zh.contains("未通过核验"), "\(text)")
        #expect(names == before)
        _ = store
    }

    @Test("is refused of a text, of another program's database, and of one that is cut short", arguments: ["text", "foreign", "short"])
    func damaged(kind: String) async throws {
        switch kind {
        case "text": try Data(String(repeating: "示例\n", count: 900).utf8).write(to: URL(filePath: path("copy.db")))
        case "foreign":
            let queue = try DatabaseQueue(path: path("copy.db"))
            try await queue.write { db in try db.execute(sql: "CREATE TABLE holiday (day TEXT)") }
            try queue.close()
        default:
            let store = try await Samples.store(in: scratch)
            try await store.pool.writeWithoutTransaction { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            let bytes = try Data(contentsOf: URL(filePath: scratch.path()))
            try bytes[..<(bytes.count / 2)].write(to: URL(filePath: path("copy.db")))
        }
        let before = names
        let text = await refusal { _ = try await RoundCopy.restore(path("copy.db"), to: path("new.db")) }
        #expect(text.en.contains("nothing was restored") && text.zh.contains("未恢复任何数据"), "\(text)")
        #expect(names.filter { !$0.hasPrefix("copy.db-") } == before.filter { !$0.hasPrefix("copy.db-") })
    }

    @Test("is refused of a newer program's database")
    func newer() async throws {
        _ = try await Samples.store(in: scratch)
        try scratch.raw { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 of tomorrow')") }
        let text = await refusal { _ = try await RoundCopy.restore(scratch.path(), to: path("new.db")) }
        #expect(text.en.contains("written by a newer program"))
        #expect(!names.contains { $0.hasPrefix("new.db") })
    }

    @Test("never takes the place of a file, nor of one that is being written, nor goes beside another's leftovers")
    func taken() async throws {
        _ = try await Samples.store(in: scratch)
        try Data("示例".utf8).write(to: URL(filePath: path("there.db")))
        let there = await refusal { _ = try await RoundCopy.restore(scratch.path(), to: path("there.db")) }
        #expect(there.en.contains("exists already"))
        #expect(try Data(contentsOf: URL(filePath: path("there.db"))) == Data("示例".utf8))
        let file = try WholeFile(path("under-way.db"))
        let second = await refusal { _ = try await RoundCopy.restore(scratch.path(), to: path("under-way.db")) }
        #expect(second.en.contains("Another program is writing"))
        _ = consume file
        #expect(!names.contains { $0.hasPrefix("under-way") })
        try Data("示例".utf8).write(to: URL(filePath: path("new.db-wal")))
        let beside = await refusal { _ = try await RoundCopy.restore(scratch.path(), to: path("new.db")) }
        #expect(beside.en.contains("was left by another database"))
    }

    @Test("goes nowhere that somebody's link leads")
    func link() async throws {
        _ = try await Samples.store(in: scratch)
        try Data("示例".utf8).write(to: URL(filePath: path("theirs")))
        for name in ["copy.db", "copy.db.unfinished"] {
            try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: path("theirs"))
            #expect(await refusal { _ = try await RoundCopy.back(up: scratch.path(), to: path("copy.db")) } != Text(verbatim: ""))
            try FileManager.default.removeItem(atPath: path(name))
        }
        #expect(try Data(contentsOf: URL(filePath: path("theirs"))) == Data("示例".utf8))
    }

    @Test("that is ended on the way leaves nothing; what a killed program left is taken over")
    func ended() async throws {
        _ = try await Samples.store(in: scratch)
        try Data("示例".utf8).write(to: URL(filePath: path("copy.db.unfinished")))
        await #expect(throws: CancellationError.self) {
            _ = try await RoundCopy.back(up: scratch.path(), to: path("copy.db"), unless: { true })
        }
        #expect(!names.contains { $0.hasPrefix("copy.db") })
    }
}
