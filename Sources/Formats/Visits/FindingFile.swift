internal import Yams
public import Programme

/// What visits found as files: one visit in YAML, or any number in a CSV table with a row an answer, or in a workbook with such tables.
public enum FindingFile {
    /// The header of the table.
    public static let columns = ["材料编号", "项目", "内容", "结论", "说明"]
    /// The table as a workbook has it.
    static let form = TableForm(
        name: Text(zh: "考查意见表", en: "findings"),
        columns: [
            .init("材料编号", .identifier), .init("项目", .identifier), .init("内容", .prose), .init("结论", .prose), .init("说明", .prose),
        ])

    /// A form to fill in.
    public struct Form: Codable, Sendable {
        /// The dossier.
        public var dossier: Dossier
        /// The experts' questions.
        public var questions: [String]
        /// The gates of the rubric.
        public var gates: [Rubric.Gate]
        /// What was handed in already; nil where nothing was.
        public var finding: VisitFinding?

        /// A form.
        public init(dossier: Dossier, questions: [String], gates: [Rubric.Gate], finding: VisitFinding?) {
            self.dossier = dossier
            self.questions = questions
            self.gates = gates
            self.finding = finding
        }
    }

    /// The answers of one form as read, before they are held against what was asked.
    public struct Answers: Sendable {
        /// The dossier.
        public var dossier: String
        /// What was found, by item: `question-1` and so on, and `overall`.
        public var verdicts: [String: VisitFinding.Verdict] = [:]
        /// Whether each gate is met, by gate.
        public var gates: [String: Bool] = [:]
        /// What shows it, by item or gate.
        public var texts: [String: String] = [:]
        /// The files.
        public var files: [VisitFinding.File] = []
        /// Where each answer stands, by item.
        public var places: [String: Diagnostic.Place] = [:]

        /// No answers yet.
        public init(dossier: String) {
            self.dossier = dossier
        }
    }

    /// The item of a question, counted from 1.
    static func item(ofQuestion number: Int) -> String { "question-\(number)" }

    /// Reads answers by the ending of the file's name: `.xlsx`, `.csv`, or `.yaml` and `.yml`.
    ///
    /// - Throws: `Failure.malformed` with every fault.
    public static func read(_ bytes: [UInt8], file: String) throws -> [Answers] {
        let filled = try FilledForm(bytes, file: file, columns: columns) {
            let advice = Text(zh: "用 linxuan visits template 写出考查意见表，在其中填写", en: "fill in what linxuan visits template writes")
            return try ScoreTables.read(bytes, file: file, as: form, columns: columns, advice: advice)
        }
        switch filled {
        case .tables(let tables): return try answers(in: tables)
        case .yaml(let text): return [try yaml(text, file: file)]
        }
    }

    private static func answers(in tables: [Table]) throws -> [Answers] {
        let faults = FaultCollector(unread: tables.flatMap(\.faults))
        var forms: [String: Answers] = [:]
        var order: [String] = []
        for row in tables.flatMap(\.rows) {
            let (dossier, item) = (row["材料编号"], row["项目"])
            guard !dossier.isEmpty, !item.isEmpty else {
                let column = dossier.isEmpty ? "材料编号" : "项目"
                faults.add(row.place(column), Text(zh: "为空", en: "is empty"), expected: Text(verbatim: column))
                continue
            }
            if forms[dossier] == nil { order.append(dossier) }
            var answers = forms[dossier] ?? Answers(dossier: dossier)
            if item == "file" {
                attach(row["内容"], row["结论"], to: &answers, row.place("内容"), row.place("结论"), faults)
            } else if answers.places.updateValue(row.place("结论"), forKey: item) != nil {
                faults.add(
                    row.place("项目"), Text(zh: "\(dossier) 的“\(item)”重复", en: "“\(item)” stands twice for \(dossier)"),
                    advice: Text(zh: "只保留一行", en: "keep one row"))
            } else {
                enter(row["结论"], text: row["说明"], for: item, into: &answers, at: row.place("结论"), faults)
            }
            forms[dossier] = answers
        }
        try faults.throwIfAny()
        if order.isEmpty {
            throw Failure.malformed([
                Diagnostic(
                    .init(file: tables.first?.file ?? ""), Text(zh: "没有考查意见", en: "there are no findings"),
                    expected: Text(verbatim: columns.joined(separator: ",")))
            ])
        }
        return order.compactMap { forms[$0] }
    }

