internal import Foundation
public import Programme

/// Sends what waits of a person for a server, in the order in which it was asked.
public struct Delivery: Sendable {
    let outbox: Outbox
    let line: Line
    let person: String

    /// What has become of items.
    public struct Report: Sendable {
        /// They have arrived.
        public var sent: [Outbox.Item] = []
        /// They were refused now.
        public var refused: [Outbox.Item] = []
        /// They wait on.
        public var waiting: [Outbox.Item] = []
        /// Why they do; nil where none waits.
        public var obstacle: Failure?

        /// Nothing so far.
        public init() {}
    }

    /// The delivery to a server for the person whose token the client has.
    public init(_ client: HTTPClient, person: String, outbox: Outbox = Outbox(), reporter: (any LineReporter)? = nil) {
        line = Line(client: client, reporter: reporter)
        self.person = person
        self.outbox = outbox
    }

    /// Whether anything is to be sent.
    var isNeeded: Bool { get throws { try items().contains(where: \.waits) } }

    func items() throws -> [Outbox.Item] { try outbox.items(for: line.client.server, of: person) }

    /// Sends all that waits; nil where another command is sending.
    public func send(waits: [Double]) async throws -> Report? {
        try await outbox.alone(waiting: false) { try await sendAll(waits) }
    }

    /// Sends all that waits and has a number below the limit. Whoever asks has the outbox alone.
    func sendAll(_ waits: [Double], before limit: Int = .max) async throws -> Report {
        var report = Report()
        for number in try items().filter({ $0.waits && $0.number < limit }).map(\.number) {
            // Read again: what was sent before it may be what it rests on.
            guard let item = try items().first(where: { $0.number == number }) else { continue }
            if report.refused.contains(where: { $0.number == item.number }) { continue }
            guard report.obstacle == nil else {
                report.waiting.append(item)
                continue
            }
            let body = item.body.map { Array($0.utf8) }
            switch try await line.send(item.method, item.path, body, key: item.key, waits: waits, kept: item) {
            case .done:
                outbox.settle(item)
                report.sent.append(item)
                line.reporter?.tell(Text(zh: "已送达：", en: "Sent: ") + item.words)
            case .refused(let failure, isSignedIn: true):
                report.refused += try refuse(item, failure, before: limit)
            case .refused(let failure, isSignedIn: false), .undone(let failure):
                report.waiting.append(item)
                report.obstacle = failure
            case .unanswered(let error):
                report.waiting.append(item)
                report.obstacle = line.unreachable(
                    error.reason, Text(zh: "请检查网络后重试：linxuan review send。", en: " Check the network, then: linxuan review send."))
            }
        }
        return report
    }

    /// Keeps a refused item with the reason; those behind it on the same dossiers would mean something else without it, so they
    /// are not sent either.
    private func refuse(_ item: Outbox.Item, _ failure: Failure, before limit: Int) throws -> [Outbox.Item] {
        var refused = item
        refused.refusal = .init(reason: failure.text(in: line.client.language), exitCode: failure.exitCode, at: .now)
        try outbox.keep(refused)
        line.reporter?.tell(Text(zh: "未被接受：", en: "Refused: ") + refused.words + Text(verbatim: "\n") + failure.text)
        let reason = Text(
            zh: "未送：此前同一材料的第 \(item.number) 号未被接受。", en: "Not sent, since number \(item.number) on the same dossier was refused.")
        var all = [refused]
        for var later in try items()
        where later.waits && later.number > item.number && later.number < limit && !Set(later.dossiers).isDisjoint(with: item.dossiers) {
            later.refusal = .init(reason: reason(in: line.client.language), exitCode: failure.exitCode, at: .now)
            try outbox.keep(later)
            line.reporter?.tell(later.words + Text(zh: "：", en: ": ") + reason)
            all.append(later)
        }
        return all
    }
}

extension Outbox.Item {
    /// What it is, in a line.
    public var words: Text {
        let what = dossiers.joined(separator: ", ")
        return switch matter {
        case .save: Text(zh: "第 \(number) 号 保存草稿 \(what)", en: "number \(number), a draft of \(what)")
        case .submit: Text(zh: "第 \(number) 号 提交评分表 \(what)", en: "number \(number), the sheet of \(what)")
        case .submitDraft: Text(zh: "第 \(number) 号 提交已存草稿 \(what)", en: "number \(number), the saved draft of \(what) to be handed in")
        }
    }
}
