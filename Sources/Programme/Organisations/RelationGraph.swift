/// Leads from an organisation to those that belong to it, as far as the call's policy goes.
///
/// A way goes up through owners, or down through holdings, or up to a common owner and down again, where that owner
/// controls both. State ownership alone relates nobody (公司法 265), so no way turns at an authority that holds state assets.
struct RelationGraph {
    /// An organisation that is reached, with the statements on the way, first to last.
    struct Reach {
        var one: Int
        var relations: [Int]
        /// Whether all of the way stays within one legal person.
        var isSameLegalPerson: Bool
        /// Whether the way leads through a natural person, who is known by name only.
        var isByPersonsName: Bool
    }

    private enum Direction: UInt8 {
        case same
        case up
        case down
    }

    private struct Edge {
        var to: Int
        var relation: Int
        var direction: Direction
        var isControl: Bool
        /// The last day on which it binds, in days since 1970.
        var lastDay: Int
    }

    private var edges: [Int: [Edge]] = [:]
    private let depth: Int
    private let turningPointsOfState: Set<Int>
    private let people: Set<Int>

    /// - Parameters:
    ///   - ends: The two ends of each relation.
    ///   - years: For how many years a relation still binds after its end.
    init(
        _ relations: [OrganisationRelation], ends: [(Int, Int)], policy: RelationPolicy, years: Int,
        in directory: OrganisationDirectory
    ) {
        depth = policy.depth
        var states: Set<Int> = []
        var people: Set<Int> = []
        for (index, relation) in relations.enumerated() {
            let (one, other) = (directory.one(ends[index].0), directory.one(ends[index].1))
            guard one != other else { continue }
            if directory.isPerson(ends[index].0) { people.insert(one) }
            let last = relation.until.map { $0.adding(years: years).daysSince1970 } ?? Int.max
            var isControl = true
            let upwards: Bool?
            switch relation.kind {
            case .parent, .person: upwards = false
            case .subsidiary: upwards = true
            case .share:
                let share = relation.share ?? Points(0)
                guard share >= policy.shareholdingAtLeast else { continue }
                upwards = false
                isControl = share >= policy.controlAtLeast
            case .branch, .formerName: upwards = nil
            case .preparation: continue
            }
            let (there, back): (Direction, Direction) =
                switch upwards {
                case true?: (.up, .down)
                case false?: (.down, .up)
                case nil: (.same, .same)
                }
            edges[one, default: []].append(Edge(to: other, relation: index, direction: there, isControl: isControl, lastDay: last))
            edges[other, default: []].append(Edge(to: one, relation: index, direction: back, isControl: isControl, lastDay: last))
        }
        // Many statements name one owner: each name is looked at once.
        for number in directory.organisations.indices where directory.organisations[number].name.holdsForTheState {
            states.insert(directory.one(number))
        }
        turningPointsOfState = states
        self.people = people
    }

    /// Whether an organisation is in the graph at all.
    func contains(_ one: Int) -> Bool { edges[one] != nil }

    private struct Place: Hashable {
        var one: Int
        var direction: Direction
        var isControl: Bool
    }

    private struct Visit {
        var place: Place
        var steps: Int
        var from: Int?
        var relation: Int?
        var isByPerson: Bool
    }

    /// All that is reached from an organisation on a day, itself first, each once by a shortest way.
    func reached(from start: Int, on day: Int) -> [Reach] {
        let beginning = Visit(
            place: Place(one: start, direction: .same, isControl: true), steps: 0, from: nil, relation: nil, isByPerson: false)
        guard edges[start] != nil else { return [reach(0, [beginning])] }
        var visits = [beginning]
        var known: Set<Place> = [beginning.place]
        var reached: Set<Int> = []
        var found: [Reach] = []
        // A layer for each number of steps; within one legal person no step is taken.
        var layer = [0]
        for steps in 0...depth {
            var next: [Int] = []
            var place = 0
            while place < layer.count {
                let index = layer[place]
                place += 1
                let visit = visits[index]
                if reached.insert(visit.place.one).inserted { found.append(reach(index, visits)) }
                for edge in edges[visit.place.one] ?? [] where edge.lastDay >= day {
                    guard let onward = self.onward(visit.place, edge), steps < depth || edge.direction == .same else { continue }
                    guard known.insert(onward).inserted else { continue }
                    visits.append(
                        Visit(
                            place: onward, steps: steps, from: index, relation: edge.relation,
                            isByPerson: visit.isByPerson || people.contains(edge.to)))
                    if edge.direction == .same { layer.append(visits.count - 1) } else { next.append(visits.count - 1) }
                }
            }
            layer = next
        }
        return found
    }

    /// Where an edge leads, in the sense of a way that came so far; nil where the way may not go there.
    private func onward(_ place: Place, _ edge: Edge) -> Place? {
        switch (place.direction, edge.direction) {
        case (_, .same): return Place(one: edge.to, direction: place.direction, isControl: place.isControl)
        case (.same, _), (.up, .up), (.down, .down):
            return Place(one: edge.to, direction: edge.direction, isControl: place.isControl && edge.isControl)
        case (.up, .down):
            guard place.isControl, edge.isControl, !turningPointsOfState.contains(place.one) else { return nil }
            return Place(one: edge.to, direction: .down, isControl: true)
        case (.down, .up): return nil
        }
    }

    private func reach(_ index: Int, _ visits: [Visit]) -> Reach {
        var relations: [Int] = []
        var at: Int? = index
        while let visit = at.map({ visits[$0] }) {
            if let relation = visit.relation { relations.append(relation) }
            at = visit.from
        }
        let last = visits[index]
        return Reach(
            one: last.place.one, relations: relations.reversed(), isSameLegalPerson: last.place.direction == .same,
            isByPersonsName: last.isByPerson)
    }
}

extension OrganisationName {
    /// Whether it is an authority that holds companies for the state.
    var holdsForTheState: Bool { OrganisationName.holders.contains { plain.endOfFirst($0) != nil } }

    private static let holders = ["国有资产监督管理", "财政部", "财政厅", "财政局", "人民政府", "国务院"].map { $0.unicodeScalars.map(\.value) }
}
