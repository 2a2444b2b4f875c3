internal import Foundation
internal import Programme
internal import Yams

/// Collects the faults of one or more files while they are read.
final class FaultCollector {
    private(set) var faults: [Diagnostic]
    /// Cells that could not be read: that they are empty now is no fault of its own.
    private let unread: Set<Diagnostic.Place>

    /// A collector that begins with the faults that reading the tables found.
    init(unread faults: [Diagnostic] = []) {
        self.faults = faults
        unread = Set(faults.lazy.map(\.place))
    }

    func add(_ place: Diagnostic.Place, _ message: Text, expected: Text? = nil, advice: Text? = nil) {
        guard !unread.contains(place) else { return }
        faults.append(Diagnostic(place, message, expected: expected, advice: advice))
    }

    /// Throws everything that was found, if anything was.
    func throwIfAny() throws {
        if !faults.isEmpty { throw Failure.malformed(faults) }
    }
}

/// Reads one YAML mapping key by key, noting every fault with its line instead of stopping at the first.
///
/// A value that cannot be read is noted and replaced by a stand-in, so that reading goes on; nothing read is used
/// once a fault was noted.
struct YAMLReader {
    let node: Node
    let file: String
    let path: String
    let faults: FaultCollector
    /// The values by their keys.
    private let values: [String: Node]

    /// Parses a file whose top level is a mapping.
    init(text: String, file: String, faults: FaultCollector) throws {
        do {
            // All scalars are texts here: what else they might be needn't be guessed at.
            guard let node = try Yams.compose(yaml: text, .basic), node.mapping != nil else {
                throw Failure.malformed([
                    Diagnostic(
                        .init(file: file, line: 1), Text(zh: "文件内容不是键值结构", en: "the file is not a mapping"),
                        expected: Text(zh: "如“format: …”的键值", en: "keys and values such as “format: …”"))
                ])
            }
            self.init(node: node, file: file, path: "", faults: faults)
            refuseNUL(in: node)
        } catch let error as YamlError {
            throw Failure.malformed([YAMLReader.diagnostic(of: error, file: file)])
        }
    }

    private init(node: Node, file: String, path: String, faults: FaultCollector) {
        self.node = node
        self.file = file
        self.path = path
        self.faults = faults
        let named = (node.mapping ?? [:]).compactMap { key, value in key.string.map { ($0, value) } }
        values = Dictionary(named) { first, _ in first }
    }

    /// A NUL, which an escape can bring in, ends a text in the database: the record would differ from the log.
    private func refuseNUL(in node: Node) {
        switch node {
        case .scalar(let scalar):
            if scalar.string.utf8.contains(0) {
                faults.add(
                    .init(file: file, line: scalar.mark?.line), Text(zh: "文字中有空字符（NUL）", en: "the text holds a NUL"),
                    advice: Text(zh: "删去", en: "remove it"))
            }
        case .mapping(let mapping):
            for (key, value) in mapping {
                refuseNUL(in: key)
                refuseNUL(in: value)
            }
        case .sequence(let items): for item in items { refuseNUL(in: item) }
        case .alias: break
        }
    }

