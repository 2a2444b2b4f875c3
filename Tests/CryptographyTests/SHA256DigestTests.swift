import Cryptography
import Testing

@Suite("SHA-256")
struct SHA256DigestTests {
    /// FIPS 180-4 and its examples (csrc.nist.gov, SHA256.pdf and SHA2_Additional.pdf).
    @Test(
        "the published examples come out",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func published(message: String, digest: String) {
        #expect(SHA256Digest(of: message).description == digest)
    }

    @Test("a million letters a, and zeros around the block's length, as published")
    func long() {
        #expect(
            SHA256Digest(of: repeatElement(UInt8(ascii: "a"), count: 1_000_000)).description
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        let zeros = [
            (55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"),
            (56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"),
            (57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"),
            (64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"),
        ]
        for (count, digest) in zeros {
            #expect(SHA256Digest(of: [UInt8](repeating: 0, count: count)).description == digest)
        }
    }

    @Test("a text is digested by its UTF-8 bytes, so that canonically equal texts differ")
    func bytes() {
        #expect(SHA256Digest(of: "遴选") == SHA256Digest(of: [0xE9, 0x81, 0xB4, 0xE9, 0x80, 0x89]))
        #expect(SHA256Digest(of: "e\u{301}") != SHA256Digest(of: "\u{E9}"))
        #expect(SHA256Digest(of: "x").bytes.count == 32)
    }
}
