public import Programme

/// What became of the dossiers of a category or an authority.
public struct EligibilityLine: Codable, Sendable {
    /// The category's or the authority's name.
    public var name: Text
    /// How many were filed.
    public var filed: Int
    /// How many take part, those on which somebody has yet to decide included.
    public var admitted: Int
    /// How many somebody has yet to decide on.
    public var toBeDecided: Int
    /// How many are out.
    public var out: Int
}

/// How often a rule was met.
public struct CheckLine: Codable, Sendable {
    /// The check.
    public var check: String
    /// What it asks for.
    public var name: Text
    /// The clause of the notice; nil for a default of the project.
    public var clause: String?
    /// Dossiers that meet it, or were accepted.
    public var met: Int
    /// Dossiers that don't.
    public var notMet: Int
    /// Dossiers on which a person has yet to decide.
    public var toBeDecided: Int
}

/// The eligibility of all dossiers of a round.
public struct EligibilitySummary: Codable, Sendable {
    /// By category, in the call's order.
    public var categories: [EligibilityLine]
    /// By authority, in the call's order; those that filed nothing left out.
    public var authorities: [EligibilityLine]
    /// By rule: the call's checks, then what is looked at beside them.
    public var checks: [CheckLine]
    /// The quotas of the authorities that filed, and who counts.
    public var quotas: [QuotaUse]
}

extension Office {
    /// Decides on a flag, with a reason. A later decision is a record of its own; the last one counts.
    ///
    /// After the intake a dossier that is out may still be accepted, until the reviews close: its conflicts are
    /// entered at once, and its places are vacant until `findReplacements` fills them. Nothing is refused so late, since a
    /// review may be under way. That it may be so is a default of the project.
    ///
    /// - Parameters:
    ///   - check: The flag's check; nil where the dossier has one flag, or one to be decided on.
    ///   - corrected: The value that the table should have had. A condition without exceptions is accepted by it alone.
    ///   - same: For a near name, whether the applicants are one: what is found of the names holds for the register of conflicts
    ///     too. Two organisations need no further decision.
    /// - Throws: `Failure.failed` where a quota is full, or the applicant would take part twice in a category.
    /// - Returns: The flag as it stands.
    public func decideFlag(
        dossier: String, check: String?, accept: Bool, corrected: String? = nil, same: Bool? = nil, reason: String, as actor: String
    ) async throws -> Flag {
        try await perform(.decideFlag, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let decisions = try ledger.reader.all(EligibilityDecision.self)
            let flag = try ledger.flag(on: dossier, check, decisions)
            let isLate = ledger.round.stage > .intake
            guard accept || !isLate else {
                throw Failure.failed(
                    Text(
                        zh: "受理阶段已结束，只能改为受理（--accept），不能再不予受理。",
                        en: "The intake is over: a dossier can still be accepted (--accept), not refused."))
            }
            let filed = try ledger.reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            try ledger.requireSoundCorrection(of: flag, filed, accept: accept, corrected: corrected)
            let before = try ledger.reader.activeDossiers()
            if try ledger.settleNames(of: flag, accept: accept, same: same, reason: reason) {
                if accept { try ledger.requireRoom(for: filed, decidedOn: flag, before: before) }
                return try ledger.reader.flagsAsDecided().first { $0.dossier == flag.dossier && $0.check == flag.check } ?? flag
            }
            try ledger.raise(flag)
            let decision = EligibilityDecision(
                dossier: dossier, check: flag.check, turn: (decisions.filter { $0.isOn(flag) }.map(\.turn).max() ?? 0) + 1,
                accepted: accept, corrected: corrected, by: actor, reason: reason, at: ledger.now)
            try ledger.put(decision)
            if accept { try ledger.requireRoom(for: filed, decidedOn: flag, before: before) }
            if isLate { try ledger.enterDetected(of: dossier) }
            return flag.decided(by: decisions + [decision])
        }
    }

    /// Every rule of the notice for one dossier, with what shows it and what was decided.
    public func eligibility(of dossier: String, as actor: String) async throws -> DossierEligibility {
        try await consult(.seeDossiers, as: actor) { reader, call, _ in
            DossierEligibility(
                of: try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier")), under: call,
                flags: try reader.flagsAsFound(), decisions: try reader.all(EligibilityDecision.self),
                among: try reader.all(Dossier.self).filter { !call.isReassessed($0.category) },
                designated: try reader.register().designations(under: call), source: try reader.find(DossierSource.self, [dossier]),
                corrections: try reader.all(DossierCorrection.self, where: "dossier", is: dossier),
                verdicts: try reader.verdictsOnNames())
        }
    }

