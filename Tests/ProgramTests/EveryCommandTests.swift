import Foundation
import Testing

/// A command as the program tells of itself.
private struct Shape: Decodable {
    struct Document: Decodable {
        var command: Shape
    }
    struct Argument: Decodable {
        struct Name: Decodable {
            var name: String
        }
        var names: [Name]?
    }

    var commandName: String
    var shouldDisplay: Bool
    var subcommands: [Shape]?
    var arguments: [Argument]?

    /// The commands that do something, with their paths.
    func leaves(_ path: [String] = []) -> [(path: [String], shape: Shape)] {
        let shown = (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        guard shown.isEmpty else { return shown.flatMap { $0.leaves(path + [$0.commandName]) } }
        return [(path, self)]
    }

    static func all(_ program: Program) throws -> [(path: [String], shape: Shape)] {
        let dump = try program.run(["--experimental-dump-help"]).output
        return try JSONDecoder().decode(Document.self, from: Data(dump.utf8)).command.leaves()
    }
}

@Suite("Every command")
struct EveryCommandTests {
    @Test("takes --json and --lang")
    func common() throws {
        let commands = try Shape.all(Program())
        #expect(commands.count > 100)
        for (path, shape) in commands {
            let names = Set((shape.arguments ?? []).flatMap { ($0.names ?? []).map(\.name) })
            #expect(names.isSuperset(of: ["json", "lang"]), "\(path.joined(separator: " "))")
        }
    }

    /// A program of the machine; nil where there is none, which is printed.
    private func tool(_ path: String) -> URL? {
        if FileManager.default.isExecutableFile(atPath: path) { return URL(fileURLWithPath: path) }
        print("\(path) is not installed: what it would check is not checked")
        return nil
    }

    @Test("has its place in the manual, in both languages, and the pages are sound", .timeLimit(.minutes(10)))
    func manual() throws {
        guard let python = tool("/usr/bin/python3") else { return }
        let program = try Program()
        let script = Program.root.appendingPathComponent("tools/make_manual.py").path
        let made = try program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["SOURCE_DATE_EPOCH=1700000000", "PATH=/usr/bin:/bin", python.path, script, Program.executable.path, program.folder.path])
        #expect(made.code == 0, "\(made.errors)")
        let commands = try Shape.all(program)
        for (folder, heading) in [("man1", "EXIT STATUS"), ("zh_CN/man1", "退出码")] {
            let here = program.folder.appendingPathComponent(folder)
            func page(_ name: String) throws -> String { try String(contentsOf: here.appendingPathComponent(name), encoding: .utf8) }
            let main = try page("linxuan.1")
            for (path, shape) in commands {
                let group = try page("linxuan-\(path[0]).1")
                let name = "linxuan \(path.joined(separator: " "))".replacing("-", with: "\\-")
                #expect(main.contains("\\fBlinxuan \(path[0].replacing("-", with: "\\-"))\\fR"), "\(name)")
                #expect(group.contains("\\fB\(name)\\fR"), "\(name) is not in \(folder)")
                for argument in shape.arguments ?? [] {
                    for option in argument.names ?? [] where option.name.count > 1 {
                        #expect(group.contains("\\fB\\-\\-\(option.name.replacing("-", with: "\\-"))\\fR"), "\(name): --\(option.name)")
                    }
                }
            }
            let pages = try FileManager.default.contentsOfDirectory(at: here, includingPropertiesForKeys: nil)
            #expect(pages.count == Set(commands.map { $0.path[0] }).count + 1)
            for file in pages {
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text.contains(".SH \"\(heading)\"") && text.contains("linxuan/outbox") && text.contains("LINXUAN_PROFILE"))
                #expect(text.contains("2023\\-11\\-14") || text.contains("2023-11-14"))
            }
            if let mandoc = tool("/usr/bin/mandoc") {
                let lint = try program.run(mandoc, ["-Tlint", "-Wwarning"] + pages.map(\.path))
                #expect(lint.code == 0 && lint.output.isEmpty, "\(lint.output)")
            }
            if let groff = tool("/usr/bin/groff") {
                // Where a line may end in Chinese is said by a macro package of its own.
                let chinese = folder.hasPrefix("zh") ? ["-mzh"] : []
                for file in pages {
                    let outcome = try program.run(
                        URL(fileURLWithPath: "/usr/bin/env"),
                        ["PATH=/usr/bin:/bin", groff.path, "-k", "-Tutf8"] + chinese + ["-man", "-ww", file.path])
                    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(file.lastPathComponent): \(outcome.errors)")
                }
            }
        }
    }
}
