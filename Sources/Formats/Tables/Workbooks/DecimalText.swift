/// A decimal number as its digits and the place of its point: exact, however it was written.
///
/// A spreadsheet saves binary fractions with up to 17 digits and means no more than 15: `0.32000000000000001` is 0.32. What has
/// more than 15 is read as the binary number that it is and becomes the shortest decimal that gives the same.
struct DecimalText: Hashable {
    private let isNegative: Bool
    /// The digits without zeros at either end; none for zero.
    private let digits: [UInt8]
    /// The number is the digits, as a whole number, times ten to this.
    private let exponent: Int

    /// How many digits matter.
    var significantDigits: Int { digits.count }

    /// Reads a number as XML Schema writes a double, without infinities; nil for anything else.
    init?(_ text: String) {
        guard let read = DecimalText.parse(text) else { return nil }
        guard read.digits.count > 15, let binary = Double(text), binary.isFinite, let shortest = DecimalText.parse("\(binary)")
        else {
            self = read
            return
        }
        self = shortest
    }

    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        var digits = digits[...]
        var exponent = exponent
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            exponent += 1
        }
        digits = digits.drop { $0 == UInt8(ascii: "0") }
        self.isNegative = isNegative && !digits.isEmpty
        self.digits = Array(digits)
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    private static func parse(_ text: String) -> DecimalText? {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        var digits: [UInt8] = []
        var exponent = 0
        var hasPoint = false
        while let byte = bytes.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits.count < 400 else { return nil }
                digits.append(byte)
                if hasPoint { exponent -= 1 }
            }
            bytes = bytes.dropFirst()
        }
        guard !digits.isEmpty else { return nil }
        if !bytes.isEmpty {
            let power = bytes.dropFirst()
            guard (1...4).contains(power.count), let shift = Int(String(decoding: power, as: UTF8.self)) else { return nil }
            exponent += shift
        }
        guard abs(exponent) < 400 else { return nil }
        return DecimalText(isNegative: isNegative, digits: digits, exponent: exponent)
    }

    /// The number times a power of ten.
    func times(tenToThe power: Int) -> DecimalText {
        DecimalText(isNegative: isNegative, digits: digits, exponent: digits.isEmpty ? 0 : exponent + power)
    }

    /// The number without what comes after so many places.
    func cut(toPlaces places: Int) -> DecimalText {
        guard -exponent > places else { return self }
        return DecimalText(
            isNegative: isNegative, digits: Array(digits.dropLast(min(digits.count, -exponent - places))), exponent: -places)
    }

    /// Whether it is a whole number.
    var isWhole: Bool { exponent >= 0 }

    /// What stands before the point; nil where that is beyond eighteen digits.
    var wholePart: Int? {
        let whole = cut(toPlaces: 0)
        guard whole.digits.count + whole.exponent <= 18 else { return nil }
        return Int(whole.text)
    }

    /// Whether it is above one.
    var isAboveOne: Bool {
        guard !isNegative, !digits.isEmpty else { return false }
        let places = digits.count + exponent
        return places > 1 || (places == 1 && digits != [UInt8(ascii: "1")])
    }

    /// Whether it is nothing.
    var isZero: Bool { digits.isEmpty }

    /// The number in plain digits: `-0.32`, `1200`.
    var text: String {
        guard !digits.isEmpty else { return "0" }
        var all = digits
        if exponent >= 0 {
            all += Array(repeating: UInt8(ascii: "0"), count: exponent)
        } else {
            if all.count <= -exponent { all = Array(repeating: UInt8(ascii: "0"), count: 1 - exponent - all.count) + all }
            all.insert(UInt8(ascii: "."), at: all.count + exponent)
        }
        return (isNegative ? "-" : "") + String(decoding: all, as: UTF8.self)
    }
}
