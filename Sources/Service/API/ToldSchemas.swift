internal import Formats
internal import Foundation
internal import Programme

// The values whose JSON a decoding without data does not tell: texts of a form, and choices that carry something.

extension Day: HasJSONSchema {
    static var jsonSchema: JSONSchema { .string(pattern: #"^\d{4}-\d\d-\d\d$"#) }
    static var sample: Day { Day(year: 2026, month: 1, day: 5) ?? Day.sample }
}
extension Instant: HasJSONSchema {
    static var jsonSchema: JSONSchema { .string(pattern: #"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"#) }
    static var sample: Instant { Instant(seconds: 1_767_571_200) }
}
extension Points: HasJSONSchema {
    static var jsonSchema: JSONSchema { .integer }
    static var sample: Points { Points(hundredths: 8000) }
}
extension ChanceLimit: HasJSONSchema {
    static var jsonSchema: JSONSchema { .string() }
    static var sample: ChanceLimit { ChanceLimit("1/2") ?? ChanceLimit.sample }
}
extension Data: HasJSONSchema {
    static var jsonSchema: JSONSchema { .string(format: "base64") }
    static var sample: Data { Data() }
}
extension SheetFile.Answers: HasJSONSchema {
    static var jsonSchema: JSONSchema {
        .object([
            .init(name: "dossier", schema: .string(), isRequired: true),
            .init(name: "scores", schema: .map(.integer), isRequired: false),
            .init(name: "reasons", schema: .map(.string()), isRequired: false),
            .init(name: "gates", schema: .map(.truth), isRequired: false),
            .init(name: "visitNeeded", schema: .truth, isRequired: false),
            .init(name: "visitQuestion", schema: .string(), isRequired: false),
            .init(name: "places", schema: .map(place), isRequired: false),
        ])
    }
    /// Where an answer stands in its sender's file.
    private static var place: JSONSchema {
        .object(
            [.init(name: "file", schema: .string(), isRequired: true)]
                + ["sheet", "column"].map { .init(name: $0, schema: .string(), isRequired: false) }
                + ["line", "row", "columnNumber"].map { .init(name: $0, schema: .integer, isRequired: false) })
    }
    static var sample: SheetFile.Answers { SheetFile.Answers(dossier: "D-001") }
}
extension Rubric.ReasonRule: HasJSONSchema {
    static var jsonSchema: JSONSchema { .choice(["always", "never", "below"]) }
    static var sample: Rubric.ReasonRule { .always }
}
extension Call.FindingRule.Consequence: HasJSONSchema {
    static var jsonSchema: JSONSchema { .choice(["note", "deduct", "decide", "exclude"]) }
    static var sample: Call.FindingRule.Consequence { .note }
}
extension Visit.Reason: HasJSONSchema {
    static var jsonSchema: JSONSchema { .choice(["passed", "requested", "spread", "nearPassMark", "flag", "worth", "forced"]) }
    static var sample: Visit.Reason { .passed }
}
extension EligibilityCheck.Requirement: HasJSONSchema {
    static var jsonSchema: JSONSchema { .choice(["be", "oneOf", "atLeast", "fullYearsBeforeFiling"]) }
    static var sample: EligibilityCheck.Requirement { .be("x") }
}
extension Category.SharedPanels: HasJSONSchema {
    static var jsonSchema: JSONSchema { .choice(["groups", "largest"]) }
    static var sample: Category.SharedPanels { .groups(1) }
}
