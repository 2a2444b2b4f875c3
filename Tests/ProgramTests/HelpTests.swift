import Foundation
import Testing

@Suite("Help, in both languages")
struct HelpTests {
    static let commands = [
        "", "round", "round new", "round advance", "access grant", "intake", "intake template", "intake dossiers", "intake experts",
        "intake decide", "intake eligibility", "intake flags", "intake contacts", "intake relations", "intake affiliations", "conflicts",
        "conflicts settle", "conflicts explain",
        "conflicts matrix", "conflicts replay", "conflicts names", "review declare", "conflicts waive", "draw", "draw commit",
        "draw repeat", "lottery", "lottery make", "lottery check", "lottery draw",
        "lottery export", "draw run", "assignment lottery", "assignment",
        "assignment plan", "assignment explain", "review",
        "review template", "review submit", "review recuse", "review send", "review outbox",
        "results", "results discuss", "results decide", "visits", "visits choose", "visits teams", "visits schedule", "visits submit",
        "decisions", "decisions show", "decisions what-if", "decisions recuse", "decisions move", "decisions vote",
        "decisions dissent", "decisions decline", "decisions publish", "decisions object", "decisions answer", "decisions rereview",
        "decisions letters",
        "decisions reassessment", "decisions decide", "intake demonstrations",
        "intake reassessments", "intake excuses", "intake register", "audit", "audit verify", "rubric", "solve", "verify", "explain",
        "simulate", "analyze", "serve", "backup", "restore", "login", "logout", "profile", "profile add", "profile list", "profile use",
        "profile remove",
        "completions", "access code", "access tokens", "access revoke",
    ]

    @Test("is as it was", arguments: ["zh", "en"])
    func help(language: String) throws {
        let program = try Program()
        let pages = try Self.commands.map { command in
            let outcome = try program.run(command.split(separator: " ").map(String.init) + ["--help"], language: language)
            #expect(outcome.code == 0 && outcome.errors.isEmpty)
            return "$ linxuan \(command) --help\n\(outcome.output)"
        }
        try program.compare(pages.joined(separator: "\n"), golden: "help.\(language)")
    }

    @Test("has no English frame in Chinese")
    func frame() throws {
        let page = try Program().run(["assignment", "plan", "--help"], language: "zh").output
        for word in ["USAGE", "OPTIONS", "OVERVIEW", "Show help", "default:"] { #expect(!page.contains(word), "\(word)") }
    }
}
