public import Formats
public import Programme

/// What is asked of results and of the papers that are made of them.
let resultUseCases: [any UseCase.Type] =
    [
        ComputeResults.self, ListResults.self, ListRankingBases.self, ShowResult.self, AnalyseScores.self, ListReports.self,
        ListRecords.self, GatherPapers.self,
    ]
    + abnormalUseCases

/// Computes the official results by the call's policy.
public struct ComputeResults: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/results/computation", .computeResults, zh: "按通知规则计算成绩", en: "Compute the scores by the call's policy", patience: 300)

    /// Computes them.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ComputedResults {
        try await office.computeResultsAndLapses(as: person)
    }
}

/// By which scores each category is ranked, where the call ranks by adjusted ones.
public struct ListRankingBases: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/rankings", .seeResults, zh: "各类别按何种成绩排名", en: "By which scores each category is ranked", patience: 120)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [RankingBasis] {
        try await office.rankingBases(as: person)
    }
}

/// The results, by category in the call's order, then by place.
public struct ListResults: UseCase {
    /// One category only; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/results", .seeResults, zh: "成绩和排名", en: "Scores and places", patience: 120)

    /// Asks for the results.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [ResultLine] {
        try await office.results(as: person).filter { category == nil || $0.outcome.category == category }
    }
}

/// A result with all that it is made of.
public struct ResultInFull: Codable, Sendable {
    /// The result and its dossier.
    public var line: ResultLine
    /// The sheets that were handed in.
    public var sheets: [ScoreSheet]
    /// What followed from sheets that stood out, in order.
    public var adjudication: [AdjudicationStep]
}

/// How a dossier's score comes about; for chairs and auditors.
public struct ShowResult: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/dossiers/{dossier}", .seeSheets, zh: "一份材料的成绩如何得出", en: "How a dossier's score comes about")

    /// Asks for a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ResultInFull {
        let (line, sheets) = try await office.result(of: dossier, as: person)
        return ResultInFull(line: line, sheets: sheets, adjudication: try await office.adjudication(of: dossier, as: person))
    }
}

/// What the scores say beside the official results, category by category.
public struct AnalyseScores: UseCase {
    /// One category only; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/analyses", .seeResults, zh: "成绩分析", en: "What scores say beside the official results", patience: 600)

    /// Asks for the analyses.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [CategoryAnalysis] {
        try await office.analysis(of: category, as: person)
    }
}

/// The reports of the categories, to be made pages of.
public struct ListReports: UseCase {
    /// One category only; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/reports", .seeResults, zh: "各类别评审报告", en: "The reports of the categories", patience: 600)

    /// Asks for the reports.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [CategoryReport] {
        try await office.reports(of: category, as: person)
    }
}

/// The records of dossiers that have a result, in the order of their numbers, to be made pages of.
public struct ListRecords: UseCase {
    /// One dossier only; nil for all.
    public var dossier: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/records", .seeRecords, zh: "材料的评审档案", en: "The records of dossiers", patience: 600)

    /// Asks for the records.
    public init(dossier: String? = nil) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [DossierRecord] {
        try await office.dossierRecords(of: dossier, as: person)
    }
}

/// Reports of categories with the records of their dossiers, of one snapshot.
public struct ReportsAndRecords: Codable, Sendable {
    /// The reports.
    public var reports: [CategoryReport]
    /// The records.
    public var records: [DossierRecord]
}

/// The reports and the records together, so that what is computed for both is computed once; none before results are computed.
public struct GatherPapers: UseCase {
    /// One category only, so that no answer is too large; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/results/papers", .seeRecords, zh: "评审报告和评审档案", en: "Reports and records together", patience: 600)

    /// Asks for both.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReportsAndRecords {
        try await office.reportsAndRecords(of: category, as: person)
    }
}
