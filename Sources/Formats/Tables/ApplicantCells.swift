/// Names and codes that come from a command, brought to the form in which a table's cells are kept.
public enum ApplicantCells {
    /// An applicant's name.
    public static func name(_ text: String) -> String { read(text, .name) }

    /// A unified social credit code.
    public static func creditCode(_ text: String) -> String { read(text, .creditCode) }

    private static func read(_ text: String, _ kind: TableForm.Kind) -> String {
        let result = CellReading(column: TableForm.Column("", kind), epoch: .of1900).read(.text(text))
        return result.fault == nil ? result.value : text
    }
}
