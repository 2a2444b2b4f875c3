internal import Yams
public import Programme

/// The answers of score sheets as files: one sheet in YAML, or any number in a CSV table with a row an answer, or in a
/// workbook with such tables.
public enum SheetFile {
    /// The header of the table.
    public static let columns = ["材料编号", "指标", "分值", "理由"]

    /// The answers of one sheet, as read, before they are held against a rubric.
    public struct Answers: Sendable {
        /// The dossier.
        public var dossier: String
        /// The score of each criterion.
        public var scores: [String: Points] = [:]
        /// The written reasons.
        public var reasons: [String: String] = [:]
        /// Whether each gate is met.
        public var gates: [String: Bool] = [:]
        /// Whether a visit is needed.
        public var visitNeeded: Bool?
        /// What it should find out.
        public var visitQuestion = ""
        /// Where each answer stands, by item.
        public var places: [String: Diagnostic.Place] = [:]

        /// No answers yet.
        public init(dossier: String) {
            self.dossier = dossier
        }
    }

    /// Reads answers by the ending of the file's name: `.xlsx`, `.csv`, or `.yaml` and `.yml`.
    ///
    /// - Throws: `Failure.malformed` with every fault.
    public static func read(_ bytes: [UInt8], file: String) throws -> [Answers] {
        let form = try FilledForm(bytes, file: file, columns: columns) { try ScoreTables.read(bytes, file: file) }
        switch form {
        case .tables(let tables): return try answers(in: tables)
        case .yaml(let text): return [try yaml(text, file: file)]
        }
    }

    private static func answers(in tables: [Table]) throws -> [Answers] {
        let faults = FaultCollector(unread: tables.flatMap(\.faults))
        var sheets: [String: Answers] = [:]
        var order: [String] = []
        for row in tables.flatMap(\.rows) {
            let dossier = row["材料编号"]
            let item = row["指标"]
            if sheets[dossier] == nil { order.append(dossier) }
            var answers = sheets[dossier] ?? Answers(dossier: dossier)
            if dossier.isEmpty {
                faults.add(row.place("材料编号"), Text(zh: "为空", en: "is empty"), expected: Text(zh: "材料编号", en: "a dossier's number"))
            } else if item.isEmpty {
                faults.add(row.place("指标"), Text(zh: "为空", en: "is empty"))
            } else if answers.places.updateValue(row.place("分值"), forKey: item) != nil {
                faults.add(
                    row.place("指标"), Text(zh: "\(dossier) 的“\(item)”重复", en: "“\(item)” stands twice for \(dossier)"),
                    advice: Text(zh: "只保留一行", en: "keep one row"))
            }
            enter(row["分值"], reason: row["理由"], for: item, into: &answers, at: row.place("分值"), faults)
            sheets[dossier] = answers
        }
        try faults.throwIfAny()
        return order.compactMap { sheets[$0] }
    }

    private static func enter(
        _ value: String, reason: String, for item: String, into answers: inout Answers, at place: Diagnostic.Place,
        _ faults: FaultCollector
    ) {
        if item == "visit" {
            switch value {
            case "需要", "needed": answers.visitNeeded = true
            case "不需要", "not needed": answers.visitNeeded = false
            case "": break
            default:
                faults.add(
                    place, Text(zh: "“\(value)”无法识别", en: "“\(value)” cannot be read"),
                    expected: Text(zh: "需要或不需要", en: "需要 (needed) or 不需要 (not needed)"))
            }
            answers.visitQuestion = reason
            return
        }
        if !reason.isEmpty { answers.reasons[item] = reason }
        switch value {
        case "": break
        case "符合", "met": answers.gates[item] = true
        case "不符合", "not met": answers.gates[item] = false
        default:
            if let score = Points(value) {
                answers.scores[item] = score
            } else {
                faults.add(
                    place, Text(zh: "“\(value)”无法识别", en: "“\(value)” cannot be read"),
                    expected: Text(zh: "分数，或符合、不符合", en: "a score, or 符合 (met), 不符合 (not met)"))
            }
        }
    }

