internal import Programme

/// What was found as it travels: each answer with where it stands in its sender's file, so that a fault can be named there.
extension FindingFile.Answers: Codable {
    private enum CodingKeys: String, CodingKey {
        case dossier, verdicts, gates, texts, files, places
    }

    /// Reads answers; what is left out is not answered.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(dossier: try container.decode(String.self, forKey: .dossier))
        verdicts = try container.decodeIfPresent([String: VisitFinding.Verdict].self, forKey: .verdicts) ?? [:]
        gates = try container.decodeIfPresent([String: Bool].self, forKey: .gates) ?? [:]
        texts = try container.decodeIfPresent([String: String].self, forKey: .texts) ?? [:]
        files = try container.decodeIfPresent([VisitFinding.File].self, forKey: .files) ?? []
        places = try container.decodeIfPresent([String: Diagnostic.Place].self, forKey: .places) ?? [:]
    }

    /// Writes answers, with where each stands.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dossier, forKey: .dossier)
        try container.encode(verdicts, forKey: .verdicts)
        try container.encode(gates, forKey: .gates)
        try container.encode(texts, forKey: .texts)
        try container.encode(files, forKey: .files)
        if !places.isEmpty { try container.encode(places, forKey: .places) }
    }
}
