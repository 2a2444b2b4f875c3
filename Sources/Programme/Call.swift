/// The rules of one batch of a programme (通知): everything that differs between programmes is data here.
public struct Call: Codable, Sendable, Hashable {
    /// Name of the call in files, in kebab case.
    public var id: String
    /// The title on paper.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The number of the batch.
    public var batch: Int
    /// Selection and reassessment.
    public var tracks: [Track]
    /// The last day of each step.
    public var deadlines: Deadlines
    /// Who may recommend, with quotas.
    public var authorities: [Authority]
    /// The modes (模式) that dossiers of a category may name.
    public var modes: [Mode]
    /// The specialties (专业类别) of experts that panels are mixed from.
    public var specialties: [Named]
    /// The categories (类别) that can be applied for.
    public var categories: [Category]
    /// Quotas that several categories share.
    public var jointQuotas: [JointQuota]
    /// The eligibility checks, named by the categories.
    public var eligibility: [EligibilityCheck]
    /// The rules of recusal.
    public var conflicts: ConflictPolicy
    /// The kinds of panel.
    public var panels: [Panel]
    /// Who may be an expert.
    public var qualification: Qualification
    /// The most reviews one expert is given.
    public var workload: Workload
    /// The parts of an affinity and their weights, 100 in all.
    public var affinity: AffinityPolicy
    /// How sheets become official scores.
    public var scoring: ScoringPolicy
    /// When a dossier is visited.
    public var visits: VisitPolicy
    /// How a shortlist becomes final.
    public var decisions: DecisionPolicy
    /// The rubric of each category.
    public var rubrics: [Rubric]
    /// For which categories experts are drawn in public; nil for none.
    public var draw: DrawPolicy?
    /// What plans are to be best at, in order, as `linxuan solve --objective` writes it; nil for the largest total alone.
    public var objectives: [String]?
    /// What follows from late filing and from several applications, where it isn't what usually does.
    public var admission: [AdmissionRule]
    /// How earlier demonstrations are reassessed; nil where none are.
    public var reassessment: ReassessmentPolicy?
    /// When scores stand out, and what may follow; nil where nothing is marked.
    public var abnormal: AbnormalPolicy?

    /// Puts one together from its parts.
    public init(
        id: String, title: Text, source: Text, batch: Int, tracks: [Track], deadlines: Deadlines,
        authorities: [Authority], modes: [Mode], specialties: [Named], categories: [Category],
        jointQuotas: [JointQuota], eligibility: [EligibilityCheck], conflicts: ConflictPolicy, panels: [Panel],
        qualification: Qualification, workload: Workload, affinity: AffinityPolicy, scoring: ScoringPolicy,
        visits: VisitPolicy, decisions: DecisionPolicy, rubrics: [Rubric], draw: DrawPolicy? = nil,
        objectives: [String]? = nil, admission: [AdmissionRule] = [], reassessment: ReassessmentPolicy? = nil,
        abnormal: AbnormalPolicy? = nil
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.batch = batch
        self.tracks = tracks
        self.deadlines = deadlines
        self.authorities = authorities
        self.modes = modes
        self.specialties = specialties
        self.categories = categories
        self.jointQuotas = jointQuotas
        self.eligibility = eligibility
        self.conflicts = conflicts
        self.panels = panels
        self.qualification = qualification
        self.workload = workload
        self.affinity = affinity
        self.scoring = scoring
        self.visits = visits
        self.decisions = decisions
        self.rubrics = rubrics
        self.draw = draw
        self.objectives = objectives
        self.admission = admission
        self.reassessment = reassessment
        self.abnormal = abnormal
    }

    /// A thing with a name.
    public struct Named: Codable, Sendable, Hashable {
        /// Its identifier in files.
        public var id: String
        /// Its name.
        public var name: Text

        /// Puts one together from its parts.
        public init(id: String, name: Text) {
            self.id = id
            self.name = name
        }
    }

    /// A part of the programme with dossiers of its own.
    public struct Track: Codable, Sendable, Hashable {
        /// Its identifier.
        public var id: String
        /// Its name.
        public var name: Text
        /// The clause of the notice.
        public var clause: String

        /// Puts one together from its parts.
        public init(id: String, name: Text, clause: String) {
            self.id = id
            self.name = name
            self.clause = clause
        }
    }

    /// Last days; each ends at midnight in China.
    public struct Deadlines: Codable, Sendable, Hashable {
        /// For naming the contact persons of the authorities; nil where the call sets none.
        public var contacts: Day?
        /// For filing dossiers.
        public var filing: Day

