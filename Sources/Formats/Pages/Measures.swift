internal import Programme

/// A straight scale of scores, in hundredths.
struct Scale: Sendable {
    let low: Int
    let high: Int

    /// The scale from the ten below the smallest value to the ten above the largest.
    init(covering values: [Points]) {
        let ten = 1000
        let smallest = values.min()?.hundredths ?? 0
        let largest = values.max()?.hundredths ?? 100 * 100
        low = Scale.floor(smallest, to: ten)
        high = max(low + ten, -Scale.floor(-largest, to: ten))
    }

    /// How far along the scale a score lies, from 0 to 1.
    func part(_ score: Points) -> Double {
        Double(score.hundredths - low) / Double(high - low)
    }

    /// The tens on the scale.
    var tens: [Points] {
        stride(from: low, through: high, by: 1000).map(Points.init(hundredths:))
    }

    /// The largest multiple of a unit that is no larger than a value.
    static func floor(_ value: Int, to unit: Int) -> Int {
        let remainder = value % unit
        return value - (remainder < 0 ? remainder + unit : remainder)
    }
}

/// How numbers are written, in drawings and in words.
enum Measure {
    /// A part of the width: `12.5%`.
    static func percent(_ part: Double) -> String { decimal(part * 100) + "%" }

    /// A number with at most two places, as short as it can be.
    static func decimal(_ value: Double) -> String { hundredths(of: value).short }

    /// A quantity with exactly two places, its thousands set apart.
    static func quantity(_ value: Double) -> String {
        let parts = hundredths(of: value).description.split(separator: ".")
        return grouped(String(parts[0])) + "." + parts[1]
    }

    /// A whole quantity, its thousands set apart where it has five digits or more.
    static func quantity(_ value: Int) -> String { grouped(String(value)) }

    /// A step between marks on an axis, so that there are five marks at most: 1, 2, 5, 10, 20, 50 and so on.
    static func step(upTo largest: Int) -> Int {
        var unit = 1
        while true {
            for factor in [1, 2, 5] where largest <= 5 * factor * unit { return factor * unit }
            unit *= 10
        }
    }

    private static func hundredths(of value: Double) -> Points {
        guard value.isFinite, abs(value) < 1e15 else { return Points(0) }
        return Points(hundredths: Int((value * 100).rounded()))
    }

    private static func grouped(_ digits: String) -> String {
        guard digits.count > 4 else { return digits }
        let thinSpace = "\u{202F}"
        return digits.enumerated().map { index, digit in
            let left = digits.count - index
            return (index > 0 && left % 3 == 0 ? thinSpace : "") + String(digit)
        }.joined()
    }
}
