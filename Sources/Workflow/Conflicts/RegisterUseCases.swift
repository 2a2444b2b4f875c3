public import Programme

/// Enters a conflict that somebody reported.
public struct EnterConflict: Edit {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground.
    public var ground: Conflict.Ground
    /// The written reason.
    public var reason: String
    /// After the reviews, where scores become void: the digest of the consequences as the refusal without it tells them.
    public var approving: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts", .enterConflict, zh: "登记他人反映的回避情形", en: "Enter a conflict that somebody reported")

    /// Enters one.
    public init(expert: String, dossier: String, ground: Conflict.Ground, reason: String, approving: String?) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.reason = reason
        self.approving = approving
    }

    /// All about the pair.
    public var subject: ExplainConflicts { ExplainConflicts(expert: expert, dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Conflict {
        try await office.enterConflict(
            expert: expert, dossier: dossier, ground: ground, reason: reason, approving: approving, as: person)
    }
}

/// Confirms what the register has of a pair.
public struct ConfirmConflict: Edit {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground; nil for every one.
    public var ground: Conflict.Ground?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/pairs/{expert}/{dossier}/confirmation", .confirmConflict, zh: "确认回避", en: "Confirm an entry")

    /// Confirms.
    public init(expert: String, dossier: String, ground: Conflict.Ground?, reason: String) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.reason = reason
    }

    /// All about the pair.
    public var subject: ExplainConflicts { ExplainConflicts(expert: expert, dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Conflict] {
        try await office.settleConflict(
            expert: expert, dossier: dossier, ground: ground, waive: false, reason: reason, as: person)
    }
}

/// Waives what the register has of a pair.
public struct WaiveConflict: Edit {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground; nil for every one.
    public var ground: Conflict.Ground?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/pairs/{expert}/{dossier}/waiver", .waiveConflict, zh: "批准不回避", en: "Waive an entry")

    /// Waives.
    public init(expert: String, dossier: String, ground: Conflict.Ground?, reason: String) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.reason = reason
    }

    /// All about the pair.
    public var subject: ExplainConflicts { ExplainConflicts(expert: expert, dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Conflict] {
        try await office.settleConflict(
            expert: expert, dossier: dossier, ground: ground, waive: true, reason: reason, as: person)
    }
}
