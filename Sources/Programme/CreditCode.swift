/// The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015).
public enum CreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// What a code is worth.
    public enum Standing: Sendable, Hashable {
        /// The form and the check character conform.
        case conforms
        /// 18 characters of the alphabet whose check character does not conform: acceptable with a written reason.
        case wrongCheckCharacter(expected: Character)
        /// Not 18 characters of the alphabet.
        case malformed
    }

    /// Judges a code by GB 32100-2015: weights 3^i mod 31 on the first 17 characters, the check character is
    /// (31 − Σ mod 31) mod 31.
    public static func standing(of code: String) -> Standing {
        let digits = code.utf8.map { alphabet.firstIndex(of: $0) }
        guard digits.count == 18 else { return .malformed }
        var sum = 0
        var weight = 1
        for digit in digits.prefix(17) {
            guard let digit else { return .malformed }
            sum += digit * weight
            weight = weight * 3 % 31
        }
        guard let last = digits[17] else { return .malformed }
        let check = (31 - sum % 31) % 31
        return last == check
            ? .conforms : .wrongCheckCharacter(expected: Character(UnicodeScalar(alphabet[check])))
    }
}
