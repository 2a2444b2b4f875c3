/// A day of the calendar, reckoned in whole numbers.
struct Day: Comparable {
    /// Days since 1970-01-01.
    var number: Int

    /// The day so many days after 1970-01-01.
    init(number: Int) {
        self.number = number
    }

    /// The day of a year, month and day of the Gregorian calendar.
    init(_ year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146097 + dayOfEra - 719468
    }

    /// The day as YYYY-MM-DD.
    var text: String {
        let shifted = number + 719468
        let era = shifted / 146097
        let dayOfEra = shifted - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Earlier days come first.
    static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }
}

extension Generator {
    /// A day between two days, both possible.
    mutating func day(from first: Day, through last: Day) -> Day {
        Day(number: number(in: first.number...last.number))
    }
}

/// A number with zeros before it, as in identifiers and dates.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
