import Foundation

/// A moment in UTC, to the second; shown in China Standard Time (UTC+8, without summer time since 1991).
public struct Instant: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int

    /// The moment so many seconds after the epoch.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// The moment now, by the machine's clock.
    public static var now: Instant {
        Instant(seconds: Int(Date().timeIntervalSince1970))
    }

    /// Reads `2023-05-31T16:00:00Z` and nothing else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = WholeNumber.parse(String(decoding: bytes[11..<13], as: UTF8.self)), (0..<24).contains(hour),
            let minute = WholeNumber.parse(String(decoding: bytes[14..<16], as: UTF8.self)), (0..<60).contains(minute),
            let second = WholeNumber.parse(String(decoding: bytes[17..<19], as: UTF8.self)), (0..<60).contains(second)
        else { return nil }
        self.init(seconds: day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
    }

    /// Reads a moment as clocks in China show it, `2023-05-31 21:15` or `2023-05-31 21:15:30`, and nothing else.
    public init?(inChina text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let clock = [5, 8].contains(parts[1].utf8.count) ? parts[1] : nil,
            let utc = Instant("\(parts[0])T\(clock)\(clock.utf8.count == 5 ? ":00" : "")Z")
        else { return nil }
        self.init(seconds: utc.seconds - 8 * 3600)
    }

    /// Midnight at the end of a day in China: the last moment that a deadline on that day allows.
    public static func endOfDayInChina(_ day: Day) -> Instant {
        Instant(seconds: (day.daysSince1970 + 1) * 86_400 - 8 * 3600 - 1)
    }

    /// The moment as read in China: `2023-05-31 23:59:59`.
    public var inChina: String {
        let (day, time) = Instant(seconds: seconds + 8 * 3600).parts
        return "\(day) \(time)"
    }

    /// Earlier first.
    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    private var parts: (day: String, time: String) {
        let text = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
        return (String(text.prefix(10)), String(text.dropFirst(11).prefix(8)))
    }
}

extension Instant: CustomStringConvertible, Codable {
    /// The moment as `2023-05-31T15:59:59Z`.
    public var description: String { "\(parts.day)T\(parts.time)Z" }

    /// Reads the form of `description`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment: \(text)")
        }
        self = instant
    }

    /// Writes the form of `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
