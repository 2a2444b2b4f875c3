extension Int {
    /// Reads the digits 0 to 9 and nothing else: no sign, no space, no digit of another script; at most 18 of them.
    public init?(digits: some Collection<UInt8>) {
        guard (1...18).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        self = value
    }
}
