internal import Programme

/// The tables of answers in a workbook: every sheet whose header names dossier and item, as the template has one for each
/// dossier. Other sheets, such as the guide, hold no answers.
enum ScoreTables {
    /// Scores are read as they stand: what is not a score or one of the words is refused, and nobody guesses.
    private static let form = TableForm(
        name: Text(zh: "评分表", en: "a score sheet"),
        columns: [.init("材料编号", .identifier), .init("指标", .identifier), .init("分值", .prose), .init("理由", .prose)])

    /// Reads them all.
    ///
    /// - Throws: `Failure.malformed` where the file is no workbook, where a sheet lacks a column or is hidden, so that answers
    ///   could be lost without a word, and where no sheet has any.
    static func read(
        _ bytes: [UInt8], file: String, as form: TableForm = ScoreTables.form, columns: [String] = SheetFile.columns,
        advice: Text = Text(zh: "用 linxuan review template 写出评分表，在其中填写", en: "fill in what linxuan review template writes")
    ) throws -> [Table] {
        let spreadsheet = try Spreadsheet(bytes, file: file)
        var faults = spreadsheet.hiddenSheets.map { sheet in
            Diagnostic(
                .init(file: file, sheet: sheet), Text(zh: "工作表被隐藏", en: "the sheet is hidden"),
                advice: Text(zh: "取消隐藏，或删去这张工作表", en: "show it, or remove it"))
        }
        let search = HeaderSearch(form: form)
        let tables = try spreadsheet.grids.compactMap { grid -> Table? in
            guard let header = search.header(in: grid), header.columns[0] != nil, header.columns[1] != nil else { return nil }
            let table = try Table(spreadsheet, as: form, sheet: grid.sheet)
            faults += table.missing(columns)
            return table
        }
        if tables.isEmpty, faults.isEmpty {
            faults.append(
                Diagnostic(
                    .init(file: file), Text(zh: "没有\(form.name.zh)", en: "there is no table of this kind: \(form.name.en)"),
                    expected: Text(verbatim: columns.joined(separator: ",")), advice: advice))
        }
        guard faults.isEmpty else { throw Failure.malformed(faults) }
        return tables
    }
}
