/// That something else speaks against a dossier now than when the flag was raised, or nothing any more: since a name or code
/// was corrected, or a demonstration is one no more. The flag stays as it was raised, and the last renewal counts.
public struct FlagRenewal: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The flag's check.
    public var check: String
    /// Which renewal of the flag it is, from 1.
    public var turn: Int
    /// Whether anything speaks against the dossier still.
    public var stands: Bool
    /// What was found; empty where nothing is.
    public var found: String
    /// What it means until somebody decides.
    public var effect: Flag.Effect?
    /// The other dossiers that it is about, where it is about any.
    public var others: [String]?
    /// So many decisions on the flag were about what was found before: they don't count for what is found now.
    public var decisions: Int
    /// Whose act brought it about.
    public var by: String
    /// When.
    public var at: Instant

    /// A renewal of a flag.
    ///
    /// - Parameter now: The flag as it would be raised now; nil where nothing is found any more.
    public init(of flag: Flag, to now: Flag?, turn: Int, decisions: Int, by: String, at: Instant) {
        dossier = flag.dossier
        check = flag.check
        self.turn = turn
        stands = now != nil
        found = now?.found ?? ""
        effect = now?.effect
        others = now?.others
        self.decisions = decisions
        self.by = by
        self.at = at
    }
}

extension [Flag] {
    /// The flags by their last renewals; those for which nothing is found any more left out.
    public func renewed(by renewals: [FlagRenewal]) -> [Flag] {
        guard !renewals.isEmpty else { return self }
        let last = Dictionary(
            renewals.map { ([$0.dossier, $0.check], $0) }, uniquingKeysWith: { $0.turn > $1.turn ? $0 : $1 })
        return compactMap { flag in
            guard let renewal = last[[flag.dossier, flag.check]] else { return flag }
            guard renewal.stands else { return nil }
            var now = Flag(
                dossier: flag.dossier, check: flag.check, found: renewal.found, effect: renewal.effect, others: renewal.others)
            now.decidedBefore = renewal.decisions
            return now
        }
    }

    /// The flags on near names, settled where a person has found all of them to be two organisations: a pair of names is settled
    /// once, here and in the register of conflicts.
    public func settled(by verdicts: NameVerdicts, among dossiers: [Dossier]) -> [Flag] {
        guard !verdicts.isEmpty, contains(where: { $0.check == AdmissionCheck.similarName.rawValue }) else { return self }
        let names = Dictionary(dossiers.map { ($0.id, $0.applicant) }, uniquingKeysWith: { first, _ in first })
        return map { flag in
            guard flag.check == AdmissionCheck.similarName.rawValue, flag.state == .open, let others = flag.others,
                let own = names[flag.dossier]
            else { return flag }
            let findings = others.map { other in names[other].flatMap { verdicts.finding(on: own, $0) } }
            guard let last = findings.last ?? nil, findings.allSatisfy({ $0?.same == false }) else { return flag }
            var settled = flag
            settled.state = .accepted
            settled.decidedBy = last.by
            settled.reason = last.reason
            return settled
        }
    }
}

/// What a correction of a dossier changes among the flags that compare dossiers.
public struct FlagsAnew: Sendable {
    /// Flags that the dossier had not.
    public private(set) var raised: [Flag] = []
    /// Flags as they stood, each with what it is now; nil where nothing is found any more.
    public private(set) var renewed: [(flag: Flag, now: Flag?)] = []
    /// Findings for which the call sends a table back: the correction is refused for them.
    public private(set) var sentBack: [Flag] = []

    /// Compares a dossier with all others as if it came last; flags on others about it are looked at again.
    ///
    /// - Parameters:
    ///   - dossier: The dossier, corrected.
    ///   - others: All others of the round that are not out.
    ///   - flags: The flags of the round as they stand.
    public init(
        on dossier: Dossier, among others: [Dossier], flags: [Flag], under call: Call, designated: [Designation],
        verdicts: NameVerdicts
    ) {
        guard !call.isReassessed(dossier.category) else { return }
        let others = others.filter { !call.isReassessed($0.category) && $0.id != dossier.id }
        let about = flags.filter { $0.others?.contains(dossier.id) == true }
        for flag in about { look(again: flag, dossier, others, call, verdicts) }
        // What stands on another dossier about this one is not raised a second time on this one.
        let still = about.filter { flag in !renewed.contains { $0.flag == flag && $0.now?.others?.contains(dossier.id) != true } }
        var search = FlagSearch(call: call, existing: others, designated: designated, verdicts: verdicts)
        var found: [String: (flag: Flag, rule: AdmissionRule)] = [:]
        for (flag, rule) in search.flags(on: [dossier]) where rule.check != .late {
            let told = Set(still.filter { $0.check == flag.check }.map(\.dossier))
            guard let flag = flag.without(told, among: others) else { continue }
            found[flag.check] = (flag, rule)
        }
        for check in AdmissionCheck.allCases where check != .late {
            let known = flags.first { $0.dossier == dossier.id && $0.check == check.rawValue }
            switch (known, found[check.rawValue]) {
            case (nil, let now?): if now.rule.otherwise == .sendBack { sentBack.append(now.flag) } else { raised.append(now.flag) }
            case (let known?, let now): if !known.says(now?.flag) { renewed.append((known, now?.flag)) }
            case (nil, nil): break
            }
        }
    }

    /// Looks again whether a flag on another dossier is about this one still.
    private mutating func look(
        again flag: Flag, _ dossier: Dossier, _ others: [Dossier], _ call: Call, _ verdicts: NameVerdicts
    ) {
        guard let later = others.first(where: { $0.id == flag.dossier }) else { return }
        let earlier = (others + [dossier]).filter { flag.others?.contains($0.id) == true }
        var search = FlagSearch(call: call, existing: earlier, verdicts: verdicts)
        let now = search.flags(on: [later]).map(\.flag).first { $0.check == flag.check }
        if !flag.says(now) { renewed.append((flag, now)) }
    }
}

extension Flag {
    /// Whether another finding says the same.
    fileprivate func says(_ other: Flag?) -> Bool {
        other.map { $0.found == found && $0.effect == effect && $0.others == others } ?? false
    }

    /// The flag without some of the dossiers that it is about; nil where none is left.
    fileprivate func without(_ told: Set<String>, among dossiers: [Dossier]) -> Flag? {
        guard let others, !told.isDisjoint(with: others) else { return self }
        let left = dossiers.filter { others.contains($0.id) && !told.contains($0.id) }
        guard !left.isEmpty else { return nil }
        return Flag(
            dossier: dossier, check: check, found: FlagSearch.words(on: left), effect: effect, others: left.map(\.id))
    }
}
