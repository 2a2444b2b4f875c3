import Foundation
import Testing

/// A server that starts with the first act that can go through it, and signs each person in when they first act.
final class ServiceOnDemand {
    private var server: Server?
    private var signedIn: Set<String> = []

    /// What is done on the database itself, whoever serves it: a round begins before there is anything to serve.
    private static let local = ["round new"]

    deinit { server?.end() }

    /// What a command line adds to go through the server.
    func way(of line: String, as person: String, in program: Program) throws -> [String] {
        guard !Self.local.contains(where: line.hasPrefix) else { return [] }
        let server = try self.server ?? Server(program)
        self.server = server
        if signedIn.insert(person).inserted { try signIn(person, at: server, in: program) }
        return ["--server", server.address]
    }

    private func signIn(_ person: String, at server: Server, in program: Program) throws {
        let issued = try program.run(["access", "code", person, "--json", "--as", "S-01"])
        let code = (try? JSONSerialization.jsonObject(with: Data(issued.output.utf8)) as? [String: String])?["code"]
        let entered = try program.run(
            ["login", "--server", server.address, "--as", person], input: try #require(code, "\(issued.errors)") + "\n")
        #expect(entered.code == 0, "\(entered.errors)")
    }
}
