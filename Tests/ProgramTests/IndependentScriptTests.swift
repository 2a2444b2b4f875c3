import Foundation
import Testing

/// Two implementations that share no code must come to the same verdict: `linxuan verify` and `tools/verify_plan.py`.
@Suite("A plan is checked by the program and by the independent script")
struct IndependentScriptTests {
    private let program: Program
    private let script: ScriptAtHand

    init() throws {
        program = try Program()
        script = try ScriptAtHand("tools/verify_plan.py", for: program)
        program.delete(["instance.json", "plan.json", "affinity.npy"])
    }

    // MARK: Sound plans

    @Test("both verify plans of every kind of requirement", arguments: Problem.all)
    func soundPlans(_ problem: Problem) throws {
        for objective in ["total", "fair"] {
            try solve(problem, objective)
            let (verdict, script) = try verdicts()
            #expect(verdict.code == 0 && verdict.output.hasPrefix("verified: "), "\(verdict)")
            #expect(script.code == 0 && script.output.hasPrefix("verified: "), "\(script)")
            #expect(!script.output.contains("not checked"), "\(script)")
            // Floors of rounded affinities, and groups that were formed, are not always proven.
            let isProven = ![.beyondExactness, .inFormedGroups, .impossibleInFormedGroups, .ledInFormedGroups].contains(problem)
            #expect(!isProven || !script.output.contains("by search") && !script.output.contains("branch and bound"), "\(script)")
        }
    }

    @Test("both verify plans of real instances", arguments: ["preflib1", "preflib2", "preflib3", "aamas2016"])
    func realInstances(_ name: String) throws {
        try solve(real: name)
        let (verdict, script) = try verdicts()
        #expect(verdict.output == script.output && script.output.contains("no plan has a larger total"), "\(script)")
        #expect(verdict.code == 0 && script.code == 0)
    }

    @Test("the script speaks both languages, and tells what is malformed from what does not hold")
    func languagesAndCodes() throws {
        try solve(.everything, "total")
        let script = try runScript("instance.json", "plan.json", "--lang", "zh")
        #expect(script.output.hasPrefix("核对通过：") && script.output.contains("没有总匹配度更高的方案"))
        let plan = try program.read("plan.json")
        try program.write(plan.replacing("\"total\": ", with: "\"total\": 1"), "plan.json")
        let altered = try runScript("instance.json", "plan.json", "--lang", "zh")
        #expect(altered.code == 1 && altered.output.contains("总匹配度应为"))
        try program.write("{" + plan, "plan.json")
        #expect(try runScript("instance.json", "plan.json").code == 65)
        #expect(try runScript("instance.json", "nowhere.json").code == 1)
    }

    @Test("what the script does not know, it says")
    func unknownMembers() throws {
        let instance = Problem.everything.instance.replacing("\"name\"", with: "\"remark\": 1, \"name\"")
        try program.write(instance, "instance.json")
        try solve()
        let script = try runScript("instance.json", "plan.json")
        #expect(script.code == 0 && script.output.contains("does not know it: remark"), "\(script)")
    }

    // MARK: Altered ones

    @Test("both refuse a small plan, certificate or instance with any one digit altered", arguments: Problem.all)
    func everyDigit(_ problem: Problem) throws {
        try solve(problem, problem == .inPowersOfTwo ? "fair" : "total")
        for file in ["plan.json", "instance.json"] { try alter(file, every: 1) }
    }

    @Test("both refuse a real plan or instance with a digit altered", arguments: [("preflib1", 40), ("aamas2016", 1500)])
    func someDigits(_ name: String, _ every: Int) throws {
        try solve(real: name)
        try alter("plan.json", every: every)
        try alter("instance.json", every: every * 10)
    }

    @Test("both refuse a matrix in a file with any one number altered")
    func everyNumberOfAMatrix() throws {
        try program.write(Problem.besideMatrix, "instance.json")
        let numbers: [Float] = [0.25, 1, .nan, 0.1, 0.5, 0.75, 0.3, 0.7, 0.2]
        for altered in numbers.indices {
            try program.write(matrix: numbers, "affinity.npy")
            try solve()
            #expect(try verdicts().script.code == 0)
            var numbers = numbers
            numbers[altered] = numbers[altered].isNaN ? 0 : numbers[altered].nextDown
            try program.write(matrix: numbers, "affinity.npy")
            try expectRefusal("number \(altered) of the matrix")
        }
    }

