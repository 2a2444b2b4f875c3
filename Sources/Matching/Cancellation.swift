internal import Synchronization

/// Asks a search to end: it then gives the best plan that it has, as when its time is over.
///
/// Any thread may ask at any time, and several searches may share one.
public final class Cancellation: Sendable {
    private let isAsked = Atomic(false)
    private let source: (@Sendable () -> Bool)?

    /// - Parameter source: Asked now and then by the thread that searches; once it has said true, it is asked no more. It
    ///   is for what can't call `cancel`, such as the handler of a signal.
    public init(when source: (@Sendable () -> Bool)? = nil) {
        self.source = source
    }

    /// Asks for the end.
    public func cancel() { isAsked.store(true, ordering: .relaxed) }

    /// Whether the end was asked for.
    public var isCancelled: Bool {
        if isAsked.load(ordering: .relaxed) { return true }
        guard let source, source() else { return false }
        cancel()
        return true
    }
}
