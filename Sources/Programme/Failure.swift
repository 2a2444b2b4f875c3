/// In which way a store can't write.
public enum StorageFault: Sendable, Hashable {
    /// The disk is full: nothing was changed, and writing goes on by itself once there is space.
    case full
    /// The disk can't be read or written; the next try may succeed.
    case failing
    /// What was written may not have reached the disk: nothing more is written until the program is started anew.
    case stopped
}

/// Why a piece of work was not done. Its case decides the exit code of the program.
public enum Failure: Error, Sendable {
    /// The work failed (exit code 1): what happened and what to do next, one paragraph.
    case failed(Text)
    /// The question has no solution (2).
    case noSolution(Text)
    /// The command was used wrongly (64).
    case usage(Text)
    /// The input is malformed (65): every fault found, each with its place.
    case malformed([Diagnostic])
    /// The server cannot be reached (69).
    case unreachable(Text)
    /// The person may not do this (77).
    case notPermitted(Text)
    /// The store can't write (1): the disk is full or failing. Whether trying again helps is said by the kind.
    case storage(StorageFault, Text)
    /// There is nothing of that number that the person may know of (77): the same whether it exists or not.
    case unknown(Text)

    /// The exit code that the program ends with, as published in the interface.
    public var exitCode: Int32 {
        switch self {
        case .failed, .storage: 1
        case .noSolution: 2
        case .usage: 64
        case .malformed: 65
        case .unreachable: 69
        case .notPermitted, .unknown: 77
        }
    }

    /// The whole reason as text; faults a line each.
    public var text: Text {
        switch self {
        case .failed(let text), .noSolution(let text), .usage(let text), .unreachable(let text), .notPermitted(let text),
            .unknown(let text), .storage(_, let text):
            text
        case .malformed(let faults):
            Text(
                zh: faults.map(\.line.zh).joined(separator: "\n"),
                en: faults.map(\.line.en).joined(separator: "\n"))
        }
    }
}
