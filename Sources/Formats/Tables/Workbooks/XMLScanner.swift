internal import CExpat
internal import Programme

/// Reads XML of others as it comes, with expat: elements and texts, one after the other.
///
/// A document type is refused where it begins, before any entity could be declared; so is what nests too deep, or has a tag
/// longer than any table needs. Names come without their prefix, and only those of the namespaces that were asked for.
final class XMLScanner {
    /// What is told of an element.
    struct Element {
        /// Its name without a prefix.
        var name: String
        private let attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

        fileprivate init(name: String, attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
            self.name = name
            self.attributes = attributes
        }

        /// An attribute by its name without a prefix.
        subscript(name: StaticString) -> String? {
            guard var pair = attributes else { return nil }
            while let key = pair[0], let value = pair[1] {
                if XMLScanner.isLocal(key, name) { return String(cString: value) }
                pair += 2
            }
            return nil
        }
    }

    private let parser: XML_Parser
    private let file: String
    private let part: String
    private var failure: (any Error)?
    private var depth = 0
    /// How deep the outermost element of a foreign namespace lies, while one is open.
    private var foreign: Int?
    private var given = 0

    /// Called at the beginning of an element.
    var begin: (Element) throws -> Void = { _ in }
    /// Called at its end.
    var end: (String) throws -> Void = { _ in }
    /// Called with pieces of text, only while `wantsText`.
    var text: (UnsafeBufferPointer<UInt8>) throws -> Void = { _ in }
    /// Whether texts are of interest at present.
    var wantsText = false

    /// A scanner for a part of a file.
    init(file: String, part: String) throws {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(UInt8(ascii: "|"))) else {
            throw Failure.failed(Text(zh: "内存不足。", en: "Out of memory."))
        }
        self.parser = parser
        self.file = file
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLScanner.of($0)?.started($1, $2) }, { XMLScanner.of($0)?.ended($1) })
        XML_SetCharacterDataHandler(parser) { XMLScanner.of($0)?.characters($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in XMLScanner.of(user)?.refuseDocumentType() }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLScanner? {
        user.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Takes the next piece of the document.
    func take(_ piece: UnsafeRawBufferPointer) throws {
        given += piece.count
        try parse(piece.baseAddress, piece.count, isLast: false)
        // What has been given and not been taken in is a tag or a text without an end, which expat keeps in memory.
        if given - Int(XML_GetCurrentByteIndex(parser)) > WorkbookLimits.tokenBytes {
            throw refusal(
                Text(zh: "有一个标记超过 1 MB", en: "a tag exceeds 1 MB"))
        }
    }

    /// Says that there is no more.
    func finish() throws { try parse(nil, 0, isLast: true) }

    private func parse(_ bytes: UnsafeRawPointer?, _ count: Int, isLast: Bool) throws {
        let status = XML_Parse(parser, bytes?.assumingMemoryBound(to: CChar.self), Int32(count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? ""
            throw refusal(
                Text(
                    zh: "第 \(XML_GetCurrentLineNumber(parser)) 行不是合格的 XML（\(reason)）",
                    en: "line \(XML_GetCurrentLineNumber(parser)) is not well-formed XML (\(reason))"))
        }
    }

    private func refusal(_ message: Text) -> Failure {
        ZipArchive.failure(file, Text(zh: "部件“\(part)”：", en: "the part “\(part)”: ") + message, advice: ZipArchive.saveAgain)
    }

    /// Ends the parsing with a failure; handlers can't throw through C.
    private func stop(with error: any Error) {
        if failure == nil { failure = error }
        XML_StopParser(parser, 0)
    }

    private func refuseDocumentType() {
        stop(with: refusal(Text(zh: "含有文档类型声明（DOCTYPE）", en: "it declares a document type (DOCTYPE)")))
    }

    private func started(_ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard failure == nil, let name else { return }
        depth += 1
        guard depth <= WorkbookLimits.depth else {
            stop(with: refusal(Text(zh: "元素嵌套超过 \(WorkbookLimits.depth) 层", en: "elements nest more than \(WorkbookLimits.depth) deep")))
            return
        }
        guard foreign == nil else { return }
        guard let local = XMLScanner.localName(name) else {
            foreign = depth
            return
        }
        do { try begin(Element(name: local, attributes: attributes)) } catch { stop(with: error) }
    }

    private func ended(_ name: UnsafePointer<XML_Char>?) {
        guard failure == nil, let name else { return }
        defer { depth -= 1 }
        if let outermost = foreign {
            if outermost == depth { foreign = nil }
            return
        }
        guard let local = XMLScanner.localName(name) else { return }
        do { try end(local) } catch { stop(with: error) }
    }

    private func characters(_ start: UnsafePointer<XML_Char>?, _ count: Int32) {
        guard failure == nil, wantsText, foreign == nil, let start else { return }
        do {
            try start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                try text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        } catch { stop(with: error) }
    }

    /// The namespaces of workbooks, transitional and strict, of the package's own parts, and none at all.
    private static let namespaces: [StaticString] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types",
    ]

    /// The name without its namespace; nil where the namespace is foreign.
    private static func localName(_ name: UnsafePointer<XML_Char>) -> String? {
        for namespace in namespaces {
            let length = namespace.utf8CodeUnitCount
            if begins(name, namespace, length), name[length] == XML_Char(UInt8(ascii: "|")) {
                return String(cString: name + length + 1)
            }
        }
        let whole = String(cString: name)
        return whole.utf8.contains(UInt8(ascii: "|")) ? nil : whole
    }

    private static func begins(_ name: UnsafePointer<XML_Char>, _ other: StaticString, _ length: Int) -> Bool {
        for index in 0..<length where UInt8(bitPattern: name[index]) != other.utf8Start[index] { return false }
        return true
    }

    /// Whether the part of a name after its namespace is this.
    fileprivate static func isLocal(_ key: UnsafePointer<XML_Char>, _ name: StaticString) -> Bool {
        var local = key
        var byte = key
        while byte.pointee != 0 {
            if byte.pointee == XML_Char(UInt8(ascii: "|")) { local = byte + 1 }
            byte += 1
        }
        let length = name.utf8CodeUnitCount
        return begins(local, name, length) && local[length] == 0
    }
}
