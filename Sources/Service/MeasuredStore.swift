public import Programme
public import Workflow

/// A store whose writes are counted and timed.
public struct MeasuredStore: RoundStore {
    private let store: any RoundStore
    private let metrics: ServiceMetrics

    /// A store, and where its writes are counted.
    public init(_ store: any RoundStore, _ metrics: ServiceMetrics) {
        self.store = store
        self.metrics = metrics
    }

    /// Why nothing more is written; nil where writes are taken.
    public var standstill: Failure? { store.standstill }

    /// Reads in one snapshot.
    public func read<Value: Sendable>(_ work: @Sendable (any RoundReader) throws -> Value) async throws -> Value {
        try await store.read(work)
    }

    /// Writes in one transaction, on disk once this returns.
    public func write<Value: Sendable>(_ work: @Sendable (any RoundWriter) throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let value = try await store.write(work)
            metrics.writeEnded(isKept: true, after: start.duration(to: .now))
            return value
        } catch {
            metrics.writeEnded(isKept: false, after: start.duration(to: .now))
            throw error
        }
    }
}
