internal import Matching
internal import Programme

/// The format `linxuan-plan/1`, both ways.
enum PlanDocument {
    // MARK: Writing

    static func document(_ file: PlanFile, _ problem: AssignmentProblem) -> JSONValue {
        let plan = file.plan
        var members: [(name: String, value: JSONValue)] = [
            ("format", .string(PlanFile.format)),
            ("instance", instance(of: file)),
            ("objective", .string(plan.objective.rawValue)),
            ("status", .string(plan.status.rawValue)),
            ("total", .number(plan.total)),
        ]
        if let value = plan.value {
            members.append(("value", .number(value)))
            members.append(("concessions", .array(plan.concessions.map { document($0, problem) })))
        }
        members += [
            ("floor", JSONValue(plan.floor)),
            ("bound", JSONValue(plan.bound)),
            ("gap", JSONValue(plan.gap)),
        ]
        if let floorBound = plan.floorBound { members.append(("floorBound", .number(floorBound))) }
        members.append(("assignments", .array(plan.assignments.map { ids($0, problem) })))
        if !problem.leads.isEmpty { members.append(("leads", .array(plan.leads.map { ids($0, problem) }))) }
        members += PlanStepDocument.members(of: plan, problem)
        if problem.hasPanels, plan.status != .infeasible || !plan.groups.isEmpty {
            members.append(("groups", .array(plan.groups.map { .array($0.map { .string(problem.dossiers[$0].id) }) })))
        }
        if let certificate = plan.certificate { members.append(("certificate", document(certificate, problem))) }
        if let proof = plan.floorProof { members.append(("floorProof", document(proof, problem))) }
        if let proof = plan.impossibilityProof { members.append(("impossibilityProof", document(proof, problem))) }
        members.append(("diagnosis", .array(plan.diagnosis.map { document($0, problem) })))
        return .object(members)
    }

