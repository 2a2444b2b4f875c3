internal import Formats
internal import Foundation
internal import Programme

/// A round as it stood after an act, out of its log alone.
struct PastRound: RoundReader {
    private var told: [String: [[String]: String]] = [:]
    private var end: (number: Int, digest: String)?
    private var moment: Instant?

    /// Nothing yet.
    init() {}

    /// Plays one more act.
    mutating func follow(_ body: LogBody, digest: String) {
        for change in body.changes { told[change.kind, default: [:]][change.identity] = change.after }
        end = (body.number, digest)
        if let at = Instant(body.at) { moment = max(at, moment ?? at) }
    }

    func all<R: RoundRecord>(_ kind: R.Type) throws -> [R] { try inspect(kind).records }

    func all<R: RoundRecord>(_ kind: R.Type, where name: String, is value: String) throws -> [R] {
        guard let place = R.identityNames.firstIndex(of: name) else {
            return try all(kind).filter { try RecordFields($0).text(of: name) == value }
        }
        return try all(kind).filter { $0.identity[place] == value }
    }

    func inspect<R: RoundRecord>(_ kind: R.Type) throws -> (records: [R], unreadable: [[String]]) {
        let decoder = JSONDecoder()
        let records = try (told[R.recordName] ?? [:])
            .sorted { left, right in left.key.lexicographicallyPrecedes(right.key) { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            .map { try decoder.decode(R.self, from: Data($0.value.utf8)) }
        return (records, [])
    }

    func find<R: RoundRecord>(_ kind: R.Type, _ identity: [String]) throws -> R? {
        try told[R.recordName]?[identity].map { try JSONDecoder().decode(R.self, from: Data($0.utf8)) }
    }

    func log() throws -> [LogRow] { [] }

    func logEnd() throws -> (number: Int, digest: String)? { end }

    func lastMoment() throws -> Instant? { moment }
}

extension LogBody.Change {
    /// What the change left, as a record.
    func record<R: RoundRecord>(_ kind: R.Type, _ json: String) throws -> R {
        try JSONDecoder().decode(R.self, from: Data(json.utf8))
    }
}
