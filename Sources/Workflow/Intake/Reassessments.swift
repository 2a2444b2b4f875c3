public import Formats
public import Programme

/// A demonstration of the register with what it did, and what was decided.
public struct RegisteredDemonstration: Codable, Sendable {
    /// The demonstration.
    public var demonstration: Demonstration
    /// Its filing, where it filed.
    public var filing: ReassessmentFiling?
    /// Whether it filed late and nobody has approved that.
    public var isUnapproved = false
    /// Its authority's explanation, where there is one.
    public var excuse: Excuse?
    /// What was proposed or decided, once it was.
    public var outcome: ReassessmentOutcome?
    /// Whether it is a demonstration still, for all that the round knows: a city that is none any more may apply again.
    public var stands: Bool
}

/// What a register of earlier demonstrations brought.
public struct RegisterTaken: Codable, Sendable {
    /// The demonstrations.
    public var demonstrations: [Demonstration]
    /// The flags on dossiers of applicants that are demonstrations already.
    public var flags: [Flag]
}

/// What a demonstration filed, and the dossier that it became.
public struct FiledReassessment: Codable, Sendable {
    /// The filing.
    public var filing: ReassessmentFiling
    /// The dossier.
    public var dossier: Dossier
}

extension Office {
    /// Takes in the register of earlier demonstrations, all of a table or nothing.
    ///
    /// Dossiers of applicants that are demonstrations already get a flag by the call's rule.
    ///
    /// - Throws: `Failure.malformed` with every fault.
    public func takeInDemonstrations(_ table: Table, as actor: String) async throws -> RegisterTaken {
        try await perform(.takeInDemonstrations, as: actor) { ledger in
            let read = try DemonstrationTables.register(
                table, call: ledger.call, existing: try ledger.reader.all(Demonstration.self))
            for demonstration in read { try ledger.put(demonstration) }
            return RegisterTaken(
                demonstrations: read, flags: try ledger.flagDemonstrations(among: try ledger.reader.all(Dossier.self)))
        }
    }

    /// Takes in what demonstrations filed, as dossiers of the reassessment, all of a table or nothing.
    ///
    /// What came after the last day takes no part before somebody has approved it, as in the selection.
    ///
    /// - Parameter lateReason: Why filings after the last day count; the actor is who approves them. Nil where they wait for a
    ///   decision.
    /// - Throws: `Failure.malformed` with every fault.
    public func takeInReassessments(
        _ table: Table, lateReason: String?, as actor: String
    ) async throws -> [FiledReassessment] {
        try await perform(.takeInReassessments, as: actor, remark: lateReason) { ledger in
            try requireLateReason(lateReason)
            let read = try DemonstrationTables.filings(
                table, call: ledger.call, register: try ledger.reader.register(), existing: try ledger.reader.all(Dossier.self))
            var late: [Flag] = []
            for (filing, dossier) in read {
                try ledger.put(dossier)
                try ledger.put(filing)
                guard filing.filedOn > ledger.call.lastDay(ofFilingIn: dossier.category) else { continue }
                late.append(
                    Flag(
                        dossier: dossier.id, check: AdmissionCheck.late.rawValue, found: filing.filedOn.description, effect: .waits))
            }
            for flag in late { try ledger.put(flag) }
            if let lateReason { _ = try ledger.approveLate(late, reason: lateReason) }
            return read.map { FiledReassessment(filing: $0.filing, dossier: $0.dossier) }
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
            try ledger.renewDesignationFlags()
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
                case .late(let filing):
                    entry.filing = filing
                    entry.isUnapproved = true
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
    try requireLateReason(reason)
    return LateApproval(by: actor, reason: reason)
}

extension [ReassessmentOutcome] {
    var byDemonstration: [String: ReassessmentOutcome] {
        Dictionary(map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension RoundReader {
    /// The register of earlier demonstrations, with all that is known of them, what was decided on late filings included.
    func register() throws -> DemonstrationRegister {
        let late = Dictionary(
            try flagsAsDecided().filter { $0.check == AdmissionCheck.late.rawValue }.map { ($0.dossier, $0) },
            uniquingKeysWith: { first, _ in first })
        var unapproved: Set<String> = []
        let filings = try all(ReassessmentFiling.self).map { filing in
            guard let flag = late[filing.dossier] else { return filing }
            var filing = filing
            if flag.keepsOut {
                unapproved.insert(filing.demonstration)
            } else if let by = flag.decidedBy {
                filing.late = LateApproval(by: by, reason: flag.reason ?? "")
            }
            return filing
        }
        return DemonstrationRegister(
            try all(Demonstration.self), filings: filings, excuses: try all(Excuse.self),
            outcomes: try all(ReassessmentOutcome.self), unapproved: unapproved)
    }
}

extension Ledger {
    /// Flags the dossiers of applicants that are demonstrations already, those that are flagged so left as they are.
    func flagDemonstrations(among dossiers: [Dossier]) throws -> [Flag] {
        let flags = try call.designationFlags(on: dossiers, designated: reader.register().designations(under: call))
            .filter { try reader.find(Flag.self, $0.identity) == nil }
        for flag in flags { try put(flag) }
        return flags
    }

    /// Takes back the flags of applicants whose demonstration is one no more, since its authority explained that it can't file:
    /// they may apply again (notice 一（三）2 speaks of those that are demonstrations).
    func renewDesignationFlags() throws {
        let standing = try reader.flagsAsFound().filter { $0.check == AdmissionCheck.designated.rawValue }
        guard !standing.isEmpty else { return }
        let flagged = try reader.all(Dossier.self).filter { dossier in standing.contains { $0.dossier == dossier.id } }
        let now = call.designationFlags(on: flagged, designated: try reader.register().designations(under: call))
        for flag in standing {
            let other = now.first { $0.dossier == flag.dossier }
            if other?.found != flag.found || other?.effect != flag.effect { try renew(flag, to: other) }
        }
    }
}
