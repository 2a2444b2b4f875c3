import Matching
import Programme
import Testing

@Suite("Reserves take places in the order of the draw")
struct ReserveOrderTests {
    /// Numbers 1–4 are a in region 1, 5–6 a in region 2, 7–9 b in region 1, 10 b in region 3.
    private static let pool = Pools.pool([("a", "1", 4), ("a", "2", 2), ("b", "1", 3), ("b", "3", 1)])
    private static let outcome = DrawOutcome(
        numbers: [], seed: "", drawn: [2, 7, 5], reserves: [9, 4, 10, 1, 6, 8, 3])

    private func order(perRegion: Int?, called: Set<String> = []) -> ReserveOrder {
        ReserveOrder(
            Pools.announcement(Self.pool, DrawQuotas(experts: 3, perRegion: perRegion)), Self.outcome, called: called)
    }

    @Test("the next of the same stratum first, then of the same specialty, then any, at last those in service")
    func classes() {
        #expect(
            order(perRegion: nil).successors(to: DrawStratum(specialty: "a", region: "1"))
                == ["E-4", "E-1", "E-3", "E-6", "E-9", "E-10", "E-8", "E-2", "E-7", "E-5"])
        #expect(
            order(perRegion: nil).successors(to: DrawStratum(specialty: "b", region: "3"))
                == ["E-10", "E-9", "E-8", "E-4", "E-1", "E-6", "E-3", "E-2", "E-7", "E-5"])
    }

    @Test("from elsewhere only where the region has room, while the same stratum takes over the place")
    func room() {
        let order = order(perRegion: 2)
        #expect(
            order.successors(to: DrawStratum(specialty: "a", region: "1"))
                == ["E-4", "E-1", "E-3", "E-6", "E-10", "E-2", "E-7", "E-5"])
        #expect(order.successors(to: DrawStratum(specialty: "c", region: "9")) == ["E-10", "E-6", "E-2", "E-7", "E-5"])
    }

    @Test("who was called up is in service, and no reserve any more")
    func called() {
        var order = order(perRegion: 2, called: ["E-4"])
        #expect(order.inService == ["E-2", "E-7", "E-5", "E-4"])
        #expect(order.successors(to: DrawStratum(specialty: "a", region: "1")).first == "E-1")
        order.call("E-6")
        #expect(
            order.successors(to: DrawStratum(specialty: "a", region: "2"))
                == ["E-10", "E-2", "E-7", "E-5", "E-4", "E-6"])
    }
}
