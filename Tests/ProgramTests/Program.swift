import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
    struct Outcome {
        var code: Int32
        /// The signal that ended it; nil where it ended by itself.
        var signal: Int32?
        var output: String
        var errors: String
    }

    /// A folder of its own for each test.
    let folder: URL
    var language = "zh"
    /// What programs in this folder are told besides.
    var settings: [String: String] = [:]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("linxuan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The program stands beside the bundle of the tests.
    static let executable = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("linxuan")

    func run(_ arguments: [String], input: String = "", language: String? = nil) throws -> Outcome {
        try run(Program.executable, arguments, input: input, language: language)
    }

    /// Runs a command and sends it a signal, or two, as soon as its standard error has some words.
    func run(
        _ arguments: [String], language: String, sending signal: Int32, after words: Regex<some Any>, twice: Bool = false
    ) throws -> Outcome {
        try run(Program.executable, arguments, language: language) { process, errors in
            let start = ContinuousClock.now
            while process.isRunning, !(try String(contentsOf: errors, encoding: .utf8)).contains(words) {
                usleep(50_000)
                guard start.duration(to: .now) < .seconds(240) else {
                    kill(process.id, SIGTERM)
                    break
                }
            }
            for _ in 0..<(twice ? 2 : 1) where process.isRunning {
                kill(process.id, signal)
                // Two at the same moment would be one.
                usleep(20_000)
            }
        }
    }

    /// Runs another program in this folder.
    func run(
        _ executable: URL, _ arguments: [String], input: String = "", language: String? = nil,
        meanwhile: (ChildProcess, URL) throws -> Void = { _, _ in }
    ) throws -> Outcome {
        let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        for url in [output, errors] { try Data().write(to: url) }
        let typed = input.isEmpty ? URL(fileURLWithPath: "/dev/null") : folder.appendingPathComponent("in")
        if !input.isEmpty { try Data(input.utf8).write(to: typed) }
        let process = try ChildProcess(
            executable, arguments, environment: environment(language), in: folder,
            input: typed, output: output, errors: errors)
        try meanwhile(process, errors)
        let end = process.end()
        return Outcome(
            code: end.code, signal: end.signal,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// What a program in this folder is told of where it runs: tokens are kept in the folder.
    func environment(_ language: String? = nil) -> [String: String] {
        [
            "LANG": (language ?? self.language) == "zh" ? "zh_CN.UTF-8" : "C.UTF-8",
            "XDG_CONFIG_HOME": folder.appendingPathComponent("config").path,
        ].merging(settings) { _, new in new }
    }

    /// Runs a command on the round in this folder; what it printed.
    @discardableResult
    func act(_ line: String, as actor: String, expecting code: Int32 = 0, input: String = "") throws -> String {
        let outcome = try run(line.split(separator: " ").map(String.init) + ["--as", actor], input: input)
        #expect(outcome.code == code, "\(line): \(outcome.errors)")
        return code == 0 ? outcome.output : outcome.errors
    }

    /// Compares with what was printed before; `LINXUAN_RECORD=1` records anew.
    func compare(_ text: String, golden name: String) throws {
        let file = Program.root.appendingPathComponent("Tests/ProgramTests/Golden/\(name).txt")
        let plain = text.replacing(/[0-9a-f]{64}/, with: "<digest>")
            .replacing(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, with: "<time>").replacing(/\d+\.\d\d (秒|s)\b/, with: "<seconds>")
            .replacing(folder.path, with: "<folder>").replacing(Program.root.path, with: "<project>")
        if ProcessInfo.processInfo.environment["LINXUAN_RECORD"] == "1" {
            try plain.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(plain == (try String(contentsOf: file, encoding: .utf8)), "\(name) is not as it was")
    }
}
