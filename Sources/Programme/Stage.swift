/// The stages of a round, in order.
public enum Stage: String, Codable, Sendable, CaseIterable, Comparable {
    /// Dossiers and experts are taken in.
    case intake
    /// Conflicts of interest are found and settled.
    case conflicts
    /// Experts are assigned.
    case assignment
    /// Experts score.
    case reviews
    /// Official scores are computed.
    case results
    /// Site visits are chosen.
    case visits
    /// The shortlist is proposed and signed.
    case decisions
    /// The list is public, and open to objections; in rounds whose call has it as a stage.
    case notice
    /// The shortlist is final; nothing changes any more.
    case closed

    /// The stage's name.
    public var name: Text {
        switch self {
        case .intake: Text(zh: "材料接收", en: "intake")
        case .conflicts: Text(zh: "回避审查", en: "conflicts")
        case .assignment: Text(zh: "专家分配", en: "assignment")
        case .reviews: Text(zh: "专家评审", en: "reviews")
        case .results: Text(zh: "结果汇总", en: "results")
        case .visits: Text(zh: "现场考查", en: "visits")
        case .decisions: Text(zh: "审定", en: "decisions")
        case .notice: Text(zh: "公示", en: "public notice")
        case .closed: Text(zh: "已办结", en: "closed")
        }
    }

    /// The stage after this one; nil at the end.
    public var next: Stage? {
        let all = Stage.allCases
        guard let index = all.firstIndex(of: self), index + 1 < all.count else { return nil }
        return all[index + 1]
    }

    /// Earlier first.
    public static func < (left: Stage, right: Stage) -> Bool {
        let all = Stage.allCases
        return (all.firstIndex(of: left) ?? 0) < (all.firstIndex(of: right) ?? 0)
    }
}
