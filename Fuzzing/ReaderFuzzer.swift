import Formats
import Matching
import Programme

/// What libFuzzer calls with bytes of its own making: the first says what the others are, an instance (`i`), the
/// matrix of NumPy beside one (`m`), a plan (`p`), a table in a file (`t`), or the parts of a workbook (`w`).
///
/// Whatever they are, reading them must end in words of both languages or in something sound: a problem without
/// faults, whose plan verifies. All else ends in a trap, which libFuzzer reports with the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    switch kind {
    case UInt8(ascii: "i"): readInstance(bytes, matrix: FixedExample.matrix)
    case UInt8(ascii: "m"): readInstance(Array(FixedExample.besideMatrix.utf8), matrix: bytes)
    case UInt8(ascii: "p"): readPlan(bytes)
    case UInt8(ascii: "t"): readTable(bytes)
    case UInt8(ascii: "w"): readTable(StoredWorkbook.bytes(ofParts: bytes))
    // Not worth keeping in the corpus.
    default: return -1
    }
    return 0
}

private func readInstance(_ bytes: [UInt8], matrix: [UInt8]) {
    do {
        let file = try InstanceFile(bytes: bytes, file: "x.json") { (_: String) throws(Failure) in matrix }
        precondition(file.problem.faults.isEmpty, "an instance with faults was accepted")
        expectTheSameAgain(file.problem)
        guard isTiny(file.problem) else { return }
        solve(file)
    } catch {
        expectWords(error)
    }
}

/// What is read, written and read again is the same.
private func expectTheSameAgain(_ problem: AssignmentProblem) {
    let text = InstanceFile.text(of: problem)
    do throws(Failure) {
        let again = try InstanceFile(bytes: Array(text.utf8), file: "again.json") { (_: String) throws(Failure) in [] }
        precondition(InstanceFile.text(of: again.problem) == text, "written and read again, it is another problem")
    } catch {
        preconditionFailure("what was written is not read: \(error.text.en)")
    }
}

private func isTiny(_ problem: AssignmentProblem) -> Bool {
    problem.affinity.values.count <= 12 && problem.dossiers.reduce(0) { $0 + $1.demand } <= 8
}

private func solve(_ file: InstanceFile) {
    do {
        let plan = try file.problem.solve()
        let text = PlanFile(plan: plan, instance: file).text(for: file.problem)
        let back = try PlanFile(bytes: Array(text.utf8), file: "plan.json", for: file)
        let verification = back.verify(against: file)
        precondition(verification.holds, "a plan does not verify: \(verification.faults.map(\.en))")
    } catch {
        preconditionFailure("a sound problem was not solved: \(error.text.en)")
    }
}

/// A plan by anybody: it may be refused or found wrong, but where its certificate is said to prove that nothing is
/// better, nothing is.
private func readPlan(_ bytes: [UInt8]) {
    do {
        let file = FixedExample.instance
        let plan = try PlanFile(bytes: bytes, file: "plan.json", for: file)
        let verification = plan.verify(against: file)
        guard verification.holds, plan.plan.status != .infeasible, plan.plan.objective == .total else { return }
        let isProven = verification.facts.contains { $0.en.hasSuffix("proves that no plan has a larger total") }
        precondition(!isProven || plan.plan.total == FixedExample.best, "a plan that is not the best is called proven")
    } catch {
        expectWords(error)
    }
}

private func expectWords(_ failure: Failure, atMost limit: Int = 50) {
    guard case .malformed(let faults) = failure, !faults.isEmpty, faults.count <= limit else {
        preconditionFailure("not a list of faults: \(failure.text.en)")
    }
    for fault in faults { precondition(!fault.line.zh.isEmpty && !fault.line.en.isEmpty, "a fault without words") }
}

/// What the bytes are read with.
private enum FixedExample {
    static let besideMatrix = """
        {"format": "linxuan-assignment/1", "dossiers": [{"id": "A", "demand": 1}, {"id": "B", "demand": 1}],
         "experts": [{"id": "X", "maximumLoad": 2}, {"id": "Y", "maximumLoad": 2}, {"id": "Z", "maximumLoad": 2}],
         "affinity": {"npy": "a.npy"}}
        """

    static let matrix: [UInt8] = {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + header.utf8 + [0, 0, 0x80, 0x3F]
    }()

    /// An instance with a requirement of every kind that a certificate can name.
    static let instance: InstanceFile = {
        let text = """
            {"format": "linxuan-assignment/1", "name": "fuzz",
             "dossiers": [{"id": "A", "demand": 1}, {"id": "B", "demand": 2}],
             "experts": [{"id": "X", "maximumLoad": 1, "tags": {"s": ["a"]}}, {"id": "Y", "maximumLoad": 2, "tags": {"s": ["a"]}},
                         {"id": "Z", "minimumLoad": 1, "maximumLoad": 2, "tags": {"s": ["b"]}}],
             "affinity": {"values": [[0.5, 0.75, 0.25], [1, 0.5, 0.125]]}, "conflicts": [], "pins": [["B", "Z"]],
             "composition": [{"dossiers": "all", "tag": "s", "value": "a", "minimum": 1},
                             {"dossiers": ["B"], "tag": "s", "maximumPerValue": 1}],
             "neverTogether": [["X", "Y"]], "neverMutual": [["A", "X", "B", "Y"]],
             "leads": [{"dossiers": "all", "maximumPerExpert": 1}]}
            """
        do throws(Failure) {
            return try InstanceFile(bytes: Array(text.utf8), file: "fuzz.json") { (_: String) throws(Failure) in [] }
        } catch {
            preconditionFailure(error.text.en)
        }
    }()

    static let best: Double = {
        do throws(Failure) { return try instance.problem.solve().total } catch { preconditionFailure(error.text.en) }
    }()
}
