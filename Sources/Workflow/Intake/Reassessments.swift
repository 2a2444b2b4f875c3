public import Formats
public import Programme

/// A demonstration of the register with what it did, and what was decided.
public struct RegisteredDemonstration: Codable, Sendable {
    /// The demonstration.
    public var demonstration: Demonstration
    /// Its filing, where it filed.
    public var filing: ReassessmentFiling?
    /// Its authority's explanation, where there is one.
    public var excuse: Excuse?
    /// What was proposed or decided, once it was.
    public var outcome: ReassessmentOutcome?
    /// Whether it is a demonstration still, for all that the round knows: a city that is none any more may apply again.
    public var stands: Bool
}

extension Office {
    /// Takes in the register of earlier demonstrations, all of a table or nothing.
    ///
    /// Dossiers of applicants that are demonstrations already get a flag, for a person to decide.
    ///
    /// - Throws: `Failure.malformed` with every fault.
    public func takeInDemonstrations(_ table: Table, as actor: String) async throws -> (demonstrations: [Demonstration], flags: [Flag]) {
        try await perform(.takeInDemonstrations, as: actor) { ledger in
            let read = try DemonstrationTables.register(
                table, call: ledger.call, existing: try ledger.reader.all(Demonstration.self))
            for demonstration in read { try ledger.put(demonstration) }
            return (read, try ledger.flagDemonstrations(among: try ledger.reader.all(Dossier.self)))
        }
    }

    /// Takes in what demonstrations filed, as dossiers of the reassessment, all of a table or nothing.
    ///
    /// - Parameter lateReason: Why filings after the last day count; the actor is who approves them. Nil where none do.
    /// - Throws: `Failure.malformed` with every fault.
    public func takeInReassessments(
        _ table: Table, lateReason: String?, as actor: String
    ) async throws -> [(filing: ReassessmentFiling, dossier: Dossier)] {
        try await perform(.takeInReassessments, as: actor, remark: lateReason) { ledger in
            let read = try DemonstrationTables.filings(
                table, call: ledger.call, register: try ledger.reader.register(), existing: try ledger.reader.all(Dossier.self),
                late: try approval(lateReason, by: actor))
            for (filing, dossier) in read {
                try ledger.put(dossier)
                try ledger.put(filing)
            }
            return read
        }
    }

    /// Takes in the explanations of authorities why demonstrations cannot file, all of a table or nothing.
    ///
    /// - Parameter lateReason: Why explanations after the last day count; the actor is who approves them. Nil where none do.
    /// - Throws: `Failure.malformed` with every fault.
    public func takeInExcuses(_ table: Table, lateReason: String?, as actor: String) async throws -> [Excuse] {
        try await perform(.takeInExcuses, as: actor, remark: lateReason) { ledger in
            let read = try DemonstrationTables.excuses(
                table, call: ledger.call, register: try ledger.reader.register(), late: try approval(lateReason, by: actor))
            for excuse in read { try ledger.put(excuse) }
            return read
        }
    }

    /// The register, with what each demonstration did and what was decided.
    public func demonstrations(as actor: String) async throws -> [RegisteredDemonstration] {
        try await consult(.seeDossiers, as: actor) { reader, _, _ in
            let register = try reader.register()
            let outcomes = try reader.all(ReassessmentOutcome.self).byDemonstration
            return register.demonstrations.map { demonstration in
                var entry = RegisteredDemonstration(
                    demonstration: demonstration, filing: nil, excuse: nil, outcome: outcomes[demonstration.id],
                    stands: register.stands(demonstration.id))
                switch register.response(of: demonstration.id) {
                case .filed(let filing): entry.filing = filing
                case .excused(let excuse): entry.excuse = excuse
                case .none: break
                }
                return entry
            }
        }
    }
}

/// The approval that a reason gives, by the person who acts.
private func approval(_ reason: String?, by actor: String) throws -> LateApproval? {
    guard let reason else { return nil }
    guard !reason.allSatisfy(\.isWhitespace) else {
        throw Failure.usage(Text(zh: "批准逾期须写明理由（--late-reason）。", en: "To approve what is late takes a written reason (--late-reason)."))
    }
    return LateApproval(by: actor, reason: reason)
}

extension [ReassessmentOutcome] {
    var byDemonstration: [String: ReassessmentOutcome] {
        Dictionary(map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension RoundReader {
    /// The register of earlier demonstrations, with all that is known of them.
    func register() throws -> DemonstrationRegister {
        DemonstrationRegister(
            try all(Demonstration.self), filings: try all(ReassessmentFiling.self), excuses: try all(Excuse.self),
            outcomes: try all(ReassessmentOutcome.self))
    }
}

extension Ledger {
    /// Flags the dossiers of applicants that are demonstrations already, those that are flagged so left as they are.
    func flagDemonstrations(among dossiers: [Dossier]) throws -> [Flag] {
        let flags = try reader.register().flags(on: dossiers, under: call)
            .filter { try reader.find(Flag.self, $0.identity) == nil }
        for flag in flags { try put(flag) }
        return flags
    }
}
