import Foundation
import Programme
import Testing

@testable import Service

@Suite("A body held against its schema")
struct BodyCheckTests {
    private let check = BodyCheck(schemas: [
        "Sheet": .object([
            .init(name: "scores", schema: .map(.integer), isRequired: false),
            .init(name: "next", schema: .reference("Sheet"), isRequired: false),
            .init(name: "rank", schema: .orNull(.whole(1...9)), isRequired: true),
            .init(name: "worth", schema: .number, isRequired: false),
            .init(name: "places", schema: .map(.anything), isRequired: false),
        ])
    ])

    /// The place that is refused; nil where nothing is.
    private func place(_ body: String) throws -> String? {
        let value = try JSONSerialization.jsonObject(with: Data(body.utf8))
        do { try check.check(value, against: .array(.reference("Sheet"))) } catch Failure.malformed(let faults) {
            return try #require(faults.first).place.file
        }
        return nil
    }

    @Test(
        "lets pass what the schema has",
        arguments: [
            "[]", #"[{"scores": {"a": 9007199254740991, "b": -9007199254740991, "c": 8000.0, "d": 8e3}}]"#,
            #"[{"rank": null, "next": {"rank": 9, "next": {"rank": 1}}}]"#, #"[{"worth": 0.5, "other": null}]"#,
            #"[{"places": {"a": null, "b": 1.5}}]"#, #"["no object"]"#,
        ])
    func passes(body: String) throws { #expect(try place(body) == nil) }

    @Test(
        "refuses by place a null that the schema has not, and numbers that are not whole or too large",
        arguments: [
            (#"[{"scores": null}]"#, "0.scores"), (#"[{}, {"scores": {"a": null}}]"#, "1.scores.a"), ("[null]", "0"),
            (#"[{"scores": {"a": 9007199254740992}}]"#, "0.scores.a"), (#"[{"scores": {"a": 9007199254740993}}]"#, "0.scores.a"),
            (#"[{"scores": {"a": -9007199254740992}}]"#, "0.scores.a"), (#"[{"scores": {"a": 1e300}}]"#, "0.scores.a"),
            (#"[{"scores": {"a": 8000.5}}]"#, "0.scores.a"), (#"[{"next": {"next": {"rank": 10}}}]"#, "0.next.next.rank"),
            (#"[{"rank": 0}]"#, "0.rank"), (#"[{"worth": null}]"#, "0.worth"),
        ])
    func refuses(body: String, at expected: String) throws { #expect(try place(body) == expected) }
}
