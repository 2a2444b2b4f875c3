import Foundation
import Formats
import Matching
import Programme
import Testing

@Suite struct InstanceFileTests {
    private func read(_ text: String, npy: [UInt8] = []) throws -> InstanceFile {
        try InstanceFile(bytes: Array(text.utf8), file: "x.json") { (_: String) throws(Failure) in npy }
    }

    /// The faults of an instance, in English; none where it is sound.
    private func faults(_ text: String, npy: [UInt8] = []) -> String {
        do {
            _ = try read(text, npy: npy)
            return ""
        } catch let failure as Failure {
            #expect(failure.exitCode == 65)
            return failure.text.en
        } catch {
            return "\(error)"
        }
    }

    /// An instance of two dossiers and two experts, with more members.
    private func instance(_ more: String = "", values: String = "[[1, 0.5], [null, -2.5e-1]]") -> String {
        """
        {"format": "linxuan-assignment/1", "name": "小例",
         "dossiers": [{"id": "D1", "demand": 1}, {"id": "D2", "demand": 1, "tags": {"region": ["370000"]}}],
         "experts": [{"id": "E1", "maximumLoad": 1, "tags": {"s": ["a", "b"]}}, {"id": "E\\u0032", "maximumLoad": 2}],
         "affinity": {"values": \(values)}\(more)}
        """
    }

    @Test func reads() throws {
        let more = """
            , "conflicts": [["D1", "E1"]], "pins": [["D2", "E2"]], "neverTogether": [["E1", "E2"]],
            "neverMutual": [["D1", "E1", "D2", "E2"]],
            "composition": [{"dossiers": "all", "tag": "s", "value": "a", "minimum": 0, "maximum": 2},
            {"dossiers": ["D2"], "tag": "s", "maximumPerValue": 1}]
            """
        let problem = try read(instance(more)).problem
        #expect(problem.name == "小例")
        #expect(problem.dossiers[1] == .init(id: "D2", demand: 1, tags: ["region": ["370000"]]))
        #expect(problem.experts[1] == .init(id: "E2", maximumLoad: 2))
        #expect(problem.affinity[0, 1] == 0.5 && problem.affinity[1, 0].isNaN && problem.affinity[1, 1] == -0.25)
        #expect(problem.conflicts == [.init(dossier: 0, expert: 0)])
        #expect(problem.pins == [.init(dossier: 1, expert: 1)])
        #expect(problem.neverTogether == [.init(0, 1)])
        #expect(problem.composition[1] == CompositionRule(dossiers: .listed([1]), tag: "s", limit: .maximumPerValue(1)))
        #expect(problem.composition[0].limit == .count(value: "a", minimum: 0, maximum: 2))
    }

