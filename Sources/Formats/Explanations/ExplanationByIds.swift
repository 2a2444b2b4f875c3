public import Matching
internal import Programme

extension ExplanationDocument {
    /// Explanations by ids and in words.
    public init(_ explanations: Explanations, in problem: AssignmentProblem) {
        pair = explanations.pair.map { Pair($0, in: problem) }
        expert = explanations.expert.map { Expert($0, in: problem) }
        dossier = explanations.dossier.map { Dossier($0, in: problem) }
        tightest = explanations.tightest.map { $0.map { Tight($0, in: problem) } }
    }
}

extension ExplanationDocument.Pair {
    /// A pair explained, by ids.
    init(_ explanation: PairExplanation, in problem: AssignmentProblem) {
        dossier = problem.dossiers[explanation.pair.dossier].id
        expert = problem.experts[explanation.pair.expert].id
        inPlan = explanation.isInPlan
        affinity = explanation.affinity
        worth = explanation.worth
        bond =
            switch explanation.bond {
            case .pin: .pin
            case .conflict: .conflict
            case .noAffinity: .noAffinity
            case nil: nil
            }
        alternative = explanation.alternative.map { .init($0, in: problem) }
        words = problem.words(for: explanation)
    }
}

extension ExplanationDocument.Expert {
    /// An expert explained, by ids.
    init(_ explanation: ExpertExplanation, in problem: AssignmentProblem) {
        expert = problem.experts[explanation.expert].id
        load = explanation.load
        minimumLoad = explanation.minimumLoad
        maximumLoad = explanation.maximumLoad
        readable = explanation.readable
        worth = explanation.worth
        without = .init(explanation.without, in: problem)
        oneMore = explanation.oneMore.map { .init($0, in: problem) }
        classes = explanation.classes.map {
            .init(
                tag: $0.tag, value: $0.value, experts: $0.expertCount, need: $0.need, capacity: $0.capacity,
                capacityWithout: $0.capacityWithout)
        }
        words = problem.words(for: explanation)
    }
}

extension ExplanationDocument.Dossier {
    /// A dossier explained, by ids.
    init(_ explanation: DossierExplanation, in problem: AssignmentProblem) {
        dossier = problem.dossiers[explanation.dossier].id
        demand = explanation.demand
        willing = explanation.willing
        alone = .init(explanation.alone, in: problem)
        together = .init(explanation.together, in: problem)
        words = problem.words(for: explanation)
    }
}

extension ExplanationDocument.Tight {
    /// One of the tightest dossiers, by ids.
    init(_ tight: TightDossier, in problem: AssignmentProblem) {
        dossier = problem.dossiers[tight.dossier].id
        demand = tight.demand
        willing = tight.willing
        alone = .init(tight.alone, in: problem)
        words = problem.words(for: tight)
    }
}

extension ExplanationDocument.Tolerance {
    fileprivate init(_ tolerance: ConflictTolerance, in problem: AssignmentProblem) {
        atLeast = tolerance.atLeast
        atMost = tolerance.atMost
        experts = tolerance.experts.map { problem.experts[$0].id }
        unbreakable = tolerance.isUnbreakable
    }
}

extension ExplanationDocument.Alternative {
    fileprivate init(_ alternative: Matching.Alternative, in problem: AssignmentProblem) {
        func ids(_ pairs: [AssignmentPair]) -> [[String]] {
            pairs.map { [problem.dossiers[$0.dossier].id, problem.experts[$0.expert].id] }
        }
        certifiedLoss = alternative.certifiedLoss
        switch alternative.outcome {
        case .plan(let found):
            outcome = .plan
            worth = found.worth
            loss = found.loss
            leastLoss = found.leastLoss
            floor = found.floor
            proven = found.isProven
            byCertificate = found.isByCertificate
            removed = ids(found.difference.removed)
            added = ids(found.difference.added)
            fewestChanges = found.isClosest
        case .impossible(let obstacles):
            outcome = .impossible
            diagnosis = obstacles.map(\.message)
        case .undecided: outcome = .undecided
        }
    }
}
