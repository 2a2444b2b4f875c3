import Foundation
import Programme
import Testing

@testable import Formats

@Suite("Tables of holidays")
struct HolidayTableTests {
    private static let header = "year,date,kind,name,source\n"

    private func faults(_ rows: String) -> [Diagnostic] {
        do { _ = try HolidayTable.read(Array((Self.header + rows).utf8), file: "h.csv") } catch Failure.malformed(let faults) {
            return faults
        } catch { Issue.record("refused otherwise than as malformed: \(error)") }
        return []
    }

    @Test("those of 2023 and 2024 are as the State Council arranged them")
    func arranged() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = folder.appendingPathComponent("rubrics/service-manufacturing-2023/holidays.csv")
        let years = try HolidayTable.read(Array(try Data(contentsOf: file)), file: "holidays.csv")
        #expect(years.map(\.year) == [2023, 2024])
        // 3 + 7 + 1 + 5 + 3 + 8 days, 2 + 2 + 1 + 2 of them made up for; 1 + 8 + 3 + 5 + 1 + 3 + 7 and 2 + 1 + 2 + 1 + 2.
        #expect(years.map(\.holidays.count) == [27, 28] && years.map(\.workdays.count) == [7, 8])
        #expect(years.allSatisfy { $0.source.contains("国办发明电") })
        let calendar = WorkingCalendar(years: years)
        for (text, isWorked) in [
            ("2022-12-31", false), ("2023-01-28", true), ("2023-10-08", true), ("2024-02-18", true), ("2024-02-09", true),
            ("2024-10-12", true), ("2024-10-07", false),
        ] {
            #expect(calendar.isWorkingDay(try #require(Day(text))) == isWorked, "\(text)")
        }
    }

    @Test(
        "each fault is told at its cell",
        arguments: [
            ("23,2023-05-01,holiday,五一,示例\n", 2, "year"), ("2023,2023-05-41,holiday,五一,示例\n", 2, "date"),
            ("2023,2025-05-01,holiday,五一,示例\n", 2, "date"), ("2023,2023-05-01,off,五一,示例\n", 2, "kind"),
            ("2023,2023-05-01,holiday,五一,\n", 2, "source"), ("2023,2023-05-05,workday,五一,示例\n", 2, "kind"),
            ("2023,2023-05-01,holiday,五一,示例\n2023,2023-05-01,holiday,五一,示例\n", 3, "date"),
        ])
    func wrong(rows: String, row: Int, column: String) {
        let found = faults(rows)
        #expect(found.map(\.place) == [.init(file: "h.csv", row: row, column: column)])
        #expect(found.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
    }

    @Test("an empty table and one that lacks a column are refused")
    func empty() {
        #expect(faults("").count == 1)
        #expect(throws: Failure.self) { try HolidayTable.read(Array("year,date\n2023,2023-05-01\n".utf8), file: "h.csv") }
    }
}
