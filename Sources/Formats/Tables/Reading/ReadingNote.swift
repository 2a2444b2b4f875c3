public import Programme

/// One thing that was not taken as it stands in the file: where, what stood there, what was read, and why.
public struct ReadingNote: Codable, Sendable, Hashable {
    /// Where.
    public var place: Diagnostic.Place
    /// What stood there.
    public var old: String
    /// What was read; empty where something was passed over.
    public var new: String
    /// Why, every reason that there was.
    public var reasons: [Reason]

    /// A note.
    public init(_ place: Diagnostic.Place, old: String, new: String, _ reasons: [Reason]) {
        self.place = place
        self.old = old
        self.new = new
        self.reasons = reasons
    }

    /// Why something was read otherwise than it stands.
    public enum Reason: String, Codable, Sendable, CaseIterable {
        /// The header has a usual other name of the column.
        case headerName = "header-name"
        /// Spaces at the ends, or within where none belong.
        case spaces
        /// Signs that nobody sees.
        case hiddenCharacters = "hidden-characters"
        /// Another form of the same characters in Unicode.
        case unicodeForm = "unicode-form"
        /// An apostrophe that keeps a spreadsheet from running a text.
        case apostrophe
        /// Full-width letters, digits and signs.
        case fullWidth = "full-width"
        /// Small letters in a code of capitals.
        case capitals
        /// A day in another form.
        case dayForm = "day-form"
        /// A day as a spreadsheet counts it.
        case dayNumber = "day-number"
        /// A time beside the day.
        case timeOfDay = "time-of-day"
        /// A number that its format shows as a share of a hundred.
        case percentage
        /// A number in another form, or with the traces of a binary fraction.
        case numberForm = "number-form"
        /// Places beyond the second.
        case places
        /// A unit or signs that group digits.
        case unit
        /// Another way to say 是 or 否.
        case yesNo = "yes-no"
        /// A value of a list, written a little differently.
        case listedValue = "listed-value"
        /// Several things, separated otherwise.
        case separators
        /// A cell that was merged with the one above.
        case merged
        /// A row that is no entry: a remark below the table, a sum, the header once more.
        case noEntry = "no-entry"
        /// Columns that the table doesn't need.
        case unusedColumns = "unused-columns"
        /// A sheet that is hidden.
        case hiddenSheet = "hidden-sheet"
        /// A sheet without the header that is looked for.
        case otherSheet = "other-sheet"
        /// Rows that are hidden and were read.
        case hiddenRows = "hidden-rows"
        /// Columns that are hidden and were read.
        case hiddenColumns = "hidden-columns"
        /// Formulas, whose saved results were read.
        case formulas

        /// The reason in words.
        public var name: Text {
            switch self {
            case .headerName: Text(zh: "列名为通行写法，已对应", en: "the header has another usual name")
            case .spaces: Text(zh: "去掉多余空格和换行", en: "stray spaces and line breaks removed")
            case .hiddenCharacters: Text(zh: "去掉不可见字符", en: "invisible characters removed")
            case .unicodeForm: Text(zh: "统一字符编码形式", en: "characters brought to one form")
            case .apostrophe: Text(zh: "去掉防公式撇号", en: "apostrophe against formulas removed")
            case .fullWidth: Text(zh: "全角改半角", en: "full width made plain")
            case .capitals: Text(zh: "小写字母改大写", en: "small letters made capital")
            case .dayForm: Text(zh: "统一日期写法", en: "date brought to one form")
            case .dayNumber: Text(zh: "Excel 日期序号换算为日期", en: "date number of a spreadsheet converted")
            case .timeOfDay: Text(zh: "略去时刻", en: "time of day left out")
            case .percentage: Text(zh: "按百分比格式换算", en: "read by its percent format")
            case .numberForm: Text(zh: "统一数字写法", en: "number brought to one form")
            case .places: Text(zh: "两位以后的小数舍去", en: "places beyond the second cut off")
            case .unit: Text(zh: "去掉单位或千分位", en: "unit or grouping removed")
            case .yesNo: Text(zh: "统一为“是”“否”", en: "brought to 是 or 否")
            case .listedValue: Text(zh: "按规定名称统一", en: "brought to the listed name")
            case .separators: Text(zh: "统一分隔符", en: "separators brought to one form")
            case .merged: Text(zh: "合并单元格，取其左上格的值", en: "merged cells: the value of the first taken")
            case .noEntry: Text(zh: "不是数据行，未读", en: "no entry, passed over")
            case .unusedColumns: Text(zh: "本表不用的列，未读", en: "columns that are not needed, passed over")
            case .hiddenSheet: Text(zh: "隐藏的工作表，未读", en: "hidden sheet, passed over")
            case .otherSheet: Text(zh: "没有所需表头的工作表，未读", en: "sheet without the header, passed over")
            case .hiddenRows: Text(zh: "隐藏的行，已照常读取", en: "hidden rows, read like others")
            case .hiddenColumns: Text(zh: "隐藏的列，已照常读取", en: "hidden columns, read like others")
            case .formulas: Text(zh: "公式，取其保存的结果", en: "formulas: their saved results taken")
            }
        }
    }

    /// What stood there and what was read, as far as there is something to show.
    public var change: String {
        if new.isEmpty { return old.isEmpty ? "" : "“\(old)”" }
        return "“\(old)” → “\(new)”"
    }

    /// Why, all reasons together.
    public var why: Text { reasons.map(\.name).enumerated() }

    /// The note as one line: place, what stood there, what was read, why.
    public var line: Text {
        let shown = change.isEmpty ? Text(verbatim: "") : Text(zh: change + "；", en: change + "; ")
        return place.text + Text(zh: "：", en: ": ") + shown + why
    }
}
