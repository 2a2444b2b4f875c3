import Foundation
import Testing

@Suite("Completion in shells")
struct CompletionTests {
    /// What a command line may go on with, by the program itself: who completes it, and the words.
    private func candidates(_ words: [String], _ program: Program) throws -> (kind: String, words: [String]) {
        let outcome = try program.run(["complete", "--"] + words)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return (lines[0], lines.dropFirst().filter { !$0.isEmpty }.map { String($0.prefix { $0 != "\t" }) })
    }

    @Test("knows commands, options, values and files")
    func candidates() throws {
        let program = try Program()
        func words(_ line: String...) throws -> [String] { try candidates(line, program).words }
        #expect(try words("rev") == ["review"])
        #expect(try words("help", "rev") == ["review"])
        #expect(try words("review", "s") == ["show", "save", "submit", "send"])
        #expect(try !words("").contains("complete"), "what is not shown in help isn't offered")
        #expect(try words("review", "list", "--da") == ["--database"])
        #expect(try words("review", "list", "--json", "--js").isEmpty, "what is given already isn't offered again")
        #expect(try words("review", "outbox", "--drop", "1", "--dr") == ["--drop"], "what may be given several times is")
        #expect(try words("review", "list", "--lang", "") == ["zh", "en"])
        #expect(try words("review", "list", "--lang=z") == ["--lang=zh"])
        #expect(try words("access", "grant", "C-01", "--role", "") == ["secretariat", "chair", "auditor"])
        #expect(try words("conflicts", "confirm", "E-1", "D-1", "--ground", "aff") == ["affiliation"])
        #expect(try words("completions", "") == ["bash", "zsh", "fish"])
        #expect(try words("review", "list", "--", "--da").isEmpty, "behind -- there are no options")
        #expect(try candidates(["review", "save", ""], program).kind == ":files")
        #expect(try candidates(["review", "list", "--database", "r"], program).kind == ":files")
        #expect(try candidates(["rubric", "check", ""], program).kind == ":files yaml")
        #expect(try candidates(["decisions", "letters", ""], program).kind == ":folders")
        #expect(try words("review", "list", "--profile", "").isEmpty)
        #expect(try program.run(["profile", "add", "示例", "--server", "https://review.example.cn"]).code == 0)
        #expect(try words("review", "list", "--profile", "") == ["示例"])
        #expect(try words("login", "--server", "") == ["https://review.example.cn"])
    }

    @Test("says what each word means, in the language of the locale")
    func meanings() throws {
        let program = try Program()
        #expect(try program.run(["complete", "--", "review", "subm"], language: "zh").output.contains("submit\t提交评分表"))
        #expect(try program.run(["complete", "--", "review", "subm"], language: "en").output.contains("submit\tHand in sheets"))
        #expect(try program.run(["complete", "--", "review", "list", "--hel"], language: "zh").output.contains("--help\t显示帮助。"))
    }

    // MARK: The shells

