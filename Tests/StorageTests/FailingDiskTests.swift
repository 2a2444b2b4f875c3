import Foundation
import GRDB
import Programme
import Testing
import Workflow

@testable import Storage

@Suite("A disk that is full or fails")
struct FailingDiskTests {
    let scratch: Scratch
    let store: RoundDatabase

    init() throws {
        scratch = try Scratch()
        store = try RoundDatabase(path: scratch.path(), creating: true)
    }

    private func fault(_ work: () async throws -> Void) async -> StorageFault? {
        do { try await work() } catch Failure.storage(let fault, _) {
            return fault
        } catch {
            Issue.record("refused otherwise: \(error)")
        }
        return nil
    }

    /// Many names, for which the pages that are there don't suffice.
    private func fill() async throws {
        try await store.write { writer in
            for number in 1...2000 { try writer.put(Person(id: "P-\(number)", name: "示例", role: .auditor)) }
        }
    }

    @Test("a full disk is told as such, nothing of the work is kept, and writing goes on once there is space")
    func full() async throws {
        let pages = try await store.pool.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
            return pages
        }
        #expect(await fault { try await fill() } == .full)
        #expect(store.standstill == nil)
        #expect(try await store.read { try $0.all(Person.self) }.isEmpty)
        try await store.write { try $0.put(Person(id: "P-1", name: "示例", role: .auditor)) }
        #expect(await fault { try await fill() } == .full)
        try await store.pool.write { db in try db.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)") }
        try await fill()
        #expect(try await store.read { try $0.all(Person.self) }.count == 2000)
    }

    @Test("after a flush that failed nothing more is written, and looking up goes on", arguments: [1034, 1290, 8458])
    func flushFails(code: Int32) async throws {
        try await store.write { try $0.put(Person(id: "P-1", name: "示例", role: .auditor)) }
        let failed = await fault {
            try await store.write { writer in
                try writer.put(Person(id: "P-2", name: "示例", role: .auditor))
                throw DatabaseError(resultCode: ResultCode(rawValue: code))
            }
        }
        #expect(failed == .stopped)
        let later = await fault { try await store.write { try $0.put(Person(id: "P-3", name: "示例", role: .auditor)) } }
        #expect(later == .stopped)
        #expect(store.standstill?.text.en.contains("start the program anew") == true)
        #expect(try await store.read { try $0.all(Person.self) }.map(\.id) == ["P-1"])
        let isReady = await Office(store: store).isReady()
        #expect(!isReady)
    }

    @Test("what can't be said to be undone stops the writing; what can doesn't", arguments: [true, false])
    func outcome(committing: Bool) {
        func fault(_ code: ResultCode) -> StorageFault? {
            guard case .storage(let fault, _) = Failure(DatabaseError(resultCode: code), path: "x", committing: committing) else {
                return nil
            }
            return fault
        }
        #expect(fault(.SQLITE_IOERR_FSYNC) == .stopped)
        #expect(fault(.SQLITE_FULL) == .full)
        #expect(fault(.SQLITE_IOERR_WRITE) == .failing)
        #expect(fault(.SQLITE_IOERR_READ) == (committing ? .stopped : .failing))
        #expect(fault(.SQLITE_BUSY) == nil)
    }
}
