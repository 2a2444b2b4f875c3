internal import Cryptography
internal import Formats
internal import Programme

extension Office {
    /// The form of the round's bundle for everybody: the rules, the lists that were published, public draws, how good the plans are, and
    /// for every act its time, its kind and a commitment to the rest.
    ///
    /// A commitment is keyed with a key of its own for each act, so that nobody can try out what might stand there, and an auditor can
    /// open one without opening others. There is no score, no expert but in the pools that draws published, no vote, and nobody who
    /// is on no list.
    public func publicationBundle(as actor: String) async throws -> RoundBundle {
        let (snapshot, call, round) = try await consult(.seePublication, as: actor) { reader, call, round in
            (try PublishedRound(reader.unhidden, call: call, round: round), call, round)
        }
        let key = try await bundleKey()
        var lines = ""
        var link = ""
        for row in snapshot.log {
            let body = try LogBody.reading(row)
            let commitment = KeyedDigest.text(of: row.body, key: KeyedDigest.bytes(of: "act \(row.number)".utf8, key: key))
            link = SHA256Digest(of: "\(link)\t\(row.number)\t\(body.at)\t\(body.act)\t\(commitment)\n").description
            lines +=
                "{\"number\":\(row.number),\"at\":\"\(body.at)\",\"act\":\"\(body.act)\",\"commitment\":\"\(commitment)\","
                + "\"link\":\"\(link)\"}\n"
        }
        var files = [
            "acts.jsonl": lines, "call.json": try CanonicalJSON.text(of: call) + "\n",
            "lists.json": try CanonicalJSON.text(of: snapshot.lists) + "\n",
            "plans.json": try CanonicalJSON.text(of: snapshot.plans) + "\n",
        ]
        for document in snapshot.documents { files["call/\(document.path)"] = document.text }
        for draw in snapshot.draws {
            files["draws/draw-\(draw.number).json"] =
                DrawFile(announcement: draw.announcement, digest: draw.digest, outcome: draw.outcome).text
        }
        return try RoundBundle(
            .publication, files, call: call, round: round, acts: snapshot.log.count, head: link, logDigest: nil)
    }
}

/// What of a round is public once its list is.
private struct PublishedRound: Sendable {
    var log: [LogRow]
    var documents: [FrozenDocument]
    var draws: [DrawRecord]
    var plans: [PlanLine]
    var lists: Lists

    /// How good a plan in force is; who is in it is secret.
    struct PlanLine: Codable, Sendable {
        var number: Int
        var purpose: PlanRecord.Purpose
        var optimal: Bool
        var total: Int
        var bound: Int
        var pairs: Int
    }

    /// An applicant on a list.
    struct Entry: Codable, Sendable, Hashable {
        var category: String
        var authority: String
        var name: String
        var outcome: String?
    }

    struct Notice: Codable, Sendable {
        var number: Int
        var publishedOn: Day
        var until: Day
        var workingDays: Int
        var listed: [Entry]
        var reassessed: [Entry]
        var rehearsal: Bool
    }

    struct Lists: Codable, Sendable {
        var notices: [Notice]
        var final: [Entry]?
        var finalReassessed: [Entry]?
        var closedOn: Day?
        var signatures: Int
        var signaturesRequired: Int
        var objections: Int
        var answers: Int
        var holidays: [HolidayTable]
    }

    /// A year's holidays that were added to those of the call.
    struct HolidayTable: Codable, Sendable {
        var year: Int
        var holidays: [Day]
        var workdays: [Day]
        var source: String
    }

    init(_ reader: any RoundReader, call: Call, round: RoundState) throws {
        log = try reader.log()
        documents = try reader.all(FrozenDocument.self)
        // The seed of a draw that is yet to be made is in neither.
        draws = try reader.all(DrawRecord.self)
        plans = try reader.all(PlanRecord.self).filter { $0.state == .approved }.sorted { $0.number < $1.number }.map {
            PlanLine(
                number: $0.number, purpose: $0.purpose, optimal: $0.optimal, total: $0.total, bound: $0.bound, pairs: $0.pairs.count)
        }
        let order = Dictionary(call.authorities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        let categories = Dictionary(call.categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        func sorted(_ entries: [Entry]) -> [Entry] {
            // By name and not by number: numbers would tell how many there were.
            entries.sorted { left, right in
                let (a, b) = (
                    (categories[left.category] ?? .max, order[left.authority] ?? .max),
                    (categories[right.category] ?? .max, order[right.authority] ?? .max)
                )
                return a == b ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : a < b
            }
        }
        let dossiers = try reader.all(Dossier.self)
        func entries(_ listed: Set<String>) -> [Entry] {
            sorted(
                dossiers.filter { listed.contains($0.id) }.map { Entry(category: $0.category, authority: $0.authority, name: $0.applicant) }
            )
        }
        let demonstrations = try reader.all(Demonstration.self)
        func reassessed(_ outcomes: [String: String]) -> [Entry] {
            sorted(
                demonstrations.compactMap { one in
                    outcomes[one.id].map { Entry(category: one.category, authority: one.authority, name: one.name, outcome: $0) }
                })
        }
        let notices = try reader.all(PublicNotice.self).sorted { $0.number < $1.number }
        let isFinal = round.stage == .closed
        lists = Lists(
            notices: notices.map {
                Notice(
                    number: $0.number, publishedOn: $0.publishedOn, until: $0.until, workingDays: $0.workingDays,
                    listed: entries(Set($0.dossiers)), reassessed: reassessed($0.demonstrations), rehearsal: $0.isRehearsal == true)
            },
            final: isFinal ? entries(Set(try reader.all(Placement.self).filter(\.listed).map(\.dossier))) : nil,
            finalReassessed: isFinal
                ? reassessed(
                    Dictionary(
                        try reader.all(ReassessmentOutcome.self).map { ($0.demonstration, $0.published) }, uniquingKeysWith: { $1 }))
                : nil,
            closedOn: round.closedOn, signatures: try reader.all(Signature.self).filter(\.stands).count,
            signaturesRequired: call.decisions.signatures,
            objections: try reader.all(Objection.self).filter { $0.kind == .objection }.count,
            answers: Set(try reader.all(ObjectionAnswer.self).map(\.objection))
                .intersection(try reader.all(Objection.self).filter { $0.kind == .objection }.map(\.number)).count,
            holidays: try reader.all(HolidayYear.self).map {
                HolidayTable(year: $0.year, holidays: $0.holidays, workdays: $0.workdays, source: $0.source)
            })
    }
}
