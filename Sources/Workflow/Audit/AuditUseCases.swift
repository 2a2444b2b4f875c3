internal import Programme

/// What those who check a round ask.
let auditUseCases: [any UseCase.Type] = [
    ListActs.self, ExportLog.self, VerifyAuditLog.self, MakeAuditBundle.self, MakePublicationBundle.self,
]

/// Every act: when, who, what.
public struct ListActs: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/audit/acts", .seeLog, zh: "全部操作", en: "Every act: when, who, what", patience: 300)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [LogEntry] { try await office.log(as: person) }
}

/// The log as it is stored, an act each, from which its chain of digests can be computed.
public struct ExportLog: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/audit/log", .seeBundle, zh: "日志原文，逐条附摘要", en: "The log as it is stored, act by act with its digest", patience: 300)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [LogRow] { try await office.exportLog(as: person) }
}

/// Looks for changes made behind the log's back, where the round is. Who has the database can do it without anybody's leave; over
/// the API it is for those who may see the log, since a finding says what stands in it.
public struct VerifyAuditLog: UseCase {
    /// A digest of the log noted earlier; nil where there is none.
    public var expected: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/audit/verification", .seeLog, zh: "查找绕过日志的改动", en: "Find any change made behind the log's back", patience: 900)

    /// Asks for it.
    public init(expected: String?) { self.expected = expected }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AuditReport {
        try await office.requireRole(for: VerifyAuditLog.route.act, as: person)
        return try await office.verifyAudit(expecting: expected)
    }
}

/// The auditors' form of a round's bundle, and the table of pseudonyms where it was asked for.
public struct AuditBundle: Codable, Sendable {
    /// The bundle.
    public var bundle: RoundBundle
    /// Who the pseudonyms are, as JSON: secret; nil where it wasn't asked for.
    public var identities: String?
}

/// Makes the bundle by which the whole round can be checked, experts by pseudonym. The first one makes the key of the pseudonyms.
public struct MakeAuditBundle: UseCase {
    /// Whether the table of who the pseudonyms are comes with it.
    public var withIdentities: Bool

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/audit/bundle", .seeBundle, zh: "生成核验包（专家以化名出现）",
        en: "Make the bundle by which the round can be checked, experts by pseudonym", patience: 900)

    /// Asks for it.
    public init(withIdentities: Bool) { self.withIdentities = withIdentities }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AuditBundle {
        let (bundle, identities) = try await office.auditBundle(as: person)
        return AuditBundle(bundle: bundle, identities: withIdentities ? identities : nil)
    }
}

/// Makes the bundle for everybody: what is public, and commitments to the rest. The first one makes their key.
public struct MakePublicationBundle: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/audit/publication", .seePublication, zh: "生成公开用的核验包", en: "Make the bundle for publication", patience: 300)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> RoundBundle {
        try await office.publicationBundle(as: person)
    }
}
