/// Which dossiers and experts are connected by reviews, directly or through others.
///
/// Within a component leniencies can be compared, since there is a chain of dossiers that two experts read. Between components
/// nothing tells a lenient group of experts from a group of better dossiers.
public struct ScoreComponents: Sendable, Hashable {
    /// How many there are.
    public let count: Int
    /// The component of each dossier. They are numbered by their first dossiers.
    public let items: [Int]
    /// The component of each expert.
    public let raters: [Int]

    /// The components of a table.
    public init(_ table: ScoreTable) {
        // Dossiers, then experts; each leads towards one that stands for its component.
        var leads = Array(0..<(table.items.count + table.raters.count))
        func representative(of node: Int) -> Int {
            var node = node
            while leads[node] != node {
                leads[node] = leads[leads[node]]
                node = leads[node]
            }
            return node
        }
        for entry in table.entries {
            let (item, rater) = (representative(of: entry.item), representative(of: table.items.count + entry.rater))
            leads[max(item, rater)] = min(item, rater)
        }
        var numbers: [Int: Int] = [:]
        let components = leads.indices.map { node in
            let first = representative(of: node)
            if let number = numbers[first] { return number }
            numbers[first] = numbers.count
            return numbers.count - 1
        }
        count = numbers.count
        items = Array(components.prefix(table.items.count))
        raters = Array(components.dropFirst(table.items.count))
    }
}
