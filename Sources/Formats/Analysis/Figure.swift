public import Programme

/// How estimates are written, the same in every paper, table and terminal: two places, percentages whole.
public enum Figure {
    /// An estimate as points, rounded half away from nought; nil where it is not defined.
    public static func points(_ value: Double?) -> Points? {
        guard let value, value.isFinite, abs(value) < 1e9 else { return nil }
        return Points(hundredths: Int((value * 100).rounded()))
    }

    /// An estimate with two places; a dash where it is not defined.
    public static func two(_ value: Double?) -> String { points(value)?.description ?? "–" }

    /// The same with its sign.
    public static func signed(_ value: Double?) -> String {
        guard let points = points(value) else { return "–" }
        return points.hundredths > 0 ? "+\(points)" : points.description
    }

    /// A part of one as whole per cent. What is not quite nothing or not quite all says so.
    public static func percent(_ part: Double?) -> String {
        guard let part, part.isFinite else { return "–" }
        if part > 0, part < 0.005 { return "<1%" }
        if part < 1, part >= 0.995 { return ">99%" }
        return "\(Int((part * 100).rounded()))%"
    }

    /// An interval of places: `3–17`.
    public static func places(_ interval: [Int]?) -> String {
        guard let interval, let first = interval.first, let last = interval.last else { return "–" }
        return first == last ? "\(first)" : "\(first)–\(last)"
    }
}
