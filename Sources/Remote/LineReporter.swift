public import Programme

/// Whoever is told how a server is waited for, and what has become of requests that were kept.
public protocol LineReporter: Sendable {
    /// A request is under way.
    func waitBegins(for server: String)
    /// It is over.
    func waitEnds()
    /// Something to know.
    func tell(_ text: Text)
}