    /// Without the digest of itself a plan still has to hold. Multipliers may be altered and prove the same bound; then
    /// the plan is as good as it says, and both must find so.
    @Test("without its digest, a plan with an altered number is refused, or still true", arguments: Problem.all)
    func withoutDigest(_ problem: Problem) throws {
        try solve(problem, "fair")
        let plan = try program.read("plan.json").replacing(/,\s*"digest": "[0-9a-f]{64}"\s*}\s*$/, with: "\n}")
        #expect(!plan.hasSuffix("\"\n}\n"))
        for place in digits(of: plan) {
            try program.write(plan.altered(at: place), "plan.json")
            let (verdict, script) = try verdicts()
            // Only the script counts again what a diagnosis says.
            let agree = (verdict.code == 0) == (script.code == 0) || problem.isImpossible
            #expect(agree, "\(plan.surroundings(of: place)): \(verdict) \(script)")
            let line = plan.line(of: place)
            let isMultiplier = line.firstMatch(of: /^ *\["[a-zA-Z]+",/) != nil
            let isUnchecked = line.firstMatch(of: /"(name|resolution|message|en|zh)":/) != nil
            // Numbers may have lost their last digit.
            let isFine = plan[..<place].suffix(12).allSatisfy(\.isASCIIDigit)
            // Another of the panel may be as good a lead.
            let isLead = problem == .ledInGroups && plan.firstRange(of: /"leads": \[(.|\n)*?\n  \]/)?.contains(place) == true
            if !isMultiplier, !isUnchecked, !isFine, !isLead, !problem.isImpossible {
                #expect(script.code != 0, "\(plan.surroundings(of: place))")
            }
        }
    }

    @Test(
        "several objectives in order: both find the steps sound, and refuse any one figure of theirs altered",
        arguments: Problem.all.filter { !$0.sharesPanels },
        ["fill,fair,total:2%,even", "even,total", "changes:50%,total,even"])
    func objectivesInOrder(_ problem: Problem, _ order: String) throws {
        try solve(problem, "total")
        try program.write(program.read("plan.json"), "earlier.json")
        let from = order.contains("changes") ? ["--from", "earlier.json"] : []
        let arguments = ["solve", "instance.json", "--out", "plan.json", "--objective", order] + from
        #expect(try program.run(arguments).code == (problem.isImpossible ? 2 : 0))
        let (verdict, script) = try verdicts()
        #expect(verdict.code == 0 && script.code == 0, "\(verdict) \(script)")
        if !problem.isImpossible { #expect(script.output.contains("the best after the steps before"), "\(script)") }
        try alter("plan.json", every: 11)
        let plan = try program.read("plan.json").replacing(/,\s*"digest": "[0-9a-f]{64}"\s*}\s*$/, with: "\n}")
        for place in digits(of: plan) {
            let line = plan.line(of: place)
            let isCounted = line.firstMatch(of: /"(places|squares|largestLoad|smallestLoad|changes|floor|least)":/) != nil
            guard isCounted || place.utf16Offset(in: plan) % 7 == 0 else { continue }
            try program.write(plan.altered(at: place), "plan.json")
            let (verdict, script) = try verdicts()
            // Only the script counts again what a diagnosis says.
            let agree = (verdict.code == 0) == (script.code == 0) || problem.isImpossible
            #expect(agree, "\(plan.surroundings(of: place)): \(verdict) \(script)")
            // Weights of earlier objectives may be altered and prove the same.
            let isKept = plan[..<place].lastIndex(of: "{").map { plan[..<$0].hasSuffix("\"kept\": ") } ?? false
            let isFine = plan[..<place].suffix(12).allSatisfy(\.isASCIIDigit)
            if isCounted, !isFine, !isKept {
                #expect(verdict.code != 0 && script.code != 0, "\(plan.surroundings(of: place))")
            }
        }
    }

    // MARK: Doing it

    private func solve(_ problem: Problem, _ objective: String) throws {
        try program.write(problem.instance, "instance.json")
        try solve(objective, expecting: problem.isImpossible ? 2 : 0)
    }

    private func solve(real name: String) throws {
        let fixture = Program.root.appendingPathComponent("fixtures/instances/\(name).json")
        try program.write(try String(contentsOf: fixture, encoding: .utf8), "instance.json")
        try solve()
    }

    private func solve(_ objective: String = "total", expecting code: Int32 = 0) throws {
        let outcome = try program.run(["solve", "instance.json", "--out", "plan.json", "--objective", objective])
        #expect(outcome.code == code, "\(outcome.errors)")
    }

    private func verdicts() throws -> (program: Program.Outcome, script: Program.Outcome) {
        (
            try program.run(["verify", "instance.json", "plan.json", "--lang", "en"]),
            try script.run(["instance.json", "plan.json", "--lang", "en"])
        )
    }

