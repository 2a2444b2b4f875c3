import Cryptography
import Foundation
import Testing

@testable import Workflow

/// The auditors' bundle of a round in a folder of its own, held by `tools/verify_round.py`, which shares no code with the program.
struct BundleScript {
    private let folder: URL
    private let bundle: RoundBundle

    init(_ round: MiniRound) async throws {
        (bundle, _) = try await round.office.auditBundle(as: "A-1")
        folder = round.folder.appending(path: "bundle-\(UUID().uuidString)")
        for (name, text) in bundle.files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// What the script says in a language, and whether everything holds.
    func verify(_ language: String = "en") throws -> (sound: Bool, told: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-B", MiniRound.repository.appending(path: "tools/verify_round.py").path, folder.path, "--lang", language,
        ]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let told = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus == 0, told)
    }

    /// What the script says where the first group of a pattern is another text in the log, every digest made anew to fit.
    func forged(_ pattern: String, _ replacement: String) throws -> (sound: Bool, told: String) {
        let log = try #require(bundle.files["log.jsonl"])
        let match = try #require(try log.firstMatch(of: Regex(pattern)), "nothing to alter: \(pattern)")
        let part = try #require(match.output[1].substring)
        try write(chained(log[..<part.startIndex] + replacement + log[part.endIndex...]))
        defer { try? write(log) }
        return try verify()
    }

    /// Writes a log, and a manifest that fits it.
    private func write(_ log: String) throws {
        try Data(log.utf8).write(to: folder.appending(path: "log.jsonl"))
        let last = log.split(separator: "\n").last ?? ""
        var manifest = try #require(bundle.files["manifest.json"])
        manifest.replace(/"log.jsonl":"[0-9a-f]{64}"/, with: "\"log.jsonl\":\"\(SHA256Digest(of: log))\"")
        manifest.replace(/"logDigest":"[0-9a-f]{64}"/, with: "\"logDigest\":\"\(last.dropFirst(11).prefix(64))\"")
        manifest.replace(/"head":"[0-9a-f]{64}"/, with: "\"head\":\"\(last.dropFirst(85).prefix(64))\"")
        try Data(manifest.utf8).write(to: folder.appending(path: "manifest.json"))
    }

    private func chained(_ log: Substring) throws -> String {
        var (before, now, link, result) = ("", "", "", "")
        for line in log.split(separator: "\n") {
            let parts = try #require(line.wholeMatch(of: /\{"digest":"([0-9a-f]{64})","link":"[0-9a-f]{64}","body":(.*)\}/))
            let body = String(parts.2).replacing("\"previous\":\"\(before)\"", with: "\"previous\":\"\(now)\"")
            before = String(parts.1)
            now = SHA256Digest(of: body).description
            link = SHA256Digest(of: "\(link)\n\(body)").description
            result += "{\"digest\":\"\(now)\",\"link\":\"\(link)\",\"body\":\(body)}\n"
        }
        return result
    }
}
