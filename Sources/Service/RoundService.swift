internal import Foundation
internal import Formats
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Programme
public import Workflow

/// A round made available over HTTP. It has no rule of its own: each route is one use case of the office.
public struct RoundService: Sendable {
    private let office: Office
    private let host: String
    private let port: Int
    private let limits = Limits()
    private let metrics: ServiceMetrics
    private let readiness: Readiness
    private let pages: Pages

    /// The service of a round at an address.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - isBehindTLS: whether somebody says that TLS is ended in front of it.
    ///   - metrics: where requests are counted.
    ///   - drain: how long it goes on to take requests once told to stop, not ready already.
    /// - Throws: `Failure.usage` where others could reach the address and read along.
    public init(_ office: Office, host: String, port: Int, isBehindTLS: Bool, metrics: ServiceMetrics, drain: Duration = .zero) throws {
        guard isBehindTLS || RoundService.isLoopback(host) else {
            throw Failure.usage(
                Text(
                    zh: "“\(host)”不是本机回环地址，口令和评分会以明文传输。请用 127.0.0.1，由 nginx 等在前面终止 TLS；确已如此而须监听其他地址的，加 --behind-tls。",
                    en:
                        "“\(host)” is not the loopback address: tokens and scores would travel in clear. Use 127.0.0.1 with nginx ending TLS in front; where that is so and another address is needed, add --behind-tls."
                ))
        }
        guard (0...65_535).contains(port) else {
            throw Failure.usage(Text(zh: "端口应为 0 至 65535。", en: "A port is 0 to 65535."))
        }
        self.office = office
        pages = try Pages(office, limits: limits, isBehindTLS: isBehindTLS)
        self.host = host
        self.port = port
        self.metrics = metrics
        readiness = Readiness(drain: drain)
    }

    /// Whether only this machine reaches an address.
    public static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "::1", "localhost"].contains(host)
    }

    /// Runs until SIGTERM or SIGINT; what was taken by then is finished.
    ///
    /// - Parameter onListening: told the address once it listens.
    public func run(onListening: @escaping @Sendable (String) -> Void) async throws {
        let logger = Logger(label: "linxuan") { _ in JSONLog() }
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        addRoutes(to: router)
        pages.addRoutes(to: router)
        let host = host.contains(":") ? "[\(host)]" : host
        let application = Application(
            responder: Answering(inner: router.buildResponder(), metrics: metrics, pages: pages),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [SlowHeads(patience: limits.headTime), ClientPresence()],
                    idleTimeout: limits.idle,
                    httpDecoderConfiguration: .init(maxHeaderFieldSize: 8192, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(self.host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: { channel in onListening("http://\(host):\(channel.localAddress?.port ?? 0)") }, logger: logger)
        do { try await readiness.run(application, logger: logger) } catch  where "\(error)".contains("bind") {
            throw Failure.failed(
                Text(
                    zh: "无法监听 \(self.host):\(port)，可能已被占用。请换一个端口（--port）。",
                    en: "\(self.host):\(port) cannot be listened on; it may be taken. Choose another port (--port)."))
        }
    }

    private func addRoutes(to router: Router<ServiceContext>) {
        let document = OpenAPIDocument.bytes
        router.get("/api/v1/openapi.json") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: document)))
        }
        router.get("/healthz") { _, _ in Response(json: ["alive": true]) }
        router.get("/readyz") { _, _ in
            let isReady = await office.isReady()
            let ready = isReady && !readiness.isStopping
            return Response(
                json: ["ready": ready], status: ready ? .ok : .serviceUnavailable,
                type: ready ? "application/json" : ProblemDetails.mediaType)
        }
        if RoundService.isLoopback(host) { router.get("/metrics") { request, _ in try await metrics.answer(to: request) } }
        for route in APIRoutes.shared.all {
            router.on(RouterPath(route.routerPath), method: route.method) { request, context in
                try await answer(route, request, context)
            }
        }
        refuseOtherMethods(on: router)
    }

    /// Says of a path that is there what it takes (RFC 9110, 15.5.6).
    private func refuseOtherMethods(on router: Router<ServiceContext>) {
        let known = Dictionary(grouping: APIRoutes.shared.all, by: \.routerPath).mapValues { $0.map(\.method) }
        for (path, methods) in known {
            let taken = methods + (methods.contains(.get) ? [.head] : [])
            let allowed = taken.map(\.rawValue).sorted().joined(separator: ", ")
            for method in [.get, .head, .post, .put, .patch, .delete, .options, .trace, .query] as [HTTPRequest.Method]
            where !taken.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: allowed])
                }
            }
        }
    }

    private func answer(_ route: APIRoute, _ request: Request, _ context: ServiceContext) async throws -> Response {
        var call = APICall(
            office: office, body: [],
            path: Dictionary(
                context.parameters.map { (String($0.key), String($0.value).removingPercentEncoding ?? "") },
                uniquingKeysWith: { first, _ in first }),
            query: request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            known: request.headers[route.method == .get ? .ifNoneMatch : .ifMatch])
        let answer: APIAnswer
        switch route.caller {
        case .anybody(let work):
            call.body = try await limits.body(of: request, upTo: route.largestBody)
            answer = try await work(call)
        case .person(let work):
            // Who isn't signed in sends no body that anybody reads.
            let (person, token) = try await bearer(of: request)
            call.body = try await limits.body(of: request, upTo: route.largestBody)
            call.office = office.once(route.isOnce ? try once(request, call.body) : nil)
            if route.isLongRead { call.departure = await ClientPresence.departure(from: context.channel) }
            answer = try await work(call, SignedInPerson(person: person, token: token))
        }
        return Response(answer, at: request.uri.path, query: call.query)
    }

    private func bearer(of request: Request) async throws -> (person: Person, token: Int) {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") else { throw NotSignedIn() }
        do { return try await office.bearer(of: String(header.dropFirst(7))) } catch Failure.notPermitted { throw NotSignedIn() }
    }

    private func once(_ request: Request, _ body: [UInt8]) throws -> OnceOnly? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        return try OnceOnly(key: key, content: Array("\(request.method) \(request.uri.path)\n".utf8) + body)
    }
}

extension HTTPField.Name {
    /// The key of a request that may come twice (draft-ietf-httpapi-idempotency-key-header).
    static var idempotencyKey: HTTPField.Name { HTTPField.Name("Idempotency-Key")! }
}
