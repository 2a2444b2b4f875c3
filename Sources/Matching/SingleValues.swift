/// Numbers of single precision, little-endian, somewhere in some bytes.
struct SingleValues: Sendable {
    private let bytes: [UInt8]
    private let start: Int
    let count: Int
    /// The largest magnitude.
    let extent: Float

    init(bytes: [UInt8], start: Int, count: Int) {
        precondition(start >= 0 && count >= 0 && bytes.count - start >= 4 * count, "four bytes for each value")
        (self.bytes, self.start, self.count) = (bytes, start, count)
        extent = bytes.withUnsafeBytes { raw in
            let infinity = Float.infinity.bitPattern
            let extents = inPortions(of: pairsInPortion, count) { places in
                // The bits of magnitudes are in the order of the magnitudes, what is no number after infinity.
                var largest: UInt32 = 0
                for place in places {
                    let magnitude = Self.number(raw, at: start + 4 * place).magnitude.bitPattern
                    if magnitude > largest, magnitude <= infinity { largest = magnitude }
                }
                return largest
            }
            return Float(bitPattern: extents.max() ?? 0)
        }
    }

    @inline(__always)
    subscript(place: Int) -> Float {
        bytes.withUnsafeBytes { Self.number($0, at: start + 4 * place) }
    }

    @inline(__always)
    private static func number(_ raw: UnsafeRawBufferPointer, at offset: Int) -> Float {
        Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// Hands over a function that gives the number at a place, without looking whether there is one.
    @inline(__always)
    func withNumbers<Answer>(_ body: (_ number: (Int) -> Float) -> Answer) -> Answer {
        bytes.withUnsafeBytes { raw in
            let raw = UnsafeRawBufferPointer(rebasing: raw[start...])
            return body { Self.number(raw, at: 4 * $0) }
        }
    }

    @inline(__always)
    func allSatisfy(in places: Range<Int>, _ body: (Double) -> Bool) -> Bool {
        withNumbers { number in
            for place in places where !body(Double(number(place))) { return false }
            return true
        }
    }
}
