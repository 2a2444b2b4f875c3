/// From which mark on somebody is selected. Those who share the last mark are in together, so that a selection does not depend on their
/// order; without a limit everybody is who has a mark.
enum SelectionCut<Mark: Comparable> {
    /// All who have a mark.
    case none
    /// All whose mark is at least this.
    case from(Mark)
    /// Nobody.
    case nobody

    /// The cut for so many places, nil for no limit, where a few marks of many in descending order are others than they were.
    ///
    /// - Parameters:
    ///   - sorted: All marks, the highest first.
    ///   - without: Those of them that do not count, the highest first.
    ///   - others: Those that count in their place, the highest first.
    init(places: Int?, _ sorted: [Mark], without: [Mark] = [], with others: [Mark] = []) {
        guard let places else {
            self = .none
            return
        }
        var (place, left, entered) = (0, 0, 0)
        var last: Mark?
        for _ in 0..<max(0, places) {
            while place < sorted.count, left < without.count, sorted[place] == without[left] { (place, left) = (place + 1, left + 1) }
            if entered < others.count, place == sorted.count || others[entered] > sorted[place] {
                (last, entered) = (others[entered], entered + 1)
            } else if place < sorted.count {
                (last, place) = (sorted[place], place + 1)
            } else {
                break
            }
        }
        self = last.map(SelectionCut.from) ?? .nobody
    }

    /// Whether somebody is in; nil, who has no mark, never is.
    func selects(_ mark: Mark?) -> Bool {
        guard let mark else { return false }
        return switch self {
        case .none: true
        case .from(let last): mark >= last
        case .nobody: false
        }
    }
}
