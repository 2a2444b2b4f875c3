import Foundation
import Programme
import Testing

@Suite("Days")
struct DayTests {
    @Test(
        "a day of the calendar is read and written the same",
        arguments: ["2023-05-31", "2024-02-29", "2000-02-29", "1900-01-01", "2999-12-31"])
    func reads(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "2023-5-31", "2023-05-31 ", " 2023-05-31", "2023/05/31", "20230531", "2023-13-01", "2023-00-01",
            "2023-02-29", "1900-02-29", "2100-02-29", "2023-04-31", "2023-05-00", "1899-12-31", "3000-01-01",
            "２023-05-31", "2023-05-3\u{301}", "+023-05-31", "-023-05-31", "2023-+5-31", "2023年5月31日", "23-05-31",
        ])
    func refuses(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("days are counted as Foundation's calendar counts them, over two centuries")
    func count() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var random = Seeded(1970)
        for _ in 0..<500 {
            let day = try #require(
                Day(
                    year: .random(in: 1900...2100, using: &random), month: .random(in: 1...12, using: &random),
                    day: .random(in: 1...28, using: &random)))
            let parts = DateComponents(year: day.year, month: day.month, day: day.day)
            let date = try #require(calendar.date(from: parts))
            #expect(day.daysSince1970 == Int(date.timeIntervalSince1970) / 86_400)
        }
    }

    @Test("the days of four centuries follow one another without gap")
    func consecutive() {
        var last: Int?
        for year in 1900...2299 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let found = Day(year: year, month: month, day: day) else { continue }
                    if let last { #expect(found.daysSince1970 == last + 1) }
                    last = found.daysSince1970
                }
            }
        }
        #expect(last == Day(year: 2299, month: 12, day: 31)?.daysSince1970)
    }

    @Test("years later, 29 February becomes the 28th where there is none")
    func leapDay() throws {
        let leap = try #require(Day("2020-02-29"))
        #expect(leap.adding(years: 2).description == "2022-02-28")
        #expect(leap.adding(years: 4).description == "2024-02-29")
        #expect(try #require(Day("2021-05-31")).adding(years: 2).description == "2023-05-31")
    }

    @Test("days are ordered by the calendar")
    func order() throws {
        let days = ["2021-12-31", "2022-01-01", "2022-02-01", "2022-02-02"].compactMap { Day($0) }
        #expect(days.reversed().sorted() == days)
        #expect(days.count == 4)
    }

    @Test("a day in JSON is its text, and another text is refused")
    func json() throws {
        let day = try #require(Day("2023-05-31"))
        #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2023-05-31"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: Data(#"["2023-05-31"]"#.utf8)) == [day])
        #expect(throws: (any Error).self) { try JSONDecoder().decode([Day].self, from: Data(#"["2023-5-31"]"#.utf8)) }
    }
}

@Suite("Moments")
struct InstantTests {
    @Test(
        "a moment in UTC is read and written the same",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2023-05-31T15:59:59Z", 1_685_548_799),
            ("2024-02-29T23:59:59Z", 1_709_251_199),
            ("1969-12-31T23:59:59Z", -1),
        ])
    func reads(text: String, seconds: Int) {
        #expect(Instant(text)?.seconds == seconds)
        #expect(Instant(seconds: seconds).description == text)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "2023-05-31", "2023-05-31 15:59:59Z", "2023-05-31T15:59:59", "2023-05-31T15:59:59+08:00",
            "2023-05-31T24:00:00Z", "2023-05-31T15:60:00Z", "2023-05-31T15:59:60Z", "2023-02-29T00:00:00Z",
            "2023-05-31T15:59:5\u{301}", "2023-05-31T15:59:59z", "2023-05-31t15:59:59Z",
        ])
    func refuses(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("a sign is no digit of a time", arguments: ["+5", "-0"])
    func refusesSigns(sign: String) {
        #expect(Instant("2023-05-31T\(sign):00:00Z") == nil)
        #expect(Instant("2023-05-31T00:\(sign):00Z") == nil)
        #expect(Instant("2023-05-31T00:00:\(sign)Z") == nil)
    }

    @Test("a deadline ends with its day in China, eight hours before it ends in UTC")
    func endOfDay() throws {
        let deadline = Instant.endOfDayInChina(try #require(Day("2023-05-31")))
        #expect(deadline.description == "2023-05-31T15:59:59Z")
        #expect(deadline.inChina == "2023-05-31 23:59:59")
        #expect(Instant(seconds: deadline.seconds + 1).inChina == "2023-06-01 00:00:00")
    }

    @Test("every moment comes back from its text")
    func roundTrip() {
        var random = Seeded(8601)
        for _ in 0..<2_000 {
            let moment = Instant(seconds: .random(in: -2_000_000_000...8_000_000_000, using: &random))
            #expect(Instant(moment.description) == moment)
        }
    }
}
