internal import Foundation

/// The way from a page of a list to the first, the one before and the next, as a `Link` header has it (RFC 8288). Each repeats what
/// was asked – how many a page has, and whatever else the query says – so that whoever follows stays in the same list.
struct PageLinks: Sendable {
    /// The path as it was asked for.
    var path: String
    /// What else stood in the query, in order.
    var query: [(name: String, value: String)]
    /// Which page it is.
    var page: PageWish
    /// How many the list has in all.
    var total: Int

    /// The header.
    var header: String {
        var links = [link(to: 0, "first")]
        if page.offset > 0 { links.append(link(to: max(0, min(page.offset, total) - page.limit), "prev")) }
        if page.offset < total - page.limit { links.append(link(to: page.offset + page.limit, "next")) }
        return links.joined(separator: ", ")
    }

    private func link(to offset: Int, _ relation: String) -> String {
        let others = query.filter { !PageWish.names.contains($0.name) }
        let all = others + [(name: "offset", value: "\(offset)"), (name: "limit", value: "\(page.limit)")]
        let text = all.map { "\(PageAddress.escaped($0.name))=\(PageAddress.escaped($0.value))" }.joined(separator: "&")
        // A path is escaped already; what could end the link is so in any case.
        let path = path.addingPercentEncoding(withAllowedCharacters: PageLinks.inPath) ?? ""
        return "<\(path)?\(text)>; rel=\"\(relation)\""
    }

    /// What may stand in a path without an escape, and the escapes that are there (RFC 3986, 3.3).
    private static let inPath = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%:@!$&'()*+,;=")
}
