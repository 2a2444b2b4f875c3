internal import Cryptography
import Foundation
public import Programme

/// That an act was done for a request which its sender may send again, with what was answered: over a bad line the answer gets
/// lost, and the same request comes twice. It tells of no decision, so the log leaves it out.
public struct Receipt: RoundRecord {
    /// Who sent it.
    public var person: String
    /// The sender's key for it.
    public var key: String
    /// The act.
    public var act: Act
    /// The SHA-256 digest of what was asked.
    public var request: String
    /// What was answered, as JSON.
    public var answer: String
    /// When.
    public var at: Instant

    /// What the kind is called in the store.
    public static let recordName = "receipt"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["person", "key", "act"]
    /// Their values.
    public var identity: [String] { [person, key, act.rawValue] }
}

/// A request that may come twice and is to be done once.
public struct OnceOnly: Sendable {
    let key: String
    let digest: String

    /// A request by the key that its sender chose.
    ///
    /// - Parameter content: all that was asked, so that a key is not used for two requests.
    /// - Throws: `Failure.usage` where the key isn't 8 to 100 visible characters of ASCII.
    public init(key: String, content: some Sequence<UInt8>) throws {
        guard (8...100).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure.usage(
                Text(
                    zh: "Idempotency-Key 应为 8 至 100 个可见的 ASCII 字符。",
                    en: "An Idempotency-Key is 8 to 100 visible characters of ASCII."))
        }
        self.key = key
        digest = SHA256Digest(of: content).description
    }

    /// What was answered when it came before; nil where it didn't.
    ///
    /// - Throws: `Failure.failed` where the key was used for another request, and where the answer was a secret, which is kept nowhere.
    func answer<Value>(to person: String, act: Act, in reader: any RoundReader) throws -> Value? {
        guard let receipt = try reader.find(Receipt.self, [person, key, act.rawValue]) else { return nil }
        guard receipt.request == digest else {
            throw Failure.failed(
                Text(
                    zh: "Idempotency-Key 已用于另一请求，未作任何改动。请换一个。",
                    en: "The Idempotency-Key was used for another request; nothing was changed. Choose another."))
        }
        if let nothing = () as? Value { return nothing }
        guard let kind = Value.self as? any Decodable.Type,
            let value = try JSONDecoder().decode(kind, from: Data(receipt.answer.utf8)) as? Value
        else {
            throw Failure.failed(
                Text(
                    zh: "此请求已于 \(receipt.at.inChina) 办理，未再次办理；当时的应答不予保存，请查看现状。",
                    en:
                        "The request was done at \(receipt.at.inChina) (China) and was not done again; what was answered then is not kept: look how things stand."
                ))
        }
        return value
    }

    /// What is kept of an act that was done.
    func receipt<Value>(of value: Value, act: Act, by person: String, at now: Instant) throws -> Receipt {
        // What can't be read back is not kept, a secret above all.
        let answer = try (value as? any Codable).map { try CanonicalJSON.text(of: $0) } ?? "null"
        return Receipt(person: person, key: key, act: act, request: digest, answer: answer, at: now)
    }
}
