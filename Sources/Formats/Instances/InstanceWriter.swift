internal import Cryptography
public import Matching

extension InstanceFile {
    /// The problem as a document in the format `linxuan-assignment/1`, the same bytes for the same problem.
    ///
    /// Affinities stand in it as matrix; a pair that may not be assigned is `null`.
    public static func text(of problem: AssignmentProblem) -> String {
        var writer = InstanceWriter()
        return writer.text(of: problem)
    }
}

/// Writes a line for each dossier, expert, row and rule, so that two instances can be compared by eye.
private struct InstanceWriter {
    mutating func text(of problem: AssignmentProblem) -> String {
        let dossiers = problem.dossiers.map(\.id)
        let experts = problem.experts.map(\.id)
        func pair(_ pair: AssignmentPair) -> String { array([quoted(dossiers[pair.dossier]), quoted(experts[pair.expert])]) }
        let members = [
            "\"format\": \(quoted(InstanceFile.format))", "\"name\": \(quoted(problem.name))",
            list("dossiers", problem.dossiers.map { "{\"id\": \(quoted($0.id)), \"demand\": \($0.demand), \"tags\": \(tags($0.tags))}" }),
            list(
                "experts",
                problem.experts.map {
                    "{\"id\": \(quoted($0.id)), \"minimumLoad\": \($0.minimumLoad), \"maximumLoad\": \($0.maximumLoad), "
                        + "\"tags\": \(tags($0.tags))}"
                }),
            "\"affinity\": {\(list("values", rows(problem.affinity)))}",
            list("conflicts", problem.conflicts.map(pair)), list("pins", problem.pins.map(pair)),
            list("composition", problem.composition.map { rule($0, dossiers: dossiers) }),
            problem.loads.isEmpty ? nil : list("loads", problem.loads.map { rule($0, dossiers: dossiers, experts: experts) }),
            list("neverTogether", problem.neverTogether.map { array([quoted(experts[$0.first]), quoted(experts[$0.second])]) }),
            list(
                "neverMutual",
                problem.neverMutual.map {
                    array([
                        quoted(dossiers[$0.first.dossier]), quoted(experts[$0.first.expert]),
                        quoted(dossiers[$0.second.dossier]), quoted(experts[$0.second.expert]),
                    ])
                }),
        ]
        return "{\(members.compactMap(\.self).joined(separator: ",\n"))}\n"
    }

    private func rows(_ affinity: AffinityMatrix) -> [String] {
        (0..<affinity.dossierCount).map { dossier in
            array(
                (0..<affinity.expertCount).map { expert in
                    let value = affinity[dossier, expert]
                    return value.isNaN ? "null" : number(value)
                })
        }
    }

    private func rule(_ rule: CompositionRule, dossiers: [String]) -> String {
        let start = "{\"dossiers\": \(scope(rule.dossiers, dossiers)), \"tag\": \(quoted(rule.tag)), "
        switch rule.limit {
        case .maximumPerValue(let most): return start + "\"maximumPerValue\": \(most)}"
        case .count(let value, let minimum, let maximum):
            let end = maximum.map { ", \"maximum\": \($0)" } ?? ""
            return start + "\"value\": \(quoted(value)), \"minimum\": \(minimum)\(end)}"
        }
    }

    private func rule(_ rule: LoadRule, dossiers: [String], experts: [String]) -> String {
        let scopes = "\"experts\": \(scope(rule.experts, experts)), \"dossiers\": \(scope(rule.dossiers, dossiers))"
        let end = rule.maximum.map { ", \"maximum\": \($0)" } ?? ""
        return "{\(scopes), \"minimum\": \(rule.minimum)\(end)}"
    }

    private func scope(_ scope: Scope, _ ids: [String]) -> String {
        switch scope {
        case .all: "\"all\""
        case .listed(let indices): array(indices.map { quoted(ids[$0]) })
        case .tagged(let tag, let value): "{\"tag\": \(quoted(tag)), \"value\": \(quoted(value))}"
        }
    }

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
    }
}
