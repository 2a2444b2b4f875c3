internal import Cryptography
public import Programme

/// A code as it is given to its person, once.
public struct IssuedCode: Codable, Sendable {
    /// Whom it lets in.
    public var person: String
    /// The code, in four groups; it is kept nowhere.
    public var code: String
    /// Until when it can be used.
    public var expiresAt: Instant
}

/// What a person gets for a code.
public struct SignedIn: Codable, Sendable {
    /// The token, kept nowhere but with its person.
    public var token: String
    /// Its number, by which it can be revoked.
    public var number: Int
    /// Whom it stands for.
    public var person: Person
    /// Until when it counts.
    public var expiresAt: Instant
}

/// A token as it is listed.
public struct TokenStanding: Codable, Sendable {
    /// Its number.
    public var number: Int
    /// Whom it stands for.
    public var person: String
    /// What the person called the machine.
    public var device: String
    /// When it was given.
    public var issuedAt: Instant
    /// Until when it counts.
    public var expiresAt: Instant
    /// When it was revoked; nil where it was not.
    public var revokedAt: Instant?
    /// By whom.
    public var revokedBy: String?
    /// Whether it counts now.
    public var counts: Bool
}

extension Office {
    /// Gives a person a code to sign in with; codes that they had before count no more.
    public func issueCode(for person: String, as actor: String) async throws -> IssuedCode {
        let code = Base32.grouped(try freshSecret(bytes: 10))
        let digest = SHA256Digest(of: code).description
        return try await perform(.issueCode, as: actor) { ledger -> Untold<IssuedCode> in
            let known = try ledger.reader.get(Person.self, person, named: Text(zh: "人员", en: "person"))
            let turn = try ledger.reader.all(SignInCode.self, where: "person", is: known.id).count + 1
            let expires = Instant(seconds: ledger.now.seconds + SignInCode.validity)
            try ledger.put(
                SignInCode(person: known.id, turn: turn, digest: digest, issuedBy: actor, issuedAt: ledger.now, expiresAt: expires))
            return Untold(IssuedCode(person: known.id, code: code, expiresAt: expires))
        }.value
    }

    /// Exchanges a code for a token. A try that fails is kept before it is refused.
    ///
    /// - Throws: `Failure.notPermitted`, the same for a wrong, used, worn-out or expired code and for a person who has none.
    public func signIn(_ person: String, code: String, device: String) async throws -> SignedIn {
        guard device.unicodeScalars.count <= 100 else {
            throw Failure.usage(Text(zh: "设备名称不得超过 100 个字。", en: "The name of the device has more than 100 characters."))
        }
        let given = Array(SHA256Digest(of: Base32.grouping(code)).description.utf8)
        guard try await store.read({ try $0.openCode(of: person, at: now(in: $0)) }) != nil else { throw Failure.notSignedIn }
        let token = "lx_" + Hexadecimal.text(of: try freshSecret(bytes: 32))
        let digest = SHA256Digest(of: token).description
        let signedIn: SignedIn? = try await perform(.signIn, as: person) { ledger in
            guard let (open, tries) = try ledger.reader.openCode(of: person, at: ledger.now) else { return nil }
            let right = ConstantTime.areSame(given, Array(open.digest.utf8))
            try ledger.put(SignInTry(person: person, turn: open.turn, number: tries + 1, right: right, at: ledger.now))
            guard right else { return nil }
            let number = (try ledger.reader.last(AccessToken.self, by: "number")?.number ?? 0) + 1
            let expires = Instant(seconds: ledger.now.seconds + AccessToken.validity)
            try ledger.put(
                AccessToken(
                    digest: digest, number: number, person: person, turn: open.turn, device: device, issuedAt: ledger.now,
                    expiresAt: expires))
            let known = try ledger.reader.get(Person.self, person, named: Text(zh: "人员", en: "person"))
            return SignedIn(token: token, number: number, person: known, expiresAt: expires)
        }
        guard let signedIn else { throw Failure.notSignedIn }
        return signedIn
    }

    /// Whom a token stands for.
    ///
    /// - Throws: `Failure.notPermitted`, the same for a token that never was, that is expired, or that was revoked.
    public func bearer(of token: String) async throws -> (person: Person, token: Int) {
        let digest = SHA256Digest(of: token).description
        let found: (Person, Int)? = try await store.read { reader in
            guard let token = try reader.find(AccessToken.self, [digest]), try token.expiresAt > now(in: reader),
                try reader.find(TokenRevocation.self, ["\(token.number)"]) == nil,
                let person = try reader.find(Person.self, [token.person])
            else { return nil }
            return (person, token.number)
        }
        guard let found else {
            throw Failure.notPermitted(
                Text(
                    zh: "登录无效或已过期。请用 linxuan login 重新登录；没有登录码的，请向秘书处索取。",
                    en:
                        "You are not signed in, or it has expired. Sign in with linxuan login; ask the secretariat for a code if you have none."
                ))
        }
        return found
    }

