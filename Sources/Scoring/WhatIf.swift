public import Programme

/// Rules changed in thought: what would become of the results under others. Nothing of it is ever stored.
public struct WhatIf: Codable, Sendable, Hashable {
    /// Other pass marks, by category.
    public var passMarks: [String: Points]
    /// Other places on the shortlist, by category; nil for no limit.
    public var places: [String: Int?]
    /// Other weights, per cent, by category and criterion.
    public var weights: [String: [String: Int]]

    /// A change of rules.
    public init(passMarks: [String: Points] = [:], places: [String: Int?] = [:], weights: [String: [String: Int]] = [:]) {
        self.passMarks = passMarks
        self.places = places
        self.weights = weights
    }

    /// Whether it changes nothing.
    public var isEmpty: Bool { passMarks.isEmpty && places.isEmpty && weights.isEmpty }
}

/// What would become of one dossier.
public struct WhatIfLine: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Its category.
    public var category: String
    /// Under the call's rules.
    public var before: Standing
    /// Under the others.
    public var after: Standing
    /// Where chairs moved it against its result; nil where they did not. Set by who knows of the moves.
    public var move: Move?

    /// A move of the chairs that is in force, and what it is worth under the other rules.
    public struct Move: Codable, Sendable, Hashable {
        /// Whether they put it on the list.
        public var listed: Bool
        /// Their written reason.
        public var reason: String
        /// Whether it still changes something under the other rules; false where the result alone comes to the same.
        public var applies: Bool

        /// A move as it is on record.
        public init(listed: Bool, reason: String, applies: Bool) {
            self.listed = listed
            self.reason = reason
            self.applies = applies
        }
    }

    /// Whether it is on the list now, moves included.
    public var isListed: Bool { move?.listed ?? before.listed }
    /// Whether it would be, moves included: they are kept.
    public var wouldBeListed: Bool { move?.listed ?? after.listed }

    /// Where a dossier stands under some rules.
    public struct Standing: Codable, Sendable, Hashable {
        /// Whether the result alone puts it on the list.
        public var listed: Bool
        /// What came of it.
        public var standing: Outcome.Standing
        /// Its score.
        public var score: Points?
        /// Its place.
        public var rank: Int?
        /// Its adjusted score with the place by it, where the call ranks by adjusted scores.
        public var adjusted: Outcome.AdjustedPlace?
        /// Why it is on the list or not.
        public var ground: Text
    }

    /// What the other rules do to it, moves included.
    public var change: Change {
        switch (isListed, wouldBeListed) {
        case (false, true): .comesIn
        case (true, false): .goesOut
        default: .stays
        }
    }

    /// A change of the list.
    public enum Change: String, Codable, Sendable {
        /// It would be on the list, and isn't.
        case comesIn
        /// It is on the list, and wouldn't be.
        case goesOut
        /// Nothing.
        case stays
    }
}

extension Call {
    /// The call with other rules.
    ///
    /// - Throws: `Failure.usage` where a category can't be applied for or a criterion isn't there, a pass mark is above 100, or
    ///   weights do not add up to 100.
    public func changed(by change: WhatIf) throws -> Call {
        var call = self
        for (category, mark) in change.passMarks {
            let index = try selected(category)
            guard (Points(0)...Points(100)).contains(mark) else {
                throw Failure.usage(
                    Text(
                        zh: "及格线须在 0 至 100 之间：\(category)=\(mark.short)",
                        en: "A pass mark lies between 0 and 100: \(category)=\(mark.short)"))
            }
            call.categories[index].passMark = mark
        }
        for (category, places) in change.places {
            let index = try selected(category)
            guard places.map({ $0 >= 0 }) ?? true else {
                throw Failure.usage(Text(zh: "名额须不少于 0：\(category)", en: "Places are at least 0: \(category)"))
            }
            call.categories[index].places = places
        }
        for (category, weights) in change.weights.sorted(by: { $0.key < $1.key }) {
            _ = try selected(category)
            guard let index = rubrics.firstIndex(where: { $0.id == category }) else { continue }
            for (criterion, weight) in weights.sorted(by: { $0.key < $1.key }) {
                guard let place = rubrics[index].criteria.firstIndex(where: { $0.id == criterion }) else {
                    throw Failure.usage(
                        Text(
                            zh: "“\(category)”的评分标准没有指标“\(criterion)”；有：",
                            en: "The rubric of “\(category)” has no criterion “\(criterion)”; it has: ")
                            + rubrics[index].criteria.map { Text(verbatim: $0.id) }.enumerated())
                }
                call.rubrics[index].criteria[place].weight = weight
            }
            let criteria = call.rubrics[index].criteria
            let sum = criteria.reduce(0) { $0 + $1.weight }
            guard sum == 100, criteria.allSatisfy({ $0.weight >= 0 }) else {
                throw Failure.usage(
                    Text(
                        zh: "“\(category)”的权重合计 \(sum)，应为 100；请一并给出其他指标的权重：",
                        en: "The weights of “\(category)” add up to \(sum) and not to 100; give those of other criteria too: ")
                        + criteria.map { Text(verbatim: "\($0.id)=\($0.weight)") }.enumerated())
            }
        }
        return call
    }

    private func selected(_ category: String) throws -> Int {
        guard let index = categories.firstIndex(where: { $0.id == category }), !isReassessed(category) else {
            throw Failure.usage(
                Text(zh: "没有可申报的类别“\(category)”；有：", en: "Nothing can be applied for in “\(category)”; there are: ")
                    + selectionCategories.map { Text(verbatim: $0.id) }.enumerated())
        }
        return index
    }

    /// What would become of each dossier that can be shortlisted under other rules, by the same functions as the official
    /// results: in the order of categories and of official places.
    ///
    /// - Throws: as `changed(by:)`.
    public func whatIf(
        _ change: WhatIf, of panels: [PanelSheets], findings: [VisitFinding] = [], unfound: Set<String> = []
    ) throws -> [WhatIfLine] {
        let other = try changed(by: change)
        func standings(_ call: Call) -> [(id: String, category: String, standing: WhatIfLine.Standing)] {
            let outcomes = call.results(of: panels)
            let placements = Dictionary(
                call.placements(by: outcomes, findings: findings, unfound: unfound).map { ($0.dossier, $0) },
                uniquingKeysWith: { first, _ in first })
            return outcomes.compactMap { outcome in
                placements[outcome.dossier].map { placement in
                    (
                        outcome.dossier, outcome.category,
                        .init(
                            listed: placement.proposed, standing: outcome.standing, score: outcome.score, rank: outcome.rank,
                            adjusted: outcome.adjusted, ground: placement.ground)
                    )
                }
            }
        }
        let after = Dictionary(standings(other).map { ($0.id, $0.standing) }, uniquingKeysWith: { first, _ in first })
        return standings(self).compactMap { before in
            after[before.id].map { WhatIfLine(dossier: before.id, category: before.category, before: before.standing, after: $0) }
        }
    }
}
