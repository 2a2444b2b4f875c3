/// The working days on which visits are made: Monday to Friday, but for what a call's season says.
public struct VisitCalendar: Sendable, Hashable {
    private let off: Set<Day>
    private let worked: Set<Day>

    /// The calendar of a season.
    public init(_ season: Call.VisitSeason) {
        off = Set(season.off)
        worked = Set(season.worked)
    }

    /// Whether a day is worked.
    public func works(on day: Day) -> Bool {
        worked.contains(day) || (!day.isWeekend && !off.contains(day))
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
