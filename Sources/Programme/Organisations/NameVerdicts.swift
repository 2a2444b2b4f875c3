/// What persons found of pairs of names: the one answer, wherever a pair comes up.
public struct NameVerdicts: Sendable {
    private let findings: [Set<String>: NameFinding]

    /// The last finding on each two names counts. Names that differ in their way of writing only are one name.
    public init(_ findings: [NameFinding]) {
        self.findings = Dictionary(
            findings.map { (NameVerdicts.pair($0.first, $0.second), $0) },
            uniquingKeysWith: { ($1.at.seconds, $1.turn) < ($0.at.seconds, $0.turn) ? $0 : $1 })
    }

    /// Whether anything was found of any names.
    public var isEmpty: Bool { findings.isEmpty }

    /// What was found of two names; nil where nobody has settled them.
    public func finding(on first: String, _ second: String) -> NameFinding? { findings[NameVerdicts.pair(first, second)] }

    private static func pair(_ first: String, _ second: String) -> Set<String> {
        [OrganisationName.plain(first), OrganisationName.plain(second)]
    }
}
