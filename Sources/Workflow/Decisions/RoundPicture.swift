public import Formats
internal import Programme

extension Office {
    /// The whole round on one page, from filings to signatures; for those who see the shortlist.
    public func roundPage(as actor: String) async throws -> RoundPage {
        try await consult(.seeShortlist, as: actor) { reader, call, round in
            let dossiers = try reader.all(Dossier.self)
            let reviews = try reader.all(Review.self)
            let conflicts = try reader.all(Conflict.self).filter(\.binds)
            let people = Dictionary(
                try reader.all(Person.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            let plan = try reader.all(PlanRecord.self).first { $0.state == .approved && $0.purpose == .round }
            let experts = try reader.all(Expert.self)
            let loads = Dictionary(grouping: reviews.filter(\.state.sits), by: \.expert).mapValues(\.count)
            return RoundPage(
                title: call.title, source: call.source, batch: call.batch, stage: round.stage.name,
                synthetic: dossiers.allSatisfy { $0.applicant.hasPrefix("示例") }, callDigest: round.callDigest,
                logDigest: try reader.logEnd()?.digest ?? "",
                counts: .init(
                    experts: experts.count,
                    conflicts: Conflict.Ground.allCases.map { ground in
                        .init(name: ground.name, count: conflicts.count { $0.ground == ground })
                    },
                    reviews: Review.State.allCases.map { state in
                        .init(name: state.name, count: reviews.count { $0.state == state })
                    }),
                plan: plan.map {
                    .init(total: Double($0.total) / 10_000, bound: Double($0.bound) / 10_000, optimal: $0.optimal)
                },
                loads: .init(
                    reviews: experts.map { loads[$0.id] ?? 0 }, maximum: experts.map(\.maximumLoad).max() ?? 0),
                categories: try reader.pictures(call), visits: visitTallies(try reader.all(Visit.self)),
                signatures: try reader.all(Signature.self).filter(\.stands).map {
                    .init(name: people[$0.chair] ?? $0.chair, time: $0.at.inChina)
                },
                neededSignatures: call.decisions.signatures, final: round.stage == .closed,
                flags: try reader.flagsShown(call, dossiers), reassessment: try reader.reassessmentPicture(call),
                refusals: try reader.refusals(of: reader.listDigest(round)).filter(\.stands).map {
                    .init(
                        name: people[$0.refusal.chair] ?? $0.refusal.chair, reason: $0.refusal.reason, time: $0.refusal.at.inChina)
                })
        }
    }
}

extension RoundReader {
    /// What was found at the intake, with every decision on it; beside a near name, what persons found of the two names too,
    /// in the order of time.
    fileprivate func flagsShown(_ call: Call, _ dossiers: [Dossier]) throws -> [RoundPage.Flagged] {
        let decisions = try all(EligibilityDecision.self)
        let standing = Dictionary(try flagsAsDecided().map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let applicants = Dictionary(dossiers.map { ($0.id, $0.applicant) }, uniquingKeysWith: { first, _ in first })
        let findings = Dictionary(grouping: try all(NameFinding.self)) { [$0.first, $0.second] }
        return try all(Flag.self).compactMap { raised in
            guard let flag = standing[raised.identity] else { return nil }
            return RoundPage.Flagged(
                dossier: flag.dossier, applicant: applicants[flag.dossier] ?? "", check: call.name(ofCheck: flag.check),
                found: flag.found, standing: flag.standing,
                decisions: told(raised.history(in: decisions), findings: flag.pairsOfNames(applicants).flatMap { findings[$0] ?? [] }))
        }
    }

    /// Decisions on a flag and findings on its names as they came; what an earlier version kept without its time comes first.
    private func told(_ decisions: [EligibilityDecision], findings: [NameFinding]) -> [Text] {
        let lines =
            decisions.map { (at: $0.at?.description ?? "", line: $0.line) } + findings.map { (at: $0.at.description, line: $0.line) }
        return lines.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.line)
    }

    /// What becomes of earlier demonstrations by category, and those of which not all is well; nil where there are none.
    fileprivate func reassessmentPicture(_ call: Call) throws -> ReassessmentPicture? {
        let lines = try reassessmentLines(call)
        guard !lines.isEmpty else { return nil }
        return ReassessmentPicture(
            categories: call.reassessmentCategories.map { category in
                let own = lines.filter { $0.demonstration.category == category.id }
                return ReassessmentPicture.Category(
                    name: category.name, demonstrations: own.count, filed: own.count { $0.outcome.dossier != nil },
                    verdicts: Dictionary(grouping: own.compactMap(\.outcome.decided), by: \.self).mapValues(\.count),
                    excused: own.count { $0.outcome.basis == .excused && $0.outcome.decided == nil },
                    open: own.count(where: \.outcome.isOpen))
            },
            rows: lines.filter { $0.outcome.decided != .keep || $0.outcome.isMoved }.map { line in
                ReassessmentPicture.Row(
                    demonstration: line.demonstration.id, batch: line.demonstration.batch, name: line.demonstration.name,
                    authority: call.authority(line.demonstration.authority)?.name ?? "", score: line.result?.score,
                    outcome: line.outcome.name, ground: line.outcome.ground, reason: line.outcome.reason)
            })
    }

    /// Each category with its dossiers in the order of their places.
    fileprivate func pictures(_ call: Call) throws -> [CategoryPicture] {
        let visited = Set(try all(Visit.self).map(\.dossier))
        let placements = Dictionary(
            try all(Placement.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let filed = Dictionary(grouping: try all(Dossier.self), by: \.category)
        let lines = Dictionary(grouping: try resultLines(call), by: \.outcome.category)
        return call.selectionCategories.map { category in
            CategoryPicture(
                name: category.name, passMark: category.passMark, filed: filed[category.id]?.count ?? 0,
                rows: (lines[category.id] ?? []).map { line in
                    let placement = placements[line.dossier.id]
                    return CategoryPicture.Row(
                        dossier: line.dossier.id, applicant: line.dossier.applicant,
                        authority: call.authority(line.dossier.authority)?.name ?? "", score: line.outcome.score,
                        rank: line.outcome.rank, tied: line.outcome.tied, standing: line.outcome.standing,
                        listed: placement?.listed ?? false,
                        moved: placement.map { $0.listed != $0.proposed } ?? false,
                        visited: visited.contains(line.dossier.id),
                        sheetTotals: line.outcome.sheets.map { $0.total.rounded(call.scoring.rounding) })
                })
        }
    }
}

extension Flag {
    /// The pairs of names that a flag on near names is about, as findings have them; none for other flags.
    fileprivate func pairsOfNames(_ applicants: [String: String]) -> [[String]] {
        guard check == AdmissionCheck.similarName.rawValue, let own = applicants[dossier] else { return [] }
        var pairs: [[String]] = []
        for other in (others ?? []).compactMap({ applicants[$0] }) {
            let pair = NameFinding.ordered([own, other])
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        return pairs
    }
}

extension NameFinding {
    /// The finding in a line: when, who, what, why.
    fileprivate var line: Text {
        let what =
            same
            ? Text(zh: "“\(first)”与“\(second)”为同一机构", en: "“\(first)” and “\(second)” are one organisation")
            : Text(zh: "“\(first)”与“\(second)”为两个机构", en: "“\(first)” and “\(second)” are two organisations")
        return Text(zh: "\(at.inChina) \(by)：", en: "\(at.inChina) \(by): ") + what + Text(zh: "：\(reason)", en: ": \(reason)")
    }
}

/// How many visits each reason led to; a visit with several counts under each.
private func visitTallies(_ visits: [Visit]) -> [RoundPage.Tally] {
    let kinds: [(Text, (Visit.Reason) -> Bool)] = [
        (Text(zh: "通过评审的城市", en: "passed, in a category that is always visited"), { if case .passed = $0 { true } else { false } }),
        (Text(zh: "专家建议", en: "asked for by experts"), { if case .requested = $0 { true } else { false } }),
        (Text(zh: "评分分歧", en: "scores far apart"), { if case .spread = $0 { true } else { false } }),
        (Text(zh: "接近及格线", en: "near the pass mark"), { if case .nearPassMark = $0 { true } else { false } }),
        (Text(zh: "受理时待核定", en: "flagged at filing"), { if case .flag = $0 { true } else { false } }),
        (Text(zh: "预期收益", en: "worth it"), { if case .worth = $0 { true } else { false } }),
        (Text(zh: "指定考查", en: "put in by name"), { if case .forced = $0 { true } else { false } }),
    ]
    // A call chooses by triggers or by worth: what it doesn't know is not shown at nought.
    let usual = kinds.prefix(5).count
    return kinds.enumerated().compactMap { index, kind in
        let count = visits.count { $0.reasons.contains(where: kind.1) }
        return index < usual || count > 0 ? .init(name: kind.0, count: count) : nil
    }
}
