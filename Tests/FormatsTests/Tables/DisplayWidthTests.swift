import Formats
import Testing

@Suite("The columns of a text on a terminal")
struct DisplayWidthTests {
    @Test(
        "are those in which terminals draw it",
        arguments: [
            ("", 0), ("E-001", 5), ("专家", 4), ("示例（甲）", 10), ("Ａ１", 4), ("ｱｲ", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            // Composed and decomposed.
            ("é", 1), ("e\u{301}", 1), ("が", 2), ("か\u{3099}", 2), ("a\u{20DD}", 1),
            // Rare characters of names, beyond the first plane.
            ("𠮷", 2), ("㐂", 2), ("䶮", 2), ("龘", 2), ("〇", 2), ("　", 2), ("々", 2),
            // Ambiguous ones, which a UTF-8 locale draws narrow.
            ("“”", 2), ("①", 1), ("·", 1), ("…", 1), ("—", 1), ("±", 1),
            // Pictures: of one code point, of several, with a selector, flags, keys.
            ("✅", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("☎", 1), ("☎️", 2), ("🇨🇳", 2), ("1️⃣", 2), ("🏭", 2),
            // What is not seen.
            ("a\u{200B}b", 2), ("a\u{FEFF}b", 2), ("\u{202A}a\u{202C}", 1), ("a\u{AD}b", 3), ("a\tb", 2), ("\u{1B}[0m", 3),
            // Not wide, though their neighbours are.
            ("ꓐ", 1), ("\u{303F}", 1), ("䷀", 1),
        ])
    func columns(text: String, width: Int) {
        #expect(DisplayWidth.columns(of: text) == width, "\(text)")
    }
}
