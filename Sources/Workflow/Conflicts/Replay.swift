internal import Cryptography
public import Programme

/// What detection on the tables as they are now would change, and what follows by rule.
public struct ReplayReport: Codable, Sendable {
    /// The changes of the register.
    public var changes: [Change]
    /// Entries that the program had found and that the tables no longer show: they stay until a person lifts them.
    public var unsupported: [Conflict]
    /// What follows for a round whose reviews are closed; nil where they are not, or no score becomes void.
    public var reopening: Reopening?
    /// What names these changes: who approves them says what was shown.
    public var digest: String

    /// One change.
    public struct Change: Codable, Sendable {
        /// The entry as it would be.
        public var entry: Conflict
        /// What happens to it.
        public var kind: RegisterUpdate.Kind
        /// Where the review of the pair stands; nil where none was asked for.
        public var review: Review.State?
        /// What follows.
        public var consequence: Consequence
    }

    /// What follows from a change, by rule.
    public enum Consequence: String, Codable, Sendable, CaseIterable {
        /// The pair may not be assigned.
        case barred
        /// The review ends, and the place is vacant.
        case replaced
        /// The review ends, its scores are void (招标投标法实施条例 48), and the place is vacant.
        case voided
        /// A person has to settle it; until then nobody is put there, and who sits stays.
        case toSettle = "to-settle"

        /// The consequence in words.
        public var name: Text {
            switch self {
            case .barred: Text(zh: "不得分配", en: "may not be assigned")
            case .replaced: Text(zh: "终止评审，补选专家", en: "the review ends, the place is filled anew")
            case .voided: Text(zh: "评分作废，补选专家重新评审", en: "scores are void, the place is filled anew")
            case .toSettle: Text(zh: "待核实", en: "to be settled")
            }
        }
    }
}

extension Office {
    /// Runs detection again on the tables as they are now and shows what would be in conflict, also among pairs that are
    /// assigned or scored. Nothing is changed.
    public func replayConflicts(as actor: String) async throws -> ReplayReport {
        try await consult(.seeConflicts, as: actor) { reader, call, round in try reader.replay(call, in: round.stage) }
    }

    /// Does what `replayConflicts` showed.
    ///
    /// - Parameter digest: that of the report: where the tables or the register have changed since, nothing is done.
    public func approveReplay(_ digest: String, reason: String, as actor: String) async throws -> ReplayReport {
        try await perform(.replayConflicts, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let report = try ledger.reader.replay(ledger.call, in: ledger.round.stage)
            guard digest.count >= 8, report.digest.hasPrefix(digest.lowercased()) else {
                throw Failure.failed(
                    Text(
                        zh: "摘要与现在的情况不符（现为 \(report.digest.prefix(12))）：资料或登记已有变化，或摘要有误。请重新运行 conflicts replay 查看后再批准。",
                        en:
                            "The digest is not that of things as they are (\(report.digest.prefix(12))): tables or register have changed, or it is mistyped. Run conflicts replay again and look before approving."
                    ))
            }
            try ledger.enter(report.changes.map { RegisterUpdate.Change(entry: $0.entry, kind: $0.kind) })
            // What was approved says it already.
            try ledger.reopenAfterReviews(approving: report.reopening?.digest)
            return report
        }
    }
}

extension RoundReader {
    func replay(_ call: Call, in stage: Stage) throws -> ReplayReport {
        let update = try registerUpdate(call: call)
        let reviews = Dictionary(try all(Review.self).map { ($0.identity, $0.state) }, uniquingKeysWith: { first, _ in first })
        let scored = Set(try all(ScoreSheet.self).filter { $0.state != .void }.map(\.identity))
        let changes = update.changes.map { change in
            let pair = [change.entry.dossier, change.entry.expert]
            let state = reviews[pair]
            let consequence: ReplayReport.Consequence =
                if !change.entry.binds { .toSettle } else if state?.sits != true { .barred } else if scored.contains(pair) { .voided } else
                {
                    .replaced
                }
            return ReplayReport.Change(entry: change.entry, kind: change.kind, review: state, consequence: consequence)
        }
        // What hurts most is read first.
        let order: [ReplayReport.Consequence] = [.voided, .replaced, .toSettle, .barred]
        let sorted = order.flatMap { kind in changes.filter { $0.consequence == kind } }
        let void = sorted.filter { $0.consequence == .voided }.map { [$0.entry.dossier, $0.entry.expert] }
        let reopening = stage > .reviews && stage < .closed ? try self.reopening(voiding: Set(void), call) : nil
        let told =
            [reopening?.digest].compactMap(\.self)
            + sorted.map { "\($0.kind.rawValue) \($0.consequence.rawValue) \($0.entry.said)" }
            + update.unsupported.map { "unsupported \($0.said)" }
        return ReplayReport(
            changes: sorted, unsupported: update.unsupported, reopening: reopening,
            digest: SHA256Digest(of: told.joined(separator: "\n")).description)
    }
}

extension Conflict {
    /// The entry in one line, for a digest.
    fileprivate var said: String { "\(expert) \(dossier) \(ground.rawValue) \(state.rawValue) \(evidence.zh)" }
}
