/// Somebody who acts in a round.
public struct Person: Codable, Sendable, Hashable {
    /// The identifier given with `--as`.
    public var id: String
    /// The name.
    public var name: String
    /// What the person is in this round; exactly one, so that no two exclude each other.
    public var role: Role

    /// A person with a role.
    public init(id: String, name: String, role: Role) {
        self.id = id
        self.name = name
        self.role = role
    }
}

/// What a person may be in a round.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Runs the round.
    case secretariat
    /// Scores dossiers.
    case expert
    /// Decides on the shortlist.
    case chair
    /// Reads everything, changes nothing.
    case auditor

    /// The role's name.
    public var name: Text {
        switch self {
        case .secretariat: Text(zh: "秘书处", en: "secretariat")
        case .expert: Text(zh: "专家", en: "expert")
        case .chair: Text(zh: "评审组组长", en: "chair")
        case .auditor: Text(zh: "监督人员", en: "auditor")
        }
    }
}
