public import Programme

/// What became of the files that were handed in: of each what was taken, what was changed in reading, what is refused and why.
public struct IntakeReport: Codable, Sendable {
    /// How many faults of a file are shown unless all are asked for.
    public static let faultsShown = 50

    /// One table of one file.
    public struct Part: Codable, Sendable {
        /// The file's name as the user gave it.
        public var file: String
        /// The sheet that was read.
        public var sheet: String?
        /// How the text was encoded; nil for a workbook.
        public var encoding: String?
        /// How many rows were read.
        public var rows: Int
        /// How many of them were taken in: all or none.
        public var taken: Int
        /// What was read otherwise than it stands, in the order of the file.
        public var notes: [ReadingNote]
        /// What is refused and why.
        public var faults: [Diagnostic]
    }

    /// The tables, in the order in which they were handed in.
    public private(set) var parts: [Part] = []

    /// A report on nothing yet.
    public init() {}

    /// Adds a table that was read.
    public mutating func add(_ table: Table, encoding: String?) {
        parts.append(
            Part(
                file: table.file, sheet: table.sheet, encoding: encoding, rows: table.rows.count, taken: 0, notes: table.notes,
                faults: []))
        // A sheet that one table passes over and another is read from was not passed over.
        let read = parts.filter { $0.file == table.file }.map(\.sheet)
        for index in parts.indices where parts[index].file == table.file {
            parts[index].notes.removeAll { $0.reasons == [.otherSheet] && read.contains($0.place.sheet) }
        }
    }

    /// Adds a file that could not be read as a table.
    public mutating func add(unread file: String) {
        parts.append(Part(file: file, sheet: nil, encoding: nil, rows: 0, taken: 0, notes: [], faults: []))
    }

    /// Whether the rows were taken in.
    public var isTaken: Bool {
        get { !parts.isEmpty && parts.allSatisfy { $0.taken == $0.rows && $0.faults.isEmpty } }
        set { for index in parts.indices { parts[index].taken = newValue ? parts[index].rows : 0 } }
    }

    /// Enters why nothing was taken in: each fault with its table, by rows.
    public mutating func refuse(_ faults: [Diagnostic]) {
        isTaken = false
        var found: [Int: [Diagnostic]] = [:]
        for fault in faults {
            let index =
                parts.firstIndex { $0.file == fault.place.file && $0.sheet == fault.place.sheet }
                ?? parts.firstIndex { $0.file == fault.place.file } ?? 0
            found[index, default: []].append(fault)
        }
        for (index, faults) in found where parts.indices.contains(index) {
            // Stable: of one row in the order in which they were found.
            parts[index].faults = faults.enumerated()
                .sorted { ($0.element.place.row ?? 0, $0.offset) < ($1.element.place.row ?? 0, $1.offset) }.map(\.element)
        }
    }

    /// The faults of all tables, of each at most so many.
    public func faults(atMost limit: Int?) -> [Diagnostic] {
        parts.flatMap { part in limit.map { Array(part.faults.prefix($0)) } ?? part.faults }
    }

    /// Whether the report says more than these faults do.
    public func hasMoreToSay(than shown: [Diagnostic]) -> Bool {
        parts.contains { !$0.notes.isEmpty } || parts.reduce(0) { $0 + $1.faults.count } > shown.count
    }

    /// The report in words: for each table a line, below it the changes by their reasons with an example each, or each of them.
    public func text(details: Bool) -> Text {
        let lines = parts.flatMap { part in [part.summary(details)] + (details ? part.notes.map(\.line) : part.changes) }
        return Text(zh: lines.map(\.zh).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }
}

extension IntakeReport.Part {
    fileprivate func summary(_ details: Bool) -> Text {
        var text = Text(verbatim: file)
        if let sheet { text = text + Text(zh: "「\(sheet)」", en: ", sheet “\(sheet)”") }
        if let encoding, encoding != "UTF-8" { text = text + Text(zh: "（\(encoding)）", en: " (\(encoding))") }
        text = text + Text(zh: "：读到 \(rows) 行，导入 \(taken) 行", en: ": \(rows) rows read, \(taken) taken in")
        if !notes.isEmpty { text = text + Text(zh: "，读取说明 \(notes.count) 条", en: ", \(notes.count) notes on the reading") }
        if !faults.isEmpty { text = text + Text(zh: "，错误 \(faults.count) 处", en: ", \(faults.count) faults") }
        if !details, faults.count > IntakeReport.faultsShown {
            text =
                text
                + Text(
                    zh: "（以下只列 \(IntakeReport.faultsShown) 处，全部见 --details）",
                    en: " (the first \(IntakeReport.faultsShown) follow; all with --details)")
        }
        return text
    }

    /// The notes by their reasons, each with how often there are such and the first of them.
    fileprivate var changes: [Text] {
        var order: [[ReadingNote.Reason]] = []
        var groups: [[ReadingNote.Reason]: (count: Int, first: ReadingNote)] = [:]
        for note in notes {
            if groups[note.reasons] == nil { order.append(note.reasons) }
            groups[note.reasons] = (groups[note.reasons].map { $0.count + 1 } ?? 1, groups[note.reasons]?.first ?? note)
        }
        return order.compactMap { groups[$0] }.map { count, first in
            let parts = [
                Text(verbatim: first.place.sheet == sheet ? "" : first.place.sheet ?? ""),
                first.place.cell.map { Text(verbatim: $0) } ?? first.place.row.map { Text(zh: "第 \($0) 行", en: "row \($0)") }
                    ?? Text(verbatim: ""), Text(verbatim: first.change),
            ].filter { !$0.zh.isEmpty }
            let example = Text(zh: parts.map(\.zh).joined(separator: " "), en: parts.map(\.en).joined(separator: " "))
            return Text(zh: "  · ", en: "  · ") + first.why + Text(zh: "：\(count) 处", en: ": \(count)")
                + (parts.isEmpty ? Text(verbatim: "") : Text(zh: "，如 ", en: ", such as ") + example)
        }
    }
}
