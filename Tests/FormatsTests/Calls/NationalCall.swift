import Formats
import Foundation
import Programme
import Testing

/// The real call of 2023 from the repository, and what a changed copy of its files gives.
enum NationalCall {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The files of the call's folder, by name.
    static let files: [String: String] = {
        let folder = repository.appending(path: "rubrics/service-manufacturing-2023")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { (name, $0) }
            })
    }()

    static func load(_ files: [String: String] = files) throws -> Call {
        try documents(files).0
    }

    static func documents(_ files: [String: String] = files) throws -> (Call, [CallDocument]) {
        try CallFile.read("call.yaml") { path in
            guard let text = files[path] else { throw NoSuchFile(path: path) }
            return Array(text.utf8)
        }
    }

    /// The call, read once.
    static let call: Call = {
        do { return try load() } catch { fatalError("the call of 2023 does not load: \(error)") }
    }()

    struct NoSuchFile: Error, Equatable {
        var path: String
    }
}

/// The faults that some work is refused with; none where it is not refused as malformed.
func faults(of work: () throws -> Void) -> [Diagnostic] {
    do { try work() } catch Failure.malformed(let faults) {
        return faults
    } catch {
        Issue.record("refused otherwise than as malformed: \(error)")
    }
    return []
}
