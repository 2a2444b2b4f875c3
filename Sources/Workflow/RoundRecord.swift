public import Programme

/// A value that a round keeps: stored as a row of its own, and noted before and after in the log of acts.
public protocol RoundRecord: Codable, Sendable, Hashable {
    /// What the value is, in the log and in the store: a name in snake case.
    static var recordName: String { get }
    /// The names of the properties that tell two of a kind apart, in order.
    static var identityNames: [String] { get }
    /// The values of those properties, as text.
    var identity: [String] { get }
    /// The names of the properties by which records are looked up, each with an index or the first of a key.
    static var lookupNames: [String] { get }
    /// Whether one of the kind is asked for at every turn, and hardly any is ever changed.
    static var isKnownByHeart: Bool { get }
}

extension RoundRecord {
    /// Those of the identity, unless said otherwise.
    public static var lookupNames: [String] { identityNames }
    /// False, unless said otherwise.
    public static var isKnownByHeart: Bool { false }
}

/// The round itself: its call, frozen, and its stage. There is one in a database.
public struct RoundState: RoundRecord {
    /// Always `round`.
    public var id = "round"
    /// The name of the call's own document.
    public var callDocument: String
    /// The digest of all documents of the call.
    public var callDigest: String
    /// The stage that the round is in.
    public var stage: Stage
    /// Whether conflicts were detected since the intake closed.
    public var conflictsDetected: Bool
    /// Whether site visits were chosen from the results.
    public var visitsChosen: Bool
    /// When it was opened.
    public var openedAt: Instant
    /// The day on which it was closed after the public notice; nil until then, and where it closed with the last signature.
    public var closedOn: Day?

    /// Puts one together from its parts.
    public init(
        callDocument: String, callDigest: String, stage: Stage, conflictsDetected: Bool, visitsChosen: Bool,
        openedAt: Instant
    ) {
        self.callDocument = callDocument
        self.callDigest = callDigest
        self.stage = stage
        self.conflictsDetected = conflictsDetected
        self.visitsChosen = visitsChosen
        self.openedAt = openedAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "round"
    /// Its stage decides about every act.
    public static let isKnownByHeart = true
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["id"]
    /// Their values.
    public var identity: [String] { [id] }
}

/// One document of the call as it was when the round was opened.
public struct FrozenDocument: RoundRecord {
    /// The path within the call's folder.
    public var path: String
    /// The text.
    public var text: String
    /// The SHA-256 digest of the text.
    public var digest: String

    /// Puts one together from its parts.
    public init(path: String, text: String, digest: String) {
        self.path = path
        self.text = text
        self.digest = digest
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "call_document"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["path"]
    /// Their values.
    public var identity: [String] { [path] }
}

/// The criterion of a rubric, kept beside the documents so that the store itself refuses scores off the scale.
public struct CriterionRow: RoundRecord {
    /// The category.
    public var category: String
    /// The criterion.
    public var criterion: String
    /// The weight, per cent.
    public var weight: Int
    /// The lowest score.
    public var minimum: Points
    /// The highest score.
    public var maximum: Points

    /// Puts one together from its parts.
    public init(category: String, criterion: String, weight: Int, minimum: Points, maximum: Points) {
        self.category = category
        self.criterion = criterion
        self.weight = weight
        self.minimum = minimum
        self.maximum = maximum
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "criterion"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["category", "criterion"]
    /// Their values.
    public var identity: [String] { [category, criterion] }
}

/// An assignment of experts to dossiers (分配方案), with what proves how good it is.
public struct PlanRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// Whether it fills all places or those that became vacant.
    public var purpose: Purpose
    /// Where it stands.
    public var state: State
    /// Every pair that it asks for, those that it keeps included: dossier, expert.
    public var pairs: [[String]]
    /// Whether it is proven optimal.
    public var optimal: Bool
    /// The total affinity, in ten-thousandths.
    public var total: Int
    /// What the total cannot exceed, in ten-thousandths, rounded down.
    public var bound: Int
    /// The digest of the instance that it solves.
    public var instance: String
    /// The plan as published, in the format `linxuan-plan/1`, with its certificate.
    public var document: String
    /// Who had it made.
    public var madeBy: String
    /// When.
    public var madeAt: Instant
    /// Who approved it.
    public var approvedBy: String?
    /// For a replacement, the pairs that it opened to reserves of a public draw: dossier, expert; nil where it opened
    /// none.
    public var admitted: [[String]]?
    /// Who leads the panels that have a lead: dossier, expert; nil where the call asks for none.
    public var leads: [[String]]?
    /// For a replacement, what it changes, as it was shown before anybody approved it; nil for plans of earlier versions
    /// of the program.
    public var changes: PlanChanges?

