public import Programme

/// What somebody who reads a table looks for: its columns, and what each of them holds.
///
/// By it the header is found, whatever stands above; and the values are brought to one form, so that the rules on them know
/// one form only.
public struct TableForm: Sendable {
    /// What the table is called.
    public var name: Text
    /// The columns, in the order in which a new table has them.
    public var columns: [Column]
    /// The columns that a template has filled in: a row with nothing else was not needed and is no entry.
    public var filledByTemplate: Set<String>

    /// A form.
    public init(name: Text, columns: [Column], filledByTemplate: Set<String> = []) {
        self.name = name
        self.columns = columns
        self.filledByTemplate = filledByTemplate
    }

    /// A column that is looked for.
    public struct Column: Sendable {
        /// Its name.
        public var name: String
        /// What it holds.
        public var kind: Kind
        /// Whether no table is without it.
        public var isNeeded: Bool

        /// A column.
        public init(_ name: String, _ kind: Kind, isNeeded: Bool = true) {
            self.name = name
            self.kind = kind
            self.isNeeded = isNeeded
        }
    }

    /// What a column holds.
    public enum Kind: Sendable, Hashable {
        /// A name: of a person, an organisation, an industry.
        case name
        /// Sentences, kept as they are but for their ends.
        case prose
        /// A number in the sense of a sign: no spaces, nothing in full width.
        case identifier
        /// A unified social credit code.
        case creditCode
        /// A day.
        case day
        /// A share of a hundred.
        case percentage
        /// A number with a unit; the unit may be written.
        case number(unit: String)
        /// 是 or 否.
        case yesNo
        /// Whether somebody has something: 是 or 否, and 有 or 无.
        case possession
        /// One of these values, or something else, which the rules on it judge.
        case choice([String])
        /// Several of these values.
        case choices([String])
        /// Several names.
        case names
        /// Several numbers in the sense of signs.
        case identifiers
    }
}
