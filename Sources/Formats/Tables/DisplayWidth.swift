/// How much room a text takes in a fixed grid, where Chinese characters are two columns wide.
public enum DisplayWidth {
    /// The columns of a text (Unicode Standard Annex 11: wide and full-width characters take two, combining ones none).
    public static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            if scalar.properties.generalCategory == .nonspacingMark { return width }
            let wide =
                switch scalar.value {
                case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
                    true
                default: false
                }
            return width + (wide ? 2 : 1)
        }
    }
}
