/// Something that an expert does in the season beside scoring.
enum Act {
    /// Cannot judge the dossier, or lacks the time.
    case decline(Pair, reason: String)
    /// Finds a conflict of interest while reviewing.
    case recuse(Pair, reason: String)
    /// Submits after a reminder only.
    case late(expert: String)
    /// Never submits the sheet of a dossier.
    case missing(Pair)

    /// The line of `acts.tsv`.
    var line: String {
        switch self {
        case .decline(let pair, let reason): "decline\t\(pair.expert)\t\(pair.dossier)\t\(reason)"
        case .recuse(let pair, let reason): "recuse\t\(pair.expert)\t\(pair.dossier)\t\(reason)"
        case .late(let expert): "late\t\(expert)"
        case .missing(let pair): "missing\t\(pair.expert)\t\(pair.dossier)"
        }
    }

    /// The pair whose sheet never comes.
    var withheld: Pair? {
        switch self {
        case .decline(let pair, _), .recuse(let pair, _), .missing(let pair): pair
        case .late: nil
        }
    }
}
