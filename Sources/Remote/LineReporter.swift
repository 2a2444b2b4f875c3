public import Programme

/// Whoever is told how a server is waited for, and what has become of requests that were kept.
public protocol LineReporter: Sendable {
    /// A request is under way.
    ///
    /// - Parameter kept: What is kept of it should the command be ended meanwhile; nil where nothing is.
    func waitBegins(for server: String, keeping kept: Text?)
    /// It is over.
    func waitEnds()
    /// Something to know.
    func tell(_ text: Text)
}
