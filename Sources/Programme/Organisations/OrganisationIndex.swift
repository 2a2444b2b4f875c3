/// Finds the names that are near to a name without comparing it with all.
///
/// A name stands under keys: its plain form, its core, its core with one character left out, and the beginnings of its core
/// where a house may begin it. Near names have a key in common, so only those are compared.
/// (Deletion keys: Garbe, "Symmetric Delete", as for spelling.)
struct OrganisationIndex {
    /// Hashes of keys with the names that have them, in order of the hashes.
    private var entries: [(key: UInt64, name: Int32)] = []

    /// An index of some names; their numbers are their places in the list.
    init(_ names: [OrganisationName]) {
        entries.reserveCapacity(names.count * 16)
        for (number, name) in names.enumerated() {
            Self.eachKey(of: name) { entries.append(($0, Int32(number))) }
            if name.mayHeadOthers { entries.append((Self.hash(.head, name.core[...]), Int32(number))) }
            Self.eachBeginning(of: name) { entries.append((Self.hash(.headed, $0), Int32(number))) }
        }
        entries.sort { ($0.key, $0.name) < ($1.key, $1.name) }
    }

    /// The numbers of the names that may be near to one, in order, each once.
    func candidates(for name: OrganisationName) -> [Int] {
        var found: Set<Int32> = []
        func look(_ key: UInt64) {
            var place = firstEntry(with: key)
            while place < entries.count, entries[place].key == key {
                found.insert(entries[place].name)
                place += 1
            }
        }
        Self.eachKey(of: name, look)
        // A house is looked up among those that it may head, and a member among the heads: two kinds of key, since else all
        // names that begin alike would be compared with one another.
        if name.mayHeadOthers { look(Self.hash(.headed, name.core[...])) }
        Self.eachBeginning(of: name) { look(Self.hash(.head, $0)) }
        return found.sorted().map(Int.init)
    }

    private func firstEntry(with key: UInt64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private enum Kind: UInt64 {
        case plain = 1
        case core
        case deletion
        case head
        case headed
        case former
        case place
    }

    private static func eachKey(of name: OrganisationName, _ use: (UInt64) -> Void) {
        let core = name.core[...]
        use(hash(.plain, name.plain[...]))
        use(hash(.core, core))
        if !name.former.isEmpty {
            use(hash(.former, name.former[...]))
        }
        use(hash(.former, name.plain[...]))
        if core.count >= 3 { use(hash(.former, core)) }
        // A city and its government.
        use(hash(.place, name.plain.count > 4 && name.plain.hasSuffix(government) ? name.plain.dropLast(4) : name.plain[...]))
        if core.count >= 4 {
            use(hash(.deletion, core))
            for skipped in core.indices { use(hash(.deletion, core, skipping: skipped)) }
        }
    }

    private static func eachBeginning(of name: OrganisationName, _ use: (ArraySlice<UInt32>) -> Void) {
        guard name.core.count > 2 else { return }
        for end in 2..<name.core.count { use(name.core.prefix(end)) }
    }

    private static let government = "人民政府".unicodeScalars.map(\.value)

    /// FNV-1a over code points.
    private static func hash(_ kind: Kind, _ text: ArraySlice<UInt32>, skipping skipped: Int = -1) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ kind.rawValue
        for index in text.indices where index != skipped {
            hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3
        }
        return hash ^ (hash >> 29)
    }
}