    /// Puts one together from its parts.
    public init(
        number: Int, purpose: Purpose, state: State, pairs: [[String]], optimal: Bool, total: Int, bound: Int,
        instance: String, document: String, madeBy: String, madeAt: Instant, approvedBy: String? = nil,
        admitted: [[String]]? = nil, leads: [[String]]? = nil, changes: PlanChanges? = nil
    ) {
        self.number = number
        self.purpose = purpose
        self.state = state
        self.pairs = pairs
        self.optimal = optimal
        self.total = total
        self.bound = bound
        self.instance = instance
        self.document = document
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.approvedBy = approvedBy
        self.admitted = admitted
        self.leads = leads
        self.changes = changes
    }

    /// The pairs that it opened to reserves.
    var admittedPairs: [AssignmentDraft.Pair] { (admitted ?? []).map { .init(dossier: $0[0], expert: $0[1]) } }

    /// What a plan is for.
    public enum Purpose: String, Codable, Sendable, CaseIterable {
        /// The whole round.
        case round
        /// Places that became vacant.
        case replacement
    }

    /// Where a plan stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Made, not approved.
        case proposed
        /// In force.
        case approved
        /// Another plan was made or approved in its place.
        case superseded

        /// The state's name.
        public var name: Text {
            switch self {
            case .proposed: Text(zh: "待批准", en: "awaits approval")
            case .approved: Text(zh: "已批准", en: "approved")
            case .superseded: Text(zh: "已被取代", en: "superseded")
            }
        }
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "plan"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension Person: RoundRecord {
    /// Their role decides about every act.
    public static var isKnownByHeart: Bool { true }
    /// What the kind is called in the log and the store.
    public static var recordName: String { "person" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["id"] }
    /// Their values.
    public var identity: [String] { [id] }
}

extension Dossier: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "dossier" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["id"] }
    /// Their values.
    public var identity: [String] { [id] }
}

extension Flag: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "flag" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "check"] }
    /// Their values.
    public var identity: [String] { [dossier, check] }
}

extension EligibilityDecision: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "eligibility_decision" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "check", "turn"] }
    /// Their values.
    public var identity: [String] { [dossier, check, "\(turn)"] }
}

extension FlagRenewal: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "flag_renewal" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "check", "turn"] }
    /// Their values.
    public var identity: [String] { [dossier, check, "\(turn)"] }
}

extension DossierSource: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "dossier_source" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier"] }
    /// Their values.
    public var identity: [String] { [dossier] }
}

extension DossierCorrection: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "dossier_correction" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "turn"] }
    /// Their values.
    public var identity: [String] { [dossier, "\(turn)"] }
}

extension Contact: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "contact" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["authority", "turn"] }
    /// Their values.
    public var identity: [String] { [authority, "\(turn)"] }
}

extension Expert: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "expert" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["id"] }
    /// Their values.
    public var identity: [String] { [id] }
}

extension Affiliation: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "affiliation" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert", "organisation", "from", "position"] }
    /// Their values.
    public var identity: [String] { [expert, organisation, from.description, position] }
}

extension Interest: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "interest" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert", "applicant", "creditCode", "kind"] }
    /// Their values.
    public var identity: [String] { [expert, applicant, creditCode, kind.rawValue] }
}

