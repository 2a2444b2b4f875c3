import Synchronization

/// Keeps answers that take long to work out, each until the log grows: one page after another asks for the same.
final class AnswerShelf: Sendable {
    private struct Kept {
        var log = ""
        var answers: [String: any Sendable] = [:]
    }

    private let shelf = Mutex(Kept())

    /// The answer to a question that the records of the log decide alone; worked out where the log has grown since, or nobody asked yet.
    func answer<Value: Sendable>(to question: String, in reader: any RoundReader, _ work: () throws -> Value) throws -> Value {
        guard let log = try reader.logEnd()?.digest else { return try work() }
        if let known = shelf.withLock({ $0.log == log ? $0.answers[question] as? Value : nil }) { return known }
        let answer = try work()
        shelf.withLock { kept in
            if kept.log != log { kept = Kept(log: log) }
            kept.answers[question] = answer
        }
        return answer
    }
}
