internal import Formats
internal import Foundation
internal import Programme

/// A schema of JSON Schema 2020-12, as far as our values need it.
indirect enum JSONSchema: Sendable {
    case string(pattern: String? = nil, format: String? = nil)
    case integer
    /// A whole number between two.
    case whole(ClosedRange<Int>)
    /// A whole number of 64 bits without a sign, such as a seed.
    case unsigned
    case number
    case truth
    case names([String])
    case array(JSONSchema)
    /// An object whose names are not known beforehand.
    case map(JSONSchema)
    /// An object with properties by name.
    case object([Property])
    /// An object with one property, which is one of these.
    case choice([String])
    /// One that the document holds by a name.
    case reference(String)
    /// One of these, or null where there is none.
    case orNull(JSONSchema)
    /// Whatever there is.
    case anything

    struct Property: Sendable {
        var name: String
        var schema: JSONSchema
        var isRequired: Bool
    }

    /// The schema as JSON.
    var json: String {
        switch self {
        case .string(let pattern, let format):
            return "{\"type\":\"string\"" + (pattern.map { ",\"pattern\":\(JSONSchema.quoted($0))" } ?? "")
                + (format.map { ",\"contentEncoding\":\(JSONSchema.quoted($0))" } ?? "") + "}"
        case .integer: return JSONSchema.whole(JSONSchema.integers).json
        case .whole(let range): return #"{"type":"integer","minimum":\#(range.lowerBound),"maximum":\#(range.upperBound)}"#
        case .unsigned: return #"{"type":"integer","minimum":0,"maximum":\#(UInt64.max)}"#
        case .number: return #"{"type":"number"}"#
        case .truth: return #"{"type":"boolean"}"#
        case .names(let names): return "{\"type\":\"string\",\"enum\":[\(names.map(JSONSchema.quoted).joined(separator: ","))]}"
        case .array(let element): return "{\"type\":\"array\",\"items\":\(element.json)}"
        case .map(let value): return "{\"type\":\"object\",\"additionalProperties\":\(value.json)}"
        case .object(let properties):
            let required = properties.filter(\.isRequired).map { JSONSchema.quoted($0.name) }
            return "{\"type\":\"object\",\"properties\":{"
                + properties.map { "\(JSONSchema.quoted($0.name)):\($0.schema.json)" }.joined(separator: ",") + "}"
                + (required.isEmpty ? "" : ",\"required\":[\(required.joined(separator: ","))]") + "}"
        case .choice(let names):
            return #"{"type":"object","minProperties":1,"maxProperties":1,"additionalProperties":false,"properties":{"#
                + names.map { "\(JSONSchema.quoted($0)):{\"type\":\"object\"}" }.joined(separator: ",") + "}}"
        case .orNull(let schema): return "{\"anyOf\":[\(schema.json),{\"type\":\"null\"}]}"
        case .reference(let name): return "{\"$ref\":\"#/components/schemas/\(name)\"}"
        case .anything: return "{}"
        }
    }

    /// The whole numbers that every reader of JSON takes to the digit (RFC 8259, 6).
    static let integers = -9_007_199_254_740_991...9_007_199_254_740_991

    /// A text as JSON.
    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

/// A value whose JSON its type's own decoding does not tell.
protocol HasJSONSchema: Decodable {
    /// Its schema.
    static var jsonSchema: JSONSchema { get }
    /// Some value.
    static var sample: Self { get }
}