    /// Types the script's command.
    private func runScript(_ arguments: String...) throws -> Program.Outcome {
        let script = Program.root.appendingPathComponent("tools/verify_plan.py").path
        return try program.run(URL(fileURLWithPath: "/usr/bin/env"), ["python3", script] + arguments, language: "en")
    }

    /// Alters the digits of a file, one at a time; of every so many, one.
    private func alter(_ file: String, every step: Int) throws {
        let text = try program.read(file)
        let places = digits(of: text)
        #expect(places.count > 20)
        for place in stride(from: step / 2, to: places.count, by: step).map({ places[$0] }) {
            try program.write(text.altered(at: place), file)
            try expectRefusal("\(file): \(text.surroundings(of: place))")
        }
        try program.write(text, file)
        #expect(try verdicts().script.code == 0)
    }

    private func expectRefusal(_ what: String) throws {
        let (verdict, script) = try verdicts()
        #expect([1, 65].contains(verdict.code), "the program took \(what)")
        #expect([1, 65].contains(script.code), "the script took \(what)")
        #expect(!script.errors.contains("Traceback"), "\(what): \(script.errors)")
    }

    /// Where the last digit of each run of digits is, in numbers, ids, digests and sentences.
    private func digits(of text: String) -> [String.Index] {
        text.indices.filter { index in
            let next = text.index(after: index)
            return text[index].isASCIIDigit && (next == text.endIndex || !text[next].isASCIIDigit)
        }
    }
}

// MARK: Problems

/// Small made-up problems.
enum Problem: String, CaseIterable, CustomTestStringConvertible {
    case everything, inPowersOfTwo, beyondExactness, impossible
    /// Requirements with a price, so little room that most of them give way: in millionths, and too fine for exactness.
    case atPrices, atFinePrices
    /// Some of what has a price gives way, and still not everything else can hold.
    case impossibleAtPrices
    /// Halves of pairs would be better than whole ones, or would do where these don't: the proof is by cases.
    case divided, dividedAndImpossible
    /// Panels with leads: scarce, at a price, and too few.
    case leads, leadsAtPrices, fewLeads
    /// Dossiers that share panels: groups that are listed and given by a tag, groups to be formed, and a group without a panel.
    case inGroups, inFormedGroups, impossibleInGroups, impossibleInFormedGroups
    /// The same with a lead for each panel.
    case ledInGroups, ledInFormedGroups

    static let all = Problem.allCases
    var testDescription: String { rawValue }
    var sharesPanels: Bool {
        [.inGroups, .inFormedGroups, .impossibleInGroups, .impossibleInFormedGroups, .ledInGroups, .ledInFormedGroups].contains(self)
    }
    var isImpossible: Bool {
        [.impossible, .impossibleAtPrices, .fewLeads, .dividedAndImpossible, .impossibleInGroups, .impossibleInFormedGroups].contains(self)
    }

