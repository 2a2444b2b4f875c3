/// Collects what detection finds: one entry an expert, dossier and ground, with all evidence for it.
struct FoundConflicts {
    private let experts: [String: Int]
    private let expertIds: [String]
    private let dossiers: [String: Int]
    private let dossierIds: [String]
    private var entries: [Int: Entry] = [:]

    private struct Entry {
        var state: Conflict.State
        var evidence: [Text]
        var more = 0
        var names: [String]?

        var text: Text {
            guard evidence.count > 1 || more > 0 else { return evidence[0] }
            let rest = more > 0 ? Text(zh: "；另有 \(more) 项", en: "; and \(more) more") : Text(verbatim: "")
            return Text(zh: evidence.map(\.zh).joined(separator: "；"), en: evidence.map(\.en).joined(separator: "; ")) + rest
        }
    }

    /// So many statements are written out; of more the register says how many there are.
    private static let shown = 3
    private static let grounds = Conflict.Ground.allCases.sorted { $0.rawValue < $1.rawValue }
    private static let places = Dictionary(uniqueKeysWithValues: grounds.enumerated().map { ($1, $0) })

    init(experts: [Expert], dossiers: [Dossier]) {
        expertIds = experts.map(\.id).sorted()
        dossierIds = dossiers.map(\.id).sorted()
        self.experts = Dictionary(expertIds.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        self.dossiers = Dictionary(dossierIds.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Enters what shows a conflict. What is certain takes the place of suspicions; who isn't among the experts is passed over.
    mutating func enter(
        _ expert: String, _ dossier: Dossier, _ ground: Conflict.Ground, _ evidence: Text, _ state: Conflict.State,
        names: [String]? = nil
    ) {
        guard let expert = experts[expert], let place = dossiers[dossier.id], let kind = Self.places[ground] else { return }
        let key = (expert * dossierIds.count + place) * Self.grounds.count + kind
        guard var entry = entries[key] else {
            entries[key] = Entry(state: state, evidence: [evidence], names: names)
            return
        }
        let (was, isNow) = (entry.state.standing, state.standing)
        if was == .suspected, isNow == .confirmed {
            entry = Entry(state: state, evidence: [evidence], names: names)
        } else if was == isNow, !entry.evidence.contains(evidence) {
            if entry.evidence.count < Self.shown { entry.evidence.append(evidence) } else { entry.more += 1 }
        }
        entries[key] = entry
    }

    /// The entries by expert, dossier and ground.
    var conflicts: [Conflict] {
        entries.keys.sorted().map { key in
            let entry = entries[key]!
            let (pair, kind) = key.quotientAndRemainder(dividingBy: Self.grounds.count)
            let (expert, dossier) = pair.quotientAndRemainder(dividingBy: dossierIds.count)
            return Conflict(
                expert: expertIds[expert], dossier: dossierIds[dossier], ground: Self.grounds[kind], evidence: entry.text,
                state: entry.state, names: entry.names)
        }
    }
}
