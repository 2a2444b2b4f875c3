internal import Cryptography
internal import Matching
internal import Programme

/// The format `linxuan-lottery/1`, both ways.
enum LotteryDocument {
    /// What a file tells of its lottery beside the tickets, though it follows from them.
    struct Stated: Sendable {
        var worths: [Double]
        var expected: Double
        var least: Double
        var share: Double
        /// In how many tickets each pair is, in the order of pairs.
        var chances: [(pair: AssignmentPair, tickets: Int)]

        init(worths: [Double], expected: Double, least: Double, share: Double, chances: [(pair: AssignmentPair, tickets: Int)]) {
            (self.worths, self.expected, self.least, self.share, self.chances) = (worths, expected, least, share, chances)
        }

        init(_ lottery: Lottery, _ problem: AssignmentProblem) {
            let figures = problem.figures(of: lottery)
            self.init(
                worths: figures.worths, expected: figures.expected, least: figures.least, share: figures.share,
                chances: lottery.occurrences.sorted { $0.key < $1.key }.map { (pair: $0.key, tickets: $0.value) })
        }

        /// Everything that is not as found.
        func differences(from found: Stated) -> [Text] {
            var differences: [Text] = []
            func compare(_ name: String, _ stated: Double, _ found: Double) {
                guard abs(stated - found) > 1e-12 * max(1, abs(found)) else { return }
                differences.append(Text(zh: "\(name) 写作 \(stated)，实为 \(found)", en: "\(name) is given as \(stated) but is \(found)"))
            }
            for (index, (own, other)) in zip(worths, found.worths).enumerated() { compare("tickets[\(index)].worth", own, other) }
            compare("expected", expected, found.expected)
            compare("least", least, found.least)
            compare("share", share, found.share)
            if !chances.elementsEqual(found.chances, by: { $0 == $1 }) {
                differences.append(Text(zh: "所列机会与各签内容不符", en: "the chances listed are not those of the tickets"))
            }
            return differences
        }
    }

    // MARK: Writing

    static func document(_ lottery: Lottery, _ stated: Stated, _ instance: InstanceFile) -> JSONValue {
        let problem = instance.problem
        var belongs: [(name: String, value: JSONValue)] = [
            ("name", .string(problem.name)), ("sha256", .string(instance.digest.description)),
        ]
        if let digest = instance.affinityDigest { belongs.append(("affinitySha256", .string(digest.description))) }
        let groups = lottery.groups.map { JSONValue.array($0.map { .string(problem.dossiers[$0].id) }) }
        let sharing: [(name: String, value: JSONValue)] = problem.hasPanels ? [("groups", .array(groups))] : []
        return .object(
            [
                ("format", .string(LotteryFile.format)), ("instance", .object(belongs)),
                ("limit", .array([JSONValue(lottery.limit.numerator), JSONValue(lottery.limit.denominator)])),
                ("expected", .number(stated.expected)), ("least", .number(stated.least)), ("bound", .number(lottery.bound)),
                ("share", .number(stated.share)),
            ] + sharing + [
                (
                    "tickets",
                    .array(
                        zip(lottery.tickets, stated.worths).map { ticket, worth in
                            .object([
                                ("worth", .number(worth)), ("assignments", .array(ticket.map { PlanDocument.ids($0, problem) })),
                            ])
                        })
                ),
                (
                    "chances",
                    .array(
                        stated.chances.map {
                            .array([
                                .string(problem.dossiers[$0.pair.dossier].id), .string(problem.experts[$0.pair.expert].id),
                                JSONValue($0.tickets),
                            ])
                        })
                ),
                ("certificate", PlanDocument.document(lottery.certificate, problem)),
                (
                    "single",
                    .object([
                        ("bound", .number(lottery.ceiling)),
                        ("certificate", PlanDocument.document(lottery.ceilingCertificate, problem)),
                    ])
                ),
            ])
    }

    // MARK: Reading

    struct Contents {
        let lottery: Lottery
        let stated: Stated
        let instanceName: String
        let instanceDigest: String
        let affinityDigest: String?
    }

