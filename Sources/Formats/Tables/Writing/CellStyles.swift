internal import CXLSXWriter

/// How a cell looks: a format of the file, made once for all cells that share it.
struct CellStyle: Hashable {
    var part: Part
    var kind = WorkbookDocument.Kind.text
    var look = WorkbookDocument.Look.plain
    var isUnlocked = false

    enum Part: Hashable {
        case title
        case remark
        case label
        case header
        case body
        case text
    }
}

/// The formats of a workbook that is being written.
final class CellStyles {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var made: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

    init(book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
    }

    subscript(style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let known = made[style] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        shape(format, as: style)
        made[style] = format
        return format
    }

    private func shape(_ format: UnsafeMutablePointer<lxw_format>, as style: CellStyle) {
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if style.isUnlocked { format_set_unlocked(format) }
        switch style.part {
        case .title:
            format_set_bold(format)
            format_set_font_size(format, 14)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .remark:
            format_set_font_color(format, Colour.quiet)
        case .label:
            format_set_bold(format)
            format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        case .header:
            format_set_bold(format)
            format_set_bg_color(format, Colour.header)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            frame(format)
        case .text:
            format_set_num_format(format, numberFormat(of: .text))
        case .body:
            format_set_num_format(format, numberFormat(of: style.kind))
            frame(format)
        }
        switch style.look {
        case .fault: format_set_bg_color(format, Colour.fault)
        case .remark: format_set_font_color(format, Colour.warning)
        case .plain: if style.isUnlocked { format_set_bg_color(format, Colour.toFill) }
        }
    }

    private func frame(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, Colour.line)
    }

    private func numberFormat(of kind: WorkbookDocument.Kind) -> String {
        switch kind {
        case .text: "@"
        case .whole: "0"
        case .number: "General"
        case .points: "0.00"
        case .percentage: "0.00%"
        case .day: "yyyy-mm-dd"
        }
    }

    private enum Colour {
        static let header: lxw_color_t = 0xDDE6F0
        static let line: lxw_color_t = 0xB5BDC7
        static let quiet: lxw_color_t = 0x555555
        static let toFill: lxw_color_t = 0xFFFBE6
        static let fault: lxw_color_t = 0xFFC7CE
        static let warning: lxw_color_t = 0x9C0006
    }
}
