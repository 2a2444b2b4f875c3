internal import Matching
internal import Programme

/// Makes an assignment problem of a document in the format `linxuan-assignment/1`.
enum InstanceReader {
    static func problem(
        _ document: JSONValue, _ reader: inout DocumentReader, _ beside: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) -> AssignmentProblem {
        let root = reader.object(
            document, "",
            known: [
                "format", "name", "dossiers", "experts", "affinity", "conflicts", "pins", "composition",
                "neverTogether", "neverMutual",
            ])
        try requireFormat(root["format"], InstanceFile.format, &reader)
        let name = root["name"].map { reader.string($0, "name") ?? "" } ?? ""
        let dossiers = dossiers(root["dossiers"], &reader)
        let experts = experts(root["experts"], &reader)
        // Everything else refers to these.
        try reader.refuseFaults()
        let places = Places(dossiers: index(dossiers.map(\.id)), experts: index(experts.map(\.id)))
        let affinity = try affinity(root["affinity"], dossiers.count, experts.count, &reader, beside)
        try reader.refuseFaults()

        let conflicts = pairs(root["conflicts"], "conflicts", places, &reader)
        let problem = AssignmentProblem(
            name: name, dossiers: dossiers, experts: experts, affinity: affinity, conflicts: conflicts,
            pins: pins(root["pins"], places, affinity, Set(conflicts), &reader),
            composition: optionalArray(root["composition"], "composition", &reader)
                .compactMap { rule($0.value, $0.path, places, &reader) },
            neverTogether: optionalArray(root["neverTogether"], "neverTogether", &reader)
                .compactMap { expertPair($0.value, $0.path, places, &reader) },
            neverMutual: optionalArray(root["neverMutual"], "neverMutual", &reader)
                .compactMap { mutualPairs($0.value, $0.path, places, &reader) })
        try reader.refuseFaults()
        for fault in problem.faults { reader.note("", fault) }
        try reader.refuseFaults()
        return problem
    }

    /// Where ids are.
    private struct Places {
        let dossiers: [String: Int]
        let experts: [String: Int]
    }

    static func requireFormat(_ value: JSONValue?, _ format: String, _ reader: inout DocumentReader) throws(Failure) {
        if let given = reader.string(value, "format"), given != format {
            reader.note(
                "format", Text(zh: "格式为“\(given)”", en: "is “\(given)”"), expected: Text(verbatim: "“\(format)”"))
        }
        try reader.refuseFaults()
    }

    static func index(_ ids: [String]) -> [String: Int] {
        Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Dossiers and experts

    private static func dossiers(_ value: JSONValue?, _ reader: inout DocumentReader) -> [AssignmentProblem.Dossier] {
        var seen: Set<String> = []
        var dossiers: [AssignmentProblem.Dossier] = []
        for (index, element) in reader.array(value, "dossiers").enumerated() {
            let path = "dossiers[\(index)]"
            let members = reader.object(element, path, known: ["id", "demand", "tags"])
            guard let id = id(members["id"], path, &seen, &reader) else { continue }
            let demand = reader.count(members["demand"], "\(path).demand") ?? 0
            dossiers.append(.init(id: id, demand: demand, tags: tags(members["tags"], "\(path).tags", &reader)))
        }
        return dossiers
    }

    private static func experts(_ value: JSONValue?, _ reader: inout DocumentReader) -> [AssignmentProblem.Expert] {
        var seen: Set<String> = []
        var experts: [AssignmentProblem.Expert] = []
        for (index, element) in reader.array(value, "experts").enumerated() {
            let path = "experts[\(index)]"
            let members = reader.object(element, path, known: ["id", "minimumLoad", "maximumLoad", "tags"])
            guard let id = id(members["id"], path, &seen, &reader) else { continue }
            let minimum = members["minimumLoad"].map { reader.count($0, "\(path).minimumLoad") ?? 0 } ?? 0
            let maximum = reader.count(members["maximumLoad"], "\(path).maximumLoad") ?? minimum
            if minimum > maximum {
                reader.note(
                    path,
                    Text(
                        zh: "minimumLoad（\(minimum)）大于 maximumLoad（\(maximum)）",
                        en: "minimumLoad (\(minimum)) is above maximumLoad (\(maximum))"))
            }
            experts.append(
                .init(
                    id: id, minimumLoad: minimum, maximumLoad: maximum,
                    tags: tags(members["tags"], "\(path).tags", &reader)))
        }
        return experts
    }

    private static func id(
        _ value: JSONValue?, _ path: String, _ seen: inout Set<String>, _ reader: inout DocumentReader
    ) -> String? {
        guard let id = reader.string(value, "\(path).id") else { return nil }
        if !seen.insert(id).inserted {
            reader.note(
                "\(path).id", Text(zh: "编号“\(id)”重复", en: "the id “\(id)” occurs before"),
                advice: Text(zh: "每个编号只能出现一次", en: "give each its own id"))
        }
        return id
    }

    private static func tags(
        _ value: JSONValue?, _ path: String, _ reader: inout DocumentReader
    ) -> [String: [String]] {
        guard let value else { return [:] }
        var tags: [String: [String]] = [:]
        for (tag, values) in reader.object(value, path, known: []).sorted(by: { $0.key < $1.key }) {
            let path = "\(path).\(tag)"
            for (index, element) in reader.array(values, path).enumerated() {
                if let text = reader.string(element, "\(path)[\(index)]") { tags[tag, default: []].append(text) }
            }
        }
        return tags
    }

    // MARK: Affinity

    private static func affinity(
        _ value: JSONValue?, _ rows: Int, _ columns: Int, _ reader: inout DocumentReader,
        _ beside: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) -> AffinityMatrix {
        let members = reader.object(value, "affinity", known: ["values", "npy"])
        var numbers: [Double] = []
        switch (members["values"], members["npy"]) {
        case (let values?, nil): numbers = matrix(values, rows, columns, &reader)
        case (nil, let npy?):
            guard let name = reader.string(npy, "affinity.npy") else { break }
            numbers = try matrix(fromFile: name, rows, columns, &reader, beside)
        default:
            reader.note(
                "affinity", Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "values 或 npy 二者之一", en: "either values or npy"))
        }
        try reader.refuseFaults()
        for (index, number) in numbers.enumerated()
        where number.isInfinite || abs(number) > AffinityMatrix.largestMagnitude {
            if reader.knowsEnough { break }
            reader.note(
                "affinity.values[\(index / columns)][\(index % columns)]", Text(zh: "值为 \(number)", en: "is \(number)"),
                expected: Text(zh: "绝对值不超过 1000000 的数", en: "a number of magnitude up to 1000000"))
        }
        try reader.refuseFaults()
        return AffinityMatrix(dossierCount: rows, expertCount: columns, values: numbers)
    }

