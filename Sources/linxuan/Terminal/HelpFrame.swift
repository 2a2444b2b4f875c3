import Foundation
import Programme

/// The argument parser's own words, which it has in English only.
enum HelpFrame {
    private static let words: [(en: String, zh: String)] = [
        ("OVERVIEW: ", "简介："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："), ("Error: ", "错误："), ("Help:  ", "帮助："), ("Show help information.", "显示帮助。"),
        ("Show the version.", "显示版本。"), ("Show subcommand help information.", "显示子命令的帮助。"),
        ("for detailed help.", "查看详细帮助。"), ("for more information.", "查看更多信息。"),
        ("Missing expected argument ", "缺少参数 "), ("Unexpected argument ", "多余的参数 "),
        ("Unknown option ", "未知选项 "), ("Missing value for ", "缺少选项的值 "), ("Did you mean ", "是否想用 "),
        ("The value ", "值 "), (" is invalid for ", " 不适用于 "), ("(default: ", "（默认："), ("(values: ", "（可选："),
        (" SUBCOMMANDS:", "子命令："), ("  See '", "  用 '"),
    ]

    /// The parser's text in the language of this run.
    static func localised(_ text: String) -> String {
        guard Language.current == .zh else { return text }
        return words.reduce(text) { $0.replacingOccurrences(of: $1.en, with: $1.zh) }
    }
}
