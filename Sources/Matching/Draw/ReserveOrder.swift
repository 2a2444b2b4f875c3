public import Programme

/// Who takes the place of an expert who left, by the order of the draw (招标投标法实施条例 46: 更换成员依照同样的抽取).
public struct ReserveOrder: Sendable {
    private let quotas: DrawQuotas
    private let drawn: [DrawCandidate]
    private let reserves: [DrawCandidate]
    private var called: Set<String>

    /// The order of a draw, some of whose reserves were called up already.
    public init(_ announcement: DrawAnnouncement, _ outcome: DrawOutcome, called: Set<String> = []) {
        let byNumber = Dictionary(announcement.pool.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        quotas = announcement.quotas
        drawn = outcome.drawn.compactMap { byNumber[$0] }
        reserves = outcome.reserves.compactMap { byNumber[$0] }
        self.called = called
    }

    /// Those in service: the drawn, then the reserves called up, in the order of the draw.
    public var inService: [String] { (drawn + reserves.filter { called.contains($0.expert) }).map(\.expert) }

    /// Calls a reserve up.
    public mutating func call(_ expert: String) { called.insert(expert) }

    /// Who may take a place that an expert of a stratum left, the first first.
    ///
    /// 1. The reserves of the same stratum: with them the place stays what it was, and every quota as it was.
    /// 2. The reserves of the same specialty, and
    /// 3. all other reserves, from regions that have room under the limit.
    /// 4. Those in service already; they have the place on top of what they have.
    ///
    /// Each in the order of the draw, so that nobody chooses.
    public func successors(to stratum: DrawStratum) -> [String] {
        let waiting = reserves.filter { !called.contains($0.expert) }
        let same = waiting.filter { $0.stratum == stratum }
        let elsewhere = waiting.filter { $0.stratum != stratum && hasRoom($0.stratum.region) }
        let alike = elsewhere.filter { $0.stratum.specialty == stratum.specialty }
        let others = elsewhere.filter { $0.stratum.specialty != stratum.specialty }
        return (same + alike + others).map(\.expert) + inService
    }

    private func hasRoom(_ region: String) -> Bool {
        guard let limit = quotas.perRegion else { return true }
        let service = drawn + reserves.filter { called.contains($0.expert) }
        return service.count { $0.stratum.region == region } < limit
    }
}
