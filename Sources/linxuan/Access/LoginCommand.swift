import ArgumentParser
import Foundation
import Formats
import Programme
import Remote
import Workflow

/// `linxuan login`: signs in at a server with a code from the secretariat.
struct LoginCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "login", abstract: local("以秘书处给的一次性登录码登录服务", "Sign in at a server with a one-time code from the secretariat"),
            discussion: local(
                "登录码从标准输入读取，不留在命令历史中。凭证存于 $XDG_CONFIG_HOME/linxuan/tokens.json（默认 ~/.config），仅本人可读。",
                "The code is read from standard input, so that it stays in no history. The token is kept in $XDG_CONFIG_HOME/linxuan/tokens.json (by default ~/.config), for you alone to read."
            ))
    }

    @OptionGroup var place: ServerOptions
    @Option(
        name: .customLong("as"), help: .text("人员编号；已保存的可不填", "Your number; not needed where it is saved", value: "person"))
    var actor: String?
    @Option(help: .text("给这台设备起的名称", "What you call this machine")) var device = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (server, person) = try ServerChoice.server(place.server, profile: place.profile, person: actor)
        guard let actor = person else { throw Failure.usage(Text(zh: "请用 --as 指明人员编号。", en: "Say with --as who you are.")) }
        let client = try HTTPClient(server: server, language: .current)
        let file = TokenFile()
        note(Text(zh: "登录码：", en: "The code:"))
        guard let code = readLine(), !code.allSatisfy(\.isWhitespace) else {
            throw Failure.usage(Text(zh: "没有输入登录码。", en: "No code was given."))
        }
        let request = SignInRequest(person: actor, code: code, device: device)
        let signedIn = try await RemoteDesk(client, reporter: TerminalLine()).signIn(request)
        try file.keep(.init(server: client.server, person: actor, token: signedIn.token, expiresAt: signedIn.expiresAt))
        try common.show(LoginReport(server: client.server, person: signedIn.person.id, token: signedIn.number, until: signedIn.expiresAt)) {
            local(
                "已登录 \(client.server)：\(signedIn.person.name)（\(signedIn.person.role.name.zh)），有效至 \(signedIn.expiresAt.inChina)。",
                "Signed in at \(client.server): \(signedIn.person.name) (\(signedIn.person.role.name.en)), until \(signedIn.expiresAt.inChina) (China)."
            )
        }
    }
}

/// `linxuan logout`: ends what `login` began.
struct LogoutCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "logout", abstract: local("退出登录，凭证作废", "Sign out: the token counts no more"))
    }

    @OptionGroup var place: ServerOptions
    @Option(name: .customLong("as"), help: .text("本人的人员编号；只登录了一人的可不填", "Your number; not needed where one is signed in", value: "person"))
    var actor: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (server, person) = try ServerChoice.server(place.server, profile: place.profile, person: actor)
        var client = try HTTPClient(server: server, language: .current)
        let file = TokenFile()
        let token = try file.token(for: client.server, person: person)
        client.token = token
        do { try await RemoteDesk(client, reporter: TerminalLine()).signOut() } catch let failure as Failure where failure.exitCode == 77 {
            // It counted no more anyway.
        }
        try file.forget(token)
        try common.show(["signedOut": client.server]) { local("已退出 \(client.server)。", "Signed out of \(client.server).") }
    }
}

/// What signing in tells, without the token.
private struct LoginReport: Encodable {
    var server: String
    var person: String
    var token: Int
    var until: Instant
}
