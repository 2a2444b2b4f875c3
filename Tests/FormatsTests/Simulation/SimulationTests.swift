import Cryptography
import Foundation
import Matching
import Programme
import Testing

@testable import Formats

@Suite("A simulated instance")
struct SimulationTests {
    private let everything: Set<Simulation.Requirement> = [.mix, .organisation, .region]

    /// The problem that a simulation writes, read back.
    private func problem(of simulation: Simulation) throws -> AssignmentProblem {
        try SimulationFiles(simulation).instance().problem
    }

    /// The digests of the first three files come from an implementation in Python that shares nothing with this one.
    /// Other digests mean that every benchmark so far was of other instances.
    @Test("has the same bytes on every machine")
    func golden() throws {
        let files = try SimulationFiles(
            Simulation(dossiers: 30, experts: 20, requirements: everything, levels: nil, seed: 7))
        let digests = try Simulation.File.allCases.map { SHA256Digest(of: try files.bytes($0)).description.prefix(16) }
        #expect(digests == ["542384854bef3bbf", "5abefd990f5666b9", "aba998c31994db1a", "562270ff7d5c3477"])
        let coarse = try SimulationFiles(Simulation(dossiers: 30, experts: 20, demand: 4, load: 6, levels: 5, seed: .max))
        #expect(SHA256Digest(of: try coarse.bytes(.affinity)).description.prefix(16) == "eb333ee6ad24264c")
    }

