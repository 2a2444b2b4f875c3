import Cryptography
import Testing

@Suite("MD5, hexadecimal digits and random bytes")
struct MD5DigestTests {
    /// RFC 1321, appendix A.5.
    @Test(
        "the published examples come out",
        arguments: [
            ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a"
            ),
        ])
    func published(message: String, digest: String) throws {
        #expect(try MD5Digest(of: message.utf8).description == digest)
    }

    @Test("bytes have one spelling, and nothing else is read")
    func hexadecimal() {
        let bytes = (0...255).map(UInt8.init)
        #expect(Hexadecimal.bytes(Hexadecimal.text(of: bytes)) == bytes)
        #expect(Hexadecimal.text(of: [0, 10, 255]) == "000aff")
        #expect(Hexadecimal.bytes("") == [])
        for wrong in ["0", "0A", "0g", " 00", "０0", "0x00", "-1"] { #expect(Hexadecimal.bytes(wrong) == nil, "\(wrong)") }
    }

    @Test("random bytes are as many as asked for, and others each time")
    func random() throws {
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.bytes(32).count == 32)
        let seeds = try Set((0..<200).map { _ in try SecureRandom.bytes(32) })
        #expect(seeds.count == 200)
        // Of 6 400 bytes each value should occur about 25 times; none missing by a chance of 1 in 10⁸.
        #expect(Set(seeds.flatMap { $0 }).count == 256)
    }
}
