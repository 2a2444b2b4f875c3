public import Programme

/// A one-time code by which a person signs in from elsewhere. Of the code itself nothing is kept but its digest.
public struct SignInCode: RoundRecord {
    /// Whom it lets in.
    public var person: String
    /// The how many-th code of the person, from 1; the last alone counts.
    public var turn: Int
    /// The SHA-256 digest of the code. A code has 80 random bits, so that nobody finds it from its digest.
    public var digest: String
    /// Who of the secretariat gave it.
    public var issuedBy: String
    /// When.
    public var issuedAt: Instant
    /// Until when it can be used.
    public var expiresAt: Instant

    /// How often it may be tried in all; a default of the project.
    public static let tries = 5
    /// How long it can be used, in seconds: three days, for a letter to arrive; a default of the project.
    public static let validity = 3 * 86_400

    /// Puts one together from its parts.
    public init(person: String, turn: Int, digest: String, issuedBy: String, issuedAt: Instant, expiresAt: Instant) {
        self.person = person
        self.turn = turn
        self.digest = digest
        self.issuedBy = issuedBy
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "sign_in_code"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["person", "turn"]
    /// Their values.
    public var identity: [String] { [person, "\(turn)"] }
}

/// One try of a code, right or wrong.
public struct SignInTry: RoundRecord {
    /// Who is said to sign in.
    public var person: String
    /// The code that counted then, by its turn.
    public var turn: Int
    /// The how many-th try of that code, from 1.
    public var number: Int
    /// Whether it was the right code; it is used up then.
    public var right: Bool
    /// When.
    public var at: Instant

    /// Puts one together from its parts.
    public init(person: String, turn: Int, number: Int, right: Bool, at: Instant) {
        self.person = person
        self.turn = turn
        self.number = number
        self.right = right
        self.at = at
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "sign_in_try"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["person", "turn", "number"]
    /// Their values.
    public var identity: [String] { [person, "\(turn)", "\(number)"] }
}

/// A token, which stands for a person from then on. Of the token itself nothing is kept but its digest.
public struct AccessToken: RoundRecord {
    /// The SHA-256 digest of the token, which has 256 random bits.
    public var digest: String
    /// Its number in the round, from 1, by which it is named.
    public var number: Int
    /// Whom it stands for.
    public var person: String
    /// The code that it was given for.
    public var turn: Int
    /// What the person called the machine; may be empty.
    public var device: String
    /// When it was given.
    public var issuedAt: Instant
    /// Until when it counts.
    public var expiresAt: Instant

    /// How long it counts, in seconds: 30 days, about as long as experts score; a default of the project.
    public static let validity = 30 * 86_400

    /// Puts one together from its parts.
    public init(digest: String, number: Int, person: String, turn: Int, device: String, issuedAt: Instant, expiresAt: Instant) {
        self.digest = digest
        self.number = number
        self.person = person
        self.turn = turn
        self.device = device
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "access_token"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["digest"]
    /// By its number as well.
    public static let lookupNames = ["digest", "number"]
    /// Their values.
    public var identity: [String] { [digest] }
}

/// That a token counts no more.
public struct TokenRevocation: RoundRecord {
    /// The token's number.
    public var token: Int
    /// Who said so: its person, or one of the secretariat.
    public var by: String
    /// When.
    public var at: Instant

    /// Puts one together from its parts.
    public init(token: Int, by: String, at: Instant) {
        self.token = token
        self.by = by
        self.at = at
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "token_revocation"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["token"]
    /// Their values.
    public var identity: [String] { ["\(token)"] }
}