extension Conflict: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "conflict" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert", "dossier", "ground"] }
    /// Their values.
    public var identity: [String] { [expert, dossier, ground.rawValue] }
}

extension OrganisationRelation: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "organisation_relation" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension NameFinding: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "name_finding" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["first", "second", "turn"] }
    /// Their values.
    public var identity: [String] { [first, second, "\(turn)"] }
}

extension ConflictStatement: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "conflict_statement" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert", "dossier", "ground", "turn"] }
    /// Their values.
    public var identity: [String] { [expert, dossier, ground.rawValue, "\(turn)"] }
}

extension InterestDeclaration: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "declaration" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert", "turn"] }
    /// Their values.
    public var identity: [String] { [expert, "\(turn)"] }
}

extension Pledge: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "pledge" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["expert"] }
    /// Their values.
    public var identity: [String] { [expert] }
}

extension Review: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "review" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "expert"] }
    /// Their values.
    public var identity: [String] { [dossier, expert] }
}

extension ScoreSheet: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "sheet" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "expert"] }
    /// Their values.
    public var identity: [String] { [dossier, expert] }
}

extension Outcome: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "outcome" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier"] }
    /// Their values.
    public var identity: [String] { [dossier] }
}

extension RankingBasis: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "ranking_basis" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["category"] }
    /// Their values.
    public var identity: [String] { [category] }
}

extension Visit: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "visit" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier"] }
    /// Their values.
    public var identity: [String] { [dossier] }
}

extension Placement: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "placement" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier"] }
    /// Their values.
    public var identity: [String] { [dossier] }
}

extension Signature: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "signature" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension Demonstration: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "demonstration" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["id"] }
    /// Their values.
    public var identity: [String] { [id] }
}

extension ReassessmentFiling: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "reassessment_filing" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["demonstration"] }
    /// Their values.
    public var identity: [String] { [demonstration] }
}

extension Excuse: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "excuse" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["demonstration"] }
    /// Their values.
    public var identity: [String] { [demonstration] }
}

extension ReassessmentOutcome: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "reassessment_outcome" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["demonstration"] }
    /// Their values.
    public var identity: [String] { [demonstration] }
}

extension ReassessmentMove: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "reassessment_move" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension AdjudicationStep: RoundRecord, ConcernsDossier {
    /// By its dossier as well.
    public static var lookupNames: [String] { ["number", "dossier"] }
    var concernedDossier: String? { dossier }
    /// What the kind is called in the log and the store.
    public static var recordName: String { "adjudication_step" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

/// Every kind of record, in the order in which one may refer to another; the call is complete before the round is.
public let recordKinds: [any RoundRecord.Type] = [
    FrozenDocument.self, CriterionRow.self, RoundState.self, Person.self, Contact.self, Dossier.self, DossierSource.self,
    DossierCorrection.self, Flag.self, FlagRenewal.self, EligibilityDecision.self, Demonstration.self, ReassessmentFiling.self, Excuse.self,
    Expert.self,
    Affiliation.self, Interest.self, OrganisationRelation.self, NameFinding.self, Conflict.self, ConflictStatement.self,
    LotteryRecord.self, DrawRecord.self, PlanRecord.self, Pledge.self, InterestDeclaration.self, Review.self,
    ScoreSheet.self, AdjudicationStep.self,
    Outcome.self, RankingBasis.self,
    Visit.self, VisitPlanRecord.self, VisitTeamsRecord.self, VisitSeat.self, VisitScheduleRecord.self, VisitFinding.self,
    Placement.self, ReassessmentOutcome.self, ReassessmentMove.self, Signature.self,
    Attendance.self, ChairRecusal.self, Motion.self, Vote.self, Dissent.self, HolidayYear.self, PublicNotice.self, Objection.self,
    ObjectionAnswer.self, Rereview.self, RereviewResult.self, PlacementMove.self,
    SigningRefusal.self,
    MotionLapse.self,
    SignInCode.self, SignInTry.self, AccessToken.self, TokenRevocation.self,
]