    private static func matrix(
        _ value: JSONValue, _ rows: Int, _ columns: Int, _ reader: inout DocumentReader
    ) -> [Double] {
        let given = reader.array(value, "affinity.values")
        var numbers: [Double] = []
        // What is there, not what should be: a short file may claim more than any memory holds.
        numbers.reserveCapacity(given.reduce(0) { $0 + $1.packedCount })
        if given.count != rows { wrongSize("affinity.values", given.count, rows, &reader) }
        for (index, row) in given.enumerated() {
            let path = "affinity.values[\(index)]"
            if case .numbers(let values) = row {
                if values.count != columns { wrongSize(path, values.count, columns, &reader) }
                numbers += values
                continue
            }
            let elements = reader.array(row, path)
            if elements.count != columns { wrongSize(path, elements.count, columns, &reader) }
            for (column, element) in elements.enumerated() {
                if case .null = element { continue }
                _ = reader.number(element, "\(path)[\(column)]")
            }
        }
        return numbers
    }

    private static func matrix(
        fromFile name: String, _ rows: Int, _ columns: Int, _ reader: inout DocumentReader,
        _ beside: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [Double] {
        // A file beside the instance, not anywhere on the disk.
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), name != "..", name != "." else {
            reader.note(
                "affinity.npy", Text(zh: "“\(name)”不是文件名", en: "“\(name)” is not the name of a file"),
                expected: Text(zh: "与实例同一文件夹中的文件名", en: "the name of a file beside the instance"))
            return []
        }
        let bytes = try beside(name)
        do {
            let file = try NumPyFile(bytes)
            if (file.rows, file.columns) != (rows, columns) {
                reader.note(
                    "affinity.npy",
                    Text(zh: "形状为 \(file.rows)×\(file.columns)", en: "has the shape \(file.rows) × \(file.columns)"),
                    expected: Text(verbatim: "\(rows) × \(columns)"))
            }
            return file.values
        } catch {
            reader.note("affinity.npy", Text(zh: "“\(name)”：\(error.zh)", en: "“\(name)”: \(error.en)"))
            return []
        }
    }

    private static func wrongSize(_ path: String, _ given: Int, _ expected: Int, _ reader: inout DocumentReader) {
        reader.note(
            path, Text(zh: "有 \(given) 项", en: "has \(given) elements"), expected: Text(verbatim: "\(expected)"))
    }

    // MARK: Requirements

    private static func optionalArray(
        _ value: JSONValue?, _ path: String, _ reader: inout DocumentReader
    ) -> [(value: JSONValue, path: String)] {
        guard let value else { return [] }
        return reader.array(value, path).enumerated().map { ($1, "\(path)[\($0)]") }
    }

    private static func place(
        _ value: JSONValue?, in places: [String: Int], _ path: String, _ kind: Text, _ reader: inout DocumentReader
    ) -> Int? {
        guard let id = reader.string(value, path) else { return nil }
        guard let place = places[id] else {
            reader.note(path, Text(zh: "没有编号为“\(id)”的", en: "there is no ") + kind + Text(zh: "", en: " “\(id)”"))
            return nil
        }
        return place
    }