    private static func enter(
        _ value: String, text: String, for item: String, into answers: inout Answers, at place: Diagnostic.Place, _ faults: FaultCollector
    ) {
        if !text.isEmpty { answers.texts[item] = text }
        guard !value.isEmpty else { return }
        if let verdict = VisitFinding.Verdict.allCases.first(where: { [$0.name.zh, $0.name.en, $0.rawValue].contains(value) }) {
            answers.verdicts[item] = verdict
        } else if [SheetWords.met.zh, SheetWords.met.en].contains(value) {
            answers.gates[item] = true
        } else if [SheetWords.notMet.zh, SheetWords.notMet.en].contains(value) {
            answers.gates[item] = false
        } else {
            faults.add(
                place, Text(zh: "“\(value)”无法识别", en: "“\(value)” cannot be read"),
                expected: Text(
                    zh: "属实、部分属实、不属实；否决项为符合、不符合", en: "confirmed, partly or not confirmed; met or not met for a gate"))
        }
    }

    /// Takes a file in: its name without a folder, and its digest. Both empty: there is none.
    private static func attach(
        _ name: String, _ digest: String, to answers: inout Answers, _ namePlace: Diagnostic.Place, _ digestPlace: Diagnostic.Place,
        _ faults: FaultCollector
    ) {
        guard !name.isEmpty || !digest.isEmpty else { return }
        if !VisitFinding.File.isName(name) {
            faults.add(
                namePlace, Text(zh: "“\(name)”不是文件名", en: "“\(name)” is no file name"),
                expected: Text(zh: "不带目录的文件名，如 台账.pdf", en: "a name without a folder, such as ledger.pdf"))
        } else if !VisitFinding.File.isDigest(digest) {
            faults.add(
                digestPlace, Text(zh: "“\(name)”的摘要不对", en: "the digest of “\(name)” is not one"),
                expected: Text(zh: "SHA-256 摘要，64 位小写十六进制", en: "a SHA-256 digest, 64 lower-case hexadecimal digits"),
                advice: Text(zh: "用 sha256sum 计算，或提交时用 --attach", en: "compute it with sha256sum, or hand the file in with --attach"))
        } else if answers.files.contains(where: { $0.name == name }) {
            faults.add(namePlace, Text(zh: "文件“\(name)”重复", en: "the file “\(name)” stands twice"))
        } else {
            answers.files.append(VisitFinding.File(name: name, sha256: digest))
        }
    }

    private static func yaml(_ text: String, file: String) throws -> Answers {
        let faults = FaultCollector()
        let top = try YAMLReader(text: text, file: file, faults: faults)
        top.allow("format", "dossier", "questions", "gates", "overall", "files")
        if top.string("format") != "linxuan-finding/1" {
            top.fault(
                at: "format", Text(zh: "格式不是考查意见表", en: "the format is not that of findings"),
                expected: Text(verbatim: "linxuan-finding/1"))
        }
        var answers = Answers(dossier: top.string("dossier"))
        func take(_ item: String, from reader: YAMLReader, key: String) {
            reader.allow(key, "text")
            answers.places[item] = reader.place(of: key)
            enter(reader.textOrEmpty(key), text: reader.textOrEmpty("text"), for: item, into: &answers, at: reader.place(of: key), faults)
        }
        for (group, key) in [("questions", "verdict"), ("gates", "met")] {
            guard let reader = top.optionalMapping(group), let mapping = reader.node.mapping else { continue }
            for (name, _) in mapping {
                guard let item = name.string, let answer = reader.mapping(item) else { continue }
                take(item, from: answer, key: key)
            }
        }
        if let overall = top.optionalMapping("overall") { take("overall", from: overall, key: "verdict") }
        if top.has("files") {
            _ = top.list("files") { entry in
                entry.allow("name", "sha256")
                attach(
                    entry.textOrEmpty("name"), entry.textOrEmpty("sha256"), to: &answers, entry.place(of: "name"),
                    entry.place(of: "sha256"),
                    faults)
            }
        }
        try faults.throwIfAny()
        return answers
    }
}

