/// A JSON document (RFC 8259) as it stands in a file: members in their order, arrays of nothing but numbers packed.
///
/// Foundation's readers take many times as long for a matrix and lose the order of members.
indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// An array of numbers and nulls only, with NaN for null.
    case numbers([Double])
    case object([(name: String, value: JSONValue)])

    /// The word for its kind, in both languages.
    var kind: (zh: String, en: String) {
        switch self {
        case .null: ("null", "null")
        case .bool: ("布尔值", "a truth value")
        case .number: ("数", "a number")
        case .string: ("字符串", "a string")
        case .array, .numbers: ("数组", "an array")
        case .object: ("对象", "an object")
        }
    }

    /// The elements of an array, however it is kept; nil for anything else.
    var elements: [JSONValue]? {
        switch self {
        case .array(let elements): elements
        case .numbers(let numbers): numbers.map { $0.isNaN ? .null : .number($0) }
        default: nil
        }
    }

    /// How many elements it has that are kept packed.
    var packedCount: Int {
        if case .numbers(let numbers) = self { numbers.count } else { 0 }
    }
}

/// Where and why a text is no JSON.
struct JSONFault: Error {
    let line: Int
    let zh: String
    let en: String
}
