internal import Programme

/// The header of a NumPy file: a Python literal of a dictionary with just these three members, in any order (NumPy
/// Enhancement Proposal 1).
///
/// It is read whole and strictly. A header that was only searched for what is expected could say something else beside
/// it, say that the values stand column by column, and the matrix would be taken for another.
struct NumPyHeader {
    /// The type of the values, as `<f4`; nil where it is not one simple type.
    let type: String?
    /// Whether the values stand column by column.
    let isColumnMajor: Bool
    /// The size in each dimension.
    let shape: [Int]

    /// nil where the bytes are no such header.
    init?(_ bytes: some Sequence<UInt8>) {
        var scanner = Scanner(bytes: Array(bytes))
        var type: Scanner.Value?
        var order: Scanner.Value?
        var shape: Scanner.Value?
        guard scanner.take("{") else { return nil }
        while !scanner.take("}") {
            guard let name = scanner.quoted(), scanner.take(":"), let value = scanner.value() else { return nil }
            switch name {
            case "descr" where type == nil: type = value
            case "fortran_order" where order == nil: order = value
            case "shape" where shape == nil: shape = value
            default: return nil
            }
            guard scanner.take(",") || scanner.isAt("}") else { return nil }
        }
        guard scanner.isAtEnd, let type, case .truth(let isColumnMajor)? = order, case .sizes(let sizes)? = shape else {
            return nil
        }
        self.type = if case .text(let name) = type { name } else { nil }
        self.isColumnMajor = isColumnMajor
        self.shape = sizes
    }
}

/// Reads the few forms of Python's literals that occur in headers. Space before each is passed over.
private struct Scanner {
    enum Value {
        case text(String)
        case truth(Bool)
        case sizes([Int])
        /// The fields of a record.
        case record
    }

    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    mutating func isAt(_ sign: Unicode.Scalar) -> Bool {
        skipSpace()
        return position < bytes.count && bytes[position] == UInt8(ascii: sign)
    }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard isAt(sign) else { return false }
        position += 1
        return true
    }

    mutating func quoted() -> String? {
        guard isAt("'") || isAt("\"") else { return nil }
        let quote = bytes[position]
        let start = position + 1
        guard let end = bytes[start...].firstIndex(of: quote), !bytes[start..<end].contains(UInt8(ascii: "\\")) else {
            return nil
        }
        position = end + 1
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    mutating func value() -> Value? {
        if isAt("'") || isAt("\"") { return quoted().map(Value.text) }
        if isAt("(") { return sizes().map(Value.sizes) }
        if isAt("[") { return record() }
        if take(word: "True") { return .truth(true) }
        if take(word: "False") { return .truth(false) }
        return nil
    }

    /// A tuple of whole numbers: `()`, `(2,)`, `(2, 3)`.
    private mutating func sizes() -> [Int]? {
        guard take("(") else { return nil }
        var sizes: [Int] = []
        while !take(")") {
            skipSpace()
            let digits = bytes[position...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard let size = WholeNumber.parse(String(decoding: digits, as: UTF8.self)) else { return nil }
            sizes.append(size)
            position = digits.endIndex
            let isAlone = sizes.count == 1 && isAt(")")
            guard !isAlone, take(",") || isAt(")") else { return nil }
        }
        return sizes
    }

    /// A list, to its end; what is in it doesn't matter, since records are refused.
    private mutating func record() -> Value? {
        guard take("["), let end = bytes[position...].lastIndex(of: UInt8(ascii: "]")) else { return nil }
        position = end + 1
        return .record
    }

    private mutating func take(word: String) -> Bool {
        skipSpace()
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }
}
