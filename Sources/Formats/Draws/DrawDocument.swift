internal import Matching
internal import Programme

/// The format `linxuan-draw/1`, both ways.
enum DrawDocument {
    // MARK: Writing

    static func document(_ file: DrawFile) -> JSONValue {
        let announced = file.announcement
        var members: [(name: String, value: JSONValue)] = [
            ("format", .string(DrawFile.format)), ("call", .string(announced.call)),
            ("category", .string(announced.category)), ("number", JSONValue(announced.number)),
            ("at", .string(announced.at.description)), ("method", .string(announced.method.rawValue)),
            ("experts", JSONValue(announced.quotas.experts)),
            (
                "minima",
                .array(
                    announced.quotas.minima.map {
                        .object([("specialty", .string($0.specialty)), ("minimum", JSONValue($0.minimum))])
                    })
            ),
            ("perRegion", announced.quotas.perRegion.map(JSONValue.init) ?? .null),
            ("reason", announced.reason.map(JSONValue.string) ?? .null), ("rehearsal", .bool(announced.isRehearsal)),
            ("seedDigest", .string(announced.seedDigest)),
            (
                "sources",
                .array(
                    announced.sources.map {
                        .object([
                            ("name", .string($0.name)), ("count", JSONValue($0.count)), ("at", .string($0.at.description)),
                        ])
                    })
            ),
            (
                "pool",
                .array(
                    announced.pool.map {
                        .array([
                            JSONValue($0.number), .string($0.expert), .string($0.stratum.specialty),
                            .string($0.stratum.region),
                        ])
                    })
            ),
            ("digest", .string(file.digest)),
        ]
        if let lottery = announced.lottery { members.insert(("lottery", .string(lottery)), at: members.count - 2) }
        if let outcome = file.outcome { members += document(outcome) }
        return .object(members)
    }

    private static func document(_ outcome: DrawOutcome) -> [(name: String, value: JSONValue)] {
        [
            ("numbers", .array(outcome.numbers.map { .array($0.map(JSONValue.init)) })), ("seed", .string(outcome.seed)),
            ("drawn", .array(outcome.drawn.map(JSONValue.init))),
            ("reserves", .array(outcome.reserves.map(JSONValue.init))),
        ]
    }

    // MARK: Reading

    private static let known = [
        "format", "call", "category", "number", "at", "method", "experts", "minima", "perRegion", "reason", "rehearsal",
        "seedDigest", "sources", "lottery", "pool", "digest", "numbers", "seed", "drawn", "reserves",
    ]

    static func read(_ document: JSONValue, _ reader: inout DocumentReader) throws(Failure) -> DrawFile {
        let root = reader.object(document, "", known: known)
        let format = reader.string(root["format"], "format")
        if let format, format != DrawFile.format {
            reader.note(
                "format", Text(zh: "格式不是公开抽取", en: "the format is not that of a draw"),
                expected: Text(verbatim: DrawFile.format))
        }
        try reader.refuseFaults()
        let announcement = announcement(root, &reader)
        let digest = digest(root["digest"], "digest", &reader)
        let parts = ["numbers", "seed", "drawn", "reserves"]
        let outcome = parts.contains { root[$0] != nil } ? outcome(root, poolCount: announcement.pool.count, &reader) : nil
        try reader.refuseFaults()
        if !announcement.blurredTexts.isEmpty {
            reader.note("", Text(zh: "文字中有控制字符", en: "a text holds a control character"), advice: Text(zh: "删去", en: "remove it"))
        }
        try reader.refuseFaults()
        return DrawFile(announcement: announcement, digest: digest, outcome: outcome)
    }

    private static func announcement(_ root: [String: JSONValue], _ reader: inout DocumentReader) -> DrawAnnouncement {
        DrawAnnouncement(
            call: digest(root["call"], "call", &reader), category: reader.string(root["category"], "category") ?? "",
            number: whole(root["number"], "number", from: 1, &reader), at: instant(root["at"], "at", &reader),
            method: method(root["method"], &reader),
            quotas: DrawQuotas(
                experts: whole(root["experts"], "experts", from: 1, to: DrawOrder.largestPool, &reader),
                minima: minima(root["minima"], &reader),
                perRegion: isNull(root["perRegion"])
                    ? nil : whole(root["perRegion"], "perRegion", from: 1, to: DrawOrder.largestPool, &reader)),
            reason: isNull(root["reason"]) ? nil : reader.string(root["reason"], "reason"),
            isRehearsal: flag(root["rehearsal"], "rehearsal", &reader),
            seedDigest: digest(root["seedDigest"], "seedDigest", &reader), sources: sources(root["sources"], &reader),
            lottery: isNull(root["lottery"]) ? nil : digest(root["lottery"], "lottery", &reader),
            pool: pool(root["pool"], &reader))
    }

    private static func outcome(
        _ root: [String: JSONValue], poolCount: Int, _ reader: inout DocumentReader
    ) -> DrawOutcome {
        let numbers = reader.array(root["numbers"], "numbers").enumerated().map { index, source in
            wholes(source, "numbers[\(index)]", from: 0, &reader)
        }
        let seed = digest(root["seed"], "seed", &reader)
        let drawn = wholes(root["drawn"], "drawn", from: 1, &reader)
        let reserves = wholes(root["reserves"], "reserves", from: 1, &reader)
        if (drawn + reserves).sorted() != Array(1...max(1, poolCount)) {
            reader.note(
                "drawn, reserves", Text(zh: "合起来不是名册中的全部编号", en: "together are not all numbers of the pool"),
                expected: Text(zh: "每个编号恰好一次", en: "each number exactly once"))
        }
        return DrawOutcome(numbers: numbers, seed: seed, drawn: drawn, reserves: reserves)
    }

