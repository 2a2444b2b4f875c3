public import Programme

/// A file of tables as it came: a workbook with its sheets, or one table of separated values.
public struct Spreadsheet: Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// The sheets that a person sees, in their order.
    public var grids: [Grid]
    /// The sheets that were not read, since they are hidden.
    public var hiddenSheets: [String] = []
    /// How the text is encoded, in words; nil for a workbook, whose texts are always Unicode.
    public var encoding: String?

    /// The largest file that is read: a table of the programme takes a few megabytes.
    public static let bytesAtMost = 64 << 20

    /// The refusal of a file that is larger.
    public static func tooLarge(_ file: String) -> Failure {
        .malformed([
            Diagnostic(
                .init(file: file),
                Text(zh: "文件超过 \(bytesAtMost >> 20) MB", en: "the file exceeds \(bytesAtMost >> 20) MB"),
                advice: Text(zh: "删去图片和无关内容后另存", en: "remove pictures and what is not needed and save it again"))
        ])
    }

    /// Reads a file, whichever of the two it is by its first bytes: a name's ending may lie.
    ///
    /// - Throws: `Failure.malformed` where the bytes are neither, are damaged, or hold what nobody needs in a table: macros,
    ///   document types, more than a table could have.
    public init(_ bytes: [UInt8], file: String) throws {
        self.file = file
        guard bytes.count <= Spreadsheet.bytesAtMost else { throw Spreadsheet.tooLarge(file) }
        if let other = OtherFormat(bytes) { throw other.failure(file) }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let workbook = try Workbook(bytes, file: file)
            grids = workbook.grids
            hiddenSheets = workbook.hiddenSheets
        } else {
            let (text, encoding) = try TextEncoding.text(of: bytes, file: file)
            self.encoding = encoding
            grids = [try CSVReader.grid(of: text, file: file, purse: CellPurse(file: file))]
        }
    }
}

/// Formats that tables come in and that are not read: recognised, so that the refusal can say what to do.
private enum OtherFormat {
    case oldExcel
    case encrypted
    case portableDocument

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            // A workbook with a password is a compound file with a stream of this name ([MS-OFFCRYPTO] 2.3.4.4).
            let name = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            self = bytes[...].firstRange(of: name) == nil ? .oldExcel : .encrypted
        } else if bytes.starts(with: Array("%PDF".utf8)) {
            self = .portableDocument
        } else {
            return nil
        }
    }

    func failure(_ file: String) -> Failure {
        let message =
            switch self {
            case .oldExcel: Text(zh: "这是旧版 .xls 文件", en: "this is an old .xls file")
            case .encrypted: Text(zh: "文件设有打开密码", en: "the file is protected by a password")
            case .portableDocument: Text(zh: "这是 PDF 文件，不是表格", en: "this is a PDF, not a table")
            }
        let advice =
            switch self {
            case .oldExcel: Text(zh: "用 Excel 或 WPS 打开，另存为 .xlsx", en: "open it in a spreadsheet and save it as .xlsx")
            case .encrypted:
                Text(zh: "打开后取消密码，另存为 .xlsx", en: "open it, take the password off and save it as .xlsx")
            case .portableDocument: Text(zh: "请报送单位提供 .xlsx 原件", en: "ask the sender for the .xlsx itself")
            }
        return .malformed([
            Diagnostic(.init(file: file), message, expected: Text(zh: ".xlsx 或 CSV", en: ".xlsx or CSV"), advice: advice)
        ])
    }
}
