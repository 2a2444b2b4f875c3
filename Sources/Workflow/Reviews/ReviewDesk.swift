public import Formats
public import Programme

/// What an expert can do, wherever the round is: in a database at hand, or behind a server. The commands know no more than this,
/// so that they are the same both ways.
public protocol ReviewDesk: Sendable {
    /// Where the round stands, for those who may see it.
    func status() async throws -> RoundStatus
    /// All that is assigned to the expert.
    func reviews() async throws -> OwnReviews
    /// One dossier with its rubric.
    func review(of dossier: String) async throws -> OwnReviewWithRubric
    /// Signs the pledge.
    func signPledge() async throws
    /// The form in which the expert declares.
    func declarationForm() async throws -> DeclarationForm
    /// Declares conflicts, and none with all else.
    func declare(_ conflicts: [DeclaredConflict]) async throws -> InterestDeclaration
    /// Saves drafts, all or none; the dossiers.
    func save(_ answers: [SheetFile.Answers]) async throws -> [String]
    /// Hands sheets in, all or none; the dossiers.
    func submit(_ answers: [SheetFile.Answers]) async throws -> [String]
    /// Hands in a draft that was saved; the dossier.
    func submitDraft(of dossier: String) async throws -> [String]
    /// Gives a review back.
    func decline(_ dossier: String, reason: String) async throws
    /// Recuses the expert from a dossier.
    func recuse(from dossier: String, reason: String) async throws
}

/// A dossier as its expert sees it, and what it is scored by.
public struct OwnReviewWithRubric: Codable, Sendable {
    /// The review.
    public var review: OwnReview
    /// The rubric.
    public var rubric: Rubric
}

/// The desk of a person in a round that is at hand.
public struct OfficeDesk: ReviewDesk {
    private let office: Office
    private let person: String

    /// The desk of a person.
    public init(_ office: Office, person: String) {
        self.office = office
        self.person = person
    }

    /// Where the round stands.
    public func status() async throws -> RoundStatus { try await office.status(as: person) }
    /// All that is assigned to the expert.
    public func reviews() async throws -> OwnReviews { try await office.ownReviews(as: person) }
    /// One dossier with its rubric.
    public func review(of dossier: String) async throws -> OwnReviewWithRubric {
        let (review, rubric) = try await office.ownReview(of: dossier, as: person)
        return OwnReviewWithRubric(review: review, rubric: rubric)
    }
    /// Signs the pledge.
    public func signPledge() async throws { try await office.signPledge(as: person) }
    /// The form in which the expert declares.
    public func declarationForm() async throws -> DeclarationForm { try await office.declarationForm(as: person) }
    /// Declares conflicts, and none with all else.
    public func declare(_ conflicts: [DeclaredConflict]) async throws -> InterestDeclaration {
        try await office.declare(conflicts, as: person)
    }
    /// Saves drafts.
    public func save(_ answers: [SheetFile.Answers]) async throws -> [String] {
        try await office.save(answers, submit: false, as: person).map(\.dossier)
    }
    /// Hands sheets in.
    public func submit(_ answers: [SheetFile.Answers]) async throws -> [String] {
        try await office.save(answers, submit: true, as: person).map(\.dossier)
    }
    /// Hands in a draft.
    public func submitDraft(of dossier: String) async throws -> [String] {
        [try await office.submitDraft(of: dossier, as: person).dossier]
    }
    /// Gives a review back.
    public func decline(_ dossier: String, reason: String) async throws {
        try await office.decline(dossier, reason: reason, as: person)
    }
    /// Recuses the expert.
    public func recuse(from dossier: String, reason: String) async throws {
        try await office.recuse(from: dossier, reason: reason, as: person)
    }
}
