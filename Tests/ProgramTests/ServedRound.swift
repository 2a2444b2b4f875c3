import Foundation
import Glibc
import Programme
import Remote
import Testing

/// A round in the stage of reviews with a server on it, each in a folder of its own.
final class ServedRound {
    let program: Program
    let first: [String]
    let second: [String]
    /// Every expert with their dossiers.
    let assigned: [String: [String]]
    private(set) var server: Server

    /// - Parameters:
    ///   - language: In which its commands speak.
    ///   - prepare: Done to the folder before there is a round in it.
    init(language: String = "zh", prepare: (inout Program) throws -> Void = { _ in }) throws {
        program = try ServedRound.copy(language: language, prepare: prepare)
        let pairs = try program.act("assignment show", as: "S-01").split(separator: "\n").dropFirst()
            .map { $0.split(separator: " ").map(String.init) }
        let byExpert = Dictionary(grouping: pairs) { $0[1] }.mapValues { $0.map { $0[0] } }
        assigned = byExpert
        let experts = byExpert.keys.sorted()
        let one = try #require(experts.first { (byExpert[$0] ?? []).count > 1 })
        let other = try #require(experts.first { !Set(byExpert[$0] ?? []).subtracting(byExpert[one] ?? []).isEmpty })
        first = [one] + (byExpert[one] ?? []).sorted()
        second = [other] + Set(byExpert[other] ?? []).subtracting(byExpert[one] ?? []).sorted()
        server = try Server(program)
    }

    deinit { server.end() }

    /// Kills the server as a power cut would, and starts it again.
    func killAndRestart() throws {
        server.end(by: SIGKILL)
        server = try Server(program)
    }

    /// Signs a person in as the program does, and gives a client with their token.
    func client(of person: String) throws -> HTTPClient {
        try signIn(person)
        let file = program.folder.appendingPathComponent("config/linxuan/tokens.json")
        let entries = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: String]])
        let token = try #require(entries.first { $0["person"] == person && $0["server"] == server.address }?["token"])
        return try HTTPClient(server: server.address, language: .zh, token: token)
    }

    /// Has a code given, and signs in with it; the code.
    @discardableResult
    func signIn(_ person: String) throws -> String {
        let code = try code(for: person)
        let outcome = try program.run(["login", "--server", server.address, "--as", person], input: code.lowercased() + "\n")
        #expect(outcome.code == 0, "\(outcome.errors)")
        return code
    }

    func code(for person: String) throws -> String {
        let text = try program.act("access code \(person) --json", as: "S-01")
        return try #require((try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])?["code"])
    }

    // MARK: The round itself, made once

    private static let made = Result { try make() }

    private static func make() throws -> URL {
        let program = try Program()
        try RoundOnTheCommandLineTests().assigned(program)
        for line in ["assignment plan", "assignment approve", "round advance"] { try program.act(line, as: "S-01") }
        return program.folder
    }

    static func copy(language: String, prepare: (inout Program) throws -> Void = { _ in }) throws -> Program {
        let made = try made.get()
        var program = try Program()
        program.language = language
        try prepare(&program)
        for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: made.path + "/round.db" + ending) {
            try FileManager.default.copyItem(
                atPath: made.path + "/round.db" + ending, toPath: program.folder.path + "/round.db" + ending)
        }
        return program
    }
}

/// A server on the round in a folder.
final class Server {
    let address: String
    let log: URL
    private let process: ChildProcess

    /// - Parameter options: further options of `serve`.
    init(_ program: Program, options: [String] = []) throws {
        let name = UUID().uuidString
        let output = program.folder.appendingPathComponent("server-\(name).out")
        log = program.folder.appendingPathComponent("server-\(name).log")
        process = try ChildProcess(
            Program.executable, ["serve", "--port", "0", "--json"] + options, environment: program.environment(), in: program.folder,
            input: URL(fileURLWithPath: "/dev/null"), output: output, errors: log)
        var address: String?
        let start = ContinuousClock.now
        while address == nil, process.isRunning, start.duration(to: .now) < .seconds(30) {
            usleep(10_000)
            let printed = try Data(contentsOf: output)
            address = (try? JSONSerialization.jsonObject(with: printed) as? [String: String])?["address"]
        }
        let said = try String(contentsOf: log, encoding: .utf8)
        self.address = try #require(address, "\(said)")
    }

    var isRunning: Bool { process.isRunning }

    /// Tells it to stop, and doesn't wait.
    func tellToStop() { kill(process.id, SIGTERM) }

    @discardableResult
    func end(by signal: Int32 = SIGTERM) -> (code: Int32, signal: Int32?) {
        if process.isRunning { kill(process.id, signal) }
        return process.end()
    }
}
