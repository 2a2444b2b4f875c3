/// How many experts a public draw takes, and of whom (抽取名额).
public struct DrawQuotas: Codable, Sendable, Hashable {
    /// Experts to be drawn.
    public var experts: Int
    /// The fewest of a specialty.
    public var minima: [Minimum]
    /// The most of one region; nil for no limit.
    public var perRegion: Int?

    /// Puts one together from its parts.
    public init(experts: Int, minima: [Minimum] = [], perRegion: Int? = nil) {
        self.experts = experts
        self.minima = minima
        self.perRegion = perRegion
    }

    /// The fewest experts of a specialty.
    public struct Minimum: Codable, Sendable, Hashable {
        /// The specialty's identifier; an expert counts for the main one.
        public var specialty: String
        /// At least so many.
        public var minimum: Int

        /// Puts one together from its parts.
        public init(specialty: String, minimum: Int) {
            self.specialty = specialty
            self.minimum = minimum
        }
    }
}

/// The digest by which RFC 3797 turns the key into positions.
public enum DrawMethod: String, Codable, Sendable, CaseIterable {
    /// As published in RFC 3797.
    case md5 = "rfc3797-md5"
    /// The same with SHA-256 (FIPS 180-4) in the place of MD5.
    case sha256 = "rfc3797-sha256"
}
