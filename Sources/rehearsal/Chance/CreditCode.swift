/// Made-up unified social credit codes: valid by GB 32100-2015, in an area of zeros that no registry uses.
enum CreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// A code of a kind of body: `91` a company, `12` a public institution, `11` an office, `51` a society.
    static func make(kind: String, by generator: inout Generator) -> String {
        let digits = Array("0123456789".utf8)
        var body = generator.happens(50) ? Array("MA".utf8) : []
        while body.count < 8 {
            body.append(generator.pick(body.count == 2 ? alphabet : digits))
        }
        let stem = Array(kind.utf8) + Array("000000".utf8) + body + [organisationCheck(body)]
        return String(decoding: stem + [check(stem)], as: UTF8.self)
    }

    /// The code with another last character, as some that are in circulation.
    static func spoiled(_ code: String) -> String {
        let bytes = Array(code.utf8)
        guard let last = bytes.last, let place = alphabet.firstIndex(of: last) else { return code }
        return String(decoding: bytes.dropLast() + [alphabet[(place + 7) % alphabet.count]], as: UTF8.self)
    }

    /// The check character of the whole code (GB 32100): weights 3^i mod 31.
    private static func check(_ stem: [UInt8]) -> UInt8 {
        var sum = 0
        var weight = 1
        for byte in stem {
            sum += (alphabet.firstIndex(of: byte) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    /// The check character of the organisation code within it (GB 11714), where a letter counts from A = 10.
    private static func organisationCheck(_ body: [UInt8]) -> UInt8 {
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (byte, weight) in zip(body, weights) {
            sum += Int(byte < 0x41 ? byte - 0x30 : byte - 0x41 + 10) * weight
        }
        return Array("0123456789X".utf8)[(11 - sum % 11) % 11]
    }
}
