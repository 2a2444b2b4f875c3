internal import Matching
internal import Programme

/// Reads what an instance requires of its dossiers and experts.
struct RequirementReader {
    /// Those whom requirements may name, dossiers or experts.
    private struct Roster {
        let noun: Text
        let placeOf: [String: Int]
        let tags: [[String: [String]]]

        init(_ noun: Text, _ ids: [String], _ tags: [[String: [String]]]) {
            self.noun = noun
            placeOf = InstanceReader.index(ids)
            self.tags = tags
        }
    }

    private let dossiers: Roster
    private let experts: Roster

    /// A reader for the dossiers and experts of a problem.
    init(_ problem: AssignmentProblem) {
        dossiers = Roster(Text(zh: "材料", en: "dossier"), problem.dossiers.map(\.id), problem.dossiers.map(\.tags))
        experts = Roster(Text(zh: "专家", en: "expert"), problem.experts.map(\.id), problem.experts.map(\.tags))
    }

    /// Puts all that the members of an instance require into a problem.
    func read(_ root: [String: JSONValue], into problem: inout AssignmentProblem, _ reader: inout DocumentReader) {
        let affinity = problem.affinity
        problem.conflicts = list(root, "conflicts", &reader) { conflict($0, $1, affinity, &$2) }
        let conflicts = Set(problem.conflicts.filter { $0.price == nil }.map(\.pair))
        problem.pins = list(root, "pins", &reader) { pin($0, $1, affinity, conflicts, &$2) }
        problem.composition = list(root, "composition", &reader) { compositionRule($0, $1, &$2) }
        problem.loads = list(root, "loads", &reader) { loadRule($0, $1, &$2) }
        problem.neverTogether = list(root, "neverTogether", &reader) { expertPair($0, $1, &$2) }
        problem.neverMutual = list(root, "neverMutual", &reader) { mutualPairs($0, $1, &$2) }
        problem.leads = list(root, "leads", &reader) { leadRule($0, $1, &$2) }
        problem.panels = list(root, "panels", &reader) { panelRule($0, $1, &$2) }
    }

    /// The elements of an optional array, as far as they can be read.
    private func list<Element>(
        _ root: [String: JSONValue], _ name: String, _ reader: inout DocumentReader,
        _ read: (JSONValue, String, inout DocumentReader) -> Element?
    ) -> [Element] {
        guard let value = root[name] else { return [] }
        var elements: [Element] = []
        for (index, element) in reader.array(value, name).enumerated() {
            if let element = read(element, "\(name)[\(index)]", &reader) { elements.append(element) }
        }
        return elements
    }

    private func conflict(
        _ value: JSONValue, _ path: String, _ affinity: AffinityMatrix, _ reader: inout DocumentReader
    ) -> AssignmentProblem.PairRule? {
        guard let conflict = pairRule(value, path, &reader) else { return nil }
        if conflict.price != nil, affinity[conflict.pair.dossier, conflict.pair.expert].isNaN {
            reader.note(
                path, Text(zh: "可让步的回避组合没有匹配度", en: "a conflict with a price is of a pair without an affinity"),
                advice: Text(zh: "填写该组合的匹配度，或删除 price", en: "give the pair an affinity, or take out the price"))
        }
        return conflict
    }

    private func pin(
        _ value: JSONValue, _ path: String, _ affinity: AffinityMatrix, _ conflicts: Set<AssignmentPair>,
        _ reader: inout DocumentReader
    ) -> AssignmentProblem.PairRule? {
        guard let pin = pairRule(value, path, &reader) else { return nil }
        if conflicts.contains(pin.pair) || affinity[pin.pair.dossier, pin.pair.expert].isNaN {
            reader.note(
                path, Text(zh: "指定的组合属于回避或不得分配的情形", en: "the pinned pair is in conflict, or has no affinity"),
                advice: Text(zh: "删除该指定，或先解除回避", en: "take out the pin, or settle the conflict first"))
        }
        return pin
    }

    /// A requirement that stands either as it is or, where it is soft, in an object beside its price.
    private func priced(
        _ value: JSONValue, under name: String, _ path: String, _ reader: inout DocumentReader
    ) -> (value: JSONValue, path: String, price: Double?)? {
        guard case .object = value else { return (value, path, nil) }
        let members = reader.object(value, path, known: [name, "price"])
        guard let inner = members[name], members["price"] != nil else {
            reader.note(
                path, Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(verbatim: "{\"\(name)\": […], \"price\": …}"))
            return nil
        }
        return (inner, "\(path).\(name)", reader.price(members["price"], "\(path).price"))
    }

    // MARK: Ids

