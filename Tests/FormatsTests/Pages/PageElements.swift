import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The elements of a page, read by an XML parser: a page that isn't well formed has none.
final class PageElements: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var children: [String] = []
        var text = ""
    }

    private(set) var all: [Element] = []
    private var open: [Int] = []

    /// Nil where the page is not well formed.
    init?(_ html: String) {
        super.init()
        let parser = XMLParser(data: Data(html.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if let parent = open.last { all[parent].children.append(name) }
        open.append(all.count)
        all.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
        for index in open { all[index].text += characters }
    }
}
