/// The cheapest flow through a network, by the network simplex method: a spanning tree of arcs, improved one exchange
/// at a time, over whole numbers only.
///
/// The tree is kept strongly feasible (every node can send one more unit to the root along it), which rules out
/// endless exchanges among equally good trees (W. H. Cunningham, "A Network Simplex Method", 1976). Entering arcs are
/// sought block by block (compared with other rules by P. Kovács, "Minimum-Cost Flow Algorithms: An Experimental
/// Evaluation", 2015).
///
/// Arcs may be added to a solved network, which goes on from its tree. What no arc can carry goes over one artificial
/// arc a node, at a price.
final class NetworkSimplex {
    /// Where an arc stands.
    enum State: UInt8 {
        case atLower, atUpper, inTree
    }

    /// Number of nodes apart from the root.
    let nodeCount: Int
    /// The node that takes up what is left.
    var root: Int { nodeCount }
    private(set) var arcCount: Int
    private var arcRoom: Int

    // Arcs. The first `nodeCount` are artificial, one a node.
    private(set) var tail: UnsafeMutablePointer<Int32>
    private(set) var head: UnsafeMutablePointer<Int32>
    private(set) var capacity: UnsafeMutablePointer<Int32>
    private(set) var flow: UnsafeMutablePointer<Int32>
    private(set) var cost: UnsafeMutablePointer<Int>
    private(set) var state: UnsafeMutablePointer<State>

    // The tree.
    let potential: UnsafeMutablePointer<Int>
    private let parent: UnsafeMutablePointer<Int32>
    private let parentArc: UnsafeMutablePointer<Int32>
    private let depth: UnsafeMutablePointer<Int32>
    private let firstChild: UnsafeMutablePointer<Int32>
    private let nextSibling: UnsafeMutablePointer<Int32>
    private let previousSibling: UnsafeMutablePointer<Int32>

    private var cursor: Int
    /// How often an arc has entered the tree or changed its bound.
    private(set) var exchanges = 0

    static let unlimited = Int32.max

    /// A network of nodes with what each sends (positive) or takes (negative), all over artificial arcs to begin with.
    ///
    /// - Parameters:
    ///   - price: Cost of a unit over an artificial arc.
    ///   - room: About how many arcs will be added.
    init(supplies: [Int], price: Int, arcRoom room: Int) {
        nodeCount = supplies.count
        arcCount = supplies.count
        arcRoom = max(room, 16) + supplies.count
        tail = .allocate(capacity: arcRoom)
        head = .allocate(capacity: arcRoom)
        capacity = .allocate(capacity: arcRoom)
        flow = .allocate(capacity: arcRoom)
        cost = .allocate(capacity: arcRoom)
        state = .allocate(capacity: arcRoom)
        let nodes = nodeCount + 1
        potential = .allocate(capacity: nodes)
        parent = .allocate(capacity: nodes)
        parentArc = .allocate(capacity: nodes)
        depth = .allocate(capacity: nodes)
        firstChild = .allocate(capacity: nodes)
        nextSibling = .allocate(capacity: nodes)
        previousSibling = .allocate(capacity: nodes)
        cursor = nodeCount
        for (node, supply) in supplies.enumerated() {
            let sends = supply >= 0
            tail[node] = Int32(sends ? node : nodeCount)
            head[node] = Int32(sends ? nodeCount : node)
            capacity[node] = Self.unlimited
            flow[node] = Int32(abs(supply))
            cost[node] = price
            state[node] = .inTree
            parent[node] = Int32(nodeCount)
            parentArc[node] = Int32(node)
        }
        parent[nodeCount] = -1
        parentArc[nodeCount] = -1
    }

    deinit {
        for column in [tail, head, capacity, flow] { column.deallocate() }
        cost.deallocate()
        state.deallocate()
        potential.deallocate()
        for column in [parent, parentArc, depth, firstChild, nextSibling, previousSibling] { column.deallocate() }
    }

    // MARK: Building

    /// Adds an arc at its lower bound, zero; the answer is its number.
    @discardableResult
    func addArc(from tail: Int, to head: Int, capacity: Int, cost: Int) -> Int {
        if arcCount == arcRoom { grow() }
        let arc = arcCount
        self.tail[arc] = Int32(tail)
        self.head[arc] = Int32(head)
        self.capacity[arc] = Int32(clamping: capacity)
        flow[arc] = 0
        self.cost[arc] = cost
        state[arc] = .atLower
        arcCount += 1
        return arc
    }

