internal import Cryptography
public import Foundation
internal import Glibc
public import Programme

/// What was asked of servers and isn't known to have arrived: a file a request, on the disk before the request is sent, so that
/// neither a broken line nor a crash loses it. Each keeps its `Idempotency-Key`, by which the server does it once however often
/// it comes.
public struct Outbox: Sendable {
    /// What a request asks for.
    public enum Matter: String, Codable, Sendable {
        /// That sheets are saved as drafts.
        case save
        /// That sheets are handed in.
        case submit
        /// That a draft which the server has is handed in.
        case submitDraft = "submit-draft"
    }

    /// A request that waits, or that the server refused.
    public struct Item: Codable, Sendable {
        /// Its number on this machine, and its place in the order.
        public var number: Int
        /// What the server knows it by.
        public var key: String
        /// The server's address.
        public var server: String
        /// Who asks.
        public var person: String
        /// What for.
        public var matter: Matter
        /// The dossiers that it is about.
        public var dossiers: [String]
        /// When it was asked.
        public var askedAt: Instant
        /// The method of the request.
        public var method: String
        /// Its path.
        public var path: String
        /// Its body, byte for byte.
        public var body: String?
        /// When the server last took something of this machine's on one of the dossiers, if that was later: what it rests on.
        public var restsOn: Instant?
        /// Why the server refused it; nil while it waits.
        public var refusal: Refusal?

        /// Whether it is still to be sent.
        public var waits: Bool { refusal == nil }

        /// For how many seconds the record may have been changed without its asker's knowing: since it was asked, by this machine's clock
        /// alone, so that it need not agree with the server's. Moments are whole seconds, on both sides; so two are allowed for.
        var waited: Int { max(0, Instant.now.seconds - (restsOn ?? askedAt).seconds - 2) }
    }

    /// That a server refused a request.
    public struct Refusal: Codable, Sendable {
        /// Its words.
        public var reason: String
        /// The exit code that goes with them.
        public var exitCode: Int32
        /// When.
        public var at: Instant
    }

    private let folder: String

    /// The outbox of this user.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        folder = UserFolders.state(environment) + "/outbox"
    }

    /// All of it, in order.
    ///
    /// - Throws: `Failure.failed` that names a file which can't be read: what is in it must not be passed over.
    public func items() throws -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.filter { $0.hasSuffix(".json") }.compactMap { name in
            let path = "\(folder)/\(name)"
            // Another command may have sent it meanwhile.
            guard let data = FileManager.default.contents(atPath: path) else {
                guard FileManager.default.fileExists(atPath: path) else { return nil }
                throw Outbox.unreadable(path)
            }
            guard let item = try? JSONDecoder().decode(Item.self, from: data) else { throw Outbox.unreadable(path) }
            return item
        }.sorted { $0.number < $1.number }
    }

    private static func unreadable(_ path: String) -> Failure {
        .failed(
            Text(
                zh: "\(path) 无法识别，其中是一份尚未送达的请求。请核对该文件，能确认不需要时再删除。",
                en: "\(path) cannot be read; it holds a request that has not arrived. Look at it, and remove it only if it isn't needed."))
    }

    /// The items of a person for a server.
    public func items(for server: String, of person: String) throws -> [Item] {
        try items().filter { $0.server == server && $0.person == person }
    }

    /// Puts a request among those that wait. A later draft of the same dossiers takes the place of one that waits at the end.
    func add(
        _ matter: Matter, _ dossiers: [String], _ method: String, _ path: String, _ body: [UInt8]?, server: String, person: String
    ) throws -> Item {
        let all = try items()
        var number = (all.last?.number ?? 0) + 1
        if matter == .save, let last = all.last(where: { $0.server == server && $0.person == person }), last.waits,
            last.matter == .save, last.dossiers == dossiers
        {
            number = last.number
        }
        let item = Item(
            number: number, key: Hexadecimal.text(of: try SecureRandom.bytes(16)), server: server, person: person, matter: matter,
            dossiers: dossiers, askedAt: .now, method: method, path: path, body: body.map { String(decoding: $0, as: UTF8.self) })
        try keep(item)
        return item
    }

    func keep(_ item: Item) throws { try PrivateFile.write(item, to: path(of: item)) }

    /// Forgets items by their numbers, all or none; they are never sent.
    ///
    /// - Throws: `Failure.usage` where a number is none.
    public func drop(_ numbers: [Int]) async throws -> [Item] {
        try await alone(waiting: true) {
            let items = try items()
            for number in numbers where !items.contains(where: { $0.number == number }) {
                throw Failure.usage(Text(zh: "没有第 \(number) 号，未作改动。", en: "There is no number \(number); nothing is changed."))
            }
            let dropped = items.filter { numbers.contains($0.number) }
            for item in dropped { remove(item) }
            return dropped
        } ?? []
    }

    func remove(_ item: Item) { PrivateFile.remove(path(of: item)) }

    /// Forgets an item that the server has taken. What waits on the same dossiers rests on it now; where that can't be written, it is
    /// refused at worst, and kept.
    func settle(_ item: Item) {
        for var later in (try? items(for: item.server, of: item.person)) ?? []
        where later.waits && later.number > item.number && !Set(later.dossiers).isDisjoint(with: item.dossiers) {
            later.restsOn = .now
            try? keep(later)
        }
        remove(item)
    }

    private func path(of item: Item) -> String { "\(folder)/\(String(format: "%08d", item.number)).json" }

    /// Does something that no other command of this user does with the outbox meanwhile, so that requests go in order; nil where
    /// another is at it and this one shan't wait.
    func alone<Result>(waiting: Bool, _ work: () async throws -> Result) async throws -> Result? {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Failure.failed(
                Text(
                    zh: "无法写入 \(folder)。请检查目录、权限和磁盘空间。", en: "\(folder) cannot be written to. Check the folder, the rights and the space."))
        }
        // Closing lifts the lock, as the system does where the program is killed.
        defer { close(file) }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard waiting else { return nil }
            try await Task.sleep(for: .milliseconds(50))
        }
        // What a crash left half written is of no use, and holds scores.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix("~") {
            unlink("\(folder)/\(name)")
        }
        return try await work()
    }
}
