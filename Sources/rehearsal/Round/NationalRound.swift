import Foundation

/// The made-up national round: all that authorities and experts would hand in.
struct NationalRound {
    /// The seed that it is drawn from.
    let seed: UInt64
    /// The rules of the call.
    let rules: Rules
    /// The dossiers.
    let dossiers: [Dossier]
    /// A dossier that came after the deadline.
    let late: Dossier
    /// The contact persons of the authorities, those whom a later letter named last.
    let contacts: Contacts
    /// The experts.
    let experts: [Expert]
    /// Where the experts work and have worked.
    let affiliations: [Affiliation]
    /// What the experts declare.
    let interests: [Interest]
    /// What nobody knows.
    let truth: Truth
    /// The reassessment of earlier demonstrations beside it. It is drawn last, so that the selection is the same without it.
    let reassessment: Reassessment

    /// Draws a round.
    init(rules: Rules, seed: UInt64) {
        var registry = Registry()
        var dossiers = Dossiers(rules: rules, seed: seed).draw(naming: &registry)
        experts = Experts(rules: rules, seed: seed).draw(naming: &registry)
        let organisations = Organisations(seed: seed).draw(
            for: experts, in: rules.authorities.map(\.name), naming: &registry)
        affiliations = Affiliations(seed: seed).draw(of: experts, at: organisations, and: dossiers)
        interests = Interests(seed: seed).draw(of: experts, in: dossiers, beside: affiliations)
        Interests(seed: seed).nameUnsuitable(experts, in: &dossiers)
        late = Dossiers(rules: rules, seed: seed).drawLate(after: dossiers, naming: &registry)
        contacts = Contacts(rules: rules, seed: seed, naming: &registry)
        var truth = Truth(of: dossiers, and: experts, seed: seed)
        truth.dossiers.append(Truth.drawn(of: late, seed: seed))
        self.truth = truth
        reassessment = Reassessment(
            beside: dossiers, experts, at: organisations, rules: rules, seed: seed, naming: &registry)
        self.dossiers = dossiers
        self.rules = rules
        self.seed = seed
    }

    /// Writes every table and the README into a folder.
    func write(to folder: URL) throws {
        let summaries = folder.appendingPathComponent("dossiers", isDirectory: true)
        try FileManager.default.createDirectory(at: summaries, withIntermediateDirectories: true)
        for (index, authority) in rules.authorities.enumerated() {
            let rows = dossiers.filter { $0.authority.code == authority.code }.map(\.row)
            let table = Table(header: Dossier.header, rows: rows)
            let file = summaries.appendingPathComponent(authority.code + ".csv")
            // Every third office exports from a spreadsheet.
            try table.data(index % 3 == 1 ? .spreadsheet : .plain).write(to: file)
        }
        let tables = [
            ("experts.csv", Table(header: Expert.header, rows: experts.map(\.row))),
            ("affiliations.csv", Table(header: Affiliation.header, rows: affiliations.map(\.row))),
            ("interests.csv", Table(header: Interest.header, rows: interests.map(\.row))),
            ("late.csv", Table(header: Dossier.header, rows: [late.row])),
            ("contacts.csv", Table(header: Contacts.header, rows: contacts.rows)),
            ("contacts-later.csv", Table(header: Contacts.header, rows: contacts.later)),
            ("truth.csv", truth.table),
        ]
        for (name, table) in tables {
            try table.data().write(to: folder.appendingPathComponent(name))
        }
        try reassessment.write(to: folder.appendingPathComponent("reassessment", isDirectory: true))
        try Data(readme.utf8).write(to: folder.appendingPathComponent("README.md"))
    }
}