    private static func diagnostic(of error: YamlError, file: String) -> Diagnostic {
        let advice = Text(zh: "检查缩进、引号和冒号", en: "check indentation, quotes and colons")
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Diagnostic(
                .init(file: file, line: mark.line),
                Text(zh: "YAML 语法错误：\(problem)", en: "YAML syntax error: \(problem)"), advice: advice)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "\($0)" }.joined(separator: ", ")
            return Diagnostic(
                .init(file: file, line: context.mark.line),
                Text(zh: "键重复：\(keys)", en: "key given twice: \(keys)"),
                advice: Text(zh: "只保留一处", en: "keep one of them"))
        default:
            return Diagnostic(
                .init(file: file), Text(zh: "无法读取 YAML：\(error)", en: "cannot read the YAML: \(error)"),
                advice: advice)
        }
    }

    var place: Diagnostic.Place { .init(file: file, line: node.mark?.line) }

    func place(of key: String) -> Diagnostic.Place {
        .init(file: file, line: values[key]?.mark?.line ?? node.mark?.line)
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// The scalar under a key, in form C; nil where there is none.
    func scalar(_ key: String) -> String? { values[key]?.scalar.map { YAMLReader.clean($0.string) } }

    static func clean(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

    private func named(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Refuses keys that are not known, with the nearest one that is.
    func allow(_ keys: String...) {
        for (key, _) in node.mapping ?? [:] {
            let name = key.string ?? "?"
            guard !keys.contains(name) else { continue }
            faults.add(
                .init(file: file, line: key.mark?.line),
                Text(zh: "未知的键“\(named(name))”", en: "unknown key “\(named(name))”"),
                expected: Text(verbatim: keys.joined(separator: ", ")),
                advice: Text(zh: "改正拼写或删去此行", en: "correct the spelling or remove the line"))
        }
    }

    func fault(at key: String, _ message: Text, expected: Text? = nil, advice: Text? = nil) {
        faults.add(place(of: key), message, expected: expected, advice: advice)
    }

    private func wrong(_ key: String, _ expected: Text) {
        let found = values[key]
        if let found {
            let value = found.scalar.map { "“\($0.string)”" } ?? (found.mapping != nil ? "{…}" : "[…]")
            fault(
                at: key, Text(zh: "“\(named(key))”的值 \(value) 不对", en: "“\(named(key))” is \(value)"),
                expected: expected,
                advice: Text(zh: "改正此值", en: "correct the value"))
        } else {
            fault(
                at: key, Text(zh: "缺少“\(named(key))”", en: "“\(named(key))” is missing"), expected: expected,
                advice: Text(zh: "补上此键", en: "add the key"))
        }
    }

    func string(_ key: String) -> String {
        guard let value = scalar(key), !value.isEmpty else {
            wrong(key, Text(zh: "文字", en: "a text"))
            return ""
        }
        return value
    }

    func optionalString(_ key: String) -> String? { has(key) ? string(key) : nil }

    /// An identifier: lower-case letters, digits and hyphens.
    func identifier(_ key: String) -> String {
        let value = string(key)
        let fits = value.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
        if !fits {
            wrong(key, Text(zh: "小写字母、数字和连字符组成的编号", en: "an identifier of lower-case letters, digits and hyphens"))
        }
        return value
    }

    func whole(_ key: String, in range: ClosedRange<Int>) -> Int {
        guard let text = scalar(key), let value = WholeNumber.parse(text), range.contains(value) else {
            wrong(
                key,
                Text(
                    zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            return range.lowerBound
        }
        return value
    }

    func optionalWhole(_ key: String, in range: ClosedRange<Int>) -> Int? { has(key) ? whole(key, in: range) : nil }

    func points(_ key: String) -> Points {
        guard let text = scalar(key), let value = Points(text) else {
            wrong(key, Text(zh: "至多两位小数的数", en: "a number with at most two decimals"))
            return Points(0)
        }
        return value
    }

    /// A number that is not negative.
    func amount(_ key: String) -> Points {
        let value = points(key)
        if value < Points(0) { wrong(key, Text(zh: "不小于 0 的数", en: "a number of at least 0")) }
        return value
    }

    func flag(_ key: String) -> Bool {
        switch scalar(key) {
        case "true": return true
        case "false": return false
        default:
            wrong(key, Text(verbatim: "true / false"))
            return false
        }
    }

    func day(_ key: String) -> Day {
        guard let text = scalar(key), let day = Day(text) else {
            wrong(key, Text(zh: "日期，如 2023-05-31", en: "a day such as 2023-05-31"))
            return Day(year: 2000, month: 1, day: 1)!
        }
        return day
    }

    func choice<Value>(_ key: String, of type: Value.Type) -> Value
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        guard let text = scalar(key), let value = Value(rawValue: text) else {
            wrong(key, Text(verbatim: Value.allCases.map(\.rawValue).joined(separator: " | ")))
            return Value.allCases.first!
        }
        return value
    }

    func text(_ key: String) -> Text {
        guard let reader = mapping(key) else { return Text(verbatim: "") }
        return reader.asText()
    }

    func asText() -> Text {
        allow("zh", "en")
        return Text(zh: string("zh"), en: string("en"))
    }

    func mapping(_ key: String) -> YAMLReader? {
        guard let child = values[key], child.mapping != nil else {
            wrong(key, Text(zh: "一组键值", en: "a mapping"))
            return nil
        }
        return YAMLReader(node: child, file: file, path: named(key), faults: faults)
    }

    func optionalMapping(_ key: String) -> YAMLReader? { has(key) ? mapping(key) : nil }

    /// Each mapping of a list.
    func list<Value>(_ key: String, _ read: (YAMLReader) -> Value) -> [Value] {
        guard let items = values[key]?.sequence else {
            wrong(key, Text(zh: "列表", en: "a list"))
            return []
        }
        return items.enumerated().compactMap { index, item in
            guard item.mapping != nil else {
                faults.add(
                    .init(file: file, line: item.mark?.line),
                    Text(zh: "“\(named(key))”第 \(index + 1) 项不是键值结构", en: "item \(index + 1) of “\(named(key))” is no mapping"),
                    expected: Text(zh: "一组键值", en: "a mapping"))
                return nil
            }
            return read(YAMLReader(node: item, file: file, path: "\(named(key))[\(index + 1)]", faults: faults))
        }
    }

    /// The texts of a list.
    func strings(_ key: String) -> [String] {
        guard let items = values[key]?.sequence, items.allSatisfy({ $0.scalar != nil }) else {
            wrong(key, Text(zh: "文字列表，如 [甲, 乙]", en: "a list of texts such as [a, b]"))
            return []
        }
        return items.compactMap { $0.scalar.map { YAMLReader.clean($0.string) } }
    }

    /// Checks that identifiers of a list are not given twice.
    func unique(_ ids: [String], in key: String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted {
            fault(
                at: key, Text(zh: "“\(named(key))”中“\(id)”重复", en: "“\(id)” stands twice in “\(named(key))”"),
                expected: Text(zh: "编号各不相同", en: "identifiers that differ"),
                advice: Text(zh: "改名或删去一处", en: "rename or remove one"))
        }
    }

    /// Checks that a name refers to something that exists.
    func refer(_ id: String, from key: String, to known: [String]) {
        guard !id.isEmpty, !known.contains(id) else { return }
        fault(
            at: key, Text(zh: "“\(named(key))”引用的“\(id)”不存在", en: "“\(named(key))” names “\(id)”, which does not exist"),
            expected: Text(verbatim: known.joined(separator: ", ")),
            advice: Text(zh: "改正或补充定义", en: "correct it or define it"))
    }
}
