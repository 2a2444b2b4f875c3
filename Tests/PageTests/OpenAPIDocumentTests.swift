import Foundation
import HTTPTypes
import Programme
import Testing
import Workflow

@testable import Service

@Suite("The OpenAPI document, and that the routes do what it says")
struct OpenAPIDocumentTests {
    private func document() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.bytes)) as? [String: Any])
    }

    /// What each operation may answer, by path and method.
    private func responses() throws -> [(place: String, method: String, responses: [String: Any])] {
        let paths = try #require(try document()["paths"] as? [String: [String: [String: Any]]])
        return try paths.flatMap { path, methods in
            try methods.map { method, says in
                (place: "\(method) \(path)", method: method, responses: try #require(says["responses"] as? [String: Any]))
            }
        }
    }

    @Test("says of every operation that the disk may fail it, and of every one that writes that it may be full")
    func storage() throws {
        let components = try #require(try document()["components"] as? [String: Any])
        let named = try #require(components["responses"] as? [String: [String: Any]])
        let all = try responses()
        #expect(all.count == APIRoutes.shared.all.count && all.contains { $0.method == "get" } && all.contains { $0.method == "put" })
        for (place, method, responses) in all {
            #expect(responses["200"] != nil && responses["default"] != nil, "\(place)")
            #expect((responses["507"] != nil) == (method != "get"), "\(place)")
            for status in ["503", "507"] {
                guard let reference = (responses[status] as? [String: String])?["$ref"] else {
                    #expect(status == "507", "\(place) says nothing of \(status)")
                    continue
                }
                let name = try #require(reference.split(separator: "/").last.map(String.init))
                #expect((named[name]?["content"] as? [String: Any])?["application/problem+json"] != nil, "\(reference)")
            }
        }
    }

    @Test("whoever leaves ends what is only searched for, and nothing that is kept")
    func longReads() {
        let long = APIRoutes.shared.all.filter(\.isLongRead)
        #expect(long.allSatisfy { $0.method == .get })
        for name in ["explainPlan", "explainPanel"] { #expect(long.contains { $0.name == name }, "\(name)") }
        #expect(!long.contains { $0.name == "listReviews" }, "what comes at once asks no channel")
    }

    @Test("says which requests may tell how long they waited")
    func waiting() throws {
        let paths = try #require(try document()["paths"] as? [String: [String: [String: Any]]])
        let telling = paths.values.flatMap(\.values).filter { says in
            (says["parameters"] as? [[String: Any]] ?? []).contains { $0["name"] as? String == "Linxuan-Waited" }
        }
        #expect(Set(telling.compactMap { $0["operationId"] as? String }) == ["saveDrafts", "submitSheets", "submitDraft"])
    }

    /// A round that nobody may look at.
    private struct ClosedStore: RoundStore {
        struct WasAsked: Error {}

        var standstill: Failure? { nil }
        func read<Value: Sendable>(_ work: @Sendable (any RoundReader) throws -> Value) async throws -> Value { throw WasAsked() }
        func write<Value: Sendable>(_ work: @Sendable (any RoundWriter) throws -> Value) async throws -> Value { throw WasAsked() }
    }

    @Test("a page that cannot be is refused before the list is read")
    func wishes() async throws {
        let me = SignedInPerson(person: Person(id: "S-01", name: "示例", role: .secretariat), token: 1)
        func outcome(_ route: APIRoute, _ query: [(name: String, value: String)]) async -> (any Error)? {
            guard case .person(let work) = route.caller else { return nil }
            do { _ = try await work(APICall(office: Office(store: ClosedStore()), body: [], path: [:], query: query), me) } catch {
                return error
            }
            return nil
        }
        let lists = APIRoutes.shared.all.filter { $0.isList && !$0.path.contains("{") && !$0.parameters.contains(where: \.isRequired) }
        #expect(lists.count > 3)
        for list in lists {
            for query in [("limit", "0"), ("limit", "1001"), ("limit", "x"), ("offset", "-1"), ("offset", "1000000001")] {
                let refusal = await outcome(list, [(name: query.0, value: query.1)])
                guard case .usage? = refusal as? Failure else {
                    Issue.record("\(list.name) with \(query): \(String(describing: refusal))")
                    continue
                }
            }
            let read = await outcome(list, [(name: "limit", value: "1"), (name: "offset", value: "0")])
            #expect(read is ClosedStore.WasAsked, "\(list.name)")
        }
    }
}
