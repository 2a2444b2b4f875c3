internal import Cryptography
internal import Programme

extension LotteryFile {
    /// What a ticket is announced by: the SHA-256 digest of its number and its pairs, a line each, words divided by a
    /// tab, each line ended by a line feed. It tells nobody who is on which panel, and fixes it.
    ///
    /// - Parameter pairs: dossier and expert by their ids, in the order of the plan.
    public static func digest(ofTicket number: Int, _ pairs: [[String]]) -> String {
        let lines = ["ticket\t\(number)\n"] + pairs.map { $0.joined(separator: "\t") + "\n" }
        return SHA256Digest(of: lines.joined()).description
    }

    /// The digest that a document of a lottery says it has, if it fits it, and the digests of its tickets; nil where it
    /// is no lottery or was altered. For those who have no instance at hand.
    public static func digests(in text: String) -> (lottery: String, tickets: [String])? {
        var reader = DocumentReader(file: "")
        guard let document = try? reader.document(Array(text.utf8)), PlanDigest.holds(document),
            let digest = PlanDigest.stated(by: document), case .object(let members) = document,
            let tickets = members.first(where: { $0.name == "tickets" })?.value.elements
        else { return nil }
        var found: [String] = []
        for (index, ticket) in tickets.enumerated() {
            guard case .object(let members) = ticket,
                let pairs = members.first(where: { $0.name == "assignments" })?.value.elements
            else { return nil }
            let ids = pairs.map { pair in
                (pair.elements ?? []).map { if case .string(let id) = $0 { id } else { "" } }
            }
            found.append(Self.digest(ofTicket: index + 1, ids))
        }
        return (digest, found)
    }
}
