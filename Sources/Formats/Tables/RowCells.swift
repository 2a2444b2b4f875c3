internal import Programme

/// What several tables have in common: days, codes that may be missing, rows that take others away.
extension Table.Row {
    /// The day in a column; nil where it can't be read, which is a fault, or where it is empty and may be.
    func day(_ column: String, mayBeEmpty: Bool = false, _ faults: FaultCollector) -> Day? {
        let text = self[column]
        if mayBeEmpty, text.isEmpty { return nil }
        if let day = Day(text) { return day }
        faults.add(
            place(column), Text(zh: "日期“\(text)”不对", en: "the date is “\(text)”"),
            expected: mayBeEmpty
                ? Text(zh: "日期，如 2023-05-20，或留空", en: "a date such as 2023-05-20, or nothing")
                : Text(zh: "日期，如 2023-05-20", en: "a date such as 2023-05-20"))
        return nil
    }

    /// Refuses an end before its beginning.
    func refuse(_ from: Day?, after until: Day?, _ faults: FaultCollector) {
        guard let from, let until, until < from else { return }
        faults.add(
            place("结束"), Text(zh: "结束早于开始", en: "it ends before it begins"),
            expected: Text(zh: "不早于 \(from)", en: "no earlier than \(from)"))
    }

    /// Refuses a code that is none. Only the form is checked, and it may be missing.
    func refuseMalformedCode(_ column: String, _ faults: FaultCollector) {
        let code = self[column]
        guard !code.isEmpty, let fault = CreditCodeFault(of: code), !fault.mayBeIssued else { return }
        faults.add(
            place(column), fault.found, expected: Text(zh: "18 位代码，或留空", en: "18 characters, or nothing"))
    }

    /// Whether the row takes an earlier one away.
    var isVoiding: Bool { self[TableForm.Column.voiding.name] == "是" }

    /// The earlier one that the row takes away; nil where there is none, or nothing may be corrected, which is a fault.
    func voided<Earlier>(_ earlier: Earlier?, correct: Bool, _ faults: FaultCollector) -> Earlier? {
        if correct, let earlier { return earlier }
        faults.add(
            place(TableForm.Column.voiding.name),
            Text(zh: "没有可作废的记录，或未用 --correct", en: "there is no such row to void, or --correct is missing"))
        return nil
    }
}

extension TableForm.Column {
    /// The column by which a correction takes a row away.
    static let voiding = TableForm.Column("作废", .yesNo, isNeeded: false)
}
