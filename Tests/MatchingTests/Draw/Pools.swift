import Matching
import Programme

/// Made-up pools and announcements.
enum Pools {
    /// A pool with so many of each specialty in each region; specialties are letters, regions figures.
    static func pool(_ cells: [(specialty: String, region: String, count: Int)]) -> [DrawCandidate] {
        let strata = cells.flatMap { [DrawStratum](repeating: .init(specialty: $0.specialty, region: $0.region), count: $0.count) }
        return strata.enumerated().map { DrawCandidate(number: $0 + 1, expert: "E-\($0 + 1)", stratum: $1) }
    }

    static func random<Generator: RandomNumberGenerator>(
        _ count: Int, specialties: Int, regions: Int, by generator: inout Generator
    ) -> [DrawCandidate] {
        (0..<count).map { index in
            let specialty = ["a", "b", "c", "d"][Int.random(in: 0..<specialties, using: &generator)]
            return DrawCandidate(
                number: index + 1, expert: "E-\(index + 1)",
                stratum: DrawStratum(specialty: specialty, region: "\(Int.random(in: 1...regions, using: &generator))"))
        }
    }

    static func randomQuotas<Generator: RandomNumberGenerator>(
        _ count: Int, specialties: Int, by generator: inout Generator
    ) -> DrawQuotas {
        DrawQuotas(
            experts: Int.random(in: 1...count, using: &generator),
            minima: ["a", "b", "c", "d"].prefix(specialties).compactMap { specialty in
                let minimum = Int.random(in: 0...max(1, count / specialties), using: &generator)
                return minimum == 0 ? nil : .init(specialty: specialty, minimum: minimum)
            },
            perRegion: Bool.random(using: &generator) ? Int.random(in: 1...count, using: &generator) : nil)
    }

    static let seed = (0..<32).map { UInt8($0 * 7 & 0xFF) }

    static func announcement(
        _ pool: [DrawCandidate], _ quotas: DrawQuotas, seed: [UInt8] = seed, method: DrawMethod = .sha256
    ) -> DrawAnnouncement {
        DrawAnnouncement(
            call: String(repeating: "c", count: 64), category: "school", number: 1, at: Instant(seconds: 1_900_000_000),
            method: method, quotas: quotas, seedDigest: DrawSeed.digest(of: seed),
            sources: [
                DrawSource(name: "示例彩票", count: 3, at: Instant(seconds: 1_900_000_100)),
                DrawSource(name: "示例指数×100", count: 1, at: Instant(seconds: 1_900_000_200)),
            ], pool: pool)
    }

    static let numbers = [[4, 19, 7], [312_345]]

    /// Whether some of a pool meet quotas.
    static func meet(_ quotas: DrawQuotas, _ chosen: [DrawCandidate]) -> Bool {
        let regions = Dictionary(grouping: chosen, by: \.stratum.region)
        return chosen.count == quotas.experts
            && quotas.minima.allSatisfy { minimum in
                chosen.count { $0.stratum.specialty == minimum.specialty } >= minimum.minimum
            }
            && regions.values.allSatisfy { $0.count <= quotas.perRegion ?? Int.max }
    }
}
