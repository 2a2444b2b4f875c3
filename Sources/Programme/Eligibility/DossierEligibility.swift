/// One rule of the notice and what it came to for a dossier.
public struct EligibilityItem: Codable, Sendable {
    /// The check: one of the call's, or an `AdmissionCheck`.
    public var check: String
    /// What it asks for.
    public var name: Text
    /// The clause of the notice; nil for a default of the project.
    public var clause: String?
    /// Whether the notice asks for it in principle (原则上), or leaves it to a person for another reason.
    public var isForAPerson: Bool
    /// What it came to.
    public var outcome: Outcome
    /// What shows it.
    public var evidence: Text
    /// The cell from which it was read; nil where it was compared, or taken in by an earlier version.
    public var place: Diagnostic.Place?
    /// Who gave that.
    public var givenBy: Text
    /// What was decided, in order; the last counts.
    public var decisions: [EligibilityDecision]

    /// What a rule comes to.
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        /// It is met, or a person accepted the dossier.
        case met
        /// It is not met.
        case notMet = "not-met"
        /// A person has yet to decide.
        case toBeDecided = "to-be-decided"

        /// The outcome's name.
        public var name: Text {
            switch self {
            case .met: Text(zh: "符合", en: "met")
            case .notMet: Text(zh: "不符合", en: "not met")
            case .toBeDecided: Text(zh: "待核定", en: "to be decided")
            }
        }
    }
}

/// Whether a dossier takes part.
public enum AdmissionStanding: String, Codable, Sendable, CaseIterable {
    /// It takes part.
    case admitted
    /// It takes part so far, and somebody has yet to decide.
    case open
    /// It takes no part before somebody has decided.
    case waiting
    /// It takes no part.
    case out

    /// The standing by the flags of a dossier, as they stand.
    public init(_ flags: [Flag]) {
        if flags.contains(where: \.isOut) {
            self = .out
        } else if flags.contains(where: \.keepsOut) {
            self = .waiting
        } else {
            self = flags.contains(where: \.awaitsDecision) ? .open : .admitted
        }
    }

    /// The standing's name.
    public var name: Text {
        switch self {
        case .admitted: Text(zh: "已受理", en: "admitted")
        case .open: Text(zh: "待核定", en: "to be decided")
        case .waiting: Text(zh: "待核定，暂不参加", en: "waits for a decision")
        case .out: Text(zh: "不予受理", en: "out")
        }
    }
}

/// Every rule of the notice for one dossier.
public struct DossierEligibility: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Whether it takes part.
    public var standing: AdmissionStanding
    /// The rules, those of the category first.
    public var items: [EligibilityItem]
    /// The corrections of its applicant's name and code, from the first.
    public var corrections: [DossierCorrection]

    /// - Parameters:
    ///   - flags: All flags of the round, as they were raised.
    ///   - decisions: All decisions of the round.
    ///   - dossiers: All dossiers of the round.
    ///   - designated: Who is a demonstration already. Without a register nothing is said of it.
    ///   - source: Where it was read.
    ///   - corrections: The corrections of all dossiers.
    ///   - verdicts: What persons found of near names.
    public init(
        of dossier: Dossier, under call: Call, flags: [Flag], decisions: [EligibilityDecision], among dossiers: [Dossier],
        designated: [Designation] = [], source: DossierSource? = nil, corrections: [DossierCorrection] = [],
        verdicts: NameVerdicts = NameVerdicts([])
    ) {
        let own = flags.filter { $0.dossier == dossier.id }
        let judge = EligibilityJudge(
            call: call, dossier: dossier, flags: flags, decisions: decisions, dossiers: dossiers, source: source, verdicts: verdicts)
        self.dossier = dossier
        self.corrections = corrections.filter { $0.dossier == dossier.id }.sorted { $0.turn < $1.turn }
        standing = AdmissionStanding(own.decided(by: decisions).settled(by: verdicts, among: dossiers))
        items =
            (call.category(dossier.category).map(call.checks) ?? []).map(judge.item)
            + call.admissionChecks(designated: designated, flags: own).map(judge.item)
    }
}

extension Call {
    /// The last day of filing: that of the reassessment for what is reassessed.
    public func lastDay(ofFilingIn category: String) -> Day {
        isReassessed(category) ? reassessment?.filing ?? deadlines.filing : deadlines.filing
    }

    /// What is looked at beside the conditions: what the call doesn't ignore, and a register only where there is one, or was.
    public func admissionChecks(designated: [Designation], flags: [Flag]) -> [AdmissionCheck] {
        AdmissionCheck.allCases.filter { check in
            rule(for: check).otherwise != .ignore
                && (check != .designated || !designated.isEmpty || flags.contains { $0.check == check.rawValue })
        }
    }
}