    @Test func readsLoadsByCategory() throws {
        let more = """
            , "loads": [{"experts": "all", "dossiers": {"tag": "region", "value": "370000"}, "maximum": 1},
            {"experts": ["E2"], "dossiers": ["D1", "D2"], "minimum": 1, "maximum": 2},
            {"experts": {"tag": "s", "value": "b"}, "dossiers": "all", "minimum": 1}],
            "composition": [{"dossiers": {"tag": "region", "value": "370000"}, "tag": "s", "value": "a"}]
            """
        let problem = try read(instance(more)).problem
        #expect(
            problem.loads == [
                LoadRule(dossiers: .tagged("region", value: "370000"), maximum: 1),
                LoadRule(experts: .listed([1]), dossiers: .listed([0, 1]), minimum: 1, maximum: 2),
                LoadRule(experts: .tagged("s", value: "b"), dossiers: .all, minimum: 1),
            ])
        #expect(problem.dossiers(in: problem.composition[0].dossiers) == [1])
        #expect(try read(InstanceFile.text(of: problem)).problem.loads == problem.loads)
        #expect(try read(InstanceFile.text(of: problem)).problem.composition == problem.composition)
    }

    @Test(arguments: [
        (#"{"dossiers": "all", "maximum": 1}"#, "loads[0].experts: missing"),
        (#"{"experts": "all", "maximum": 1}"#, "loads[0].dossiers: missing"),
        (#"{"experts": "all", "dossiers": "all"}"#, "loads[0]: limits nothing"),
        (#"{"experts": "all", "dossiers": "all", "minimum": 2, "maximum": 1}"#, "loads[0]: minimum is above maximum"),
        (#"{"experts": "all", "dossiers": "all", "maximum": -1}"#, "loads[0].maximum: is -1"),
        (#"{"experts": "all", "dossiers": "all", "maxium": 1}"#, "was “maximum” meant?"),
        (#"{"experts": ["E9"], "dossiers": "all", "maximum": 1}"#, "loads[0].experts[0]: there is no expert “E9”"),
        (#"{"experts": "all", "dossiers": ["D9"], "maximum": 1}"#, "loads[0].dossiers[0]: there is no dossier “D9”"),
        (#"{"experts": "all", "dossiers": "some", "maximum": 1}"#, "expected: \"all\", an array of dossier ids"),
        (#"{"experts": 1, "dossiers": "all", "maximum": 1}"#, "loads[0].experts"),
        (#"{"experts": "all", "dossiers": {"tag": "region"}, "maximum": 1}"#, "loads[0].dossiers.value: missing"),
        (
            #"{"experts": "all", "dossiers": {"tag": "region", "value": "11"}, "maximum": 1}"#,
            "loads[0].dossiers: there is no dossier with region “11”"
        ),
    ])
    func tellsWhatIsWrongWithLoads(rule: String, fault: String) {
        let found = faults(instance(", \"loads\": [\(rule)]"))
        #expect(found.contains(fault), "\(found)")
    }

    @Test func readsLeads() throws {
        let more = """
            , "leads": [{"dossiers": {"tag": "region", "value": "370000"}, "experts": {"tag": "s", "value": "b"}, "maximumPerExpert": 2},
            {"dossiers": ["D1"], "maximumPerExpert": 1, "price": 0.5}]
            """
        let problem = try read(instance(more)).problem
        #expect(
            problem.leads == [
                LeadRule(dossiers: .tagged("region", value: "370000"), experts: .tagged("s", value: "b"), maximum: 2),
                LeadRule(dossiers: .listed([0]), maximum: 1, price: 0.5),
            ])
        #expect(try read(InstanceFile.text(of: problem)).problem.leads == problem.leads)
        #expect(try read(instance(", \"leads\": [{\"dossiers\": \"all\"}]")).problem.leads == [LeadRule()])
    }

    @Test(arguments: [
        (#"{"maximumPerExpert": 1}"#, "leads[0].dossiers: missing"),
        (#"{"dossiers": "all", "maximumPerExpert": 0}"#, "lead rule 1: an expert may lead at least 1 panel"),
        (#"{"dossiers": "all", "maximumPerExpert": 1.5}"#, "leads[0].maximumPerExpert: is 1.5"),
        (#"{"dossiers": "all", "maximumPerExperts": 1}"#, "was “maximumPerExpert” meant?"),
        (#"{"dossiers": "all", "experts": {"tag": "s", "value": "c"}}"#, "leads[0].experts: there is no expert with s “c”"),
        (#"{"dossiers": "all", "price": 1}"#, "lead rule 1 has a price, so it must say how many panels"),
        (#"{"dossiers": "all", "maximumPerExpert": 1, "price": -1}"#, "leads[0].price: is -1"),
        (#"{"dossiers": ["D1"]}, {"dossiers": "all"}"#, "the panel of dossier “D1” is under two lead rules"),
    ])
    func tellsWhatIsWrongWithLeads(rule: String, fault: String) {
        let found = faults(instance(", \"leads\": [\(rule)]"))
        #expect(found.contains(fault), "\(found)")
    }

    /// Requirements with a price: read, written and read again.
    @Test func readsPrices() throws {
        let more = """
            , "conflicts": [["D1", "E1"], {"pair": ["D2", "E2"], "price": 0.5}],
            "pins": [{"pair": ["D1", "E2"], "price": 1}, ["D2", "E2"]],
            "composition": [{"dossiers": "all", "tag": "s", "value": "a", "minimum": 1, "price": 0.125},
            {"dossiers": "all", "tag": "s", "maximumPerValue": 1, "price": 0}],
            "loads": [{"experts": "all", "dossiers": "all", "maximum": 1, "price": 0.25}],
            "neverTogether": [{"experts": ["E1", "E2"], "price": 2}, ["E1", "E2"]],
            "neverMutual": [{"pairs": ["D1", "E1", "D2", "E2"], "price": 3}]
            """
        let text = instance(more).replacingOccurrences(of: "\"demand\": 1}", with: "\"demand\": 1, \"price\": 4}")
            .replacingOccurrences(of: "\"maximumLoad\": 2}", with: "\"maximumLoad\": 2, \"price\": 1e3}")
        let problem = try read(text).problem
        #expect(problem.dossiers.map(\.price) == [4, nil] && problem.experts.map(\.price) == [nil, 1000])
        #expect(problem.conflicts == [.init(dossier: 0, expert: 0), .init(dossier: 1, expert: 1, price: 0.5)])
        #expect(problem.pins == [.init(dossier: 0, expert: 1, price: 1), .init(dossier: 1, expert: 1)])
        #expect(problem.composition.map(\.price) == [0.125, 0] && problem.loads.map(\.price) == [0.25])
        #expect(problem.neverTogether == [.init(0, 1, price: 2), .init(0, 1)])
        #expect(problem.neverMutual.map(\.price) == [3])
        let again = try read(InstanceFile.text(of: problem)).problem
        #expect(InstanceFile.text(of: again) == InstanceFile.text(of: problem))
        #expect(again.dossiers == problem.dossiers && again.experts == problem.experts)
        #expect(again.conflicts == problem.conflicts && again.pins == problem.pins)
        #expect(again.composition == problem.composition && again.loads == problem.loads)
        #expect(again.neverTogether == problem.neverTogether && again.neverMutual == problem.neverMutual)
    }

    @Test(arguments: [
        (#""conflicts": [["D1", "E1"], {"pair": ["D2", "E2"], "price": -1}]"#, "conflicts[1].price: is -1"),
        (#""conflicts": [{"pair": ["D2", "E1"], "price": 1}]"#, "conflicts[0]: a conflict with a price"),
        (#""conflicts": [{"pair": ["D2", "E9"], "price": 1}]"#, "conflicts[0].pair[1]: there is no expert “E9”"),
        (#""conflicts": [{"pair": ["D2"], "price": 1}]"#, "conflicts[0].pair: has 1 elements"),
        (#""conflicts": [{"pair": ["D2", "E2"]}]"#, "expected: {\"pair\": […], \"price\": …}"),
        (#""conflicts": [{"pair": ["D2", "E2"], "prize": 1}]"#, "was “price” meant?"),
        (#""pins": [{"pair": ["D2", "E1"], "price": 1}]"#, "pins[0]: the pinned pair is in conflict"),
        (#""pins": [{"pair": ["D1", "E1"], "price": "1"}]"#, "pins[0].price: is a string"),
        (#""pins": [{"price": 1}]"#, "pins[0]: is not as it should be"),
        (#""neverTogether": [{"experts": ["E1", "E2"], "price": 1e7}]"#, "neverTogether[0].price: is 10000000"),
        (#""neverTogether": [{"experts": ["E1", "D1"], "price": 1}]"#, "neverTogether[0].experts[1]"),
        (#""neverMutual": [{"pairs": ["D1", "E1", "D2"], "price": 1}]"#, "neverMutual[0].pairs: has 3 elements"),
        (#""neverMutual": [{"pairs": ["D1", "E1", "D2", "E2"], "price": null}]"#, "neverMutual[0].price: is null"),
        (
            #""composition": [{"dossiers": "all", "tag": "s", "maximumPerValue": 1, "price": true}]"#,
            "composition[0].price: is a truth value"
        ),
        (#""loads": [{"experts": "all", "dossiers": "all", "maximum": 1, "price": []}]"#, "loads[0].price: is an array"),
    ])
    func tellsWhatIsWrongWithPrices(more: String, fault: String) {
        let found = faults(instance(", " + more))
        #expect(found.contains(fault), "\(found)")
    }

    @Test func readsPanels() throws {
        let more = """
            , "panels": [{"groups": [["D2", "D1"]]}]
            """
        let problem = try read(instance(more, values: "[[1, 0.5], [0, 1]]")).problem
        #expect(problem.panels == [.listed([[1, 0]])] && problem.givenGroups == [[0, 1]])
        #expect(try read(InstanceFile.text(of: problem)).problem.panels == problem.panels)
        let rules: [(String, PanelRule)] = [
            (#"{"dossiers": "all", "groups": 2}"#, PanelRule(.count(2))),
            (#"{"dossiers": ["D1"], "largest": 3}"#, PanelRule(dossiers: .listed([0]), .largest(3))),
            (
                #"{"dossiers": {"tag": "region", "value": "370000"}, "by": "region"}"#,
                PanelRule(dossiers: .tagged("region", value: "370000"), .tagged("region"))
            ),
        ]
        for (text, rule) in rules {
            let problem = try read(instance(", \"panels\": [\(text)]")).problem
            #expect(problem.panels == [rule])
            #expect(try read(InstanceFile.text(of: problem)).problem.panels == [rule])
        }
    }

    @Test(arguments: [
        (#"{"dossiers": "all"}"#, "panels[0]: is not as it should be"),
        (#"{"dossiers": "all", "groups": 1, "largest": 2}"#, "expected: one of groups, largest and by"),
        (#"{"groups": 1}"#, "panels[0].dossiers: missing"),
        (#"{"dossiers": "all", "groups": 1, "price": 1}"#, "can't have a price"),
        (#"{"dossiers": "all", "groups": 3}"#, "2 dossiers can't make 3 groups"),
        (#"{"dossiers": "all", "groups": 0}"#, "2 dossiers can't make 0 groups"),
        (#"{"dossiers": "all", "largest": -1}"#, "panels[0].largest: is -1"),
        (#"{"dossiers": "all", "by": 7}"#, "panels[0].by: is 7"),
        (#"{"dossiers": "all", "groups": [["D1"]]}"#, "dossiers can't stand beside groups that are listed"),
        (#"{"groups": [["D1", "D9"]]}"#, "panels[0].groups[0][1]: there is no dossier “D9”"),
        (#"{"groups": [["D1"], ["D1"]]}"#, "is in two groups"),
        (#"{"groups": [[]]}"#, "a group has no dossiers"),
        (#"{"group": [["D1"]]}"#, "was “groups” meant?"),
    ])
    func tellsWhatIsWrongWithPanels(rule: String, fault: String) {
        let found = faults(instance(", \"panels\": [\(rule)]"))
        #expect(found.contains(fault), "\(found)")
    }

    @Test func tellsWhereFaultsAre() {
        #expect(faults("{").contains("x.json:1"))
        #expect(faults(instance() + "x").contains("after the end"))
        #expect(faults(instance(values: "[[1, 0.5]]")).contains("affinity.values: has 1 elements"))
        #expect(faults(instance(values: "[[1, 0.5], [1]]")).contains("affinity.values[1]"))
        #expect(faults(instance(values: "[[1, 0.5], [1, \"x\"]]")).contains("affinity.values[1][1]"))
        #expect(faults(instance(values: "[[1, 0.5], [1, 01]]")).contains("zero"))
        #expect(faults(instance(", \"pins\": [[\"D2\", \"E1\"]]")).contains("pins[0]"))
        #expect(faults(instance(", \"conflicts\": [[\"D3\", \"E1\"]]")).contains("there is no dossier “D3”"))
        #expect(faults(instance(", \"neverTogther\": []")).contains("neverTogether"))
        #expect(faults(instance(", \"name\": \"again\"")).contains("twice"))
        #expect(faults(instance(", \"comment\": 3")) == "")
        let rule = "{\"dossiers\": \"all\", \"tag\": \"s\", \"value\": \"a\", \"minimum\": 3, \"maximum\": 2}"
        #expect(faults(instance(", \"composition\": [\(rule)]")).contains("minimum is above maximum"))
        let negative = instance().replacingOccurrences(of: "\"demand\": 1}", with: "\"demand\": -1}")
        #expect(faults(negative).contains("dossiers[0].demand"))
        let duplicate = instance().replacingOccurrences(of: "\"id\": \"D2\"", with: "\"id\": \"D1\"")
        #expect(faults(duplicate).contains("dossiers[1].id"))
        #expect(faults("{\"format\": \"other/1\"}").contains("linxuan-assignment/1"))
    }

    /// A matrix as NumPy saves it.
    private func npy(version: UInt8, type: String, shape: String, order: String = "False", data: [UInt8]) -> [UInt8] {
        let header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }\n"
        let length = header.utf8.count
        let size = version == 1 ? 2 : 4
        let lengthBytes = (0..<size).map { UInt8(length >> (8 * $0) & 255) }
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + lengthBytes + Array(header.utf8) + data
    }

    private func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
        numbers.withUnsafeBytes { Array($0) }
    }

    private var besides: String {
        instance().replacingOccurrences(
            of: "{\"values\": [[1, 0.5], [null, -2.5e-1]]}", with: "{\"npy\": \"a.npy\"}")
    }

    @Test(arguments: 1...3) func readsMatricesOfNumPy(version: Int) throws {
        let version = UInt8(version)
        let single = npy(version: version, type: "<f4", shape: "(2, 2)", data: bytes([1, 0.5, Float.nan, -0.25]))
        let double = npy(version: version, type: "<f8", shape: "(2, 2)", data: bytes([1, 0.5, Double.nan, -0.25]))
        for file in [single, double] {
            let affinity = try read(besides, npy: file).problem.affinity
            #expect(affinity[0, 1] == 0.5 && affinity[1, 0].isNaN && affinity[1, 1] == -0.25)
        }
    }

    @Test func refusesOtherMatrices() {
        let data = bytes([1, 0.5, Double.nan, -0.25])
        #expect(faults(besides, npy: []).contains("not a NumPy"))
        #expect(faults(besides, npy: npy(version: 1, type: "<i8", shape: "(2, 2)", data: data)).contains("float"))
        #expect(faults(besides, npy: npy(version: 1, type: "<f8", shape: "(4,)", data: data)).contains("dimensions"))
        #expect(faults(besides, npy: npy(version: 1, type: "<f8", shape: "(1, 4)", data: data)).contains("1 × 4"))
        let fortran = npy(version: 1, type: "<f8", shape: "(2, 2)", order: "True", data: data)
        #expect(faults(besides, npy: fortran).contains("C order"))
        let short = npy(version: 1, type: "<f8", shape: "(2, 2)", data: Array(data.dropLast()))
        #expect(faults(besides, npy: short).contains("length"))
    }

    @Test func planGoesThereAndBack() throws {
        let file = try read(instance())
        for objective in [.total, .fair] as [SolveOptions.Objective] {
            let plan = try file.problem.solve(SolveOptions(objective: objective))
            #expect(plan.status == .optimal)
            let text = PlanFile(plan: plan, instance: file).text(for: file.problem)
            let back = try PlanFile(bytes: Array(text.utf8), file: "plan.json", for: file)
            #expect(back.plan == plan)
            #expect(back.verify(against: file).holds)
            let other = try read(instance(", \"comment\": 1"))
            #expect(!back.verify(against: other).holds)
        }
    }

    @Test func softPlanGoesThereAndBack() throws {
        let more = """
            , "pins": [{"pair": ["D1", "E2"], "price": 0.25}], "conflicts": [{"pair": ["D1", "E1"], "price": 0.125}],
            "loads": [{"experts": ["E1", "E2"], "dossiers": ["D1"], "minimum": 1, "price": 0.125}]
            """
        let file = try read(instance(more))
        let plan = try file.problem.solve()
        #expect(plan.value == 0.25 && plan.concessions.count == 3)
        let text = PlanFile(plan: plan, instance: file).text(for: file.problem)
        let back = try PlanFile(bytes: Array(text.utf8), file: "plan.json", for: file)
        #expect(back.plan == plan)
        #expect(back.verify(against: file).holds)
    }
}
