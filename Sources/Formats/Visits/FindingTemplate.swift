public import Programme

extension FindingFile {
    /// One form in YAML to fill in, with what was asked as comments.
    public static func template(_ form: Form) -> String {
        let finding = form.finding
        var text = """
            # 现场考查意见 · \(form.dossier.id) \(SheetFile.oneLine(form.dossier.applicant))
            # verdict 填：属实 / 部分属实 / 不属实；否决项 met 填：符合 / 不符合，未查的留空。text 写明情况。
            format: linxuan-finding/1
            dossier: \(form.dossier.id)


            """
        text += form.questions.isEmpty ? "questions: {}\n" : "questions:\n"
        for (index, question) in form.questions.enumerated() {
            let answer = finding?.answer(to: question, at: index)
            text += "  # \(SheetFile.oneLine(question))\n  \(item(ofQuestion: index + 1)):\n"
            text += "    verdict: \(answer?.verdict.name.zh ?? "")\n    text: \(SheetFile.quoted(answer?.text ?? ""))\n"
        }
        text += form.gates.isEmpty ? "\ngates: {}\n" : "\ngates:\n"
        for gate in form.gates {
            let answer = finding?.gates.first { $0.gate == gate.id }
            text += "  # \(SheetFile.oneLine(gate.question.zh))\n  \(gate.id):\n"
            text += "    met: \(answer.map { word(ofGate: $0.met) } ?? "")\n    text: \(SheetFile.quoted(answer?.text ?? ""))\n"
        }
        text += "\n# 总体意见\noverall:\n  verdict: \(finding?.overall.name.zh ?? "")\n  text: \(SheetFile.quoted(finding?.text ?? ""))\n"
        text += "\n# 附件：文件名（不带目录）和 SHA-256 摘要；也可在提交时用 --attach 指明文件，由程序计算\n"
        let files = finding?.files ?? []
        text += files.isEmpty ? "files: []\n" : "files:\n"
        for file in files { text += "  - {name: \(SheetFile.quoted(file.name)), sha256: \(file.sha256)}\n" }
        return text
    }

    /// A table to fill in, for any number of visits.
    public static func table(_ forms: [Form]) -> String {
        var writer = CSVWriter(header: columns)
        for form in forms { for row in rows(of: form) { writer.add([form.dossier.id, row.item, row.content, row.value, row.text]) } }
        return writer.text
    }

    /// A workbook to fill in: a sheet a visit, in which nothing but what was found can be changed.
    public static func workbook(_ forms: [Form], in language: Language) -> WorkbookDocument {
        WorkbookDocument(
            forms.enumerated().map { index, form in
                var sheet = WorkbookDocument.Sheet(
                    named: String("\(index + 1) \(form.dossier.id)".prefix(31)),
                    columns: [
                        WorkbookDocument.Column(columns[0], width: 12), WorkbookDocument.Column(columns[1], width: 14),
                        WorkbookDocument.Column(columns[2], width: 56), WorkbookDocument.Column(columns[3], width: 18),
                        WorkbookDocument.Column(columns[4], width: 56),
                    ],
                    rows: rows(of: form).map { cells(of: $0, form.dossier.id, in: language) })
                sheet.heading = [
                    .title(
                        Text(zh: "现场考查意见 · ", en: "Findings of the visit · ")(in: language) + "\(form.dossier.id) \(form.dossier.applicant)"
                    ),
                    .remark(
                        Text(
                            zh:
                                "只填浅黄色单元格。问题和总体意见从列表中选择属实、部分属实、不属实，否决项选择符合、不符合（未查的留空）；附件一行一个，填文件名（不带目录）和 SHA-256 摘要。用 linxuan visits submit --file 提交。",
                            en:
                                "Fill in the pale yellow cells only. Questions and the overall finding are confirmed, partly or not confirmed; gates met or not met, or left empty where nobody looked; a row for each file with its name, without a folder, and its SHA-256 digest. Hand in with linxuan visits submit --file."
                        )(in: language)),
                ]
                sheet.isProtected = true
                sheet.frozenColumns = 2
                return sheet
            })
    }

    private struct Row {
        enum Kind { case verdict, gate, file }
        var item: String
        var content: String
        var value = ""
        var text = ""
        var kind = Kind.verdict
    }

    private static func rows(of form: Form) -> [Row] {
        let finding = form.finding
        let questions = form.questions.enumerated().map { index, question in
            let answer = finding?.answer(to: question, at: index)
            return Row(
                item: item(ofQuestion: index + 1), content: question, value: answer?.verdict.name.zh ?? "", text: answer?.text ?? "")
        }
        let gates = form.gates.map { gate in
            let answer = finding?.gates.first { $0.gate == gate.id }
            return Row(
                item: gate.id, content: gate.question.zh, value: answer.map { word(ofGate: $0.met) } ?? "", text: answer?.text ?? "",
                kind: .gate)
        }
        let overall = Row(
            item: "overall", content: Text(zh: "总体意见", en: "overall").zh, value: finding?.overall.name.zh ?? "", text: finding?.text ?? "")
        let files = (finding?.files ?? []).map { Row(item: "file", content: $0.name, value: $0.sha256, kind: .file) }
        let empty = (0..<3).map { _ in Row(item: "file", content: "", kind: .file) }
        return questions + gates + [overall] + files + empty
    }

    private static func cells(of row: Row, _ dossier: String, in language: Language) -> [WorkbookDocument.Cell] {
        func entry(_ rule: WorkbookDocument.Rule = .anything, _ hint: Text) -> WorkbookDocument.Entry {
            WorkbookDocument.Entry(rule, hint: hint(in: language))
        }
        func cell(_ text: String, _ entry: WorkbookDocument.Entry) -> WorkbookDocument.Cell {
            WorkbookDocument.Cell(text.isEmpty ? .nothing : .text(text), entry: entry)
        }
        let words = Text(zh: "写明情况。", en: "A few words.")
        let head: [WorkbookDocument.Cell] = [.text(dossier), .text(row.item)]
        switch row.kind {
        case .verdict:
            let choice = entry(.oneOf(VisitFinding.Verdict.allCases.map(\.name.zh)), Text(zh: "从列表中选择。", en: "Choose from the list."))
            return head + [.text(row.content), cell(row.value, choice), cell(row.text, entry(.anything, words))]
        case .gate:
            let choice = entry(
                .oneOf([SheetWords.met.zh, SheetWords.notMet.zh]),
                Text(zh: "从列表中选择；未查的留空。", en: "Choose from the list; empty where nobody looked."))
            return head + [.text(row.content), cell(row.value, choice), cell(row.text, entry(.anything, words))]
        case .file:
            return head + [
                cell(row.content, entry(.anything, Text(zh: "文件名，不带目录。", en: "The file's name, without a folder."))),
                cell(row.value, entry(.anything, Text(zh: "SHA-256 摘要。", en: "Its SHA-256 digest."))), .empty,
            ]
        }
    }

    private static func word(ofGate met: Bool) -> String { (met ? SheetWords.met : SheetWords.notMet).zh }
}

extension VisitFinding {
    /// The answer to a question: the one at its place, where the question is still the same.
    fileprivate func answer(to question: String, at index: Int) -> Answer? {
        answers.indices.contains(index) && answers[index].question == question
            ? answers[index] : answers.first { $0.question == question }
    }
}