    private static func minima(_ value: JSONValue?, _ reader: inout DocumentReader) -> [DrawQuotas.Minimum] {
        reader.array(value, "minima").enumerated().map { index, element in
            let path = "minima[\(index)]"
            let members = reader.object(element, path, known: ["specialty", "minimum"])
            return DrawQuotas.Minimum(
                specialty: reader.string(members["specialty"], path + ".specialty") ?? "",
                minimum: whole(members["minimum"], path + ".minimum", from: 1, to: DrawOrder.largestPool, &reader))
        }
    }

    private static func sources(_ value: JSONValue?, _ reader: inout DocumentReader) -> [DrawSource] {
        let sources = reader.array(value, "sources").enumerated().map { index, element in
            let path = "sources[\(index)]"
            let members = reader.object(element, path, known: ["name", "count", "at"])
            return DrawSource(
                name: reader.string(members["name"], path + ".name") ?? "",
                count: whole(members["count"], path + ".count", from: 1, &reader),
                at: instant(members["at"], path + ".at", &reader))
        }
        if sources.isEmpty { reader.note("sources", Text(zh: "没有数源", en: "there is no source")) }
        return sources
    }

    private static func pool(_ value: JSONValue?, _ reader: inout DocumentReader) -> [DrawCandidate] {
        var experts: Set<String> = []
        let elements = reader.array(value, "pool")
        if elements.isEmpty { reader.note("pool", Text(zh: "名册为空", en: "the pool is empty")) }
        return elements.enumerated().compactMap { index, element in
            guard let words = element.elements, words.count == 4, integer(words[0]) == index + 1,
                case .string(let expert) = words[1], case .string(let specialty) = words[2],
                case .string(let region) = words[3], experts.insert(expert).inserted
            else {
                reader.note(
                    "pool[\(index)]", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(
                        zh: "[\(index + 1), 专家编号, 主专业, 地区]，专家各不相同",
                        en: "[\(index + 1), expert, main specialty, region], each expert once"))
                return nil
            }
            return DrawCandidate(
                number: index + 1, expert: expert, stratum: DrawStratum(specialty: specialty, region: region))
        }
    }

    private static func method(_ value: JSONValue?, _ reader: inout DocumentReader) -> DrawMethod {
        let name = reader.string(value, "method")
        if let method = name.flatMap(DrawMethod.init(rawValue:)) { return method }
        if let name {
            reader.note(
                "method", Text(zh: "没有“\(name)”这一方法", en: "“\(name)” is no method"),
                expected: Text(verbatim: DrawMethod.allCases.map(\.rawValue).joined(separator: " | ")))
        }
        return .sha256
    }

    /// 64 lower-case hexadecimal digits: a digest, or the seed.
    private static func digest(_ value: JSONValue?, _ path: String, _ reader: inout DocumentReader) -> String {
        let text = reader.string(value, path)
        let digits = Set("0123456789abcdef".utf8)
        if let text, text.utf8.count != 64 || !text.utf8.allSatisfy(digits.contains) {
            reader.note(
                path, Text(zh: "“\(text)”不对", en: "is “\(text)”"),
                expected: Text(zh: "64 位小写十六进制数字", en: "64 lower-case hexadecimal digits"))
        }
        return text ?? ""
    }

    private static func instant(_ value: JSONValue?, _ path: String, _ reader: inout DocumentReader) -> Instant {
        let text = reader.string(value, path)
        if let instant = text.flatMap({ Instant($0) }) { return instant }
        if let text {
            reader.note(
                path, Text(zh: "“\(text)”不是时刻", en: "“\(text)” is no moment"),
                expected: Text(verbatim: "2030-05-31T13:15:00Z"))
        }
        return Instant(seconds: 0)
    }

    private static func flag(_ value: JSONValue?, _ path: String, _ reader: inout DocumentReader) -> Bool {
        if case .bool(let flag)? = value { return flag }
        reader.note(path, Text(zh: "内容有误", en: "is not as it should be"), expected: Text(verbatim: "true / false"))
        return false
    }

    private static func wholes(
        _ value: JSONValue?, _ path: String, from least: Int, _ reader: inout DocumentReader
    ) -> [Int] {
        reader.array(value, path).enumerated().map { whole($1, "\(path)[\($0)]", from: least, &reader) }
    }

    private static func whole(
        _ value: JSONValue?, _ path: String, from least: Int, to most: Int = .max, _ reader: inout DocumentReader
    ) -> Int {
        if let number = value.flatMap(integer), number >= least, number <= most { return number }
        reader.note(
            path, value == nil ? Text(zh: "缺少该项", en: "missing") : Text(zh: "内容有误", en: "is not as it should be"),
            expected: most == .max
                ? Text(zh: "不小于 \(least) 的整数", en: "a whole number of at least \(least)")
                : Text(zh: "\(least) 至 \(most) 的整数", en: "a whole number from \(least) to \(most)"))
        return least
    }

    /// A whole number; from 2⁵³ on it stands as a string of digits, since many programs read numbers as binary
    /// fractions.
    private static func integer(_ value: JSONValue) -> Int? {
        switch value {
        case .number(let number) where abs(number) < 0x1p53: Int(exactly: number)
        case .string(let text): WholeNumber.parse(text)
        default: nil
        }
    }

    private static func isNull(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null?: true
        default: false
        }
    }
}
