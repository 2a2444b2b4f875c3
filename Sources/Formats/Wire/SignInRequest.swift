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
