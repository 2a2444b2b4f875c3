/// How well each expert suits each dossier: dossiers × experts, row by row.
///
/// A missing value (not a number) forbids the pair. What is not forbidden may be any finite number, also a negative
/// one, of magnitude at most `largestMagnitude`.
public struct AffinityMatrix: Sendable, Hashable {
    /// Greater magnitudes are refused: sums of them must stay exact.
    public static let largestMagnitude: Double = 1_000_000

    /// Number of rows.
    public let dossierCount: Int
    /// Number of columns.
    public let expertCount: Int
    /// The values, row by row; NaN where the pair may not be assigned.
    public var values: [Double]

    /// A matrix of `dossierCount × expertCount` values, row by row.
    public init(dossierCount: Int, expertCount: Int, values: [Double]) {
        precondition(values.count == dossierCount * expertCount, "an affinity matrix has a value for each pair")
        self.dossierCount = dossierCount
        self.expertCount = expertCount
        self.values = values
    }

    /// The affinity of a pair, NaN where it may not be assigned.
    public subscript(dossier: Int, expert: Int) -> Double {
        get { values[dossier * expertCount + expert] }
        set { values[dossier * expertCount + expert] = newValue }
    }
}