        /// Puts one together from its parts.
        public init(contacts: Day? = nil, filing: Day) {
            self.contacts = contacts
            self.filing = filing
        }
    }

    /// A quota over several categories.
    public struct JointQuota: Codable, Sendable, Hashable {
        /// The column of the table of authorities.
        public var column: String
        /// The categories that count towards it.
        public var categories: [String]
        /// The clause of the notice.
        public var clause: String

        /// Puts one together from its parts.
        public init(column: String, categories: [String], clause: String) {
            self.column = column
            self.categories = categories
            self.clause = clause
        }
    }

    /// Which relations bar an expert from a dossier.
    public struct ConflictPolicy: Codable, Sendable, Hashable {
        /// For how many years a former affiliation still binds (政府采购法实施条例 9: three).
        public var affiliationYears: Int
        /// How many experts an applicant may name as unsuitable (自然科学基金条例 20: three).
        public var unsuitableAtMost: Int
        /// The categories in which experts of the dossier's own region are barred.
        public var ownRegion: [String]
        /// Whether an expert whose house applies in a category is barred from the whole category.
        public var ownApplicationInCategory: Bool
        /// How far relations of organisations carry a conflict.
        public var relations: RelationPolicy
        /// The categories in which officials of the recommending authority and of the applicant city are barred.
        public var officials: [String]
        /// Whether experts of two applicants may not each review for the other.
        public var mutualReviews: Bool
        /// Whether experts declare, or say that there is nothing to declare, before they see a dossier.
        public var declarations: Bool

        /// Puts one together from its parts.
        ///
        /// - Parameter officials: The categories in which officials are barred; nil for those of `ownRegion`.
        public init(
            affiliationYears: Int, unsuitableAtMost: Int, ownRegion: [String], ownApplicationInCategory: Bool,
            relations: RelationPolicy = RelationPolicy(), officials: [String]? = nil, mutualReviews: Bool = false,
            declarations: Bool = false
        ) {
            self.affiliationYears = affiliationYears
            self.unsuitableAtMost = unsuitableAtMost
            self.ownRegion = ownRegion
            self.ownApplicationInCategory = ownApplicationInCategory
            self.relations = relations
            self.officials = officials ?? ownRegion
            self.mutualReviews = mutualReviews
            self.declarations = declarations
        }
    }

    /// The make-up of a panel.
    public struct Panel: Codable, Sendable, Hashable {
        /// Its identifier.
        public var id: String
        /// Experts on a dossier.
        public var size: Int
        /// How many of each specialty.
        public var composition: [Share]
        /// At most so many experts of one organisation.
        public var perOrganisation: Int?
        /// At most so many experts of one region.
        public var perRegion: Int?
        /// Who leads it (组长); nil where nobody need.
        public var lead: Lead?

        /// Puts one together from its parts.
        public init(
            id: String, size: Int, composition: [Share], perOrganisation: Int? = nil, perRegion: Int? = nil, lead: Lead? = nil
        ) {
            self.id = id
            self.size = size
            self.composition = composition
            self.perOrganisation = perOrganisation
            self.perRegion = perRegion
            self.lead = lead
        }

        /// What the lead of a panel must be, one of its own experts.
        public struct Lead: Codable, Sendable, Hashable {
            /// A specialty that they must have; nil for any.
            public var specialty: String?
            /// Whether they need a senior title.
            public var seniorTitle: Bool
            /// Years in the field.
            public var yearsInField: Int
            /// How many panels of this kind an expert may lead; nil for as few as can be.
            public var maximumPerExpert: Int?

            /// Puts one together from its parts.
            public init(
                specialty: String? = nil, seniorTitle: Bool = false, yearsInField: Int = 0, maximumPerExpert: Int? = nil
            ) {
                self.specialty = specialty
                self.seniorTitle = seniorTitle
                self.yearsInField = yearsInField
                self.maximumPerExpert = maximumPerExpert
            }

            /// Whether an expert may lead.
            public func fits(_ expert: Expert) -> Bool {
                (specialty.map(expert.specialties.contains) ?? true) && (expert.seniorTitle || !seniorTitle)
                    && expert.years >= yearsInField
            }
        }

        /// How many experts of a specialty a panel has.
        public struct Share: Codable, Sendable, Hashable {
            /// The specialty's identifier.
            public var specialty: String
            /// At least so many.
            public var minimum: Int?
            /// At most so many.
            public var maximum: Int?