    private static func instance(of file: PlanFile) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("name", .string(file.instanceName)), ("sha256", .string(file.instanceDigest)),
        ]
        if let digest = file.affinityDigest { members.append(("affinitySha256", .string(digest))) }
        return .object(members)
    }

    static func ids(_ pair: AssignmentPair, _ problem: AssignmentProblem) -> JSONValue {
        .array([.string(problem.dossiers[pair.dossier].id), .string(problem.experts[pair.expert].id)])
    }

    static func document(_ certificate: Certificate, _ problem: AssignmentProblem) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("scale", JSONValue(certificate.scale)), ("resolution", JSONValue(certificate.resolution)),
            ("bound", JSONValue(certificate.bound)),
        ]
        members += document(keeping: certificate.kept)
        members.append(("duals", document(certificate.duals, problem)))
        if let cases = certificate.cases { members.append(("cases", document(cases, problem))) }
        return .object(members)
    }

    private static func document(keeping weights: [ObjectiveStep.Objective: Int]) -> [(name: String, value: JSONValue)] {
        let kept = ObjectiveStep.Objective.allCases.compactMap { objective in
            weights[objective].map { (name: objective.rawValue, value: JSONValue($0)) }
        }
        return kept.isEmpty ? [] : [("kept", .object(kept))]
    }

    private static func document(_ duals: [Requirement: Int], _ problem: AssignmentProblem) -> JSONValue {
        .array(
            duals.map { (key: $0.key.sortKey, dual: $0) }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { JSONValue.array(name(of: $0.dual.key, problem) + [JSONValue($0.dual.value)]) })
    }

    static func document(_ proof: CaseProof, _ problem: AssignmentProblem) -> JSONValue {
        switch proof {
        case .shown(let charges): .object([("duals", document(charges.duals, problem))] + document(keeping: charges.kept))
        case .split(let pair, let with, let without):
            .object([("pair", ids(pair, problem)), ("with", document(with, problem)), ("without", document(without, problem))])
        }
    }

    /// A requirement as the words that name it; read back by `requirement`.
    private static func name(of requirement: Requirement, _ problem: AssignmentProblem) -> [JSONValue] {
        func dossier(_ index: Int) -> JSONValue { .string(problem.dossiers[index].id) }
        switch requirement {
        case .demand(let index): return [.string("demand"), dossier(index)]
        case .load(let index): return [.string("load"), .string(problem.experts[index].id)]
        case .composition(let rule, let value, let index):
            return [.string("composition"), JSONValue(rule), .string(value), dossier(index)]
        case .categoryLoad(let rule, let index):
            return [.string("categoryLoad"), JSONValue(rule), .string(problem.experts[index].id)]
        case .neverTogether(let index, let place): return [.string("neverTogether"), JSONValue(index), dossier(place)]
        case .neverMutual(let index): return [.string("neverMutual"), JSONValue(index)]
        case .pin(let index): return [.string("pin"), JSONValue(index)]
        case .conflict(let index): return [.string("conflict"), JSONValue(index)]
        case .floor(let index): return [.string("floor"), dossier(index)]
        case .lead(let rule, let index): return [.string("lead"), JSONValue(rule), dossier(index)]
        case .leadCut(let cut):
            let experts = cut.experts.map { JSONValue.string(problem.experts[$0].id) }
            return [.string("leadCut"), JSONValue(cut.rule), .array(cut.panels.map(dossier)), .array(experts)]
        }
    }

    private static func document(_ concession: Plan.Concession, _ problem: AssignmentProblem) -> JSONValue {
        .object([
            ("requirement", .array(name(of: concession.requirement, problem))),
            ("amount", JSONValue(concession.amount)), ("price", .number(concession.price)),
            ("message", document(concession.message)),
        ])
    }

    private static func document(_ obstacle: Obstacle, _ problem: AssignmentProblem) -> JSONValue {
        .object([
            ("kind", .string(obstacle.kind.rawValue)),
            ("requirements", .array(obstacle.requirements.map { .array(name(of: $0, problem)) })),
            ("minimal", .bool(obstacle.isMinimal)),
            ("dossiers", .array(obstacle.dossiers.map { .string(problem.dossiers[$0].id) })),
            ("experts", .array(obstacle.experts.map { .string(problem.experts[$0].id) })),
            ("need", JSONValue(obstacle.need.map(Double.init))), ("have", JSONValue(obstacle.have.map(Double.init))),
            ("message", document(obstacle.message)),
            (
                "remedies",
                .array(
                    obstacle.remedies.map {
                        .object([
                            ("kind", .string($0.kind.rawValue)), ("amount", JSONValue($0.amount)),
                            ("checked", .bool($0.isChecked)), ("message", document($0.message)),
                        ])
                    })
            ),
        ])
    }

    private static func document(_ text: Text) -> JSONValue {
        .object([("en", .string(text.en)), ("zh", .string(text.zh))])
    }

    // MARK: Reading

    static func read(
        _ document: JSONValue, _ problem: AssignmentProblem, _ reader: inout DocumentReader
    ) throws(Failure) -> (Plan, String, String, String?) {
        let root = reader.object(document, "", known: [])
        try InstanceReader.requireFormat(root["format"], PlanFile.format, &reader)
        let instance = reader.object(root["instance"], "instance", known: [])
        let name = reader.string(instance["name"], "instance.name") ?? ""
        let digest = reader.string(instance["sha256"], "instance.sha256") ?? ""
        let matrix = instance["affinitySha256"].flatMap { reader.string($0, "instance.affinitySha256") }
        let status = reader.string(root["status"], "status") ?? ""
        if Plan.Status(rawValue: status) == nil {
            reader.note(
                "status", Text(verbatim: "“\(status)”"),
                expected: Text(verbatim: Plan.Status.known))
        }
        let dossiers = InstanceReader.index(problem.dossiers.map(\.id))
        let experts = InstanceReader.index(problem.experts.map(\.id))
        let pairs = pairs(root["assignments"], "assignments", dossiers, experts, &reader)
        let leads = root["leads"].map { Self.pairs($0, "leads", dossiers, experts, &reader) } ?? []
        let total = reader.number(root["total"], "total") ?? 0
        let certificate = certificate(root["certificate"], dossiers, experts, &reader)
        let floorProof = root["floorProof"].flatMap { proof($0, "floorProof", dossiers, experts, &reader) }
        let impossibilityProof = root["impossibilityProof"].flatMap { proof($0, "impossibilityProof", dossiers, experts, &reader) }
        let objective =
            root["objective"].flatMap { reader.string($0, "objective") }
            .flatMap(SolveOptions.Objective.init(rawValue:)) ?? .total
        let steps = PlanStepDocument.steps(root["steps"], dossiers, experts, last: pairs, &reader)
        let earlier = root["earlier"].map { Self.pairs($0, "earlier", dossiers, experts, &reader) }
        try reader.refuseFaults()
        var plan = Plan(
            status: Plan.Status(rawValue: status) ?? .feasible, objective: objective, assignments: pairs, leads: leads,
            total: total, floor: optional(root["floor"], "floor", &reader),
            value: optional(root["value"], "value", &reader),
            concessions: root["concessions"].map { concessions($0, dossiers, experts, &reader) } ?? [],
            bound: optional(root["bound"], "bound", &reader), gap: optional(root["gap"], "gap", &reader),
            floorBound: optional(root["floorBound"], "floorBound", &reader), certificate: certificate,
            floorProof: floorProof, impossibilityProof: impossibilityProof, diagnosis: [],
            groups: root["groups"].map { groups($0, dossiers, &reader) } ?? [])
        (plan.steps, plan.earlier) = (steps, earlier)
        try reader.refuseFaults()
        return (plan, name, digest, matrix)
    }

    /// Groups of ids as groups of indices; what is none is noted and left out.
    static func groups(_ value: JSONValue, _ dossiers: [String: Int], _ reader: inout DocumentReader) -> [[Int]] {
        var groups: [[Int]] = []
        for (index, element) in reader.array(value, "groups").enumerated() {
            var group: [Int] = []
            for (place, id) in reader.array(element, "groups[\(index)]").enumerated() {
                if case .string(let id) = id, let dossier = dossiers[id] {
                    group.append(dossier)
                } else {
                    reader.note(
                        "groups[\(index)][\(place)]", Text(zh: "内容有误", en: "is not as it should be"),
                        expected: Text(zh: "实例中的材料编号", en: "the id of a dossier of the instance"))
                }
            }
            groups.append(group)
        }
        return groups
    }

    /// Pairs of ids as pairs of indices; what names none is noted and left out.
    static func pairs(
        _ value: JSONValue?, _ path: String, _ dossiers: [String: Int], _ experts: [String: Int],
        _ reader: inout DocumentReader
    ) -> [AssignmentPair] {
        var pairs: [AssignmentPair] = []
        for (index, element) in reader.array(value, path).enumerated() {
            if case .array(let ids) = element, ids.count == 2, case .string(let dossier) = ids[0],
                case .string(let expert) = ids[1], let dossier = dossiers[dossier], let expert = experts[expert]
            {
                pairs.append(AssignmentPair(dossier: dossier, expert: expert))
            } else {
                reader.note(
                    "\(path)[\(index)]", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(zh: "实例中的材料编号与专家编号", en: "the ids of a dossier and an expert of the instance"))
            }
        }
        return pairs
    }

    static func optional(_ value: JSONValue?, _ path: String, _ reader: inout DocumentReader) -> Double? {
        switch value {
        case nil, .null?: nil
        case let value?: reader.number(value, path)
        }
    }

    private static func concessions(
        _ value: JSONValue, _ dossiers: [String: Int], _ experts: [String: Int], _ reader: inout DocumentReader
    ) -> [Plan.Concession] {
        var concessions: [Plan.Concession] = []
        for (index, element) in reader.array(value, "concessions").enumerated() {
            let path = "concessions[\(index)]"
            let members = reader.object(element, path, known: [])
            let message = reader.object(members["message"], "\(path).message", known: [])
            let zh = reader.string(message["zh"], "\(path).message.zh")
            let en = reader.string(message["en"], "\(path).message.en")
            let amount = reader.number(members["amount"], "\(path).amount").map { Int(exactly: $0) ?? 0 }
            let price = reader.number(members["price"], "\(path).price")
            guard let requirement = requirement(members["requirement"]?.elements ?? [], dossiers, experts) else {
                reader.note(
                    "\(path).requirement", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(zh: "实例中的一项要求", en: "a requirement of the instance"))
                continue
            }
            guard let amount, let price, let zh, let en else { continue }
            concessions.append(
                .init(requirement: requirement, amount: amount, price: price, message: Text(zh: zh, en: en)))
        }
        return concessions
    }

    static func certificate(
        _ value: JSONValue?, _ dossiers: [String: Int], _ experts: [String: Int], _ reader: inout DocumentReader,
        path root: String = "certificate"
    ) -> Certificate? {
        guard let value, value.elements == nil, case .object = value else { return nil }
        let members = reader.object(value, root, known: [])
        let duals = duals(members["duals"], "\(root).duals", dossiers, experts, &reader)
        let cases = members["cases"].flatMap { proof($0, "\(root).cases", dossiers, experts, &reader) }
        guard let scale = members["scale"].flatMap(whole), let resolution = members["resolution"].flatMap(whole),
            let bound = members["bound"].flatMap(whole)
        else {
            reader.note(
                root, Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "整数 scale、resolution、bound", en: "whole numbers scale, resolution and bound"))
            return nil
        }
        let kept = weights(members["kept"], "\(root).kept", &reader)
        return Certificate(scale: scale, resolution: resolution, duals: duals, kept: kept, bound: bound, cases: cases)
    }

    /// What a unit of each objective that is kept weighs.
    private static func weights(
        _ value: JSONValue?, _ path: String, _ reader: inout DocumentReader
    ) -> [ObjectiveStep.Objective: Int] {
        guard let value else { return [:] }
        var weights: [ObjectiveStep.Objective: Int] = [:]
        for (name, weight) in reader.object(value, path, known: []) {
            guard let objective = ObjectiveStep.Objective(rawValue: name), let weight = whole(weight) else {
                reader.note(
                    path, Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(zh: "先前各步目标的整数权重", en: "whole weights of objectives of earlier steps"))
                continue
            }
            weights[objective] = weight
        }
        return weights
    }

    static func proof(
        _ value: JSONValue?, _ path: String, _ dossiers: [String: Int], _ experts: [String: Int], _ reader: inout DocumentReader
    ) -> CaseProof? {
        let members = reader.object(value, path, known: [])
        guard members["pair"] != nil else {
            return .shown(
                Charges(
                    duals(members["duals"], "\(path).duals", dossiers, experts, &reader),
                    keeping: weights(members["kept"], "\(path).kept", &reader)))
        }
        let split = pairs(.array([members["pair"] ?? .null]), "\(path).pair", dossiers, experts, &reader)
        let with = proof(members["with"], "\(path).with", dossiers, experts, &reader)
        let without = proof(members["without"], "\(path).without", dossiers, experts, &reader)
        guard let pair = split.first, let with, let without else { return nil }
        return .split(pair, with: with, without: without)
    }

    private static func duals(
        _ value: JSONValue?, _ path: String, _ dossiers: [String: Int], _ experts: [String: Int], _ reader: inout DocumentReader
    ) -> [Requirement: Int] {
        var duals: [Requirement: Int] = [:]
        for (index, element) in reader.array(value, path).enumerated() {
            let words = element.elements ?? []
            guard let dual = words.last.flatMap(whole),
                let requirement = requirement(Array(words.dropLast()), dossiers, experts),
                duals.updateValue(dual, forKey: requirement) == nil
            else {
                reader.note(
                    "\(path)[\(index)]", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(
                        zh: "一项要求（各出现一次）及其整数乘子", en: "a requirement, each once, and its whole multiplier"))
                continue
            }
        }
        return duals
    }

    /// Where the ids of an array stand; nil where it is none, or one of them is not known.
    private static func places(_ value: JSONValue, in placeOf: [String: Int]) -> [Int]? {
        guard let ids = value.elements else { return nil }
        let places = ids.compactMap { id -> Int? in if case .string(let id) = id { placeOf[id] } else { nil } }
        return places.count == ids.count ? places : nil
    }

    private static func whole(_ value: JSONValue) -> Int? {
        switch value {
        case .number(let number): Int(exactly: number)
        case .string(let text): Int(text)
        default: nil
        }
    }

    private static func requirement(
        _ words: [JSONValue], _ dossiers: [String: Int], _ experts: [String: Int]
    ) -> Requirement? {
        guard case .string(let kind)? = words.first else { return nil }
        func text(_ place: Int) -> String? {
            guard words.indices ~= place, case .string(let text) = words[place] else { return nil }
            return text
        }
        func dossier(_ place: Int) -> Int? { text(place).flatMap { dossiers[$0] } }
        let index = words.count > 1 ? whole(words[1]) : nil
        switch (kind, words.count) {
        case ("demand", 2): return dossier(1).map { .demand(dossier: $0) }
        case ("load", 2): return text(1).flatMap { experts[$0] }.map { .load(expert: $0) }
        case ("composition", 4):
            guard let index, let value = text(2), let dossier = dossier(3) else { return nil }
            return .composition(rule: index, value: value, dossier: dossier)
        case ("categoryLoad", 3):
            guard let index, let expert = text(2).flatMap({ experts[$0] }) else { return nil }
            return .categoryLoad(rule: index, expert: expert)
        case ("neverTogether", 3):
            guard let index, let dossier = dossier(2) else { return nil }
            return .neverTogether(index: index, dossier: dossier)
        case ("neverMutual", 2): return index.map { .neverMutual(index: $0) }
        case ("pin", 2): return index.map { .pin(index: $0) }
        case ("conflict", 2): return index.map { .conflict(index: $0) }
        case ("floor", 2): return dossier(1).map { .floor(dossier: $0) }
        case ("lead", 3):
            guard let index, let dossier = dossier(2) else { return nil }
            return .lead(rule: index, dossier: dossier)
        case ("leadCut", 4):
            guard let index, let panels = places(words[2], in: dossiers), let own = places(words[3], in: experts) else { return nil }
            return .leadCut(LeadCut(rule: index, panels: panels, experts: own))
        default: return nil
        }
    }
}

extension Plan.Status {
    fileprivate static let known = "“optimal” | “feasible” | “infeasible”"
}
