public import Formats
public import Programme

/// What is asked of the register of conflicts.
let conflictUseCases: [any UseCase.Type] = [
    DetectConflicts.self, ListConflicts.self, ExplainConflicts.self, ShowConflictStatistics.self, DrawConflictMatrix.self,
    PreviewReplay.self, ApproveReplay.self, EnterConflict.self, ConfirmConflict.self, WaiveConflict.self, RequestRecusal.self,
    ListSuspicions.self, SettleSuspicion.self, SettleNames.self,
]

/// Finds the conflicts in what was taken in.
public struct DetectConflicts: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/detection", .detectConflicts, zh: "查找回避情形", en: "Find conflicts in what was taken in", patience: 600)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DetectionReport {
        try await office.detectConflicts(as: person)
    }
}

/// The register, or the part of it about an expert or a dossier.
public struct ListConflicts: UseCase {
    /// The expert; nil for all.
    public var expert: String?
    /// The dossier; nil for all.
    public var dossier: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/conflicts", .seeConflicts, zh: "回避登记", en: "The register of conflicts")

    /// Asks for the register.
    public init(expert: String? = nil, dossier: String? = nil) {
        self.expert = expert
        self.dossier = dossier
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Conflict] {
        try await office.conflicts(expert: expert, dossier: dossier, as: person)
    }
}

/// Every record and all evidence about an expert and a dossier.
public struct ExplainConflicts: UseCase {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/conflicts/pairs/{expert}/{dossier}", .seeConflicts, zh: "一名专家与一份材料的全部登记和依据",
        en: "Every record and all evidence about an expert and a dossier")

    /// Asks for a pair.
    public init(expert: String, dossier: String) {
        self.expert = expert
        self.dossier = dossier
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ConflictFile {
        try await office.explainConflicts(expert: expert, dossier: dossier, as: person)
    }
}

/// The register by ground.
public struct ShowConflictStatistics: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/conflicts/statistics", .seeConflicts, zh: "按情形统计", en: "The register by ground")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [GroundCount] {
        try await office.conflictStatistics(as: person)
    }
}

/// The register as a matrix of experts and dossiers, of which a page can be drawn.
public struct DrawConflictMatrix: UseCase {
    /// How experts stand together.
    public var rows: ConflictRows
    /// So many rows at most, all others as one.
    public var most: Int

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/conflicts/matrix", .seeConflicts, zh: "专家与材料的回避矩阵", en: "The matrix of experts and dossiers")

    /// Asks for it.
    public init(rows: ConflictRows, most: Int) {
        self.rows = rows
        self.most = most
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ConflictPage {
        try await office.conflictPage(by: rows, most: most, as: person)
    }
}

/// What detection on the data as they are would change; nothing is changed.
public struct PreviewReplay: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/conflicts/replay", .seeConflicts, zh: "按现有资料重新查找会引起的变化",
        en: "What detection on the data as they are would change", patience: 600)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReplayReport { try await office.replayConflicts(as: person) }
}

/// Does what the preview showed.
public struct ApproveReplay: Edit {
    /// The digest of what was shown, or its beginning, of at least 8 characters.
    public var digest: String
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/replay", .replayConflicts, zh: "批准所示变化并登记", en: "Approve the changes that were shown, and enter them",
        patience: 600)

    /// Approves.
    public init(digest: String, reason: String) {
        self.digest = digest
        self.reason = reason
    }

    /// What was shown.
    public var subject: PreviewReplay { PreviewReplay() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReplayReport {
        try await office.approveReplay(digest, reason: reason, as: person)
    }
}