    private func grow() {
        let room = arcRoom * 2
        func moved<Element>(_ old: UnsafeMutablePointer<Element>) -> UnsafeMutablePointer<Element> {
            let new = UnsafeMutablePointer<Element>.allocate(capacity: room)
            new.moveInitialize(from: old, count: arcCount)
            old.deallocate()
            return new
        }
        tail = moved(tail)
        head = moved(head)
        capacity = moved(capacity)
        flow = moved(flow)
        cost = moved(cost)
        state = moved(state)
        arcRoom = room
    }

    /// Before the first run: sends as much over an arc as it can take.
    func fill(_ arc: Int) {
        flow[arc] = capacity[arc]
        state[arc] = .atUpper
    }

    /// Before the first run: makes an arc the one by which a node hangs in the tree, with some flow.
    func hang(_ node: Int, by arc: Int, flow: Int) {
        let old = Int(parentArc[node])
        state[old] = .atLower
        self.flow[old] = 0
        state[arc] = .inTree
        self.flow[arc] = Int32(flow)
        parentArc[node] = Int32(arc)
        parent[node] = tail[arc] == Int32(node) ? head[arc] : tail[arc]
    }

    /// Before the first run: whether a node is on the way of another to the root.
    func isOnWay(of other: Int, _ node: Int) -> Bool {
        var above = other
        while above != root {
            if above == node { return true }
            above = Int(parent[above])
        }
        return false
    }

    /// Before the first run: what a node that hangs by its artificial arc sends over it.
    func leave(_ units: Int, at node: Int) { flow[node] = Int32(units) }

    /// Before the first run: computes depths, potentials and the lists of children from the parents.
    func plant() {
        for node in 0...nodeCount {
            firstChild[node] = -1
            nextSibling[node] = -1
            previousSibling[node] = -1
        }
        for node in stride(from: nodeCount - 1, through: 0, by: -1) { link(Int32(node), under: parent[node]) }
        reckon()
    }

    /// Gives every arc another cost; the tree and its flow stay.
    func reprice(_ newCost: (Int) -> Int) {
        for arc in 0..<arcCount { cost[arc] = newCost(arc) }
        reckon()
    }

    /// Computes depths and potentials down the tree.
    private func reckon() {
        depth[nodeCount] = 0
        potential[nodeCount] = 0
        var node = firstChild[nodeCount]
        while node >= 0 {
            let arc = Int(parentArc[Int(node)])
            let up = Int(parent[Int(node)])
            depth[Int(node)] = depth[up] + 1
            potential[Int(node)] = tail[arc] == node ? potential[up] - cost[arc] : potential[up] + cost[arc]
            node = following(node, within: Int32(nodeCount))
        }
    }

    /// The next node of a subtree, parents before children; -1 at its end.
    @inline(__always)
    private func following(_ node: Int32, within top: Int32) -> Int32 {
        if firstChild[Int(node)] >= 0 { return firstChild[Int(node)] }
        var node = node
        while node != top {
            if nextSibling[Int(node)] >= 0 { return nextSibling[Int(node)] }
            node = parent[Int(node)]
        }
        return -1
    }

    @inline(__always)
    private func link(_ node: Int32, under parent: Int32) {
        let first = firstChild[Int(parent)]
        nextSibling[Int(node)] = first
        previousSibling[Int(node)] = -1
        if first >= 0 { previousSibling[Int(first)] = node }
        firstChild[Int(parent)] = node
    }

    @inline(__always)
    private func unlink(_ node: Int32, from parent: Int32) {
        let (previous, next) = (previousSibling[Int(node)], nextSibling[Int(node)])
        if previous >= 0 { nextSibling[Int(previous)] = next } else { firstChild[Int(parent)] = next }
        if next >= 0 { previousSibling[Int(next)] = previous }
    }

    // MARK: Solving

    /// Exchanges arcs until none would help; false where it was told to stop before.
    @discardableResult
    func run(whileTrue goesOn: () -> Bool = { true }) -> Bool {
        let block = max(10, Int(Double(arcCount).squareRoot() / 2))
        while let arc = entering(block) {
            exchange(arc)
            exchanges += 1
            if exchanges & 0x3FF == 0, !goesOn() { return false }
        }
        return true
    }

