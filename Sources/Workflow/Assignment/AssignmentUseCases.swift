public import Formats
internal import Programme

/// What is asked about who reviews what.
let assignmentUseCases: [any UseCase.Type] = [
    ListAssignments.self, MakePlan.self, FindReplacements.self, ShowPlan.self, ApprovePlan.self, ShowPlanDocument.self,
    ShowInstance.self, ShowPanelRecord.self, ExplainPanel.self, ExplainPlan.self,
]

/// How long an answer may take that has to be searched for, in seconds.
let patienceOfSearches = 900
/// How long one may take that only explains, in seconds: nothing is lost where it ends sooner, and who reads may ask again.
let patienceOfExplanations = 300

/// The pairs of the assignment as they stand.
public struct ListAssignments: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/pairs", .seeAssignment, zh: "现时的分配结果", en: "The assignment as it stands")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [AssignedPair] { try await office.assignment(as: person) }
}

/// Finds the best plan for the round.
public struct MakePlan: UseCase {
    /// After how many seconds the best so far will do; nil for no limit of one's own.
    public var timeLimit: Double?
    /// What chooses among plans that are equally good; 0 by default.
    public var seed: UInt64?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/assignment/plans", .makePlan, zh: "求本轮的最优分配方案", en: "Find the best plan for the round, proven",
        patience: patienceOfSearches)

    /// Asks for a plan.
    public init(timeLimit: Double? = nil, seed: UInt64? = nil) {
        self.timeLimit = timeLimit
        self.seed = seed
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PlanReport {
        try await office.makePlan(as: person, timeLimit: try SearchTime.sound(timeLimit), seed: seed ?? 0)
    }
}

/// Finds experts for vacant places with the fewest changes.
public struct FindReplacements: UseCase {
    /// After how many seconds the best so far will do; nil for no limit of one's own.
    public var timeLimit: Double?
    /// What chooses among plans that are equally good; 0 by default.
    public var seed: UInt64?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/assignment/replacements", .findReplacements, zh: "为空缺补选专家，改动最少",
        en: "Fill vacant places with the fewest changes", patience: patienceOfSearches)

    /// Asks for a plan.
    public init(timeLimit: Double? = nil, seed: UInt64? = nil) {
        self.timeLimit = timeLimit
        self.seed = seed
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PlanReport {
        try await office.findReplacements(as: person, timeLimit: try SearchTime.sound(timeLimit), seed: seed ?? 0)
    }
}

/// A plan as it was shown when it was made, with what it changes.
public struct ShowPlan: UseCase {
    /// Its number.
    public var number: Int

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/plans/{number}", .seeAssignment, zh: "一个方案及其变动", en: "A plan and what it changes")

    /// Asks for a plan.
    public init(number: Int) { self.number = number }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PlanReport {
        try await office.planReport(number, as: person)
    }
}

/// A plan that was put into force.
public struct ApprovedPlan: Codable, Sendable {
    /// Its number.
    public var plan: Int
    /// How many pairs it has.
    public var pairs: Int
    /// How many reviews it moved from their experts.
    public var moved: Int
}

/// Puts a plan into force; with `If-Match` only as it was read.
public struct ApprovePlan: Edit {
    /// Its number; nil for the last.
    public var number: Int?
    /// Why reviews are moved, as their experts are told; nil: to fill vacant places.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/assignment/approvals", .approvePlan, zh: "批准一个方案（默认最近一个）", en: "Put a plan into force, by default the last")

    /// Approves a plan.
    public init(number: Int? = nil, reason: String? = nil) {
        self.number = number
        self.reason = reason
    }

    /// The plan with its proof.
    public var subject: ShowPlanDocument { ShowPlanDocument(number: number) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ApprovedPlan {
        let plan = try await office.approvePlan(number, reason: reason, as: person)
        return ApprovedPlan(plan: plan.number, pairs: plan.pairs.count, moved: plan.changes?.moved ?? 0)
    }
}

/// A plan with its proof, for whoever verifies it; by default the last.
public struct ShowPlanDocument: UseCase {
    /// Its number; nil for the last.
    public var number: Int?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/document", .seeAssignment, zh: "一个方案（默认最近一个）及其证明（linxuan-plan/1）",
        en: "A plan (by default the last) with its proof, as linxuan-plan/1", patience: 300)