    /// Every token of the round, without the tokens themselves.
    public func tokens(as actor: String) async throws -> [TokenStanding] {
        try await consult(.seeTokens, as: actor) { reader, _, _ in
            let now = try now(in: reader)
            return try reader.all(AccessToken.self).sorted { $0.number < $1.number }.map { token in
                let revocation = try reader.find(TokenRevocation.self, ["\(token.number)"])
                return TokenStanding(
                    number: token.number, person: token.person, device: token.device, issuedAt: token.issuedAt,
                    expiresAt: token.expiresAt, revokedAt: revocation?.at, revokedBy: revocation?.by,
                    counts: revocation == nil && token.expiresAt > now)
            }
        }
    }

    /// Revokes anybody's token.
    public func revokeToken(_ number: Int, as actor: String) async throws {
        try await perform(.revokeToken, as: actor) { try $0.revoke(number) }
    }

    /// Revokes the token by which a person is signed in.
    public func signOut(_ number: Int, as person: String) async throws {
        try await perform(.signOut, as: person) { ledger in
            guard try ledger.reader.token(number)?.person == person else {
                throw Failure.unknown(Text(zh: "没有这个登录凭证。", en: "There is no such token."))
            }
            try ledger.revoke(number)
        }
    }

    private func freshSecret(bytes: Int) throws -> [UInt8] {
        do { return try SecureRandom.bytes(bytes) } catch {
            throw Failure.failed(
                Text(
                    zh: "本机无法提供不可预知的随机数，未作任何改动。请检查系统随机数来源后重试。",
                    en:
                        "The machine gives no unforeseeable random numbers; nothing was changed. Check its source of randomness and try again."
                ))
        }
    }
}

extension Ledger {
    fileprivate func revoke(_ number: Int) throws {
        guard try reader.token(number) != nil else {
            throw Failure.failed(
                Text(
                    zh: "没有第 \(number) 号登录凭证。用 linxuan access tokens 查看。",
                    en: "There is no token number \(number). See linxuan access tokens."))
        }
        guard try reader.find(TokenRevocation.self, ["\(number)"]) == nil else {
            throw Failure.failed(Text(zh: "第 \(number) 号登录凭证已吊销。", en: "Token number \(number) is revoked already."))
        }
        try put(TokenRevocation(token: number, by: actor, at: now))
    }
}

extension RoundReader {
    fileprivate func token(_ number: Int) throws -> AccessToken? { try all(AccessToken.self, where: "number", is: "\(number)").first }

    /// The code by which a person can sign in now, and how often it was tried; nil where there is none.
    fileprivate func openCode(of person: String, at now: Instant) throws -> (code: SignInCode, tries: Int)? {
        guard let code = try all(SignInCode.self, where: "person", is: person).max(by: { $0.turn < $1.turn }), code.expiresAt > now
        else { return nil }
        let tries = try all(SignInTry.self, where: "person", is: person).filter { $0.turn == code.turn }
        return tries.count < SignInCode.tries && !tries.contains(where: \.right) ? (code, tries.count) : nil
    }
}

extension Failure {
    /// The same words whatever is wrong, so that nobody learns who has a code.
    fileprivate static let notSignedIn = Failure.notPermitted(
        Text(
            zh: "人员编号或登录码不对，或登录码已用过、已过期、试错次数过多。请核对；仍不行的，请向秘书处另索登录码。",
            en:
                "The number or the code is wrong, or the code is used, expired or was tried too often. Check both; else ask the secretariat for another code."
        ))
}

/// Bytes as letters and digits that people don't confuse: Crockford's base 32, without I, L, O and U.
enum Base32 {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Five bits a letter, four letters a group; for whole groups of five bytes.
    static func grouped(_ bytes: [UInt8]) -> String {
        var (text, held, bits) = ("", 0, 0)
        for byte in bytes {
            (held, bits) = (held << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                text.append(letters[held >> bits & 31])
            }
            held &= (1 << bits) - 1
        }
        return grouping(text)
    }

    /// A code as it was given, however it was typed: upper case, groups of four, O for 0 and I or L for 1.
    static func grouping(_ typed: String) -> String {
        let plain = typed.uppercased().unicodeScalars.compactMap { scalar -> Character? in
            switch scalar {
            case "O": "0"
            case "I", "L": "1"
            case "-", " ", "\u{3000}", "－": nil
            default: Character(scalar)
            }
        }
        return stride(from: 0, to: plain.count, by: 4).map { String(plain[$0..<min($0 + 4, plain.count)]) }.joined(separator: "-")
    }
}

extension Office {
    /// Whether the store answers, holds a round and takes writes.
    public func isReady() async -> Bool {
        guard store.standstill == nil else { return false }
        return (try? await store.read { try $0.find(RoundState.self, ["round"]) != nil }) ?? false
    }
}

/// A value that no receipt keeps, since it is a secret.
private struct Untold<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
