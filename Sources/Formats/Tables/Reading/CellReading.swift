internal import Foundation
internal import Programme

/// Brings what stands in a cell to the one form that the rules know, and says what it changed.
struct CellReading {
    let column: TableForm.Column
    /// Where the workbook begins to count days.
    let epoch: SerialDay.Epoch
    private let listed: ListedValues

    init(column: TableForm.Column, epoch: SerialDay.Epoch) {
        self.column = column
        self.epoch = epoch
        listed =
            switch column.kind {
            case .choice(let values), .choices(let values): ListedValues(values)
            default: ListedValues([])
            }
    }

    /// What was read.
    struct Result {
        var value: String
        var reasons: [ReadingNote.Reason] = []
        var fault: Fault?
    }

    /// Why a cell can't be read.
    struct Fault {
        var message: Text
        var expected: Text?
        var advice: Text?
    }

    func read(_ content: Grid.Content) -> Result {
        switch content {
        case .error(let error):
            refused(
                Text(zh: "公式出错，值为 \(error)", en: "a formula ended in \(error)"),
                advice: Text(zh: "改正公式，或直接填写值", en: "correct the formula, or fill in the value itself"))
        case .unsavedFormula:
            refused(
                Text(zh: "公式没有保存计算结果", en: "the result of the formula was not saved"),
                advice: Text(zh: "用 Excel 或 WPS 打开并保存一次，或直接填写值", en: "open and save it in a spreadsheet, or fill in the value itself"))
        case .truth(let isTrue): read(isTrue)
        case .number(let digits, let style): read(digits, style)
        case .text(let text): read(text)
        }
    }

    /// How a cell's content is shown where a note tells what stood there.
    static func shown(_ content: Grid.Content) -> String {
        switch content {
        case .text(let text): text
        case .number(let digits, _): digits
        case .truth(let isTrue): isTrue ? "TRUE" : "FALSE"
        case .error(let error): error
        case .unsavedFormula: ""
        }
    }

    private func refused(_ message: Text, expected: Text? = nil, advice: Text) -> Result {
        Result(value: "", fault: Fault(message: message, expected: expected, advice: advice))
    }

    // MARK: Typed cells

    private func read(_ isTrue: Bool) -> Result {
        let word = isTrue ? "TRUE" : "FALSE"
        guard let answer = YesOrNo.answer(word, column) else { return Result(value: word) }
        return Result(value: answer, reasons: [.yesNo])
    }

    private func read(_ digits: String, _ style: Grid.Style) -> Result {
        guard let number = DecimalText(digits) else { return Result(value: digits) }
        switch style {
        case .day(let day, let hasTime):
            guard let day else {
                return refused(
                    Text(zh: "日期序号 \(number.text) 不是历法中的日期", en: "the date number \(number.text) is no day of the calendar"),
                    expected: CellReading.dayForm, advice: Text(zh: "重新填写日期", en: "fill in the date again"))
            }
            return Result(value: day.description, reasons: hasTime && column.kind == .day ? [.timeOfDay] : [])
        case .percentage:
            let hundredfold = number.times(tenToThe: 2)
            guard column.kind == .percentage else { return Result(value: hundredfold.text + "%", reasons: [.percentage]) }
            let cut = hundredfold.cut(toPlaces: 2)
            return Result(value: cut.text + "%", reasons: cut == hundredfold ? [.percentage] : [.percentage, .places])
        case .plain: return readPlain(number, digits)
        }
    }

    private func readPlain(_ number: DecimalText, _ digits: String) -> Result {
        let form: [ReadingNote.Reason] = number.text == digits ? [] : [.numberForm]
        switch column.kind {
        case .day:
            if let day = DayText.day(number.text) { return Result(value: day.description, reasons: [.dayForm]) }
            // Numbers without a date format are taken for days only where they can hardly be anything else: 1940 to 2099. A year
            // such as 2023 is no day of 1905.
            guard let whole = number.wholePart, (14_611...73_050).contains(whole), let day = SerialDay.day(number, epoch) else {
                return Result(value: number.text, reasons: form)
            }
            return Result(value: day.description, reasons: number.isWhole ? [.dayNumber] : [.dayNumber, .timeOfDay])
        case .percentage: return readShare(number, sign: "", form)
        case .number: return Result(value: number.text, reasons: form)
        default:
            guard number.text.utf8.count <= 15 else {
                return refused(
                    Text(zh: "以数字格式存放，第 15 位以后已丢失", en: "it is kept as a number, of which only 15 digits remain"),
                    advice: Text(zh: "把单元格设为文本格式后重新填写", en: "make the cell a text and fill it in again"))
            }
            return Result(value: number.text, reasons: form)
        }
    }

    /// A share that was written without a percent format. One of at most 1 might be meant as 32 % or as 0.32 %: nobody guesses
    /// what decides on an application.
    private func readShare(_ number: DecimalText, sign: String, _ reasons: [ReadingNote.Reason]) -> Result {
        guard !sign.isEmpty || number.isZero || number.isAboveOne || number.text.hasPrefix("-") else {
            return refused(
                Text(
                    zh: "“\(number.text)”可能是 \(number.times(tenToThe: 2).text)%，也可能是 \(number.text)%",
                    en: "“\(number.text)” may be \(number.times(tenToThe: 2).text)% or \(number.text)%"),
                expected: Text(zh: "带百分号的数，如 32%", en: "a number with a percent sign, such as 32%"),
                advice: Text(zh: "写明百分号", en: "write the percent sign"))
        }
        let cut = number.cut(toPlaces: 2)
        return Result(value: cut.text + sign, reasons: reasons + (cut == number ? [] : [.places]))
    }

