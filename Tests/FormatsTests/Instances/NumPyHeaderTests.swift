import Foundation
import Programme
import Testing

@testable import Formats

@Suite("The header of a NumPy file")
struct NumPyHeaderTests {
    private let values: [Double] = [1, 2, 3, 4, 5, 6]

    private func read(_ header: String) throws(NumPyFile.Fault) -> NumPyFile {
        try NumPyFile(NumPyExamples.file(version: 1, header: header, data: NumPyExamples.bytes(values)))
    }

    @Test(
        "may be written in any way that Python reads",
        arguments: [
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }      \n",
            "{'descr':'<f8','fortran_order':False,'shape':(2,3)}",
            " { \"shape\" : ( 2 , 3 , ) , \"fortran_order\" : False , \"descr\" : \"<f8\" }\n",
        ])
    func forms(header: String) throws {
        let file = try read(header)
        #expect((file.rows, file.columns) == (2, 3) && file.values == values)
    }

    /// Each would be taken for a sound header by a reader that only looks for what it expects.
    @Test(
        "is refused where it says anything else",
        arguments: [
            ("{'descr': '<f8', 'fortran_order':True, 'shape': (2, 3), }", "C order"),
            ("{'descr': '<f8', \"fortran_order\": True, 'shape': (2, 3), }", "C order"),
            ("{'descr': '>f8', 'fortran_order': False, 'shape': (2, 3), }", "little-endian"),
            ("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 3), }", "little-endian"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }", "two dimensions"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "two dimensions"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), }", "two dimensions"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 3), }", "length"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "length"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'shape': (3, 2)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'order': 'F'}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 3)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': Falsehood, 'shape': (2, 3)}", "dictionary"),
            ("{'descr': '<f8' 'fortran_order': False, 'shape': (2, 3)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2 3)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, -3)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 99999999999999999999)}", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)} # {", "dictionary"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)", "dictionary"),
            ("{'descr': '<f8", "dictionary"), ("", "dictionary"),
        ])
    func refusals(header: String, words: String) throws {
        let fault = try #require(throws: NumPyFile.Fault.self) { try read(header) }
        #expect(fault.en.contains(words) && !fault.zh.isEmpty, "\(fault.en)")
    }

    @Test("is cut off, or of a version that nobody has written", arguments: [0, 4, 255] as [UInt8])
    func versions(version: UInt8) {
        let file = NumPyExamples.file(version: version, header: "{}", data: [])
        #expect(throws: NumPyFile.Fault.self) { try NumPyFile(file) }
        let sound = NumPyFile.header(rows: 1, columns: 1)
        for length in 0...sound.count { #expect(throws: NumPyFile.Fault.self) { try NumPyFile(Array(sound.prefix(length))) } }
    }
}

@Suite("An instance that claims more than it holds")
struct InflatedInstanceTests {
    private func faults(_ text: String, matrix: [UInt8] = []) throws -> [Diagnostic] {
        let failure = try #require(throws: Failure.self) {
            try InstanceFile(bytes: Array(text.utf8), file: "x.json") { (_: String) throws(Failure) in matrix }
        }
        guard case .malformed(let faults) = failure else { return [] }
        return faults
    }

    private func list(_ count: Int, _ member: (Int) -> String) -> String {
        "[" + (0..<count).map(member).joined(separator: ",") + "]"
    }

    /// A matrix of the size that it claims would take 32 GB.
    @Test("is refused before any memory is taken for it")
    func emptyRows() throws {
        let count = 64_000
        let text = """
            {"format": "linxuan-assignment/1", "dossiers": \(list(count) { "{\"id\":\"\($0)\",\"demand\":0}" }),
             "experts": \(list(count) { "{\"id\":\"\($0)\",\"maximumLoad\":0}" }), "affinity": {"values": \(list(count) { _ in "[]" })}}
            """
        #expect(try faults(text).count == 50)
    }

    @Test("is told its first fifty faults")
    func manyFaults() throws {
        let text = """
            {"format": "linxuan-assignment/1", "dossiers": \(list(300) { "{\"id\":\"\($0)\",\"demand\":0}" }),
             "experts": \(list(400) { "{\"id\":\"\($0)\",\"maximumLoad\":0}" }), "affinity": {"npy": "a.npy"}}
            """
        let matrix =
            NumPyFile.header(rows: 300, columns: 400)
            + NumPyExamples.bytes([Float](repeating: .infinity, count: 120_000))
        let faults = try faults(text, matrix: matrix)
        #expect(faults.count == 50 && faults.last?.message.en.hasPrefix("affinity.values[0][49]") == true)
    }
}
