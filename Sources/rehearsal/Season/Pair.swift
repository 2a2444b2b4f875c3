/// An expert and a dossier.
struct Pair: Hashable, Comparable {
    /// The expert's number.
    var expert: String
    /// The dossier's number.
    var dossier: String

    /// By dossier, then expert.
    static func < (left: Pair, right: Pair) -> Bool {
        (left.dossier, left.expert) < (right.dossier, right.expert)
    }

    /// Reads pairs, one a line: expert, tab, dossier.
    static func list(path: String) throws -> [Pair] {
        try Table.lines(of: path).enumerated().map { index, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else {
                throw Complaint("\(path):\(index + 1): expected an expert, a tab and a dossier")
            }
            return Pair(expert: fields[0], dossier: fields[1])
        }
    }
}
