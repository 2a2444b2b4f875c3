internal import Cryptography
public import Matching

extension InstanceFile {
    /// The problem as a document in the format `linxuan-assignment/1`, the same bytes for the same problem.
    ///
    /// Affinities stand in it as matrix; a pair that may not be assigned is `null`.
    ///
    /// - Parameter affinityFile: The name of a NumPy file beside the document that holds the affinities. The document
    ///   then names it, and the problem's matrix is not looked at.
    public static func text(of problem: AssignmentProblem, affinityFile: String? = nil) -> String {
        InstanceWriter(problem: problem, affinityFile: affinityFile).text
    }
}

/// Writes a line for each dossier, expert, row and rule, so that two instances can be compared by eye.
private struct InstanceWriter {
    let problem: AssignmentProblem
    let affinityFile: String?

    var text: String {
        let members = [
            "\"format\": \(quoted(InstanceFile.format))", "\"name\": \(quoted(problem.name))",
            list("dossiers", problem.dossiers.map(entry)), list("experts", problem.experts.map(entry)),
            "\"affinity\": {\(affinityFile.map { "\"npy\": \(quoted($0))" } ?? list("values", rows))}",
            list("conflicts", problem.conflicts.map(pairRule)), list("pins", problem.pins.map(pairRule)),
            list("composition", problem.composition.map(rule)),
            problem.loads.isEmpty ? nil : list("loads", problem.loads.map(rule)),
            list("neverTogether", problem.neverTogether.map(expertPair)),
            list("neverMutual", problem.neverMutual.map(mutualPairs)),
            problem.leads.isEmpty ? nil : list("leads", problem.leads.map(rule)),
            problem.panels.isEmpty ? nil : list("panels", problem.panels.map(rule)),
        ]
        return "{\(members.compactMap(\.self).joined(separator: ",\n"))}\n"
    }

    private func entry(_ dossier: AssignmentProblem.Dossier) -> String {
        "{\"id\": \(quoted(dossier.id)), \"demand\": \(dossier.demand), \"tags\": \(tags(dossier.tags))\(price(dossier.price))}"
    }

    private func entry(_ expert: AssignmentProblem.Expert) -> String {
        "{\"id\": \(quoted(expert.id)), \"minimumLoad\": \(expert.minimumLoad), \"maximumLoad\": \(expert.maximumLoad), "
            + "\"tags\": \(tags(expert.tags))\(price(expert.price))}"
    }

    private var rows: [String] {
        let affinity = problem.affinity
        return (0..<affinity.dossierCount).map { dossier in
            array(
                (0..<affinity.expertCount).map { expert in
                    let value = affinity[dossier, expert]
                    return value.isNaN ? "null" : number(value)
                })
        }
    }

    // MARK: Requirements

    private func pairRule(_ rule: AssignmentProblem.PairRule) -> String {
        priced(array([dossier(rule.pair.dossier), expert(rule.pair.expert)]), under: "pair", rule.price)
    }

    private func expertPair(_ pair: AssignmentProblem.ExpertPair) -> String {
        priced(array([expert(pair.first), expert(pair.second)]), under: "experts", pair.price)
    }

    private func mutualPairs(_ pairs: AssignmentProblem.MutualPairs) -> String {
        let ids = [pairs.first, pairs.second].flatMap { [dossier($0.dossier), expert($0.expert)] }
        return priced(array(ids), under: "pairs", pairs.price)
    }

    /// A requirement as it is or, where it is soft, in an object beside its price.
    private func priced(_ text: String, under name: String, _ price: Double?) -> String {
        price == nil ? text : "{\"\(name)\": \(text)\(self.price(price))}"
    }

    private func rule(_ rule: CompositionRule) -> String {
        let start = "{\"dossiers\": \(scope(rule.dossiers, dossier)), \"tag\": \(quoted(rule.tag)), "
        let end = price(rule.price) + "}"
        switch rule.limit {
        case .maximumPerValue(let most): return start + "\"maximumPerValue\": \(most)" + end
        case .count(let value, let minimum, let maximum):
            return start + "\"value\": \(quoted(value)), " + limits(minimum, maximum) + end
        }
    }

    private func rule(_ rule: LoadRule) -> String {
        let scopes = "\"experts\": \(scope(rule.experts, expert)), \"dossiers\": \(scope(rule.dossiers, dossier))"
        return "{\(scopes), \(limits(rule.minimum, rule.maximum))\(price(rule.price))}"
    }

    private func rule(_ rule: LeadRule) -> String {
        let scopes = "\"dossiers\": \(scope(rule.dossiers, dossier)), \"experts\": \(scope(rule.experts, expert))"
        return "{\(scopes)\(rule.maximum.map { ", \"maximumPerExpert\": \($0)" } ?? "")\(price(rule.price))}"
    }

    private func rule(_ rule: PanelRule) -> String {
        let start = "{\"dossiers\": \(scope(rule.dossiers, dossier)), "
        return switch rule.grouping {
        case .count(let groups): start + "\"groups\": \(groups)}"
        case .largest(let most): start + "\"largest\": \(most)}"
        case .tagged(let tag): start + "\"by\": \(quoted(tag))}"
        case .listed(let groups): "{\"groups\": \(array(groups.map { array($0.map(dossier)) }))}"
        }
    }

    private func limits(_ minimum: Int, _ maximum: Int?) -> String {
        "\"minimum\": \(minimum)" + (maximum.map { ", \"maximum\": \($0)" } ?? "")
    }

    private func price(_ price: Double?) -> String { price.map { ", \"price\": \(number($0))" } ?? "" }

    private func scope(_ scope: Scope, _ id: (Int) -> String) -> String {
        switch scope {
        case .all: "\"all\""
        case .listed(let indices): array(indices.map(id))
        case .tagged(let tag, let value): "{\"tag\": \(quoted(tag)), \"value\": \(quoted(value))}"
        }
    }

    // MARK: Parts

    private func dossier(_ index: Int) -> String { quoted(problem.dossiers[index].id) }

    private func expert(_ index: Int) -> String { quoted(problem.experts[index].id) }

    private func list(_ name: String, _ items: [String]) -> String {
        "\"\(name)\": [\(items.isEmpty ? "" : "\n")\(items.joined(separator: ",\n"))]"
    }

    private func array(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

    private func tags(_ tags: [String: [String]]) -> String {
        let members = tags.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(array($0.value.map(quoted)))" }
        return "{\(members.compactMap(\.self).joined(separator: ", "))}"
    }

    /// The shortest decimal that reads back as the same number; whole numbers without a point.
    private func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension PlanFile {
    /// A plan for an instance that was not read from a file but written by `InstanceFile.text(of:)`.
    public init(plan: Plan, instanceName: String, instanceText: String) {
        self.plan = plan
        self.instanceName = instanceName
        instanceDigest = SHA256Digest(of: instanceText).description
        affinityDigest = nil
        isAsWritten = true
    }
}
