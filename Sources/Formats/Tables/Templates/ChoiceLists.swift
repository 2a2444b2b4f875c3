internal import Programme

/// The lists from which the cells of a template are chosen, on a sheet that everybody sees.
struct ChoiceLists {
    private let name: String
    private var lists: [(header: String, texts: [String])] = []

    init(in language: Language) {
        name = Text(zh: "可选项", en: "Choices")(in: language)
    }

    /// One of some texts: in the rule itself where they fit into it, else in a column of the sheet.
    mutating func rule(_ texts: [String], named header: String) -> WorkbookDocument.Rule {
        if WorkbookDocument.Rule.hasRoom(for: texts) { return .oneOf(texts) }
        let column = add(header, texts)
        return .listed(WorkbookDocument.Area(sheet: name, rows: 1...max(1, texts.count), columns: column...column))
    }

    /// One of the texts that belong to what another column of the row says.
    mutating func rule(_ groups: [(header: String, texts: [String])], chosenIn column: Int) -> WorkbookDocument.Rule {
        let first = lists.count
        for group in groups { _ = add(group.header, group.texts) }
        let longest = groups.map(\.texts.count).max() ?? 1
        let columns = first...max(first, lists.count - 1)
        return .listedUnder(
            column: column, headers: WorkbookDocument.Area(sheet: name, rows: 0...0, columns: columns),
            body: WorkbookDocument.Area(sheet: name, rows: 1...max(1, longest), columns: columns))
    }

    private mutating func add(_ header: String, _ texts: [String]) -> Int {
        lists.append((header, texts))
        return lists.count - 1
    }

    /// The sheet; nil where no list needs it.
    var sheet: WorkbookDocument.Sheet? {
        guard !lists.isEmpty else { return nil }
        let longest = lists.map(\.texts.count).max() ?? 0
        var sheet = WorkbookDocument.Sheet(
            named: name, columns: lists.map { WorkbookDocument.Column($0.header, width: 28) },
            rows: (0..<longest).map { row in
                lists.map { row < $0.texts.count ? .text($0.texts[row]) : .empty }
            })
        sheet.isProtected = true
        return sheet
    }
}
