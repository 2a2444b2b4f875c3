internal import Cryptography
internal import Foundation
public import Programme

/// Who is signed in with a browser, by the cookie that it sent.
public struct BrowserSession: Sendable {
    /// Whom it stands for.
    public var person: Person
    /// The number of its token, by which it is listed and revoked.
    public var token: Int
    /// What every form of the session carries, so that another site's form is known by the lack of it.
    public var formKey: String
    /// The cookie from now on; nil where the one that came is fresh enough.
    public var cookie: String?
    /// Whether it lasts as long as its token, on a machine that is the person's own.
    public var stays: Bool

    /// So many seconds without a request end a session: 12 hours (OWASP ASVS 3.3.2, level 2); a default of the project.
    public static let idleLimit = 12 * 3600
    /// After so many seconds the cookie is made anew.
    static let freshness = 60
}

extension Office {
    /// Exchanges a code for a session, as `signIn` does for a token.
    ///
    /// - Parameter stays: whether it lasts until the token expires, however long it is idle.
    /// - Throws: as `signIn`.
    public func openSession(_ person: String, code: String, stays: Bool, under seal: SessionSeal) async throws -> BrowserSession {
        let signedIn = try await signInAtOnePace(
            person, code: code, device: stays ? "浏览器（常用设备） / browser, own machine" : "浏览器 / browser")
        return BrowserSession(
            person: signedIn.person, token: signedIn.number, formKey: seal.formKey(of: signedIn.token),
            cookie: try seal.close(signedIn.token, at: now, stays: stays), stays: stays)
    }

    /// The session of a cookie; nil where the seal is not ours, the token counts no more, or it was idle too long. In that case
    /// its token is revoked, so that it is over for good.
    public func session(of cookie: String, under seal: SessionSeal) async throws -> BrowserSession? {
        guard let content = seal.open(cookie) else { return nil }
        let bearer: (person: Person, token: Int)
        do { bearer = try await self.bearer(of: content.token) } catch Failure.notPermitted { return nil }
        let idle = now.seconds - content.lastSeen.seconds
        guard content.stays || idle <= BrowserSession.idleLimit else {
            try await signOut(bearer.token, as: bearer.person.id)
            return nil
        }
        return BrowserSession(
            person: bearer.person, token: bearer.token, formKey: seal.formKey(of: content.token),
            cookie: idle > BrowserSession.freshness ? try seal.close(content.token, at: now, stays: content.stays) : nil,
            stays: content.stays)
    }

    /// The seal of the round's sessions: the same however often the service is started, so that nobody has to sign in again.
    public func sessionSeal() async throws -> SessionSeal { SessionSeal(secret: try await bundleKey()) }
}

/// Puts a session into a cookie that says nothing to whoever holds it and can't be changed: the token in it is not one for the API,
/// and when it was last used is not the browser's to say.
///
/// The token is covered by a block of HMAC-SHA256 over a number that is used once, a pseudorandom function as one-time pad; all of
/// it is signed by another key (encrypt, then MAC: RFC 7366).
public struct SessionSeal: Sendable {
    private let covering: [UInt8]
    private let signing: [UInt8]
    private let forms: [UInt8]

    private static let (nonce, token, time, mac) = (16, 32, 8, 32)

    /// A seal out of a secret; its keys say nothing of the secret.
    init(secret: [UInt8]) {
        func key(_ use: String) -> [UInt8] { KeyedDigest.bytes(of: "linxuan browser session: \(use)".utf8, key: secret) }
        (covering, signing, forms) = (key("cover"), key("sign"), key("forms"))
    }

    /// What the forms of a token's session carry.
    public func formKey(of token: String) -> String { KeyedDigest.text(of: token, key: forms) }

    func close(_ token: String, at time: Instant, stays: Bool) throws -> String {
        guard let bytes = Hexadecimal.bytes(token.dropFirst(3)), bytes.count == SessionSeal.token else {
            throw Failure.failed(Text(zh: "登录凭证格式不对。", en: "The token is not of the form it should be."))
        }
        let nonce = try SecureRandom.bytes(SessionSeal.nonce)
        let seconds = UInt64(bitPattern: Int64(time.seconds))
        let content = nonce + cover(bytes, nonce) + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (8 * UInt64($0))) } + [stays ? 1 : 0]
        return Hexadecimal.text(of: content + KeyedDigest.bytes(of: content, key: signing))
    }

    func open(_ cookie: String) -> (token: String, lastSeen: Instant, stays: Bool)? {
        let length = SessionSeal.nonce + SessionSeal.token + SessionSeal.time + 1
        guard cookie.utf8.count == 2 * (length + SessionSeal.mac), let bytes = Hexadecimal.bytes(cookie) else { return nil }
        let content = Array(bytes.prefix(length))
        guard ConstantTime.areSame(Array(bytes.suffix(SessionSeal.mac)), KeyedDigest.bytes(of: content, key: signing)) else { return nil }
        let nonce = Array(content.prefix(SessionSeal.nonce))
        let token = cover(Array(content[SessionSeal.nonce..<SessionSeal.nonce + SessionSeal.token]), nonce)
        let seconds = content[(length - 9)..<(length - 1)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return ("lx_" + Hexadecimal.text(of: token), Instant(seconds: Int(Int64(bitPattern: seconds))), content[length - 1] == 1)
    }

    private func cover(_ bytes: [UInt8], _ nonce: [UInt8]) -> [UInt8] {
        zip(bytes, KeyedDigest.bytes(of: nonce, key: covering)).map { $0 ^ $1 }
    }
}
