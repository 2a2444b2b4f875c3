import ArgumentParser
import Foundation
import Programme

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: .text("语言：zh 或 en（默认随系统区域）", "Language: zh or en (by default that of the locale)", value: "zh|en"))
    var lang: String?

    @Flag(help: .text("以一份 JSON 文档输出", "Print one JSON document"))
    var json = false

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil {
            throw ValidationError(local("--lang 只能是 zh 或 en", "--lang takes zh or en"))
        }
    }

    /// Prints a value as JSON where that was asked for, otherwise as the text that `words` makes.
    func show(_ value: some Encodable, _ words: () -> String) throws {
        print(json ? try JSONDocument.text(of: value) : TerminalText.of(words()))
    }
}

enum JSONDocument {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The argument parser's flags; the domain has flags of its own, which the commands name by their records.
typealias Flag<Value> = ArgumentParser.Flag<Value>
