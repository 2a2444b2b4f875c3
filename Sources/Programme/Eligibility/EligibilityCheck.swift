/// One named condition of the notice, read from one column of the summary table.
public struct EligibilityCheck: Codable, Sendable, Hashable {
    /// Its identifier.
    public var id: String
    /// What it asks for.
    public var name: Text
    /// The clause of the notice.
    public var clause: String
    /// The column of the summary table.
    public var column: String
    /// What the column must hold.
    public var must: Requirement
    /// What follows where it does not.
    public var otherwise: Consequence

    /// Puts one together from its parts.
    public init(id: String, name: Text, clause: String, column: String, must: Requirement, otherwise: Consequence) {
        self.id = id
        self.name = name
        self.clause = clause
        self.column = column
        self.must = must
        self.otherwise = otherwise
    }

    /// What a column must hold.
    public enum Requirement: Codable, Sendable, Hashable {
        /// Exactly this value.
        case be(String)
        /// One of these values.
        case oneOf([String])
        /// A number no smaller than this, in the unit named.
        case atLeast(Points, unit: String)
        /// A date at least so many full years before the day of filing.
        case fullYearsBeforeFiling(Int)
    }

    /// What follows from a condition that is not met.
    public enum Consequence: String, Codable, Sendable, CaseIterable {
        /// The dossier is out: it is taken in as not meeting the condition, and takes no part.
        case refuse
        /// A flag is raised, and a named person decides with a reason ("in principle").
        case flag
    }

    /// What a check says of a value.
    public enum Outcome: Sendable, Hashable {
        /// The condition is met.
        case met
        /// The condition is not met.
        case notMet
        /// The value cannot be read as what the check needs.
        case unreadable(expected: Text)
    }

    /// Judges a value filed on a day.
    public func judge(_ value: String, filedOn day: Day) -> Outcome {
        switch must {
        case .be(let wanted):
            // 是 / 否 columns admit only the two, so that a slip is not taken for an answer.
            if value == wanted { return .met }
            return value == "是" || value == "否" ? .notMet : .unreadable(expected: Text(zh: "是或否", en: "是 or 否"))
        case .oneOf(let wanted):
            return wanted.contains(value)
                ? .met
                : value.isEmpty
                    ? .unreadable(expected: Text(zh: wanted.joined(separator: "或"), en: wanted.joined(separator: " or ")))
                    : .notMet
        case .atLeast(let limit, let unit):
            let bare = !unit.isEmpty && value.hasSuffix(unit) ? String(value.dropLast(unit.count)) : value
            guard let number = Points(bare), number >= Points(0), unit != "%" || number <= Points(100) else {
                return .unreadable(
                    expected: unit == "%"
                        ? Text(zh: "0 至 100 的数（单位：%）", en: "a number from 0 to 100 (per cent)")
                        : Text(zh: "不小于 0 的数（单位：\(unit)）", en: "a number of at least 0 (unit: \(unit))"))
            }
            return number >= limit ? .met : .notMet
        case .fullYearsBeforeFiling(let years):
            guard let start = Day(value) else {
                return .unreadable(expected: Text(zh: "日期，如 2021-05-31", en: "a date such as 2021-05-31"))
            }
            return start.adding(years: years) <= day ? .met : .notMet
        }
    }
}
