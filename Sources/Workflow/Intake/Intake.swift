public import Formats
public import Programme

/// A dossier with what was decided on it at intake.
public struct FiledDossier: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Its flags.
    public var flags: [Flag]
}

extension Office {
    /// Takes in summary tables of authorities, all of them or nothing.
    ///
    /// - Parameter unread: faults of tables handed in with these that could not be read at all: then nothing is taken in, and the
    ///   others are judged all the same, so that everything is told at once.
    /// - Throws: `Failure.malformed` with every fault of every table.
    /// - Returns: the dossiers taken in and the flags raised.
    public func takeInDossiers(
        _ tables: [Table], unread: [Diagnostic] = [], as actor: String
    ) async throws -> DossierTable.Content {
        try await perform(.takeInDossiers, as: actor) { ledger in
            let existing = try ledger.reader.all(Dossier.self)
            let content: DossierTable.Content
            do { content = try DossierTable.read(tables, call: ledger.call, existing: existing) } catch Failure.malformed(let found) {
                throw Failure.malformed(unread + found)
            }
            guard unread.isEmpty else { throw Failure.malformed(unread) }
            for dossier in content.dossiers { try ledger.put(dossier) }
            for flag in content.flags { try ledger.put(flag) }
            var taken = content
            taken.flags += try ledger.flagDemonstrations(among: content.dossiers)
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

    /// Decides on a flag, with a reason.
    ///
    /// After the intake a dossier that was refused may still be accepted, until the reviews close: its conflicts are
    /// entered at once, and its places are vacant until `findReplacements` fills them. Nothing is refused so late, since a
    /// review may be under way. That it may be so is a default of the project.
    public func decideFlag(
        dossier: String, check: String?, accept: Bool, reason: String, as actor: String
    ) async throws -> Flag {
        try await perform(.decideFlag, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let flags = try ledger.reader.all(Flag.self, where: "dossier", is: dossier)
                .filter { check == nil || $0.check == check }
            guard var flag = flags.first else {
                throw Failure.failed(Text(zh: "\(dossier) 没有待核定事项。", en: "\(dossier) has no such flag."))
            }
            guard flags.count == 1 else {
                let checks = flags.map(\.check).joined(separator: ", ")
                throw Failure.usage(
                    Text(
                        zh: "\(dossier) 有多项待核定事项，用 --check 指明：\(checks)。",
                        en: "\(dossier) has several flags; name one with --check: \(checks)."))
            }
            let isLate = ledger.round.stage > .intake
            guard accept || !isLate else {
                throw Failure.failed(
                    Text(
                        zh: "受理阶段已结束，只能改为受理（--accept），不能再不予受理。",
                        en: "The intake is over: a dossier can still be accepted (--accept), not refused."))
            }
            flag.state = accept ? .accepted : .refused
            flag.decidedBy = actor
            flag.reason = reason
            try ledger.put(flag)
            if isLate { try ledger.enterDetected(of: dossier) }
            return flag
        }
    }

    /// Every dossier with its flags.
    public func dossiers(as actor: String) async throws -> [FiledDossier] {
        try await consult(.seeDossiers, as: actor) { reader, _, _ in
            let flags = Dictionary(grouping: try reader.all(Flag.self), by: \.dossier)
            return try reader.all(Dossier.self).map { FiledDossier(dossier: $0, flags: flags[$0.id] ?? []) }
        }
    }

    /// The call of the round, as it was frozen.
    public func call(as actor: String) async throws -> Call {
        try await consult(.seeRound, as: actor) { _, call, _ in call }
    }
}

/// Refuses an empty reason.
func requireReason(_ reason: String) throws {
    guard !reason.allSatisfy(\.isWhitespace) else {
        throw Failure.usage(Text(zh: "须写明理由（--reason）。", en: "A written reason is required (--reason)."))
    }
}
