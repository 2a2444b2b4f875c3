import Cryptography
import Foundation
import Matching
import Programme
import Testing

@testable import Formats

@Suite("A draw as a file")
struct DrawFileTests {
    private static let seed = SHA256Digest(of: "示例种子").bytes

    private static let announcement = DrawAnnouncement(
        call: String(repeating: "c", count: 64), category: "school", number: 2, at: Instant(seconds: 1_900_000_000),
        method: .sha256,
        quotas: DrawQuotas(experts: 3, minima: [.init(specialty: "b", minimum: 1)], perRegion: 2), reason: "示例：“重抽”",
        isRehearsal: true, seedDigest: DrawSeed.digest(of: seed),
        sources: [
            DrawSource(name: "示例彩票", count: 2, at: Instant(seconds: 1_900_000_100)),
            DrawSource(name: "示例成交量", count: 1, at: Instant(seconds: 1_900_000_200)),
        ],
        pool: [("a", "1"), ("a", "1"), ("b", "1"), ("b", "2"), ("a", "2")].enumerated().map {
            DrawCandidate(number: $0 + 1, expert: "E-\($0 + 1)", stratum: DrawStratum(specialty: $1.0, region: $1.1))
        })

    private static func drawn() throws -> DrawFile {
        // A number beyond 2⁵³, as volumes of trade may be.
        let outcome = try announcement.draw(numbers: [[12, 7], [9_007_199_254_740_993]], seed: seed)
        return DrawFile(announcement: announcement, digest: announcement.digest, outcome: outcome)
    }

    @Test("comes back as it was written, announced or drawn")
    func roundTrip() throws {
        let file = try Self.drawn()
        var announced = file
        announced.outcome = nil
        var plain = file
        plain.announcement.reason = nil
        plain.announcement.quotas = DrawQuotas(experts: 2)
        plain.announcement.isRehearsal = false
        for file in [file, announced, plain] {
            #expect(try DrawFile(bytes: Array(file.text.utf8), file: "draw.json") == file)
        }
        #expect(try file.differences().isEmpty)
        #expect(try file.differences(expecting: file.digest).isEmpty)
        #expect(try file.differences(expecting: String(repeating: "0", count: 64)).count == 1)
        let early = #expect(throws: Failure.self) { try announced.differences() }
        #expect(early?.text.en.contains("announced, not made") == true)
        #expect(!announced.text.contains(file.outcome?.seed ?? "–"), "an announcement keeps its seed")
    }

    @Test("has the form of the documentation")
    func form() throws {
        let lines = try Self.drawn().text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"  "format": "linxuan-draw/1","#))
        #expect(lines.contains(#"    [4, "E-4", "b", "2"],"#))
        #expect(lines.contains(#"    ["9007199254740993"]"#))
        #expect(lines.contains(#"  "reason": "示例：“重抽”","#))
    }

