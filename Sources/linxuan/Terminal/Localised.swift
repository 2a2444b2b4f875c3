import ArgumentParser
import Foundation
import Programme

extension Language {
    /// The language of this run: `--lang`, else the locale.
    static let current: Language = chosen(
        arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

    /// The language that arguments and environment ask for. It is needed before the arguments are parsed, since help
    /// texts are written in it.
    static func chosen(arguments: [String], environment: [String: String]) -> Language {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang="), let language = Language(rawValue: String(argument.dropFirst(7))) {
                return language
            }
            if argument == "--lang", index + 1 < arguments.count, let language = Language(rawValue: arguments[index + 1]) {
                return language
            }
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.hasPrefix("zh") ? .zh : .en
    }
}

/// The text in the language of this run.
func local(_ zh: String, _ en: String) -> String {
    Text(zh: zh, en: en)(in: .current)
}

extension Text {
    /// The text in the language of this run.
    var local: String { self(in: .current) }
}

extension ArgumentHelp {
    /// A help text in the language of this run.
    static func text(_ zh: String, _ en: String) -> ArgumentHelp { ArgumentHelp(local(zh, en)) }

    /// A help text with the name of the value.
    static func text(_ zh: String, _ en: String, value: String) -> ArgumentHelp {
        ArgumentHelp(local(zh, en), valueName: value)
    }
}

/// Prints a result on standard output.
func say(_ text: Text) {
    print(TerminalText.of(text.local))
}

/// Prints a remark, a warning or a reason on standard error.
func note(_ text: Text) {
    FileHandle.standardError.write(Data((TerminalText.of(text.local) + "\n").utf8))
}
