public import Programme

/// What a run of detection found.
public struct DetectionReport: Codable, Sendable {
    /// Entries that bind, by ground.
    public var byGround: [RoundStatus.Count]
    /// Entries that are new.
    public var added: Int
    /// Pairs of expert and dossier that are barred.
    public var pairs: Int
    /// Suspicions that nobody has settled.
    public var suspicions: Int
}

extension Office {
    /// Finds the conflicts in what was taken in. What a person said or decided about an entry stays as it is.
    public func detectConflicts(as actor: String) async throws -> DetectionReport {
        try await perform(.detectConflicts, as: actor) { ledger in
            let update = try ledger.enterDetected()
            ledger.round.conflictsDetected = true
            let entries = update.register
            let register = entries.filter(\.binds)
            return DetectionReport(
                byGround: Conflict.Ground.allCases.map { ground in
                    .init(name: ground.name, count: register.count { $0.ground == ground })
                },
                added: update.changes.count { $0.kind == .added }, pairs: Set(register.map { [$0.expert, $0.dossier] }).count,
                suspicions: entries.count { $0.state == .suspected })
        }
    }

    /// Enters a conflict that somebody reported. A review under way ends with it, and its scores are void: the body
    /// may decide on a recusal unasked (政府采购法实施条例 9).
    ///
    /// - Parameter digest: After the reviews: that of the consequences, as the refusal without it tells them.
    public func enterConflict(
        expert: String, dossier: String, ground: Conflict.Ground, reason: String, approving digest: String? = nil, as actor: String
    ) async throws -> Conflict {
        try await perform(.enterConflict, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            _ = try ledger.reader.get(Expert.self, expert, named: Text(zh: "专家", en: "expert"))
            _ = try ledger.reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            if let known = try ledger.reader.find(Conflict.self, [expert, dossier, ground.rawValue]) {
                throw Failure.failed(
                    Text(
                        zh: "回避登记中已有此项（\(known.state.name.zh)）。", en: "The register has this entry already (\(known.state.name.en))."))
            }
            let conflict = Conflict(
                expert: expert, dossier: dossier, ground: ground, evidence: Text(verbatim: reason), state: .confirmed,
                by: actor, reason: reason)
            try ledger.enter(conflict)
            try ledger.reopenAfterReviews(approving: digest)
            return conflict
        }
    }

    /// Confirms or waives an entry, with a reason; a waiver is the only thing that lifts one.
    public func settleConflict(
        expert: String, dossier: String, ground: Conflict.Ground?, waive: Bool, reason: String, as actor: String
    ) async throws -> [Conflict] {
        try await perform(waive ? .waiveConflict : .confirmConflict, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let entries = try ledger.reader.all(Conflict.self, where: "expert", is: expert)
                .filter { $0.dossier == dossier && (ground == nil || $0.ground == ground) }
            guard !entries.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "回避登记中没有 \(expert) 与 \(dossier) 的这一情形。用 linxuan conflicts list 查看。",
                        en: "The register has no such entry for \(expert) and \(dossier). See linxuan conflicts list."))
            }
            return try entries.map { entry in
                var settled = entry
                settled.state = waive ? .waived : .confirmed
                settled.by = actor
                settled.reason = reason
                try ledger.enter(settled)
                return settled
            }
        }
    }

    /// The register, or the part of it about an expert or a dossier.
    public func conflicts(expert: String?, dossier: String?, as actor: String) async throws -> [Conflict] {
        try await consult(.seeConflicts, as: actor) { reader, _, _ in
            try reader.all(Conflict.self)
                .filter { (expert == nil || $0.expert == expert) && (dossier == nil || $0.dossier == dossier) }
        }
    }
}

extension Ledger {
    /// Enters what the tables show and the register lacks; a review under way ends with what is certain.
    ///
    /// - Returns: what was found and entered.
    @discardableResult
    func enterDetected() throws -> RegisterUpdate {
        let update = try reader.registerUpdate(call: call)
        try enter(update.changes)
        return update
    }

    /// Enters what the tables show of one dossier. What they show of others is for `replay` to show first.
    func enterDetected(of dossier: String) throws {
        try enter(try reader.registerUpdate(call: call).changes.filter { $0.entry.dossier == dossier })
    }

    /// Does something and enters what detection finds because of it; what it would have found before waits for `replay`.
    ///
    /// - Returns: what was entered.
    @discardableResult
    func enteringWhatFollows(_ work: () throws -> Void) throws -> [RegisterUpdate.Change] {
        let waiting = Set(try reader.registerUpdate(call: call).changes)
        try work()
        let changes = try reader.registerUpdate(call: call).changes.filter { !waiting.contains($0) }
        try enter(changes)
        return changes
    }

    /// Does what detection or a replay changes.
    func enter(_ changes: [RegisterUpdate.Change]) throws {
        let seats = Set(try reader.all(Review.self).filter(\.state.sits).map(\.identity))
        for change in changes {
            guard change.kind == .added else {
                try enter(change.entry)
                continue
            }
            if change.entry.binds, seats.contains([change.entry.dossier, change.entry.expert]) { try endReview(of: change.entry) }
            try add(change.entry)
            try add(ConflictStatement(on: change.entry, turn: 1, by: actor, at: now))
        }
    }

    /// Brings an entry of the register to where it is to stand, and keeps who said so and when. A review under way ends
    /// with a conflict; a suspicion leaves it as it is.
    func enter(_ entry: Conflict) throws {
        if entry.binds { try endReview(of: entry) }
        let earlier = try reader.all(ConflictStatement.self, where: "expert", is: entry.expert)
            .count { $0.dossier == entry.dossier && $0.ground == entry.ground }
        try put(entry)
        try put(ConflictStatement(on: entry, turn: earlier + 1, by: actor, at: now))
    }

    /// Takes the expert off the dossier's panel where a conflict comes to light after they were put on it.
    func endReview(of conflict: Conflict) throws {
        guard let review = try reader.find(Review.self, [conflict.dossier, conflict.expert]), review.state.sits else {
            return
        }
        if review.state == .submitted { ended.append(review) }
        try leave(review, as: .recused, reason: conflict.reason ?? conflict.evidence.zh)
    }
}

extension RoundReader {
    /// What detection on the tables as they are now changes in the register.
    func registerUpdate(call: Call) throws -> RegisterUpdate {
        let detection = ConflictDetection(
            call: call, dossiers: try activeDossiers(), experts: try all(Expert.self),
            affiliations: try all(Affiliation.self), interests: try all(Interest.self),
            relations: try all(OrganisationRelation.self), findings: try all(NameFinding.self))
        let register = try all(Conflict.self)
        return RegisterUpdate(found: detection.conflicts(), register: register, statements: try statements(onOpenEntriesOf: register))
    }

    /// All that was said of entries that detection may change: those that bind stay as they are whatever was said.
    private func statements(onOpenEntriesOf register: [Conflict]) throws -> [ConflictStatement] {
        let experts = Set(register.filter { !$0.binds }.map(\.expert))
        // Looking up a few is quicker than reading them all.
        guard experts.count < 200 else { return try all(ConflictStatement.self) }
        return try experts.sorted().flatMap { try all(ConflictStatement.self, where: "expert", is: $0) }
    }
}
