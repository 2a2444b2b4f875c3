/// A matrix of numbers as NumPy saves it (format versions 1.0, 2.0 and 3.0): float32 or float64, C order.
struct NumPyFile {
    /// Why some bytes are no such matrix.
    struct Fault: Error {
        let zh: String
        let en: String
    }

    let rows: Int
    let columns: Int
    /// Row by row.
    let values: [Double]

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count >= 10, bytes.starts(with: Self.magic) else {
            throw Fault(zh: "不是 NumPy（.npy）文件", en: "not a NumPy (.npy) file")
        }
        let hasLongHeader = bytes[6] >= 2
        guard (1...3) ~= bytes[6], bytes.count >= 12 else {
            throw Fault(zh: "不支持的 .npy 版本", en: "an .npy version that is not supported")
        }
        let lengthBytes = bytes[8..<(hasLongHeader ? 12 : 10)]
        let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        let start = lengthBytes.endIndex + length
        guard start <= bytes.count else { throw Fault(zh: ".npy 文件头不完整", en: "the .npy header is cut off") }
        guard let header = NumPyHeader(bytes[lengthBytes.endIndex..<start]) else {
            throw Fault(
                zh: ".npy 文件头应为含 descr、fortran_order、shape 的字典",
                en: "expected an .npy header that is a dictionary of descr, fortran_order and shape")
        }
        let width: Int
        switch header.type {
        case "<f4": width = 4
        case "<f8": width = 8
        default:
            throw Fault(zh: "数据类型应为小端 float32 或 float64", en: "expected little-endian float32 or float64 values")
        }
        guard !header.isColumnMajor else {
            throw Fault(zh: "应按 C 顺序（逐行）存储", en: "expected C order, row by row")
        }
        guard header.shape.count == 2 else {
            throw Fault(zh: "应为二维矩阵", en: "expected a matrix of two dimensions")
        }
        (rows, columns) = (header.shape[0], header.shape[1])
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, count <= bytes.count, bytes.count - start == count * width else {
            throw Fault(zh: "数据长度与形状不符", en: "the length of the data does not fit the shape")
        }
        values = bytes.withUnsafeBytes { raw in
            (0..<count).map { index in
                let offset = start + index * width
                guard width == 8 else {
                    let bits = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                    return Double(Float(bitPattern: bits))
                }
                let bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                return Double(bitPattern: bits)
            }
        }
    }
}

extension NumPyFile {
    /// What comes before the values of a float32 matrix in C order: format version 1.0, its length a multiple of 64
    /// bytes so that the values lie well in memory (NumPy Enhancement Proposal 1).
    static func header(rows: Int, columns: Int) -> [UInt8] {
        var words = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        let length = (10 + words.utf8.count + 1 + 63) / 64 * 64 - 10
        words += String(repeating: " ", count: length - 1 - words.utf8.count) + "\n"
        return magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + words.utf8
    }
}
