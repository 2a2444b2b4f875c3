/// By how much the affinities of a panel stay below some affinity, each counted in whole steps: what a floor leaves room
/// for is a whole number of steps too. A panel of `demand` experts with an affinity of at least F satisfies
///
///     Σ ⌊(top − affinity) ÷ width⌋ ≤ ⌊(demand × top − F) ÷ width⌋
///
/// for any `top` and any `width` above 0 (V. Chvátal, "Edmonds polytopes and a hierarchy of combinatorial problems", 1973;
/// R. E. Gomory, 1958). A relaxation takes parts of experts to hit a floor exactly, which no panel can; with these rows it
/// has to do almost as panels do.
struct FloorSteps: Hashable {
    /// In units, at most the largest magnitude among affinities.
    let top: Int
    /// In units, above 0.
    let width: Int

    /// How many steps an affinity is below the top; negative where it is above.
    func count(_ affinity: Int) -> Int { floorDivision(top - affinity, width) }

    /// How many steps a panel of so many experts has room for on a floor.
    func room(_ demand: Int, floor: Int) -> Int { floorDivision(demand * top - floor, width) }
}

extension FloorSteps {
    /// An expert's share in a panel, and the affinity in units.
    typealias Share = (affinity: Int, share: Double)

    /// The steps that a panel with fractions breaks most, as seen from where it is; nil where it keeps to all that are tried.
    static func mostBroken(by panel: [Share], demand: Int, floor: Int, best: Int) -> FloorSteps? {
        let affinities = Set(panel.map(\.affinity)).sorted(by: >)
        var mostBroken: (steps: FloorSteps, excess: Double)?
        for top in Set(affinities.prefix(mostTops) + [best]).sorted(by: >) {
            let room = demand * top - floor
            for width in widths(Set(affinities.map { abs(top - $0) }), room) {
                let steps = FloorSteps(top: top, width: width)
                let most = steps.room(demand, floor: floor)
                guard abs(most) <= finest else { continue }
                var taken = 0.0
                var squares = 1.0
                for (affinity, share) in panel {
                    let count = Double(steps.count(affinity))
                    taken += share * count
                    squares += count * count
                }
                let excess = (taken - Double(most)) / squares.squareRoot()
                if excess > max(leastExcess, mostBroken?.excess ?? 0) { mostBroken = (steps, excess) }
            }
        }
        return mostBroken?.steps
    }

    /// Widths at which the counts of some distances lose nothing or the room loses much.
    private static func widths(_ distances: Set<Int>, _ room: Int) -> [Int] {
        var widths: Set<Int> = []
        for distance in distances {
            for parts in 1...4 { widths.insert(distance / parts) }
        }
        for parts in 1...4 { widths.insert(abs(room) / parts + 1) }
        return widths.filter { $0 > 0 }.sorted()
    }

    private static let mostTops = 4
    /// More steps than this are hardly better than the floor itself.
    private static let finest = 24
    private static let leastExcess = 1e-3
}

/// A quotient rounded towards minus infinity; the divisor is positive.
func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}
