import Foundation
import Testing

@Suite("The threat model as it is written down")
struct ThreatModelTests {
    /// The rows of the tables of threats: what stands in each column.
    private func rows() throws -> [[String]] {
        let text = try String(contentsOf: MiniRound.repository.appending(path: "docs/threat-model.md"), encoding: .utf8)
        var rows: [[String]] = []
        var isOfThreats = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isOfThreats = false
                continue
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { $0.trimmingCharacters(in: .whitespaces) }
            if cells.first == "threat" {
                isOfThreats = true
            } else if isOfThreats, cells.first != "---" {
                rows.append(cells)
            }
        }
        return rows
    }

    /// The sources of all tests, by the types that each declares or extends.
    private func sources() throws -> [String: [String]] {
        let folder = MiniRound.repository.appending(path: "Tests")
        var sources: [String: [String]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            let types = source.matches(of: /(?:struct|class|extension|enum) ([A-Z][A-Za-z0-9]*)/).map { String($0.1) }
            for type in Set(types) { sources[type, default: []].append(source) }
        }
        return sources
    }

    @Test("names for each threat a test that is there, and requirements by their numbers")
    func tests() throws {
        let (threats, known) = (try rows(), try sources())
        #expect(threats.count > 90)
        for threat in threats {
            try #require(threat.count == 4, "\(threat)")
            #expect(threat[1].wholeMatch(of: /–|\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*/) != nil, "\(threat)")
            let names = threat[3].components(separatedBy: ", ")
            for name in names {
                let parts = try #require(name.wholeMatch(of: /`([A-Z][A-Za-z0-9]*)\/([a-z][A-Za-z0-9]*)`/), "\(threat[0]): \(name)")
                let isThere = known[String(parts.1)]?.contains { $0.contains("func \(parts.2)(") } ?? false
                #expect(isThere, "\(threat[0]): there is no test \(name)")
            }
        }
    }
}