            /// Puts one together from its parts.
            public init(specialty: String, minimum: Int? = nil, maximum: Int? = nil) {
                self.specialty = specialty
                self.minimum = minimum
                self.maximum = maximum
            }
        }
    }

    /// What an expert must be (招标投标法 37: a senior title and eight years in the field).
    public struct Qualification: Codable, Sendable, Hashable {
        /// Whether a senior title is needed.
        public var seniorTitle: Bool
        /// Years in the field.
        public var yearsInField: Int

        /// Puts one together from its parts.
        public init(seniorTitle: Bool, yearsInField: Int) {
            self.seniorTitle = seniorTitle
            self.yearsInField = yearsInField
        }
    }

    /// Limits of work.
    public struct Workload: Codable, Sendable, Hashable {
        /// At most so many reviews an expert.
        public var maximum: Int

        /// Puts one together from its parts.
        public init(maximum: Int) {
            self.maximum = maximum
        }
    }

    /// What is left to chance, so that nobody can steer it: for which categories experts are drawn at random before
    /// they are assigned (招标投标法实施条例 46), and whether the assignment itself is.
    public struct DrawPolicy: Codable, Sendable, Hashable {
        /// How it is drawn.
        public var method: DrawMethod
        /// The categories, and how many experts of whom.
        public var pools: [Pool]

        /// No pair of a dossier and an expert may have a greater chance: the plan is drawn from a lottery; nil where
        /// the best plan is taken.
        public var chanceLimit: ChanceLimit?

        /// Puts one together from its parts.
        public init(method: DrawMethod, pools: [Pool], chanceLimit: ChanceLimit? = nil) {
            self.method = method
            self.pools = pools
            self.chanceLimit = chanceLimit
        }

        /// What is drawn for a category.
        public struct Pool: Codable, Sendable, Hashable {
            /// The category's identifier.
            public var category: String
            /// How many experts, and of whom.
            public var quotas: DrawQuotas

            /// Puts one together from its parts.
            public init(category: String, quotas: DrawQuotas) {
                self.category = category
                self.quotas = quotas
            }
        }
    }

    /// How much each part counts in an affinity, per cent.
    public struct AffinityPolicy: Codable, Sendable, Hashable {
        /// The expert knows the dossier's mode.
        public var mode: Int
        /// The expert knows the dossier's industry.
        public var industry: Int
        /// Years in the field, full marks at thirty.
        public var experience: Int

        /// Puts one together from its parts.
        public init(mode: Int, industry: Int, experience: Int) {
            self.mode = mode
            self.industry = industry
            self.experience = experience
        }
    }

    /// How sheets become an official score.
    public struct ScoringPolicy: Codable, Sendable, Hashable {
        /// The kind of average.
        public var policy: Average
        /// The trimmed mean needs so many sheets; with fewer the plain mean is taken.
        public var trimFrom: Int
        /// The rounding of the official score.
        public var rounding: Rounding
        /// With fewer sheets there is no official score.
        public var minimumSheets: Int
        /// When gates that experts marked as not met exclude a dossier.
        public var gate: GateRule
        /// Identifiers of criteria that break ties, one after the other.
        public var tieBreak: [String]
        /// Which score orders the proposal where places are limited; nil for the official one.
        public var ranking: Ranking?

        /// Puts one together from its parts.
        public init(
            policy: Average, trimFrom: Int, rounding: Rounding, minimumSheets: Int, gate: GateRule, tieBreak: [String],
            ranking: Ranking? = nil
        ) {
            self.policy = policy
            self.trimFrom = trimFrom
            self.rounding = rounding
            self.minimumSheets = minimumSheets
            self.gate = gate
            self.tieBreak = tieBreak
            self.ranking = ranking
        }
    }

    /// Which score orders the proposal. Pass marks, gates and standings always go by the official score.
    public enum Ranking: String, Codable, Sendable, CaseIterable {
        /// The official score.
        case official
        /// The score with the leniency of experts taken out, which stands beside the official one.
        case adjusted
    }

    /// Kinds of average.
    public enum Average: String, Codable, Sendable, CaseIterable {
        /// The arithmetic mean.
        case mean
        /// The mean without the highest and the lowest.
        case trimmed
        /// The middle value, or the mean of the two middle ones.
        case median
    }

    /// The rounding of official scores.
    public struct Rounding: Codable, Sendable, Hashable {
        /// Decimal places, 0 to 2.
        public var digits: Int
        /// What happens to a half.
        public var rule: RoundingRule

