public import Programme

/// What has to be settled: suspicions, those that rest on the same names together.
public struct ListSuspicions: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/conflicts/suspicions", .seeConflicts, zh: "待核实的疑似情形", en: "The suspicions that are to be settled")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [SuspicionGroup] { try await office.suspicions(as: person) }
}

/// Settles open suspicions about an expert and a dossier: a conflict, or none.
public struct SettleSuspicion: Edit {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground; nil for every one that is open.
    public var ground: Conflict.Ground?
    /// Whether it is a conflict.
    public var isConflict: Bool
    /// The written reason.
    public var reason: String
    /// After the reviews, where scores become void: the digest of the consequences as the refusal without it tells them.
    public var approving: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/pairs/{expert}/{dossier}/settlement", .settleSuspicion, zh: "核实一名专家与一份材料的疑似情形",
        en: "Settle suspicions about an expert and a dossier")

    /// Settles.
    public init(expert: String, dossier: String, ground: Conflict.Ground?, isConflict: Bool, reason: String, approving: String?) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.isConflict = isConflict
        self.reason = reason
        self.approving = approving
    }

    /// All about the pair.
    public var subject: ExplainConflicts { ExplainConflicts(expert: expert, dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Conflict] {
        try await office.settleSuspicion(
            expert: expert, dossier: dossier, ground: ground, isConflict: isConflict, reason: reason, approving: approving, as: person)
    }
}

/// Settles whether two near names are one organisation, for all that rests on them, now and later.
public struct SettleNames: Edit {
    /// One name, as the suspicions or flags have it.
    public var first: String
    /// The other.
    public var second: String
    /// Whether they are one organisation.
    public var same: Bool
    /// The written reason.
    public var reason: String
    /// After the reviews, where scores become void: the digest of the consequences as the refusal without it tells them.
    public var approving: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/names", .settleSuspicion, zh: "核实两个名称是否同一单位，所有涉及的一并核实",
        en: "Settle whether two names are one organisation, for all that rests on them")

    /// Settles.
    public init(first: String, second: String, same: Bool, reason: String, approving: String?) {
        self.first = first
        self.second = second
        self.same = same
        self.reason = reason
        self.approving = approving
    }

    /// What has to be settled.
    public var subject: ListSuspicions { ListSuspicions() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Conflict] {
        try await office.settleNames([first, second], same: same, reason: reason, approving: approving, as: person)
    }
}

/// Enters a request in writing that an expert be recused from a dossier, to be settled.
public struct RequestRecusal: Edit {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// Who asks.
    public var party: String
    /// The reason given.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/conflicts/requests", .requestRecusal, zh: "登记书面回避申请，待核实决定",
        en: "Enter a request in writing for a recusal, to be settled")

    /// Enters one.
    public init(expert: String, dossier: String, party: String, reason: String) {
        self.expert = expert
        self.dossier = dossier
        self.party = party
        self.reason = reason
    }

    /// All about the pair.
    public var subject: ExplainConflicts { ExplainConflicts(expert: expert, dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Conflict {
        try await office.requestRecusal(expert: expert, dossier: dossier, party: party, reason: reason, as: person)
    }
}
