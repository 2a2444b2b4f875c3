import Programme
import Testing

@Suite("Working days, and what votes come to")
struct WorkingCalendarTests {
    let calendar = WorkingCalendar(years: [
        .init(
            year: 2030, holidays: ["2030-05-01", "2030-05-02", "2030-12-31"].map(MadeUp.day), workdays: [MadeUp.day("2030-05-04")],
            source: "示例"),
        .init(year: 2031, holidays: [MadeUp.day("2030-12-30"), MadeUp.day("2031-01-01")], workdays: [], source: "示例"),
    ])

    @Test(
        "are Monday to Friday but for the arrangement of their year, or of the next",
        arguments: [
            ("2030-04-30", true), ("2030-05-01", false), ("2030-05-03", true), ("2030-05-04", true), ("2030-05-05", false),
            ("2030-12-30", false), ("2030-12-31", false), ("2031-01-01", false), ("2031-01-02", true), ("2031-01-04", false),
        ])
    func days(day: String, isWorked: Bool) {
        #expect(calendar.isWorkingDay(MadeUp.day(day)) == isWorked)
    }

    @Test("of a year that is not known are not guessed")
    func unknown() throws {
        #expect(calendar.isWorkingDay(MadeUp.day("2032-01-01")) == nil)
        #expect(calendar.isWorkingDay(MadeUp.day("2029-12-31")) == nil)
        let failure = #expect(throws: Failure.self) { try calendar.day(3, workingDaysAfter: MadeUp.day("2031-12-30")) }
        #expect(failure?.text.zh.contains("没有 2032 年的安排") == true)
    }

    @Test("a period of working days does not count the day on which it begins (民法典 201)")
    func periods() throws {
        #expect(try calendar.day(1, workingDaysAfter: MadeUp.day("2030-04-29")).description == "2030-04-30")
        #expect(try calendar.day(3, workingDaysAfter: MadeUp.day("2030-04-30")).description == "2030-05-06")
        #expect(try calendar.day(0, workingDaysAfter: MadeUp.day("2030-04-30")).description == "2030-04-30")
    }

    @Test("a period of days ends on a working day (民法典 203)")
    func daysThatEndOnAHoliday() throws {
        #expect(try calendar.day(3, daysAfter: MadeUp.day("2030-04-28")).description == "2030-05-03")
        #expect(try calendar.day(2, daysAfter: MadeUp.day("2030-04-22")).description == "2030-04-24")
    }

    @Test(
        "the day in China changes at 16:00 UTC",
        arguments: [("2030-01-01T15:59:59Z", "2030-01-01"), ("2030-01-01T16:00:00Z", "2030-01-02")])
    func inChina(instant: String, day: String) throws {
        #expect(try #require(Instant(instant)).dayInChina.description == day)
        #expect(Instant(seconds: -8 * 3600 - 1).dayInChina.description == "1969-12-31")
    }

    @Test(
        "a majority is of those entitled; who is silent can still make it, who said otherwise can't",
        arguments: [
            ("a", 3, BallotStanding.open), ("aa", 3, .carried), ("an", 3, .open), ("ann", 3, .lost), ("nn", 3, .lost), ("ao", 2, .lost),
            ("aa", 4, .open), ("aaa", 4, .carried), ("ano", 4, .lost), ("", 2, .open), ("", 0, .lost),
        ])
    func ballots(votes: String, entitled: Int, standing: BallotStanding) {
        let cast = votes.enumerated().map { index, letter in
            Vote(
                number: index + 1, motion: 1, digest: nil, chair: "C-\(index + 1)",
                choice: ["a": .agree, "n": .against, "o": .abstain][letter] ?? .abstain, reason: "示例", at: Instant(seconds: 0))
        }
        let chairs = Set((0..<entitled).map { "C-\($0 + 1)" })
        #expect(BallotStanding(cast, entitled: chairs) == standing)
        #expect(BallotStanding(cast.reversed(), entitled: chairs) == standing)
    }

    @Test("of each chair the last vote counts, and that of nobody else")
    func lastVote() {
        func vote(_ number: Int, _ chair: String, _ choice: Vote.Choice) -> Vote {
            Vote(number: number, motion: 1, digest: nil, chair: chair, choice: choice, reason: "示例", at: Instant(seconds: 0))
        }
        let votes = [vote(1, "C-1", .agree), vote(2, "C-2", .agree), vote(3, "C-1", .against), vote(4, "C-9", .agree)]
        #expect(BallotStanding(votes, entitled: ["C-1", "C-2"]) == .lost)
        #expect(BallotStanding(Array(votes.prefix(2)), entitled: ["C-1", "C-2"]) == .carried)
    }
}
