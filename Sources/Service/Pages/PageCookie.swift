internal import HTTPTypes
internal import Hummingbird

/// The cookies of the pages. Behind TLS they have the prefix `__Host-`, by which a browser takes them over TLS only, from this host
/// only, for all of it; on the loopback address without TLS a browser would drop such a cookie.
struct PageCookie: Sendable {
    /// What a cookie is for.
    enum Use: String, Sendable {
        /// The session.
        case session
        /// What the form for signing in is known by before there is a session.
        case form
        /// The language that was chosen.
        case language
    }

    let isBehindTLS: Bool

    /// The name.
    func name(_ use: Use) -> String {
        switch (isBehindTLS, use) {
        case (true, .session): "__Host-linxuan"
        case (true, _): "__Host-linxuan-\(use.rawValue)"
        case (false, _): "linxuan-\(use.rawValue)"
        }
    }

    /// The value of a cookie that came with a request; of two with one name, none, since one of them was planted.
    func value(_ use: Use, in request: Request) -> String? {
        let name = name(use)
        let found = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair -> String? in
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { return nil }
            return String(parts[1])
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The header that sets a cookie; no page has a script, and none could read it.
    ///
    /// - Parameter seconds: how long it is kept; nil for as long as the browser is open, 0 to forget it.
    func header(_ use: Use, _ value: String, seconds: Int? = nil) -> String {
        "\(name(use))=\(value); Path=/; HttpOnly; SameSite=Lax" + (seconds.map { "; Max-Age=\($0)" } ?? "")
            + (isBehindTLS ? "; Secure" : "")
    }
}
