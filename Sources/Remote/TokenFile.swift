public import Foundation
public import Programme

/// The tokens of this user, in a file that nobody else can read.
public struct TokenFile: Sendable {
    /// A token with whom and where it is for.
    public struct Entry: Codable, Sendable {
        /// The server's address.
        public var server: String
        /// The person's number.
        public var person: String
        /// The token.
        public var token: String
        /// Until when it counts.
        public var expiresAt: Instant

        /// An entry.
        public init(server: String, person: String, token: String, expiresAt: Instant) {
            self.server = server
            self.person = person
            self.token = token
            self.expiresAt = expiresAt
        }
    }

    private let path: String

    /// The file of this user: in `$XDG_CONFIG_HOME/linxuan`, else `~/.config/linxuan` (XDG Base Directory Specification).
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = UserFolders.configuration(environment) + "/tokens.json"
    }

    /// The token of a person for a server.
    ///
    /// - Parameter person: nil where one alone is signed in there.
    public func token(for server: String, person: String?) throws -> String { try entry(for: server, person: person).token }

    /// Who is signed in where.
    public func signedIn() throws -> [(server: String, person: String)] { try entries().map { ($0.server, $0.person) } }

    /// The token of a person for a server, with whose it is.
    ///
    /// - Parameter person: nil where one alone is signed in there.
    public func entry(for server: String, person: String?) throws -> Entry {
        let there = try entries().filter { $0.server == server }
        let mine = there.filter { person == nil || $0.person == person }
        guard mine.count <= 1 else {
            throw Failure.usage(
                Text(
                    zh: "在 \(server) 登录的有 \(mine.map(\.person).joined(separator: "、"))；用 --as 指明。",
                    en: "Signed in at \(server) are \(mine.map(\.person).joined(separator: ", ")); name one with --as."))
        }
        guard let entry = mine.first else {
            throw Failure.notPermitted(
                Text(
                    zh: "尚未登录 \(server)。请先登录：linxuan login --server \(server) --as \(person ?? "人员编号")。登录码向秘书处索取。",
                    en:
                        "You are not signed in at \(server). Sign in first: linxuan login --server \(server) --as \(person ?? "PERSON"). The secretariat gives you a code."
                ))
        }
        return entry
    }

    /// Keeps a token in place of the one that the person had for the server.
    public func keep(_ entry: Entry) throws {
        try PrivateFile.write(try entries().filter { $0.server != entry.server || $0.person != entry.person } + [entry], to: path)
    }

    /// Forgets a token.
    public func forget(_ token: String) throws { try PrivateFile.write(try entries().filter { $0.token != token }, to: path) }

    private func entries() throws -> [Entry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard !PrivateFile.others(have: 0o777, on: path) else {
            throw Failure.failed(
                Text(
                    zh: "\(path) 其他用户可读，其中的凭证可能已泄露。请 chmod 600，并重新登录。",
                    en: "Others can read \(path), so its tokens may be known. Do chmod 600 on it, and sign in again."))
        }
        guard let data = FileManager.default.contents(atPath: path), let entries = try? JSONDecoder().decode([Entry].self, from: data)
        else {
            throw Failure.failed(
                Text(zh: "\(path) 无法识别。请删除它，并重新登录。", en: "\(path) cannot be read. Remove it, and sign in again."))
        }
        return entries
    }
}
