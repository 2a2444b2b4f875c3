public import Programme

/// Reads the contact persons (联系人) of the authorities: all of them or none.
public struct ContactTable {
    /// The columns that every table has.
    public static let columns = ["省级主管部门", "姓名", "职务", "联系电话", "电子邮箱", "报送日期"]

    /// What the table holds.
    public struct Content: Sendable {
        /// Submissions that are new.
        public var contacts: [Contact]
        /// How many of them take the place of an earlier one.
        public var replaced: Int
        /// How many rows the round had already, word by word.
        public var unchanged: Int
    }

    private let call: Call
    private let today: Day
    private let faults: FaultCollector

    /// What the table looks like under a call.
    public static func form(of call: Call) -> TableForm {
        TableForm(
            name: Text(zh: "联系人名单", en: "a list of contact persons"),
            columns: [
                .init("省级主管部门", .choice(call.authorities.flatMap { [$0.name, $0.code] })), .init("姓名", .name),
                .init("职务", .name), .init("联系电话", .identifier), .init("手机", .identifier, isNeeded: false),
                .init("传真", .identifier, isNeeded: false), .init("电子邮箱", .identifier), .init("报送日期", .day),
            ], filledByTemplate: ["省级主管部门"])
    }

    /// Reads a table that adds to what a round has: a row that says something else than the last one of the authority is a new
    /// submission.
    ///
    /// - Parameters:
    ///   - by: Who enters it.
    ///   - now: When; a contact can't have been given later.
    /// - Throws: `Failure.malformed` with every fault, each with row and column.
    public static func read(_ table: Table, call: Call, existing: [Contact], by: String, now: Instant) throws -> Content {
        let missing = table.missing(columns)
        guard missing.isEmpty else { throw Failure.malformed(table.faults + missing) }
        let today = Day(now.inChina.prefix(10)) ?? call.deadlines.filing
        let reader = ContactTable(call: call, today: today, faults: FaultCollector(unread: table.faults))
        let known = Dictionary(grouping: existing, by: \.authority).mapValues { $0.max { $0.turn < $1.turn } }
        var rows: [String: Int] = [:]
        var content = Content(contacts: [], replaced: 0, unchanged: 0)
        for row in table.rows {
            guard var contact = reader.contact(row, by: by, at: now) else { continue }
            if let earlier = rows.updateValue(row.number, forKey: contact.authority) {
                reader.faults.add(
                    row.place("省级主管部门"), Text(zh: "与第 \(earlier) 行同为一个主管部门", en: "is the authority of row \(earlier) as well"),
                    expected: Text(zh: "每个主管部门一名联系人", en: "one contact person an authority"))
                continue
            }
            if let last = known[contact.authority] ?? nil {
                guard !last.saysTheSame(as: contact) else {
                    content.unchanged += 1
                    continue
                }
                if contact.givenOn < last.givenOn {
                    reader.faults.add(
                        row.place("报送日期"),
                        Text(zh: "早于现有联系人的报送日期 \(last.givenOn)", en: "is before \(last.givenOn), when the present one was given"),
                        advice: Text(zh: "核对是否为旧名单", en: "check whether this is an old list"))
                }
                contact.turn = last.turn + 1
                content.replaced += 1
            }
            content.contacts.append(contact)
        }
        try reader.faults.throwIfAny()
        return content
    }

    private func contact(_ row: Table.Row, by: String, at now: Instant) -> Contact? {
        let before = faults.faults.count
        let authority = call.authorities.first { $0.name == row["省级主管部门"] || $0.code == row["省级主管部门"] }
        if authority == nil {
            faults.add(
                row.place("省级主管部门"),
                Text(zh: "“\(row["省级主管部门"])”不是本通知的推荐单位", en: "“\(row["省级主管部门"])” is not an authority of this call"),
                expected: Text(zh: "推荐单位名称或代码，如 \(call.authorities.first?.name ?? "")", en: "an authority's name or code"))
        }
        for column in ["姓名", "职务"] where row[column].isEmpty {
            faults.add(row.place(column), Text(zh: "为空", en: "is empty"), advice: Text(zh: "补填", en: "fill it in"))
        }
        for column in ["联系电话", "手机", "传真"] where !row[column].isEmpty && !isNumber(row[column]) {
            faults.add(
                row.place(column), Text(zh: "“\(row[column])”不是电话号码", en: "“\(row[column])” is no telephone number"),
                expected: Text(zh: "数字，如 010-00000000", en: "digits, such as 010-00000000"))
        }
        if row["联系电话"].isEmpty, row["手机"].isEmpty {
            faults.add(row.place("联系电话"), Text(zh: "没有电话", en: "there is no telephone"), expected: Text(zh: "联系电话或手机", en: "a telephone"))
        }
        if !row["电子邮箱"].isEmpty, !isAddress(row["电子邮箱"]) {
            faults.add(
                row.place("电子邮箱"), Text(zh: "“\(row["电子邮箱"])”不是电子邮箱", en: "“\(row["电子邮箱"])” is no e-mail address"),
                expected: Text(verbatim: "name@example.cn"))
        }
        let day = Day(row["报送日期"])
        if day.map({ $0 > today }) ?? true {
            faults.add(
                row.place("报送日期"), Text(zh: "日期“\(row["报送日期"])”不对", en: "the date is “\(row["报送日期"])”"),
                expected: Text(zh: "不晚于今天（\(today)）的日期，如 2023-03-15", en: "a day no later than today (\(today)), such as 2023-03-15"))
        }
        guard before == faults.faults.count, let authority, let day else { return nil }
        return Contact(
            authority: authority.code, turn: 1, name: row["姓名"], position: row["职务"], phone: row["联系电话"], mobile: row["手机"],
            fax: row["传真"], email: row["电子邮箱"], givenOn: day, by: by, at: now)
    }

    /// Digits, with the signs that stand between them: 0571-0000000转01, +86 10 00000000.
    private func isNumber(_ text: String) -> Bool {
        text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && text.unicodeScalars.allSatisfy { "0123456789-+()/;,转".unicodeScalars.contains($0) }
    }

    private func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(UInt8(ascii: ".")) && parts[1].first != UInt8(ascii: ".")
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
