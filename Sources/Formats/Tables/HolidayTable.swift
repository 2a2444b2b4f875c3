public import Programme

/// Reads a table of holidays: a row each day that is off or, on a weekend, worked, as the State Council arranges it by year.
public enum HolidayTable {
    /// The header of the table.
    public static let columns = ["year", "date", "kind", "name", "source"]

    /// What the table holds of a day.
    public enum Kind: String, Sendable, CaseIterable {
        /// A day off.
        case holiday
        /// A Saturday or Sunday that is worked (调休).
        case workday
    }

    /// Reads a table.
    ///
    /// - Throws: `Failure.malformed` with every row that is not as it should be.
    public static func read(_ bytes: [UInt8], file: String) throws -> [WorkingCalendar.Year] {
        let text = try FileText.utf8(bytes, file: file, advice: FileText.savedAsUTF8)
        let faults = FaultCollector()
        let years = try years(text, file: file, faults: faults)
        try faults.throwIfAny()
        return years
    }

    static func years(_ text: String, file: String, faults: FaultCollector) throws -> [WorkingCalendar.Year] {
        let table = try Table(csv: Array(text.utf8), file: file)
        try table.require(columns)
        if table.rows.isEmpty {
            faults.add(
                .init(file: file), Text(zh: "表中没有日期", en: "the table has no day"),
                expected: Text(zh: "至少一年的安排", en: "the arrangement of a year at least"))
        }
        var seen: Set<Day> = []
        let rows = table.rows.compactMap { row -> (year: Int, day: Day, kind: Kind, source: String)? in
            guard let year = WholeNumber.parse(row["year"]), (1949...2999).contains(year) else {
                faults.add(
                    row.place("year"), Text(zh: "年份“\(row["year"])”不对", en: "the year is “\(row["year"])”"),
                    expected: Text(zh: "四位年份，如 2023", en: "a year such as 2023"))
                return nil
            }
            guard let day = Day(row["date"]), abs(day.year - year) <= 1 else {
                faults.add(
                    row.place("date"), Text(zh: "日期“\(row["date"])”不对", en: "the day is “\(row["date"])”"),
                    expected: Text(zh: "\(year) 年安排中的日期，如 \(year)-10-01", en: "a day of the arrangement of \(year), such as \(year)-10-01"))
                return nil
            }
            guard let kind = Kind(rawValue: row["kind"]) else {
                faults.add(
                    row.place("kind"), Text(zh: "“\(row["kind"])”不对", en: "the kind is “\(row["kind"])”"),
                    expected: Text(verbatim: Kind.allCases.map(\.rawValue).joined(separator: " / ")))
                return nil
            }
            if kind == .workday, !day.isWeekend {
                faults.add(
                    row.place("kind"), Text(zh: "\(day) 不是周末，本来就上班", en: "\(day) is no weekend and is worked anyway"),
                    expected: Text(zh: "调休上班的星期六或星期日", en: "a Saturday or Sunday that is worked"))
            }
            if !seen.insert(day).inserted {
                faults.add(row.place("date"), Text(zh: "\(day) 重复", en: "\(day) stands twice"))
            }
            if row["source"].isEmpty {
                faults.add(
                    row.place("source"), Text(zh: "没有来源", en: "there is no source"),
                    expected: Text(zh: "文件名称或文号", en: "the document that says so"))
            }
            return (year, day, kind, row["source"])
        }
        return Dictionary(grouping: rows, by: \.year).sorted { $0.key < $1.key }.map { year, own in
            WorkingCalendar.Year(
                year: year, holidays: own.filter { $0.kind == .holiday }.map(\.day),
                workdays: own.filter { $0.kind == .workday }.map(\.day),
                source: Set(own.map(\.source)).sorted().joined(separator: "；"))
        }
    }
}
