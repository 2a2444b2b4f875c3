/// The contact person (联系人) whom an authority named. A later submission is a new one: the last counts.
public struct Contact: Codable, Sendable, Hashable {
    /// The authority.
    public var authority: String
    /// Which submission of the authority it is, from 1.
    public var turn: Int
    /// The person's name.
    public var name: String
    /// The position.
    public var position: String
    /// The telephone; empty where only a mobile one is given.
    public var phone: String
    /// The mobile telephone; may be empty.
    public var mobile: String
    /// The telefax; may be empty.
    public var fax: String
    /// The e-mail address; may be empty.
    public var email: String
    /// The day on which the authority gave it.
    public var givenOn: Day
    /// Who entered it.
    public var by: String
    /// When it was entered.
    public var at: Instant

    /// A contact person.
    public init(
        authority: String, turn: Int, name: String, position: String, phone: String, mobile: String, fax: String, email: String,
        givenOn: Day, by: String, at: Instant
    ) {
        self.authority = authority
        self.turn = turn
        self.name = name
        self.position = position
        self.phone = phone
        self.mobile = mobile
        self.fax = fax
        self.email = email
        self.givenOn = givenOn
        self.by = by
        self.at = at
    }

    /// Whether two submissions say the same, whoever entered them when.
    public func saysTheSame(as other: Contact) -> Bool {
        var copy = other
        (copy.turn, copy.by, copy.at) = (turn, by, at)
        return self == copy
    }
}

/// What an authority did about its contact person.
public struct ContactStanding: Codable, Sendable {
    /// The authority.
    public var authority: Authority
    /// Every submission in order; the last counts.
    public var submissions: [Contact]
    /// Whether the first came after the deadline; that a contact is replaced later is no fault.
    public var isLate: Bool

    /// The contact person now; nil where none was named.
    public var contact: Contact? { submissions.last }
}

extension Call {
    /// Where each authority stands, in the call's order (notice 二（五）).
    public func standing(of contacts: [Contact]) -> [ContactStanding] {
        let byAuthority = Dictionary(grouping: contacts, by: \.authority)
        return authorities.map { authority in
            let submissions = (byAuthority[authority.code] ?? []).sorted { $0.turn < $1.turn }
            let isLate = submissions.first.flatMap { first in deadlines.contacts.map { first.givenOn > $0 } } ?? false
            return ContactStanding(authority: authority, submissions: submissions, isLate: isLate)
        }
    }
}
