import Foundation
import Testing

@Suite("Servers under names")
struct ProfileTests {
    @Test("are kept, listed, used and removed, for the user alone to write")
    func kept() throws {
        let program = try Program()
        #expect(try program.run(["profile", "add", "甲", "--server", "https://review.example.cn/", "--as", "E-1"]).code == 0)
        #expect(try program.run(["profile", "add", "b", "--server", "http://127.0.0.1:9", "--use"]).code == 0)
        #expect(try program.run(["profile", "add", "b", "--server", "https://x.example.cn"]).code == 64)
        #expect(try program.run(["profile", "add", "c", "--server", "http://example.org"]).code == 64, "no address in clear")
        #expect(try program.run(["profile", "add", "a b", "--server", "https://x.example.cn"]).code == 64)
        let list = try program.run(["profile", "list", "--json"]).output
        let found = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any])
        #expect((found["profiles"] as? [[String: String]])?.map { $0["server"] } == ["https://review.example.cn", "http://127.0.0.1:9"])
        #expect(found["usual"] as? String == "b")
        let file = program.folder.appendingPathComponent("config/linxuan/profiles.json").path
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: file)
        #expect(try program.run(["profile", "list"]).code == 1, "somebody else could have written it")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try program.run(["profile", "remove", "b"]).code == 0)
        #expect(try program.run(["profile", "use", "b"]).code == 64)
        #expect(try !program.run(["profile", "list"]).output.contains("127.0.0.1"))
    }

    @Test("stand for a server by a rule that surprises nobody")
    func rule() throws {
        var program = try Program()
        program.language = "en"
        func list(_ words: [String] = [], environment: [String: String] = [:]) throws -> Program.Outcome {
            try program.run(
                URL(fileURLWithPath: "/usr/bin/env"),
                environment.map { "\($0.key)=\($0.value)" } + [Program.executable.path, "review", "list"] + words)
        }
        let (here, there) = ("http://127.0.0.1:1", "http://127.0.0.1:2")
        #expect(try program.run(["profile", "add", "here", "--server", here, "--as", "E-1"]).code == 0)
        #expect(try program.run(["profile", "add", "there", "--server", there]).code == 0)
        // Nobody is signed in anywhere: the refusal names the server that was meant.
        #expect(try list(["--profile", "here"]).errors.contains("\(here) --as E-1"))
        #expect(try list(["--profile", "here", "--as", "E-2"]).errors.contains("\(here) --as E-2"))
        #expect(try list(["--profile", "there"]).errors.contains(there))
        #expect(try list(["--profile", "nowhere"]).code == 64)
        #expect(try list(["--profile", "here", "--server", there]).code == 64)
        #expect(try list(["--profile", "here", "--database", "round.db"]).code == 64)
        #expect(try list(environment: ["LINXUAN_PROFILE": "there"]).errors.contains(there))
        #expect(try list(["--profile", "here"], environment: ["LINXUAN_PROFILE": "there"]).errors.contains(here))
        #expect(try list().code == 64, "without a usual one, --as is missing for the database")
        #expect(try program.run(["profile", "use", "here"]).code == 0)
        let usual = try list()
        #expect(usual.code == 77 && usual.errors.contains("By the usual profile “here”: \(here), E-1."), "\(usual.errors)")
        // With a database in the folder, it is the database's.
        try Data().write(to: program.folder.appendingPathComponent("round.db"))
        #expect(try list().errors.contains("Missing --as"))
        let both = try list(environment: ["LINXUAN_PROFILE": "there"])
        #expect(both.code == 64 && both.errors.contains("Say which"), "\(both.errors)")
        #expect(try list(["--profile", "there"], environment: ["LINXUAN_PROFILE": "there"]).code == 77)
        #expect(try list(["--database", "round.db", "--as", "E-1"], environment: ["LINXUAN_PROFILE": "there"]).code == 1)
        #expect(try program.run(["profile", "use", "--none"]).code == 0)
    }
}
