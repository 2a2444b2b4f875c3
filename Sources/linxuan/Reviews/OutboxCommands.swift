import ArgumentParser
import Programme
import Remote

extension ReviewCommand {
    /// `linxuan review send`: sends what was kept while a server could not be reached.
    struct Send: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "send", abstract: local("送出断线时留存的请求", "Send what was kept while the line was down"),
                discussion: local(
                    "按提出的先后逐一送出，各用原来的标识，服务器只计一次。不指明服务的，送出全部。未被接受的显示理由并保留，见 review outbox。",
                    "In the order in which it was asked, each with its own key, so that the server does it once. Without a server, all of it. What is refused is shown with the reason and kept, see review outbox."
                ))
        }

        @OptionGroup var place: ServerOptions
        @Option(name: .customLong("as"), help: .text("只送此人的", "Of this person only", value: "person")) var actor: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let outbox = Outbox()
            var wanted = try outbox.items().filter(\.waits)
            if place.server != nil || place.profile != nil {
                let (server, person) = try ServerChoice.server(place.server, profile: place.profile, person: actor)
                let address = try HTTPClient(server: server, language: .current).server
                wanted = wanted.filter { $0.server == address && (person == nil || $0.person == person) }
            }
            if let actor { wanted = wanted.filter { $0.person == actor } }
            var whole = Delivery.Report()
            for queue in queues(of: wanted) {
                let (client, person) = try HTTPClient.signedIn(at: queue.server, person: queue.person)
                let report = try await Delivery(client, person: person, outbox: outbox, reporter: TerminalLine()).send(waits: [0.5, 2, 5])
                guard let report else {
                    throw Failure.failed(Text(zh: "另一条命令正在送出，请稍候再试。", en: "Another command is sending; try again in a moment."))
                }
                whole.sent += report.sent
                whole.refused += report.refused
                whole.waiting += report.waiting
                whole.obstacle = whole.obstacle ?? report.obstacle
            }
            let lists = ["sent": whole.sent, "refused": whole.refused, "waiting": whole.waiting]
            try common.show(lists.mapValues { $0.map { OutboxLine($0) } }) {
                local(
                    "送达 \(whole.sent.count)，未被接受 \(whole.refused.count)，仍待送 \(whole.waiting.count)。",
                    "\(whole.sent.count) sent, \(whole.refused.count) refused, \(whole.waiting.count) still to be sent.")
            }
            if let obstacle = whole.obstacle { throw obstacle }
            if !whole.refused.isEmpty {
                throw Failure.failed(
                    Text(
                        zh: "有未被接受的请求。改正后重新提交；不再需要的用 linxuan review outbox --drop 编号 清除。",
                        en: "Some was refused. Mend it and hand it in again; linxuan review outbox --drop N forgets what isn't needed."))
            }
        }

        /// The queues that items are in, each once, in the order of their first items.
        private func queues(of items: [Outbox.Item]) -> [(server: String, person: String)] {
            var found: [(server: String, person: String)] = []
            for item in items where !found.contains(where: { $0 == (item.server, item.person) }) {
                found.append((item.server, item.person))
            }
            return found
        }
    }

    /// `linxuan review outbox`: what was kept, and why.
    struct ShowOutbox: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "outbox", abstract: local("列出断线时留存的请求，或清除", "List what was kept while the line was down, or forget it"),
                discussion: local(
                    "留存在 $XDG_STATE_HOME/linxuan/outbox（默认 ~/.local/state），其中有评分，仅本人可读。清除的不会再送；可能已送达的，以 review list 为准。",
                    "Kept in $XDG_STATE_HOME/linxuan/outbox (by default ~/.local/state), with the scores, for you alone to read. What is forgotten is never sent; whether it had arrived, review list says."
                ))
        }

        @Option(help: .text("清除第几号，可多次", "Forget a number; may be given several times", value: "number")) var drop: [Int] = []
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let outbox = Outbox()
            for item in try await outbox.drop(drop) { note(Text(zh: "已清除：", en: "Forgotten: ") + item.words) }
            let items = try outbox.items()
            try common.show(["requests": items.map { OutboxLine($0) }]) {
                guard !items.isEmpty else { return local("没有待送的请求。", "Nothing waits to be sent.") }
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "内容", en: "what"), Text(zh: "材料", en: "dossiers"),
                    Text(zh: "时间", en: "asked"), Text(zh: "人员", en: "person"), Text(zh: "服务", en: "server"),
                    Text(zh: "状态", en: "state"))
                for item in items {
                    listing.add(
                        "\(item.number)", item.matter.name.local, item.dossiers.joined(separator: ","), item.askedAt.inChina, item.person,
                        item.server, item.refusal.map { local("未被接受：", "refused: ") + $0.reason } ?? local("待送", "to be sent"))
                }
                return listing.lines
            }
        }
    }
}

extension Outbox.Matter {
    fileprivate var name: Text {
        switch self {
        case .save: Text(zh: "保存草稿", en: "draft")
        case .submit: Text(zh: "提交评分表", en: "sheet")
        case .submitDraft: Text(zh: "提交已存草稿", en: "saved draft")
        }
    }
}

/// An item as JSON tells of it: without the scores and the key.
private struct OutboxLine: Encodable {
    var number: Int
    var matter: Outbox.Matter
    var dossiers: [String]
    var askedAt: Instant
    var person: String
    var server: String
    var refusal: Outbox.Refusal?

    init(_ item: Outbox.Item) {
        number = item.number
        matter = item.matter
        dossiers = item.dossiers
        askedAt = item.askedAt
        person = item.person
        server = item.server
        refusal = item.refusal
    }
}