    /// Asks for a plan.
    public init(number: Int? = nil) { self.number = number }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PlanRecord { try await office.plan(number, as: person) }
}

/// A document of the program's own formats, as it is written to a file.
public struct WrittenDocument: Codable, Sendable {
    /// The text.
    public var text: String
}

/// The assignment problem as it stands, for whoever solves it.
public struct ShowInstance: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/instance", .seeAssignment, zh: "现时的分配问题（linxuan-assignment/1）",
        en: "The problem as it stands, as linxuan-assignment/1", patience: 300)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> WrittenDocument {
        WrittenDocument(text: try await office.instance(as: person))
    }
}

/// The record of the panels, with experts' names.
public struct ShowPanelRecord: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/record", .seeAssignment, zh: "评审组组成记录（含专家姓名）",
        en: "The record of the panels, with experts' names", patience: 300)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PanelRecord {
        try await office.panelRecord(as: person)
    }
}

/// Who reviews a dossier, and who does not and why.
public struct ExplainPanel: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/panels/{dossier}/explanation", .seeAssignment, zh: "一份材料由谁评审、其他人为何不评",
        en: "Who reviews a dossier, and who does not and why", patience: patienceOfExplanations)

    /// Asks about a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AssignmentExplanation {
        try await office.explain(dossier, as: person)
    }
}

/// What a pair or an expert is worth to the plan, or which dossiers are closest to being impossible: one of the three.
public struct ExplainPlan: UseCase {
    /// With an expert: what the pair is worth.
    public var dossier: String?
    /// The expert.
    public var expert: String?
    /// How many of the dossiers closest to being impossible, at most `tightestCounts`: each is a search.
    public var tightest: Int?

    /// How many dossiers may be asked for; nobody reads more.
    public static let tightestCounts = 1...100

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/explanation", .seeAssignment, zh: "一个组合、一名专家的得失，或最接近无解的材料",
        en: "What a pair or an expert is worth to the plan, or which dossiers are closest to being impossible",
        patience: patienceOfExplanations, ranges: ["tightest": tightestCounts])

    /// Asks about a pair.
    public init(dossier: String, with expert: String) {
        self.dossier = dossier
        self.expert = expert
    }

    /// Asks about an expert.
    public init(expert: String) { self.expert = expert }

    /// Asks about the dossiers closest to being impossible.
    public init(tightest: Int) { self.tightest = tightest }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PlanExplanation {
        switch (dossier, expert, tightest) {
        case (let dossier?, let expert?, nil):
            return try await office.explain(pair: (dossier: dossier, expert: expert), as: person)
        case (nil, let expert?, nil): return try await office.explain(expert: expert, as: person)
        case (nil, nil, let tightest?) where Self.tightestCounts.contains(tightest):
            return try await office.explain(tightest: tightest, as: person)
        default:
            // Who may not ask at all is told so first.
            _ = try await office.consult(.seeAssignment, as: person) { _, _, _ in }
            if dossier == nil, expert == nil, tightest != nil { throw Failure.usage(Self.tightestCounts.refusal(of: "tightest")) }
            throw Failure.usage(
                Text(
                    zh: "请指明一项：dossier 与 expert、expert，或 tightest。",
                    en: "Say one thing to explain: dossier and expert, expert, or tightest."))
        }
    }
}

/// The time that somebody gives a search.
enum SearchTime {
    /// The time, in seconds.
    ///
    /// - Throws: `Failure.usage` where it is no time.
    static func sound(_ limit: Double?) throws -> Double? {
        guard let limit else { return nil }
        guard limit > 0, limit.isFinite else {
            throw Failure.usage(Text(zh: "时限须为正数（秒）。", en: "A time limit is a number of seconds above zero."))
        }
        return limit
    }
}
