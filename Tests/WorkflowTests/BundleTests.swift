import Cryptography
import Foundation
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Bundles of a round")
struct BundleTests {
    @Test("both forms are the same each time, also of a closed round, and their key is made once and stays")
    func same() async throws {
        let round = try await MiniRound.villages(in: .closed)
        let (first, identities) = try await round.office.auditBundle(as: "A-1")
        let (second, again) = try await Office(store: round.store).auditBundle(as: "A-1")
        #expect(first.files == second.files && identities == again && first.head == second.head)
        let published = try await round.office.publicationBundle(as: "S-1")
        #expect(try await published.files == round.office.publicationBundle(as: "A-1").files)
        #expect(published.head != first.head && published.acts == first.acts)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        let refused = await refusal { try await round.store.write { try $0.put(BundleKey([UInt8](repeating: 1, count: 32))) } }
        #expect(refused != nil)
        let other = try await MiniRound.villages(in: .closed)
        #expect(try await other.office.publicationBundle(as: "A-1").files["acts.jsonl"] != published.files["acts.jsonl"])
    }

    @Test("pseudonyms take the place of all that tells who an expert is, and the table restores every byte")
    func restored() async throws {
        let round = try await MiniRound.villages(in: .closed)
        let (bundle, identities) = try await round.office.auditBundle(as: "A-1")
        let log = try #require(bundle.files["log.jsonl"])
        for secret in ["\"E-1\"", "\"E-5\"", "示例甲", "示例戊", "\"示例三馆\",\"position\""] { #expect(!log.contains(secret), "\(secret)") }
        let table = try JSONDecoder().decode(IdentityTable.self, from: Data(identities.utf8))
        #expect(table.tokens.values.contains("E-1") && table.tokens.values.contains("示例戊"))
        let rows = try await round.office.exportLog(as: "A-1")
        let lines = log.split(separator: "\n")
        #expect(lines.count == rows.count && bundle.notRebuilt == [1], "the plan of this round was put in by hand")
        for (line, row) in zip(lines, rows) {
            let body = String(line.dropFirst(11 + 64 + 10 + 64 + 9).dropLast())
            let plain = body.replacing(/~[ENOT][0-9a-f]{16}~/) { table.tokens[String($0.output)] ?? "?" }
            #expect(plain == row.body && SHA256Digest(of: plain).description == row.digest)
        }
    }

    @Test(
        "a name that leads out of the folder is refused before anything is written",
        arguments: ["../x", "/x", "call/../../x", "a//x", "."])
    func names(name: String) throws {
        func bundle(_ name: String) throws -> RoundBundle {
            let made: [String: Any] = ["files": [name: "示例", "manifest.json": "{}"], "acts": 1, "head": "", "notRebuilt": [Int]()]
            return try JSONDecoder().decode(RoundBundle.self, from: try JSONSerialization.data(withJSONObject: made))
        }
        #expect(try bundle("instances/plan-1.json").filesOfAFolder().map(\.name) == ["instances/plan-1.json", "manifest.json"])
        #expect(throws: Failure.self) { try bundle(name).filesOfAFolder() }
    }

    @Test("a text that looks like a pseudonym is refused, since it could not be told apart")
    func ambiguous() throws {
        let body = """
            {"act":"intake.experts","actor":"S-1","at":"2030-01-01T00:00:00Z","changes":[{"after":{"id":"E-1","name":"示例甲","role":"expert"},\
            "before":null,"identity":["E-1"],"kind":"person"}],"number":1,"previous":"","remark":""}
            """
        let pseudonyms = try Pseudonyms(of: [#require(LogBody(body))], key: [UInt8](repeating: 7, count: 32))
        let token = try #require(pseudonyms.table.first { $0.value == "E-1" }?.key)
        let name = try #require(pseudonyms.table.first { $0.value == "示例甲" }?.key)
        #expect(try pseudonyms.hide(#"["E-1","E-10","xE-1","E-1。示例甲评"]"#) == "[\"\(token)\",\"E-10\",\"xE-1\",\"\(token)。\(name)评\"]")
        #expect(try pseudonyms.hide(#"{"document":"[\"E-1\"]"}"#) == "{\"document\":\"[\\\"\(token)\\\"]\"}")
        #expect(try pseudonyms.hide("~E0123456789abcdef~") == "~E0123456789abcdef~", "nobody's")
        #expect(throws: Failure.self) { try pseudonyms.hide("\"\(token)\"") }
    }

    @Test("what is published says nothing of scores, panels, votes and those who are on no list")
    func published() async throws {
        let round = try await MiniRound.villages(in: .closed)
        let bundle = try await round.office.publicationBundle(as: "S-1")
        let lists = try #require(bundle.files["lists.json"])
        #expect(lists.contains("示例一馆") && lists.contains("示例二馆") && lists.contains("示例五馆"))
        let shown = bundle.files.filter { !$0.key.hasPrefix("call") && $0.key != "manifest.json" }.values.joined()
        for secret in ["示例三馆", "示例四馆", "示例甲", "E-1", "V-1", "C-1", "示例理由", "score", "示例：周末开放", "kinship"] {
            #expect(!shown.contains(secret), "\(secret)")
        }
        let rows = try await round.office.exportLog(as: "A-1")
        for row in rows { #expect(!shown.contains(row.digest)) }
    }

    @Test("before there is a public list nothing is published, and the auditors' form is the auditors' alone")
    func permitted() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        let early = await refusal { _ = try await round.office.publicationBundle(as: "S-1") }
        #expect(early?.isFailed == true)
        for person in ["S-1", "C-1", "E-1"] {
            let failure = await refusal { _ = try await round.office.auditBundle(as: person) }
            #expect(failure?.isNotPermitted == true, "\(person)")
        }
        _ = try await round.office.auditBundle(as: "A-1")
        let expert = await refusal { _ = try await round.office.publicationBundle(as: "E-1") }
        #expect(expert?.isNotPermitted == true)
    }
}
