public import Formats
public import Programme

/// What is asked about what visits found.
let findingUseCases: [any UseCase.Type] = [
    ListOwnVisits.self, ListFindingForms.self, SubmitFindings.self, ListFindings.self,
]

/// The visits that an expert leads.
public struct ListOwnVisits: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/visits/own", .seeOwnVisits, zh: "由我带队的考查", en: "The visits that I lead")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [OwnVisit] { try await office.ownVisits(as: person) }
}

/// The forms for what the visits find that an expert leads, or one of them.
public struct ListFindingForms: UseCase {
    /// The dossier; nil for all.
    public var dossier: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/visits/forms", .seeOwnVisits, zh: "待填的考查意见表", en: "The forms for what the visits find that I lead")

    /// Asks for forms.
    public init(dossier: String? = nil) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [FindingFile.Form] {
        try await office.findingForms(of: dossier, as: person)
    }
}

/// Hands in what visits found, all or none; again is a new record.
public struct SubmitFindings: UseCase {
    /// What was found, a form each.
    public var findings: [FindingFile.Answers]

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/visits/findings", .submitFinding, zh: "提交考查意见，全部或不交", en: "Hand in what visits found, all or none")

    /// Hands findings in.
    public init(findings: [FindingFile.Answers]) { self.findings = findings }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [VisitFinding] {
        try await office.submitFindings(findings, as: person)
    }
}

/// What a visit found, with the dossier.
public struct FindingLine: Codable, Sendable {
    /// What was found.
    public var finding: VisitFinding
    /// The dossier.
    public var dossier: Dossier
}

/// What visits found, the finding that counts of each.
public struct ListFindings: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/visits/findings", .seeVisits, zh: "考查意见", en: "What visits found")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [FindingLine] {
        try await office.visitFindings(as: person).map { FindingLine(finding: $0.finding, dossier: $0.dossier) }
    }
}
