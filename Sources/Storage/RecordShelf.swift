internal import Synchronization
internal import Workflow

/// Records that were read whole, kept by a server for as long as none of their kind changes: one page after another asks for the same
/// ten thousand.
///
/// Each kind has a version in the database, one more for every transaction that changed any of it, whichever program's. A reader finds
/// it in its own snapshot, and so takes from here exactly what it would have read.
final class RecordShelf: Sendable {
    private let kept = Mutex<[String: (version: Int, records: any Sendable)]>([:])
    private let single = Mutex<[String: (version: Int, records: [[String]: any Sendable])]>([:])

    /// The records of a kind as they are in a version; nil where another one was read, or none.
    func records<R: RoundRecord>(_ kind: R.Type, at version: Int) -> [R]? {
        kept.withLock { kept in
            guard let (known, records) = kept[kind.recordName], known == version else { return nil }
            return records as? [R]
        }
    }

    /// The record with an identity as it is in a version; looked for where it isn't known.
    func record<R: RoundRecord>(_ identity: [String], at version: Int, _ find: () throws -> R?) throws -> R? {
        let known = single.withLock { single in
            single[R.recordName].flatMap { $0.version == version ? $0.records[identity] as? R : nil }
        }
        if let known { return known }
        guard let record = try find() else { return nil }
        single.withLock { single in
            if let (known, _) = single[R.recordName], known > version { return }
            if single[R.recordName]?.version != version { single[R.recordName] = (version, [:]) }
            single[R.recordName]?.records[identity] = record
        }
        return record
    }

    /// Keeps what was read, unless something newer is there.
    func keep<R: RoundRecord>(_ records: [R], at version: Int) {
        kept.withLock { kept in
            if let (known, _) = kept[R.recordName], known > version { return }
            kept[R.recordName] = (version, records)
        }
    }
}
