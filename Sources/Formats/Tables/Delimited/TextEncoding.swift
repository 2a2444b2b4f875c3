internal import Foundation
internal import Programme

/// Finds out how a text is encoded, without asking: UTF-8, UTF-16 of either order, GB18030 (which holds GBK and GB 2312).
///
/// A byte-order mark decides. Without one, a zero byte says UTF-16, since no other text has any; what is UTF-8 throughout is
/// that; the rest is GB18030 where every byte fits. Nothing is replaced: bytes that are no text are refused with their line.
enum TextEncoding {
    /// The text in UTF-8 without a byte-order mark, and the name of its encoding.
    static func text(of bytes: [UInt8], file: String) throws -> (text: [UInt8], encoding: String) {
        let (text, encoding) = try decoded(bytes, file)
        if let zero = text.firstIndex(of: 0) { throw refusal(file, text[..<zero], unreadable) }
        return (text, encoding)
    }

    private static func decoded(_ bytes: [UInt8], _ file: String) throws -> ([UInt8], String) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let text = Array(bytes.dropFirst(3))
            if let fault = UTF8Check.firstFault(in: text) { throw refusal(file, text[..<fault], damaged) }
            return (text, "UTF-8")
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return (try utf16(bytes.dropFirst(2), isBig: false, file), "UTF-16LE") }
        if bytes.starts(with: [0xFE, 0xFF]) { return (try utf16(bytes.dropFirst(2), isBig: true, file), "UTF-16BE") }
        if bytes.contains(0) {
            // Signs of ASCII, which every table has, are a zero byte and another: the zeros stand first in big-endian text.
            let first = stride(from: 0, to: bytes.count, by: 2).count { bytes[$0] == 0 }
            let second = stride(from: 1, to: bytes.count, by: 2).count { bytes[$0] == 0 }
            return (try utf16(bytes[...], isBig: first > second, file), first > second ? "UTF-16BE" : "UTF-16LE")
        }
        guard let fault = UTF8Check.firstFault(in: bytes) else { return (bytes, "UTF-8") }
        // A text that is UTF-8 for the most part is damaged; read as GB18030, it would become another text.
        if UTF8Check.isMostlySound(bytes) { throw refusal(file, bytes[..<fault], damaged) }
        return (try gb18030(bytes, file), "GB18030")
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBig: Bool, _ file: String) throws -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBig ? first << 8 | second : second << 8 | first)
            index += 2
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            let sound = String(decoding: units, as: UTF16.self).prefix { $0 != "\u{FFFD}" }
            throw refusal(file, Array(sound.utf8)[...], unreadable)
        }
        return Array(text.utf8)
    }

    /// GB18030 by its structure first, since that says where a fault is; then by the system's tables.
    private static func gb18030(_ bytes: [UInt8], _ file: String) throws -> [UInt8] {
        if let fault = firstFaultInGB18030(bytes) { throw refusal(file, bytes[..<fault], unreadable) }
        // kCFStringEncodingGB_18030_2000, as Foundation numbers encodings that have no name of their own.
        guard let text = String(bytes: bytes, encoding: String.Encoding(rawValue: 0x8000_0632)), !text.unicodeScalars.contains("\u{FFFD}")
        else { throw refusal(file, [], unreadable) }
        return Array(text.utf8)
    }

    private static func firstFaultInGB18030(_ bytes: [UInt8]) -> Int? {
        let digit: ClosedRange<UInt8> = 0x30...0x39
        let lead: ClosedRange<UInt8> = 0x81...0xFE
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard lead.contains(bytes[index]), index + 1 < bytes.count else { return index }
            let second = bytes[index + 1]
            if digit.contains(second) {
                guard index + 3 < bytes.count, lead.contains(bytes[index + 2]), digit.contains(bytes[index + 3]) else { return index }
                index += 4
            } else {
                guard second >= 0x40, second != 0x7F, second != 0xFF else { return index }
                index += 2
            }
        }
        return nil
    }

    private static let unreadable = Text(
        zh: "编码无法识别：不是 UTF-8、UTF-16 或 GB18030 文字", en: "this is no text in UTF-8, UTF-16 or GB18030")
    private static let damaged = Text(zh: "UTF-8 文字已损坏", en: "the UTF-8 text is damaged")

    private static func refusal(_ file: String, _ before: ArraySlice<UInt8>, _ message: Text) -> Failure {
        var line = 1
        for (index, byte) in zip(before.indices, before) {
            let isCRLF = byte == UInt8(ascii: "\n") && index > before.startIndex && before[index - 1] == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !isCRLF) { line += 1 }
        }
        return .malformed([
            Diagnostic(
                .init(file: file, line: line), message,
                advice: Text(zh: "用 Excel 或 WPS 打开原件，另存为 .xlsx 或“CSV UTF-8”", en: "open the original and save it as .xlsx or “CSV UTF-8”"))
        ])
    }
}

/// UTF-8 by its bytes.
private enum UTF8Check {
    /// Where the first sequence begins that is none; nil where all are sound.
    static func firstFault(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            guard let length = length(of: bytes, at: index) else { return index }
            index += length
        }
        return nil
    }

    /// Whether at least three quarters of all bytes beyond ASCII belong to sound sequences, and there are some sequences: of
    /// Chinese in GB18030 hardly any does.
    static func isMostlySound(_ bytes: [UInt8]) -> Bool {
        var sound = 0
        var unsound = 0
        var index = 0
        while index < bytes.count {
            let length = length(of: bytes, at: index)
            if bytes[index] >= 0x80 {
                if let length { sound += length } else { unsound += 1 }
            }
            index += length ?? 1
        }
        return sound >= 12 && sound >= 3 * unsound
    }

    /// The length of a sound sequence (Unicode, table 3-7); nil where there is none.
    private static func length(of bytes: [UInt8], at index: Int) -> Int? {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let (length, second): (Int, ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for next in (index + 2)..<max(index + length, index + 2) where bytes[next] & 0xC0 != 0x80 { return nil }
        return length
    }
}
