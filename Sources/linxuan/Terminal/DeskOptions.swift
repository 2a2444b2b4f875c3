import ArgumentParser
import Foundation
import Programme
import Remote
import Storage
import Workflow

/// Which server a command speaks to.
struct ServerOptions: ParsableArguments {
    @Option(help: .text("经服务办理：服务地址", "Work through a server: its address", value: "url")) var server: String?

    @Option(help: .text("已保存的服务（linxuan profile add）", "A server that was saved (linxuan profile add)", value: "profile"))
    var profile: String?

    /// Whether the command line names one.
    var isGiven: Bool { server != nil || profile != nil }

    /// Refuses more than one place in a command line.
    func requireOnePlace(beside database: String?) throws {
        guard [database, server, profile].compactMap(\.self).count <= 1 else { throw ValidationError(ServerChoice.oneOf.local) }
    }

    /// Whether options and profiles come to a server. A choice that can't be made is told with its reasons when the command runs.
    func leadsToServer(beside database: String?, actor: String?) -> Bool {
        let made = try? ServerChoice.made(database: database, server: server, profile: profile, person: actor)
        if case .database = made?.choice { return false }
        return true
    }
}

/// What a command takes that works on a database at hand and through a server alike.
struct DeskOptions: ParsableArguments {
    @Option(help: .text("本轮工作的数据库文件（默认 round.db）", "The database of the round (by default round.db)", value: "file"))
    var database: String?

    @OptionGroup var remote: ServerOptions

    @Option(
        name: .customLong("as"),
        help: .text(
            "以谁的身份（人员编号）；用 --server 且只登录了一人的可不填", "Who acts (a person's number); with --server not needed where one is signed in",
            value: "person"))
    var actor: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        try remote.requireOnePlace(beside: database)
        if actor == nil, !remote.leadsToServer(beside: database, actor: actor) {
            throw ValidationError(local("缺少 --as <person>", "Missing --as <person>"))
        }
    }

    private func choice() throws -> (choice: ServerChoice, remark: Text?) {
        try ServerChoice.made(database: database, server: remote.server, profile: remote.profile, person: actor)
    }

    /// The desk of the person, wherever the round is.
    ///
    /// - Parameter watch: who watches a search, where the round is at hand; a server's nobody here can follow or end.
    func desk(watch: SearchWatch = SearchWatch()) throws -> any Desk {
        try DeskOptions.desk(database: database, remote: remote, actor: actor, watch: watch)
    }

    /// Whether the round is behind a server.
    var isRemote: Bool { remote.leadsToServer(beside: database, actor: actor) }

    /// The desk of a person in the round of a database or behind a server, whichever options and profiles say.
    static func desk(
        database: String?, remote: ServerOptions, actor: String?, watch: SearchWatch = SearchWatch()
    ) throws -> any Desk {
        let (choice, remark) = try ServerChoice.made(database: database, server: remote.server, profile: remote.profile, person: actor)
        if let remark { note(remark) }
        switch choice {
        case .database(let path):
            return OfficeDesk(Office(store: try RoundDatabase(path: path, creating: false)).watched(by: watch), person: actor ?? "")
        case .server(let address, let person):
            let (client, whose) = try HTTPClient.signedIn(at: address, person: person)
            return RemoteDesk(client, person: whose, reporter: TerminalLine())
        }
    }

    /// Which round it is and who acts, in a text that is the same whenever they are.
    func place() throws -> String {
        switch try choice().choice {
        case .database(let path): return "\(URL(fileURLWithPath: path).standardizedFileURL.path)\n\(actor ?? "")"
        case .server(let address, let person):
            let (client, whose) = try HTTPClient.signedIn(at: address, person: person)
            return "\(client.server)\n\(whose)"
        }
    }
}

extension HTTPClient {
    /// A client with the token of a person, and whose it is.
    ///
    /// - Parameter person: nil where one alone is signed in there.
    static func signedIn(at server: String, person: String?) throws -> (client: HTTPClient, person: String) {
        var client = try HTTPClient(server: server, language: .current)
        let entry = try TokenFile().entry(for: client.server, person: person)
        client.token = entry.token
        return (client, entry.person)
    }
}
