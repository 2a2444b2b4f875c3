/// A publication of the list (公示), without scores or places. A later one shows what an objection brought onto the list.
public struct PublicNotice: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The day on which it was published.
    public var publishedOn: Day
    /// The last day for objections.
    public var until: Day
    /// The working days that it runs.
    public var workingDays: Int
    /// The dossiers that it shows.
    public var dossiers: [String]
    /// The earlier demonstrations with what it shows of each: `ReassessmentOutcome.published`.
    public var demonstrations: [String: String]
    /// The digest of the list as it was signed.
    public var digest: String
    /// Who published it.
    public var by: String
    /// When, by the clock.
    public var at: Instant
    /// Whether its days are those of a rehearsal and not of the clock; nil where they are the clock's.
    public var isRehearsal: Bool?

    /// A publication.
    public init(
        number: Int, publishedOn: Day, until: Day, workingDays: Int, dossiers: [String], demonstrations: [String: String], digest: String,
        by: String, at: Instant, isRehearsal: Bool?
    ) {
        self.number = number
        self.publishedOn = publishedOn
        self.until = until
        self.workingDays = workingDays
        self.dossiers = dossiers
        self.demonstrations = demonstrations
        self.digest = digest
        self.by = by
        self.at = at
        self.isRehearsal = isRehearsal
    }
}

extension ReassessmentOutcome {
    /// What a public notice shows of it, as a word: what was decided and by when, or that it is excused.
    public var published: String {
        (decided?.rawValue ?? basis.rawValue) + (rectifyBy.map { " \($0)" } ?? "")
    }
}

/// What somebody brings up against the list while it is public (异议), or afterwards (举报).
public struct Objection: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// Whether it came in time, or is taken as a report.
    public var kind: Kind
    /// The dossier that it is about; nil where it is about an earlier demonstration that filed none.
    public var dossier: String?
    /// The earlier demonstration that it is about.
    public var demonstration: String?
    /// Who brings it up.
    public var who: String
    /// What is said to be wrong.
    public var ground: Ground
    /// What they write.
    public var statement: String
    /// The files that they hand in.
    public var evidence: [Evidence]
    /// The day on which it came in.
    public var receivedOn: Day
    /// The last day for its answer.
    public var answerBy: Day
    /// Why one that came too late is taken as a report; nil for one in time.
    public var lateReason: String?
    /// Who entered it.
    public var by: String
    /// When, by the clock.
    public var at: Instant

    /// What it is taken as.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// In time: nothing becomes final before it is answered (招标投标法实施条例 54).
        case objection
        /// Too late, taken as a report (举报): it is answered as well, and holds nothing up.
        case report

        /// The kind's name.
        public var name: Text {
            switch self {
            case .objection: Text(zh: "异议", en: "objection")
            case .report: Text(zh: "举报", en: "report")
            }
        }
    }

    /// What is said to be wrong.
    public enum Ground: String, Codable, Sendable, CaseIterable {
        /// What was declared is not true.
        case facts
        /// The applicant does not meet a condition of the notice.
        case eligibility
        /// Somebody who should have been recused took part.
        case conflict
        /// The procedure was not kept to.
        case procedure
        /// Another opinion on the subject than the experts'. No ground for a re-review (自然科学基金条例 19).
        case judgement

        /// The ground's name.
        public var name: Text {
            switch self {
            case .facts: Text(zh: "申报内容不实", en: "what was declared is not true")
            case .eligibility: Text(zh: "不符合申报条件", en: "a condition is not met")
            case .conflict: Text(zh: "应回避而未回避", en: "somebody was not recused")
            case .procedure: Text(zh: "评审程序不当", en: "the procedure was not kept to")
            case .judgement: Text(zh: "对专家学术判断有不同意见", en: "another opinion than the experts'")
            }
        }
    }

    /// A file handed in as evidence.
    public struct Evidence: Codable, Sendable, Hashable {
        /// Its name, without a folder.
        public var file: String
        /// Its size in bytes.
        public var size: Int
        /// Its SHA-256 digest.
        public var digest: String

        /// Puts one together from its parts.
        public init(file: String, size: Int, digest: String) {
            self.file = file
            self.size = size
            self.digest = digest
        }
    }

    /// Puts one together from its parts.
    public init(
        number: Int, kind: Kind, dossier: String?, demonstration: String?, who: String, ground: Ground, statement: String,
        evidence: [Evidence], receivedOn: Day, answerBy: Day, lateReason: String?, by: String, at: Instant
    ) {
        self.number = number
        self.kind = kind
        self.dossier = dossier
        self.demonstration = demonstration
        self.who = who
        self.ground = ground
        self.statement = statement
        self.evidence = evidence
        self.receivedOn = receivedOn
        self.answerBy = answerBy
        self.lateReason = lateReason
        self.by = by
        self.at = at
    }
}

/// The answer to an objection, by a named person and with a reason.
public struct ObjectionAnswer: Codable, Sendable, Hashable {
    /// The objection.
    public var objection: Int
    /// What it comes to.
    public var verdict: Verdict
    /// The written reason.
    public var reason: String
    /// The day of the answer.
    public var answeredOn: Day
    /// Who answers.
    public var by: String
    /// When, by the clock.
    public var at: Instant

    /// What an objection comes to.
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        /// It is right: the chairs may change what they decided.
        case upheld
        /// The review is quashed, and a new panel reviews (自然科学基金条例 19).
        case quashed
        /// It is not.
        case dismissed

        /// The verdict's name.
        public var name: Text {
            switch self {
            case .upheld: Text(zh: "异议成立", en: "upheld")
            case .quashed: Text(zh: "撤销原评审结果，重新评审", en: "quashed, to be reviewed again")
            case .dismissed: Text(zh: "异议不成立", en: "dismissed")
            }
        }
    }

    /// An answer.
    public init(objection: Int, verdict: Verdict, reason: String, answeredOn: Day, by: String, at: Instant) {
        self.objection = objection
        self.verdict = verdict
        self.reason = reason
        self.answeredOn = answeredOn
        self.by = by
        self.at = at
    }
}

extension Objection {
    /// Whether it keeps the list from becoming final, with its answer or none.
    public func holdsUp(_ answer: ObjectionAnswer?) -> Bool { kind == .objection && answer == nil }
}