    /// A change that leaves a file well-formed, and one that doesn't, each with the path of the fault.
    @Test("any change of a single value is found")
    func anyChange() throws {
        let text = try Self.drawn().text
        var seen = 0
        for (place, character) in zip(text.indices, text) where character.isASCII && character.isNumber {
            // Years of the moments and places of the pool's own count are digits, too: every one matters.
            var changed = text
            changed.replaceSubrange(place...place, with: character == "9" ? "8" : "9")
            if String(changed).contains("linxuan-draw/1") == false { continue }
            do {
                let file = try DrawFile(bytes: Array(changed.utf8), file: "draw.json")
                #expect(try file.differences().isEmpty == false, "\(text[..<place].suffix(40))")
            } catch { #expect(error.exitCode == 65) }
            seen += 1
        }
        #expect(seen > 150)
    }

    @Test(
        "what is malformed is refused with its path",
        arguments: [
            (#""linxuan-draw/1""#, #""linxuan-plan/1""#, "format"), (#""method": "rfc3797-sha256""#, #""method": "dice""#, "method"),
            (#""number": 2"#, #""number": 0"#, "number"), (#""number": 2"#, #""number": 2.5"#, "number"),
            (#""at": "2030-03-17T17:46:40Z""#, #""at": "yesterday""#, "at"), (#""experts": 3"#, #""experts": "three""#, "experts"),
            (#""rehearsal": true"#, #""rehearsal": 1"#, "rehearsal"), (#""perRegion": 2"#, #""perRegion": -2"#, "perRegion"),
            (#"[4, "E-4", "b", "2"]"#, #"[5, "E-4", "b", "2"]"#, "pool[3]"),
            (#"[4, "E-4", "b", "2"]"#, #"[4, "E-3", "b", "2"]"#, "pool[3]"),
            (#"[4, "E-4", "b", "2"]"#, #"[4, "E-4", "b"]"#, "pool[3]"), (#""specialty": "b""#, #""specialty": 7"#, "minima[0].specialty"),
            (#""name": "示例彩票""#, #""name": null"#, "sources[0].name"), (#""count": 2"#, #""count": 0"#, "sources[0].count"),
            (#"[7, 12]"#, #"[7, -12]"#, "numbers[0][1]"), (#"[12, 7]"#, #"[12, 7.5]"#, "numbers[0][1]"),
            (#""seed": ""#, #""seed": "x"#, "seed"), (#""drawn": ["#, #""drawn": [1, "#, "drawn, reserves"),
            (#""seedDigest": ""#, #""seedDigets": ""#, ""), ("}\n", "", ""), (#""number""#, #""experts""#, ""),
        ])
    func malformed(old: String, new: String, path: String) throws {
        let text = try Self.drawn().text
        guard text.contains(old) else {
            // The numbers stand as they were given, in one of the two orders.
            #expect(old == "[7, 12]")
            return
        }
        let at = try #require(text.range(of: old, options: old == "}\n" ? .backwards : []))
        let failure = #expect(throws: Failure.self) {
            try DrawFile(bytes: Array(text.replacingCharacters(in: at, with: new).utf8), file: "draw.json")
        }
        guard case .malformed(let faults)? = failure else {
            Issue.record("not refused as malformed")
            return
        }
        #expect(failure?.exitCode == 65 && faults.allSatisfy { $0.place.file == "draw.json" })
        #expect(faults.contains { $0.message.en.hasPrefix(path) }, "\(faults.map(\.line.en))")
    }

    @Test("whatever bytes it holds, a file is repeated, found to differ or refused, and nothing breaks")
    func anyBytes() throws {
        let bytes = Array(try Self.drawn().text.utf8)
        var state: UInt64 = 3797
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var outcomes = [0, 0, 0]
        for _ in 0..<4000 {
            var changed = bytes
            for _ in 0...random(below: 3) {
                let place = random(below: changed.count)
                switch random(below: 4) {
                case 0: changed.remove(at: place)
                case 1: changed.insert(UInt8(random(below: 256)), at: place)
                case 2: changed[place] = UInt8(ascii: "0") + UInt8(random(below: 10))
                default: changed[place] = UInt8(random(below: 256))
                }
            }
            do {
                let file = try DrawFile(bytes: changed, file: "draw.json")
                outcomes[try file.differences().isEmpty ? 0 : 1] += 1
                // Only what means the same may come out the same: white space, or a key that nobody reads.
                if try file.differences().isEmpty { #expect(try file == Self.drawn()) }
            } catch { outcomes[2] += 1 }
        }
        #expect(outcomes[1] > 100 && outcomes[2] > 1000)
    }

    @Test("numbers that are absurdly large are refused, or no more than a difference")
    func absurd() throws {
        let text = try Self.drawn().text
        let large = #""9223372036854775807""#
        for (old, new) in [
            (#""experts": 3"#, #""experts": "# + large), (#""minimum": 1"#, #""minimum": "# + large),
            (#""perRegion": 2"#, #""perRegion": "# + large),
        ] {
            #expect(throws: Failure.self) { try DrawFile(bytes: Array(text.replacing(old, with: new).utf8), file: "draw.json") }
        }
        var announcement = Self.announcement
        announcement.quotas.minima = [.init(specialty: "a", minimum: .max), .init(specialty: "b", minimum: .max)]
        #expect(announcement.shortage != nil)
        announcement.quotas = DrawQuotas(experts: .max, minima: [.init(specialty: "z", minimum: .min)], perRegion: .min)
        #expect(announcement.shortage != nil)
        for (old, new) in [
            (#""count": 2"#, #""count": "# + large), (#""9007199254740993""#, large), (#""number": 2"#, #""number": "# + large),
        ] {
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            #expect(try DrawFile(bytes: Array(changed.utf8), file: "draw.json").differences().isEmpty == false)
        }
    }

    @Test("control characters, which would blur where a line of the announcement ends, are refused")
    func blurred() throws {
        let text = try Self.drawn().text.replacing("示例彩票", with: #"示例\n彩票"#)
        #expect(throws: Failure.self) { try DrawFile(bytes: Array(text.utf8), file: "draw.json") }
    }
}
