internal import Synchronization
internal import Workflow

/// Records that were read, kept for as long as none of their kind changes: one page after another asks for the same ten thousand, one
/// paper after another for the same sheets, and every request for the round and its person.
///
/// Each kind has a version in the database, one more for every transaction that changed any of it, whichever program's. A reader finds
/// it in its own snapshot, and so takes from here exactly what it would have read.
final class RecordShelf: Sendable {
    /// What was read of a kind in one version.
    private struct Kept {
        var version: Int
        var all: (any Sendable)?
        var single: [[String]: any Sendable] = [:]
    }

    private let kinds = Mutex<[String: Kept]>([:])

    /// The records of a kind as they are in a version; read where they aren't here.
    func records<R: RoundRecord>(_ kind: R.Type, at version: Int, _ read: () throws -> [R]) throws -> [R] {
        if let known = known(kind, at: version, { $0.all as? [R] }) { return known }
        let records = try read()
        keep(kind, at: version) { $0.all = records }
        return records
    }

    /// The record with an identity as it is in a version; looked for where it isn't here.
    func record<R: RoundRecord>(_ identity: [String], at version: Int, _ find: () throws -> R?) throws -> R? {
        if let known = known(R.self, at: version, { $0.single[identity] as? R }) { return known }
        guard let record = try find() else { return nil }
        keep(R.self, at: version) { $0.single[identity] = record }
        return record
    }

    private func known<R: RoundRecord, Part: Sendable>(_ kind: R.Type, at version: Int, _ part: (Kept) -> Part?) -> Part? {
        kinds.withLock { kinds in kinds[kind.recordName].flatMap { $0.version == version ? part($0) : nil } }
    }

    /// Keeps what was read, unless something newer is here.
    private func keep<R: RoundRecord>(_ kind: R.Type, at version: Int, _ change: (inout Kept) -> Void) {
        kinds.withLock { kinds in
            if let known = kinds[kind.recordName]?.version, known > version { return }
            if kinds[kind.recordName]?.version != version { kinds[kind.recordName] = nil }
            change(&kinds[kind.recordName, default: Kept(version: version)])
        }
    }
}
