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
                "format", "name", "dossiers", "experts", "affinity", "conflicts", "pins", "composition", "loads",
                "neverTogether", "neverMutual", "leads", "panels",
            ])
        try requireFormat(root["format"], InstanceFile.format, &reader)
        let name = root["name"].map { reader.string($0, "name") ?? "" } ?? ""
        let dossiers = dossiers(root["dossiers"], &reader)
        let experts = experts(root["experts"], &reader)
        // Everything else refers to these.
        try reader.refuseFaults()
        let affinity = try affinity(root["affinity"], dossiers.count, experts.count, &reader, beside)
        try reader.refuseFaults()

        var problem = AssignmentProblem(name: name, dossiers: dossiers, experts: experts, affinity: affinity)
        RequirementReader(problem).read(root, into: &problem, &reader)
        try reader.refuseFaults()
        for fault in problem.faults { reader.note("", fault) }
        try reader.refuseFaults()
        return problem
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
            let members = reader.object(element, path, known: ["id", "demand", "tags", "price"])
            guard let id = id(members["id"], path, &seen, &reader) else { continue }
            let demand = reader.count(members["demand"], "\(path).demand") ?? 0
            dossiers.append(
                .init(
                    id: id, demand: demand, tags: tags(members["tags"], "\(path).tags", &reader),
                    price: reader.price(members["price"], "\(path).price")))
        }
        return dossiers
    }

    private static func experts(_ value: JSONValue?, _ reader: inout DocumentReader) -> [AssignmentProblem.Expert] {
        var seen: Set<String> = []
        var experts: [AssignmentProblem.Expert] = []
        for (index, element) in reader.array(value, "experts").enumerated() {
            let path = "experts[\(index)]"
            let members = reader.object(element, path, known: ["id", "minimumLoad", "maximumLoad", "tags", "price"])
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
                    tags: tags(members["tags"], "\(path).tags", &reader),
                    price: reader.price(members["price"], "\(path).price")))
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
        var matrix: AffinityMatrix?
        switch (members["values"], members["npy"]) {
        case (let values?, nil): matrix = self.matrix(values, rows, columns, &reader)
        case (nil, let npy?):
            guard let name = reader.string(npy, "affinity.npy") else { break }
            matrix = try self.matrix(fromFile: name, rows, columns, &reader, beside)
        default:
            reader.note(
                "affinity", Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "values 或 npy 二者之一", en: "either values or npy"))
        }
        try reader.refuseFaults()
        guard let matrix else { return AffinityMatrix(dossierCount: 0, expertCount: 0, values: []) }
        refuseExtremes(in: matrix, &reader)
        try reader.refuseFaults()
        return matrix
    }

    private static func refuseExtremes(in matrix: AffinityMatrix, _ reader: inout DocumentReader) {
        func isSensible(_ number: Double) -> Bool { number.isNaN || abs(number) <= AffinityMatrix.largestMagnitude }
        guard matrix.extent > AffinityMatrix.largestMagnitude else { return }
        for row in 0..<matrix.dossierCount {
            for column in 0..<matrix.expertCount where !isSensible(matrix[row, column]) && !reader.knowsEnough {
                let number = matrix[row, column]
                reader.note(
                    "affinity.values[\(row)][\(column)]", Text(zh: "值为 \(number)", en: "is \(number)"),
                    expected: Text(zh: "绝对值不超过 1000000 的数", en: "a number of magnitude up to 1000000"))
            }
        }
    }

    /// nil where it is malformed, which is noted.
    private static func matrix(
        _ value: JSONValue, _ rows: Int, _ columns: Int, _ reader: inout DocumentReader
    ) -> AffinityMatrix? {
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
        guard numbers.count == rows * columns else { return nil }
        return AffinityMatrix(dossierCount: rows, expertCount: columns, values: numbers)
    }

    private static func matrix(
        fromFile name: String, _ rows: Int, _ columns: Int, _ reader: inout DocumentReader,
        _ beside: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) -> AffinityMatrix? {
        // A file beside the instance, not anywhere on the disk.
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), name != "..", name != "." else {
            reader.note(
                "affinity.npy", Text(zh: "“\(name)”不是文件名", en: "“\(name)” is not the name of a file"),
                expected: Text(zh: "与实例同一文件夹中的文件名", en: "the name of a file beside the instance"))
            return nil
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
            return file.affinity
        } catch {
            reader.note("affinity.npy", Text(zh: "“\(name)”：\(error.zh)", en: "“\(name)”: \(error.en)"))
            return nil
        }
    }

    static func wrongSize(_ path: String, _ given: Int, _ expected: Int, _ reader: inout DocumentReader) {
        reader.note(
            path, Text(zh: "有 \(given) 项", en: "has \(given) elements"), expected: Text(verbatim: "\(expected)"))
    }
}
