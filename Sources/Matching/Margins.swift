/// What pairs are worth beyond their charge at some multipliers, in parts. A plan that departs from their signs, leaves
/// out a pair of positive margin or has one of negative, loses that much against the bound.
struct Margins {
    private let multipliers: Multipliers
    private let model: AssignmentModel
    /// No plan is worth more, in units, before any thought of what is attainable.
    private let rawBound: Int
    /// The margins of the known pairs, in their order.
    let ofKnown: [Int]

    init(of known: [Int], by multipliers: Multipliers, in model: AssignmentModel) {
        self.multipliers = multipliers
        self.model = model
        rawBound = multipliers.bound(in: model)
        var placesOn = [[Int]](repeating: [], count: model.dossierCount)
        for (place, pair) in known.enumerated() { placesOn[pair / model.expertCount].append(place) }
        var ofKnown = [Int](repeating: 0, count: known.count)
        var row = [Int](repeating: 0, count: model.expertCount)
        for (dossier, places) in placesOn.enumerated() where !places.isEmpty {
            multipliers.margins(of: dossier, in: model, into: &row)
            for place in places { ofKnown[place] = row[known[place] % model.expertCount] }
        }
        self.ofKnown = ofKnown
    }

    /// A window wide enough for so many of the known pairs, and for one unit.
    func width(of count: Int) -> Int {
        let sizes = ofKnown.map(abs).sorted()
        let wanted = min(sizes.count, count)
        return min(max(wanted == 0 ? 0 : sizes[wanted - 1], model.resolution), Int.max / 8)
    }

    /// The window outside which nothing is better than a plan that is worth so much.
    func closing(_ worth: Int) -> Int { (rawBound - worth + 1) * multipliers.resolution }

    /// The most that a plan is worth, in units, that departs from the signs of margins outside a window.
    func outside(_ window: Int) -> Int { rawBound - window / multipliers.resolution }

    /// Of all pairs, those within a window, and those so far above it that they are taken.
    func split(_ window: Int) -> (kept: [Int], fixed: [Int]) {
        var kept: [Int] = []
        var fixed: [Int] = []
        forEach { pair, margin in
            if model.isPinned(pair) || margin > window {
                fixed.append(pair)
            } else if margin >= -window {
                kept.append(pair)
            }
        }
        return (kept, fixed)
    }

    /// The largest magnitude of all.
    var widest: Int {
        var widest = 0
        forEach { widest = max(widest, abs($1)) }
        return widest
    }

    private func forEach(_ body: (_ pair: Int, _ margin: Int) -> Void) {
        var row = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            multipliers.margins(of: dossier, in: model, into: &row)
            for (expert, margin) in row.enumerated() where margin != ExactAffinity.forbidden {
                body(model.index(dossier, expert), margin)
            }
        }
    }
}
