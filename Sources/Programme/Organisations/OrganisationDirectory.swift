/// Who is who among the organisations that tables name: each gets a number, and those that are certainly one the same.
///
/// One is who has the same code; and who has the same name, unless two codes that both conform say otherwise. What a person
/// has settled of two names counts as they settled it.
struct OrganisationDirectory {
    private(set) var organisations: [Organisation] = []
    private var numbers: [Key: Int] = [:]
    private var names: [String: OrganisationName] = [:]
    private var parent: [Int] = []
    private var people: Set<Int> = []

    private struct Key: Hashable {
        var name: String
        var code: String
        var isPerson: Bool
    }

    /// The number of what a table names; before `settle` it stands for this one mention.
    mutating func add(_ name: String, creditCode: String, isPerson: Bool = false) -> Int {
        let key = Key(name: name, code: creditCode, isPerson: isPerson)
        if let number = numbers[key] { return number }
        let number = organisations.count
        let parsed = names[name] ?? OrganisationName(name)
        names[name] = parsed
        numbers[key] = number
        organisations.append(Organisation(parsed, creditCode: creditCode))
        parent.append(number)
        if isPerson { people.insert(number) }
        return number
    }

    /// Brings together what is one.
    mutating func settle(_ findings: [NameFinding]) {
        var byCode: [String: Int] = [:]
        for (number, organisation) in organisations.enumerated() where !organisation.creditCode.isEmpty {
            if let first = byCode[organisation.creditCode] { unite(first, number) } else { byCode[organisation.creditCode] = number }
        }
        var byName: [[UInt32]: [Int]] = [:]
        // A name that is only a code's is no name.
        for (number, organisation) in organisations.enumerated() where !organisation.name.plain.isEmpty && !people.contains(number) {
            byName[organisation.name.plain, default: []].append(number)
        }
        for group in byName.values where group.count > 1 {
            let sound = Set(group.filter { organisations[$0].hasSoundCode }.map(root))
            let joined = sound.count <= 1 ? group : group.filter { !organisations[$0].hasSoundCode }
            for number in joined.dropFirst() { unite(joined[0], number) }
        }
        for finding in findings where finding.same {
            let both = [finding.first, finding.second].flatMap { byName[OrganisationName($0).plain] ?? [] }
            for number in both.dropFirst() { unite(both[0], number) }
        }
        var byPerson: [[UInt32]: Int] = [:]
        for number in people.sorted() {
            let name = organisations[number].name.plain
            if let first = byPerson[name] { unite(first, number) } else { byPerson[name] = number }
        }
        for number in parent.indices { parent[number] = root(number) }
    }

    /// The number under which all mentions of the same one stand, once settled.
    func one(_ number: Int) -> Int { parent[number] }

    func isPerson(_ number: Int) -> Bool { people.contains(number) }

    private func root(_ number: Int) -> Int {
        var number = number
        while parent[number] != number { number = parent[number] }
        return number
    }

    private mutating func unite(_ first: Int, _ second: Int) {
        let (a, b) = (root(first), root(second))
        // The earlier one stands for both, so that the order of unions doesn't matter to what is printed.
        if a != b { parent[max(a, b)] = min(a, b) }
        parent[second] = min(a, b)
    }
}

/// What a named person found of two names that are near: whether they are one organisation.
public struct NameFinding: Codable, Sendable, Hashable {
    /// The one name.
    public var first: String
    /// The other; after the first in the order of their bytes.
    public var second: String
    /// Which finding on these names it is, from 1: the last one counts.
    public var turn: Int
    /// Whether they are one organisation.
    public var same: Bool
    /// Who found it.
    public var by: String
    /// Why.
    public var reason: String
    /// When.
    public var at: Instant

    /// A finding.
    public init(_ names: [String], turn: Int, same: Bool, by: String, reason: String, at: Instant) {
        let names = NameFinding.ordered(names)
        first = names.first ?? ""
        second = names.last ?? ""
        self.turn = turn
        self.same = same
        self.by = by
        self.reason = reason
        self.at = at
    }

    /// Two names in the order in which findings have them.
    public static func ordered(_ names: [String]) -> [String] { names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// The last finding on each two names.
    public static func latest(of findings: [NameFinding]) -> [NameFinding] {
        Dictionary(grouping: findings) { [$0.first, $0.second] }.values.compactMap { $0.max { $0.turn < $1.turn } }
            .sorted { [$0.first, $0.second].lexicographicallyPrecedes([$1.first, $1.second]) }
    }
}
