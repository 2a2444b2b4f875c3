import ArgumentParser
import Programme
import Remote

/// `linxuan profile`: servers under names of the user's own.
struct ProfileCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "profile", abstract: local("保存服务地址，以名称代替", "Save servers under names of your own"),
            discussion: local(
                "命令用 --profile 名称代替 --server 和 --as。命令行未指明数据库或服务时，依次看环境变量 LINXUAN_PROFILE、当前目录的 round.db、profile use 所定的默认服务；LINXUAN_PROFILE 与 round.db 并存的，须指明其一。保存在 $XDG_CONFIG_HOME/linxuan/profiles.json（默认 ~/.config），其中没有凭证。",
                "Commands take --profile NAME in place of --server and --as. Where the command line names neither a database nor a server, LINXUAN_PROFILE counts, then a round.db in the folder, then what profile use made the usual one; LINXUAN_PROFILE beside a round.db is refused until you say which. Kept in $XDG_CONFIG_HOME/linxuan/profiles.json (by default ~/.config); no token is in it."
            ),
            subcommands: [Add.self, List.self, Use.self, Remove.self])
    }

    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "add", abstract: local("保存一个服务", "Save a server"))
        }

        @Argument(help: .text("名称", "What you call it")) var name: String
        @Option(help: .text("服务地址", "The server's address", value: "url")) var server: String
        @Option(
            name: .customLong("as"), help: .text("本人的人员编号；只登录一人的可不填", "Your number; not needed where one is signed in", value: "person"))
        var actor: String?
        @Flag(help: .text("同时设为默认", "Make it the usual one as well")) var use = false
        @OptionGroup var common: CommonOptions

        func run() throws {
            let client = try HTTPClient(server: server, language: .current)
            let profile = ProfileFile.Profile(name: name, server: client.server, person: actor)
            try ProfileFile().add(profile, asUsual: use)
            try common.show(profile) {
                local(
                    "已保存“\(name)”：\(client.server)。登录：linxuan login --profile \(name)",
                    "Saved “\(name)”: \(client.server). To sign in: linxuan login --profile \(name)")
            }
        }
    }

    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出已保存的服务", "List what is saved"))
        }

        @OptionGroup var common: CommonOptions

        func run() throws {
            let found = try ProfileFile().read()
            let signedIn = try TokenFile().signedIn()
            try common.show(found) {
                var listing = Listing(
                    Text(zh: "名称", en: "name"), Text(zh: "服务", en: "server"), Text(zh: "人员", en: "person"),
                    Text(zh: "登录", en: "signed in"), Text(zh: "默认", en: "usual"))
                for profile in found.profiles {
                    let isSignedIn = signedIn.contains {
                        $0.server == profile.server && (profile.person == nil || $0.person == profile.person)
                    }
                    listing.add(
                        profile.name, profile.server, profile.person ?? "", isSignedIn ? local("是", "yes") : local("否", "no"),
                        profile.name == found.usual ? local("是", "yes") : "")
                }
                return listing.lines
            }
        }
    }

    struct Use: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "use", abstract: local("设定默认服务，或取消", "Say which one is the usual one, or that none is"))
        }

        @Argument(help: .text("名称", "What you call it", value: "profile")) var name: String?
        @Flag(help: .text("不设默认", "None is")) var none = false
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if (name == nil) != none {
                throw ValidationError(local("给出名称或 --none，二者取一", "A name or --none, one of the two"))
            }
        }

        func run() throws {
            try ProfileFile().use(name)
            try common.show(["usual": name]) {
                name.map { local("默认服务：\($0)", "The usual one is \($0)") } ?? local("不再有默认服务。", "None is the usual one any more.")
            }
        }
    }

    struct Remove: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "remove", abstract: local("删除一个已保存的服务；凭证不变", "Forget a server; tokens stay as they are"))
        }

        @Argument(help: .text("名称", "What you call it", value: "profile")) var name: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            try ProfileFile().remove(name)
            try common.show(["removed": name]) { local("已删除“\(name)”。", "“\(name)” is removed.") }
        }
    }
}
