public import Programme

/// What is sent to sign in.
public struct SignInRequest: Codable, Sendable {
    /// The person's number.
    public var person: String
    /// The code from the secretariat.
    public var code: String
    /// What the person calls the machine.
    public var device: String?

    /// A request.
    public init(person: String, code: String, device: String?) {
        self.person = person
        self.code = code
        self.device = device
    }
}

/// What is sent to save or to hand in sheets.
public struct SheetsRequest: Codable, Sendable {
    /// The sheets, each as a whole.
    public var sheets: [SheetFile.Answers]

    /// A request.
    public init(sheets: [SheetFile.Answers]) { self.sheets = sheets }
}

/// What is sent to give a review back or to recuse.
public struct ReasonRequest: Codable, Sendable {
    /// The written reason.
    public var reason: String

    /// A request.
    public init(reason: String) { self.reason = reason }
}

/// What is sent to declare.
public struct DeclarationRequest: Codable, Sendable {
    /// The dossiers in conflict; none with all others.
    public var conflicts: [Line]

    /// A conflict.
    public struct Line: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// The ground.
        public var ground: String
        /// What it is.
        public var reason: String

        /// A conflict with a dossier.
        public init(dossier: String, ground: String, reason: String) {
            self.dossier = dossier
            self.ground = ground
            self.reason = reason
        }
    }

    /// A request.
    public init(conflicts: [Line]) { self.conflicts = conflicts }
}

/// What is answered where sheets were saved or handed in.
public struct DossiersAnswer: Codable, Sendable {
    /// The dossiers, in the order of the request.
    public var dossiers: [String]

    /// An answer.
    public init(dossiers: [String]) { self.dossiers = dossiers }
}

/// What is answered where there is nothing to say but that it is done.
public struct DoneAnswer: Codable, Sendable {
    /// Always true.
    public var done = true

    /// The answer.
    public init() {}
}

extension SheetFile.Answers: Codable {
    private enum CodingKeys: String, CodingKey {
        case dossier, scores, reasons, gates, visitNeeded, visitQuestion, places
    }

    /// Reads answers; what is left out is not answered.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(dossier: try container.decode(String.self, forKey: .dossier))
        scores = try container.decodeIfPresent([String: Points].self, forKey: .scores) ?? [:]
        reasons = try container.decodeIfPresent([String: String].self, forKey: .reasons) ?? [:]
        gates = try container.decodeIfPresent([String: Bool].self, forKey: .gates) ?? [:]
        visitNeeded = try container.decodeIfPresent(Bool.self, forKey: .visitNeeded)
        visitQuestion = try container.decodeIfPresent(String.self, forKey: .visitQuestion) ?? ""
        places = try container.decodeIfPresent([String: Diagnostic.Place].self, forKey: .places) ?? [:]
    }

    /// Writes answers, with where each stands, so that a fault can be named there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dossier, forKey: .dossier)
        try container.encode(scores, forKey: .scores)
        try container.encode(reasons, forKey: .reasons)
        try container.encode(gates, forKey: .gates)
        try container.encodeIfPresent(visitNeeded, forKey: .visitNeeded)
        try container.encode(visitQuestion, forKey: .visitQuestion)
        if !places.isEmpty { try container.encode(places, forKey: .places) }
    }
}
