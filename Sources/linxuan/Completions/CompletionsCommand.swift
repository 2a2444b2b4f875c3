import ArgumentParser
import Programme

/// `linxuan completions`: what makes a shell complete commands, options and values.
struct CompletionsCommand: ParsableCommand {
    /// The shells that there is a script for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "completions", abstract: local("输出命令补全脚本", "Print the script that has a shell complete commands"),
            discussion: local(
                """
                bash：source <(linxuan completions bash)，写入 ~/.bashrc
                zsh：linxuan completions zsh > 目录/_linxuan，目录须在 $fpath 中，且在 compinit 之前
                fish：linxuan completions fish > ~/.config/fish/completions/linxuan.fish
                补全内容由程序本身给出，语言随系统区域，升级后不必重装。
                """,
                """
                bash: source <(linxuan completions bash), in ~/.bashrc
                zsh: linxuan completions zsh > FOLDER/_linxuan, in a folder of $fpath, before compinit
                fish: linxuan completions fish > ~/.config/fish/completions/linxuan.fish
                What completes comes from the program itself, in the locale's language; a script outlives upgrades.
                """))
    }

    @Argument(help: .text("命令解释器", "The shell", value: "bash|zsh|fish")) var shell: Shell
    @OptionGroup var common: CommonOptions

    func run() throws {
        let script = shell.script
        try common.show(["shell": shell.rawValue, "script": script]) { script }
    }
}

/// What the scripts call: the candidates for the last word of a command line.
struct CompleteCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "complete", abstract: local("供补全脚本调用", "Called by the scripts of linxuan completions"), shouldDisplay: false)
    }

    @Argument(parsing: .postTerminator, help: .text("程序名之后的各词", "The words after the program's name")) var words: [String] = []

    func run() {
        print(Candidates(for: words, of: Program.self).lines)
    }
}
