import Programme
import Testing

@Suite("Quotas")
struct QuotasTests {
    private func dossiers(_ count: Int, authority: String, category: String, from: Int = 1) -> [Dossier] {
        (0..<count).map {
            MadeUp.dossier("D-\(authority)-\(category)-\(from + $0)", authority: authority, category: category)
        }
    }

    @Test("a quota that is just filled is not exceeded")
    func filled() {
        let all = dossiers(2, authority: "10", category: "school") + dossiers(1, authority: "10", category: "library")
        #expect(MadeUp.call().exceededQuotas(by: all).isEmpty)
    }

    @Test("the dossiers beyond a quota are the last to be filed, and the count is of all")
    func beyond() {
        let all = dossiers(3, authority: "10", category: "school")
        let excess = MadeUp.call().exceededQuotas(by: all)
        #expect(excess.map(\.limit) == [2])
        #expect(excess.map(\.count) == [3])
        #expect(excess.first?.beyond.map(\.id) == ["D-10-school-3"])
        #expect(excess.first?.clause == "2")
    }

    @Test("a quota of nought admits none, and a column left empty sets no limit of its own")
    func noughtAndNone() {
        #expect(MadeUp.call().exceededQuotas(by: dossiers(1, authority: "20", category: "school")).map(\.limit) == [0])
        #expect(MadeUp.call().exceededQuotas(by: dossiers(9, authority: "20", category: "library")).isEmpty)
    }

    @Test("a joint quota counts its categories together, whichever they are")
    func joint() {
        let one = dossiers(1, authority: "1001", category: "school")
        let other = dossiers(1, authority: "1001", category: "library")
        #expect(MadeUp.call().exceededQuotas(by: one).isEmpty)
        #expect(MadeUp.call().exceededQuotas(by: other).isEmpty)
        let excess = MadeUp.call().exceededQuotas(by: one + other)
        #expect(excess.map(\.limit) == [1])
        #expect(excess.first?.beyond.map(\.category) == ["library"])
        #expect(excess.first?.name == Text(zh: "示例school、示例library", en: "school, library"))
    }

    @Test("one authority's dossiers do not count against another's quota")
    func separate() {
        let all =
            dossiers(1, authority: "1001", category: "school") + dossiers(1, authority: "1002", category: "school")
        #expect(MadeUp.call().exceededQuotas(by: all).isEmpty)
    }
}
