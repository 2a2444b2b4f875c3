public import Programme

/// What is asked about scores that stand out.
let abnormalUseCases: [any UseCase.Type] = [
    ListAbnormalSheets.self, AskReasons.self, OpenThirdReading.self, RecordDiscussion.self, DecideAbnormal.self,
]

/// The sheets that stand out, and what followed.
public struct ListAbnormalSheets: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/abnormal", .seeAbnormal, zh: "异常评分及处理情况", en: "Sheets that stand out, and what followed", patience: 120)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [AbnormalSheet] {
        try await office.abnormalSheets(as: person)
    }
}

/// Asks the expert of a sheet that stands out for written reasons.
public struct AskReasons: UseCase {
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// Why it is asked.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/results/abnormal/{dossier}/{expert}/request", .askReasons, zh: "要求专家书面说明评分理由",
        en: "Ask an expert for written reasons", patience: 120)

    /// Asks for reasons.
    public init(dossier: String, expert: String, reason: String) {
        self.dossier = dossier
        self.expert = expert
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AdjudicationStep {
        try await office.askReasons(of: expert, on: dossier, reason: reason, as: person)
    }
}

/// Has one more expert, found by the engine, read a dossier.
public struct OpenThirdReading: UseCase {
    /// The dossier.
    public var dossier: String
    /// The expert whose sheet stands out.
    public var expert: String
    /// Why.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/results/abnormal/{dossier}/{expert}/third-reading", .openThirdReading, zh: "另选专家作第三人评阅",
        en: "Have one more expert read a dossier", patience: 900)

    /// Asks for a third reading.
    public init(dossier: String, expert: String, reason: String) {
        self.dossier = dossier
        self.expert = expert
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AdjudicationStep {
        try await office.openThirdReading(of: expert, on: dossier, reason: reason, as: person)
    }
}

/// Records a discussion of the panel with its votes.
public struct RecordDiscussion: Edit {
    /// The dossier.
    public var dossier: String
    /// The expert whose sheet it is.
    public var expert: String
    /// Who attended, and how they voted.
    public var discussion: AdjudicationStep.Discussion
    /// The minutes.
    public var minutes: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/results/abnormal/{dossier}/{expert}/discussion", .discussAbnormal, zh: "记录专家组评议及表决",
        en: "Record a discussion of the panel with its votes")

    /// Records a discussion.
    public init(dossier: String, expert: String, discussion: AdjudicationStep.Discussion, minutes: String) {
        self.dossier = dossier
        self.expert = expert
        self.discussion = discussion
        self.minutes = minutes
    }

    /// The result with its sheets and what followed.
    public var subject: ShowResult { ShowResult(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AdjudicationStep {
        try await office.recordDiscussion(of: expert, on: dossier, discussion, minutes: minutes, as: person)
    }
}

/// A chair's decision on a sheet that stands out.
public struct DecideAbnormal: Edit {
    /// The dossier.
    public var dossier: String
    /// The expert whose sheet it is.
    public var expert: String
    /// What is decided.
    public var decision: AbnormalDecision
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/results/abnormal/{dossier}/{expert}/decision", .decideAbnormal, zh: "决定异常评分的处理",
        en: "Decide on a sheet that stands out", patience: 300)

    /// Decides.
    public init(dossier: String, expert: String, decision: AbnormalDecision, reason: String) {
        self.dossier = dossier
        self.expert = expert
        self.decision = decision
        self.reason = reason
    }

    /// The result with its sheets and what followed.
    public var subject: ShowResult { ShowResult(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AdjudicationStep {
        try await office.decideAbnormal(of: expert, on: dossier, decision, reason: reason, as: person)
    }
}
