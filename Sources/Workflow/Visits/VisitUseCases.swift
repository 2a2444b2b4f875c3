public import Programme

/// What is asked about which applicants are visited, by whom and when.
let visitUseCases: [any UseCase.Type] = [
    ListVisits.self, ChooseVisits.self, ShowVisitPlan.self, ExplainVisit.self, ShowVisitTeams.self, FormVisitTeams.self,
    ScheduleVisits.self,
]

/// The visits with their reasons.
public struct ListVisits: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/visits", .seeResults, zh: "考查对象及理由", en: "The visits with their reasons")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [VisitLine] { try await office.visits(as: person) }
}

/// Chooses the visits by the call's policy and budgets.
public struct ChooseVisits: Edit {
    /// Dossiers that are visited in any case.
    public var with: [String]?
    /// Dossiers that are not visited.
    public var without: [String]?
    /// Why they are put in or left out.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/visits", .chooseVisits, zh: "按通知规则和预算确定考查对象", en: "Choose the visits by the call's policy and budgets",
        patience: 300)

    /// Chooses.
    public init(with: [String] = [], without: [String] = [], reason: String? = nil) {
        self.with = with
        self.without = without
        self.reason = reason
    }

    /// The visits so far.
    public var subject: ListVisits { ListVisits() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Visit] {
        try await office.chooseVisits(VisitWishes(with: with ?? [], without: without ?? [], reason: reason), as: person)
    }
}

/// How the visits were chosen.
public struct VisitsChosen: Codable, Sendable {
    /// The choice by what they are worth; nil where they are chosen by triggers, or not yet.
    public var plan: VisitPlanRecord?
}

/// How the visits were chosen, with its proof.
public struct ShowVisitPlan: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/visits/plan", .seeVisits, zh: "考查对象如何选定及其证明", en: "How the visits were chosen, with its proof")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> VisitsChosen {
        VisitsChosen(plan: try await office.visitPlan(as: person))
    }
}

/// Why a dossier is visited or not, and what the other would cost.
public struct ExplainVisit: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/visits/{dossier}/explanation", .seeVisits, zh: "一份材料为何考查或不考查，改变的代价",
        en: "Why a dossier is visited or not, and what the other would cost", patience: 300)

    /// Asks about a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> VisitExplanation {
        try await office.explainVisit(dossier, as: person)
    }
}

/// The teams that are in force, with their schedule.
public struct ShowVisitTeams: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/visits/teams", .seeVisits, zh: "考查组及日程", en: "The teams with their schedule")

    /// Asks for them.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> VisitTeamsView { try await office.visitTeams(as: person) }
}

/// Forms a team for each trip, free of conflicts, by the call's rule.
public struct FormVisitTeams: Edit {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/visits/teams", .makeVisitTeams, zh: "编组：每条线路一组，回避、搭配按通知",
        en: "Form a team for each trip, free of conflicts, by the call's rule", patience: 300)

    /// Asks for it.
    public init() {}

    /// The visits that they are for.
    public var subject: ListVisits { ListVisits() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> VisitTeamsView {
        try await office.makeVisitTeams(as: person)
    }
}

/// Makes a schedule for the teams.
public struct ScheduleVisits: Edit {
    /// The first day that may be used; nil for that of the call.
    public var start: Day?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/visits/schedule", .makeVisitSchedule, zh: "排定考查日程", en: "Make the schedule of the visits", patience: 300)

    /// Makes it.
    public init(start: Day? = nil) { self.start = start }

    /// The teams with the schedule so far.
    public var subject: ShowVisitTeams { ShowVisitTeams() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> VisitTeamsView {
        try await office.makeVisitSchedule(start: start, as: person)
    }
}
