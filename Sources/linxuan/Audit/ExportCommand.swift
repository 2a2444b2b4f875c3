import ArgumentParser
import Foundation
import Programme
import Workflow

/// `linxuan audit export`: all that is needed to check the round without the program, or the log alone.
struct ExportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: local(
                "导出核验包（专家以化名出现），供 tools/verify_round.py 独立核对；文件名以 .jsonl 结尾时只导出日志",
                "Write a bundle, experts by pseudonym, that tools/verify_round.py re-checks; to a name in .jsonl the log alone"))
    }

    @Argument(help: .text("新建的目录，或日志文件", "A new folder, or the file of a log", value: "folder|file.jsonl")) var path: String
    @Flag(help: .text("公开用：只含可以公开的内容", "For publication: only what is public")) var publication = false
    @Option(
        help: .text("另存化名对照表（保密，勿与核验包一同存放）", "Also write who the pseudonyms are (secret: keep it apart)", value: "file"))
    var identities: String?
    @OptionGroup var round: DeskOptions

    private var isLog: Bool { path.hasSuffix(".jsonl") }

    func validate() throws {
        if isLog && (publication || identities != nil) {
            throw ValidationError(
                local(
                    "--publication、--identities 用于核验包，不用于日志文件（.jsonl）",
                    "--publication and --identities go with a folder, not with a log (.jsonl)"))
        }
        if publication && identities != nil {
            throw ValidationError(
                local("公开用的核验包没有化名，不与 --identities 同用", "A bundle for publication has no pseudonyms: leave out --identities"))
        }
    }

    /// What was written.
    private struct Report: Encodable {
        var folder: String
        var form: RoundBundle.Form
        var files: Int
        var acts: Int
        var head: String
        var notRebuilt: [Int]
    }

    func run() async throws {
        if isLog { return try await exportLog() }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure.failed(
                Text(zh: "\(path) 已存在。核验包写入新目录；请另选名称。", en: "\(path) is there already. A bundle goes to a new folder: choose another name.")
            )
        }
        let desk = try round.desk()
        let bundle: RoundBundle
        var table: String?
        if publication {
            bundle = try await desk.ask(MakePublicationBundle())
        } else {
            let made = try await desk.ask(MakeAuditBundle(withIdentities: identities != nil))
            bundle = made.bundle
            table = made.identities
        }
        let files = try bundle.filesOfAFolder()
        if let identities, let table { try Files.writePrivately(table, to: identities) }
        for (name, text) in files { try Files.write(text, to: "\(path)/\(name)") }
        try round.common.show(
            Report(
                folder: path, form: publication ? .publication : .audit, files: bundle.files.count, acts: bundle.acts, head: bundle.head,
                notRebuilt: bundle.notRebuilt)
        ) {
            let what = local(
                "\(path)：\(bundle.files.count) 个文件，日志 \(bundle.acts) 条，末环 \(bundle.head)",
                "\(path): \(bundle.files.count) files, \(bundle.acts) acts, last link \(bundle.head)")
            let missing = bundle.notRebuilt.map(String.init).joined(separator: ", ")
            return missing.isEmpty
                ? what
                : what
                    + local(
                        "\n第 \(missing) 号方案的分配问题未能由日志重建，须另行核对", "\nThe problem of plan \(missing) could not be made again from the log")
        }
    }

    private func exportLog() async throws {
        let rows = try await round.desk().ask(ExportLog())
        let lines = rows.map { "{\"digest\":\"\($0.digest)\",\"body\":\($0.body)}\n" }
        try Files.write(lines.joined(), to: path)
        try round.common.show(["file": path]) { path }
    }
}
