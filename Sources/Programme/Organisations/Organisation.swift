/// An organisation as a table names it: by name, credit code or both.
public struct Organisation: Sendable, Hashable {
    /// The name.
    public let name: OrganisationName
    /// The unified social credit code; empty where not known.
    public let creditCode: String
    /// Whether the code conforms to GB 32100: only then does it tell two legal persons apart.
    public let hasSoundCode: Bool

    /// An organisation by what a table says of it.
    public init(_ name: String, creditCode: String = "") {
        self.init(OrganisationName(name), creditCode: creditCode)
    }

    /// An organisation whose name was taken apart before.
    init(_ name: OrganisationName, creditCode: String) {
        self.name = name
        self.creditCode = creditCode
        hasSoundCode = !creditCode.isEmpty && CreditCode.standing(of: creditCode) == .conforms
    }

    /// Compares two organisations.
    ///
    /// An equal code is certain whatever the names. Two codes that both conform tell two legal persons apart; what is left
    /// then is that they may belong to one house.
    public func compared(with other: Organisation) -> OrganisationComparison {
        if !creditCode.isEmpty, creditCode == other.creditCode {
            return OrganisationComparison(
                standing: .same, reasons: name.plain == other.name.plain ? [] : [.code], similarity: 100)
        }
        var comparison = name.compared(with: other.name)
        guard hasSoundCode, other.hasSoundCode else { return comparison }
        if comparison.standing == .same {
            return OrganisationComparison(standing: .suspected, reasons: [.otherCode], similarity: 100)
        }
        if !comparison.reasons.contains(where: \.holdsWithTwoCodes) {
            comparison.standing = .different
            comparison.reasons = []
        }
        return comparison
    }
}