    private static func dossier(
        _ value: JSONValue?, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> Int? {
        place(value, in: places.dossiers, path, Text(zh: "材料", en: "dossier"), &reader)
    }

    private static func expert(
        _ value: JSONValue?, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> Int? {
        place(value, in: places.experts, path, Text(zh: "专家", en: "expert"), &reader)
    }

    /// The ids in an array of a fixed length; nil where its length is another.
    private static func ids(
        _ value: JSONValue, _ path: String, _ count: Int, _ reader: inout DocumentReader
    ) -> [JSONValue]? {
        let elements = reader.array(value, path)
        guard elements.count == count else {
            if value.elements != nil { wrongSize(path, elements.count, count, &reader) }
            return nil
        }
        return elements
    }

    private static func pair(
        _ ids: ArraySlice<JSONValue>, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> AssignmentPair? {
        let start = ids.startIndex
        let dossier = dossier(ids[start], "\(path)[\(start)]", places, &reader)
        let expert = expert(ids[start + 1], "\(path)[\(start + 1)]", places, &reader)
        guard let dossier, let expert else { return nil }
        return AssignmentPair(dossier: dossier, expert: expert)
    }

    private static func pairs(
        _ value: JSONValue?, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> [AssignmentPair] {
        optionalArray(value, path, &reader).compactMap { element in
            guard let ids = ids(element.value, element.path, 2, &reader) else { return nil }
            return pair(ids[...], element.path, places, &reader)
        }
    }

    private static func pins(
        _ value: JSONValue?, _ places: Places, _ affinity: AffinityMatrix, _ conflicts: Set<AssignmentPair>,
        _ reader: inout DocumentReader
    ) -> [AssignmentPair] {
        var pins: [AssignmentPair] = []
        var seen: Set<AssignmentPair> = []
        for element in optionalArray(value, "pins", &reader) {
            guard let ids = ids(element.value, element.path, 2, &reader),
                let pin = pair(ids[...], element.path, places, &reader)
            else { continue }
            if conflicts.contains(pin) || affinity[pin.dossier, pin.expert].isNaN {
                reader.note(
                    element.path,
                    Text(zh: "指定的组合属于回避或不得分配的情形", en: "the pinned pair is in conflict, or has no affinity"),
                    advice: Text(zh: "删除该指定，或先解除回避", en: "take out the pin, or settle the conflict first"))
            }
            if seen.insert(pin).inserted { pins.append(pin) }
        }
        return pins
    }

    private static func expertPair(
        _ value: JSONValue, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> AssignmentProblem.ExpertPair? {
        guard let ids = ids(value, path, 2, &reader),
            let first = expert(ids[0], "\(path)[0]", places, &reader),
            let second = expert(ids[1], "\(path)[1]", places, &reader)
        else { return nil }
        return .init(first, second)
    }

    private static func mutualPairs(
        _ value: JSONValue, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> AssignmentProblem.MutualPairs? {
        guard let ids = ids(value, path, 4, &reader),
            let first = pair(ids[..<2], path, places, &reader),
            let second = pair(ids[2...], path, places, &reader)
        else { return nil }
        return .init(first, second)
    }

    private static func rule(
        _ value: JSONValue, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> CompositionRule? {
        let members = reader.object(
            value, path, known: ["dossiers", "tag", "value", "minimum", "maximum", "maximumPerValue"])
        guard let tag = reader.string(members["tag"], "\(path).tag") else { return nil }
        let dossiers = concerned(members["dossiers"], "\(path).dossiers", places, &reader)
        if let perValue = members["maximumPerValue"] {
            guard members["value"] == nil, members["minimum"] == nil, members["maximum"] == nil else {
                reader.note(
                    path,
                    Text(
                        zh: "maximumPerValue 不能与 value、minimum、maximum 同时出现",
                        en: "maximumPerValue cannot stand beside value, minimum or maximum"),
                    advice: Text(zh: "拆成两条要求", en: "make two rules of it"))
                return nil
            }
            guard let maximum = reader.count(perValue, "\(path).maximumPerValue") else { return nil }
            return CompositionRule(dossiers: dossiers, tag: tag, limit: .maximumPerValue(maximum))
        }
        guard let tagged = reader.string(members["value"], "\(path).value") else { return nil }
        let minimum = members["minimum"].map { reader.count($0, "\(path).minimum") ?? 0 } ?? 0
        let maximum = members["maximum"].flatMap { reader.count($0, "\(path).maximum") }
        if let maximum, minimum > maximum {
            reader.note(path, Text(zh: "minimum 大于 maximum", en: "minimum is above maximum"))
            return nil
        }
        return CompositionRule(
            dossiers: dossiers, tag: tag, limit: .count(value: tagged, minimum: minimum, maximum: maximum))
    }

    /// The dossiers a rule concerns; nil for all.
    private static func concerned(
        _ value: JSONValue?, _ path: String, _ places: Places, _ reader: inout DocumentReader
    ) -> [Int]? {
        if case .string("all")? = value { return nil }
        if let value, value.elements == nil {
            reader.note(
                path, Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "\"all\" 或材料编号的数组", en: "\"all\" or an array of dossier ids"))
            return []
        }
        var dossiers: [Int] = []
        for (index, element) in reader.array(value, path).enumerated() {
            if let dossier = dossier(element, "\(path)[\(index)]", places, &reader) { dossiers.append(dossier) }
        }
        return dossiers
    }
}