    var instance: String {
        switch self {
        case .everything: Self.text(values: "[[0.9, 0.4, null, 0.31], [0.2, 0.35, 0.8, 0.6], [0.7, 0.5, -0.1, 0.45]]")
        case .inPowersOfTwo: Self.text(values: "[[0.875, 0.00048828125, null, 1.5], [0.25, 1, 3, 2], [2, 1.25, 1, 0.75]]")
        // No power of two is fine enough for both a third and a hundred thousand.
        case .beyondExactness:
            Self.text(values: "[[0.3333333333333333, 1e5, null, 2], [7e4, 0.1, 0.6666666666666666, 3], [5, 4, 1e-7, 6]]")
        case .impossible:
            Self.text(values: "[[null, null, null, 0.31], [0.2, 0.35, 0.8, 0.6], [0.7, 0.5, -0.1, 0.45]]", more: "")
        case .inGroups: Self.groups(#"{"groups": [["D2", "D5"]]}, {"dossiers": ["D1", "D3", "D4"], "by": "g"}"#)
        case .ledInGroups:
            Self.groups(
                #"{"groups": [["D2", "D5"]]}, {"dossiers": ["D1", "D3", "D4"], "by": "g"}"#,
                leads: #"{"dossiers": "all", "maximumPerExpert": 1, "price": 0.4}"#)
        case .ledInFormedGroups:
            Self.groups(
                #"{"dossiers": "all", "groups": 3}"#,
                leads: #"{"dossiers": "all", "experts": {"tag": "s", "value": "b"}, "maximumPerExpert": 1}"#)
        case .inFormedGroups: Self.groups(#"{"dossiers": "all", "groups": 3}"#)
        // Five dossiers on one panel are more than anybody may have.
        case .impossibleInFormedGroups: Self.groups(#"{"dossiers": "all", "groups": 1}"#)
        case .impossibleInGroups:
            Self.groups(
                #"{"groups": [["D2", "D5"]]}"#,
                conflicts: #"["D2", "E1"], ["D2", "E2"], ["D5", "E3"]"#)
        case .atPrices: Self.soft(values: "[[0, 0.7, -1.6], [1, 0.6, 0.2], [0.9, 0.5, 0.1], [0.8, 0.4, 0]]", price: "0.13")
        case .atFinePrices:
            Self.soft(
                values: "[[0, 0.7, -1e5], [1, 0.6, 0.2], [0.9, 0.5, 0.1], [0.8, 0.3333333333333333, 3e-7]]", price: "0.1307")
        case .divided: Self.exclusive(fillers: 4)
        case .dividedAndImpossible: Self.exclusive(fillers: 2)
        case .impossibleAtPrices:
            Self.soft(values: "[[0, 0.7, -1.6], [1, 0.6, 0.2], [0.9, null, 0.1], [0.8, 0.4, 0]]", price: "0.13", last: "")
        case .leads: Self.led("\"maximumPerExpert\": 2")
        case .leadsAtPrices: Self.led("\"maximumPerExpert\": 1, \"price\": 0.3")
        case .fewLeads: Self.led("\"maximumPerExpert\": 1")
        }
    }

    private static func led(_ limit: String) -> String {
        """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2, "tags": {"c": ["x"]}}, {"id": "D2", "demand": 2, "tags": {"c": ["x"]}},
           {"id": "D3", "demand": 2, "tags": {"c": ["x"]}}, {"id": "D4", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 3, "tags": {"s": ["a"]}}, {"id": "E2", "maximumLoad": 3, "tags": {"s": ["a"]}},
           {"id": "E3", "maximumLoad": 3, "tags": {"s": ["b"]}}, {"id": "E4", "maximumLoad": 3, "tags": {"s": ["b"]}}],
         "affinity": {"values": [[0.9, 0.1, 0.7, 0.6], [0.9, 0.2, 0.8, 0.6], [0.7, 0.1, 0.45, 0.6], [0.5, 0.1, 0.2, 0.3]]},
         "leads": [{"dossiers": {"tag": "c", "value": "x"}, "experts": {"tag": "s", "value": "a"}, \(limit)}]}
        """
    }

    private static func groups(_ panels: String, conflicts: String = "[\"D2\", \"E1\"]", leads: String = "") -> String {
        """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2, "tags": {"g": ["u"]}}, {"id": "D2", "demand": 2, "tags": {"g": ["v"]}},
           {"id": "D3", "demand": 2, "tags": {"g": ["u"]}}, {"id": "D4", "demand": 2, "tags": {"g": ["v"]}},
           {"id": "D5", "demand": 2}],
         "experts": [{"id": "E1", "minimumLoad": 1, "maximumLoad": 3, "tags": {"s": ["a"]}},
           {"id": "E2", "maximumLoad": 3, "tags": {"s": ["a", "b"]}}, {"id": "E3", "maximumLoad": 3, "tags": {"s": ["b"]}},
           {"id": "E4", "maximumLoad": 3, "tags": {"s": ["b"]}, "price": 0.75}],
         "affinity": {"values": [[0.9, 0.4, 0.7, 0.31], [0.2, 0.35, 0.8, 0.6], [0.7, 0.5, -0.1, 0.45], [0.3, 0.6, 0.2, 0.65],
           [0.15, 0.25, 0.55, 0.85]]},
         "conflicts": [\(conflicts)], "pins": [{"pair": ["D3", "E2"], "price": 0.37}],
         "composition": [{"dossiers": ["D1", "D4"], "tag": "s", "value": "a", "minimum": 1}],
         "panels": [\(panels)], "leads": [\(leads)]}
        """
    }

    private static func soft(values: String, price: String, last: String = ", \"price\": 3") -> String {
        """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2, "tags": {"c": ["x"]}, "price": 3},
           {"id": "D2", "demand": 2, "tags": {"c": ["x", "y"]}}, {"id": "D3", "demand": 2, "tags": {"c": ["x"]}\(last)},
           {"id": "D4", "demand": 2, "tags": {"c": ["x"]}, "price": 4}],
         "experts": [{"id": "E1", "minimumLoad": 3, "maximumLoad": 3, "tags": {"s": ["a"]}, "price": 0.25},
           {"id": "E2", "maximumLoad": 3, "tags": {"s": ["a"], "t": ["u"]}, "price": 0.37},
           {"id": "E3", "minimumLoad": 3, "maximumLoad": 4, "tags": {"s": ["a"]}, "price": 0.25}],
         "affinity": {"values": \(values)},
         "conflicts": [{"pair": ["D2", "E1"], "price": \(price)}, ["D3", "E1"]],
         "pins": [{"pair": ["D1", "E3"], "price": \(price)}, ["D2", "E1"]],
         "composition": [{"dossiers": {"tag": "c", "value": "x"}, "tag": "s", "maximumPerValue": 1, "price": \(price)},
           {"dossiers": {"tag": "c", "value": "y"}, "tag": "t", "value": "u", "minimum": 1, "maximum": 2}],
         "loads": [{"experts": "all", "dossiers": {"tag": "c", "value": "x"}, "maximum": 2, "price": \(price)},
           {"experts": {"tag": "t", "value": "u"}, "dossiers": ["D1", "D4"], "minimum": 1, "maximum": 2}],
         "neverTogether": [{"experts": ["E2", "E3"], "price": \(price)}],
         "neverMutual": [{"pairs": ["D3", "E2", "D3", "E3"], "price": \(price)}]}
        """
    }

    private static func exclusive(fillers: Int) -> String {
        """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 1}, {"id": "D2", "demand": 1}, {"id": "D3", "demand": 1}, {"id": "D4", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 1}, {"id": "E2", "maximumLoad": 1}, {"id": "E3", "maximumLoad": 1},
           {"id": "E4", "maximumLoad": 1}, {"id": "F", "maximumLoad": \(fillers)}],
         "affinity": {"values": [[1, null, null, null, 0.25], [null, 1, null, null, 0.25],
           [null, null, 1, null, 0.25], [null, null, null, 1, 0.25]]},
         "neverMutual": [["D1", "E1", "D2", "E2"], ["D1", "E1", "D3", "E3"], ["D1", "E1", "D4", "E4"],
           ["D2", "E2", "D3", "E3"], ["D2", "E2", "D4", "E4"], ["D3", "E3", "D4", "E4"]]}
        """
    }

    private static let requirements = """
        ,
         "conflicts": [["D2", "E1"]], "pins": [["D3", "E2"]],
         "composition": [{"dossiers": "all", "tag": "s", "value": "a", "minimum": 1},
           {"dossiers": ["D1", "D3"], "tag": "o", "maximumPerValue": 1}],
         "neverTogether": [["E1", "E2"]], "neverMutual": [["D1", "E1", "D2", "E4"]]
        """

    private static func text(values: String, more: String = requirements) -> String {
        """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2}, {"id": "D2", "demand": 1}, {"id": "D3", "demand": 2}],
         "experts": [{"id": "E1", "minimumLoad": 1, "maximumLoad": 2, "tags": {"s": ["a"], "o": ["x"]}},
           {"id": "E2", "maximumLoad": 2, "tags": {"s": ["a", "b"], "o": ["x"]}},
           {"id": "E3", "maximumLoad": 2, "tags": {"s": ["a"], "o": ["y"]}},
           {"id": "E4", "maximumLoad": 2, "tags": {"s": ["b"], "o": ["z"]}}],
         "affinity": {"values": \(values)}\(more)}
        """
    }

    static let besideMatrix = """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 1}, {"id": "D2", "demand": 2}, {"id": "D3", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 2}, {"id": "E2", "maximumLoad": 1}, {"id": "E3", "maximumLoad": 2}],
         "affinity": {"npy": "affinity.npy"}}
        """
}

extension Program {
    func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    func write(_ text: String, _ name: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }

    fileprivate func delete(_ names: [String]) {
        for name in names { try? FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
    }

    /// A square matrix as NumPy saves it.
    fileprivate func write(matrix numbers: [Float], _ name: String) throws {
        let side = Int(Double(numbers.count).squareRoot())
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(side), \(side)), }\n"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
        for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }
}

extension String {
    /// With another digit in place of this one. The last of seventeen digits changes by more than one, lest the nearest
    /// double stay the same.
    fileprivate func altered(at place: Index) -> String {
        let isFine = self[...place].suffix(15).allSatisfy(\.isASCIIDigit)
        let digit = (self[place].wholeNumberValue ?? 0) + (isFine ? 5 : 1)
        return replacingCharacters(in: place...place, with: String(digit % 10))
    }

    fileprivate func line(of place: Index) -> Substring {
        let start = self[..<place].lastIndex(of: "\n").map(index(after:)) ?? startIndex
        return self[start...].prefix { $0 != "\n" }
    }

    fileprivate func surroundings(of place: Index) -> String {
        let before = self[..<place].suffix(20)
        return "\(before)[\(self[place])]\(self[place...].dropFirst().prefix(10))"
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
