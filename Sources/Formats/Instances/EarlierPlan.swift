public import Matching
public import Programme

/// The pairs of a plan that was made for an earlier state of an instance.
public struct EarlierPlan: Sendable {
    /// Those whose dossier and expert the instance still has.
    public let pairs: [AssignmentPair]
    /// Its leads among these.
    public let leads: [AssignmentPair]
    /// The groups that shared panels, without the dossiers that the instance no longer has.
    public let groups: [[Int]]
    /// The others, by their ids: dossier, expert.
    public let unknown: [[String]]

    /// Reads the pairs of a plan in the format `linxuan-plan/1`; the rest of it is about what was and is passed over.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path; `Failure.failed` where the file can't be
    ///   read.
    public init(path: String, in problem: AssignmentProblem) throws(Failure) {
        var reader = DocumentReader(file: path)
        let root = reader.object(try reader.document(try InstanceFile.bytes(of: path)), "", known: [])
        if root["format"].flatMap({ reader.string($0, "format") }) != PlanFile.format {
            reader.note("format", Text(zh: "内容有误", en: "is not as it should be"), expected: Text(verbatim: PlanFile.format))
        }
        let dossiers = InstanceReader.index(problem.dossiers.map(\.id))
        let experts = InstanceReader.index(problem.experts.map(\.id))
        var pairs: [AssignmentPair] = []
        var unknown: [[String]] = []
        for (index, element) in reader.array(root["assignments"], "assignments").enumerated() {
            guard case .array(let ids) = element, ids.count == 2, case .string(let dossier) = ids[0],
                case .string(let expert) = ids[1]
            else {
                reader.note(
                    "assignments[\(index)]", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(zh: "材料编号与专家编号", en: "the ids of a dossier and an expert"))
                continue
            }
            if let dossier = dossiers[dossier], let expert = experts[expert] {
                pairs.append(AssignmentPair(dossier: dossier, expert: expert))
            } else {
                unknown.append([dossier, expert])
            }
        }
        var groups: [[Int]] = []
        let listed = root["groups"].map { reader.array($0, "groups") } ?? []
        for (index, element) in listed.enumerated() {
            var group: [Int] = []
            for (place, id) in reader.array(element, "groups[\(index)]").enumerated() {
                if let dossier = reader.string(id, "groups[\(index)][\(place)]").flatMap({ dossiers[$0] }) { group.append(dossier) }
            }
            if !group.isEmpty { groups.append(group) }
        }
        try reader.refuseFaults()
        let kept = Set(pairs)
        leads = (root["leads"]?.elements ?? []).compactMap { element in
            guard case .array(let ids) = element, ids.count == 2, case .string(let dossier) = ids[0],
                case .string(let expert) = ids[1], let dossier = dossiers[dossier], let expert = experts[expert]
            else { return nil }
            let lead = AssignmentPair(dossier: dossier, expert: expert)
            return kept.contains(lead) ? lead : nil
        }
        self.groups = groups
        (self.pairs, self.unknown) = (pairs, unknown)
    }
}
