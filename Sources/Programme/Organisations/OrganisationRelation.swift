/// A statement that two organisations belong together (单位关系), with who said so.
public struct OrganisationRelation: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The one organisation, or a natural person.
    public var organisation: String
    /// Its credit code; empty where not known.
    public var creditCode: String
    /// What it is to the other.
    public var kind: Kind
    /// The other organisation.
    public var other: String
    /// Its credit code; empty where not known.
    public var otherCode: String
    /// For a shareholding, how much is held, per cent.
    public var share: Points?
    /// From this day; nil where not known.
    public var from: Day?
    /// Until this day; nil while it lasts.
    public var until: Day?
    /// Where the statement comes from: a register, an annual report, a letter.
    public var source: String

    /// A statement.
    public init(
        number: Int, organisation: String, creditCode: String = "", kind: Kind, other: String, otherCode: String = "",
        share: Points? = nil, from: Day? = nil, until: Day? = nil, source: String
    ) {
        self.number = number
        self.organisation = organisation
        self.creditCode = creditCode
        self.kind = kind
        self.other = other
        self.otherCode = otherCode
        self.share = share
        self.from = from
        self.until = until
        self.source = source
    }

    /// What the one is to the other.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The one controls the other as its parent.
        case parent
        /// The one is controlled by the other.
        case subsidiary
        /// The one holds shares of the other.
        case share
        /// The one is a branch of the other, without a legal person of its own.
        case branch
        /// The one is a former name of the other.
        case formerName = "former-name"
        /// The one is a natural person who controls the other.
        case person
        /// The one helped the other to prepare its dossier.
        case preparation

        /// The kind's name, as the table writes it.
        public var name: Text {
            switch self {
            case .parent: Text(zh: "母公司", en: "parent")
            case .subsidiary: Text(zh: "子公司", en: "subsidiary")
            case .share: Text(zh: "持股", en: "shareholding")
            case .branch: Text(zh: "分支机构", en: "branch")
            case .formerName: Text(zh: "曾用名", en: "former name")
            case .person: Text(zh: "实际控制人", en: "controlling person")
            case .preparation: Text(zh: "辅导申报", en: "helped to prepare the dossier")
            }
        }
    }

    /// Whether the statement is about the same two, in the same way, from the same day on: what a correction replaces.
    public func isAbout(_ other: OrganisationRelation) -> Bool { subject == other.subject }

    /// What the statement is about, apart from what it says.
    var subject: [String] { [organisation, creditCode, kind.rawValue, other, otherCode, from?.description ?? ""] }

    /// The statement in words, with its time and source.
    public var text: Text {
        let share = share.map { Text(zh: " \($0.short)% 股权", en: " \($0.short) %") } ?? Text(verbatim: "")
        let said =
            switch kind {
            case .parent: Text(zh: "\(organisation)是\(other)的母公司", en: "\(organisation) is the parent of \(other)")
            case .subsidiary: Text(zh: "\(organisation)是\(other)的子公司", en: "\(organisation) is a subsidiary of \(other)")
            case .share: Text(zh: "\(organisation)持有\(other)\(share.zh)", en: "\(organisation) holds\(share.en) of \(other)")
            case .branch: Text(zh: "\(organisation)是\(other)的分支机构", en: "\(organisation) is a branch of \(other)")
            case .formerName: Text(zh: "\(organisation)是\(other)的曾用名", en: "\(organisation) is a former name of \(other)")
            case .person: Text(zh: "\(organisation)是\(other)的实际控制人", en: "\(organisation) controls \(other)")
            case .preparation: Text(zh: "\(organisation)辅导\(other)申报", en: "\(organisation) helped \(other) with its dossier")
            }
        return said + times + Text(zh: "（来源：\(source)）", en: " (source: \(source))")
    }

    private var times: Text {
        guard from != nil || until != nil else { return Text(verbatim: "") }
        return Text(
            zh: "，\(from.map(\.description) ?? "起始不详")至\(until.map(\.description) ?? "今")",
            en: ", \(from.map(\.description) ?? "from a day not known") to \(until.map(\.description) ?? "now")")
    }
}

/// How far relations of organisations carry a conflict.
public struct RelationPolicy: Codable, Sendable, Hashable {
    /// Through how many relations; 0 for none. Branches and former names count as nothing, since they are one legal person.
    public var depth: Int
    /// From what share of a company on a holding counts, per cent.
    public var shareholdingAtLeast: Points
    /// From what share on a holder controls a company, per cent: only companies under one control are related through it.
    public var controlAtLeast: Points

    /// A policy. Its defaults are the project's own: two relations, 5 % (the holder of as much has to report it:
    /// 证券法 63), and more than half for control (公司法 265).
    public init(
        depth: Int = 2, shareholdingAtLeast: Points = Points(5), controlAtLeast: Points = Points(hundredths: 50_01)
    ) {
        self.depth = depth
        self.shareholdingAtLeast = shareholdingAtLeast
        self.controlAtLeast = controlAtLeast
    }
}