    static func read(
        _ document: JSONValue, _ problem: AssignmentProblem, _ reader: inout DocumentReader
    ) throws(Failure) -> Contents {
        let root = reader.object(document, "", known: [])
        try InstanceReader.requireFormat(root["format"], LotteryFile.format, &reader)
        let instance = reader.object(root["instance"], "instance", known: [])
        let dossiers = InstanceReader.index(problem.dossiers.map(\.id))
        let experts = InstanceReader.index(problem.experts.map(\.id))
        let parts = reader.array(root["limit"], "limit").enumerated().compactMap { reader.count($1, "limit[\($0)]") }
        let limit = parts.count == 2 ? ChanceLimit(parts[0], outOf: parts[1]) : nil
        if limit == nil {
            reader.note(
                "limit", Text(zh: "不是机会", en: "is no chance"),
                expected: Text(zh: "分子与分母，如 [1, 2]", en: "a numerator and a denominator, such as [1, 2]"))
        }
        var worths: [Double] = []
        var tickets: [[AssignmentPair]] = []
        for (index, element) in reader.array(root["tickets"], "tickets").enumerated() {
            let path = "tickets[\(index)]"
            let members = reader.object(element, path, known: ["worth", "assignments"])
            worths.append(reader.number(members["worth"], "\(path).worth") ?? 0)
            tickets.append(PlanDocument.pairs(members["assignments"], "\(path).assignments", dossiers, experts, &reader))
        }
        let groups = root["groups"].map { PlanDocument.groups($0, dossiers, &reader) } ?? []
        let single = reader.object(root["single"], "single", known: [])
        let certificate = PlanDocument.certificate(root["certificate"], dossiers, experts, &reader)
        let ceiling = PlanDocument.certificate(single["certificate"], dossiers, experts, &reader, path: "single.certificate")
        for (path, proof) in [("certificate", certificate), ("single.certificate", ceiling)] where proof == nil {
            reader.note(path, Text(zh: "缺少该项", en: "missing"), expected: Text(zh: "证书", en: "a certificate"))
        }
        func number(_ name: String) -> Double { reader.number(root[name], name) ?? 0 }
        let stated = Stated(
            worths: worths, expected: number("expected"), least: number("least"), share: number("share"),
            chances: chances(root["chances"], dossiers, experts, &reader))
        let name = reader.string(instance["name"], "instance.name") ?? ""
        let digest = reader.string(instance["sha256"], "instance.sha256") ?? ""
        let matrix = instance["affinitySha256"].flatMap { reader.string($0, "instance.affinitySha256") }
        let (bound, highest) = (number("bound"), reader.number(single["bound"], "single.bound") ?? 0)
        try reader.refuseFaults()
        guard let limit, let certificate, let ceiling else { throw .malformed(reader.faults) }
        let lottery = Lottery(
            limit: limit, tickets: tickets, groups: groups, bound: bound, certificate: certificate, ceiling: highest,
            ceilingCertificate: ceiling)
        return Contents(
            lottery: lottery, stated: stated, instanceName: name, instanceDigest: digest, affinityDigest: matrix)
    }

    private static func chances(
        _ value: JSONValue?, _ dossiers: [String: Int], _ experts: [String: Int], _ reader: inout DocumentReader
    ) -> [(pair: AssignmentPair, tickets: Int)] {
        var chances: [(pair: AssignmentPair, tickets: Int)] = []
        for (index, element) in reader.array(value, "chances").enumerated() {
            let words = element.elements ?? []
            if words.count == 3, case .string(let dossier) = words[0], case .string(let expert) = words[1],
                case .number(let tickets) = words[2], let tickets = Int(exactly: tickets),
                let dossier = dossiers[dossier], let expert = experts[expert]
            {
                chances.append((AssignmentPair(dossier: dossier, expert: expert), tickets))
            } else {
                reader.note(
                    "chances[\(index)]", Text(zh: "内容有误", en: "is not as it should be"),
                    expected: Text(zh: "材料编号、专家编号与签数", en: "the ids of a dossier and an expert, and a number of tickets"))
            }
        }
        return chances
    }
}
