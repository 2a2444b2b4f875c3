import Foundation
import Testing

/// The same round twice, one of them behind a server: what is typed at both comes to the same words, files and exit codes.
final class TwinRounds {
    /// The round on a database at hand.
    let here: Program
    /// The round behind the server.
    let there: Program
    private let server: Server

    /// Two copies of a round, with people who are signed in at the server.
    init(language: String, people: [String], _ prepare: (Program) throws -> Void) throws {
        var (here, there) = (try Program(), try Program())
        here.language = language
        there.language = language
        try prepare(there)
        server = try Server(there)
        for person in people {
            let text = try there.act("access code \(person) --json", as: "S-01")
            let code = try #require((try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])?["code"])
            let outcome = try there.run(["login", "--server", server.address, "--as", person], input: code + "\n")
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: there.folder.path + "/round.db" + ending) {
            try FileManager.default.copyItem(
                atPath: there.folder.path + "/round.db" + ending, toPath: here.folder.path + "/round.db" + ending)
        }
        (self.here, self.there) = (here, there)
    }

    deinit { server.end() }

    /// Writes a file beside both.
    func write(_ text: String, to file: String) throws {
        for program in [here, there] {
            try text.write(to: program.folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
        }
    }

    /// Types a line at both; what was printed, or said where it was refused.
    ///
    /// - Parameter files: the files that it writes, which are to be the same; workbooks, which tell when they were made, are to be there.
    @discardableResult
    func type(_ line: String, as person: String, expecting code: Int32 = 0, files: [String] = []) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let remote = try there.run(words + ["--server", server.address, "--as", person])
        // Whoever has the database verifies it without saying who they are.
        let local = try here.run(words + (line.hasPrefix("audit verify") ? [] : ["--as", person]))
        #expect(local.code == code, "\(line): \(local.errors)")
        #expect(remote.code == local.code, "\(line): \(remote.errors)")
        #expect(plain(remote.output) == plain(local.output), "\(line)")
        #expect(plain(remote.errors) == plain(local.errors), "\(line)")
        for file in files {
            let both = try [here, there].map { try Data(contentsOf: $0.folder.appendingPathComponent(file)) }
            guard !file.hasSuffix(".xlsx") else { continue }
            let texts = both.map { plain(String(decoding: $0, as: UTF8.self)) }
            #expect(texts[0] == texts[1] && !texts[0].isEmpty, "\(line): \(file)")
        }
        return code == 0 ? local.output : local.errors
    }

    /// A text without moments and without digests, which cover moments.
    private func plain(_ text: String) -> String {
        text.replacing(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?/, with: "<time>").replacing(/[0-9a-f]{12,}/, with: "<digest>")
    }
}
