internal import Foundation
internal import GRDB
internal import Programme
internal import Synchronization

/// The one way to write: works that arrive while a commit is under way are done in the next transaction together, with one flush to the
/// disk, since that flush is what takes the time. Nothing waits where nothing is under way.
///
/// Each has a savepoint of its own, so that one that fails is undone alone; each is answered after the commit, in the order in which
/// they came. A refusal too waits for it, since what it rests on may be of the same transaction.
final class GroupCommit: Sendable {
    private let pool: DatabasePool
    private let longest: Duration
    private let state = Mutex(State())

    private struct State {
        var waiting: [any PendingWork] = []
        var isBusy = false
        var standstill: Failure?
        /// How many rows were changed by then when the log was last written back into the database.
        var changesWrittenBack = 0
    }

    /// How many works share a transaction.
    private static let most = 256
    /// After so many changed rows the write-ahead log is written back: about SQLite's own thousand pages.
    private static let changesBetweenWritingBack = 1000

    /// - Parameter longest: How long works are added to a transaction: who came first waits no longer than this for others.
    init(_ pool: DatabasePool, longest: Duration = .milliseconds(20)) {
        self.pool = pool
        self.longest = longest
    }

    /// How many works wait for a transaction.
    var waiting: Int { state.withLock(\.waiting.count) }

    /// Why nothing is written any more; nil while writes are taken.
    var standstill: Failure? { state.withLock(\.standstill) }

    /// Does a work in a transaction, on disk once this returns. Where its task is cancelled before it is kept, it is undone.
    func perform<Value: Sendable>(_ work: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        let pending = PendingWrite(work)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                pending.waits(continuation)
                enqueue(pending)
            }
        } onCancel: {
            pending.cancel()
        }
    }

    func enqueue(_ work: any PendingWork) {
        let isFirst = state.withLock { state in
            state.waiting.append(work)
            defer { state.isBusy = true }
            return !state.isBusy
        }
        if isFirst { schedule() }
    }

    private func schedule() {
        pool.asyncWriteWithoutTransaction { [self] db in
            commit(next(), in: db)
            writeBack(in: db)
            let isMore = state.withLock { state in
                state.isBusy = !state.waiting.isEmpty
                return state.isBusy
            }
            if isMore { schedule() }
        }
    }

    private func next() -> [any PendingWork] {
        state.withLock { state in
            let group = Array(state.waiting.prefix(GroupCommit.most))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    /// Does a group of works in one transaction and answers them.
    private func commit(_ group: [any PendingWork], in db: Database) {
        if let standstill {
            for work in group { work.fail(standstill) }
            return
        }
        var done = 0
        var isCommitting = false
        do {
            try db.inTransaction(.immediate) {
                let session = Session(db: db)
                let start = ContinuousClock.now
                var isChanged = false
                for work in group {
                    done += 1
                    if group.count == 1 { isChanged = work.run(session) } else if try runAlone(work, session) { isChanged = true }
                    if let error = work.error as? DatabaseError, isLast(error) { throw error }
                    if start.duration(to: .now) > longest { break }
                }
                if isChanged { try session.noteVersions() }
                isCommitting = isChanged
                return isChanged ? .commit : .rollback
            }
        } catch {
            let failure = explained(error, committing: isCommitting)
            // Where the transaction didn't begin, it would not for the others either.
            let tried = done == 0 ? group.count : done
            for work in group[..<tried] { work.fail(failure) }
            putBack(group[tried...])
            return
        }
        for work in group[..<done] { work.answer() }
        putBack(group[done...])
    }

    /// Does one of several works, and undoes it alone where it fails.
    ///
    /// - Throws: what SQLite said where it undid the whole transaction.
    private func runAlone(_ work: any PendingWork, _ session: Session) throws -> Bool {
        var isKept = false
        do {
            try session.db.inSavepoint {
                isKept = work.run(session)
                return isKept ? .commit : .rollback
            }
        } catch {
            throw work.error ?? error
        }
        guard session.db.isInsideTransaction else { throw work.error ?? DatabaseError(resultCode: .SQLITE_ABORT) }
        return isKept
    }

    private func putBack(_ rest: ArraySlice<any PendingWork>) {
        guard !rest.isEmpty else { return }
        state.withLock { $0.waiting.insert(contentsOf: rest, at: 0) }
    }

    /// Writes what is in the write-ahead log back into the database, now and then, after the answers. SQLite's own way to do that hides
    /// whether the disk took it.
    private func writeBack(in db: Database) {
        let changes = db.totalChangesCount
        guard state.withLock({ changes - $0.changesWrittenBack >= GroupCommit.changesBetweenWritingBack && $0.standstill == nil }) else {
            return
        }
        do {
            _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)")
            state.withLock { $0.changesWrittenBack = changes }
        } catch {
            // A full disk keeps it in the log until there is space; a flush that failed ends all writing.
            _ = explained(error, committing: false)
        }
    }

    /// Whether nothing may be written after an error.
    private func isLast(_ error: DatabaseError) -> Bool {
        if case .storage(.stopped, _) = Failure(error, path: pool.path) { return true }
        return false
    }

    /// The failure of a transaction; where nobody can say whether it is on disk, no other follows it.
    private func explained(_ error: any Error, committing: Bool) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let failure = Failure(error, path: pool.path, committing: committing)
        if case .storage(.stopped, _) = failure {
            state.withLock { $0.standstill = .storage(.stopped, Failure.standstill(pool.path)) }
        }
        return failure
    }
}

/// A work that waits for its transaction.
protocol PendingWork: Sendable {
    /// Does it and keeps what comes of it; whether it is to be kept.
    func run(_ session: Session) -> Bool
    /// What it failed with; nil where it didn't.
    var error: (any Error)? { get }
    /// Tells its caller what came of it.
    func answer()
    /// Tells its caller that it was not done.
    func fail(_ error: any Error)
}

/// A work and the caller who waits for it.
private final class PendingWrite<Value: Sendable>: PendingWork {
    private struct State {
        var work: (@Sendable (Session) throws -> Value)?
        var outcome: Result<Value, any Error>?
        var continuation: CheckedContinuation<Value, any Error>?
        var isCancelled = false
    }

    private let state: Mutex<State>

    init(_ work: @escaping @Sendable (Session) throws -> Value) { state = Mutex(State(work: work)) }

    func waits(_ continuation: CheckedContinuation<Value, any Error>) { state.withLock { $0.continuation = continuation } }

    func cancel() { state.withLock { $0.isCancelled = true } }

    func run(_ session: Session) -> Bool {
        let outcome = Result { try done(session) }
        return state.withLock { state in
            state.outcome = state.isCancelled ? .failure(CancellationError()) : outcome
            if case .success? = state.outcome { return true }
            return false
        }
    }

    /// The work is let go of here, before its caller goes on.
    private func done(_ session: Session) throws -> Value {
        let work = state.withLock { state in
            defer { state.work = nil }
            return state.isCancelled ? nil : state.work
        }
        guard let work else { throw CancellationError() }
        return try work(session)
    }

    var error: (any Error)? {
        state.withLock { state in
            guard case .failure(let error)? = state.outcome else { return nil }
            return error
        }
    }

    func answer() { resume { $0 ?? .failure(CancellationError()) } }

    func fail(_ error: any Error) { resume { _ in .failure(error) } }

    private func resume(_ outcome: (Result<Value, any Error>?) -> Result<Value, any Error>) {
        let (continuation, told) = state.withLock { state in
            defer { (state.work, state.continuation) = (nil, nil) }
            return (state.continuation, outcome(state.outcome))
        }
        continuation?.resume(with: told)
    }
}
