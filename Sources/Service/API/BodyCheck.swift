internal import Formats
internal import Foundation
internal import Programme

/// Holds a body against its schema in what decoding would let pass: a null where the schema has none, and a whole number that not
/// every reader of JSON takes to the digit. So the document says what the program does. All else decoding refuses itself.
struct BodyCheck: Sendable {
    /// The schemas that have a name.
    let schemas: [String: JSONSchema]

    /// - Parameter path: where the value stands in the body.
    /// - Throws: `Failure.malformed` that names the place.
    func check(_ value: Any, against schema: JSONSchema, at path: [String] = []) throws {
        if case .orNull(let inner) = schema {
            if !(value is NSNull) { try check(value, against: inner, at: path) }
            return
        }
        if case .anything = schema { return }
        guard !(value is NSNull) else {
            throw fault(path, Text(zh: "不可为 null", en: "is null"), expected: Text(zh: "没有的项不写", en: "what is not there is left out"))
        }
        switch schema {
        case .reference(let name): if let schema = schemas[name] { try check(value, against: schema, at: path) }
        case .object(let properties):
            guard let object = value as? [String: Any] else { return }
            for property in properties {
                guard let part = object[property.name] else { continue }
                try check(part, against: property.schema, at: path + [property.name])
            }
        case .map(let element):
            for (name, part) in (value as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
                try check(part, against: element, at: path + [name])
            }
        case .array(let element):
            for (index, part) in (value as? [Any] ?? []).enumerated() { try check(part, against: element, at: path + ["\(index)"]) }
        case .integer: try requireWhole(value, JSONSchema.integers, at: path)
        case .whole(let range): try requireWhole(value, range, at: path)
        default: break
        }
    }

    private func requireWhole(_ value: Any, _ range: ClosedRange<Int>, at path: [String]) throws {
        // What is no number at all decoding refuses.
        guard let number = (value as? NSNumber)?.doubleValue else { return }
        // All bounds are numbers that a double has to the digit.
        guard number == number.rounded(), Double(range.lowerBound) <= number, number <= Double(range.upperBound) else {
            throw fault(
                path, Text(zh: "不是规定的整数", en: "is not a whole number as it should be"),
                expected: Text(
                    zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
        }
    }

    private func fault(_ path: [String], _ message: Text, expected: Text) -> Failure {
        .malformed([
            Diagnostic(
                .init(file: path.isEmpty ? "JSON" : path.joined(separator: ".")), message, expected: expected,
                advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
        ])
    }
}