private struct EligibilityJudge {
    let call: Call
    let dossier: Dossier
    let flags: [Flag]
    let decisions: [EligibilityDecision]
    let dossiers: [Dossier]
    let source: DossierSource?
    let verdicts: NameVerdicts

    private var authority: Text { Text(verbatim: call.authority(dossier.authority)?.name ?? dossier.authority) }

    func item(_ check: EligibilityCheck) -> EligibilityItem {
        let value = dossier.declared[check.column] ?? ""
        var item = EligibilityItem(
            check: check.id, name: check.name, clause: check.clause, isForAPerson: check.otherwise == .flag,
            outcome: check.judge(value, filedOn: dossier.filedOn) == .met ? .met : .notMet,
            evidence: Text(zh: "“\(check.column)”：\(value)", en: "“\(check.column)”: \(value)"), place: source?.place(of: check.column),
            givenBy: authority, decisions: [])
        tellPlace(in: &item)
        guard let flag = flag(check.id) else { return item }
        if flag.found != value { item.evidence = item.evidence + Text(zh: "；", en: "; ") + Text(verbatim: flag.found) }
        apply(flag, to: &item)
        return item
    }

    func item(_ check: AdmissionCheck) -> EligibilityItem {
        let rule = call.rule(for: check)
        var item = EligibilityItem(
            check: check.rawValue, name: check.name, clause: rule.clause, isForAPerson: rule.otherwise == .decide, outcome: .met,
            evidence: Text(zh: "未发现", en: "nothing found"), place: nil, givenBy: Text(zh: "程序比对", en: "compared by the program"),
            decisions: [])
        if check == .late {
            let last = call.lastDay(ofFilingIn: dossier.category)
            item.evidence = Text(
                zh: "申报日期 \(dossier.filedOn)，截止 \(last)", en: "filed on \(dossier.filedOn), the last day was \(last)")
            item.place = source?.place(of: "申报日期")
            tellPlace(in: &item)
            item.givenBy = authority
        }
        if let flag = flag(check.rawValue) {
            if check != .late { item.evidence = evidence(of: flag, check) }
            apply(flag, to: &item)
        } else if let flag = flags.first(where: { $0.check == check.rawValue && $0.others?.contains(dossier.id) == true }) {
            // The flag stands on the dossier that came later; a person may decide on this one as well.
            item.evidence = Text(zh: "涉及 \(flag.dossier)，见该件", en: "see \(flag.dossier), which it is about")
            if decided(flag).awaitsDecision { item.outcome = .toBeDecided }
        }
        return item
    }

    /// The flag as it stands once decisions and findings on names count.
    private func decided(_ flag: Flag) -> Flag {
        [flag.decided(by: decisions)].settled(by: verdicts, among: dossiers)[0]
    }

    /// Says in words where the evidence was read.
    private func tellPlace(in item: inout EligibilityItem) {
        guard let place = item.place?.text else { return }
        item.evidence = item.evidence + Text(zh: "（\(place.zh)）", en: " (\(place.en))")
    }

    private func flag(_ check: String) -> Flag? { flags.first { $0.dossier == dossier.id && $0.check == check } }

    private func apply(_ flag: Flag, to item: inout EligibilityItem) {
        item.decisions = flag.history(in: decisions)
        let decided = decided(flag)
        item.isForAPerson = item.isForAPerson || flag.effect != .fails
        item.outcome =
            switch decided.state {
            case .accepted: .met
            case .refused: .notMet
            case .open: decided.awaitsDecision ? .toBeDecided : .notMet
            }
    }

    /// What a person found of the applicant's name and another's, as part of a sentence.
    private func finding(on other: Dossier, _ check: AdmissionCheck) -> Text {
        guard check == .similarName, let finding = verdicts.finding(on: dossier.applicant, other.applicant) else {
            return Text(verbatim: "")
        }
        return Text(
            zh: "，\(finding.by) 核实为\(finding.same ? "同一单位" : "不同单位")：\(finding.reason)",
            en: ", found to be \(finding.same ? "one organisation" : "two organisations") by \(finding.by): \(finding.reason)")
    }

    private func evidence(of flag: Flag, _ check: AdmissionCheck) -> Text {
        guard let others = flag.others else { return Text(verbatim: flag.found) }
        let own = Organisation(dossier.applicant, creditCode: dossier.creditCode)
        let parts = others.compactMap { id in dossiers.first { $0.id == id } }.map { other -> Text in
            let place = "\(other.id) \(other.applicant)（\(call.authority(other.authority)?.name ?? other.authority)）"
            let why = Organisation(other.applicant, creditCode: other.creditCode).compared(with: own).text
            let compared = why.zh.isEmpty ? why : Text(zh: "：\(why.zh)", en: ": \(why.en)")
            return Text(verbatim: place) + compared + finding(on: other, check)
        }
        return Text(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }
}
