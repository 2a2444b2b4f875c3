public import Formats
public import Programme

/// A dossier with what was decided on it at intake.
public struct FiledDossier: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Its flags as they stand.
    public var flags: [Flag]
    /// What was decided on them, in order.
    public var decisions: [EligibilityDecision]

    /// Whether it takes part.
    public var standing: AdmissionStanding { AdmissionStanding(flags) }
}

extension Office {
    /// Takes in summary tables of authorities, all of them or nothing.
    ///
    /// - Parameter unread: faults of tables handed in with these that could not be read at all: then nothing is taken in, and the
    ///   others are judged all the same, so that everything is told at once.
    /// - Parameter lateReason: Why filings after the last day count; the actor is who approves them. Nil where they wait for a
    ///   decision.
    /// - Throws: `Failure.malformed` with every fault of every table.
    /// - Returns: the dossiers taken in and the flags raised.
    public func takeInDossiers(
        _ tables: [Table], unread: [Diagnostic] = [], lateReason: String? = nil, as actor: String
    ) async throws -> DossierTable.Content {
        try await perform(.takeInDossiers, as: actor, remark: lateReason) { ledger in
            try requireLateReason(lateReason)
            let existing = try ledger.reader.all(Dossier.self)
            let content: DossierTable.Content
            do {
                content = try DossierTable.read(
                    tables, call: ledger.call, existing: existing, flags: try ledger.reader.flagsAsDecided(),
                    designated: try ledger.reader.register().designations(under: ledger.call),
                    verdicts: try ledger.reader.verdictsOnNames())
            } catch Failure.malformed(let found) { throw Failure.malformed(unread + found) }
            guard unread.isEmpty else { throw Failure.malformed(unread) }
            for dossier in content.dossiers { try ledger.put(dossier) }
            for source in content.sources { try ledger.put(source) }
            for flag in content.flags { try ledger.put(flag) }
            guard let lateReason else { return content }
            let approved = try ledger.approveLate(content.flags, reason: lateReason)
            if let use = ledger.call.exceededQuotas(by: try ledger.reader.activeDossiers()).first {
                throw Failure.failed(
                    use.excess
                        + Text(
                            zh: "。逾期的不加 --late-reason 导入，由推荐单位择优后逐份核定（intake decide）。",
                            en: ". Take the late ones in without --late-reason, and decide on each once the authority has chosen."))
            }
            var taken = content
            taken.flags = content.flags.decided(by: approved)
            return taken
        }
    }

    /// Takes in experts with their affiliations and interests, all of them or nothing; each becomes a person who may act.
    public func takeInExperts(
        _ experts: Table, affiliations: Table?, interests: Table?, as actor: String
    ) async throws -> ExpertTables.Content {
        try await perform(.takeInExperts, as: actor) { ledger in
            let content = try ExpertTables.read(
                experts: experts, affiliations: affiliations, interests: interests, call: ledger.call,
                existing: try ledger.reader.all(Expert.self))
            for expert in content.experts {
                if let known = try ledger.reader.find(Person.self, [expert.id]) {
                    throw Failure.failed(
                        Text(
                            zh: "编号 \(known.id) 已登记为\(known.role.name.zh)，不能同时为专家。",
                            en: "\(known.id) is \(known.role.name.en) already and cannot be an expert."))
                }
                try ledger.put(expert)
                try ledger.put(Person(id: expert.id, name: expert.name, role: .expert))
            }
            for affiliation in content.affiliations { try ledger.put(affiliation) }
            for interest in content.interests { try ledger.put(interest) }
            return content
        }
    }

    /// Every dossier with its flags.
    public func dossiers(as actor: String) async throws -> [FiledDossier] {
        try await consultOnce(.seeDossiers, "dossiers", as: actor) { reader, _, _ in
            let decisions = try reader.all(EligibilityDecision.self)
            let flags = Dictionary(grouping: try reader.flagsAsDecided(), by: \.dossier)
            let raised = Dictionary(grouping: try reader.all(Flag.self), by: \.dossier)
            return try reader.all(Dossier.self).map { dossier in
                FiledDossier(
                    dossier: dossier, flags: flags[dossier.id] ?? [],
                    decisions: (raised[dossier.id] ?? []).flatMap { $0.history(in: decisions) })
            }
        }
    }

    /// The call of the round, as it was frozen.
    public func call(as actor: String) async throws -> Call {
        try await consult(.seeRound, as: actor) { _, call, _ in call }
    }
}

/// Refuses a reason for what came late that says nothing.
func requireLateReason(_ reason: String?) throws {
    guard let reason, reason.allSatisfy(\.isWhitespace) else { return }
    throw Failure.usage(Text(zh: "批准逾期须写明理由（--late-reason）。", en: "To approve what is late takes a written reason (--late-reason)."))
}

extension Ledger {
    /// Approves late filings in the actor's name: the same record as `decideFlag` makes of it.
    func approveLate(_ flags: [Flag], reason: String) throws -> [EligibilityDecision] {
        try flags.filter { $0.check == AdmissionCheck.late.rawValue && $0.effect == .waits }.map { flag in
            let decision = EligibilityDecision(
                dossier: flag.dossier, check: flag.check, turn: 1, accepted: true, by: actor, reason: reason, at: now)
            try put(decision)
            return decision
        }
    }
}

/// Refuses an empty reason.
func requireReason(_ reason: String) throws {
    guard !reason.allSatisfy(\.isWhitespace) else {
        throw Failure.usage(Text(zh: "须写明理由（--reason）。", en: "A written reason is required (--reason)."))
    }
}
