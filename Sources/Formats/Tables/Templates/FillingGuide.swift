internal import Programme

/// The sheet of a template that says what to fill in, column by column.
enum FillingGuide {
    static func sheet(
        _ title: Text, remarks: [Text], columns: [(table: String, columns: [WorkbookDocument.Column])], in language: Language
    ) -> WorkbookDocument.Sheet {
        var sheet = WorkbookDocument.Sheet(
            named: name(in: language),
            columns: [
                WorkbookDocument.Column(Text(zh: "工作表", en: "sheet")(in: language), width: 18),
                WorkbookDocument.Column(Text(zh: "列", en: "column")(in: language), width: 20),
                WorkbookDocument.Column(Text(zh: "填写要求", en: "what to fill in")(in: language), width: 80),
            ],
            rows: columns.flatMap { table, columns in
                columns.map { column in
                    let filled = column.entry.map(\.hint) ?? Text(zh: "已填好，不要改动", en: "filled in already; leave it")(in: language)
                    return [.text(table), .text(column.header), .text(filled)]
                }
            })
        sheet.heading = [.title(title(in: language))] + remarks.map { .remark($0(in: language)) }
        sheet.isProtected = true
        return sheet
    }

    static func name(in language: Language) -> String { Text(zh: "填写说明", en: "Guide")(in: language) }
}
