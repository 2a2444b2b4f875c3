internal import Programme

/// What all cells of a workbook may hold together; whoever keeps something pays here first.
final class CellPurse {
    let file: String
    private var cells = 0
    private var bytes = 0

    init(file: String) { self.file = file }

    /// Pays for a cell with a text of so many bytes.
    func pay(bytes count: Int) throws {
        cells += 1
        bytes += count
        guard cells <= WorkbookLimits.cells, bytes <= WorkbookLimits.textBytes else {
            throw ZipArchive.failure(
                file, Text(zh: "内容多得不合常理", en: "the workbook holds more than a table could have"),
                expected: Text(
                    zh: "至多 \(WorkbookLimits.cells / 10_000) 万个单元格、\(WorkbookLimits.textBytes >> 20) MB 文字",
                    en: "at most \(WorkbookLimits.cells) cells and \(WorkbookLimits.textBytes >> 20) MB of text"),
                advice: Text(zh: "删去无关内容，或分成几个文件", en: "remove what is not needed, or split the file"))
        }
    }
}

/// The texts that cells refer to by number, each as one text: the runs of a rich text joined, without the reading aids for
/// East Asian scripts (`rPh`), which repeat it.
struct SharedTexts {
    private(set) var texts: [String] = []

    init(_ package: Package, _ part: String?, _ purse: CellPurse) throws {
        guard let part, package.archive.contains(part) else { return }
        let scanner = try XMLScanner(file: package.file, part: part)
        var texts: [String] = []
        let content = TextContent(file: package.file, part: part)
        scanner.begin = { [unowned scanner] element in
            switch element.name {
            case "si": content.clear()
            case "rPh": content.isAid = true
            case "t": scanner.wantsText = !content.isAid
            default: break
            }
        }
        scanner.text = content.add
        scanner.end = { [unowned scanner] name in
            switch name {
            case "t": scanner.wantsText = false
            case "rPh": content.isAid = false
            case "si":
                try purse.pay(bytes: content.count)
                texts.append(try content.text())
            default: break
            }
        }
        try package.scan(part, scanner)
        self.texts = texts
    }
}

/// A text that comes in pieces.
final class TextContent {
    private let file: String
    private let part: String
    private var bytes: [UInt8] = []
    /// Whether a reading aid is open.
    var isAid = false

    init(file: String, part: String) {
        self.file = file
        self.part = part
    }

    var count: Int { bytes.count }

    func clear() {
        bytes.removeAll(keepingCapacity: true)
        isAid = false
    }

    func add(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard bytes.count + piece.count <= WorkbookLimits.cellBytes else {
            throw ZipArchive.failure(
                file, Text(zh: "部件“\(part)”中有一个单元格超过 32767 字", en: "the part “\(part)” has a cell of more than 32 767 characters"),
                advice: Text(zh: "缩短该单元格的文字", en: "shorten the text of that cell"))
        }
        bytes.append(contentsOf: piece)
    }

    /// The text, with `_x000D_` and its like as the characters that they stand for (ECMA-376, ST_Xstring).
    func text() throws -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.utf8.contains(UInt8(ascii: "_")) ? TextContent.unescaped(text) : text
    }

    private static func unescaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 7 else { return text }
        var units: [UInt16] = []
        var plain: [UInt8] = []
        var isChanged = false
        func flush() {
            units += String(decoding: plain, as: UTF8.self).utf16
            plain.removeAll(keepingCapacity: true)
        }
        var index = 0
        while index < bytes.count {
            if let unit = escape(bytes, at: index) {
                flush()
                units.append(unit)
                index += 7
                isChanged = true
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        guard isChanged else { return text }
        flush()
        return String(decoding: units, as: UTF16.self)
    }

    private static func escape(_ bytes: [UInt8], at index: Int) -> UInt16? {
        guard bytes[index] == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = bytes[(index + 2)...(index + 5)]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
