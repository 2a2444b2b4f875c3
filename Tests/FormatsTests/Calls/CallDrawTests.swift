import Formats
import Foundation
import Programme
import Testing

@Suite("Public draws in a call")
struct CallDrawTests {
    @Test("the call of 2023 draws the experts of both kinds of city, and no others")
    func national() throws {
        let call = NationalCall.call
        let quotas = DrawQuotas(
            experts: 120,
            minima: [
                .init(specialty: "technology", minimum: 40), .init(specialty: "management", minimum: 36),
                .init(specialty: "finance", minimum: 18),
            ], perRegion: 10)
        #expect(call.draw?.method == .sha256)
        #expect(call.drawQuotas(ofCategory: "comprehensive-city") == quotas)
        #expect(call.drawQuotas(ofCategory: "design-city") == quotas)
        #expect(call.drawQuotas(ofCategory: "enterprise") == nil)
    }

    @Test("without the key there is no draw; composition and region may be left out")
    func optional() throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        let start = try #require(text.firstRange(of: "draw:  ")).lowerBound
        let end = try #require(text.firstRange(of: "qualification:")).lowerBound
        files["call.yaml"] = text.replacingCharacters(in: start..<end, with: "")
        #expect(try NationalCall.load(files).draw == nil)
        files["call.yaml"] = text.replacingCharacters(
            in: start..<end, with: "draw: {method: rfc3797-md5, pools: [{category: enterprise, experts: 5}]}\n")
        #expect(
            try NationalCall.load(files).draw
                == Call.DrawPolicy(method: .md5, pools: [.init(category: "enterprise", quotas: DrawQuotas(experts: 5))]))
    }

    @Test(
        "what is wrong is refused with file, line and reason in both languages",
        arguments: [
            Mutation("call.yaml", "method: rfc3797-sha256", "method: dice", zh: "“draw.method”的值 “dice” 不对", en: "“draw.method” is “dice”"),
            Mutation("call.yaml", "  pools:  ", "  pool:  ", zh: "未知的键“draw.pool”", en: "unknown key “draw.pool”"),
            Mutation(
                "call.yaml", "- category: design-city", "- category: village", zh: "引用的“village”不存在",
                en: "names “village”, which does not exist"),
            Mutation(
                "call.yaml", "- category: design-city", "- category: comprehensive-city", at: "- category: comprehensive-city",
                zh: "“comprehensive-city”重复", en: "“comprehensive-city” stands twice"),
            Mutation("call.yaml", "experts: 120", "experts: 0", zh: "“draw.pools[1].experts”的值", en: "“draw.pools[1].experts” is"),
            Mutation(
                "call.yaml", "experts: 120", "experts: 65536", zh: "“draw.pools[1].experts”的值", en: "“draw.pools[1].experts” is"),
            Mutation(
                "call.yaml", "technology, minimum: 40", "poetry, minimum: 40", zh: "引用的“poetry”不存在",
                en: "names “poetry”, which does not exist"),
            Mutation(
                "call.yaml", "management, minimum: 36", "technology, minimum: 36", at: "technology, minimum: 40",
                zh: "“technology”重复", en: "“technology” stands twice"),
            Mutation(
                "call.yaml", "technology, minimum: 40", "technology, minimum: 90", at: "technology, minimum: 90",
                zh: "各专业最少人数合计 144，超过抽取人数 120", en: "the minima add up to 144, more than the 120 to be drawn"),
            Mutation(
                "call.yaml", "perRegion: 10", "perRegion: many", zh: "“draw.pools[1].perRegion”的值", en: "“draw.pools[1].perRegion” is"),
            Mutation(
                "call.yaml", "technology, minimum: 40", "technology, least: 40", zh: "未知的键“draw.pools[1].composition[1].least”",
                en: "unknown key “draw.pools[1].composition[1].least”"),
        ])
    func refused(mutation: Mutation) throws {
        let (text, line) = try mutation.text()
        var files = NationalCall.files
        files[mutation.file] = text
        let found = faults { _ = try NationalCall.load(files) }
        let fault = try #require(
            found.first { $0.message.zh.contains(mutation.zh) && $0.message.en.contains(mutation.en) },
            "not refused for this: \(found.map(\.line.en))")
        #expect(fault.place == .init(file: "call.yaml", line: line))
    }

    @Test("a draw of fewer than a panel is refused")
    func fewerThanAPanel() throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        let start = try #require(text.firstRange(of: "draw:  ")).lowerBound
        let end = try #require(text.firstRange(of: "qualification:")).lowerBound
        files["call.yaml"] = text.replacingCharacters(
            in: start..<end, with: "draw: {method: rfc3797-md5, pools: [{category: design-city, experts: 6}]}\n")
        #expect(faults { _ = try NationalCall.load(files) }.map(\.message.en) == ["6 are drawn, fewer than the 7 on a panel"])
    }
}
