public import Programme

/// What is wrong with a credit code, in the same words for a cell and for a command (GB 32100).
public struct CreditCodeFault: Sendable {
    /// What is wrong.
    public let found: Text
    /// What was expected.
    public let expected: Text
    /// Whether the code may be right all the same, and is taken with a reason.
    public let mayBeIssued: Bool

    /// The fault of a code; nil where it conforms.
    public init?(of code: String) {
        switch CreditCode.standing(of: code) {
        case .conforms: return nil
        case .malformed:
            found = Text(zh: "“\(code)”不是统一社会信用代码", en: "“\(code)” is not a credit code")
            expected = Text(
                zh: "18 位，由数字和大写字母（不含 I、O、S、V、Z）组成", en: "18 digits and capital letters, without I, O, S, V, Z")
            mayBeIssued = false
        case .wrongCheckCharacter(let right):
            found = Text(zh: "“\(code)”校验位不符", en: "the check character of “\(code)” does not conform")
            expected = Text(zh: "末位为 \(right)", en: "\(right) at the end")
            mayBeIssued = true
        }
    }

    /// What to do about a code that may have been issued so.
    ///
    /// - Parameter reason: Where a reason is given: a column, or an option of a command.
    public func advice(reason: Text) -> Text? {
        guard mayBeIssued else { return nil }
        return Text(
            zh: "核对代码；确为登记机关所发的，在\(reason.zh)写明",
            en: "check the code; where it was issued so, say so in \(reason.en)")
    }
}
