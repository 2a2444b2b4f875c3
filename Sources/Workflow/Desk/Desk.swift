public import Programme

/// Where a person asks: commands know no more than this, so that they are the same wherever the round is.
public protocol Desk: Sendable {
    /// Asks for something.
    ///
    /// - Throws: `Failure`.
    func ask<Asked: UseCase>(_ asked: Asked) async throws -> Asked.Answer
}

/// The desk of a person in a round that is at hand.
public struct OfficeDesk: Desk {
    private let office: Office
    private let person: String

    /// The desk of a person.
    public init(_ office: Office, person: String) {
        self.office = office
        self.person = person
    }

    /// Asks the office.
    public func ask<Asked: UseCase>(_ asked: Asked) async throws -> Asked.Answer {
        try await asked.answer(by: office, for: person)
    }
}