    /// The eligibility of all dossiers, by category, authority and rule.
    public func eligibilitySummary(as actor: String) async throws -> EligibilitySummary {
        try await consultOnce(.seeDossiers, "eligibility", as: actor) { reader, call, _ in
            let dossiers = try reader.all(Dossier.self).filter { !call.isReassessed($0.category) }
            let flags = Dictionary(grouping: try reader.flagsAsDecided(), by: \.dossier)
            let standings = dossiers.map { AdmissionStanding(flags[$0.id] ?? []) }
            func line(_ name: Text, where belongs: (Dossier) -> Bool) -> EligibilityLine {
                let own = zip(dossiers, standings).filter { belongs($0.0) }.map(\.1)
                return EligibilityLine(
                    name: name, filed: own.count, admitted: own.count { $0 == .admitted || $0 == .open },
                    toBeDecided: own.count { $0 == .open || $0 == .waiting }, out: own.count { $0 == .out })
            }
            let filing = Set(dossiers.map(\.authority))
            return EligibilitySummary(
                categories: call.selectionCategories.map { category in line(category.name) { $0.category == category.id } },
                authorities: call.authorities.filter { filing.contains($0.code) }.map { authority in
                    line(Text(verbatim: authority.name)) { $0.authority == authority.code }
                },
                checks: checkLines(call, dossiers, flags.values.flatMap(\.self)),
                quotas: call.quotaUse(by: try reader.activeDossiers()).filter { filing.contains($0.authority.code) })
        }
    }
}

/// How often each rule was met: a dossier without a flag meets it.
private func checkLines(_ call: Call, _ dossiers: [Dossier], _ flags: [Flag]) -> [CheckLine] {
    let byCheck = Dictionary(grouping: flags, by: \.check)
    func line(_ check: String, _ name: Text, _ clause: String?, among count: Int) -> CheckLine {
        let own = byCheck[check] ?? []
        let open = own.count(where: \.awaitsDecision)
        let notMet = own.count { $0.state == .refused || $0.isOut }
        return CheckLine(check: check, name: name, clause: clause, met: count - open - notMet, notMet: notMet, toBeDecided: open)
    }
    let conditions = call.eligibility.map { check in
        let categories = call.categories.filter { $0.eligibility.contains(check.id) }.map(\.id)
        return line(check.id, check.name, check.clause, among: dossiers.count { categories.contains($0.category) })
    }
    let admission = call.admissionChecks(designated: [], flags: flags).map(call.rule).map { rule in
        line(rule.check.rawValue, rule.check.name, rule.clause, among: dossiers.count)
    }
    return conditions + admission
}

extension EligibilityDecision {
    fileprivate func isOn(_ flag: Flag) -> Bool { dossier == flag.dossier && check == flag.check }
}

extension RoundReader {
    /// Every flag as it stands: renewed where something was corrected, by the last decision on it, and by what was found of names.
    func flagsAsDecided() throws -> [Flag] {
        let flags = try flagsAsFound().decided(by: all(EligibilityDecision.self))
        let verdicts = try verdictsOnNames()
        return verdicts.isEmpty ? flags : flags.settled(by: verdicts, among: try all(Dossier.self))
    }

    /// Every flag by what is found now, whatever was decided; those for which nothing is found any more left out.
    func flagsAsFound() throws -> [Flag] { try all(Flag.self).renewed(by: all(FlagRenewal.self)) }

    /// What persons found of pairs of names.
    func verdictsOnNames() throws -> NameVerdicts { NameVerdicts(try all(NameFinding.self)) }
}

extension Ledger {
    /// Keeps a flag that was not there; one that was stays as it was raised.
    fileprivate func raise(_ flag: Flag) throws {
        if try reader.find(Flag.self, flag.identity) == nil { try put(flag) }
    }

    /// Settles the names that a flag on near names is about, where it is one.
    ///
    /// - Returns: whether that decides on the flag: applicants that are two need no other decision.
    fileprivate func settleNames(of flag: Flag, accept: Bool, same: Bool?, reason: String) throws -> Bool {
        guard flag.check == AdmissionCheck.similarName.rawValue else {
            guard same == nil else {
                throw Failure.usage(
                    Text(zh: "--same、--different 只用于 similar-name。", en: "--same and --different go with similar-name only."))
            }
            return false
        }
        guard let same else {
            guard !accept else {
                throw Failure.usage(
                    Text(
                        zh: "须写明是否同一单位（--same 或 --different）：核实结果对回避登记同样有效。",
                        en: "Say whether they are one organisation (--same or --different): it holds for the register of conflicts too."))
            }
            return false
        }
        let applicants = Dictionary(
            try reader.all(Dossier.self).map { ($0.id, $0.applicant) }, uniquingKeysWith: { first, _ in first })
        for other in flag.others ?? [] {
            guard let one = applicants[flag.dossier], let two = applicants[other] else { continue }
            _ = try settle(names: [one, two], same: same, reason: reason)
        }
        return accept && !same
    }

