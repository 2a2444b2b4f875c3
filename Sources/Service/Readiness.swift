internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// Whether new work should come: no longer from the moment at which the service is told to stop.
///
/// It runs beside the server, after it in the group, and so is told to stop before the server is: whoever asks learns that it is
/// not ready while it still answers.
final class Readiness: ServiceLifecycle.Service {
    private let isToldToStop = Atomic(false)
    private let drain: Duration

    /// - Parameter drain: how long the server goes on to take requests after that.
    init(drain: Duration) { self.drain = drain }

    var isStopping: Bool { isToldToStop.load(ordering: .relaxed) }

    /// Runs a server until SIGTERM or SIGINT, and tells that it is not ready first.
    func run(_ server: any ServiceLifecycle.Service, logger: Logger) async throws {
        let group = ServiceGroup(
            configuration: .init(services: [server, self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    func run() async throws {
        try? await gracefulShutdown()
        isToldToStop.store(true, ordering: .relaxed)
        try? await Task.sleep(for: drain)
    }
}
