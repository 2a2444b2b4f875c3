public import Programme

/// Open suspicions that rest on the same two names, or one that rests on none.
public struct SuspicionGroup: Codable, Sendable {
    /// The two names; nil where the suspicion rests on none.
    public var names: [String]?
    /// The suspicions.
    public var entries: [Conflict]
}

extension Office {
    /// What has to be settled: by the names that are near, those that keep the most pairs open first.
    public func suspicions(as actor: String) async throws -> [SuspicionGroup] {
        try await consultOnce(.seeConflicts, "suspicions", as: actor) { reader, _, _ in
            let open = try reader.all(Conflict.self).filter { $0.state == .suspected }
            let groups = Dictionary(grouping: open.filter { $0.names != nil }) { $0.names ?? [] }
            let named = groups.map { SuspicionGroup(names: $0, entries: $1) }
                .sorted { ($1.entries.count, $0.names?.joined() ?? "") < ($0.entries.count, $1.names?.joined() ?? "") }
            return named + open.filter { $0.names == nil }.map { SuspicionGroup(names: nil, entries: [$0]) }
        }
    }

    /// Settles open suspicions about an expert and a dossier: a conflict, or none. A review under way ends with a conflict,
    /// and its scores are void.
    public func settleSuspicion(
        expert: String, dossier: String, ground: Conflict.Ground?, isConflict: Bool, reason: String, approving digest: String? = nil,
        as actor: String
    ) async throws -> [Conflict] {
        try await perform(.settleSuspicion, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let open = try ledger.reader.all(Conflict.self, where: "expert", is: expert)
                .filter { $0.dossier == dossier && $0.state == .suspected && (ground == nil || $0.ground == ground) }
            guard !open.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "\(expert) 与 \(dossier) 没有待核实的疑似情形。用 linxuan conflicts suspicions 查看。",
                        en: "There is no open suspicion about \(expert) and \(dossier). See linxuan conflicts suspicions."))
            }
            let settled = try open.map { try ledger.settle($0, isConflict: isConflict, reason: reason) }
            try ledger.reopenAfterReviews(approving: digest)
            return settled
        }
    }

    /// Settles whether two near names are one organisation: for all suspicions that rest on them and for those to come, and
    /// for applicants of these names.
    ///
    /// Before the reviews begin, what follows from one organisation is entered at once; after that `replay` shows it first.
    /// - Returns: the entries that were settled.
    public func settleNames(
        _ names: [String], same: Bool, reason: String, approving digest: String? = nil, as actor: String
    ) async throws -> [Conflict] {
        try await perform(.settleSuspicion, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let names = NameFinding.ordered(names)
            let isInRegister = try ledger.reader.all(Conflict.self).contains { $0.names == names }
            guard try isInRegister || ledger.reader.hasFlag(onNames: names) else {
                throw Failure.failed(
                    Text(
                        zh: "没有涉及“\(names[0])”与“\(names[1])”的疑似情形。请按 conflicts suspicions 或 intake flags 所列名称填写。",
                        en:
                            "No suspicion rests on “\(names[0])” and “\(names[1])”. Write the names as conflicts suspicions or intake flags lists them."
                    ))
            }
            let settled = try ledger.settle(names: names, same: same, reason: reason)
            try ledger.reopenAfterReviews(approving: digest)
            return settled
        }
    }

    /// Enters a request in writing that an expert be recused from a dossier, to be decided by a named person
    /// (政府采购法实施条例 9; 自然科学基金条例 20).
    ///
    /// - Parameter party: Who asks.
    public func requestRecusal(
        expert: String, dossier: String, party: String, reason: String, as actor: String
    ) async throws -> Conflict {
        try await perform(.requestRecusal, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            guard !party.allSatisfy(\.isWhitespace) else {
                throw Failure.usage(Text(zh: "须写明提出人（--from）。", en: "Say who asks (--from)."))
            }
            _ = try ledger.reader.get(Expert.self, expert, named: Text(zh: "专家", en: "expert"))
            _ = try ledger.reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            let evidence = Text(zh: "\(party)书面申请其回避：\(reason)", en: "\(party) asks in writing for their recusal: \(reason)")
            if let known = try ledger.reader.find(Conflict.self, [expert, dossier, Conflict.Ground.request.rawValue]) {
                guard known.state.standing == .cleared, known.evidence != evidence else {
                    throw Failure.failed(
                        Text(
                            zh: "回避登记中已有对 \(expert) 与 \(dossier) 的申请（\(known.state.name.zh)）。",
                            en: "The register has a request about \(expert) and \(dossier) already (\(known.state.name.en))."))
                }
            }
            let entry = Conflict(expert: expert, dossier: dossier, ground: .request, evidence: evidence, state: .suspected)
            try ledger.enter(entry)
            return entry
        }
    }
}

extension RoundReader {
    /// Whether a flag at the intake is about applicants of two names.
    fileprivate func hasFlag(onNames names: [String]) throws -> Bool {
        let flags = try flagsAsFound().filter { $0.check == AdmissionCheck.similarName.rawValue }
        guard !flags.isEmpty else { return false }
        let applicants = Dictionary(try all(Dossier.self).map { ($0.id, $0.applicant) }, uniquingKeysWith: { first, _ in first })
        return flags.contains { flag in
            (flag.others ?? []).contains { NameFinding.ordered([flag.dossier, $0].compactMap { applicants[$0] }) == names }
        }
    }
}

extension Ledger {
    /// Keeps what a person found of two names, and settles the suspicions that rest on them: the one way to do it, at the
    /// intake and in the register.
    ///
    /// - Returns: the entries of the register that were settled.
    func settle(names: [String], same: Bool, reason: String) throws -> [Conflict] {
        let names = NameFinding.ordered(names)
        let earlier = try reader.all(NameFinding.self, where: "first", is: names[0]).count { $0.second == names[1] }
        let finding = NameFinding(names, turn: earlier + 1, same: same, by: actor, reason: reason, at: now)
        let entries = try reader.all(Conflict.self).filter { entry in
            entry.names.map { NameVerdicts([finding]).finding(on: $0[0], $0[1]) != nil } ?? false
        }
        var settled: [Conflict] = []
        func settleAll() throws {
            try put(finding)
            settled = try entries.filter { $0.state == .suspected || ($0.state == .cleared && same) }
                .map { try settle($0, isConflict: same, reason: reason) }
        }
        if round.stage < .reviews, round.conflictsDetected { try enteringWhatFollows(settleAll) } else { try settleAll() }
        return settled
    }

    fileprivate func settle(_ entry: Conflict, isConflict: Bool, reason: String) throws -> Conflict {
        var settled = entry
        settled.state = isConflict ? .confirmed : .cleared
        settled.by = actor
        settled.reason = reason
        try enter(settled)
        return settled
    }
}
