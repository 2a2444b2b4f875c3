/// One of several objectives that are pursued in order: each as far as the earlier ones allow.
public struct ObjectiveStep: Sendable, Hashable {
    /// What a step pursues.
    public enum Objective: String, Sendable, Hashable, CaseIterable, Codable {
        /// As many places filled as possible.
        case fill
        /// The largest affinity of the worst dossier, the sum over its experts.
        case fair
        /// The largest total affinity, less the prices of soft requirements that give way.
        case total
        /// The most even load: the least sum of the squares of the experts' numbers of dossiers.
        case even
        /// The fewest pairs of an earlier plan that are no longer in.
        case changes

        /// Whether it is a whole number that is counted, not a sum of affinities.
        public var isCounted: Bool { self == .fill || self == .even || self == .changes }

        /// Whether less of it is better.
        public var isLowered: Bool { self == .even || self == .changes }
    }

    /// What is pursued.
    public var objective: Objective
    /// How much of it later steps may give up, in millionths of what it reached; rounded down to a whole unit.
    public var tolerance: Int

    /// A step; by default later ones may give up nothing of it.
    public init(_ objective: Objective, tolerance: Int = 0) {
        self.objective = objective
        self.tolerance = tolerance
    }

    /// A step as it is written: an objective, or one with a tolerance such as `total:0.5%`; nil where it is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let objective = Objective(rawValue: String(parts[0])) else { return nil }
        self.init(objective)
        guard parts.count == 2 else { return }
        guard let tolerance = Self.millionths(ofPercent: parts[1].utf8) else { return nil }
        self.tolerance = tolerance
    }

    /// Steps separated by commas; nil where one is no step, or an objective occurs twice.
    public static func list(_ text: String) -> [ObjectiveStep]? {
        let steps = text.split(separator: ",", omittingEmptySubsequences: false).map { ObjectiveStep(String($0)) }
        let known = steps.compactMap(\.self)
        guard known.count == steps.count, Set(known.map(\.objective)).count == known.count else { return nil }
        return known
    }

    /// The step as it is written.
    public var spelled: String {
        guard tolerance > 0 else { return objective.rawValue }
        let fraction = String(tolerance % 10_000 + 10_000).dropFirst()
        let digits = fraction.reversed().drop { $0 == "0" }.reversed()
        return "\(objective.rawValue):\(tolerance / 10_000)" + (digits.isEmpty ? "" : ".") + String(digits) + "%"
    }

    /// Digits, at most four of them after a point, and `%`; from 0 to 100 %.
    private static func millionths(ofPercent text: Substring.UTF8View) -> Int? {
        guard text.last == UInt8(ascii: "%") else { return nil }
        let parts = text.dropLast().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        guard (1...2) ~= parts.count, (1...3) ~= parts[0].count, parts.allSatisfy({ $0.allSatisfy(isDigit) }),
            parts.count == 1 || (1...4) ~= parts[1].count
        else { return nil }
        var digits = Array(parts[0]) + (parts.count == 2 ? Array(parts[1]) : [])
        digits += repeatElement(UInt8(ascii: "0"), count: 4 - (parts.count == 2 ? parts[1].count : 0))
        let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return value <= 1_000_000 ? value : nil
    }

    /// The least that later steps must keep of what was reached, in units of which more is better.
    func least(from reached: Int) -> Int {
        Int(clamping: Int128(reached) - Int128(reached.magnitude) * Int128(tolerance) / 1_000_000)
    }
}

extension [ObjectiveStep] {
    /// Whether groups that share panels are formed for the worst dossier, not for the total: whichever comes first.
    var formGroupsFairly: Bool { first { $0.objective == .fair || $0.objective == .total }?.objective == .fair }
}