    /// What a unit more over an arc costs by the potentials.
    @inline(__always)
    func reducedCost(_ arc: Int) -> Int { cost[arc] + potential[Int(tail[arc])] - potential[Int(head[arc])] }

    @inline(__always)
    private func entering(_ block: Int) -> Int? {
        var best = -1
        var largest = 0
        var left = block
        var arc = cursor < arcCount ? cursor : 0
        let (tail, head, cost, state, potential) = (tail, head, cost, state, potential)
        for _ in 0..<arcCount {
            let reduced = cost[arc] &+ potential[Int(tail[arc])] &- potential[Int(head[arc])]
            let gain = state[arc] == .atLower ? 0 &- reduced : state[arc] == .atUpper ? reduced : 0
            if gain > largest {
                largest = gain
                best = arc
            }
            arc += 1
            if arc == arcCount { arc = 0 }
            left -= 1
            if left == 0 {
                if best >= 0 { break }
                left = block
            }
        }
        cursor = arc
        return best >= 0 ? best : nil
    }

    private func exchange(_ entering: Int) {
        let rises = state[entering] == .atLower
        let first = rises ? tail[entering] : head[entering]
        let second = rises ? head[entering] : tail[entering]
        let join = meeting(of: first, second)

        // The last arc around the cycle, from the join, that lets no more through, leaves the tree.
        var amount = rises ? capacity[entering] &- flow[entering] : flow[entering]
        var leaving: Int32 = -1
        var isOnFirst = false
        var node = first
        while node != join {
            let arc = Int(parentArc[Int(node)])
            let room = tail[arc] == node ? flow[arc] : capacity[arc] &- flow[arc]
            if room < amount { (amount, leaving, isOnFirst) = (room, node, true) }
            node = parent[Int(node)]
        }
        node = second
        while node != join {
            let arc = Int(parentArc[Int(node)])
            let room = tail[arc] == node ? capacity[arc] &- flow[arc] : flow[arc]
            if room <= amount { (amount, leaving, isOnFirst) = (room, node, false) }
            node = parent[Int(node)]
        }

        if amount > 0 {
            flow[entering] = rises ? flow[entering] &+ amount : flow[entering] &- amount
            node = first
            while node != join {
                let arc = Int(parentArc[Int(node)])
                flow[arc] = tail[arc] == node ? flow[arc] &- amount : flow[arc] &+ amount
                node = parent[Int(node)]
            }
            node = second
            while node != join {
                let arc = Int(parentArc[Int(node)])
                flow[arc] = tail[arc] == node ? flow[arc] &+ amount : flow[arc] &- amount
                node = parent[Int(node)]
            }
        }
        guard leaving >= 0 else {
            state[entering] = rises ? .atUpper : .atLower
            return
        }
        let left = Int(parentArc[Int(leaving)])
        state[left] = flow[left] == 0 ? .atLower : .atUpper
        state[entering] = .inTree
        hang(isOnFirst ? first : second, on: isOnFirst ? second : first, by: Int32(entering), cutting: leaving)
    }

    /// Where the paths of two nodes to the root meet.
    @inline(__always)
    private func meeting(of first: Int32, _ second: Int32) -> Int32 {
        var (left, right) = (first, second)
        while left != right {
            if depth[Int(left)] >= depth[Int(right)] { left = parent[Int(left)] } else { right = parent[Int(right)] }
        }
        return left
    }

    /// Turns the subtree below the arc that left around, so that it hangs by the arc that entered.
    private func hang(_ node: Int32, on newParent: Int32, by arc: Int32, cutting top: Int32) {
        var (child, above, via) = (node, newParent, arc)
        while true {
            let (oldParent, oldArc) = (parent[Int(child)], parentArc[Int(child)])
            unlink(child, from: oldParent)
            parent[Int(child)] = above
            parentArc[Int(child)] = via
            link(child, under: above)
            if child == top { break }
            (child, above, via) = (oldParent, child, oldArc)
        }
        let entered = Int(arc)
        let reduced = reducedCost(entered)
        let change = tail[entered] == node ? 0 &- reduced : reduced
        var member = node
        while member >= 0 {
            potential[Int(member)] &+= change
            depth[Int(member)] = depth[Int(parent[Int(member)])] + 1
            member = following(member, within: node)
        }
    }
}
