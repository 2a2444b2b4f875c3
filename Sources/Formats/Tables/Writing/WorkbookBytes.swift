internal import CXLSXWriter
internal import Foundation
internal import Programme

extension WorkbookDocument {
    /// The workbook as the bytes of an XLSX file, the same for the same content.
    ///
    /// libxlsxwriter writes to a file only: it gets one in a folder that nobody else may enter, and which goes away.
    ///
    /// - Throws: `Failure.failed` where a text is longer than a cell may be (32 767 characters), where the name of a sheet
    ///   is none, or where there is no room for the file.
    public func bytes() throws -> [UInt8] { try bytes(writtenWithin: NSTemporaryDirectory()) }

    /// As `bytes()`, by way of a folder within the one that is given.
    package func bytes(writtenWithin temporary: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: temporary).appendingPathComponent("linxuan-workbook-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch { throw WorkbookDocument.failure(Text(zh: "不能建立临时目录", en: "there is no folder for temporary files")) }
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("workbook.xlsx")
        try WorkbookWriter.write(self, to: file.path, temporaryFolder: folder.path)
        do { return Array(try Data(contentsOf: file)) } catch {
            throw WorkbookDocument.failure(Text(zh: "临时文件无法读回", en: "the temporary file cannot be read back"))
        }
    }

    static func failure(_ reason: Text) -> Failure {
        .failed(
            Text(
                zh: "表格无法写成 XLSX：\(reason.zh)。请检查临时目录的空间和权限，或改写成 CSV。",
                en:
                    "The table cannot be written as XLSX: \(reason.en). Check the temporary folder's space and rights, or write CSV instead."
            ))
    }
}