    private func shell(_ name: String) -> URL? {
        let url = ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { URL(fileURLWithPath: $0 + name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        if url == nil { print("\(name) is not installed: its completion is not tested") }
        return url
    }

    /// What a shell offers for a command line, a word a line.
    private func offered(_ shell: URL, _ arguments: [String], _ script: String, _ program: Program) throws -> [String] {
        let file = program.folder.appendingPathComponent("test.\(shell.lastPathComponent)")
        try script.write(to: file, atomically: true, encoding: .utf8)
        let path = Program.executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
        let outcome = try program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["PATH=\(path)", "HOME=\(program.folder.path)", "LC_ALL=C.UTF-8", "TERM=dumb", shell.path] + arguments + [file.path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private func prepared() throws -> Program {
        var program = try Program()
        program.language = "en"
        for file in ["call.yaml", "call.csv"] { try Data().write(to: program.folder.appendingPathComponent(file)) }
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("calls"), withIntermediateDirectories: true)
        return program
    }

    @Test("works in bash")
    func bash() throws {
        guard let bash = shell("bash") else { return }
        let program = try prepared()
        // Words as readline breaks them.
        func offer(_ words: String...) throws -> Set<String> {
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            return Set(
                try offered(
                    bash, ["--norc"],
                    """
                    set -eu
                    source <(linxuan completions bash)
                    complete -p linxuan >/dev/null
                    COMP_WORDS=(linxuan \(list)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    set +e
                    _linxuan linxuan
                    ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
                    exit 0
                    """, program))
        }
        #expect(try offer("revi") == ["review"])
        #expect(try offer("review", "subm") == ["submit"])
        #expect(try offer("review", "list", "--data") == ["--database"])
        #expect(try offer("review", "list", "--lang", "") == ["zh", "en"])
        #expect(try offer("review", "list", "--lang", "=") == ["zh", "en"])
        #expect(try offer("review", "list", "--lang", "=", "z") == ["zh"])
        #expect(try offer("rubric", "check", "ca") == ["call.yaml", "calls"])
        #expect(try offer("review", "save", "call.") == ["call.yaml", "call.csv"])
        #expect(try offer("decisions", "letters", "ca") == ["calls"])
        #expect(try program.run(["profile", "add", "x", "--server", "https://review.example.cn:8443"]).code == 0)
        #expect(try offer("login", "--server", "https", ":", "//rev") == ["//review.example.cn:8443"])
    }

    @Test("works in fish")
    func fish() throws {
        guard let fish = shell("fish") else { return }
        let program = try prepared()
        func offer(_ line: String) throws -> Set<String> {
            let lines = try offered(
                fish, ["--no-config"],
                """
                linxuan completions fish | source
                complete -C '\(line)'
                """, program)
            return Set(lines.map { String($0.prefix { $0 != "\t" }) })
        }
        #expect(try offer("linxuan revi") == ["review"])
        #expect(try offer("linxuan review subm") == ["submit"])
        #expect(try offer("linxuan review list --data") == ["--database"])
        #expect(try offer("linxuan review list --lang ") == ["zh", "en"])
        #expect(try offer("linxuan review list --lang=z") == ["--lang=zh"])
        #expect(try offer("linxuan rubric check ca") == ["call.yaml", "calls/"])
        #expect(try offer("linxuan decisions letters ca") == ["calls/"])
    }

    @Test("works in zsh")
    func zsh() throws {
        guard let zsh = shell("zsh") else { return }
        let program = try prepared()
        // A zsh on a terminal of its own completes the line; a key then shows what has become of it.
        try """
        PROMPT=
        autoload -U compinit
        compinit -u -D
        source <(linxuan completions zsh)
        bindkey '^I' complete-word
        zstyle ':completion:*' insert-tab false
        shown() { print -r -- "<line>$BUFFER<end>"; exit }
        zle -N shown
        bindkey '^X' shown
        print ready
        """.write(to: program.folder.appendingPathComponent("inner.zsh"), atomically: true, encoding: .utf8)
        func completed(_ line: String) throws -> String? {
            try offered(
                zsh, ["-f"],
                """
                zmodload zsh/zpty || exit 3
                zpty z zsh -f -i
                zpty -w z 'source inner.zsh'
                zpty -r -m z line '*ready*' >/dev/null
                zpty -w -n z '\(line)'$'\\t'$'\\x18'
                zpty -r -m z line '*<end>*'
                print -r -- ${${line#*<line>}%<end>*}
                exit 0
                """, program
            ).last
        }
        #expect(try completed("linxuan revi") == "linxuan review")
        #expect(try completed("linxuan review subm") == "linxuan review submit")
        #expect(try completed("linxuan review list --data") == "linxuan review list --database")
        #expect(try completed("linxuan review list --lang z") == "linxuan review list --lang zh")
        #expect(try completed("linxuan review list --lang=z") == "linxuan review list --lang=zh")
        #expect(try completed("linxuan rubric check call.") == "linxuan rubric check call.yaml")
        #expect(try completed("linxuan review save call.c") == "linxuan review save call.csv")
        #expect(try completed("linxuan decisions letters ca") == "linxuan decisions letters calls/")
    }
}
