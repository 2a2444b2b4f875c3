internal import Foundation
internal import Programme

/// Takes the values of a JSON document one by one, and notes all that is not as expected.
struct DocumentReader {
    let file: String
    private(set) var faults: [Diagnostic] = []

    init(file: String) {
        self.file = file
    }

    /// The document in some bytes.
    mutating func document(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        do {
            return try JSONReader.read(bytes)
        } catch {
            throw .malformed([
                Diagnostic(
                    .init(file: file, line: error.line),
                    Text(zh: "不是有效的 JSON：\(error.zh)", en: "not valid JSON: \(error.en)"))
            ])
        }
    }

    /// Of very many faults these are enough.
    private static let enough = 50

    /// Whether so many faults are known that more would not be told.
    var knowsEnough: Bool { faults.count >= Self.enough }

    /// Notes a fault at a path of the document.
    mutating func note(_ path: String, _ message: Text, expected: Text? = nil, advice: Text? = nil) {
        guard !knowsEnough else { return }
        let place = path.isEmpty ? message : Text(verbatim: path + ": ") + message
        faults.append(Diagnostic(.init(file: file), place, expected: expected, advice: advice))
    }

    /// Ends the reading where anything was noted.
    func refuseFaults() throws(Failure) {
        guard faults.isEmpty else { throw .malformed(faults) }
    }

    // MARK: Values

    /// The members of an object. Names that only look like known ones are faults: a misspelt requirement would be
    /// dropped in silence. Others are left alone, so that formats can grow.
    mutating func object(_ value: JSONValue?, _ path: String, known: [String]) -> [String: JSONValue] {
        guard case .object(let members)? = value else {
            mismatch(value, path, Text(zh: "对象", en: "an object"))
            return [:]
        }
        for member in members where !known.contains(member.name) {
            if let meant = known.first(where: { resembles(member.name, $0) }) {
                note(
                    path, Text(zh: "不认识的成员“\(member.name)”", en: "the member “\(member.name)” is not known"),
                    advice: Text(zh: "是否应为“\(meant)”？", en: "was “\(meant)” meant?"))
            }
        }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    }

    mutating func array(_ value: JSONValue?, _ path: String) -> [JSONValue] {
        guard let elements = value?.elements else {
            mismatch(value, path, Text(zh: "数组", en: "an array"))
            return []
        }
        return elements
    }

    mutating func string(_ value: JSONValue?, _ path: String) -> String? {
        guard case .string(let text)? = value else {
            mismatch(value, path, Text(zh: "字符串", en: "a string"))
            return nil
        }
        return text
    }

    mutating func number(_ value: JSONValue?, _ path: String) -> Double? {
        guard case .number(let number)? = value else {
            mismatch(value, path, Text(zh: "数", en: "a number"))
            return nil
        }
        return number
    }

    /// A whole number from 0 to a million.
    mutating func count(_ value: JSONValue?, _ path: String) -> Int? {
        guard case .number(let number)? = value, number >= 0, number <= 1_000_000, number == number.rounded() else {
            mismatch(value, path, Text(zh: "0 至 1000000 的整数", en: "a whole number from 0 to 1000000"))
            return nil
        }
        return Int(number)
    }

    /// What it costs to break a requirement by one, a number from 0 to a million; nil where it must hold.
    mutating func price(_ value: JSONValue?, _ path: String) -> Double? {
        guard let value else { return nil }
        guard case .number(let price) = value, (0...1_000_000) ~= price else {
            mismatch(value, path, Text(zh: "0 至 1000000 的数", en: "a number from 0 to 1000000"))
            return nil
        }
        return price
    }

    private mutating func mismatch(_ value: JSONValue?, _ path: String, _ expected: Text) {
        switch value {
        case nil: note(path, Text(zh: "缺少该项", en: "missing"), expected: expected)
        case .number(let number)?:
            note(path, Text(zh: "值为 \(number)", en: "is \(number)"), expected: expected)
        case let value?:
            note(path, Text(zh: "是\(value.kind.zh)", en: "is \(value.kind.en)"), expected: expected)
        }
    }
}

/// Whether one name is the other with its case changed or up to two letters wrong.
private func resembles(_ name: String, _ known: String) -> Bool {
    let left = Array(name.lowercased().utf8)
    let right = Array(known.lowercased().utf8)
    guard abs(left.count - right.count) <= 2, right.count > 3 else { return left == right }
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let substituted = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count] <= 2
}
