extension Call {
    /// How a dossier is moved in or out against its result.
    public enum MoveRule: String, Codable, Sendable, CaseIterable {
        /// One chair's written reason is enough.
        case chair
        /// More than half of the chairs who may vote on it are for it; they vote on the list as well before it is signed.
        case majority

        /// The rule's name.
        public var name: Text {
            switch self {
            case .chair: Text(zh: "组长一人写明理由", en: "one chair's written reason")
            case .majority: Text(zh: "有表决权组长过半数同意", en: "more than half of the chairs who may vote")
            }
        }
    }

    /// The public notice as a stage of its own (公示; 招标投标法实施条例 54).
    public struct NoticePolicy: Codable, Sendable, Hashable {
        /// Its working days, the day of publication not counted in.
        public var workingDays: Int
        /// Within so many days an objection is answered (招标投标法实施条例 54: three).
        public var answerDays: Int
        /// Which days are worked.
        public var calendar: WorkingCalendar

        /// Puts one together from its parts.
        public init(workingDays: Int, answerDays: Int, calendar: WorkingCalendar) {
            self.workingDays = workingDays
            self.answerDays = answerDays
            self.calendar = calendar
        }
    }
}

/// Where a question stands that chairs vote on.
public enum BallotStanding: String, Codable, Sendable, CaseIterable {
    /// It can still be carried and still be lost.
    case open
    /// More than half of those entitled are for it.
    case carried
    /// So many are against it or abstain that it can't be carried.
    case lost
    /// What it rested on is gone: scores became void before it took effect.
    case lapsed

    /// The standing's name.
    public var name: Text {
        switch self {
        case .open: Text(zh: "表决中", en: "open")
        case .carried: Text(zh: "通过", en: "carried")
        case .lost: Text(zh: "未通过", en: "lost")
        case .lapsed: Text(zh: "失效", en: "lapsed")
        }
    }

    /// What votes come to: of each chair the last counts, and those who are not entitled don't.
    ///
    /// A majority is of those entitled, not of those who voted: who is silent helps nobody (a default of the project).
    public init(_ votes: [Vote], entitled: Set<String>) {
        let last = Dictionary(votes.map { ($0.chair, $0) }) { $0.number > $1.number ? $0 : $1 }
        let counted = last.values.filter { entitled.contains($0.chair) }
        let agree = counted.count { $0.choice == .agree }
        let possible = entitled.count - counted.count + agree
        self = 2 * agree > entitled.count ? .carried : 2 * possible > entitled.count ? .open : .lost
    }
}
