import Foundation
import Testing

extension Program {
    /// A rehearsal's seed, so that recorded outputs stay as they are.
    static let seed = String(repeating: "5eed", count: 16)

    /// Announces a draw whose sources are public two seconds from now; those that were given to it, and the moment.
    func announce(_ category: String, expecting code: Int32 = 0, _ more: String...) throws -> (outcome: Outcome, moment: Date) {
        let moment = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down) + 2)
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.timeZone = TimeZone(secondsFromGMT: 8 * 3600)
        clock.dateFormat = "yyyy-MM-dd HH:mm:ss"
        let at = clock.string(from: moment)
        let outcome = try run(
            [
                "draw", "commit", category, "--source", "示例彩票 第57期 3 \(at)", "--source", "示例指数×100 1 \(at)",
                "--rehearsal-seed", Self.seed, "--as", "S-01",
            ] + more)
        #expect(outcome.code == code, "\(outcome.errors)")
        return (outcome, moment)
    }

    /// Draws a plan from the last lottery; what was announced and what was drawn.
    func drawPlan() throws -> (announced: String, drawn: String) {
        let (announced, moment) = try announce("--plans")
        Thread.sleep(forTimeInterval: max(0, moment.timeIntervalSinceNow + 0.1))
        let outcome = try run(
            ["draw", "run", "--plans", "--numbers", "3, 17 25", "--numbers", "312345", "--as", "S-01"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return (announced.output, outcome.output)
    }

    /// Draws the experts of a category.
    @discardableResult
    func draw(_ category: String, _ more: String...) throws -> String {
        let moment = more.isEmpty ? try announce(category).moment : try announce(category, more[0], more[1]).moment
        Thread.sleep(forTimeInterval: max(0, moment.timeIntervalSinceNow + 0.1))
        let outcome = try run(
            ["draw", "run", category, "--numbers", "3, 17 25", "--numbers", "312345", "--as", "S-01"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output
    }
}
