internal import Cryptography
internal import Foundation
public import Formats
internal import Programme
internal import Synchronization
public import Workflow

/// The desk of a person whose round is behind a server: each use case is one request of the API. What an expert saves or hands in
/// is on this machine's disk before it is sent, and stays there until the server has answered.
public struct RemoteDesk: Desk {
    private let line: Line
    /// Waits between the tries of a request, in seconds.
    private let waits: [Double]
    /// What waits from before; nil where nobody is signed in yet.
    private let delivery: Delivery?
    private let course = Course()

    /// How this command has fared so far.
    private final class Course: Sendable {
        struct State {
            /// Why there was no answer; nil while there were answers.
            var reasonOfSilence: String?
            var isDeliveryDue = true
        }
        let state = Mutex(State())
    }

    /// The desk of the person whose token the client has.
    ///
    /// - Parameters:
    ///   - person: Whose token it is; nil where there is none yet, and nothing is kept.
    ///   - waits: How long to wait before each further try of a request that got no answer, in seconds.
    public init(
        _ client: HTTPClient, person: String? = nil, waits: [Double] = [0.5, 2, 5], outbox: Outbox = Outbox(),
        reporter: (any LineReporter)? = nil
    ) {
        line = Line(client: client, reporter: reporter)
        self.waits = waits
        delivery = person.map { Delivery(client, person: $0, outbox: outbox, reporter: reporter) }
    }

    /// Exchanges a code for a token.
    public func signIn(_ request: SignInRequest) async throws -> SignedIn {
        try await call("POST", "/sign-in", bytes: Array(try JSONEncoder().encode(request)), again: false)
    }

    /// Signs out.
    public func signOut() async throws { let _: Done = try await call("DELETE", "/token", bytes: nil, again: false) }

    /// Asks the server.
    public func ask<Asked: UseCase>(_ asked: Asked) async throws -> Asked.Answer {
        let request = try UseCaseRequest(asked)
        return try await call(
            Asked.route.method.rawValue, request.path, bytes: request.body, again: true, patience: Asked.route.patience,
            keeping: RemoteDesk.keeping(asked))
    }

    /// What a use case is kept as; nil where it isn't: what an expert has worked for is, what is asked again at once isn't.
    private static func keeping(_ asked: any UseCase) -> Keeping? {
        switch asked {
        case let asked as SaveDrafts: (.save, asked.sheets.map(\.dossier))
        case let asked as SubmitSheets: (.submit, asked.sheets.map(\.dossier))
        case let asked as SubmitDraft: (.submitDraft, [asked.dossier])
        default: nil
        }
    }

    /// What a request is kept as until it is answered: what it asks for, and the dossiers that it is about.
    private typealias Keeping = (matter: Outbox.Matter, dossiers: [String])

    /// Sends a request until there is an answer, with one key, so that it is done once however often it arrives.
    private func call<Value: Decodable>(
        _ method: String, _ path: String, bytes: [UInt8]?, again: Bool, patience: Int = 60, keeping: Keeping? = nil
    ) async throws -> Value {
        let path = "/api/v1" + path
        if let delivery, let keeping { return try read(try await keep(keeping, delivery, method, path, bytes)) }
        try await deliver()
        let key = method != "POST" ? nil : Hexadecimal.text(of: try SecureRandom.bytes(16))
        switch try await line.send(method, path, bytes, key: key, waits: again ? waits : [], patience: patience) {
        case .done(let body):
            try await deliver()
            return try read(body)
        case .refused(let failure, _), .undone(let failure): throw failure
        case .unanswered(let last):
            throw line.unreachable(
                last.reason,
                method != "GET" && last.mayHaveArrived
                    ? Text(
                        zh: "服务器可能已收到这一请求，请先用 review list 核对，再决定是否重做。",
                        en: " The server may have got the request: look with review list before you do it again.")
                    : Text(zh: "请检查网络和 --server 后重试。", en: " Check the network and --server, then try again."))
        }
    }

    private func read<Value: Decodable>(_ body: [UInt8]) throws -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(body)) else { throw line.unreadable(200) }
        return value
    }

    // MARK: What is kept

    /// Keeps a request on the disk, sends it after all that waits from before, and forgets it once it is answered.
    private func keep(
        _ keeping: Keeping, _ delivery: Delivery, _ method: String, _ path: String, _ bytes: [UInt8]?
    ) async throws -> [UInt8] {
        let outcome = try await delivery.outbox.alone(waiting: true) { () -> [UInt8] in
            let item = try delivery.outbox.add(
                keeping.matter, keeping.dossiers, method, path, bytes, server: line.client.server, person: delivery.person)
            // A questionnaire saves after each answer, and nobody waits for a line that is down after each.
            if item.matter == .save, let reason = course.state.withLock({ $0.reasonOfSilence }) {
                throw line.unreachable(reason, RemoteDesk.kept(item))
            }
            if let obstacle = try await delivery.sendAll(waits, before: item.number).obstacle {
                if case .notPermitted = obstacle {
                    delivery.outbox.remove(item)
                    throw obstacle
                }
                throw Failure.unreachable(obstacle.text + RemoteDesk.kept(item))
            }
            // Read again: what was sent before it may be what it rests on.
            let current = try delivery.items().first { $0.number == item.number } ?? item
            switch try await line.send(method, path, bytes, key: item.key, waits: waits, kept: current) {
            case .done(let body):
                delivery.outbox.settle(current)
                return body
            case .refused(let failure, _):
                delivery.outbox.remove(item)
                throw failure
            case .undone(let failure): throw Failure.unreachable(failure.text + RemoteDesk.kept(item))
            case .unanswered(let last):
                course.state.withLock { $0.reasonOfSilence = last.reason }
                throw line.unreachable(last.reason, RemoteDesk.kept(item))
            }
        }
        guard let outcome else { preconditionFailure("who waits for the outbox gets it") }
        return outcome
    }

    private static func kept(_ item: Outbox.Item) -> Text {
        Text(zh: "未送达：", en: " Not sent: ") + item.words
            + Text(
                zh: "。已留存在本机，线路恢复后由下一次 review 命令或 linxuan review send 送出，只计一次。请在评审截止前用 linxuan review outbox 核对。",
                en:
                    ". It is kept on this machine; the next review command or linxuan review send sends it, and it counts once. See with linxuan review outbox that it has gone before the reviews close."
            )
    }

    /// Sends what waits from before, at the first request and, where that failed, after the first that was answered.
    private func deliver() async throws {
        guard let delivery, course.state.withLock({ $0.isDeliveryDue }) else { return }
        do {
            // Where another command is sending already, it sends all.
            let obstacle = try delivery.isNeeded ? try await delivery.send(waits: [])?.obstacle : nil
            course.state.withLock { $0.isDeliveryDue = obstacle != nil }
        } catch let failure as Failure {
            course.state.withLock { $0.isDeliveryDue = false }
            line.reporter?.tell(failure.text)
        }
    }
}
