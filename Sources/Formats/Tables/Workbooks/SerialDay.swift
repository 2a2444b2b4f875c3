internal import Programme

/// Days as spreadsheets count them.
enum SerialDay {
    /// Where the count begins.
    enum Epoch {
        /// Excel's own: 1 is 1900-01-01.
        case of1900
        /// That of old Macintoshes: 0 is 1904-01-01.
        case of1904
    }

    /// The day that a number counts to; nil where there is none. 60 is 1900-02-29 in a count from 1900, a day that never was:
    /// Lotus 1-2-3 took 1900 for a leap year, and Excel does so ever since.
    static func day(_ number: DecimalText, _ epoch: Epoch) -> Day? {
        guard let whole = number.wholePart, whole >= 0, whole < 3_000_000 else { return nil }
        switch epoch {
        case .of1904: return Day(daysSince1970: whole - 24_107)
        case .of1900:
            guard whole >= 1, whole != 60 else { return nil }
            return Day(daysSince1970: whole - (whole < 60 ? 25_568 : 25_569))
        }
    }
}
