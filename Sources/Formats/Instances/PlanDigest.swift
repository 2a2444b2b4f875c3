internal import Cryptography

/// The digest of itself that a plan carries: whatever is altered in it is noticed, also what no check depends on.
///
/// It protects from accidents and careless hands. Who alters a plan on purpose can compute it anew, and then meets the
/// checks of the plan against its instance.
enum PlanDigest {
    private static let member = "digest"

    /// A plan with its digest as its last member.
    static func sealed(_ plan: JSONValue) -> JSONValue {
        guard case .object(let members) = plan else { return plan }
        return .object(members + [(member, .string(digest(of: members)))])
    }

    /// Whether a plan fits its digest, if it has one.
    static func holds(_ plan: JSONValue) -> Bool {
        guard case .object(let members) = plan, let stated = members.first(where: { $0.name == member }) else { return true }
        guard case .string(let stated) = stated.value else { return false }
        return stated == digest(of: members.filter { $0.name != member })
    }

    /// The digest that a document says it has; nil where it says none.
    static func stated(by document: JSONValue) -> String? {
        guard case .object(let members) = document, case .string(let stated)? = members.first(where: { $0.name == member })?.value
        else { return nil }
        return stated
    }

    private static func digest(of members: [(name: String, value: JSONValue)]) -> String {
        var spelling = Spelling()
        spelling.append(.object(members))
        return SHA256Digest(of: spelling.bytes).description
    }
}

/// A document as bytes that depend on what it says only, not on how its file is laid out: members in the order of the
/// bytes of their names, texts with their length, numbers as the 64 bits of their double.
private struct Spelling {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .bool(let flag): bytes.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .number(let number): append(number)
        case .string(let text): append(text)
        case .array, .numbers:
            bytes.append(UInt8(ascii: "["))
            for element in value.elements ?? [] { append(element) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                append(member.name)
                append(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func append(_ number: Double) {
        bytes.append(UInt8(ascii: "#"))
        // Adding zero makes one zero of the two.
        withUnsafeBytes(of: (number + 0).bitPattern.bigEndian) { bytes += $0 }
    }

    private mutating func append(_ text: String) {
        bytes += "\"\(text.utf8.count):".utf8
        bytes += text.utf8
    }
}
