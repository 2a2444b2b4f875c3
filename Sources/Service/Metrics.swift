internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization
public import Workflow

/// What the service counts for those who watch over it, as Prometheus reads it (text exposition format 0.0.4).
///
/// Labels are patterns of routes, methods, classes of status and outcomes, each from a short list: no name, no number of a dossier
/// or person, no score, and nothing that a client could make up.
public final class ServiceMetrics: Sendable {
    private let store: any RoundStore
    private let file: String
    private let version: String
    private let began = Date()
    private let counts = Mutex(Counts())

    private struct Counts {
        var inFlight = 0
        var requests: [Request: Int] = [:]
        var durations: [String: Histogram] = [:]
        var writes = Histogram()
        var kept = 0
        var refused = 0
    }

    private struct Request: Hashable {
        var route: String
        var method: String
        var status: String
    }

    /// Counts for the service of a round.
    ///
    /// - Parameters:
    ///   - store: whose log is measured.
    ///   - file: the path of the database.
    ///   - version: the program's.
    public init(of store: any RoundStore, in file: String, version: String) {
        self.store = store
        self.file = file
        self.version = version
    }

    // MARK: What happens

    func requestBegan() { counts.withLock { $0.inFlight += 1 } }

    /// - Parameter route: the pattern; nil, or no path, where none fits.
    func requestEnded(route: String?, method: String, status: Int, after duration: Duration) {
        // Hummingbird names what it has no route for by a word.
        let route = route.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "none"
        let method = ServiceMetrics.methods.contains(method) ? method : "other"
        counts.withLock {
            $0.inFlight -= 1
            $0.requests[Request(route: route, method: method, status: "\(status / 100)xx"), default: 0] += 1
            $0.durations[route, default: Histogram()].take(duration / .seconds(1))
        }
    }

    func writeEnded(isKept: Bool, after duration: Duration) {
        counts.withLock {
            if isKept { $0.kept += 1 } else { $0.refused += 1 }
            if isKept { $0.writes.take(duration / .seconds(1)) }
        }
    }

    /// Anybody may send a method of any name, so that others share one.
    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    // MARK: What is told

    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// All counts as text.
    func text() async -> String {
        // A database that cannot be read leaves its line out; the rest is wanted then all the more.
        let acts = try? await store.read { reader in try reader.logEnd()?.number ?? 0 }
        let counts = counts.withLock { $0 }
        var page = Exposition()
        page.family("linxuan_build_info", .gauge, "The program that runs; always 1.")
        page.sample(1, ["version": version])
        page.family("linxuan_http_requests_total", .counter, "Requests answered, by pattern of route, method and class of status.")
        for (request, count) in counts.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            page.sample(Double(count), ["route": request.route, "method": request.method, "status": request.status])
        }
        page.family("linxuan_http_request_duration_seconds", .histogram, "From the head of a request to its answer.")
        for (route, histogram) in counts.durations.sorted(by: { $0.key < $1.key }) { page.samples(histogram, ["route": route]) }
        page.family("linxuan_http_requests_in_flight", .gauge, "Requests that are being answered.")
        page.sample(Double(counts.inFlight))
        page.family("linxuan_durable_writes_total", .counter, "Transactions that were kept, on disk, or refused with nothing changed.")
        page.sample(Double(counts.kept), ["outcome": "kept"])
        page.sample(Double(counts.refused), ["outcome": "refused"])
        page.family("linxuan_durable_write_duration_seconds", .histogram, "From asking for a transaction until it is on disk.")
        page.samples(counts.writes)
        if let acts {
            page.family("linxuan_log_acts", .gauge, "Acts in the log of the round.")
            page.sample(Double(acts))
        }
        page.family("linxuan_database_bytes", .gauge, "Size of the database and of its write-ahead log.")
        for (name, ending) in [("main", ""), ("wal", "-wal")] { page.sample(Double(size(of: file + ending)), ["file": name]) }
        page.family("process_start_time_seconds", .gauge, "When the service was started, in seconds since 1970.")
        page.sample(began.timeIntervalSince1970)
        process(&page)
        return page.text
    }

    /// The page for Prometheus on this machine. A request that somebody forwarded came from elsewhere, and learns nothing.
    func answer(to request: Hummingbird.Request) async throws -> Response {
        guard request.headers[.xForwardedFor] == nil else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: ServiceMetrics.mediaType], body: .init(byteBuffer: ByteBuffer(string: await text())))
    }

    private func size(of path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
    }

    /// What the system says of the process.
    private func process(_ page: inout Exposition) {
        var used = timespec()
        if clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0 {
            page.family("process_cpu_seconds_total", .counter, "Processor time used.")
            page.sample(Double(used.tv_sec) + Double(used.tv_nsec) / 1e9)
        }
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        if let resident = pages?.dropFirst().first.flatMap({ Int($0) }) {
            page.family("process_resident_memory_bytes", .gauge, "Memory held.")
            page.sample(Double(resident * sysconf(Int32(_SC_PAGESIZE))))
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            page.family("process_open_fds", .gauge, "Files and connections open.")
            page.sample(Double(open))
        }
    }
}

/// How often a duration lay below each of some bounds.
struct Histogram: Sendable {
    /// Upper bounds in seconds: a page is to be there in 0.1; a plan may be searched for minutes.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600]
    /// How many lay below each bound and above the one before it; the last is for all others.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0

    mutating func take(_ seconds: Double) {
        counts[Histogram.bounds.firstIndex { seconds <= $0 } ?? Histogram.bounds.count] += 1
        sum += seconds
    }
}

/// A page in Prometheus's text format.
private struct Exposition {
    enum Kind: String { case counter, gauge, histogram }

    private(set) var text = ""
    private var name = ""

    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ value: Double, _ labels: KeyValuePairs<String, String> = [:]) {
        line(value, labels.map { ($0.key, $0.value) })
    }

    mutating func samples(_ histogram: Histogram, _ labels: KeyValuePairs<String, String> = [:]) {
        let labels = labels.map { ($0.key, $0.value) }
        var below = 0
        for (place, count) in histogram.counts.enumerated() {
            below += count
            let bound = place < Histogram.bounds.count ? "\(Histogram.bounds[place])" : "+Inf"
            line(Double(below), labels + [("le", bound)], suffix: "_bucket")
        }
        line(histogram.sum, labels, suffix: "_sum")
        line(Double(below), labels, suffix: "_count")
    }

    private mutating func line(_ value: Double, _ labels: [(String, String)], suffix: String = "") {
        let pairs = labels.map { "\($0.0)=\"\(Exposition.escaped($0.1))\"" }
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        text += "\(name)\(suffix)\(pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") \(number)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension HTTPField.Name {
    /// By whom a request was forwarded; nginx sets it.
    static var xForwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For")! }
}
