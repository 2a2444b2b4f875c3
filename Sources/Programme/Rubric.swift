/// How the dossiers of one category are scored (评分标准).
public struct Rubric: Codable, Sendable, Hashable {
    /// The identifier, that of its category.
    public var id: String
    /// The title on paper.
    public var title: Text
    /// Whether the weights come from the organiser or are the project's defaults.
    public var weights: Weights
    /// What a reader should know of its origin.
    public var note: Text
    /// The range of the score of one criterion.
    public var scale: Scale
    /// The conditions that exclude a dossier (一票否决).
    public var gates: [Gate]
    /// The criteria (指标), their weights 100 in all.
    public var criteria: [Criterion]
    /// The question whether a site visit is needed.
    public var visit: VisitQuestion

    /// Puts one together from its parts.
    public init(
        id: String, title: Text, weights: Weights, note: Text, scale: Scale, gates: [Gate], criteria: [Criterion],
        visit: VisitQuestion
    ) {
        self.id = id
        self.title = title
        self.weights = weights
        self.note = note
        self.scale = scale
        self.gates = gates
        self.criteria = criteria
        self.visit = visit
    }

    /// Where weights come from.
    public enum Weights: String, Codable, Sendable, CaseIterable {
        /// Published by the organiser.
        case official
        /// Defaults of this project.
        case projectDefault = "project-default"
    }

    /// The range and step of scores.
    public struct Scale: Codable, Sendable, Hashable {
        /// The lowest score.
        public var minimum: Points
        /// The highest score.
        public var maximum: Points
        /// Scores are the minimum and a whole number of these.
        public var step: Points

        /// Puts one together from its parts.
        public init(minimum: Points, maximum: Points, step: Points) {
            self.minimum = minimum
            self.maximum = maximum
            self.step = step
        }

        /// Whether a score lies on the scale.
        public func contains(_ score: Points) -> Bool {
            score >= minimum && score <= maximum && (score - minimum).hundredths % step.hundredths == 0
        }
    }

    /// A condition that excludes a dossier where it is not met.
    public struct Gate: Codable, Sendable, Hashable {
        /// Its identifier.
        public var id: String
        /// The question, put so that yes is good.
        public var question: Text
        /// The clause of the notice.
        public var clause: String

        /// Puts one together from its parts.
        public init(id: String, question: Text, clause: String) {
            self.id = id
            self.question = question
            self.clause = clause
        }
    }

    /// One criterion.
    public struct Criterion: Codable, Sendable, Hashable {
        /// Its identifier.
        public var id: String
        /// Its name.
        public var name: Text
        /// Its weight, per cent.
        public var weight: Int
        /// The clause of the notice.
        public var clause: String
        /// The notice's own words.
        public var wording: String
        /// What an expert looks at.
        public var looksAt: Text
        /// When a written reason is required.
        public var reason: ReasonRule
        /// The described levels, which cover the scale without gap or overlap.
        public var levels: [Level]

        /// Puts one together from its parts.
        public init(
            id: String, name: Text, weight: Int, clause: String, wording: String, looksAt: Text, reason: ReasonRule,
            levels: [Level]
        ) {
            self.id = id
            self.name = name
            self.weight = weight
            self.clause = clause
            self.wording = wording
            self.looksAt = looksAt
            self.reason = reason
            self.levels = levels
        }
    }

    /// When a written reason is required.
    public enum ReasonRule: Codable, Sendable, Hashable {
        /// With every score.
        case always
        /// Never.
        case never
        /// With a score under this.
        case below(Points)

        /// Whether a score needs a reason.
        public func applies(to score: Points) -> Bool {
            switch self {
            case .always: true
            case .never: false
            case .below(let limit): score < limit
            }
        }
    }

    /// A described part of the scale.
    public struct Level: Codable, Sendable, Hashable {
        /// The lowest score of the level.
        public var from: Points
        /// The highest score of the level.
        public var to: Points
        /// The level's name.
        public var name: Text
        /// What earns it.
        public var text: Text

        /// Puts one together from its parts.
        public init(from: Points, to: Points, name: Text, text: Text) {
            self.from = from
            self.to = to
            self.name = name
            self.text = text
        }
    }

    /// The question whether a site visit is needed.
    public struct VisitQuestion: Codable, Sendable, Hashable {
        /// The question.
        public var question: Text
        /// What a visit in this category should find out.
        public var topics: [Text]

        /// Puts one together from its parts.
        public init(question: Text, topics: [Text]) {
            self.question = question
            self.topics = topics
        }
    }
}
