internal import CZip
internal import Programme

/// A zip archive in memory, read with libzip; everything in it is taken for hostile.
///
/// Entries are found by their exact names, which are checked when the archive is opened. What is read comes out in pieces and
/// is counted as it comes, so that a bomb is refused long before it is large.
final class ZipArchive {
    private let file: String
    private let memory: UnsafeMutableRawBufferPointer
    private let archive: OpaquePointer
    /// The number of each entry, by its name in lower case: names are told apart without regard to case (ECMA-376, part 2).
    private var numbers: [String: UInt64] = [:]
    private var bytesRead = 0

    /// The names of the entries as they stand.
    private(set) var names: [String] = []

    /// Opens an archive and checks its directory.
    init(_ bytes: [UInt8], file: String) throws {
        self.file = file
        memory = .allocate(byteCount: bytes.count, alignment: 16)
        memory.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(memory.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            memory.deallocate()
            throw ZipArchive.damaged(file, String(cString: zip_error_strerror(&error)))
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            let reason = String(cString: zip_error_strerror(&error))
            zip_source_free(source)
            memory.deallocate()
            throw ZipArchive.damaged(file, reason)
        }
        self.archive = archive
        try listEntries()
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    private func listEntries() throws {
        let count = zip_get_num_entries(archive, 0)
        guard (0...Int64(WorkbookLimits.entries)).contains(count) else {
            throw ZipArchive.failure(
                file, Text(zh: "文件中有 \(count) 个部件", en: "the file has \(count) parts"),
                expected: Text(zh: "至多 \(WorkbookLimits.entries) 个", en: "at most \(WorkbookLimits.entries)"),
                advice: ZipArchive.saveAgain)
        }
        for number in 0..<zip_uint64_t(count) {
            guard let pointer = zip_get_name(archive, number, zip_flags_t(ZIP_FL_ENC_RAW)) else { continue }
            // Names of parts are ASCII; others, which some programs add, are read as well as they can be and never used.
            let name = String(cString: pointer)
            guard isPlain(name) else {
                throw ZipArchive.failure(
                    file, Text(zh: "部件名“\(name)”含有路径", en: "the name of the part “\(name)” is a path out of the file"),
                    advice: Text(
                        zh: "此文件不是表格软件保存的，请勿使用；请报送单位重新导出", en: "no spreadsheet saved this file: ask the sender for another"))
            }
            names.append(name)
            guard numbers.updateValue(number, forKey: name.lowercased()) == nil else {
                throw ZipArchive.failure(
                    file, Text(zh: "部件“\(name)”重复", en: "the part “\(name)” stands twice"), advice: ZipArchive.saveAgain)
            }
        }
    }

    /// Whether a name stays within the archive: no drive, no root, no way up, no foreign separators.
    private func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255 && name.utf8.first != UInt8(ascii: "/")
            && !name.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") || $0 < 0x20 })
            && !name.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "." }
    }

    /// Whether the archive has an entry.
    func contains(_ name: String) -> Bool { numbers[name.lowercased()] != nil }

    /// Gives the bytes of an entry in pieces, in their order.
    ///
    /// - Throws: `Failure.malformed` where it is missing, damaged, encrypted or larger than a table's could be.
    func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let number = numbers[name.lowercased()] else {
            throw ZipArchive.damaged(file, "no part \(name)")
        }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        let packed = zip_stat_index(archive, number, 0, &stat) == 0 ? Int(clamping: stat.comp_size) : 0
        guard let entry = zip_fopen_index(archive, number, 0) else {
            throw ZipArchive.damaged(file, String(cString: zip_error_strerror(zip_get_error(archive))))
        }
        defer { zip_fclose(entry) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        guard let start = piece.baseAddress else { return }
        var count = 0
        while true {
            let got = Int(zip_fread(entry, start, zip_uint64_t(piece.count)))
            // A wrong checksum or a broken stream shows here, the checksum at the end.
            guard got >= 0 else { throw ZipArchive.damaged(file, String(cString: zip_error_strerror(zip_file_get_error(entry)))) }
            guard got > 0 else { return }
            count += got
            bytesRead += got
            let allowed = WorkbookLimits.freeBytes + packed * WorkbookLimits.ratio
            guard count <= WorkbookLimits.entryBytes, bytesRead <= WorkbookLimits.totalBytes, count <= allowed else {
                throw ZipArchive.failure(
                    file,
                    Text(
                        zh: "部件“\(name)”解压后大得不合常理（读到 \(count >> 20) MB 时停止）",
                        en: "the part “\(name)” unpacks to more than a table could have (stopped at \(count >> 20) MB)"),
                    expected: Text(
                        zh: "单个部件不超过 \(WorkbookLimits.entryBytes >> 20) MB，压缩比不超过 \(WorkbookLimits.ratio)",
                        en: "at most \(WorkbookLimits.entryBytes >> 20) MB a part, packed at most \(WorkbookLimits.ratio) times"),
                    advice: Text(
                        zh: "删去空白行列和无关内容后另存；文件来历不明的，请勿使用",
                        en: "remove empty rows and columns and save it again; do not use a file of unknown origin"))
            }
            try take(UnsafeRawBufferPointer(start: start, count: got))
        }
    }

    static let saveAgain = Text(zh: "用 Excel 或 WPS 打开，另存为新的 .xlsx", en: "open it in a spreadsheet and save it as a new .xlsx")

    static func failure(_ file: String, _ message: Text, expected: Text? = nil, advice: Text) -> Failure {
        .malformed([Diagnostic(.init(file: file), message, expected: expected, advice: advice)])
    }

    /// A file that is broken; what the library found is named for those who look into it.
    static func damaged(_ file: String, _ reason: String) -> Failure {
        failure(
            file, Text(zh: "文件已损坏，或不是 .xlsx（\(reason)）", en: "the file is damaged, or is no .xlsx (\(reason))"),
            advice: Text(zh: "重新传送；仍不行的，打开后另存为新的 .xlsx", en: "send it again, or open it and save it as a new .xlsx"))
    }
}
