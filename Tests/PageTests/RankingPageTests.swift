import Programme
import Testing

@testable import Service

@Suite("What the ranking says that it goes by")
struct RankingPageTests {
    /// As the report of a category has it where the call says `ranking: adjusted`.
    private func told(_ fallback: RankingBasis.Fallback?) -> Text {
        RankingBasis(category: "village", fallback: fallback, scores: 12, groups: 1).told
    }

    @Test("adjusted scores are beside the official ones, unless the call ranks by them", arguments: Language.allCases)
    func basis(language: Language) {
        let beside = language == .zh ? "只供参考，不替代成绩" : "never in its place"
        let byAdjusted = language == .zh ? "按通知规定以调整成绩（扣除专家宽严）排序，及格线仍按成绩。" : "Ranked by adjusted scores"
        let official = RankingPage.basis(nil)(in: language)
        #expect(official.contains(beside) && !official.contains(byAdjusted))
        let adjusted = RankingPage.basis(told(nil))(in: language)
        #expect(!adjusted.contains(beside) && adjusted.contains(byAdjusted))
        for fallback in RankingBasis.Fallback.allCases {
            let words = RankingPage.basis(told(fallback))(in: language)
            #expect(!words.contains(beside) && words.contains(fallback.name(in: language)), "a category that can't be ranked so says why")
        }
    }
}
