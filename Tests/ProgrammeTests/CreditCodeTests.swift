import Programme
import Testing

/// GB 32100-2015. The codes are published ones, copied from the project's `domain/credit_codes.csv`.
@Suite("Unified social credit codes")
struct CreditCodeTests {
    @Test(
        "a published code conforms",
        arguments: [
            "91350100M000100Y43", "914403001922038216", "9135010557098120XJ", "91120222MA06DG3067",
            "91120222MA0699U071", "91310000MA1K35Y38P", "91110108795101314G", "91330000704202479R",
            "91500105MA5UM6TF71",
        ])
    func published(code: String) {
        #expect(CreditCode.standing(of: code) == .conforms)
    }

    @Test("a code in circulation whose check character does not conform is told apart from a malformed one")
    func circulating() {
        guard case .wrongCheckCharacter(let expected) = CreditCode.standing(of: "91350211M0000XUF46") else {
            Issue.record("the code must be enterable with a written reason")
            return
        }
        #expect(expected != "6")
        #expect(CreditCode.standing(of: "91350211M0000XUF4\(expected)") == .conforms)
    }

    @Test("the check character that is named as expected is the one that conforms", arguments: 0..<200)
    func expectedConforms(seed: UInt64) {
        var random = Seeded(seed)
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let body = String((0..<17).map { _ in alphabet.randomElement(using: &random) ?? "0" })
        let conforming = alphabet.filter { CreditCode.standing(of: body + String($0)) == .conforms }
        #expect(conforming.count == 1, "exactly one check character conforms")
        for last in alphabet where last != conforming.first {
            #expect(CreditCode.standing(of: body + String(last)) == .wrongCheckCharacter(expected: conforming[0]))
        }
    }

    @Test("changing one character, or swapping two neighbours that differ, is always noticed")
    func slips() {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let code = Array("91350100M000100Y43")
        for position in code.indices {
            for other in alphabet where other != code[position] {
                var slip = code
                slip[position] = other
                #expect(CreditCode.standing(of: String(slip)) != .conforms)
            }
            guard position + 1 < code.count, code[position] != code[position + 1] else { continue }
            var swapped = code
            swapped.swapAt(position, position + 1)
            #expect(CreditCode.standing(of: String(swapped)) != .conforms)
        }
    }

    @Test(
        "what is not 18 characters of the alphabet is malformed",
        arguments: [
            "", "91350100M000100Y4", "91350100M000100Y433", "91350100m000100y43", "9135010OM000100Y43",
            "91350100I000100Y43", "91350100S000100Y43", "91350100V000100Y43", "91350100Z000100Y43",
            "９1350100M000100Y43", "91350100M000100Y4 ", " 91350100M000100Y4", "91350100M000100Y4\u{301}",
            "91350100-000100Y43", "91350100M000100Y4\0",
        ])
    func malformed(code: String) {
        #expect(CreditCode.standing(of: code) == .malformed)
    }

    @Test("the first two digits need not be 91: a city's body has 11")
    func otherBodies() {
        #expect(CreditCode.standing(of: "11000000MA6810633Y") == .conforms)
    }
}
