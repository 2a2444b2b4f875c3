import ArgumentParser
import Programme
import Remote
import Storage
import Workflow

/// What a command takes that works on a database at hand and through a server alike.
struct DeskOptions: ParsableArguments {
    @Option(help: .text("本轮工作的数据库文件（默认 round.db）", "The database of the round (by default round.db)", value: "file"))
    var database: String?

    @Option(
        help: .text("改为通过服务办理：服务地址（先 linxuan login）", "Work through a server instead: its address (linxuan login first)", value: "url"))
    var server: String?

    @Option(
        name: .customLong("as"),
        help: .text(
            "以谁的身份（人员编号）；用 --server 且只登录了一人的可不填", "Who acts (a person's number); with --server not needed where one is signed in",
            value: "person"))
    var actor: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if server != nil, database != nil {
            throw ValidationError(local("--server 与 --database 二者取一", "--server or --database, one of the two"))
        }
        if server == nil, actor == nil {
            throw ValidationError(local("缺少 --as <person>", "Missing --as <person>"))
        }
    }

    /// The desk of the person, wherever the round is.
    ///
    /// - Parameter watch: who watches a search, where the round is at hand; a server's nobody here can follow or end.
    func desk(watch: SearchWatch = SearchWatch()) throws -> any Desk {
        try DeskOptions.desk(database: database, server: server, actor: actor, watch: watch)
    }

    /// The desk of a person in the round of a database (`round.db` unless it is named) or behind a server.
    static func desk(database: String?, server: String?, actor: String?, watch: SearchWatch = SearchWatch()) throws -> any Desk {
        guard let server else {
            let office = Office(store: try RoundDatabase(path: database ?? "round.db", creating: false))
            return OfficeDesk(office.watched(by: watch), person: actor ?? "")
        }
        var client = try HTTPClient(server: server, language: .current)
        client.token = try TokenFile().token(for: client.server, person: actor)
        return RemoteDesk(client)
    }
}