    private static func yaml(_ text: String, file: String) throws -> Answers {
        let faults = FaultCollector()
        let top = try YAMLReader(text: text, file: file, faults: faults)
        top.allow("format", "dossier", "scores", "gates", "visit")
        if top.string("format") != "linxuan-sheet/1" {
            top.fault(
                at: "format", Text(zh: "格式不是评分表", en: "the format is not that of a score sheet"),
                expected: Text(verbatim: "linxuan-sheet/1"))
        }
        var answers = Answers(dossier: top.string("dossier"))
        for key in ["scores", "gates"] {
            guard let group = top.optionalMapping(key), let mapping = group.node.mapping else { continue }
            for (name, child) in mapping {
                guard let item = name.string else { continue }
                let place = Diagnostic.Place(file: file, line: name.mark?.line)
                answers.places[item] = place
                if let value = child.scalar?.string {
                    enter(YAMLReader.clean(value), reason: "", for: item, into: &answers, at: place, faults)
                } else if let answer = group.mapping(item) {
                    let main = key == "scores" ? "score" : "met"
                    answer.allow(main, "reason")
                    enter(
                        answer.textOrEmpty(main), reason: answer.textOrEmpty("reason"), for: item, into: &answers, at: place,
                        faults)
                }
            }
        }
        if let visit = top.optionalMapping("visit") {
            visit.allow("needed", "question")
            answers.places["visit"] = visit.place
            enter(
                visit.textOrEmpty("needed"), reason: visit.textOrEmpty("question"), for: "visit",
                into: &answers, at: visit.place(of: "needed"), faults)
        }
        try faults.throwIfAny()
        return answers
    }

    /// A sheet in YAML to fill in, with the criteria, levels and what requires a reason as comments.
    public static func template(for dossier: Dossier, under rubric: Rubric, filled sheet: ScoreSheet?) -> String {
        var text = """
            # \(oneLine(rubric.title.zh)) · \(dossier.id) \(oneLine(dossier.applicant))
            # 每项填 score（\(rubric.scale.minimum.short)–\(rubric.scale.maximum.short)，步长 \(rubric.scale.step.short)）和 reason；否决项填 met: 符合 / 不符合。
            format: linxuan-sheet/1
            dossier: \(dossier.id)

            scores:

            """
        for criterion in rubric.criteria {
            text += "  # \(oneLine(criterion.name.zh))（权重 \(criterion.weight)）· \(oneLine(criterion.name.en))\n"
            for level in criterion.levels {
                text += "  #   \(level.from.short)–\(level.to.short) \(oneLine(level.name.zh))：\(oneLine(level.text.zh))\n"
            }
            switch criterion.reason {
            case .always: text += "  #   必须写明理由\n"
            case .never: break
            case .below(let limit): text += "  #   低于 \(limit.short) 分须写明理由\n"
            }
            text += "  \(criterion.id):\n    score: \(sheet?.scores[criterion.id]?.short ?? "")\n"
            text += "    reason: \(quoted(sheet?.reasons[criterion.id] ?? ""))\n"
        }
        text += "\ngates:\n"
        for gate in rubric.gates {
            text += "  # \(oneLine(gate.question.zh))\n  \(gate.id):\n"
            text += "    met: \(sheet?.gates[gate.id].map { $0 ? "符合" : "不符合" } ?? "")\n"
            text += "    reason: \(quoted(sheet?.reasons[gate.id] ?? ""))\n"
        }
        text += "\nvisit:\n  # \(oneLine(rubric.visit.question.zh))\n"
        for topic in rubric.visit.topics { text += "  #   \(oneLine(topic.zh))\n" }
        text += "  needed: \(sheet?.visitNeeded.map { $0 ? "需要" : "不需要" } ?? "")  # 需要 / 不需要\n"
        text += "  question: \(quoted(sheet?.visitQuestion ?? ""))\n"
        return text
    }

    /// A table to fill in, for any number of dossiers.
    public static func table(for sheets: [(dossier: Dossier, rubric: Rubric, sheet: ScoreSheet?)]) -> String {
        var writer = CSVWriter(header: columns)
        for (dossier, rubric, sheet) in sheets {
            for criterion in rubric.criteria {
                writer.add([
                    dossier.id, criterion.id, sheet?.scores[criterion.id]?.short ?? "",
                    sheet?.reasons[criterion.id] ?? "",
                ])
            }
            for gate in rubric.gates {
                writer.add([
                    dossier.id, gate.id, sheet?.gates[gate.id].map { $0 ? "符合" : "不符合" } ?? "",
                    sheet?.reasons[gate.id] ?? "",
                ])
            }
            writer.add([
                dossier.id, "visit", sheet?.visitNeeded.map { $0 ? "需要" : "不需要" } ?? "", sheet?.visitQuestion ?? "",
            ])
        }
        return writer.text
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    static func quoted(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            // What YAML refuses or takes for a line break.
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value):
                "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension YAMLReader {
    /// The text of a key; empty where the key or its value is missing. A list or a mapping is a fault.
    func textOrEmpty(_ key: String) -> String {
        guard has(key) else { return "" }
        if let text = scalar(key) { return text }
        fault(at: key, Text(zh: "“\(key)”应为文字", en: "“\(key)” takes a text"), expected: Text(zh: "文字或数", en: "a text or a number"))
        return ""
    }
}
