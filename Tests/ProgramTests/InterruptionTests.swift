import Foundation
import Testing

@Suite("A search that somebody interrupts")
struct InterruptionTests {
    /// Each expert on one panel, and many never together: made up, and not to be solved to the end in minutes.
    private static let hard: String = {
        var state: UInt64 = 7
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let (panels, experts) = (15, 120)
        let affinities = (0..<panels).map { _ in (0..<experts).map { _ in "0.\(100 + draw(900))" }.joined(separator: ",") }
        let quarrels = (0..<experts).flatMap { one in
            (one + 1..<experts).filter { _ in draw(10) < 2 }.map { "[\"E\(one)\",\"E\($0)\"]" }
        }
        return """
            {"format": "linxuan-assignment/1", "name": "示例",
             "dossiers": [\((0..<panels).map { "{\"id\": \"D\($0)\", \"demand\": 8}" }.joined(separator: ","))],
             "experts": [\((0..<experts).map { "{\"id\": \"E\($0)\", \"minimumLoad\": 1, \"maximumLoad\": 1}" }.joined(separator: ","))],
             "affinity": {"values": [\(affinities.map { "[\($0)]" }.joined(separator: ","))]},
             "neverTogether": [\(quarrels.joined(separator: ","))]}
            """
    }()

    private func program() throws -> Program {
        let program = try Program()
        try Self.hard.write(to: program.folder.appendingPathComponent("hard.json"), atomically: true, encoding: .utf8)
        return program
    }

    @Test("gives the best plan so far, and says what is proven", arguments: ["zh", "en"], [SIGINT, SIGTERM])
    func first(language: String, signal: Int32) throws {
        let program = try program()
        let outcome = try program.run(
            ["solve", "hard.json", "--progress", "--out", "plan.json"], language: language,
            sending: signal, after: /(当前最好|best) \d/)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains(language == "zh" ? "求解被中断。" : "The search was interrupted. "))
        #expect(outcome.errors.contains(language == "zh" ? "已证明任何方案都不超过" : "it is proven that no plan exceeds"))
        // Off a terminal progress comes in lines, each with its phase.
        #expect(!outcome.errors.contains("\r"))
        #expect(outcome.errors.contains(/\d\.\d (秒  (松弛求解|整数搜索)  上界|s  (relaxation|whole plans)  bound) \d/))
        #expect(outcome.output.contains(language == "zh" ? "尚未证明最优" : "not proven the best"), "\(outcome.output)")
        let verified = try program.run(["verify", "hard.json", "plan.json"], language: language)
        #expect(verified.code == 0, "\(verified.output)")
    }

    @Test("ends at once when interrupted again, with the status of the signal")
    func second() throws {
        let program = try program()
        let outcome = try program.run(
            ["solve", "hard.json", "--progress", "--out", "plan.json"], language: "en", sending: SIGINT, after: /best \d/, twice: true)
        #expect(outcome.signal == SIGINT || outcome.code == 0, "\(outcome.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(Set(files).isSubset(of: ["hard.json", "out", "err", "plan.json"]), "\(files)")
        if files.contains("plan.json") { #expect(try program.run(["verify", "hard.json", "plan.json"]).code == 0) }
    }

    @Test("has nothing on standard error where nobody asked for progress")
    func silence() throws {
        let outcome = try program().run(["solve", "hard.json", "--time-limit", "1.5", "--out", "plan.json"])
        #expect(outcome.code == 0 ? outcome.errors.isEmpty : outcome.code == 1, "\(outcome.errors)")
        #expect(!outcome.errors.contains("整数搜索") && !outcome.errors.contains("上界"), "\(outcome.errors)")
    }
}
