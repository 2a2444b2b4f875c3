import Foundation
import Programme
import Testing

@testable import Formats

@Suite("The folder of a simulation")
struct SimulationFolderTests {
    private let names = Set(Simulation.File.allCases.map(\.rawValue))

    @Test("holds the four files, no more; those there before are replaced, others stay")
    func replaces() throws {
        let files = try SimulationFiles(Simulation(dossiers: 9, experts: 8, seed: 1))
        #expect(files.names == names)
        let before = try files.bytes(.affinity)
        try "mine".write(to: files.folder.appendingPathComponent("notes.txt"), atomically: true, encoding: .utf8)
        try Simulation(dossiers: 9, experts: 8, seed: 2).write(toFolder: files.folder.path)
        #expect(try files.bytes(.affinity) != before)
        #expect(files.names == names.union(["notes.txt"]))
    }

    @Test("is as it was where a file cannot be written", arguments: Simulation.File.allCases)
    func leavesNothing(blocked: Simulation.File) throws {
        let files = try SimulationFiles(Simulation(dossiers: 9, experts: 8, seed: 1))
        let others = Simulation.File.allCases.filter { $0 != blocked }
        let before = try others.map(files.bytes)
        try FileManager.default.removeItem(at: files.url(blocked))
        try FileManager.default.createDirectory(at: files.url(blocked), withIntermediateDirectories: false)
        let failure = try #require(throws: Failure.self) {
            try Simulation(dossiers: 9, experts: 8, seed: 2).write(toFolder: files.folder.path)
        }
        #expect(failure.exitCode == 1)
        #expect(failure.text.en.contains(blocked.rawValue) && failure.text.zh.contains(blocked.rawValue))
        #expect(files.names == names)
        #expect(try others.map(files.bytes) == before)
    }

    @Test("cannot be a file")
    func noFolder() throws {
        let files = try SimulationFiles(Simulation(dossiers: 9, experts: 8))
        let failure = try #require(throws: Failure.self) {
            try Simulation(dossiers: 9, experts: 8).write(toFolder: files.url(.truth).path)
        }
        #expect(failure.exitCode == 1 && failure.text.en.contains("truth.csv"))
    }

    @Test("has a matrix whose values begin at a multiple of 64 bytes, as NumPy writes it")
    func header() throws {
        let bytes = try SimulationFiles(Simulation(dossiers: 9, experts: 8)).bytes(.affinity)
        #expect(bytes.count == 128 + 9 * 8 * 4)
        #expect(bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0]))
        let words = String(decoding: bytes[10..<128], as: UTF8.self)
        #expect(words.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (9, 8), } ") && words.hasSuffix(" \n"))
    }
}