    /// The flag that a decision is about, as it was raised. What stands on another dossier and is about this one may be
    /// decided on this one too: it gets a flag of its own then.
    fileprivate func flag(on dossier: String, _ check: String?, _ decisions: [EligibilityDecision]) throws -> Flag {
        let all = try reader.flagsAsFound()
        let own = all.filter { $0.dossier == dossier }
        let mirrored = all.filter { flag in
            flag.others?.contains(dossier) == true && !own.contains { $0.check == flag.check }
        }.map { Flag(dossier: dossier, check: $0.check, found: $0.dossier, others: [$0.dossier]) }
        let known = own + mirrored
        let open = own.filter { $0.decided(by: decisions).awaitsDecision }
        let fitting = check.map { name in known.filter { $0.check == name } } ?? (own.count == 1 ? own : open)
        if let flag = fitting.first, check != nil || fitting.count == 1 { return flag }
        guard !known.isEmpty, check == nil else {
            throw Failure.failed(Text(zh: "\(dossier) 没有待核定事项。", en: "\(dossier) has no such flag."))
        }
        let checks = known.map(\.check).joined(separator: ", ")
        throw Failure.usage(
            Text(
                zh: "\(dossier) 有多项待核定事项，用 --check 指明：\(checks)。",
                en: "\(dossier) has several flags; name one with --check: \(checks)."))
    }

    /// Refuses to accept what has no exceptions unless a corrected value meets it.
    fileprivate func requireSoundCorrection(of flag: Flag, _ dossier: Dossier, accept: Bool, corrected: String?) throws {
        let check = call.eligibility.first { $0.id == flag.check }
        if let corrected {
            guard accept, let check else {
                throw Failure.usage(
                    Text(
                        zh: "--corrected 只用于受理（--accept）汇总表中填错的申报条件。",
                        en: "--corrected goes with --accept, on a condition that was filled in wrongly."))
            }
            guard check.judge(corrected, filedOn: dossier.filedOn) == .met else {
                throw Failure.failed(
                    Text(
                        zh: "更正后的值“\(corrected)”仍不符合“\(check.name.zh)”（通知\(check.clause)）。",
                        en: "The corrected value “\(corrected)” does not meet “\(check.name.en)” (notice \(check.clause)) either."))
            }
        } else if accept, flag.effect == .fails {
            let name = call.name(ofCheck: flag.check)
            throw Failure.failed(
                check == nil
                    ? Text(
                        zh: "按本通知规则，不符合“\(name.zh)”的不予受理，不能由人核定。",
                        en: "By the call, who does not meet “\(name.en)” is out; nobody can decide otherwise.")
                    : Text(
                        zh: "“\(name.zh)”不是“原则上”的条件，不能由人核定；填报有误的，凭推荐单位的更正用 --corrected 写明正确的值。",
                        en:
                            "“\(name.en)” is no condition “in principle”: nobody can decide otherwise. Where it was filled in wrongly and the authority has corrected it, give the right value with --corrected."
                    ))
        }
    }

    /// Refuses to bring in a dossier beyond a quota, or an applicant twice in a category.
    fileprivate func requireRoom(for dossier: Dossier, decidedOn flag: Flag, before: [Dossier]) throws {
        let active = try reader.activeDossiers()
        guard active.contains(dossier) else { return }
        let isNew = !before.contains(dossier)
        if isNew, let use = call.exceededQuotas(by: active).first(where: { $0.counted.contains(dossier) }) {
            throw Failure.failed(
                use.excess
                    + Text(
                        zh: "。先由推荐单位择优，对其中一份作不予受理的核定。",
                        en: ". Have the authority choose, and refuse one of them first."))
        }
        let isAboutTwo = [AdmissionCheck.sameCategory, .twoAuthorities].map(\.rawValue).contains(flag.check)
        guard isNew || isAboutTwo else { return }
        if let other = active.first(where: {
            $0.id != dossier.id && $0.creditCode == dossier.creditCode && $0.category == dossier.category
        }) {
            throw Failure.failed(
                Text(
                    zh:
                        "同一申报主体在本类别的 \(other.id) 也在受理之列，一个类别只受理一份。先对其中一份作不予受理的核定，如 intake decide \(other.id) --check \(flag.check) --refuse。",
                    en:
                        "\(other.id) of the same applicant takes part in this category too; one may. Refuse one of them first, for example intake decide \(other.id) --check \(flag.check) --refuse."
                ))
        }
    }
}
