internal import Programme

/// The text of a file that has to be UTF-8.
enum FileText {
    /// - Throws: `Failure.malformed` where it is in another encoding.
    static func utf8(_ bytes: [UInt8], file: String, advice: Text? = nil) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.malformed([
                Diagnostic(.init(file: file), Text(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"), advice: advice)
            ])
        }
        return text
    }

    /// What helps where it is in another encoding.
    static let savedAsUTF8 = Text(zh: "另存为 UTF-8", en: "save it as UTF-8")
}
