internal import Matching
internal import Programme

/// What a plan says of several objectives in order, both ways: `steps` and `earlier` of `linxuan-plan/1`.
enum PlanStepDocument {
    // MARK: Writing

    static func members(of plan: Plan, _ problem: AssignmentProblem) -> [(name: String, value: JSONValue)] {
        guard plan.objective == .ordered else { return [] }
        var members: [(name: String, value: JSONValue)] = []
        if let earlier = plan.earlier { members.append(("earlier", pairs(earlier, problem))) }
        let nexts = plan.steps.dropFirst().map(\.assignments) + [plan.assignments]
        members.append(("steps", .array(zip(plan.steps, nexts).map { document($0, before: $1, problem) })))
        return members
    }

    private static func pairs(_ pairs: [AssignmentPair], _ problem: AssignmentProblem) -> JSONValue {
        .array(pairs.map { PlanDocument.ids($0, problem) })
    }

    /// - Parameter next: The pairs of the next step, or of the plan; where they are the step's too, they are left out.
    private static func document(
        _ step: PlanStep, before next: [AssignmentPair], _ problem: AssignmentProblem
    ) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [("objective", .string(step.step.objective.rawValue))]
        if step.step.tolerance > 0 { members.append(("tolerance", JSONValue(step.step.tolerance))) }
        members += [("value", .number(step.value)), ("bound", JSONValue(step.bound)), ("measures", document(step.measures))]
        if step.assignments != next { members.append(("assignments", pairs(step.assignments, problem))) }
        if let certificate = step.certificate {
            members.append(("certificate", PlanDocument.document(certificate, problem)))
        }
        if let proof = step.floorProof { members.append(("floorProof", PlanDocument.document(proof, problem))) }
        return .object(members)
    }

    private static func document(_ measures: PlanMeasures) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("places", JSONValue(measures.places)), ("floor", JSONValue(measures.floor)), ("total", .number(measures.total)),
        ]
        if let value = measures.value { members.append(("value", .number(value))) }
        members += [
            ("squares", JSONValue(measures.squares)), ("largestLoad", JSONValue(measures.largestLoad)),
            ("smallestLoad", JSONValue(measures.smallestLoad)),
        ]
        if let changes = measures.changes { members.append(("changes", JSONValue(changes))) }
        return .object(members)
    }

    // MARK: Reading

    /// - Parameter last: The pairs of the plan itself.
    static func steps(
        _ value: JSONValue?, _ dossiers: [String: Int], _ experts: [String: Int], last: [AssignmentPair],
        _ reader: inout DocumentReader
    ) -> [PlanStep] {
        guard let value else { return [] }
        var steps: [PlanStep] = []
        var next = last
        // From the last on: what is left out is as in the step that follows.
        for (index, element) in reader.array(value, "steps").enumerated().reversed() {
            let path = "steps[\(index)]"
            let members = reader.object(element, path, known: [])
            let objective = reader.string(members["objective"], "\(path).objective") ?? ""
            guard let objective = ObjectiveStep.Objective(rawValue: objective) else {
                reader.note(
                    "\(path).objective", Text(verbatim: "“\(objective)”"),
                    expected: Text(verbatim: ObjectiveStep.Objective.allCases.map { "“\($0.rawValue)”" }.joined(separator: " | ")))
                continue
            }
            if members["assignments"] != nil {
                next = PlanDocument.pairs(members["assignments"], "\(path).assignments", dossiers, experts, &reader)
            }
            let tolerance = members["tolerance"].flatMap { reader.number($0, "\(path).tolerance") } ?? 0
            steps.append(
                PlanStep(
                    step: ObjectiveStep(objective, tolerance: Int(exactly: tolerance) ?? -1),
                    value: reader.number(members["value"], "\(path).value") ?? 0,
                    bound: PlanDocument.optional(members["bound"], "\(path).bound", &reader),
                    certificate: PlanDocument.certificate(
                        members["certificate"], dossiers, experts, &reader, path: "\(path).certificate"),
                    floorProof: members["floorProof"].flatMap {
                        PlanDocument.proof($0, "\(path).floorProof", dossiers, experts, &reader)
                    },
                    assignments: next, measures: measures(members["measures"], "\(path).measures", &reader)))
        }
        return steps.reversed()
    }

    private static func measures(_ value: JSONValue?, _ path: String, _ reader: inout DocumentReader) -> PlanMeasures {
        let members = reader.object(value, path, known: [])
        func count(_ key: String) -> Int? {
            members[key].flatMap { reader.number($0, "\(path).\(key)") }.map { Int(exactly: $0) ?? -1 }
        }
        return PlanMeasures(
            places: count("places") ?? -1, floor: PlanDocument.optional(members["floor"], "\(path).floor", &reader),
            total: reader.number(members["total"], "\(path).total") ?? 0,
            value: PlanDocument.optional(members["value"], "\(path).value", &reader), squares: count("squares") ?? -1,
            largestLoad: count("largestLoad") ?? -1, smallestLoad: count("smallestLoad") ?? -1, changes: count("changes"))
    }
}
