internal import Foundation

/// A text of a cell on its way to the form in which it is kept, with the reasons for which it changed.
struct CleanText {
    private(set) var value: String
    private(set) var reasons: [ReadingNote.Reason] = []

    /// The text without invisible signs, in Unicode's form C, trimmed, without the apostrophe that keeps a spreadsheet from running
    /// it.
    init(_ text: String) {
        value = text
        // Most cells are plain ASCII or plain Chinese without any of that.
        if text.unicodeScalars.contains(where: CleanText.isInvisible) {
            var scalars = text.unicodeScalars
            scalars.removeAll(where: CleanText.isInvisible)
            become(String(scalars), [.hiddenCharacters])
        }
        become(value.precomposedStringWithCanonicalMapping, [.unicodeForm])
        become(value.trimmed, [.spaces])
        become(value.withoutGuard, [.apostrophe])
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: return false
        case 0x20...0x7E, 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF: return false
        default:
            let category = scalar.properties.generalCategory
            return category == .control || category == .format
        }
    }

    /// Takes another value; compared by its bytes, since texts that look alike are equal to a comparison of characters.
    mutating func become(_ other: String, _ why: [ReadingNote.Reason]) {
        guard !other.utf8.elementsEqual(value.utf8) else { return }
        value = other
        for reason in why where !reasons.contains(reason) { reasons.append(reason) }
    }

    private mutating func map(_ why: ReadingNote.Reason, _ change: (Unicode.Scalar) -> Unicode.Scalar?) {
        var scalars = String.UnicodeScalarView()
        for scalar in value.unicodeScalars { if let changed = change(scalar) { scalars.append(changed) } }
        become(String(scalars), [why])
    }

    /// Full-width forms of ASCII as ASCII.
    mutating func narrow() {
        map(.fullWidth) { scalar in
            switch scalar.value {
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
            case 0x3000: " "
            default: scalar
            }
        }
    }

    /// Full-width letters and digits as plain ones; brackets and commas stay, since they are Chinese.
    mutating func narrowLettersAndDigits() {
        map(.fullWidth) { scalar in
            switch scalar.value {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
            default: scalar
            }
        }
    }

    /// No space at all.
    mutating func removeSpaces() {
        map(.spaces) { $0.properties.isWhitespace ? nil : $0 }
    }

    /// No space between Chinese characters (张　三), a single one elsewhere.
    mutating func closeGaps() {
        guard value.unicodeScalars.contains(where: \.properties.isWhitespace) else { return }
        var scalars = String.UnicodeScalarView()
        var isGap = false
        for scalar in value.unicodeScalars {
            if scalar.properties.isWhitespace {
                isGap = true
                continue
            }
            if isGap, let last = scalars.last, !CleanText.isChinese(last) || !CleanText.isChinese(scalar) { scalars.append(" ") }
            isGap = false
            scalars.append(scalar)
        }
        become(String(scalars), [.spaces])
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic || (0x3001...0x303F).contains(scalar.value) || (0xFF01...0xFF5E).contains(scalar.value)
    }

    /// Small ASCII letters as capitals.
    mutating func capitalise() {
        map(.capitals) { ("a"..."z").contains($0) ? Unicode.Scalar($0.value - 32) : $0 }
    }

    /// A number without its unit, and without commas between groups of three digits.
    mutating func removeUnit(_ unit: String) {
        var number = value
        if !unit.isEmpty, number.hasSuffix(unit) { number.removeLast(unit.count) }
        let groups = number.split(separator: ",", omittingEmptySubsequences: false)
        if groups.count > 1, (1...3).contains(groups[0].utf8.count),
            groups.dropFirst().allSatisfy({ $0.prefix { $0 != "." }.utf8.count == 3 })
        {
            number = groups.joined()
        }
        if DecimalText(number) != nil { become(number, [.unit]) }
    }

    /// Things of a list separated by `；`, where they were by commas or line breaks.
    mutating func unifySeparators() {
        let others: Set<Unicode.Scalar> = [",", "，", "\n", "\r"]
        guard value.unicodeScalars.contains(where: others.contains) else { return }
        let parts = value.unicodeScalars.split(whereSeparator: others.contains).map { String(Substring($0)).trimmed }
        become(parts.filter { !$0.isEmpty }.joined(separator: "；"), [.separators])
    }

    /// Each thing of a list by itself.
    mutating func eachOfList(_ change: (String) -> String) {
        let parts = Table.parts(ofList: value)
        let changed = parts.map(change)
        if parts != changed { become(changed.joined(separator: "；"), [.listedValue]) }
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Without the apostrophe before a sign that a spreadsheet would take for a formula.
    var withoutGuard: String {
        guard utf8.first == UInt8(ascii: "'"), FormulaSign.begins(utf8.dropFirst()) else { return self }
        return String(decoding: utf8.dropFirst(), as: UTF8.self)
    }

    /// A text as it is kept: trimmed, in form C, without the apostrophe.
    var clean: String { trimmed.precomposedStringWithCanonicalMapping.withoutGuard }
}
