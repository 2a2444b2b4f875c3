public import Foundation
internal import Programme

/// The servers that this user works with, each under a name, so that nobody types addresses. Nothing in it is a secret; the
/// tokens are in a file of their own.
public struct ProfileFile: Sendable {
    /// A server with who works there.
    public struct Profile: Codable, Sendable {
        /// What the user calls it.
        public var name: String
        /// The server's address.
        public var server: String
        /// The person's number; nil where one alone is signed in there.
        public var person: String?

        /// A profile.
        public init(name: String, server: String, person: String?) {
            self.name = name
            self.server = server
            self.person = person
        }
    }

    /// All that is in the file.
    public struct Profiles: Codable, Sendable {
        /// The profiles, in the order in which they were added.
        public var profiles: [Profile] = []
        /// The name of the one that is used where nothing else is said.
        public var usual: String?
    }

    private let path: String

    /// The file of this user, `profiles.json` beside the tokens.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = UserFolders.configuration(environment) + "/profiles.json"
    }

    /// What the file has; nothing where there is none.
    ///
    /// - Throws: `Failure.failed` where somebody else could have written it, or it can't be read.
    public func read() throws -> Profiles {
        guard FileManager.default.fileExists(atPath: path) else { return Profiles() }
        guard !PrivateFile.others(have: 0o022, on: path) else {
            throw Failure.failed(
                Text(
                    zh: "\(path) 其他用户可以改写，其中的服务地址不可信。请核对内容并 chmod 600。",
                    en: "Others can write to \(path), so its addresses can't be trusted. Look through it, then chmod 600 it."))
        }
        guard let data = FileManager.default.contents(atPath: path), let found = try? JSONDecoder().decode(Profiles.self, from: data)
        else {
            throw Failure.failed(
                Text(zh: "\(path) 无法识别。请删除它，再重新添加。", en: "\(path) cannot be read. Remove it, and add your profiles again."))
        }
        return found
    }

    /// The profile of a name.
    ///
    /// - Throws: `Failure.usage` where there is none, with those that there are.
    public func profile(_ name: String) throws -> Profile {
        let there = try read().profiles
        guard let profile = there.first(where: { $0.name == name }) else { throw ProfileFile.none(of: name, there) }
        return profile
    }

    /// Adds a profile.
    ///
    /// - Throws: `Failure.usage` where the name is taken, or is none.
    public func add(_ profile: Profile, asUsual: Bool) throws {
        var found = try read()
        guard !profile.name.isEmpty, profile.name.utf8.count <= 100, !profile.name.hasPrefix("-"),
            profile.name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
        else {
            throw Failure.usage(
                Text(
                    zh: "“\(profile.name)”不能作名称；请用文字、数字、“-”“_”“.”，且不以“-”开头。",
                    en: "“\(profile.name)” is no name; take letters, digits, “-”, “_” and “.”, not “-” first."))
        }
        if let other = found.profiles.first(where: { $0.name == profile.name }) {
            throw Failure.usage(
                Text(
                    zh: "已有名为“\(profile.name)”的服务（\(other.server)）。要改动的，先删除。",
                    en: "There is a profile “\(profile.name)” already (\(other.server)). To change it, remove it first."
                ))
        }
        found.profiles.append(profile)
        if asUsual { found.usual = profile.name }
        try PrivateFile.write(found, to: path)
    }

    /// Forgets a profile; where it was the usual one, there is none any more.
    public func remove(_ name: String) throws {
        var found = try read()
        guard found.profiles.contains(where: { $0.name == name }) else { throw ProfileFile.none(of: name, found.profiles) }
        found.profiles.removeAll { $0.name == name }
        if found.usual == name { found.usual = nil }
        try PrivateFile.write(found, to: path)
    }

    /// Has a profile used where nothing else is said; nil for none.
    public func use(_ name: String?) throws {
        var found = try read()
        if let name, !found.profiles.contains(where: { $0.name == name }) { throw ProfileFile.none(of: name, found.profiles) }
        found.usual = name
        try PrivateFile.write(found, to: path)
    }

    private static func none(of name: String, _ there: [Profile]) -> Failure {
        let names = there.map(\.name)
        return .usage(
            names.isEmpty
                ? Text(
                    zh: "没有名为“\(name)”的服务。请先添加：linxuan profile add \(name) --server 地址 --as 人员编号。",
                    en: "There is no profile “\(name)”. Add it first: linxuan profile add \(name) --server URL --as PERSON.")
                : Text(
                    zh: "没有名为“\(name)”的服务；现有：\(names.joined(separator: "、"))。",
                    en: "There is no profile “\(name)”; there are: \(names.joined(separator: ", "))."))
    }
}
