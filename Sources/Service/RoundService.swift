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
    private let pages: Pages

    /// The service of a round at an address.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - isBehindTLS: whether somebody says that TLS is ended in front of it.
    /// - Throws: `Failure.usage` where others could reach the address and read along.
    public init(_ office: Office, host: String, port: Int, isBehindTLS: Bool) throws {
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
        let router = Router(context: ServiceContext.self)
        addRoutes(to: router)
        pages.addRoutes(to: router)
        let host = host.contains(":") ? "[\(host)]" : host
        let application = Application(
            responder: Answering(inner: router.buildResponder(), pages: pages),
            server: .http1(
                configuration: .init(
                    idleTimeout: limits.idle,
                    httpDecoderConfiguration: .init(maxHeaderFieldSize: 8192, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(self.host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: { channel in onListening("http://\(host):\(channel.localAddress?.port ?? 0)") }, logger: logger)
        do { try await application.runService() } catch  where "\(error)".contains("bind") {
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
            let ready = await office.isReady()
            return Response(
                json: ["ready": ready], status: ready ? .ok : .serviceUnavailable,
                type: ready ? "application/json" : ProblemDetails.mediaType)
        }
        for route in APIRoute.all {
            router.on(RouterPath(route.routerPath), method: route.method) { request, context in
                try await answer(route, request, context)
            }
        }
    }

    private func answer(_ route: APIRoute, _ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = Dictionary(
            context.parameters.map { (String($0.key), String($0.value).removingPercentEncoding ?? "") },
            uniquingKeysWith: { first, _ in first })
        switch route.caller {
        case .anybody(let work):
            let body = try await limits.body(of: request)
            return Response(json: try await work(APICall(office: office, body: body, parameters: parameters)))
        case .person(let work):
            // Who isn't signed in sends no body that anybody reads.
            let (person, token) = try await bearer(of: request)
            let body = try await limits.body(of: request)
            let once = try route.isOnce ? self.once(request, body) : nil
            let office = office.once(once)
            let me = SignedInPerson(person: person, token: token, desk: OfficeDesk(office, person: person.id))
            return Response(json: try await work(APICall(office: office, body: body, parameters: parameters), me))
        }
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
