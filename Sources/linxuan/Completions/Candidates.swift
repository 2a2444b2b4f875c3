import ArgumentParser
import Foundation
import Programme
import Remote

/// What may stand at the end of a command line, as the commands themselves know it.
struct Candidates: Equatable {
    /// Words with what they mean.
    struct Word: Equatable {
        var text: String
        var meaning: String
    }

    /// Who completes it.
    enum Kind: Equatable {
        /// These words, and nothing else.
        case words([Word])
        /// The shell, by files with these endings and folders; with no endings, by all files.
        case files([String])
        /// The shell, by folders.
        case folders
    }

    var kind: Kind

    /// The candidates for the last of the words after the program's name.
    init(for words: [String], of root: any ParsableCommand.Type) {
        let typed = words.last ?? ""
        var command = root
        var rest = Array(words.dropLast())[...]
        // Who asks for help of a command names it after the word.
        if rest.first == "help" { rest = rest.dropFirst() }
        while let word = rest.first, let next = command.shown.first(where: { $0.commandName == word }) {
            command = next
            rest = rest.dropFirst()
        }
        guard command.shown.isEmpty else {
            let names = command.shown.map { Word(text: $0.commandName, meaning: $0.configuration.abstract) }
            let fitting = names.filter { rest.isEmpty && $0.text.hasPrefix(typed) }
            kind = .words(fitting + Candidates.options(of: command, without: [], typed))
            return
        }
        kind = Candidates.kind(of: command, after: Array(rest), typed)
    }

    /// The candidates within a command that does something.
    private static func kind(of command: any ParsableCommand.Type, after words: [String], _ typed: String) -> Kind {
        let arguments = (CommandShape.of(command)?.arguments ?? []).filter(\.shouldDisplay)
        func option(_ word: String) -> CommandShape.Argument? {
            let name = word.prefix { $0 != "=" }
            return arguments.first { $0.typedNames.contains(String(name)) }
        }
        var used: Set<String> = []
        var positions = 0
        var open: CommandShape.Argument?
        var isOver = false
        for word in words {
            if open != nil {
                open = nil
            } else if word == "--", !isOver {
                isOver = true
            } else if !isOver, word.hasPrefix("-"), let found = option(word) {
                used.formUnion(found.isRepeating ? [] : found.typedNames)
                if found.kind == .option, !word.contains("=") { open = found }
            } else {
                positions += 1
            }
        }
        if let open { return values(of: open, typed) }
        if !isOver, typed.hasPrefix("--"), let end = typed.firstIndex(of: "="), let found = option(typed) {
            let name = typed[...end]
            let kind = values(of: found, String(typed[typed.index(after: end)...]))
            guard case .words(let words) = kind else { return kind }
            return .words(words.map { Word(text: name + $0.text, meaning: $0.meaning) })
        }
        if !isOver, typed.hasPrefix("-") { return .words(options(of: command, without: used, typed)) }
        let positional = arguments.filter { $0.kind == .positional }
        let next = positions < positional.count ? positional[positions] : positional.last.flatMap { $0.isRepeating ? $0 : nil }
        let kind = next.map { values(of: $0, typed) } ?? .words([])
        // Where nothing is known of what comes next, at least the options are.
        return kind == .words([]) && typed.isEmpty && !isOver ? .words(options(of: command, without: used, "")) : kind
    }

    private static func options(of command: any ParsableCommand.Type, without used: Set<String>, _ typed: String) -> [Word] {
        let arguments = (CommandShape.of(command)?.arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay }
        return arguments.flatMap { argument in
            // Short names are offered to who has typed one.
            let names = argument.typedNames.filter { $0.hasPrefix(typed) && !used.contains($0) && ($0.hasPrefix("--") || $0 == typed) }
            return names.map { Word(text: $0, meaning: HelpFrame.localised(argument.abstract ?? "")) }
        }
    }

    /// What completes a value: what its declaration says, else what its name means throughout the program.
    private static func values(of argument: CommandShape.Argument, _ typed: String) -> Kind {
        if let declared = argument.completionKind {
            if let list = declared.list { return words(list.values, typed) }
            if let file = declared.file { return .files(file.extensions) }
            if declared.directory != nil { return .folders }
        }
        if let values = argument.allValueStrings { return words(values, typed) }
        let name = argument.valueName ?? ""
        switch name {
        case "file", "path", "instance", "plan", "lottery", "scores", "problem", "out", "from": return .files([])
        case "folder": return .folders
        case "role": return words(Role.allCases.filter { $0 != .expert }.map(\.rawValue), typed)
        case "ground": return words(Conflict.Ground.allCases.map(\.rawValue), typed)
        case "profile":
            let saved = (try? ProfileFile().read().profiles) ?? []
            return .words(saved.filter { $0.name.hasPrefix(typed) }.map { Word(text: $0.name, meaning: $0.server) })
        case "url":
            let signedIn = (try? TokenFile().signedIn().map { $0.server }) ?? []
            let saved = (try? ProfileFile().read().profiles.map(\.server)) ?? []
            return words(Set(signedIn + saved).sorted(), typed)
        default:
            // A name such as `file.json` says how the file's own ends; one such as `zh|en` lists what there is.
            if let ending = name.split(separator: ".").dropFirst().last { return .files(name.contains("|") ? [] : [String(ending)]) }
            let listed = name.split(separator: "|").map(String.init)
            return words(listed.count > 1 ? listed : [], typed)
        }
    }

    private static func words(_ texts: [String], _ typed: String) -> Kind {
        .words(texts.filter { $0.hasPrefix(typed) }.map { Word(text: $0, meaning: "") })
    }

    /// As a shell's script reads them: on the first line who completes it, then a word a line with its meaning after a tabulator.
    var lines: String {
        switch kind {
        case .files(let endings): ([":files"] + endings).joined(separator: " ")
        case .folders: ":folders"
        case .words(let words):
            ([":words"] + words.map { "\($0.text)\t\($0.meaning.split(whereSeparator: \.isNewline).first ?? "")" }).joined(separator: "\n")
        }
    }
}

extension ParsableCommand {
    fileprivate static var commandName: String { configuration.commandName ?? "" }

    /// The commands below this one that people see.
    fileprivate static var shown: [any ParsableCommand.Type] { configuration.subcommands.filter { $0.configuration.shouldDisplay } }
}
