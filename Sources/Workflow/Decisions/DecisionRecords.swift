public import Programme

/// The arrangement of a year's holidays that was added to those of the call: a frozen call can't know later years.
public struct HolidayYear: RoundRecord {
    /// The year.
    public var year: Int
    /// The days off.
    public var holidays: [Day]
    /// Saturdays and Sundays that are worked.
    public var workdays: [Day]
    /// The document that says so.
    public var source: String
    /// Who added it.
    public var by: String
    /// When.
    public var at: Instant

    /// What the kind is called in the log and the store.
    public static let recordName = "holiday_year"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["year"]
    /// Their values.
    public var identity: [String] { ["\(year)"] }

    /// Puts one together from its parts.
    public init(_ year: WorkingCalendar.Year, by: String, at: Instant) {
        self.year = year.year
        holidays = year.holidays
        workdays = year.workdays
        source = year.source
        self.by = by
        self.at = at
    }

    /// The arrangement.
    public var arrangement: WorkingCalendar.Year { .init(year: year, holidays: holidays, workdays: workdays, source: source) }
}

/// A record that is about a dossier without being told apart by it.
protocol ConcernsDossier {
    var concernedDossier: String? { get }
}

extension Attendance: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "attendance" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["chair"] }
    /// Their values.
    public var identity: [String] { [chair] }
}

extension ChairRecusal: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "chair_recusal" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["chair", "dossier"] }
    /// Their values.
    public var identity: [String] { [chair, dossier] }
}

extension Motion: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "motion" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
    var concernedDossier: String? { dossier }
}

extension MotionLapse: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "motion_lapse" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["motion"] }
    /// Their values.
    public var identity: [String] { ["\(motion)"] }
}

extension Vote: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "vote" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension Dissent: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "dissent" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
    var concernedDossier: String? { dossier }
}

extension PlacementMove: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "placement_move" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
    var concernedDossier: String? { dossier }
}

extension PublicNotice: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "public_notice" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension Objection: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "objection" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
    var concernedDossier: String? { dossier }
}

extension ObjectionAnswer: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "objection_answer" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["objection"] }
    /// Their values.
    public var identity: [String] { ["\(objection)"] }
}

extension Rereview: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "rereview" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
    var concernedDossier: String? { dossier }
}

extension RereviewResult: RoundRecord, ConcernsDossier {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "rereview_result" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["rereview"] }
    /// Their values.
    public var identity: [String] { ["\(rereview)"] }
    var concernedDossier: String? { dossier }
}
