internal import Programme

/// What names dossiers in lines of its own, and can be shown without some of them.
protocol ListsDossiers {
    /// The same without what is about these dossiers.
    func leavingOut(_ dossiers: Set<String>) -> Self
}

/// What a recused chair can see of a round: all but what is about the dossiers that they are recused from.
struct RecusedReader: RoundReader {
    let whole: any RoundReader
    let dossiers: Set<String>
    private let demonstrations: Set<String>

    init(_ whole: any RoundReader, without dossiers: Set<String>) throws {
        self.whole = whole
        self.dossiers = dossiers
        demonstrations = Set(
            try whole.all(ReassessmentFiling.self).filter { dossiers.contains($0.dossier) }.map(\.demonstration))
    }

    func all<R: RoundRecord>(_ kind: R.Type) throws -> [R] { try whole.all(kind).filter(isShown).map(shown) }

    func all<R: RoundRecord>(_ kind: R.Type, where name: String, is value: String) throws -> [R] {
        try whole.all(kind, where: name, is: value).filter(isShown).map(shown)
    }

    func inspect<R: RoundRecord>(_ kind: R.Type) throws -> (records: [R], unreadable: [[String]]) {
        let (records, unreadable) = try whole.inspect(kind)
        return (records.filter(isShown).map(shown), unreadable)
    }

    func find<R: RoundRecord>(_ kind: R.Type, _ identity: [String]) throws -> R? {
        try whole.find(kind, identity).flatMap { isShown($0) ? shown($0) : nil }
    }

    func log() throws -> [LogRow] { try whole.log() }
    func logEnd() throws -> (number: Int, digest: String)? { try whole.logEnd() }
    func acts(from number: Int) throws -> [LogEntry] { try whole.acts(from: number) }
    func lastMoment() throws -> Instant? { try whole.lastMoment() }

    /// The record without its lines on what must not be seen.
    private func shown<R: RoundRecord>(_ record: R) -> R {
        ((record as? any ListsDossiers)?.leavingOut(dossiers) as? R) ?? record
    }

    private func isShown<R: RoundRecord>(_ record: R) -> Bool {
        if let dossier = record as? Dossier { return !dossiers.contains(dossier.id) }
        if let demonstration = record as? Demonstration { return !demonstrations.contains(demonstration.id) }
        if let place = R.identityNames.firstIndex(of: "dossier"), dossiers.contains(record.identity[place]) { return false }
        if let place = R.identityNames.firstIndex(of: "demonstration"), demonstrations.contains(record.identity[place]) { return false }
        if let move = record as? ReassessmentMove { return !demonstrations.contains(move.demonstration) }
        if let answer = record as? ObjectionAnswer {
            let objection = try? whole.find(Objection.self, ["\(answer.objection)"])
            return objection.map(isShown) ?? true
        }
        if let vote = record as? Vote, let motion = vote.motion {
            let subject = try? whole.find(Motion.self, ["\(motion)"])
            return subject.map(isShown) ?? true
        }
        if let objection = record as? Objection, let demonstration = objection.demonstration {
            return !demonstrations.contains(demonstration)
        }
        return (record as? any ConcernsDossier)?.concernedDossier.map { !dossiers.contains($0) } ?? true
    }
}

extension RoundReader {
    /// The reader for a person: a recused chair's leaves out what they are recused from.
    func asSeen(by person: Person) throws -> any RoundReader {
        guard person.role == .chair else { return self }
        let dossiers = Set(try all(ChairRecusal.self, where: "chair", is: person.id).map(\.dossier))
        return dossiers.isEmpty ? self : try RecusedReader(self, without: dossiers)
    }

    /// The reader that leaves nothing out: what is computed over all must be, whoever looks.
    var unhidden: any RoundReader { (self as? RecusedReader)?.whole ?? self }

    /// The dossiers of which nothing is seen; none where all is.
    var hiddenDossiers: Set<String> { (self as? RecusedReader)?.dossiers ?? [] }
}
