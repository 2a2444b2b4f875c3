internal import CXLSXWriter
internal import Programme

/// What a cell accepts, as the file says it.
struct EntryRule {
    let entry: WorkbookDocument.Entry
    /// The first row and the column that it is for, counted from 0: a formula is written for that cell.
    let firstRow: Int
    let column: Int
    let strings: CStrings

    var validation: lxw_data_validation {
        var rule = lxw_data_validation()
        rule.ignore_blank = on
        rule.dropdown = on
        rule.show_input = on
        rule.show_error = on
        rule.error_type = UInt8(
            (entry.isStrict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING).rawValue)
        if !entry.hint.isEmpty {
            rule.input_message = strings.pointer(clipped(entry.hint))
            rule.error_message = strings.pointer(clipped(entry.hint))
        }
        accept(&rule)
        return rule
    }

    private var on: UInt8 { UInt8(LXW_VALIDATION_ON.rawValue) }
    private var between: UInt8 { UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue) }

    private func accept(_ rule: inout lxw_data_validation) {
        switch entry.rule {
        case .anything:
            rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .oneOf(let texts):
            precondition(WorkbookDocument.Rule.hasRoom(for: texts), "a list that has no room in a rule")
            // As a formula: given a list, libxlsxwriter 1.1.4 counts characters and keeps room for bytes.
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.value_formula = strings.pointer("=\"\(texts.joined(separator: ","))\"")
        case .listed(let area):
            list("=\(area.reference)", &rule)
        case .listedUnder(let other, let headers, let body):
            let chosen = "$\(WorkbookDocument.Area.letters(other))\(firstRow + 1)"
            list("=INDEX(\(body.reference),0,MATCH(\(chosen),\(headers.reference),0))", &rule)
        case .whole(let range):
            rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            number(Double(range.lowerBound)...Double(range.upperBound), &rule)
        case .scale(let scale):
            accept(scale, &rule)
        case .share:
            rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            number(0...1, &rule)
        case .atLeastNought:
            rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
            rule.value_number = 0
        case .length(let count):
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
            rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_EQUAL_TO.rawValue)
            rule.value_number = Double(count)
        case .day(let range):
            rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
            number(Double(range.lowerBound.serialNumber)...Double(range.upperBound.serialNumber), &rule)
        }
    }

    private func number(_ range: ClosedRange<Double>, _ rule: inout lxw_data_validation) {
        rule.criteria = between
        rule.minimum_number = range.lowerBound
        rule.maximum_number = range.upperBound
    }

    private func list(_ formula: String, _ rule: inout lxw_data_validation) {
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        rule.value_formula = strings.pointer(formula)
        // A list with blank cells at its end would else accept anything.
        rule.ignore_blank = UInt8(LXW_VALIDATION_OFF.rawValue)
    }

    private func accept(_ scale: Rubric.Scale, _ rule: inout lxw_data_validation) {
        let isWhole = [scale.minimum, scale.maximum].allSatisfy { $0.hundredths % 100 == 0 }
        guard isWhole, scale.step == Points(1) else {
            let cell = "\(WorkbookDocument.Area.letters(column))\(firstRow + 1)"
            rule.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
            rule.value_formula = strings.pointer(
                "=AND(ISNUMBER(\(cell)),\(cell)>=\(scale.minimum.short),\(cell)<=\(scale.maximum.short),"
                    + "ABS(\(cell)*100-ROUND(\(cell)*100,0))<0.000001,"
                    + "MOD(ROUND(\(cell)*100,0)-\(scale.minimum.hundredths),\(scale.step.hundredths))=0)")
            return
        }
        rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
        number(Double(scale.minimum.hundredths / 100)...Double(scale.maximum.hundredths / 100), &rule)
    }

    /// A message has room for 255 characters.
    private func clipped(_ text: String) -> String {
        text.unicodeScalars.count <= 255 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(254))) + "…"
    }
}
