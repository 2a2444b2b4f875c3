import ArgumentParser
import Foundation

/// What a command takes, as the argument parser tells of itself (ArgumentParserToolInfo, version 0).
struct CommandShape: Decodable {
    struct Document: Decodable {
        var command: CommandShape
    }

    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
            enum Kind: String, Decodable {
                case long, short, longWithSingleDash
            }

            var kind: Kind
            var name: String

            /// As it is typed.
            var typed: String { (kind == .long ? "--" : "-") + name }
        }

        /// What completes a value.
        struct Completion: Decodable {
            struct List: Decodable {
                var values: [String]
            }
            struct Files: Decodable {
                var extensions: [String]
            }

            var list: List?
            var file: Files?
            /// Present where folders do.
            var directory: [String: String]?
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var allValueStrings: [String]?
        var completionKind: Completion?
        var abstract: String?

        /// The names as they are typed, the preferred one first.
        var typedNames: [String] { (names ?? []).sorted { $0.kind == .long && $1.kind != .long }.map(\.typed) }
    }

    var arguments: [Argument]?

    /// The shape of a command.
    static func of(_ command: any ParsableCommand.Type) -> CommandShape? {
        (try? JSONDecoder().decode(Document.self, from: Data(command._dumpHelp().utf8)))?.command
    }
}
