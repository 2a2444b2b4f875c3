internal import Cryptography
internal import Formats
internal import Programme

/// Puts tokens in the place of what tells who an expert is, in the bytes of a JSON text, so that the text can be restored to
/// the byte by whoever has the table of tokens.
///
/// A token is `~`, a letter for what it stands for, 16 hexadecimal digits of a keyed digest, `~`. The letters: E an expert's
/// number, N a name, O an organisation or its code, T any other text.
struct Pseudonyms {
    /// What each token stands for, as it stands within a JSON text.
    private(set) var table: [String: String] = [:]
    fileprivate var secrets: [UInt16: [Secret]] = [:]
    private let key: [UInt8]

    fileprivate struct Secret {
        var bytes: [UInt8]
        var token: [UInt8]
        var place: Place
    }

    /// Where a secret text is looked for.
    enum Place {
        /// As a whole text only: what is short or common.
        case whole
        /// As a word, also within other texts.
        case word
        /// Wherever its characters stand: Chinese has no spaces.
        case anywhere
    }

    /// Everything that tells who an expert is, and the contact persons of authorities.
    init(of log: [LogBody], key: [UInt8]) throws {
        self.key = key
        var experts: Set<String> = []
        var names: Set<String> = []
        var organisations: Set<String> = []
        var others: Set<String> = []
        for change in log.lazy.flatMap(\.changes) {
            guard let after = change.after else { continue }
            switch change.kind {
            case Expert.recordName:
                let expert = try change.record(Expert.self, after)
                experts.insert(expert.id)
                names.insert(expert.name)
            case Person.recordName:
                let person = try change.record(Person.self, after)
                guard person.role == .expert else { continue }
                experts.insert(person.id)
                names.insert(person.name)
            case Affiliation.recordName:
                let affiliation = try change.record(Affiliation.self, after)
                organisations.formUnion([
                    affiliation.organisation, OrganisationName.plain(affiliation.organisation), affiliation.creditCode,
                ])
            case Interest.recordName: others.insert(try change.record(Interest.self, after).note)
            case Contact.recordName:
                let contact = try change.record(Contact.self, after)
                names.insert(contact.name)
                others.formUnion([contact.phone, contact.mobile, contact.fax, contact.email])
            default: break
            }
        }
        for (letter, texts) in [("E", experts), ("N", names), ("O", organisations), ("T", others)] {
            for text in texts.sorted() where !text.isEmpty { add(text, letter: letter) }
        }
        // Of two that begin alike the longer one is tried first.
        for (start, own) in secrets { secrets[start] = own.sorted { $0.bytes.count > $1.bytes.count } }
    }

    private mutating func add(_ text: String, letter: String) {
        let place: Place =
            if letter == "T" {
                .whole
            } else if text.utf8.allSatisfy({ $0 < 0x80 }) {
                text.utf8.count > 2 && text.utf8.contains(where: isDigit) ? .word : .whole
            } else {
                text.count >= (letter == "O" ? 4 : 2) ? .anywhere : .whole
            }
        // Also as it stands in a document within a text.
        let once = Pseudonyms.escaped(text)
        for raw in Set([once, Pseudonyms.escaped(once)]) {
            let token = "~\(letter)\(KeyedDigest.text(of: "\(letter) \(raw)", key: key).prefix(16))~"
            guard table.updateValue(raw, forKey: token) == nil else { continue }
            let mark = place == .whole ? [UInt8(ascii: "\"")] : []
            let bytes = mark + Array(raw.utf8)
            secrets[start(bytes[0], bytes.count > 1 ? bytes[1] : UInt8(ascii: "\"")), default: []]
                .append(Secret(bytes: bytes, token: mark + Array(token.utf8), place: place))
        }
    }

    /// The text with tokens in it.
    ///
    /// - Throws: `Failure.failed` where it could not be restored, since something in it looks like a token.
    func hide(_ text: String) throws -> String {
        let bytes = Array(text.utf8)
        var hidden: [UInt8] = []
        hidden.reserveCapacity(bytes.count + bytes.count / 4)
        var next = 0
        while next < bytes.count {
            if next + 1 < bytes.count, let own = secrets[start(bytes[next], bytes[next + 1])],
                let found = own.first(where: { $0.stands(at: next, in: bytes) })
            {
                hidden += found.token
                next += found.bytes.count
            } else {
                hidden.append(bytes[next])
                next += 1
            }
        }
        let result = String(decoding: hidden, as: UTF8.self)
        guard restored(hidden) == bytes else {
            throw Failure.failed(
                Text(
                    zh: "本轮记录中有与化名标记（~E…~）相同的文字，无法导出核验包。请报告此情况。",
                    en: "The round has texts that look like a pseudonym (~E…~): no bundle can be made of it. Please report this."))
        }
        return result
    }

    /// The bytes with every token replaced by what it stands for.
    private func restored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var next = 0
        while next < bytes.count {
            // A token has 19 bytes.
            if bytes[next] == UInt8(ascii: "~"), next + 18 < bytes.count, bytes[next + 18] == UInt8(ascii: "~"),
                let raw = table[String(decoding: bytes[next...next + 18], as: UTF8.self)]
            {
                result += raw.utf8
                next += 19
            } else {
                result.append(bytes[next])
                next += 1
            }
        }
        return result
    }

    /// A text as it stands between the quotes of a JSON text.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        RecordFields.Value.text(text).append(to: &bytes)
        return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }
}

extension Pseudonyms.Secret {
    /// Whether the secret text stands at a place of a JSON text.
    fileprivate func stands(at start: Int, in text: [UInt8]) -> Bool {
        let end = start + bytes.count
        guard end <= text.count else { return false }
        for index in bytes.indices where text[start + index] != bytes[index] { return false }
        switch place {
        case .anywhere: return true
        case .whole: return end < text.count && (text[end] == UInt8(ascii: "\"") || text[end] == UInt8(ascii: "\\"))
        case .word: return !(start > 0 && isOfWord(text[start - 1])) && !(end < text.count && isOfWord(text[end]))
        }
    }
}

private func start(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isOfWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}
