public import Formats
public import Programme
public import Scoring

/// What is asked of the list and of what becomes of earlier demonstrations.
let decisionUseCases: [any UseCase.Type] =
    [
        ProposeShortlist.self, ShowShortlist.self, ShowDossierInFull.self, ConsiderOtherRules.self, MoveDossier.self, SignShortlist.self,
        ListReassessment.self, ShowReassessment.self, DecideReassessment.self, ShowMinutes.self, ListListPapers.self,
    ] + deliberationUseCases

/// Proposes the list, and what becomes of earlier demonstrations, from the results.
public struct ProposeShortlist: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/proposal", .proposeShortlist, zh: "按成绩提出拟入选名单和评估评价意见",
        en: "Propose the shortlist and the reassessment from the results", patience: 120)

    /// Proposes them.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ProposedShortlist {
        let proposed = try await office.proposeShortlist(as: person)
        return try await office.consult(.seeShortlist, as: person) { reader, _, _ in try proposed.seen(through: reader) }
    }
}

/// The list with all that chairs weigh.
public struct ShowShortlist: UseCase {
    /// Whether adjusted scores stand beside the official ones, which takes longer; nil for no.
    public var adjusted: Bool?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/list", .seeShortlist, zh: "拟入选名单", en: "The shortlist with all that chairs weigh", patience: 300)

    /// Asks for the list.
    public init(adjusted: Bool? = nil) { self.adjusted = adjusted }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ShortlistView {
        try await office.shortlist(adjusted: adjusted ?? false, as: person)
    }
}

/// All that there is on one dossier of the list.
public struct ShowDossierInFull: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/dossiers/{dossier}", .seeShortlist, zh: "一份材料的全部情况", en: "All that there is on one dossier", patience: 300)

    /// Asks for a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DossierInFull {
        try await office.dossierInFull(dossier, as: person)
    }
}

/// What would become of the list under other rules; nothing is stored or logged.
public struct ConsiderOtherRules: UseCase {
    /// Pass marks: `category=75`.
    public var passMarks: [String]?
    /// Places, or `none` for no limit: `category=40`.
    public var places: [String]?
    /// Weights, per cent: `category:criterion=20`.
    public var weights: [String]?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/what-if", .seeWhatIf, zh: "换及格线、名额或权重试算", en: "Who would be in under other pass marks, places or weights",
        patience: 120)

    /// Asks for other rules.
    public init(passMarks: [String], places: [String], weights: [String]) {
        self.passMarks = passMarks
        self.places = places
        self.weights = weights
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [WhatIfLine] {
        // Who may not ask is told that, and not what they wrote wrongly.
        try await office.consult(.seeWhatIf, as: person) { _, _, _ in }
        let change = try WhatIf(passMarks: passMarks ?? [], places: places ?? [], weights: weights ?? [])
        return try await office.whatIf(change, as: person)
    }
}

/// Moves a dossier in or out; a motion where the call asks for votes.
public struct MoveDossier: Edit {
    /// The dossier.
    public var dossier: String
    /// Whether it is to be on the list.
    public var listed: Bool
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/dossiers/{dossier}/move", .moveDossier, zh: "调入或调出名单（通知规定表决的，即为动议）",
        en: "Move a dossier in or out; a motion where the call asks for votes")

    /// Moves a dossier.
    public init(dossier: String, listed: Bool, reason: String) {
        self.dossier = dossier
        self.listed = listed
        self.reason = reason
    }

    /// The dossier with all that there is on it.
    public var subject: ShowDossierInFull { ShowDossierInFull(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> MoveReport {
        try await office.moveDossier(dossier, listed: listed, reason: reason, as: person)
    }
}

/// Signs the list as it stands; with `If-Match` only as it was read.
public struct SignShortlist: Edit {
    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/decisions/list/signature", .signShortlist, zh: "签字", en: "Sign the list")

    /// Signs.
    public init() {}

    /// The list.
    public var subject: ShowShortlist { ShowShortlist() }

    /// What a signature came to.
    public struct Signed: Codable, Sendable {
        /// Whether all signatures that the call asks for are there.
        public var complete: Bool
        /// The stage that the round is in now.
        public var stage: Stage
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Signed {
        let complete = try await office.signShortlist(as: person)
        return Signed(complete: complete, stage: try await office.shortlist(as: person).stage)
    }
}

/// What becomes of earlier demonstrations.
public struct ListReassessment: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/reassessment", .seeShortlist, zh: "前几批示范的评估评价结论", en: "What becomes of earlier demonstrations")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [ReassessmentLine] {
        try await office.reassessment(as: person)
    }
}

/// What becomes of one earlier demonstration.
public struct ShowReassessment: UseCase {
    /// The demonstration.
    public var demonstration: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/reassessment/{demonstration}", .seeShortlist, zh: "一个示范的评估评价结论",
        en: "What becomes of one earlier demonstration")

    /// Asks for a demonstration.
    public init(demonstration: String) { self.demonstration = demonstration }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReassessmentLine {
        guard let line = try await office.reassessment(as: person).first(where: { $0.demonstration.id == demonstration }) else {
            throw noReassessment(demonstration)
        }
        return line
    }
}

/// Decides what becomes of an earlier demonstration; with `If-Match` only as it was read.
public struct DecideReassessment: Edit {
    /// The demonstration.
    public var demonstration: String
    /// What becomes of it.
    public var verdict: Verdict
    /// By when it has to be in order; nil for the call's day.
    public var by: Day?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/reassessment/{demonstration}/decision", .decideReassessment, zh: "决定一个示范的去留",
        en: "Decide what becomes of an earlier demonstration")

    /// Decides.
    public init(demonstration: String, verdict: Verdict, by: Day?, reason: String) {
        self.demonstration = demonstration
        self.verdict = verdict
        self.by = by
        self.reason = reason
    }

    /// The demonstration.
    public var subject: ShowReassessment { ShowReassessment(demonstration: demonstration) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReassessmentOutcome {
        try await office.decideReassessment(demonstration, verdict, by: by, reason: reason, as: person)
    }
}

/// The minutes of the chairs' meeting, to be made a page of.
public struct ShowMinutes: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/minutes", .seeShortlist, zh: "审定会议纪要", en: "The minutes of the chairs' meeting", patience: 120)

    /// Asks for them.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> MeetingMinutes { try await office.minutes(as: person) }
}

/// The lists that were published and the final one, as far as they are there, to be made pages of.
public struct ListListPapers: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/decisions/papers", .seeShortlist, zh: "公示名单和最终名单", en: "The lists that were published and the final one", patience: 120)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [PublishedList] { try await office.listPapers(as: person) }
}