extension FindingFile.Answers {
    /// The finding that the answers make, or every fault: each question is answered, what isn't simply so is put in words, and nothing is
    /// answered that wasn't asked. A gate may be left open: nobody looked at it.
    public func finding(
        questions: [String], gates asked: [Rubric.Gate], turn: Int, lead: String, at: Instant
    ) -> (finding: VisitFinding?, faults: [Diagnostic]) {
        var faults: [Diagnostic] = []
        func fault(_ item: String, _ message: Text, expected: Text? = nil) {
            let named = Text(zh: "\(dossier) 的“\(item)”：", en: "“\(item)” of \(dossier): ") + message
            faults.append(Diagnostic(places[item] ?? .init(file: dossier), named, expected: expected))
        }
        let words = Text(zh: "属实、部分属实或不属实", en: "confirmed, partly or not confirmed")
        let items = questions.indices.map { FindingFile.item(ofQuestion: $0 + 1) } + ["overall"]
        for item in items {
            guard let verdict = verdicts[item] else {
                fault(item, Text(zh: "没有结论", en: "there is no verdict"), expected: words)
                continue
            }
            if texts[item] == nil, verdict != .confirmed || item == "overall" {
                fault(item, Text(zh: "没有说明", en: "nothing is said of it"), expected: Text(zh: "写明情况", en: "a few words"))
            }
        }
        let known = asked.map(\.id)
        for item in places.keys.sorted() where !items.contains(item) && !known.contains(item) {
            fault(item, Text(zh: "没有这一项", en: "there is no such item"), expected: Text(verbatim: (items + known).joined(separator: ", ")))
        }
        for item in verdicts.keys.sorted() where known.contains(item) {
            fault(item, Text(zh: "否决项的结论不对", en: "the verdict on a gate"), expected: Text(zh: "符合或不符合", en: "met or not met"))
        }
        // What comes by the API was in no table that would have refused them.
        for (index, file) in files.enumerated() {
            let isTwice = files[..<index].contains { $0.name == file.name }
            guard isTwice || !VisitFinding.File.isName(file.name) || !VisitFinding.File.isDigest(file.sha256) else { continue }
            fault(
                "file", Text(zh: "附件“\(file.name)”重复，或文件名、摘要不对", en: "the file “\(file.name)” stands twice, or its name or digest is none"),
                expected: Text(zh: "不带目录的文件名和 SHA-256 摘要", en: "a name without a folder, and a SHA-256 digest"))
        }
        for item in gates.keys.sorted() {
            if items.contains(item) { fault(item, Text(zh: "结论不对", en: "not a verdict"), expected: words) }
            if known.contains(item), gates[item] == false, texts[item] == nil {
                fault(item, Text(zh: "认定不符合而没有说明", en: "it is not met, and nothing is said of it"))
            }
        }
        guard faults.isEmpty, let overall = verdicts["overall"] else { return (nil, faults) }
        let answers = questions.enumerated().map { index, question in
            let item = FindingFile.item(ofQuestion: index + 1)
            return VisitFinding.Answer(question: question, verdict: verdicts[item] ?? .confirmed, text: texts[item] ?? "")
        }
        return (
            VisitFinding(
                dossier: dossier, turn: turn, lead: lead, answers: answers,
                gates: asked.compactMap { gate in gates[gate.id].map { .init(gate: gate.id, met: $0, text: texts[gate.id] ?? "") } },
                overall: overall, text: texts["overall"] ?? "", files: files, at: at), []
        )
    }
}
