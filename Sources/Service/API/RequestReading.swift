internal import Formats
internal import Foundation
internal import Programme
internal import Workflow

/// How the requests of a use case are read: what stands in the path and the query, and what in the body.
struct RequestReading: Sendable {
    private(set) var parameters: [APIRoute.Parameter] = []
    /// The schema of the body; nil where there is none.
    private(set) var body: JSONSchema?
    private let properties: [JSONSchema.Property]
    private let largestBody: Int

    /// Reads it off a use case.
    init<Asked: UseCase>(_ kind: Asked.Type, _ book: inout SchemaBook) throws {
        // The request itself has no name: its parts come from path, query and body.
        var requests = book
        _ = try requests.schema(of: kind)
        let own = String(reflecting: kind).split(separator: ".").dropFirst().joined(separator: ".")
        guard case .object(let properties)? = requests.named[own] else {
            self.properties = []
            largestBody = kind.route.largestBody
            return
        }
        for (name, schema) in requests.named where name != own { book.name(name, schema) }
        self.properties = properties
        largestBody = kind.route.largestBody
        let inPath = kind.route.parameters
        let rest = properties.filter { !inPath.contains($0.name) }
        parameters = inPath.compactMap { name in
            properties.first { $0.name == name }.map { .init(name: name, isInPath: true, isRequired: true, schema: $0.schema) }
        }
        if kind.route.method == .get {
            parameters += rest.map { .init(name: $0.name, isInPath: false, isRequired: $0.isRequired, schema: $0.schema) }
        } else if !rest.isEmpty {
            body = .object(rest)
        }
    }

    /// The use case that a call asks for.
    ///
    /// - Throws: `Failure.malformed` that names the place, `Failure.usage` for a query that it doesn't know.
    func asked<Asked: UseCase>(_ kind: Asked.Type, of call: APICall) throws -> Asked {
        var object: [String: Any] = [:]
        if let body {
            object = try RequestReading.object(call.body)
            guard case .object(let known) = body else { preconditionFailure("a body is an object") }
            if let stranger = object.keys.sorted().first(where: { key in !known.contains { $0.name == key } }) {
                throw Failure.malformed([
                    Diagnostic(
                        .init(file: stranger), Text(zh: "没有这一项", en: "is not known"),
                        expected: Text(verbatim: known.map(\.name).joined(separator: ", ")),
                        advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
                ])
            }
            // A seed is no quantity, and has 64 bits.
            for (name, member) in object where name != "seed" {
                if let path = RequestReading.immense(member) { throw RequestReading.tooLarge(([name] + path).joined(separator: ".")) }
            }
        }
        for parameter in parameters where parameter.isInPath {
            object[parameter.name] = try RequestReading.value(call.path[parameter.name] ?? "", parameter)
        }
        for (name, value) in call.query where !["offset", "limit"].contains(name) {
            guard let parameter = parameters.first(where: { !$0.isInPath && $0.name == name }) else {
                throw Failure.usage(Text(zh: "没有查询参数“\(name)”。", en: "There is no query parameter “\(name)”."))
            }
            if case .array = parameter.schema {
                object[name] = (object[name] as? [Any] ?? []) + [try RequestReading.value(value, parameter)]
            } else {
                object[name] = try RequestReading.value(value, parameter)
            }
        }
        do {
            return try JSONDecoder().decode(kind, from: try JSONSerialization.data(withJSONObject: object))
        } catch let error as DecodingError { throw Failure.malformed([error.diagnostic]) }
    }

    /// Where a number stands that lies beyond those that the document allows; nil where none does. Sums and signs of such numbers
    /// could exceed what a number here holds, which would end the program.
    private static func immense(_ value: Any) -> [String]? {
        switch value {
        case let list as [Any]:
            for (place, element) in list.enumerated() {
                if let path = immense(element) { return ["\(place)"] + path }
            }
            return nil
        case let object as [String: Any]:
            for (name, member) in object {
                if let path = immense(member) { return [name] + path }
            }
            return nil
        case let number as NSNumber:
            return number.doubleValue.magnitude > Double(JSONSchema.integers.upperBound) ? [] : nil
        default: return nil
        }
    }

    private static func tooLarge(_ place: String) -> Failure {
        .malformed([
            Diagnostic(
                .init(file: place), Text(zh: "数太大或太小", en: "is too large or too small a number"),
                expected: Text(verbatim: "\(JSONSchema.integers.lowerBound) – \(JSONSchema.integers.upperBound)"),
                advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
        ])
    }

    /// A body as an object of JSON.
    private static func object(_ body: [UInt8]) throws -> [String: Any] {
        guard let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] else {
            throw Failure.malformed([
                Diagnostic(
                    .init(file: "JSON"), Text(zh: "不是规定的 JSON", en: "is not JSON as it should be"),
                    expected: Text(zh: "一个对象", en: "an object"),
                    advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
            ])
        }
        return object
    }

    /// A text of the path or the query as the value that it stands for.
    private static func value(_ text: String, _ parameter: APIRoute.Parameter) throws -> Any {
        let schema: JSONSchema = if case .array(let element) = parameter.schema { element } else { parameter.schema }
        func fault(_ expected: Text) -> Failure {
            .malformed([
                Diagnostic(
                    .init(file: parameter.name), Text(zh: "“\(text)”不对", en: "“\(text)” is wrong"), expected: expected,
                    advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
            ])
        }
        switch schema {
        case .integer:
            guard let number = Int(text), JSONSchema.integers.contains(number) else { throw fault(Text(zh: "整数", en: "a whole number")) }
            return number
        case .number:
            guard let number = Double(text), number.isFinite else { throw fault(Text(zh: "数", en: "a number")) }
            return number
        case .truth:
            guard ["true", "false"].contains(text) else { throw fault(Text(verbatim: "true, false")) }
            return text == "true"
        default: return text
        }
    }
}

extension DecodingError {
    /// The fault as a place in the body, a path such as `sheets.0.dossier`.
    var diagnostic: Diagnostic {
        let (context, message): (Context, Text) =
            switch self {
            case .keyNotFound(let key, let context): (context, Text(zh: "缺少“\(key.stringValue)”", en: "“\(key.stringValue)” is missing"))
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                (context, Text(zh: "类型不对", en: "is of the wrong type"))
            case .dataCorrupted(let context):
                (context, Text(zh: "不是规定的内容", en: "is not as it should be"))
            @unknown default: (Context(codingPath: [], debugDescription: ""), Text(zh: "无法识别", en: "cannot be read"))
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return Diagnostic(
            .init(file: path.isEmpty ? "JSON" : path), message,
            advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
    }
}
