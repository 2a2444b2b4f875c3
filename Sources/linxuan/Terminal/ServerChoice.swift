import Foundation
import Programme
import Remote

/// Where the round is that a command works on: in a database at hand, or behind a server. All of the rule stands here:
///
/// 1. What the command line names counts: one of `--database`, `--server` and `--profile`.
/// 2. Else `LINXUAN_PROFILE`; beside a `round.db` in the folder it is refused, since either could be meant.
/// 3. Else a `round.db` in the folder.
/// 4. Else the usual profile, where there is one; whoever works by it is told.
enum ServerChoice: Equatable {
    /// The database in a file.
    case database(String)
    /// A server, and who works there; nil where one alone is signed in.
    case server(String, person: String?)

    /// The database where nothing is said.
    static let usualDatabase = "round.db"

    /// What options and the user's profiles come to, with what the user should know of it.
    ///
    /// - Throws: `Failure.usage` where more than one place is meant.
    static func made(
        database: String?, server: String?, profile: String?, person: String?, profiles: ProfileFile = ProfileFile(),
        environment: [String: String] = ProcessInfo.processInfo.environment, isThere: (String) -> Bool = FileManager.default.fileExists
    ) throws -> (choice: ServerChoice, remark: Text?) {
        guard [database, server, profile].compactMap(\.self).count <= 1 else { throw Failure.usage(oneOf) }
        if let database { return (.database(database), nil) }
        if let server { return (.server(server, person: person), nil) }
        func saved(_ name: String) throws -> ServerChoice {
            let profile = try profiles.profile(name)
            return .server(profile.server, person: person ?? profile.person)
        }
        if let profile { return (try saved(profile), nil) }
        if let named = environment["LINXUAN_PROFILE"], !named.isEmpty {
            guard !isThere(usualDatabase) else {
                throw Failure.usage(
                    Text(
                        zh: "LINXUAN_PROFILE 指定了“\(named)”，当前目录又有 \(usualDatabase)。请用 --profile \(named) 或 --database \(usualDatabase) 指明。",
                        en:
                            "LINXUAN_PROFILE names “\(named)”, and there is a \(usualDatabase) in this folder. Say which: --profile \(named) or --database \(usualDatabase)."
                    ))
            }
            return (try saved(named), nil)
        }
        guard !isThere(usualDatabase), let usual = try profiles.read().usual else { return (.database(usualDatabase), nil) }
        let choice = try saved(usual)
        guard case .server(let address, let person) = choice else { return (choice, nil) }
        return (
            choice,
            Text(
                zh: "经默认服务“\(usual)”办理：\(address)\(person.map { "，\($0)" } ?? "")。",
                en: "By the usual profile “\(usual)”: \(address)\(person.map { ", \($0)" } ?? "").")
        )
    }

    static let oneOf = Text(zh: "--database、--server、--profile 三者取一", en: "--database, --server or --profile, one of the three")
}

extension ServerChoice {
    /// The server that options name or profiles know, for commands that have no database.
    ///
    /// - Throws: `Failure.usage` where none is known.
    static func server(_ server: String?, profile: String?, person: String?) throws -> (server: String, person: String?) {
        // A database in the folder is no matter of these commands.
        let (choice, remark) = try made(database: nil, server: server, profile: profile, person: person) { _ in false }
        guard case .server(let address, let person) = choice else {
            throw Failure.usage(
                Text(zh: "请指明服务：--server 地址，或 --profile 名称。", en: "Name the server: --server URL, or --profile NAME."))
        }
        if let remark { note(remark) }
        return (address, person)
    }
}
