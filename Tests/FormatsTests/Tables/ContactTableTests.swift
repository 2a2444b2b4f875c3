import Foundation
import Programme
import Testing

@testable import Formats

@Suite("Contact persons of the authorities")
struct ContactTableTests {
    private static let header = "省级主管部门,姓名,职务,联系电话,手机,传真,电子邮箱,报送日期"
    private static let sound = "湖北省,示例甲,规划处处长,027-00000000,,,a@example.cn,2023-03-20"
    private static let now = Instant.endOfDayInChina(Day(year: 2023, month: 4, day: 1)!)

    private func read(_ rows: String..., existing: [Contact] = []) throws -> ContactTable.Content {
        let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
        return try ContactTable.read(
            Table(csv: Array(text.utf8), file: "联系人.csv"), call: NationalCall.call, existing: existing, by: "S-1", now: Self.now)
    }

    @Test("a sound row is a contact of the authority, by name or code")
    func sound() throws {
        let content = try read(Self.sound, "440300,示例乙,科长,,13000000000,,,2023-03-21")
        #expect(content.contacts.map(\.authority) == ["420000", "440300"])
        #expect(content.contacts.map(\.turn) == [1, 1] && content.replaced == 0 && content.unchanged == 0)
        #expect(content.contacts[0].position == "规划处处长" && content.contacts[1].mobile == "13000000000")
    }

    @Test("the same row once more changes nothing, another one is the next submission, an older one is refused")
    func again() throws {
        let first = try read(Self.sound).contacts
        #expect(try read(Self.sound, existing: first).unchanged == 1)
        let next = try read(Self.sound.replacing("示例甲", with: "示例丙"), existing: first)
        #expect(next.contacts.map(\.turn) == [2] && next.replaced == 1)
        let old = Self.sound.replacing("2023-03-20", with: "2023-03-01")
        #expect(faults { _ = try read(old, existing: first) }.map(\.place.column) == ["报送日期"])
    }

    @Test(
        "each fault is told at its cell",
        arguments: [
            ("湖北省", "火星省", "省级主管部门"), ("示例甲", "", "姓名"), ("规划处处长", "", "职务"), ("027-00000000", "", "联系电话"),
            ("027-00000000", "电话", "联系电话"), ("a@example.cn", "a@", "电子邮箱"), ("a@example.cn", "a@b@example.cn", "电子邮箱"),
            ("a@example.cn", "=a@example.cn\u{301}", "电子邮箱"), ("2023-03-20", "三月", "报送日期"), ("2023-03-20", "2023-04-02", "报送日期"),
        ])
    func faulty(old: String, new: String, column: String) {
        #expect(faults { _ = try read(Self.sound.replacing(old, with: new)) }.map(\.place.column) == [column])
    }

    @Test("an authority stands once")
    func repeated() {
        #expect(faults { _ = try read(Self.sound, Self.sound.replacing("湖北省", with: "420000")) }.map(\.place.row) == [3])
    }

    @Test("a template has every authority, and is read back with the rows that were filled in")
    func template() throws {
        let call = NationalCall.call
        var workbook = ContactTemplate.workbook(of: call, in: .zh)
        #expect(workbook.sheets[0].rows.count == 37)
        workbook.sheets[0].rows[0] += [
            .text("示例甲"), .text("处长"), .text("010-00000000"), .text(""), .text(""), .text("a@example.cn"),
            .day(Day(year: 2023, month: 3, day: 15)!),
        ]
        let table = try Table(Spreadsheet(try workbook.bytes(), file: "t.xlsx"), as: ContactTable.form(of: call))
        let content = try ContactTable.read(table, call: call, existing: [], by: "S-1", now: Self.now)
        #expect(content.contacts.map(\.authority) == [call.authorities[0].code])
        #expect(content.contacts.first?.givenOn.description == "2023-03-15")
    }
}
