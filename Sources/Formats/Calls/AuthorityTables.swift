internal import Programme

/// Reads the two tables that a call names: authorities with their quotas, and modes.
final class AuthorityTables {
    private let faults: FaultCollector
    /// The columns of quotas that the table of authorities has.
    private(set) var quotaColumns: [String] = []
    /// The columns of the table of modes.
    private(set) var modeColumns: [String] = []

    init(faults: FaultCollector) {
        self.faults = faults
    }

    func authorities(_ text: String, file: String) throws -> [Authority] {
        let table = try Table(csv: Array(text.utf8), file: file)
        try table.require(["code", "name", "kind", "parent_code"])
        quotaColumns = table.columns.filter { $0.hasPrefix("max_") }
        let authorities = table.rows.map { row in
            var quotas: [String: Int] = [:]
            for column in quotaColumns where !row[column].isEmpty {
                if let quota = WholeNumber.parse(row[column]) {
                    quotas[column] = quota
                } else {
                    faults.add(
                        row.place(column), Text(zh: "名额“\(row[column])”不对", en: "the quota is “\(row[column])”"),
                        expected: Text(zh: "非负整数，或留空表示无单项限额", en: "a whole number of at least 0, or nothing for no limit"))
                }
            }
            return Authority(
                code: row["code"], name: row["name"], kind: row["kind"],
                parent: row["parent_code"].isEmpty ? nil : row["parent_code"], quotas: quotas)
        }
        let codes = Set(authorities.map(\.code))
        for row in table.rows where !row["parent_code"].isEmpty && !codes.contains(row["parent_code"]) {
            faults.add(
                row.place("parent_code"),
                Text(zh: "没有代码为“\(row["parent_code"])”的单位", en: "there is no authority with the code “\(row["parent_code"])”"),
                expected: Text(zh: "本表中的代码，或留空", en: "a code of this table, or nothing"))
        }
        refuseRepeats(authorities.map(\.code), table, "code")
        refuseRepeats(authorities.map(\.name), table, "name")
        return authorities
    }

    func modes(_ text: String, file: String) throws -> [Mode] {
        let table = try Table(csv: Array(text.utf8), file: file)
        try table.require(["name"])
        modeColumns = table.columns.filter { $0 != "name" }
        let modes = table.rows.map { row in
            for column in modeColumns where row[column] != "yes" && row[column] != "no" {
                faults.add(
                    row.place(column), Text(zh: "值“\(row[column])”不对", en: "the value is “\(row[column])”"),
                    expected: Text(verbatim: "yes / no"))
            }
            return Mode(name: row["name"], allowedIn: modeColumns.filter { row[$0] == "yes" })
        }
        refuseRepeats(modes.map(\.name), table, "name")
        return modes
    }

    private func refuseRepeats(_ values: [String], _ table: Table, _ column: String) {
        var seen: Set<String> = []
        for (value, row) in zip(values, table.rows) where value.isEmpty || !seen.insert(value).inserted {
            faults.add(
                row.place(column),
                value.isEmpty ? Text(zh: "为空", en: "is empty") : Text(zh: "“\(value)”重复", en: "“\(value)” stands twice"),
                expected: Text(zh: "各行不同且不为空", en: "a value of its own in each row"))
        }
    }
}
