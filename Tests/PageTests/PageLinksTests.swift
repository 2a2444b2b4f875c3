import Testing

@testable import Service

@Suite("The way from a page of a list to the others")
struct PageLinksTests {
    private func links(_ offset: Int, _ limit: Int, of total: Int, _ query: [(name: String, value: String)] = []) -> [String: String] {
        let header = PageLinks(
            path: "/api/v1/people", query: query, page: PageWish(offset: offset, limit: limit), total: total
        ).header
        return Dictionary(
            uniqueKeysWithValues: header.matches(of: /<\/api\/v1\/people\?([^>]*)>; rel="([a-z]+)"/).map { (String($0.2), String($0.1)) })
    }

    @Test("repeats how many a page has, and ends where the list does")
    func pages() {
        #expect(links(0, 10, of: 25) == ["first": "offset=0&limit=10", "next": "offset=10&limit=10"])
        #expect(
            links(10, 10, of: 25) == [
                "first": "offset=0&limit=10", "prev": "offset=0&limit=10", "next": "offset=20&limit=10",
            ])
        #expect(links(20, 10, of: 25) == ["first": "offset=0&limit=10", "prev": "offset=10&limit=10"])
        #expect(links(15, 10, of: 25)["next"] == nil && links(14, 10, of: 25)["next"] == "offset=24&limit=10")
        #expect(links(3, 10, of: 25)["prev"] == "offset=0&limit=10")
        #expect(links(1_000_000, 10, of: 25)["prev"] == "offset=15&limit=10")
        #expect(links(0, 10, of: 0) == ["first": "offset=0&limit=10"])
    }

    @Test("repeats all else that was asked, whatever is in it, once")
    func filters() {
        let asked = [
            ("expert", "E-1&limit=1000"), ("offset", "10"), ("words", "示例 a+b>; rel=\"next\""), ("words", "百分之50%"), ("limit", "5"),
        ].map { (name: $0.0, value: $0.1) }
        let words = "words=%E7%A4%BA%E4%BE%8B%20a%2Bb%3E%3B%20rel%3D%22next%22&words=%E7%99%BE%E5%88%86%E4%B9%8B50%25"
        #expect(links(10, 5, of: 100, asked)["next"] == "expert=E-1%26limit%3D1000&\(words)&offset=15&limit=5")
        #expect(links(10, 5, of: 100, asked).count == 3)
        let strange = PageLinks(path: "/a>b/%E7%A4%BA", query: [], page: PageWish(offset: 0, limit: 1), total: 1).header
        #expect(strange == "</a%3Eb/%E7%A4%BA?offset=0&limit=1>; rel=\"first\"")
    }
}