    @Test("differs with the seed")
    func seeds() throws {
        let first = try SimulationFiles(Simulation(dossiers: 9, experts: 8, seed: 1))
        let second = try SimulationFiles(Simulation(dossiers: 9, experts: 8, seed: 2))
        for file in Simulation.File.allCases { #expect(try first.bytes(file) != second.bytes(file), "\(file)") }
    }

    @Test("is read, solved to the optimum and verified", arguments: [nil, 4, 1])
    func solves(levels: Int?) throws {
        let file = try SimulationFiles(
            Simulation(dossiers: 80, experts: 60, requirements: everything, levels: levels, seed: 3)
        ).instance()
        let plan = try file.problem.solve()
        #expect(plan.status == .optimal && plan.assignments.count == 240)
        let text = PlanFile(plan: plan, instance: file).text(for: file.problem)
        #expect(try PlanFile(bytes: Array(text.utf8), file: "plan.json", for: file).verify(against: file).holds)
    }

    @Test("says that it is made up")
    func saysSo() throws {
        let problem = try problem(of: Simulation(dossiers: 3, experts: 30, requirements: everything))
        #expect(problem.name.hasPrefix("示例 synthetic"))
        #expect(problem.dossiers.map(\.id) == ["示例D1", "示例D2", "示例D3"])
        #expect(problem.experts.allSatisfy { $0.id.hasPrefix("示例E") })
        let named = (problem.dossiers.map(\.tags) + problem.experts.map(\.tags))
            .flatMap { ($0["organisation"] ?? []) + ($0["region"] ?? []) }
        #expect(named.count == 63 && named.allSatisfy { $0.hasPrefix("示例") })
    }

    // MARK: Affinities

    @Test("has affinities of topics in common and noise, exact in single precision, and 5 % conflicts")
    func affinities() throws {
        let values = try problem(of: Simulation(dossiers: 500, experts: 400, seed: 11)).affinity.values
        let numbers = values.filter { !$0.isNaN }
        // Of 200 000 pairs; the standard deviation of the share is 0.05 %.
        #expect(abs(Double(values.count - numbers.count) / Double(values.count) - 0.05) < 0.002)
        #expect(numbers.allSatisfy { ($0 * 0x1p20).rounded() == $0 * 0x1p20 && Double(Float($0)) == $0 })
        #expect(numbers.allSatisfy { 0...0.45 ~= $0 })
        // 0.6 topics in common on average, a twelfth each, and 0.1.
        #expect(abs(numbers.reduce(0, +) / Double(numbers.count) - 0.15) < 0.003)
        // Nothing in common has a chance of C(16, 3) / C(20, 3), all three C(4, 3) / C(20, 3); what is under 1/12 has
        // nothing in common, what is above 1/6 + 0.2 all three.
        let low = Double(numbers.count { $0 < 1.0 / 12 }) / Double(numbers.count)
        let high = Double(numbers.count { $0 > 1.0 / 6 + 0.2 }) / Double(numbers.count)
        #expect(abs(low - 560.0 / 1140 / 12 / 0.2) < 0.02)
        #expect(abs(high - 4.0 / 1140 / 0.2 / 12) < 0.001)
    }

    @Test("has as many values as asked for, equally spaced", arguments: [1, 2, 4, 7, 20])
    func levels(count: Int) throws {
        let fine = try problem(of: Simulation(dossiers: 200, experts: 150, seed: 5)).affinity.values
        let coarse = try problem(of: Simulation(dossiers: 200, experts: 150, levels: count, seed: 5)).affinity.values
        let found = Set(coarse.filter { !$0.isNaN }.map { Int($0 * 0x1p20) }).sorted()
        #expect(found.count == count)
        let step = Double(SimulatedAffinities.largest) / Double(max(count - 1, 1))
        if count > 1 {
            #expect(found.enumerated().allSatisfy { abs(Double($0.element) - Double($0.offset) * step) <= 0.5 })
        } else {
            #expect(found == [SimulatedAffinities.largest / 2])
        }
        for (fine, coarse) in zip(fine, coarse) {
            #expect(fine.isNaN == coarse.isNaN)
            if !fine.isNaN { #expect(abs(fine - coarse) * 0x1p20 <= step / 2 + 0.5) }
        }
    }

    @Test("keeps everything else when one thing changes")
    func streams() throws {
        let plain = try SimulationFiles(Simulation(dossiers: 40, experts: 50, load: 9, seed: 13))
        let coarse = try SimulationFiles(Simulation(dossiers: 40, experts: 50, load: 7, levels: 3, seed: 13))
        for file in [Simulation.File.scores, .truth] { #expect(try plain.bytes(file) == coarse.bytes(file)) }
        let mixed = try SimulationFiles(
            Simulation(dossiers: 40, experts: 50, load: 9, requirements: [.mix, .organisation], seed: 13))
        #expect(try plain.bytes(.affinity) == mixed.bytes(.affinity))
        let all = try problem(of: Simulation(dossiers: 40, experts: 50, load: 9, requirements: everything, seed: 13))
        let some = try mixed.instance().problem
        for (one, other) in zip(some.experts, all.experts) {
            #expect(one.tags == other.tags.filter { $0.key != "region" })
        }
        for (before, after) in zip(some.affinity.values, all.affinity.values) { #expect(after.isNaN || after == before) }
    }

    // MARK: Requirements

    @Test("has only the requirements asked for")
    func onlyThose() throws {
        let plain = try problem(of: Simulation(dossiers: 9, experts: 12, demand: 2, load: 5))
        #expect(plain.composition.isEmpty)
        #expect(plain.dossiers.allSatisfy { $0.tags.isEmpty && $0.demand == 2 })
        #expect(plain.experts.allSatisfy { $0.tags.isEmpty && $0.minimumLoad == 0 && $0.maximumLoad == 5 })
        for requirement in Simulation.Requirement.allCases {
            let problem = try problem(of: Simulation(dossiers: 9, experts: 12, requirements: [requirement]))
            let tag = requirement == .mix ? "specialty" : requirement.rawValue
            #expect(problem.composition.allSatisfy { $0.tag == tag && $0.dossiers == .all })
            #expect(problem.composition.count == (requirement == .mix ? 2 : 1))
            #expect(problem.experts.allSatisfy { Array($0.tags.keys) == [tag] && $0.tags[tag]?.count == 1 })
            #expect(problem.dossiers.allSatisfy { Array($0.tags.keys) == (requirement == .region ? ["region"] : []) })
        }
    }

    @Test("mix: half, a quarter and a quarter, at least one of the second and of the third")
    func mix() throws {
        let problem = try problem(of: Simulation(dossiers: 10, experts: 402, requirements: [.mix]))
        let counts = Dictionary(grouping: problem.experts) { $0.tags["specialty"]![0] }.mapValues(\.count)
        #expect(counts == ["technology": 202, "finance": 100, "management": 100])
        #expect(
            problem.composition.map(\.limit) == [
                .count(value: "finance", minimum: 1, maximum: nil), .count(value: "management", minimum: 1, maximum: nil),
            ])
    }

    @Test("organisation: half as many as experts, at most one expert of each")
    func organisations() throws {
        let problem = try problem(of: Simulation(dossiers: 10, experts: 2000, requirements: [.organisation]))
        let counts = Dictionary(grouping: problem.experts) { $0.tags["organisation"]![0] }.mapValues(\.count)
        // Of 1000 organisations a share of e^-2 has no expert.
        #expect(abs(counts.count - 865) < 40 && counts.keys.allSatisfy { $0 <= "示例机构1000" })
        #expect(problem.composition.map(\.limit) == [.maximumPerValue(1)])
    }

    @Test("region: a quarter in one of 37, at most two of each, none of the dossier's own")
    func regions() throws {
        let problem = try problem(of: Simulation(dossiers: 300, experts: 1200, requirements: [.region]))
        let counts = Dictionary(grouping: problem.experts) { $0.tags["region"]![0] }.mapValues(\.count)
        #expect(counts.count == 37 && counts["示例地区01"] == 300)
        #expect(counts.values.sorted().dropLast().allSatisfy { 8...50 ~= $0 })
        #expect(problem.composition.map(\.limit) == [.maximumPerValue(2)])
        let own = problem.dossiers.indices.flatMap { dossier in
            problem.experts.indices.filter { problem.dossiers[dossier].tags["region"] == problem.experts[$0].tags["region"] }
                .map { problem.affinity[dossier, $0] }
        }
        #expect(own.count > 3000 && own.allSatisfy(\.isNaN))
        #expect(Set(problem.dossiers.map(\.tags)).count == 37)
    }

    @Test("has a load that suffices where none is given")
    func sensibleLoad() throws {
        func load(_ dossiers: Int, _ experts: Int, _ demand: Int, _ requirements: Set<Simulation.Requirement> = []) throws -> Int {
            try Simulation(dossiers: dossiers, experts: experts, demand: demand, requirements: requirements).load
        }
        #expect(try load(10_000, 5000, 5) == 12)
        #expect(try load(2000, 600, 3) == 12)
        // 600 / 4 finance experts for 2000 dossiers.
        #expect(try load(2000, 600, 3, [.mix]) == 16)
        // Eight of ten experts from outside the largest region, of 30 out of 40.
        #expect(try load(60, 40, 10, [.region]) == 20)
        #expect(try load(2, 40, 10) == 1)
        // More than all dossiers nobody can have.
        #expect(try load(5, 4, 4) == 5)
    }

    // MARK: Scores

    @Test("has scores of a known truth, by reviewers who may review")
    func scores() throws {
        let files = try SimulationFiles(
            Simulation(dossiers: 1000, experts: 300, demand: 4, requirements: [.region], seed: 17))
        let problem = try files.instance().problem
        let truth = try Table(csv: files.bytes(.truth), file: "truth.csv")
        let values = Dictionary(
            uniqueKeysWithValues: try truth.rows.map { ($0["kind"] + $0["id"], try #require(Double($0["value"]))) })
        #expect(truth.columns == ["kind", "id", "value"] && values.count == 1300)
        let qualities = problem.dossiers.compactMap { values["dossier\($0.id)"] }
        let leniencies = problem.experts.compactMap { values["expert\($0.id)"] }
        expect(qualities, mean: 70, deviation: 8)
        expect(leniencies, mean: 0, deviation: 4)

        let table = try Table(csv: files.bytes(.scores), file: "scores.csv")
        #expect(table.columns == ["dossier", "expert", "score"] && table.rows.count == 4000)
        let dossiers = InstanceReader.index(problem.dossiers.map(\.id))
        let experts = InstanceReader.index(problem.experts.map(\.id))
        var pairs: Set<AssignmentPair> = []
        var residuals: [Double] = []
        for row in table.rows {
            #expect(row["score"].wholeMatch(of: /\d{1,3}\.\d\d/) != nil)
            let score = try #require(Double(row["score"]))
            let pair = AssignmentPair(dossier: dossiers[row["dossier"]]!, expert: experts[row["expert"]]!)
            #expect(!problem.affinity[pair.dossier, pair.expert].isNaN && pairs.insert(pair).inserted)
            let exact = qualities[pair.dossier] + leniencies[pair.expert]
            if score < 100 { residuals.append(score - exact) } else { #expect(score == 100) }
        }
        expect(residuals, mean: 0, deviation: 5)
        #expect(Dictionary(grouping: pairs, by: \.dossier).values.allSatisfy { $0.count == 4 })
        // 4000 scores by 300 experts are 13.3 each.
        let loads = Dictionary(grouping: pairs, by: \.expert).values.map(\.count)
        #expect(loads.count == 300 && loads.allSatisfy { 11...16 ~= $0 })
    }

    /// Numbers whose mean and standard deviation are what they should be, to within four standard errors.
    private func expect(_ numbers: [Double], mean: Double, deviation: Double) {
        let count = Double(numbers.count)
        let found = numbers.reduce(0, +) / count
        let variance = numbers.reduce(0) { $0 + ($1 - found) * ($1 - found) } / (count - 1)
        #expect(abs(found - mean) < 4 * deviation / count.squareRoot())
        #expect(abs(variance.squareRoot() / deviation - 1) < 4 / (2 * count).squareRoot())
    }

    @Test("gives fewer scores where conflicts leave fewer experts, and none to those in conflict")
    func fewReviewers() throws {
        for seed in 0..<40 as Range<UInt64> {
            let files = try SimulationFiles(Simulation(dossiers: 6, experts: 3, seed: seed))
            let affinity = try files.instance().problem.affinity
            let allowed = affinity.values.count { !$0.isNaN }
            #expect(try Table(csv: files.bytes(.scores), file: "").rows.count == allowed)
        }
    }

    @Test("draws nearly normal numbers (Irwin–Hall of twelve)")
    func deviations() {
        var chance = Chance(seed: 1, .residuals)
        let draws = (0..<20_000).map { _ in Double(chance.deviation()) / 65_536 }
        expect(draws, mean: 0, deviation: 1)
        // Within one and two standard deviations lie 68.2 and 95.5 % of the sum of twelve, 68.3 and 95.4 of a normal.
        #expect(abs(Double(draws.count { abs($0) < 1 }) / 20_000 - 0.682) < 0.013)
        #expect(abs(Double(draws.count { abs($0) < 2 }) / 20_000 - 0.955) < 0.006)
    }

    // MARK: Refusals

    private struct Refusal: Sendable, CustomTestStringConvertible {
        let en: String
        let zh: String
        let make: @Sendable () throws -> Simulation
        var testDescription: String { en }
    }

    private static let refusals = [
        Refusal(en: "--dossiers is 0", zh: "--dossiers 的值为 0") { try Simulation(dossiers: 0, experts: 5) },
        Refusal(en: "--dossiers is 100001", zh: "100000") { try Simulation(dossiers: 100_001, experts: 5) },
        Refusal(en: "--experts is -1", zh: "--experts") { try Simulation(dossiers: 5, experts: -1) },
        Refusal(en: "--demand is 0", zh: "--demand") { try Simulation(dossiers: 5, experts: 5, demand: 0) },
        Refusal(en: "--load is 0", zh: "--load") { try Simulation(dossiers: 5, experts: 5, load: 0) },
        Refusal(en: "--levels is 0", zh: "--levels") { try Simulation(dossiers: 5, experts: 5, levels: 0) },
        Refusal(en: "needs 3 experts and there are 2", zh: "而只有 2 名") { try Simulation(dossiers: 5, experts: 2) },
        Refusal(en: "raise --load to 4 or more", zh: "提高到至少 4") { try Simulation(dossiers: 6, experts: 5, load: 3) },
        Refusal(en: "--demand must be 2 or more", zh: "--demand 至少为 2") {
            try Simulation(dossiers: 5, experts: 5, demand: 1, requirements: [.mix])
        },
        Refusal(en: "of the second specialty (mix) and there are 0", zh: "第二类专业") {
            try Simulation(dossiers: 5, experts: 3, requirements: [.mix])
        },
        Refusal(en: "second specialty (mix) each, 100 places in all; 5 such experts", zh: "提高到至少 20") {
            try Simulation(dossiers: 100, experts: 20, load: 19, requirements: [.mix])
        },
        Refusal(en: "from outside the largest region", zh: "最大地区以外") {
            try Simulation(dossiers: 10, experts: 40, demand: 30, load: 8, requirements: [.region])
        },
        Refusal(en: "experts of 3 organisations (organisation) and there are 2", zh: "单位只有 2 个") {
            try Simulation(dossiers: 5, experts: 5, requirements: [.organisation])
        },
    ]

    @Test("is refused where a number is out of range, or counting shows that nothing can satisfy it", arguments: refusals)
    private func refuses(_ refusal: Refusal) throws {
        let failure = try #require(throws: Failure.self) { _ = try refusal.make() }
        #expect(failure.exitCode == 64)
        #expect(failure.text.en.contains(refusal.en), "\(failure.text.en)")
        #expect(failure.text.zh.contains(refusal.zh), "\(failure.text.zh)")
    }

    @Test("is not refused where the loads add up exactly")
    func exactLoads() throws {
        #expect(try Simulation(dossiers: 20, experts: 10, demand: 5, load: 10).load == 10)
    }
}

/// The files of a simulation in a folder of their own.
final class SimulationFiles {
    let folder: URL

    init(_ simulation: Simulation) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UUID().uuidString)/made")
        try simulation.write(toFolder: folder.path)
    }

    deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

    func url(_ file: Simulation.File) -> URL { folder.appendingPathComponent(file.rawValue) }

    func bytes(_ file: Simulation.File) throws -> [UInt8] { Array(try Data(contentsOf: url(file))) }

    func instance() throws -> InstanceFile { try InstanceFile(path: url(.instance).path) }

    /// The names of all that is in the folder.
    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []) }
}
