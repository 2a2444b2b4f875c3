/// The working days on which visits are made: those of the holiday table, but for what a call's season says of itself. In a year whose
/// arrangement the table does not have they are Monday to Friday.
public struct VisitCalendar: Sendable, Hashable {
    private let off: Set<Day>
    private let worked: Set<Day>
    private let table: WorkingCalendar

    /// The calendar of a season, on top of a holiday table.
    public init(_ season: Call.VisitSeason, over table: WorkingCalendar = WorkingCalendar()) {
        self.table = table
        off = Set(season.off)
        worked = Set(season.worked)
    }

    /// Whether a day is worked.
    public func works(on day: Day) -> Bool {
        if worked.contains(day) { return true }
        if off.contains(day) { return false }
        return table.isWorkingDay(day) ?? !day.isWeekend
    }

    /// So many working days from a day onwards, that day included where it is one.
    public func days(_ count: Int, from first: Day) -> [Day] {
        var days: [Day] = []
        var number = first.daysSince1970
        while days.count < count, let day = Day(daysSince1970: number) {
            if works(on: day) { days.append(day) }
            number += 1
        }
        return days
    }
}
