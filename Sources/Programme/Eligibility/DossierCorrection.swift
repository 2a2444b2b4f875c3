/// A correction of an applicant's name or code, where the authority made a mistake in its table. Every one is kept, with what
/// stood there before.
public struct DossierCorrection: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Which correction of it this is, from 1.
    public var turn: Int
    /// What stood there.
    public var before: Applicant
    /// What stands there now.
    public var after: Applicant
    /// Who corrected it.
    public var by: String
    /// Why.
    public var reason: String
    /// When.
    public var at: Instant

    /// Who applies, as a dossier says it.
    public struct Applicant: Codable, Sendable, Hashable {
        /// The name.
        public var name: String
        /// The unified social credit code.
        public var creditCode: String
        /// Why a code that does not conform is accepted all the same; empty where it conforms.
        public var creditCodeReason: String

        /// The applicant of a dossier.
        public init(of dossier: Dossier) {
            name = dossier.applicant
            creditCode = dossier.creditCode
            creditCodeReason = dossier.creditCodeReason
        }
    }

    /// A correction.
    public init(of before: Dossier, to after: Dossier, turn: Int, by: String, reason: String, at: Instant) {
        dossier = before.id
        self.turn = turn
        self.before = Applicant(of: before)
        self.after = Applicant(of: after)
        self.by = by
        self.reason = reason
        self.at = at
    }

    /// The correction as one line: when, who, what, why.
    public var line: Text {
        func change(_ name: Text, _ old: String, _ new: String) -> [Text] {
            old == new ? [] : [name + Text(verbatim: "“\(old)” → “\(new)”")]
        }
        let changes =
            change(Text(zh: "名称", en: "name "), before.name, after.name)
            + change(Text(zh: "信用代码", en: "credit code "), before.creditCode, after.creditCode)
        let what = Text(zh: changes.map(\.zh).joined(separator: "；"), en: changes.map(\.en).joined(separator: "; "))
        return Text(zh: "\(at.inChina) \(by) 更正\(what.zh)：\(reason)", en: "\(at.inChina) \(by) corrected the \(what.en): \(reason)")
    }
}
