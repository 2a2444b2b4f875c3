import GRDB
import Programme
import Storage
import Testing
import Workflow

@Suite("What has been read and is kept")
struct RecordShelfTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("is given again without the database, until one of its kind is changed by this program or another")
    func untilChanged() async throws {
        _ = try await Samples.store(in: scratch)
        let served = try RoundDatabase(path: scratch.path(), creating: false)
        let other = try RoundDatabase(path: scratch.path(), creating: false)
        func names() async throws -> [String] { try await served.read { try $0.all(Expert.self).map(\.name) } }
        let before = try await names()
        #expect(!before.isEmpty)
        // Behind everybody's back, so that the version stays: what is given is what was read.
        try scratch.raw { try $0.execute(sql: "UPDATE expert SET name = '示例暗改'") }
        #expect(try await names() == before)
        #expect(try await other.read { try $0.all(Expert.self).allSatisfy { $0.name == "示例暗改" } })

        for (round, store) in [other, served, other].enumerated() {
            var expert = try #require(try await store.read { try $0.all(Expert.self).first })
            expert.name = "示例改名\(round)"
            let changed = expert
            try await store.write { try $0.put(changed) }
            #expect(try await names().contains("示例改名\(round)"))
        }
        // What is undone changes nothing; a change of another kind neither.
        let kept = try await names()
        await #expect(throws: CancellationError.self) {
            try await served.write { writer in
                var expert = try writer.all(Expert.self)[0]
                expert.name = "示例撤回"
                try writer.put(expert)
                #expect(try writer.all(Expert.self)[0].name == "示例撤回")
                throw CancellationError()
            }
        }
        #expect(try await names() == kept)
        let version = { @Sendable (db: Database) in
            try Int.fetchOne(db, sql: "SELECT version FROM record_version WHERE kind = 'expert'")
        }
        let count = try scratch.raw { try version($0) }
        let dossier = Samples.dossier(1)
        try await served.write { try $0.put(dossier) }
        #expect(try scratch.raw { try version($0) } == count)
    }

    @Test("has the round and its people by heart, and learns of every change")
    func byHeart() async throws {
        _ = try await Samples.store(in: scratch)
        let served = try RoundDatabase(path: scratch.path(), creating: false)
        let other = try RoundDatabase(path: scratch.path(), creating: false)
        let stranger = Person(id: "C-99", name: "示例组长", role: .chair)
        func found() async throws -> Person? { try await served.read { try $0.find(Person.self, ["C-99"]) } }
        #expect(try await found() == nil)
        try await other.write { try $0.put(stranger) }
        #expect(try await found() == stranger)
        try scratch.raw { try $0.execute(sql: "UPDATE person SET name = '示例暗改' WHERE id = 'C-99'") }
        #expect(try await found() == stranger)
        var renamed = stranger
        renamed.name = "示例改名"
        let changed = renamed
        try await served.write { try $0.put(changed) }
        #expect(try await found() == changed)
        try await other.write { try $0.remove(changed) }
        #expect(try await found() == nil)
    }

    @Test("has the acts of the log as its bodies tell them, from any of them on")
    func acts() async throws {
        let store = try await Samples.store(in: scratch)
        let last = try await store.read { try $0.logEnd()?.number ?? 0 }
        let body = { (number: Int) in
            #"{"act":"submit","actor":"E-1","at":"2030-03-17T17:46:40Z","changes":[{"after":null,"before":null,"identity":["\#(number)"],"kind":"x"}],"number":\#(number),"previous":"","remark":"示例“\#(number)”"}"#
        }
        for number in last + 1...last + 3 {
            let row = LogRow(number: number, body: body(number), digest: String(repeating: "\(number % 10)", count: 64))
            try await store.write { try $0.append(row) }
        }
        let acts = try await store.read { try $0.acts(from: last + 2) }
        #expect(acts.map(\.number) == [last + 2, last + 3])
        #expect(acts.allSatisfy { $0.changes == 1 && $0.actor == "E-1" && $0.act == "submit" })
        #expect(acts.first?.remark == "示例“\(last + 2)”" && "\(acts[0].at)".hasPrefix("2030-03-17"))
    }
}
