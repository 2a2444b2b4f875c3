import Synchronization

/// Keeps the acts that were read: the log only grows, and its first bodies are the longest.
final class ActShelf: Sendable {
    private let shelf = Mutex<[LogEntry]>([])

    /// Every act of the log, of which only the new ones are read.
    func acts(in reader: any RoundReader) throws -> [LogEntry] {
        let known = shelf.withLock { $0 }
        guard let last = known.last else { return keep(try reader.acts(from: 1)) }
        let rest = try reader.acts(from: last.number)
        // A log that goes on otherwise than the one that was read is read anew.
        guard rest.first?.digest == last.digest else { return keep(try reader.acts(from: 1)) }
        return rest.count == 1 ? known : keep(known + rest.dropFirst())
    }

    private func keep(_ acts: [LogEntry]) -> [LogEntry] {
        shelf.withLock { $0 = acts }
        return acts
    }
}
