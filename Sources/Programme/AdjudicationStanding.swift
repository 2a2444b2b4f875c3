/// What followed from one sheet since it was last opened, in order.
public struct AbnormalMatter: Sendable, Hashable {
    /// The dossier.
    public let dossier: String
    /// The expert whose sheet it is.
    public let expert: String
    /// The steps since the last one that fell away.
    public let steps: [AdjudicationStep]

    /// The matters of a round, by dossier and expert; those that fell away and were not opened again left out.
    public static func matters(in steps: [AdjudicationStep]) -> [AbnormalMatter] {
        Dictionary(grouping: steps.sorted { $0.number < $1.number }) { [$0.dossier, $0.expert] }
            .compactMap { subject, steps in
                let since = steps.lastIndex { $0.kind == .lapsed }.map { $0 + 1 } ?? 0
                return since == steps.count
                    ? nil : AbnormalMatter(dossier: subject[0], expert: subject[1], steps: Array(steps[since...]))
            }
            .sorted { ($0.dossier, $0.expert) < ($1.dossier, $1.expert) }
    }

    /// How a chair decided; nil while it is open.
    public var decision: AdjudicationStep? { steps.last(where: \.kind.decides) }

    /// Whether nobody has decided yet.
    public var isOpen: Bool { decision == nil }

    /// By how much the sheet stood out when it was opened.
    public var figures: AdjudicationStep.Figures? { steps.first { $0.figures != nil }?.figures }

    /// The request for reasons.
    public var request: AdjudicationStep? { steps.first { $0.kind == .asked } }

    /// The last third reading.
    public var reading: AdjudicationStep? { steps.last { $0.kind == .thirdReading } }

    /// How many of the other members hold the scores abnormal: by the last discussion of members who still belong to the panel,
    /// which comes after the votes given alone and takes their place; else each by their latest vote.
    ///
    /// - Parameter members: The panel's members whose sheets there are, the expert left out.
    public func holdingAbnormal(among members: [String]) -> Int {
        let panel = Set(members + [expert])
        if let discussion = steps.last(where: { $0.kind == .discussed })?.discussion, panel.isSuperset(of: discussion.attending) {
            return discussion.abnormal
        }
        return members.count { member in
            steps.last { $0.actor == member && ($0.kind == .heldAbnormal || $0.kind == .heldSound) }?.kind == .heldAbnormal
        }
    }

    /// Whether reasons were given, or the time for them is over.
    public func reasonsAreDue(at now: Instant) -> Bool {
        steps.contains { $0.kind == .explained } || request?.due.map { $0 < now } ?? false
    }
}

/// What the decisions on a dossier's marked sheets come to, with the sheets that there are now.
public struct AdjudicationStanding: Sendable, Hashable {
    /// The members of the panel whose sheets there are, readers of third readings left out.
    public private(set) var members: Set<String>
    /// The experts whose sheets count.
    public private(set) var counted: Set<String>
    /// Of these, the ones whose scores are replaced by the mean of the others.
    public private(set) var replaced: Set<String> = []
    /// Matters that have lost what they stood on.
    public private(set) var lapsed: [AbnormalMatter] = []

    /// - Parameters:
    ///   - steps: All steps on one dossier.
    ///   - submitted: The experts whose sheets are handed in and not void.
    public init(_ steps: [AdjudicationStep], submitted: Set<String>, _ policy: Call.AbnormalPolicy?) {
        members = submitted.subtracting(steps.filter { $0.kind == .thirdReading }.compactMap(\.reader))
        counted = members
        for matter in AbnormalMatter.matters(in: steps) {
            switch matter.decision {
            case let decision? where decision.kind == .reread:
                guard let reader = decision.reader, submitted.contains(reader) else {
                    lapsed.append(matter)
                    continue
                }
                counted.insert(reader)
                if policy?.thirdReading == .inPlace { counted.remove(matter.expert) }
            case let decision? where decision.kind == .replaced:
                if Set(decision.panel ?? []) == members { replaced.insert(matter.expert) } else { lapsed.append(matter) }
            case .some: break
            // Nothing is left to decide on where the sheet itself is void.
            case nil: if !members.contains(matter.expert) { lapsed.append(matter) }
            }
        }
        replaced.formIntersection(counted)
    }
}
