/// Whole numbers as tables, calls and dates write them.
public enum WholeNumber {
    /// Reads the digits 0 to 9 and nothing else: no sign, no space, no digit of another script; nil for anything more.
    public static func parse(_ text: some StringProtocol) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return text.utf8.allSatisfy(digits.contains) ? Int(text) : nil
    }
}
