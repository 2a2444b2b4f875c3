internal import Synchronization
internal import Workflow

/// Records that were read whole, kept by a server for as long as none of their kind changes: one page after another asks for the same
/// ten thousand.
///
/// Each kind has a version in the database, one more for every transaction that changed any of it, whichever program's. A reader finds
/// it in its own snapshot, and so takes from here exactly what it would have read.
final class RecordShelf: Sendable {
    private let kept = Mutex<[String: (version: Int, records: any Sendable)]>([:])

    /// The records of a kind as they are in a version; nil where another one was read, or none.
    func records<R: RoundRecord>(_ kind: R.Type, at version: Int) -> [R]? {
        kept.withLock { kept in
            guard let (known, records) = kept[kind.recordName], known == version else { return nil }
            return records as? [R]
        }
    }

    /// Keeps what was read, unless something newer is there.
    func keep<R: RoundRecord>(_ records: [R], at version: Int) {
        kept.withLock { kept in
            if let (known, _) = kept[R.recordName], known > version { return }
            kept[R.recordName] = (version, records)
        }
    }
}
