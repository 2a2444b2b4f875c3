internal import Formats
internal import Foundation
internal import HTTPTypes
internal import Programme
internal import Workflow

/// A route of the API: the router and the OpenAPI document are both made of these, so that neither says what the other doesn't.
struct APIRoute: Sendable {
    /// Who calls: nobody yet, or a person with a token.
    enum Caller: Sendable {
        case anybody(@Sendable (APICall) async throws -> APIAnswer)
        case person(@Sendable (APICall, SignedInPerson) async throws -> APIAnswer)
    }

    var method: HTTPRequest.Method
    /// The path below `/api/v1`, as OpenAPI writes it: `/reviews/{dossier}`.
    var path: String
    /// The name of the operation.
    var name: String
    /// The act that it is, which says who may do it; nil where it is none.
    var act: Act?
    /// What it does.
    var purpose: Text
    /// What stands in the path and the query.
    var parameters: [Parameter] = []
    /// The schema of the body; nil where it takes none.
    var takes: JSONSchema?
    /// The schema of the answer.
    var gives: JSONSchema
    /// How large the body may be, in bytes.
    var largestBody = UseCaseRoute.usualBody
    /// Whether it is sent again with an `Idempotency-Key`.
    var isOnce = false
    /// Whether it can be made to hold only while what it changes is as it was read (`If-Match`).
    var isEdit = false
    /// Whether the answer is a list, given in pages to who asks so.
    var isList = false
    /// Whether it only reads and may take long, so that it is worth knowing whether its client still waits.
    var isLongRead = false
    var caller: Caller

    static let base = "/api/v1"

    /// The path as Hummingbird's router takes it.
    var routerPath: String { APIRoute.base + path }

    /// A value in the path or the query.
    struct Parameter: Sendable {
        var name: String
        var isInPath: Bool
        var isRequired: Bool
        var schema: JSONSchema
    }
}

/// One call of a route.
struct APICall: Sendable {
    var office: Office
    var body: [UInt8]
    /// What stands in the path, by name.
    var path: [String: String]
    /// What stands in the query, in order.
    var query: [(name: String, value: String)]
    /// What the reader has already (`If-None-Match`), or what it changes as it was read (`If-Match`).
    var known: String?
    /// What tells whether the client has left; nil where nobody looks.
    var departure: Departure?
}

/// What a route answers: a value, and what distinguishes it from an earlier one where it was read.
struct APIAnswer: Sendable {
    var body: [UInt8]
    var tag: String?
    /// Which page of how many elements it is, where it is a page.
    var page: (wish: PageWish, total: Int)?
    var isUnchanged = false

    /// A value that is not read again.
    init(_ value: some Encodable) throws { body = try Self.bytes(of: value) }

    init(body: [UInt8], tag: String?) {
        self.body = body
        self.tag = tag
    }

    /// A value as JSON, its keys sorted.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

/// Who calls, by a token.
struct SignedInPerson: Sendable {
    var person: Person
    var token: Int
}
