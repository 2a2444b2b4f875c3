/// How much room a text takes in a fixed grid, where Chinese characters are two columns wide.
public enum DisplayWidth {
    /// The columns of a text: wide and full-width characters take two (Unicode Standard Annex 11), combining ones none, and emoji
    /// two however many code points make them (Unicode Technical Standard 51), as terminals draw them. What is ambiguous, such as
    /// “ and ①, takes one, as it does in a UTF-8 locale.
    public static func columns(of text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    private static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        // The selector asks for a picture of what may be a letter otherwise (☎️, 1️⃣); a flag is two letters.
        if scalars.contains("\u{FE0F}") { return 2 }
        let sum = scalars.reduce(0) { $0 + columns(of: $1) }
        let isPicture = scalars.first.map { $0.properties.isEmoji && $0.value > 0xFF } ?? false
        return isPicture ? min(sum, 2) : sum
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return 0
        // A soft hyphen is drawn where nothing breaks the line.
        case .format: return scalar == "\u{AD}" ? 1 : 0
        default: break
        }
        switch scalar.value {
        // Vowels and finals of Hangul stand within the syllable that their initial begins.
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08,
            0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            return 2
        case 0x1F1E6...0x1F1FF: return 1
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }
}
