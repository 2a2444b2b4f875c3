import Formats
import Programme

/// A file of tables by anybody: refused with words, or a grid in order; and whatever a form makes of it, places and notes have
/// words too.
func readTable(_ bytes: [UInt8]) {
    do {
        let file = try Spreadsheet(bytes, file: "x")
        for grid in file.grids { expectOrder(grid) }
        for form in [sampleForm, ExpertTables.affiliationForm] {
            let table = try Table(file, as: form)
            for note in table.notes { precondition(!note.line.zh.isEmpty && !note.reasons.isEmpty, "a note without words") }
            for fault in table.faults { precondition(!fault.line.zh.isEmpty && !fault.line.en.isEmpty, "a fault without words") }
            for row in table.rows { for column in table.columns { expectClean(row[column]) } }
        }
    } catch let failure as Failure {
        guard case .malformed(let faults) = failure, !faults.isEmpty else { preconditionFailure("not a list of faults") }
        for fault in faults { precondition(!fault.line.zh.isEmpty && !fault.line.en.isEmpty, "a fault without words") }
    } catch {
        preconditionFailure("an error without words: \(error)")
    }
}

private func expectOrder(_ grid: Grid) {
    var last = 0
    for row in grid.rows {
        precondition(row.number > last && !row.cells.isEmpty, "rows out of order")
        last = row.number
        var column = 0
        for cell in row.cells {
            precondition(cell.column > column && cell.column <= 16_384, "cells out of order")
            column = cell.column
            if case .text(let text) = cell.content { precondition(!text.isEmpty, "an empty cell is kept") }
        }
    }
}

/// A value has no space at its ends and no control character but line breaks and tabs.
private func expectClean(_ value: String) {
    precondition(value.unicodeScalars.first?.properties.isWhitespace != true, "a space at the beginning")
    precondition(value.unicodeScalars.last?.properties.isWhitespace != true, "a space at the end")
    for scalar in value.unicodeScalars where scalar.value < 0x20 {
        precondition("\t\r\n".unicodeScalars.contains(scalar), "a control character")
    }
}

/// A form with a column of every kind.
private let sampleForm = TableForm(
    name: Text(verbatim: "x"),
    columns: [
        .init("编号", .identifier), .init("申报主体", .name), .init("统一社会信用代码", .creditCode, isNeeded: false),
        .init("申报日期", .day, isNeeded: false), .init("服务收入占比", .percentage, isNeeded: false), .init("独立法人", .yesNo, isNeeded: false),
        .init("无重大事故", .yesNo, isNeeded: false), .init("高级职称", .possession, isNeeded: false),
        .init("从业年限", .number(unit: "年"), isNeeded: false), .init("类别", .choice(["示范企业", "示范平台（其他类）"]), isNeeded: false),
        .init("专业类别", .choices(["技术", "管理"]), isNeeded: false), .init("熟悉行业", .names, isNeeded: false),
        .init("不适宜评审专家", .identifiers, isNeeded: false), .init("说明", .prose, isNeeded: false),
    ])