    private func place(
        _ value: JSONValue?, in roster: Roster, _ path: String, _ reader: inout DocumentReader
    ) -> Int? {
        guard let id = reader.string(value, path) else { return nil }
        guard let place = roster.placeOf[id] else {
            reader.note(
                path, Text(zh: "没有编号为“\(id)”的", en: "there is no ") + roster.noun + Text(zh: "", en: " “\(id)”"))
            return nil
        }
        return place
    }

    /// The places of the ids in an array, of which each roster has one; nil where the array is not so.
    private func places(
        _ value: JSONValue, in rosters: [Roster], _ path: String, _ reader: inout DocumentReader
    ) -> [Int]? {
        let ids = reader.array(value, path)
        guard ids.count == rosters.count else {
            if value.elements != nil { InstanceReader.wrongSize(path, ids.count, rosters.count, &reader) }
            return nil
        }
        let places = rosters.indices.compactMap { place(ids[$0], in: rosters[$0], "\(path)[\($0)]", &reader) }
        return places.count == rosters.count ? places : nil
    }

    private func pairRule(
        _ value: JSONValue, _ path: String, _ reader: inout DocumentReader
    ) -> AssignmentProblem.PairRule? {
        guard let rule = priced(value, under: "pair", path, &reader) else { return nil }
        return places(rule.value, in: [dossiers, experts], rule.path, &reader).map {
            .init(dossier: $0[0], expert: $0[1], price: rule.price)
        }
    }

    private func expertPair(
        _ value: JSONValue, _ path: String, _ reader: inout DocumentReader
    ) -> AssignmentProblem.ExpertPair? {
        guard let rule = priced(value, under: "experts", path, &reader) else { return nil }
        return places(rule.value, in: [experts, experts], rule.path, &reader).map {
            .init($0[0], $0[1], price: rule.price)
        }
    }

    private func mutualPairs(
        _ value: JSONValue, _ path: String, _ reader: inout DocumentReader
    ) -> AssignmentProblem.MutualPairs? {
        guard let rule = priced(value, under: "pairs", path, &reader) else { return nil }
        return places(rule.value, in: [dossiers, experts, dossiers, experts], rule.path, &reader).map {
            .init(.init(dossier: $0[0], expert: $0[1]), .init(dossier: $0[2], expert: $0[3]), price: rule.price)
        }
    }

    // MARK: Rules

