/// Which days are working days: Monday to Friday, but for what the State Council arranges each year (国务院办公厅关于部分节假日
/// 安排的通知). It knows the years whose arrangement it was given, and no others.
public struct WorkingCalendar: Codable, Sendable, Hashable {
    /// The arrangements, a year each.
    public private(set) var years: [Year]

    /// A calendar of some years; of one that is given twice, the first counts.
    public init(years: [Year] = []) {
        var seen: Set<Int> = []
        self.years = years.filter { seen.insert($0.year).inserted }.sorted { $0.year < $1.year }
    }

    /// What is arranged for a year.
    public struct Year: Codable, Sendable, Hashable {
        /// The year.
        public var year: Int
        /// The days off, weekends within a holiday included.
        public var holidays: [Day]
        /// Saturdays and Sundays that are worked (调休).
        public var workdays: [Day]
        /// The document that says so.
        public var source: String

        /// Puts one together from its parts.
        public init(year: Int, holidays: [Day], workdays: [Day], source: String) {
            self.year = year
            self.holidays = holidays.sorted()
            self.workdays = workdays.sorted()
            self.source = source
        }
    }

    /// Whether the arrangement of a day's year is known.
    public func knows(_ day: Day) -> Bool { years.contains { $0.year == day.year } }

    /// Whether a day is worked; nil where its year's arrangement is not known.
    ///
    /// The arrangement of one year may reach into the next (the 31st of December before a new year's day): both are asked.
    public func isWorkingDay(_ day: Day) -> Bool? {
        if years.contains(where: { $0.workdays.contains(day) }) { return true }
        if years.contains(where: { $0.holidays.contains(day) }) { return false }
        return knows(day) ? !day.isWeekend : nil
    }

    /// The last day of a period of so many working days; the day on which it begins is not counted in (民法典 201).
    ///
    /// - Throws: `Failure.failed` that names the year whose arrangement is missing.
    public func day(_ count: Int, workingDaysAfter day: Day) throws -> Day {
        var (last, left) = (day, count)
        while left > 0 {
            last = last.next
            if try requireWorkingDay(last) { left -= 1 }
        }
        return last
    }

    /// The last day of a period of so many days; where that is a day off, the next working day (民法典 201, 203).
    ///
    /// - Throws: `Failure.failed` that names the year whose arrangement is missing.
    public func day(_ count: Int, daysAfter day: Day) throws -> Day {
        var last = day
        for _ in 0..<count { last = last.next }
        while try !requireWorkingDay(last) { last = last.next }
        return last
    }

    private func requireWorkingDay(_ day: Day) throws -> Bool {
        if let isWorked = isWorkingDay(day) { return isWorked }
        throw Failure.failed(
            Text(
                zh:
                    "节假日表没有 \(day.year) 年的安排，不能推算 \(day) 是否为工作日。请将国务院办公厅关于 \(day.year) 年节假日安排的通知录入表格，用 decisions holidays 补入。",
                en:
                    "The table of holidays has no arrangement for \(day.year), so that nobody can say whether \(day) is a working day. Put the State Council's notice on the holidays of \(day.year) into a table and add it with decisions holidays."
            ))
    }
}

extension Day {
    /// The day after; the last day that there is stays.
    public var next: Day { Day(daysSince1970: daysSince1970 + 1) ?? self }
    /// Whether it is a Saturday or a Sunday. 1970-01-01 was a Thursday.
    public var isWeekend: Bool { [2, 3].contains(((daysSince1970 % 7) + 7) % 7) }
}

extension Instant {
    /// The day in China.
    public var dayInChina: Day {
        let seconds = seconds + 8 * 3600
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return Day(daysSince1970: days) ?? Day(daysSince1970: 0)!
    }
}
