public import Programme

/// One thing that a person asks of the office, as a value: its properties are what is asked. It is answered where the round is, in
/// a database at hand or behind a server that gets the value over the wire; so each stands once, and the command line, the API and
/// its description follow from it.
///
/// Over HTTP the properties that the route names in braces stand in the path. What only reads has the others in the query, where
/// they are texts, numbers or truths; all else has them in a body of JSON.
public protocol UseCase: Codable, Sendable {
    /// What it is answered with.
    associatedtype Answer: Codable & Sendable

    /// Where it stands in the API, and which act it is.
    static var route: UseCaseRoute { get }

    /// Answers it for a person.
    ///
    /// - Throws: `Failure`, the same wherever it is answered.
    func answer(by office: Office, for person: String) async throws -> Answer
}

/// A use case that changes what somebody else may be changing too: it can be made to hold only while that is as it was read
/// (`If-Match`, RFC 9110, 13.1.1).
public protocol Edit: UseCase {
    /// What reads it.
    associatedtype Subject: UseCase
    /// How it is read.
    var subject: Subject { get }
}

/// Where a use case stands in the API, which act it is and what it is for.
public struct UseCaseRoute: Sendable {
    /// What a request does (RFC 9110, 9.3).
    public enum Method: String, Sendable {
        /// Only reads.
        case get = "GET"
        /// Does something, once for each request.
        case post = "POST"
        /// Puts something in place, the same however often.
        case put = "PUT"
    }

    /// What its request does.
    public var method: Method
    /// The path below `/api/v1`, with the properties that it names in braces: `/reviews/{dossier}`.
    public var path: String
    /// The act, which says who may ask it and when.
    public var act: Act
    /// What it is for, in a line.
    public var purpose: Text
    /// How large the body may be, in bytes.
    public var largestBody: Int
    /// How long an answer may take, in seconds, before a client gives up.
    public var patience: Int
    /// What the numbers among its properties may be, by name, where not every whole number will do.
    public var ranges: [String: ClosedRange<Int>]

    /// A megabyte: some hundred sheets with long reasons.
    public static let usualBody = 1 << 20
    /// Tables and workbooks, which travel as base 64.
    public static let tableBody = 64 << 20
    /// How many bytes of a body come in a second over the slowest line that is still waited for, on both sides: 1 Mbit/s. The largest
    /// table then takes under nine minutes.
    public static let slowestLine = 128 << 10
    /// What is looked up takes a moment; a minute is for a bad line.
    public static let usualPatience = 60

    /// A route.
    public init(
        _ method: Method, _ path: String, _ act: Act, zh: String, en: String, largestBody: Int = usualBody, patience: Int = usualPatience,
        ranges: [String: ClosedRange<Int>] = [:]
    ) {
        self.method = method
        self.path = path
        self.act = act
        purpose = Text(zh: zh, en: en)
        self.largestBody = largestBody
        self.patience = patience
        self.ranges = ranges
    }

    /// The names in braces, in order.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension ClosedRange<Int> {
    /// Why a number is refused that isn't in the range, the same words wherever it is typed.
    ///
    /// - Parameter name: what the number is called there.
    public func refusal(of name: String) -> Text {
        Text(
            zh: "\(name) 应为 \(lowerBound) 至 \(upperBound) 的整数。", en: "\(name) is a whole number from \(lowerBound) to \(upperBound).")
    }
}

/// What is answered where there is nothing to say but that it is done.
public struct Done: Codable, Sendable {
    /// Always true.
    public var done = true

    /// The answer.
    public init() {}
}