    // MARK: Texts

    private func read(_ original: String) -> Result {
        var text = CleanText(original)
        guard !text.value.isEmpty else { return Result(value: "", reasons: []) }
        switch column.kind {
        case .prose: break
        case .name:
            text.narrowLettersAndDigits()
            text.closeGaps()
        case .identifier:
            text.narrow()
            text.removeSpaces()
        case .creditCode:
            text.narrow()
            text.removeSpaces()
            text.capitalise()
        case .day:
            text.narrow()
            if Day(text.value) == nil, let day = DayText.day(text.value) {
                text.become(day.description, DayText.hasTime(text.value) ? [.dayForm, .timeOfDay] : [.dayForm])
            }
        case .percentage:
            text.narrow()
            text.removeSpaces()
            let sign = text.value.hasSuffix("%") ? "%" : ""
            if let number = DecimalText(String(text.value.dropLast(sign.count))) {
                var result = readShare(number, sign: sign, text.reasons)
                // What only looks different, 45.50 and 45.5, is left as it stands.
                if result.fault == nil, !result.reasons.contains(.places) { result.value = text.value }
                return result
            }
        case .number(let unit):
            text.narrow()
            text.removeSpaces()
            text.removeUnit(unit)
        case .yesNo, .possession:
            text.narrow()
            text.removeSpaces()
            if let answer = YesOrNo.answer(text.value, column) { text.become(answer, [.yesNo]) }
        case .choice:
            if let listed = listed.meant(by: text.value) { text.become(listed, [.listedValue]) }
        case .choices:
            text.unifySeparators()
            text.eachOfList { listed.meant(by: $0) ?? $0 }
        case .names:
            text.narrowLettersAndDigits()
            text.unifySeparators()
        case .identifiers:
            text.narrow()
            text.unifySeparators()
            text.removeSpaces()
        }
        return Result(value: text.value, reasons: text.reasons)
    }

    private static let dayForm = Text(zh: "日期，如 2023-05-20", en: "a date such as 2023-05-20")
}

/// Answers in the ways that people tick them.
private enum YesOrNo {
    /// 是 or 否; nil where it isn't clear. In a column that names what is absent (无重大事故) a cross or 无 may mean either, so that
    /// only a tick counts besides the words themselves.
    static func answer(_ text: String, _ column: TableForm.Column) -> String? {
        let word = text.uppercased()
        let isDenial = ["无", "未", "不", "非"].contains { column.name.hasPrefix($0) }
        if ["√", "✓", "✔", "☑", "Y", "YES", "TRUE"].contains(word) { return "是" }
        if !isDenial, ["×", "✗", "✘", "✕", "N", "NO", "FALSE"].contains(word) { return "否" }
        guard column.kind == .possession else { return nil }
        return word == "有" ? "是" : word == "无" ? "否" : nil
    }
}

/// Values of a list that are written a little differently.
private struct ListedValues {
    private let values: Set<String>
    /// The values by what of them is more than form; none where several have it in common.
    private let byPlainText: [String: String?]

    init(_ values: [String]) {
        self.values = Set(values)
        byPlainText = Dictionary(values.map { (ColumnNames.plain($0), $0) }, uniquingKeysWith: { _, _ in nil })
    }

    /// The listed value that a text means; nil where it is one already, or none.
    func meant(by text: String) -> String? {
        values.contains(text) ? nil : byPlainText[ColumnNames.plain(text)] ?? nil
    }
}

/// Days in the ways that people write them: year, month and day in this order, or nothing.
enum DayText {
    /// The day; nil where the text is none, or where it is open which number is the month.
    static func day(_ text: String) -> Day? {
        var rest = text[...]
        if text.utf8.count == 8, let whole = WholeNumber.parse(text) {
            return Day(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100)
        }
        guard let year = number(&rest, digits: 4...4), let first = separator(&rest), let month = number(&rest, digits: 1...2),
            let second = separator(&rest), let day = number(&rest, digits: 1...2)
        else { return nil }
        switch (first, second) {
        case ("年", "月"):
            rest = rest.drop { $0 == " " }
            if let sign = rest.first, sign == "日" || sign == "号" { rest.removeFirst() }
        case ("-", "-"), ("/", "/"), (".", "."): break
        default: return nil
        }
        guard isTime(rest) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Whether a time follows the day.
    static func hasTime(_ text: String) -> Bool { text.contains(":") }

    private static func number(_ rest: inout Substring, digits: ClosedRange<Int>) -> Int? {
        let run = rest.prefix { "0123456789".contains($0) }
        guard digits.contains(run.count) else { return nil }
        rest = rest.dropFirst(run.count)
        return WholeNumber.parse(run)
    }

    private static func separator(_ rest: inout Substring) -> Character? {
        rest = rest.drop { $0 == " " }
        guard let sign = rest.popFirst() else { return nil }
        rest = rest.drop { $0 == " " }
        return sign == "–" || sign == "—" || sign == "‐" || sign == "−" ? "-" : sign
    }

    /// Nothing, or a time as databases and programs add it: `T00:00:00`, ` 9:30`.
    private static func isTime(_ rest: Substring) -> Bool {
        var time = rest.drop { $0 == " " }
        guard !time.isEmpty else { return true }
        if time.first == "T" { time.removeFirst() } else if time.startIndex == rest.startIndex { return false }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { (1...6).contains($0.count) && $0.allSatisfy { "0123456789.".contains($0) } }
    }
}
