internal import Cryptography
internal import Foundation
internal import HTTPTypes
internal import Programme
internal import Workflow

extension APIRoute {
    /// The route of a use case.
    init<Asked: UseCase>(_ kind: Asked.Type, _ book: inout SchemaBook) throws {
        let route = kind.route
        let reading = try RequestReading(kind, &book)
        method = HTTPRequest.Method(rawValue: route.method.rawValue) ?? .post
        path = route.path
        let typeName = String(describing: kind)
        name = typeName.prefix(1).lowercased() + typeName.dropFirst()
        act = route.act
        purpose = route.purpose
        parameters = reading.parameters
        takes = reading.body
        gives = try book.schema(of: Asked.Answer.self)
        largestBody = route.largestBody
        isOnce = route.method != .get
        isEdit = kind is any Edit.Type
        if case .array = gives, route.method == .get { isList = true }
        let isRead = route.method == .get
        isLongRead = isRead && route.patience > UseCaseRoute.usualPatience
        let isList = isList
        caller = .person { call, me in
            var call = call
            // A search ends with the best that it has while its client still waits for it. One that only reads ends also once the client
            // has left; one whose answer is kept goes on, since the client may ask for it again by the same key.
            let departure = isRead ? call.departure : nil
            call.office = call.office.watched(
                by: .ending(after: Double(route.patience) * 0.95) { departure?.hasHappened == true })
            let asked = try reading.asked(kind, of: call)
            if isRead { return try await call.read(asked, for: me, isList: isList) }
            if kind is any Edit.Type, let known = call.known { try APICall.requireTags(known) }
            // What was done already is told again, whatever that has changed.
            guard let known = call.known, let edit = asked as? any Edit, try await !call.office.wasAskedBefore(by: me.person.id) else {
                return try APIAnswer(try await asked.answer(by: call.office, for: me.person.id))
            }
            return try await call.change(asked, of: edit.subject, readAs: known, for: me)
        }
    }
}

extension APICall {
    /// Answers what only reads.
    fileprivate func read<Asked: UseCase>(_ asked: Asked, for me: SignedInPerson, isList: Bool) async throws -> APIAnswer {
        // A page that cannot be is refused before the list is made, which may take seconds.
        let wish = isList ? try PageWish(query) : nil
        let value = try await asked.answer(by: office, for: me.person.id)
        let whole = try APIAnswer.bytes(of: value)
        var answer = APIAnswer(body: whole, tag: APICall.tag(of: whole))
        if let page = wish, let list = value as? [any Encodable] {
            let first = min(page.offset, list.count)
            let last = min(first + page.limit, list.count)
            answer.page = (page, list.count)
            answer.body = try APIAnswer.bytes(of: list[first..<last].map(AnyEncodable.init))
        }
        answer.isUnchanged = known.map { APICall.holds($0, of: answer.tag) } ?? false
        return answer
    }

    /// Does what changes something, while that is as it was read.
    ///
    /// What it changes is read again, and the act holds only for the log that it was read with: where somebody was faster, both are
    /// done anew.
    fileprivate func change<Asked: UseCase, Subject: UseCase>(
        _ asked: Asked, of subject: Subject, readAs known: String, for me: SignedInPerson
    ) async throws -> APIAnswer {
        for _ in 0..<100 {
            let length = try await office.logLength()
            let now = APICall.tag(of: try APIAnswer.bytes(of: try await subject.answer(by: office, for: me.person.id)))
            guard APICall.holds(known, of: now) else { throw PreconditionFailed() }
            do {
                return try APIAnswer(try await asked.answer(by: office.whileLogHas(length), for: me.person.id))
            } catch is RoundMoved {}
        }
        throw PreconditionFailed()
    }

    /// What distinguishes a representation: a digest of it.
    private static func tag(of body: [UInt8]) -> String { "\"\(SHA256Digest(of: body).description.prefix(32))\"" }

    /// Refuses what is neither a list of tags nor `*` (RFC 9110, 13.1.1). A comma parts tags: none of ours has one.
    fileprivate static func requireTags(_ list: String) throws {
        let areTags = parts(of: list).allSatisfy { one in
            let tag = strong(one)
            return one == "*" || tag.count >= 2 && tag.hasPrefix("\"") && tag.hasSuffix("\"")
        }
        guard areTags else {
            throw Failure.usage(
                Text(zh: "If-Match 应为读取时所得的 ETag，带引号。", en: "If-Match is the ETag that came with what was read, in its quotes."))
        }
    }

    /// Whether a list of tags holds one, or any.
    private static func holds(_ list: String, of tag: String?) -> Bool {
        parts(of: list).contains { $0 == "*" || strong($0) == tag }
    }

    private static func parts(of list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// A tag without the mark that it is a weak one.
    private static func strong(_ tag: String) -> String { tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag }
}

/// That what a request changes is no longer as it was read.
struct PreconditionFailed: Error {
    static let words = Text(
        zh: "内容已被他人改动，未作任何改动。请重新读取后再办理。",
        en: "Somebody changed it meanwhile; nothing was done. Read it again, then decide.")
}

/// Which part of a list somebody wants; without a wish, all of it.
struct PageWish: Sendable {
    /// How many come before it.
    var offset = 0
    /// How many it has at most.
    var limit = PageWish.most

    static let most = 1000
    /// What they are called in a query.
    static let names = ["offset", "limit"]

    init(offset: Int, limit: Int) {
        self.offset = offset
        self.limit = limit
    }

    init?(_ query: [(name: String, value: String)]) throws {
        let wishes = query.filter { PageWish.names.contains($0.name) }
        guard !wishes.isEmpty else { return nil }
        for (name, value) in wishes {
            let span = name == "offset" ? 0...1_000_000_000 : 1...PageWish.most
            guard let number = Int(value), span.contains(number) else { throw Failure.usage(span.refusal(of: name)) }
            if name == "offset" { offset = number } else { limit = number }
        }
    }
}

/// Some value, to be written in a list.
private struct AnyEncodable: Encodable {
    let value: any Encodable

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
