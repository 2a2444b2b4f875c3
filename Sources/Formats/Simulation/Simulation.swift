internal import Matching
public import Programme

/// A made-up assignment problem and scores with known true quality, of any size: for benchmarks and load tests.
///
/// Everything follows from the arguments alone, by whole numbers, so that every machine writes the same bytes. All ids
/// begin with 示例 and the name says synthetic: nobody shall take them for real applicants or experts.
public struct Simulation: Sendable, Hashable {
    /// Requirements that a simulated problem may have, beside demand, load and conflicts.
    public enum Requirement: String, Sendable, Hashable, CaseIterable {
        /// Specialties at 50, 25 and 25 %; at least one expert of the second and of the third on each dossier.
        case mix
        /// Half as many organisations as experts; at most one expert of each on a dossier.
        case organisation
        /// 37 regions, a quarter of the experts in one of them; at most two of each on a dossier, none of its own.
        case region
    }

    /// How many dossiers.
    public let dossiers: Int
    /// How many experts.
    public let experts: Int
    /// How many experts each dossier needs.
    public let demand: Int
    /// How many dossiers an expert may have.
    public let load: Int
    /// What else is required.
    public let requirements: Set<Requirement>
    /// How many values affinities may have, equally spaced over their range; nil for as many as there are.
    public let levels: Int?
    /// What everything is drawn from.
    public let seed: UInt64

    /// The most dossiers, and the most experts.
    public static let largestCount = 100_000
    /// The most values that affinities can be rounded to.
    public static let largestLevels = 10_000
    /// How many experts a dossier needs where nothing else is said.
    public static let defaultDemand = 3

    /// A simulation.
    ///
    /// - Parameters:
    ///   - demand: 3 where it is left out.
    ///   - load: Where it is left out, `sensibleLoad`.
    /// - Throws: `Failure.usage` where a number is out of its range, or where counting alone shows that no plan can
    ///   satisfy the problem, with what to change.
    public init(
        dossiers: Int, experts: Int, demand: Int = defaultDemand, load: Int? = nil,
        requirements: Set<Requirement> = [], levels: Int? = nil, seed: UInt64 = 0
    ) throws(Failure) {
        try require("--dossiers", dossiers, in: 1...Self.largestCount)
        try require("--experts", experts, in: 1...Self.largestCount)
        try require("--demand", demand, in: 1...Self.largestCount)
        if let load { try require("--load", load, in: 1...Self.largestCount) }
        if let levels { try require("--levels", levels, in: 1...Self.largestLevels) }
        self.dossiers = dossiers
        self.experts = experts
        self.demand = demand
        self.load =
            load ?? Self.sensibleLoad(dossiers: dossiers, experts: experts, demand: demand, requirements: requirements)
        self.requirements = requirements
        self.levels = levels
        self.seed = seed
        let shortages = self.shortages
        guard shortages.isEmpty else {
            throw .usage(
                Text(
                    zh: shortages.map(\.zh).joined(separator: "\n"), en: shortages.map(\.en).joined(separator: "\n")))
        }
    }

    /// The name of the instance, which tells how to make it again.
    public var name: String {
        var words = ["示例 synthetic: \(dossiers) dossiers × \(experts) experts, demand \(demand), load \(load)"]
        words += Requirement.allCases.filter(requirements.contains).map(\.rawValue)
        if let levels { words.append("\(levels) levels") }
        return (words + ["seed \(seed)"]).joined(separator: ", ")
    }

    func id(ofDossier dossier: Int) -> String { "示例D" + padded(dossier + 1, like: dossiers) }

    func id(ofExpert expert: Int) -> String { "示例E" + padded(expert + 1, like: experts) }
}

/// A number with zeros before it, so that ids sort by number.
func padded(_ number: Int, like largest: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: String(largest).utf8.count - digits.utf8.count) + digits
}

private func require(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws(Failure) {
    guard !range.contains(value) else { return }
    throw .usage(
        Text(
            zh: "\(option) 的值为 \(value)，应为 \(range.lowerBound) 至 \(range.upperBound) 的整数。",
            en: "\(option) is \(value); expected a whole number from \(range.lowerBound) to \(range.upperBound)."))
}
