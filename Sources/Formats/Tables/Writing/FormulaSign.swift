/// The signs at the beginning of a text for which a spreadsheet runs it as a formula instead of showing it.
///
/// Judged by bytes: a combining mark after the sign would hide it from a comparison of characters, and the spreadsheet
/// runs the formula all the same. The full-width signs are those that spreadsheets in Chinese and Japanese take for the
/// plain ones; tabs and line breaks are passed over before a sign.
enum FormulaSign {
    private static let plain = Array("=+-@\t\r\n".utf8)
    private static let fullWidth = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }

    /// Whether a text begins with one.
    static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        return plain.contains(first) || fullWidth.contains { bytes.starts(with: $0) }
    }
}