        /// Puts one together from its parts.
        public init(digits: Int, rule: RoundingRule) {
            self.digits = digits
            self.rule = rule
        }
    }

    /// What happens to a half.
    public enum RoundingRule: String, Codable, Sendable, CaseIterable {
        /// A half goes up (四舍五入).
        case halfUp = "half-up"
        /// A half goes to the even digit (GB/T 8170-2008).
        case halfEven = "half-even"
    }

    /// When a gate excludes a dossier.
    public enum GateRule: String, Codable, Sendable, CaseIterable {
        /// One expert is enough.
        case any
        /// More than half of the sheets.
        case majority
    }

    /// When enterprises and platforms are visited; cities by their category.
    public struct VisitPolicy: Codable, Sendable, Hashable {
        /// So many experts asked for a visit.
        public var requests: Int
        /// The panel's totals are further apart than this.
        public var spread: Points
        /// The official score is no further from the pass mark than this.
        public var nearPassMark: Points
        /// A flag was raised on the dossier.
        public var openFlag: Bool
        /// Dossiers whose score is further below the pass mark than this are not visited.
        public var notBelow: Points

        /// What a visit is worth; nil where the triggers above say who is visited.
        public var value: VisitValue?
        /// What visits may cost.
        public var budget: VisitBudget?
        /// What a trip is.
        public var trips: TripRule?
        /// Who visits; nil where the round makes no teams.
        public var teams: VisitTeamRule?
        /// When.
        public var season: VisitSeason?
        /// What follows from findings; nil where nothing follows of itself.
        public var findings: FindingRule?

        /// Puts one together from its parts.
        public init(
            requests: Int, spread: Points, nearPassMark: Points, openFlag: Bool, notBelow: Points, value: VisitValue? = nil,
            budget: VisitBudget? = nil, trips: TripRule? = nil, teams: VisitTeamRule? = nil, season: VisitSeason? = nil,
            findings: FindingRule? = nil
        ) {
            self.requests = requests
            self.spread = spread
            self.nearPassMark = nearPassMark
            self.openFlag = openFlag
            self.notBelow = notBelow
            self.value = value
            self.budget = budget
            self.trips = trips
            self.teams = teams
            self.season = season
            self.findings = findings
        }
    }

    /// How a shortlist becomes final.
    public struct DecisionPolicy: Codable, Sendable, Hashable {
        /// So many chairs sign.
        public var signatures: Int
        /// The working days of the public notice (公示).
        public var publicNoticeWorkingDays: Int
        /// So many chairs have to be present and not recused; nil where nobody need report.
        public var quorum: Int?
        /// How a dossier is moved against its result.
        public var moves: MoveRule
        /// The public notice as a stage of the round; nil where it isn't, and the last signature closes the round.
        public var notice: NoticePolicy?

        /// Puts one together from its parts.
        public init(
            signatures: Int, publicNoticeWorkingDays: Int, quorum: Int? = nil, moves: MoveRule = .chair, notice: NoticePolicy? = nil
        ) {
            self.signatures = signatures
            self.publicNoticeWorkingDays = publicNoticeWorkingDays
            self.quorum = quorum
            self.moves = moves
            self.notice = notice
        }
    }
}

extension Call {
    /// The category with an identifier.
    public func category(_ id: String) -> Category? { categories.first { $0.id == id } }
    /// The rubric of a category.
    public func rubric(of category: String) -> Rubric? { rubrics.first { $0.id == category } }
    /// The panel that reviews a category.
    public func panel(of category: Category) -> Panel? { panels.first { $0.id == category.panel } }
    /// The authority with a code.
    public func authority(_ code: String) -> Authority? { authorities.first { $0.code == code } }
    /// The checks that a category asks for, in its order.
    public func checks(of category: Category) -> [EligibilityCheck] {
        category.eligibility.compactMap { id in eligibility.first { $0.id == id } }
    }
    /// What is drawn for a category; nil where its experts are not drawn.
    public func drawQuotas(ofCategory id: String) -> DrawQuotas? { draw?.pools.first { $0.category == id }?.quotas }
    /// The name of a specialty.
    public func name(ofSpecialty id: String) -> Text {
        specialties.first { $0.id == id }?.name ?? Text(verbatim: id)
    }
    /// The name of a category.
    public func name(ofCategory id: String) -> Text { category(id)?.name ?? Text(verbatim: id) }
}
