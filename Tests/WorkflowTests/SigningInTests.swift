import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Signing in")
struct SigningInTests {
    private let wrong = "0000-0000-0000-0000"

    @Test("is refused in the same words and no sooner, whoever is named and whatever is wrong")
    func onePace() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        let code = try await round.office.issueCode(for: "E-1", as: "S-1").code
        var words: Set<Text> = []
        for (person, given) in [("E-1", wrong), ("E-2", wrong), ("X-99", wrong), ("X-99", code), ("", "")] {
            let start = ContinuousClock.now
            let failure = await refusal { _ = try await round.office.signInAtOnePace(person, code: given, device: "") }
            #expect(start.duration(to: .now) >= .milliseconds(500), "\(person)")
            words.insert(try #require(failure).text)
        }
        let newer = try await round.office.issueCode(for: "E-1", as: "S-1").code
        let overtaken = await refusal { _ = try await round.office.signInAtOnePace("E-1", code: code, device: "") }
        words.insert(try #require(overtaken).text)
        #expect(words.count == 1)
        #expect(try await round.office.signInAtOnePace("E-1", code: newer, device: "").person.id == "E-1")
    }

    @Test("takes no more tries and no second use where they come at the same moment")
    func atOnce() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        let (office, wrong) = (round.office, wrong)
        func tries(with code: String) async -> Int {
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 { group.addTask { (try? await office.signIn("E-1", code: code, device: "")) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        let worn = try await office.issueCode(for: "E-1", as: "S-1").code
        #expect(await tries(with: wrong) == 0)
        #expect(try await round.store.read { try $0.all(SignInTry.self).count } == SignInCode.tries)
        #expect(await tries(with: worn) == 0, "it was tried too often")
        let fresh = try await office.issueCode(for: "E-1", as: "S-1").code
        #expect(await tries(with: fresh) == 1)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("leaves in the log who gave the code and who came by it")
    func traces() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        let code = try await round.office.issueCode(for: "C-1", as: "S-1").code
        let number = try await round.office.signIn("C-1", code: code, device: "示例").number
        let last = try await round.office.log(as: "A-1").suffix(2)
        #expect(last.map(\.act) == ["access.code", "access.sign-in"] && last.map(\.actor) == ["S-1", "C-1"])
        let listed = try await round.office.tokens(as: "A-1")
        #expect(listed.contains { $0.number == number && $0.person == "C-1" && $0.device == "示例" })
    }
}
