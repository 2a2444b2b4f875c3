internal import Programme

/// Answers as they travel: each with where it stands in its sender's file, so that a fault can be named there.
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
