public import Matching
import Programme

/// Who watches a search that the office makes.
public struct SearchWatch: Sendable {
    /// What may end it early; nil where nothing does.
    public var cancellation: Cancellation?
    /// What is told of its course.
    public var progress: @Sendable (SolveProgress) -> Void

    /// A watch; by default nobody's.
    public init(cancellation: Cancellation? = nil, progress: @escaping @Sendable (SolveProgress) -> Void = { _ in }) {
        self.cancellation = cancellation
        self.progress = progress
    }

    /// A watch that ends a search after so many seconds from now, with the best that it has by then.
    ///
    /// - Parameter isUnwanted: Asked now and then; once it says so, the search ends too.
    public static func ending(
        after seconds: Double, orOnce isUnwanted: @escaping @Sendable () -> Bool = { false }
    ) -> SearchWatch {
        let end = ContinuousClock.now + .seconds(seconds)
        return SearchWatch(cancellation: Cancellation { ContinuousClock.now >= end || isUnwanted() })
    }
}

/// That the round is not as it was when an act was prepared.
public struct RoundMoved: Error {}

extension Office {
    /// The same office for one request, whose act is done once however often it comes; nil for one that isn't marked so.
    public func once(_ request: OnceOnly?) -> Office {
        var office = self
        office.request = request
        return office
    }

    /// The same office, with somebody who watches its searches.
    public func watched(by watch: SearchWatch) -> Office {
        var office = self
        office.watch = watch
        return office
    }

    /// The same office, whose acts are refused with `RoundMoved` unless the log is as long as this.
    public func whileLogHas(_ length: Int) -> Office {
        var office = self
        office.logLength = length
        return office
    }

    /// How many acts the log has.
    public func logLength() async throws -> Int { try await store.read { try $0.logEnd()?.number ?? 0 } }

    /// What was answered to the same request when it came before; nil where it didn't, or where it isn't marked so.
    ///
    /// `perform` answers so by itself; who searches for long before that asks first.
    func told<Value: Sendable>(_ act: Act, to person: String) async throws -> Value? {
        guard let request else { return nil }
        return try await store.read { try request.answer(to: person, act: act, in: $0) }
    }

    /// Whether the request that this office answers was answered before.
    public func wasAskedBefore(by person: String) async throws -> Bool {
        guard let request else { return false }
        return try await store.read { reader in
            try reader.all(Receipt.self, where: "person", is: person).contains { $0.key == request.key }
        }
    }
}
