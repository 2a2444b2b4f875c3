public import Programme

/// Every rule of the notice for one dossier.
public struct ShowEligibility: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/dossiers/{dossier}/eligibility", .seeDossiers, zh: "一份材料逐条的审查情况和核定",
        en: "Every rule of the notice for a dossier, and what was decided")

    /// Asks for a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DossierEligibility {
        try await office.eligibility(of: dossier, as: person)
    }
}

/// The eligibility of all dossiers in numbers.
public struct SummariseEligibility: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/eligibility", .seeDossiers, zh: "按类别、推荐单位和条件汇总的审查情况，名额使用情况",
        en: "Eligibility by category, authority and rule, and the quotas used")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> EligibilitySummary {
        try await office.eligibilitySummary(as: person)
    }
}

/// Decides on what was found against a dossier.
public struct DecideFlag: Edit {
    /// The dossier.
    public var dossier: String
    /// The condition; nil where the dossier has one flag, or one to be decided on.
    public var check: String?
    /// Whether the dossier stays in.
    public var accept: Bool
    /// The value that the table should have had, as the authority has corrected it.
    public var corrected: String?
    /// For a near name, whether the applicants are one.
    public var same: Bool?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/dossiers/{dossier}/decisions", .decideFlag, zh: "核定一项待核定事项", en: "Decide on what was found against a dossier")

    /// Decides.
    public init(dossier: String, check: String?, accept: Bool, corrected: String?, same: Bool?, reason: String) {
        self.dossier = dossier
        self.check = check
        self.accept = accept
        self.corrected = corrected
        self.same = same
        self.reason = reason
    }

    /// The dossier's eligibility.
    public var subject: ShowEligibility { ShowEligibility(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Programme.Flag {
        try await office.decideFlag(
            dossier: dossier, check: check, accept: accept, corrected: corrected, same: same, reason: reason, as: person)
    }
}

/// Corrects an applicant's name or credit code, where its authority made a mistake.
public struct CorrectDossier: Edit {
    /// The dossier.
    public var dossier: String
    /// The right name; nil where it stays.
    public var name: String?
    /// The right code; nil where it stays.
    public var creditCode: String?
    /// Why a code that doesn't conform is right all the same.
    public var codeReason: String?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/dossiers/{dossier}/corrections", .correctDossier, zh: "更正申报主体的名称或信用代码",
        en: "Correct an applicant's name or credit code")

    /// Corrects.
    public init(dossier: String, name: String?, creditCode: String?, codeReason: String?, reason: String) {
        self.dossier = dossier
        self.name = name
        self.creditCode = creditCode
        self.codeReason = codeReason
        self.reason = reason
    }

    /// The dossier's eligibility.
    public var subject: ShowEligibility { ShowEligibility(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> CorrectionReport {
        try await office.correctDossier(
            dossier, name: name, creditCode: creditCode, codeReason: codeReason, reason: reason, as: person)
    }
}
