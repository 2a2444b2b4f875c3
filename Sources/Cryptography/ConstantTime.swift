/// Comparison whose time says nothing of where two values differ.
public enum ConstantTime {
    /// Whether two values are the same; only their lengths show in the time.
    public static func areSame(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Whether two texts are the same, byte by byte.
    public static func areSame(_ left: String, _ right: String) -> Bool { areSame(Array(left.utf8), Array(right.utf8)) }
}
