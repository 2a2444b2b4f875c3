import Foundation
import Matching
import Programme
import Testing

@testable import Formats

@Suite("A damaged instance")
struct InstanceMutationTests {
    private static let blocks = 0..<25
    private static let casesInBlock = 100

    @Test("is refused with words, or is a problem that can be solved", arguments: blocks)
    func texts(block: Int) throws {
        var refused = 0
        for index in 0..<Self.casesInBlock {
            let seed = UInt64(block * Self.casesInBlock + index)
            var damage = Damage(seed: seed)
            let sound = SoundInstances.texts[index % SoundInstances.texts.count]
            refused += try judge(damage.text(sound), SoundInstances.matrix(), "seed \(seed)") ? 0 : 1
        }
        // Damage that is always refused, or never, would show nothing.
        #expect(60...98 ~= refused)
    }

    @Test("has a damaged matrix that is refused with words, or is a matrix", arguments: blocks)
    func matrices(block: Int) throws {
        var refused = 0
        for index in 0..<Self.casesInBlock {
            let seed = UInt64(1_000_000 + block * Self.casesInBlock + index)
            var damage = Damage(seed: seed)
            let sound = SoundInstances.matrix(ofSingles: index % 2 == 0)
            let matrix = damage.matrix(sound, headerLength: index % 2 == 0 ? 128 : sound.count - 48)
            refused += try judge(Array(SoundInstances.beside.utf8), matrix, "seed \(seed)") ? 0 : 1
        }
        #expect(20...90 ~= refused)
    }

    @Test("would be accepted without the damage")
    func sound() throws {
        for text in SoundInstances.texts {
            for singles in [true, false] {
                #expect(try judge(Array(text.utf8), SoundInstances.matrix(ofSingles: singles), text))
            }
        }
    }

    /// Whether an instance is accepted. One that is must have no fault and a plan that verifies; one that isn't must
    /// say why in both languages.
    private func judge(_ text: [UInt8], _ matrix: [UInt8], _ name: String) throws -> Bool {
        let file: InstanceFile
        do {
            file = try InstanceFile(bytes: text, file: "x.json") { (_: String) throws(Failure) in matrix }
        } catch {
            expectWords(error, name)
            return false
        }
        let problem = file.problem
        #expect(problem.faults.isEmpty, "\(name)")
        #expect(problem.affinity.values.count == problem.dossiers.count * problem.experts.count, "\(name)")
        let written = InstanceFile.text(of: problem)
        let again = try InstanceFile(bytes: Array(written.utf8), file: "again.json") { (_: String) throws(Failure) in [] }
        #expect(InstanceFile.text(of: again.problem) == written, "\(name)")
        let places = problem.dossiers.reduce(0) { $0 + $1.demand }
        guard places <= 20, problem.affinity.values.count <= 40 else { return true }
        for objective in [.total, .fair] as [SolveOptions.Objective] {
            let plan = try problem.solve(SolveOptions(objective: objective))
            let document = PlanFile(plan: plan, instance: file).text(for: problem)
            let back = try PlanFile(bytes: Array(document.utf8), file: "plan.json", for: file)
            let verification = back.verify(against: file)
            #expect(verification.holds, "\(name), \(objective): \(verification.faults.map(\.en))")
        }
        return true
    }

    private func expectWords(_ failure: Failure, _ name: String) {
        guard case .malformed(let faults) = failure else {
            Issue.record("\(name): \(failure)")
            return
        }
        #expect(!faults.isEmpty && faults.count <= 50, "\(name)")
        for fault in faults {
            #expect(fault.place.file == "x.json", "\(name)")
            for text in [fault.message, fault.expected, fault.advice].compactMap(\.self) {
                #expect(!text.zh.isEmpty && !text.en.isEmpty, "\(name)")
            }
        }
    }
}
