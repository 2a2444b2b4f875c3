/// An exact rational number of hundredths of a point, in lowest terms: sums and means without rounding.
public struct Fraction: Codable, Sendable, Hashable, Comparable {
    /// The numerator.
    public let numerator: Int
    /// The denominator, positive.
    public let denominator: Int

    /// The quotient of two whole numbers; the denominator must not be zero.
    public init(_ numerator: Int, over denominator: Int = 1) {
        precondition(denominator != 0, "a fraction needs a denominator")
        let divisor = max(1, Fraction.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
        let sign = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int(divisor)
        self.denominator = sign * denominator / Int(divisor)
    }

    /// The sum.
    public static func + (left: Fraction, right: Fraction) -> Fraction {
        Fraction(
            left.numerator * right.denominator + right.numerator * left.denominator,
            over: left.denominator * right.denominator)
    }

    /// The difference.
    public static func - (left: Fraction, right: Fraction) -> Fraction {
        left + Fraction(-right.numerator, over: right.denominator)
    }

    /// The quotient by a whole number other than zero.
    public static func / (left: Fraction, right: Int) -> Fraction {
        Fraction(left.numerator, over: left.denominator * right)
    }

    /// Smaller first.
    public static func < (left: Fraction, right: Fraction) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }

    /// The score in points as a binary fraction: for models, never for what is official.
    public var inPoints: Double { Double(numerator) / Double(denominator) / 100 }

    /// The score rounded to so many decimal places (0 to 2) of a point.
    public func rounded(_ rounding: Call.Rounding) -> Points {
        var unit = 1
        for _ in rounding.digits..<2 { unit *= 10 }
        let divisor = denominator * unit
        var quotient = numerator / divisor
        var remainder = numerator % divisor
        if remainder < 0 {
            quotient -= 1
            remainder += divisor
        }
        let up: Bool =
            switch rounding.rule {
            case .halfUp: 2 * remainder >= divisor
            case .halfEven: 2 * remainder > divisor || (2 * remainder == divisor && quotient % 2 != 0)
            }
        return Points(hundredths: (quotient + (up ? 1 : 0)) * unit)
    }

    private static func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
