internal import Foundation
internal import Formats
internal import HTTPTypes
internal import Programme
internal import Workflow

/// One use case as a route of the API: the router and the OpenAPI document are both made of these, so that neither says what the
/// other doesn't.
struct APIRoute: Sendable {
    /// Who calls: nobody yet, or a person with a token.
    enum Caller: Sendable {
        case anybody(@Sendable (APICall) async throws -> any Encodable & Sendable)
        case person(@Sendable (APICall, SignedInPerson) async throws -> any Encodable & Sendable)
    }

    var method: HTTPRequest.Method
    /// The path below `/api/v1`, as OpenAPI writes it: `/reviews/{dossier}`.
    var path: String
    /// The name of the operation.
    var name: String
    /// The act that it is, which says who may do it; nil where it is none.
    var act: Act?
    /// What it does.
    var says: Text
    /// The schema of the body; nil where it takes none.
    var takes: String?
    /// The schema of the answer.
    var gives: String
    /// Whether it may be sent again with an `Idempotency-Key`.
    var isOnce = false
    var caller: Caller

    static let base = "/api/v1"

    /// The path as Hummingbird's router takes it.
    var routerPath: String { APIRoute.base + path }
}

/// One call of a route.
struct APICall: Sendable {
    var office: Office
    var body: [UInt8]
    var parameters: [String: String]

    /// The body as a value.
    ///
    /// - Throws: `Failure.malformed` that names the place in the body.
    func read<Value: Decodable>(_ kind: Value.Type) throws -> Value {
        do { return try JSONDecoder().decode(kind, from: Data(body)) } catch let error as DecodingError {
            throw Failure.malformed([error.diagnostic])
        }
    }

    /// A value of the path.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }
}

/// Who calls, by a token.
struct SignedInPerson: Sendable {
    var person: Person
    var token: Int
    var desk: OfficeDesk
}

extension DecodingError {
    /// The fault as a place in the body, a path such as `sheets.0.dossier`.
    fileprivate var diagnostic: Diagnostic {
        let (context, message): (Context, Text) =
            switch self {
            case .keyNotFound(let key, let context): (context, Text(zh: "缺少“\(key.stringValue)”", en: "“\(key.stringValue)” is missing"))
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                (context, Text(zh: "类型不对", en: "is of the wrong type"))
            case .dataCorrupted(let context):
                (context, Text(zh: "不是规定的 JSON", en: "is not JSON as it should be"))
            @unknown default: (Context(codingPath: [], debugDescription: ""), Text(zh: "无法识别", en: "cannot be read"))
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return Diagnostic(
            .init(file: path.isEmpty ? "JSON" : path), message,
            advice: Text(zh: "见 /api/v1/openapi.json", en: "see /api/v1/openapi.json"))
    }
}
