/// What was found against a dossier at its intake: a condition that is not met, a filing after the deadline, a second
/// application. It stays as it was found; what people decide on it are `EligibilityDecision`s.
public struct Flag: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The eligibility check of the call, or an `AdmissionCheck`.
    public var check: String
    /// What was found: the cell's value, a day, the applications that it is about.
    public var found: String
    /// What was decided. As a flag is stored it is open, but in rounds of earlier versions, which wrote decisions here.
    public var state: State
    /// Who decided.
    public var decidedBy: String?
    /// Why.
    public var reason: String?
    /// What the flag means until somebody decides; nil is `asks`, as in rounds of earlier versions.
    public var effect: Effect?
    /// The other dossiers that it is about, where it is about any.
    public var others: [String]?
    /// So many decisions were about what was found before a renewal; nil in a flag as it was raised. Never stored.
    public var decidedBefore: Int?

    /// What was decided on a flag.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Nothing yet.
        case open
        /// The dossier stays in.
        case accepted
        /// The dossier is out.
        case refused

        /// The state's name.
        public var name: Text {
            switch self {
            case .open: Text(zh: "待核定", en: "open")
            case .accepted: Text(zh: "予以受理", en: "accepted")
            case .refused: Text(zh: "不予受理", en: "refused")
            }
        }
    }

    /// What a flag means until somebody decides.
    public enum Effect: String, Codable, Sendable, CaseIterable {
        /// The dossier takes part, and the intake does not end before somebody has decided.
        case asks
        /// The dossier takes no part before it is accepted; the intake does not end before somebody has decided.
        case waits
        /// The dossier is out. Nobody may overlook what the notice demands without reserve: only what was filled in wrongly can
        /// be corrected.
        case fails
    }

    /// A flag that was just raised.
    public init(dossier: String, check: String, found: String, effect: Effect? = nil, others: [String]? = nil) {
        self.dossier = dossier
        self.check = check
        self.found = found
        state = .open
        self.effect = effect
        self.others = others
    }

    /// Whether it keeps the dossier from taking part.
    public var keepsOut: Bool {
        switch state {
        case .accepted: false
        case .refused: true
        case .open: effect == .waits || effect == .fails
        }
    }

    /// Whether the dossier is out by it, unless something is decided anew; one that waits isn't.
    public var isOut: Bool { keepsOut && (state == .refused || effect == .fails) }

    /// Whether somebody has yet to decide on it.
    public var awaitsDecision: Bool { state == .open && effect != .fails }

    /// Where it stands, in words.
    public var standing: Text {
        state == .open && effect == .fails ? Text(zh: "不符合，不予受理", en: "not met: out") : state.name
    }
}

/// What a named person decided on a flag, when and why. Changing one's mind is a new decision: the last one counts.
public struct EligibilityDecision: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The flag's check.
    public var check: String
    /// Which decision on the flag it is, from 1; 0 is one that an earlier version wrote into the flag itself.
    public var turn: Int
    /// Whether the dossier stays in.
    public var accepted: Bool
    /// The value that the table should have had, where it was filled in wrongly.
    public var corrected: String?
    /// Who decided.
    public var by: String
    /// Why.
    public var reason: String
    /// When; nil where only the log of an earlier version knows.
    public var at: Instant?

    /// A decision.
    public init(
        dossier: String, check: String, turn: Int, accepted: Bool, corrected: String? = nil, by: String, reason: String, at: Instant?
    ) {
        self.dossier = dossier
        self.check = check
        self.turn = turn
        self.accepted = accepted
        self.corrected = corrected
        self.by = by
        self.reason = reason
        self.at = at
    }

    /// What was decided.
    public var state: Flag.State { accepted ? .accepted : .refused }

    /// The decision as one line: when, who, what, why.
    public var line: Text {
        let what =
            state.name + (corrected.map { Text(zh: "（更正为“\($0)”）", en: " (corrected to “\($0)”)") } ?? Text(verbatim: ""))
        let day = at.map { $0.inChina + " " } ?? ""
        return Text(zh: "\(day)\(by) \(what.zh)：\(reason)", en: "\(day)\(by) \(what.en): \(reason)")
    }
}

extension Flag {
    /// Every decision on the flag in its order, one that an earlier version wrote into it included.
    public func history(in decisions: [EligibilityDecision]) -> [EligibilityDecision] {
        var history = decisions.filter { $0.dossier == dossier && $0.check == check }.sorted { $0.turn < $1.turn }
        if state != .open, let decidedBy {
            let first = EligibilityDecision(
                dossier: dossier, check: check, turn: 0, accepted: state == .accepted, by: decidedBy, reason: reason ?? "", at: nil)
            history.insert(first, at: 0)
        }
        return history
    }

    /// The flag as it stands once the last decision counts.
    public func decided(by decisions: [EligibilityDecision]) -> Flag {
        guard let last = history(in: decisions).last, last.turn > decidedBefore ?? -1 else { return self }
        var flag = self
        flag.state = last.state
        flag.decidedBy = last.by
        flag.reason = last.reason
        return flag
    }
}

extension [Flag] {
    /// The flags as they stand once the last decision on each counts.
    public func decided(by decisions: [EligibilityDecision]) -> [Flag] {
        let own = Dictionary(grouping: decisions) { [$0.dossier, $0.check] }
        return map { $0.decided(by: own[[$0.dossier, $0.check]] ?? []) }
    }
}
