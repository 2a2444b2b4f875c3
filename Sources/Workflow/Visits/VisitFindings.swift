public import Formats
public import Programme

/// A visit as the lead of its team sees it.
public struct OwnVisit: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// What experts asked to find out.
    public var questions: [String]
    /// When it is made; nil before there is a schedule.
    public var dates: VisitScheduleRecord.VisitDates?
    /// The finding that was handed in last; nil before there is one.
    public var finding: VisitFinding?
}

extension Office {
    /// The visits that an expert leads.
    public func ownVisits(as expert: String) async throws -> [OwnVisit] {
        try await consult(.seeOwnVisits, as: expert) { reader, _, _ in
            try reader.requirePledge(of: expert)
            let teams = try reader.requireVisitTeams()
            let dates = try reader.visitSchedule(of: teams)?.visits ?? []
            let findings = try reader.visitFindings()
            return try reader.seats(in: teams).filter { $0.expert == expert && $0.leads }.map { seat in
                OwnVisit(
                    dossier: try reader.get(Dossier.self, seat.dossier, named: Text(zh: "申报材料", en: "dossier")),
                    questions: try reader.find(Visit.self, [seat.dossier])?.questions ?? [],
                    dates: dates.first { $0.dossier == seat.dossier }, finding: findings.first { $0.dossier == seat.dossier })
            }
        }
    }

    /// The form of each visit that an expert leads, or of one of them, with what was handed in.
    public func findingForms(of dossier: String?, as expert: String) async throws -> [FindingFile.Form] {
        let own = try await ownVisits(as: expert)
        if let dossier, !own.contains(where: { $0.dossier.id == dossier }) { throw notLed(dossier, by: expert) }
        return try await consult(.seeOwnVisits, as: expert) { _, call, _ in
            try own.filter { dossier == nil || $0.dossier.id == dossier }.map { visit in
                FindingFile.Form(
                    dossier: visit.dossier, questions: visit.questions, gates: try call.rubricOrFail(of: visit.dossier).gates,
                    finding: visit.finding)
            }
        }
    }

    /// Hands in what visits found; all of them or none. Again is a new finding, and the last counts.
    ///
    /// - Throws: `Failure.malformed` with every fault of every form, each with its place; `Failure.notPermitted` where somebody else leads.
    public func submitFindings(_ answers: [FindingFile.Answers], as expert: String) async throws -> [VisitFinding] {
        try await perform(.submitFinding, as: expert) { ledger in
            try ledger.reader.requirePledge(of: expert)
            let teams = try ledger.reader.requireVisitTeams()
            let led = Set(try ledger.reader.seats(in: teams).filter { $0.expert == expert && $0.leads }.map(\.dossier))
            var faults: [Diagnostic] = []
            let findings = try answers.map { answers in
                guard led.contains(answers.dossier) else { throw notLed(answers.dossier, by: expert) }
                let dossier = try ledger.reader.get(Dossier.self, answers.dossier, named: Text(zh: "申报材料", en: "dossier"))
                let visit = try ledger.reader.find(Visit.self, [answers.dossier])
                let earlier = try ledger.reader.all(VisitFinding.self, where: "dossier", is: answers.dossier)
                let (finding, found) = answers.finding(
                    questions: visit?.questions ?? [], gates: try ledger.call.rubricOrFail(of: dossier).gates, turn: earlier.count + 1,
                    lead: expert, at: ledger.now)
                faults += found
                return finding
            }
            guard faults.isEmpty else { throw Failure.malformed(faults) }
            let complete = findings.compactMap(\.self)
            for finding in complete { try ledger.put(finding) }
            return complete
        }
    }

    /// What visits found, the finding that counts of each, with the dossiers.
    public func visitFindings(as actor: String) async throws -> [(finding: VisitFinding, dossier: Dossier)] {
        try await consult(.seeVisits, as: actor) { reader, _, _ in
            try reader.visitFindings().map { finding in
                (finding, try reader.get(Dossier.self, finding.dossier, named: Text(zh: "申报材料", en: "dossier")))
            }
        }
    }
}

/// The same refusal for a visit that somebody else leads and one that is not made.
private func notLed(_ dossier: String, by expert: String) -> Failure {
    Failure.notPermitted(
        Text(
            zh: "\(dossier) 的考查不由 \(expert) 带队。用 linxuan visits own 查看。",
            en: "The visit to \(dossier) is not led by \(expert). See linxuan visits own."))
}

extension RoundReader {
    /// Visits whose findings are still to come, where the call has a rule on findings.
    func visitsWithoutFinding(_ call: Call) throws -> [String] {
        guard call.visits.findings != nil else { return [] }
        let found = Set(try visitFindings().map(\.dossier))
        return try all(Visit.self).map(\.dossier).filter { !found.contains($0) }
    }

    /// The proposal by results and by what visits found.
    func placements(_ call: Call, by outcomes: [Outcome]) throws -> [Placement] {
        call.placements(by: outcomes, findings: try visitFindings(), unfound: Set(try visitsWithoutFinding(call)))
    }
}
