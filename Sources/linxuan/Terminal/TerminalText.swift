import Foundation

/// A text as it may stand on a terminal.
enum TerminalText {
    /// A text without what would command a terminal rather than be read: names, reasons and what a server says were written by others,
    /// and an escape sequence in them could clear the screen, write over what stands there, or type. Line ends and tabs stay.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isCommand) else { return text }
        let lines = text.replacingOccurrences(of: "\r\n", with: "\n")
        return String(String.UnicodeScalarView(lines.unicodeScalars.map { isCommand($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        // Control characters, of which some terminals take those of Latin-1 as well.
        case 0..<0x20, 0x7F...0x9F: true
        // What turns the direction of the text behind it, so that it reads as another (UAX 9).
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