    private func compositionRule(
        _ value: JSONValue, _ path: String, _ reader: inout DocumentReader
    ) -> CompositionRule? {
        let members = reader.object(
            value, path, known: ["dossiers", "tag", "value", "minimum", "maximum", "maximumPerValue", "price"])
        guard let tag = reader.string(members["tag"], "\(path).tag") else { return nil }
        let dossiers = scope(members["dossiers"], among: dossiers, "\(path).dossiers", &reader)
        let price = reader.price(members["price"], "\(path).price")
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
            return CompositionRule(dossiers: dossiers, tag: tag, limit: .maximumPerValue(maximum), price: price)
        }
        guard let tagged = reader.string(members["value"], "\(path).value"),
            let (minimum, maximum) = limits(members, path, &reader)
        else { return nil }
        return CompositionRule(
            dossiers: dossiers, tag: tag, limit: .count(value: tagged, minimum: minimum, maximum: maximum), price: price)
    }

    private func loadRule(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> LoadRule? {
        let members = reader.object(value, path, known: ["experts", "dossiers", "minimum", "maximum", "price"])
        let experts = scope(members["experts"], among: experts, "\(path).experts", &reader)
        let dossiers = scope(members["dossiers"], among: dossiers, "\(path).dossiers", &reader)
        guard let (minimum, maximum) = limits(members, path, &reader) else { return nil }
        if members["minimum"] == nil, members["maximum"] == nil {
            reader.note(
                path, Text(zh: "没有任何限制", en: "limits nothing"),
                expected: Text(zh: "minimum 或 maximum，或两者", en: "minimum or maximum, or both"))
        }
        return LoadRule(
            experts: experts, dossiers: dossiers, minimum: minimum, maximum: maximum,
            price: reader.price(members["price"], "\(path).price"))
    }

    private func leadRule(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> LeadRule? {
        let members = reader.object(value, path, known: ["dossiers", "experts", "maximumPerExpert", "price"])
        let led = scope(members["dossiers"], among: dossiers, "\(path).dossiers", &reader)
        let leading = members["experts"].map { scope($0, among: experts, "\(path).experts", &reader) } ?? .all
        return LeadRule(
            dossiers: led, experts: leading,
            maximum: members["maximumPerExpert"].flatMap { reader.count($0, "\(path).maximumPerExpert") },
            price: reader.price(members["price"], "\(path).price"))
    }

    /// Dossiers in groups of one panel each: formed, by a tag, or given.
    private func panelRule(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> PanelRule? {
        let members = reader.object(value, path, known: ["dossiers", "groups", "largest", "by"])
        if members["price"] != nil {
            reader.note(
                path, Text(zh: "共用评审组的要求不能有 price", en: "a rule on shared panels can't have a price"),
                advice: Text(zh: "删除 price：该要求必须满足", en: "take out the price: the rule must hold"))
            return nil
        }
        guard ["groups", "largest", "by"].count(where: { members[$0] != nil }) == 1 else {
            reader.note(
                path, Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "groups、largest、by 三者之一", en: "one of groups, largest and by"))
            return nil
        }
        if let groups = members["groups"], groups.elements != nil {
            guard members["dossiers"] == nil else {
                reader.note(
                    path, Text(zh: "groups 列出各组时不能有 dossiers", en: "dossiers can't stand beside groups that are listed"),
                    advice: Text(zh: "删除 dossiers", en: "take out dossiers"))
                return nil
            }
            return .listed(listedGroups(groups, "\(path).groups", &reader))
        }
        let dossiers = scope(members["dossiers"], among: dossiers, "\(path).dossiers", &reader)
        if let groups = members["groups"] {
            return reader.count(groups, "\(path).groups").map { PanelRule(dossiers: dossiers, .count($0)) }
        }
        if let largest = members["largest"] {
            return reader.count(largest, "\(path).largest").map { PanelRule(dossiers: dossiers, .largest($0)) }
        }
        return reader.string(members["by"], "\(path).by").map { PanelRule(dossiers: dossiers, .tagged($0)) }
    }

    private func listedGroups(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> [[Int]] {
        var groups: [[Int]] = []
        for (index, group) in reader.array(value, path).enumerated() {
            let path = "\(path)[\(index)]"
            var places: [Int] = []
            for (index, id) in reader.array(group, path).enumerated() {
                if let place = place(id, in: dossiers, "\(path)[\(index)]", &reader) { places.append(place) }
            }
            groups.append(places)
        }
        return groups
    }

    /// The optional members minimum and maximum; nil where they cannot both hold.
    private func limits(
        _ members: [String: JSONValue], _ path: String, _ reader: inout DocumentReader
    ) -> (minimum: Int, maximum: Int?)? {
        let minimum = members["minimum"].map { reader.count($0, "\(path).minimum") ?? 0 } ?? 0
        let maximum = members["maximum"].flatMap { reader.count($0, "\(path).maximum") }
        if let maximum, minimum > maximum {
            reader.note(path, Text(zh: "minimum 大于 maximum", en: "minimum is above maximum"))
            return nil
        }
        return (minimum, maximum)
    }

    /// Whom a rule is about: all, those listed, or those that bear a value of a tag.
    private func scope(
        _ value: JSONValue?, among roster: Roster, _ path: String, _ reader: inout DocumentReader
    ) -> Scope {
        switch value {
        case .string("all")?: return .all
        case .object?: return taggedScope(value, among: roster, path, &reader)
        case let value? where value.elements == nil:
            reader.note(
                path, Text(zh: "内容有误", en: "is not as it should be"),
                expected: Text(zh: "\"all\"、", en: "\"all\", an array of ") + roster.noun
                    + Text(zh: "编号的数组，或 {\"tag\", \"value\"}", en: " ids, or {\"tag\", \"value\"}"))
            return .all
        default:
            var places: [Int] = []
            for (index, element) in reader.array(value, path).enumerated() {
                if let place = place(element, in: roster, "\(path)[\(index)]", &reader) { places.append(place) }
            }
            return .listed(places)
        }
    }

    /// A value that nobody bears is a fault: the rule would be dropped in silence.
    private func taggedScope(
        _ value: JSONValue?, among roster: Roster, _ path: String, _ reader: inout DocumentReader
    ) -> Scope {
        let members = reader.object(value, path, known: ["tag", "value"])
        guard let tag = reader.string(members["tag"], "\(path).tag"),
            let value = reader.string(members["value"], "\(path).value")
        else { return .all }
        let scope = Scope.tagged(tag, value: value)
        if !roster.tags.contains(where: { $0[tag]?.contains(value) ?? false }) {
            reader.note(
                path,
                Text(zh: "没有 \(tag) 为“\(value)”的", en: "there is no ") + roster.noun
                    + Text(zh: "", en: " with \(tag) “\(value)”"),
                advice: Text(zh: "检查标签及其值的写法，或删除该要求", en: "check the spelling of tag and value, or take out the rule"))
        }
        return scope
    }
}
