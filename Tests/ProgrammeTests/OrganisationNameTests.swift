import Foundation
import Testing

@testable import Programme

@Suite("Names of organisations")
struct OrganisationNameTests {
    struct Pair {
        var first: Organisation
        var second: Organisation
        var label: String
        var pattern: String
        var comparison: OrganisationComparison { first.compared(with: second) }
    }

    /// The labelled pairs of the fixtures; no field of theirs is quoted.
    static let pairs: [Pair] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "fixtures/organisation-names/pairs.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Pair(
                first: Organisation(fields[0], creditCode: fields[2]), second: Organisation(fields[1], creditCode: fields[3]),
                label: fields[4], pattern: fields[5])
        }
    }()

    @Test("no pair with an equal code is missed, and none that is labelled different is certain")
    func certain() {
        #expect(Self.pairs.count >= 300)
        for pair in Self.pairs {
            if !pair.first.creditCode.isEmpty, pair.first.creditCode == pair.second.creditCode {
                #expect(pair.comparison.standing == .same)
            }
            if pair.label == "different" {
                #expect(pair.comparison.standing != .same, "\(pair.first.name.written) \(pair.second.name.written)")
            }
        }
    }

    @Test("of the others that are one house at least 95 in a hundred are certain or suspected, with a reason")
    func recall() {
        let houses = Self.pairs.filter {
            $0.label != "different" && ($0.first.creditCode.isEmpty || $0.first.creditCode != $0.second.creditCode)
        }
        let missed = houses.filter { $0.comparison.standing == .different }
        #expect(missed.count * 100 <= houses.count * 5, "\(missed.map(\.pattern))")
        for pair in houses where pair.comparison.standing == .suspected { #expect(!pair.comparison.reasons.isEmpty) }
    }

    @Test("the comparison is the same either way round")
    func symmetric() {
        for pair in Self.pairs {
            let (there, back) = (pair.comparison, pair.second.compared(with: pair.first))
            #expect(there.standing == back.standing && there.similarity == back.similarity && Set(there.reasons) == Set(back.reasons))
        }
    }

    @Test("the index leads to every pair that a comparison finds near")
    func index() {
        let names = Self.pairs.flatMap { [$0.first.name, $0.second.name] }
        let index = OrganisationIndex(names)
        for (number, name) in names.enumerated() where number % 7 == 0 {
            let found = Set(index.candidates(for: name))
            for (other, candidate) in names.enumerated() where name.compared(with: candidate).standing != .different {
                #expect(found.contains(other), "\(name.written) \(candidate.written)")
            }
        }
    }

    @Test("the table of traditional characters is that of ICU")
    func traditional() throws {
        let kept = Set("乾著藉瞭夥於徵覆".unicodeScalars.map(\.value))
        for value in UInt32(0x4E00)...0x9FFF where !kept.contains(value) {
            let text = String(try #require(UnicodeScalar(value)))
            let simplified = try #require(text.applyingTransform(StringTransform("Hant-Hans"), reverse: false))
            guard simplified.unicodeScalars.count == 1, let first = simplified.unicodeScalars.first else { continue }
            #expect(TraditionalCharacters.simplified(value) == first.value)
        }
        for value in kept { #expect(TraditionalCharacters.simplified(value) == value) }
    }

    @Test(
        "what is taken off a name is what people leave out or add",
        arguments: [
            ("北京示例晨光机床股份有限公司", "示例晨光机床"), ("示例晨光机床（江苏省南京市）有限责任公司", "示例晨光机床"),
            ("中国示例重工（集团）有限公司", "示例重工"), ("示例晨光机床有限公司上海分公司", "示例晨光机床"), ("示例理工大学机械学院", "示例理工大学"),
            ("示例科学院自动化研究所", "示例科学院自动化研究所"), ("北京大学", "北京大学"), ("(示例)", "(示例)"), ("", ""),
        ])
    func core(written: String, core: String) {
        #expect(OrganisationName.text(OrganisationName(written).core) == core)
    }

    @Test("any text is a name: nothing in it stops the program")
    func anything() {
        var seed: UInt64 = 42
        let letters = Array("示例北京市（(）)集团有限责任公司分院大学原 附属厂A1".unicodeScalars)
        for _ in 0..<3000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                if seed >> 60 != 0 { text.append(letters[Int((seed >> 33) % UInt64(letters.count))]) }
            }
            let name = OrganisationName(String(text))
            #expect(name.core.count <= name.plain.count)
            #expect(name.compared(with: name).standing == .same)
        }
    }
}
