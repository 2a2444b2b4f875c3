internal import Foundation

/// A value taken apart once: for its row in the store, its line in the log, its place in a document.
///
/// As JSON it is byte by byte what `JSONEncoder` writes with sorted keys; that one builds an object for each value, which
/// for the hundred thousand entries of a register takes longer than finding them.
public struct RecordFields: Sendable, Hashable {
    /// The properties that hold something, by name.
    public let fields: [Field]

    /// One property.
    public struct Field: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it holds.
        public var value: Value
    }

    /// What a property holds.
    public enum Value: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// A yes or no.
        case truth(Bool)
        /// A whole number.
        case whole(Int64)
        /// A binary fraction: no official number is one.
        case fraction(Double)
        /// A text.
        case text(String)
        /// Several things in order.
        indirect case list([Value])
        /// Named things, by name.
        indirect case object([Field])
    }

    /// - Throws: `EncodingError` where the value has no properties.
    public init(_ value: some Encodable) throws {
        guard case .object(let fields) = try Value(value) else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "no properties"))
        }
        self.fields = fields
    }

    /// A text or a whole number as text; empty for anything else.
    public func text(of name: String) -> String {
        switch fields.first(where: { $0.name == name })?.value {
        case .text(let text): text
        case .whole(let number): "\(number)"
        default: ""
        }
    }

    /// The whole as canonical JSON.
    public func append(to bytes: inout [UInt8]) { Value.object(fields).append(to: &bytes) }
}

extension RecordFields.Value {
    /// A value taken apart.
    public init(_ value: some Encodable) throws {
        let box = Box()
        try value.encode(to: BoxEncoder(box: box))
        self = box.value
    }

    /// The value as JSON without spaces, keys sorted.
    ///
    /// - Parameter escapingSlashes: As `JSONEncoder` does by default, and so the lists and objects in rows have it.
    public func append(to bytes: inout [UInt8], escapingSlashes: Bool = false) {
        switch self {
        case .nothing: bytes += "null".utf8
        case .truth(let truth): bytes += (truth ? "true" : "false").utf8
        case .whole(let number): bytes += String(number).utf8
        case .fraction(let number): bytes += JSONText.digits(of: number).utf8
        case .text(let text): JSONText.append(text, to: &bytes, escapingSlashes: escapingSlashes)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.append(to: &bytes, escapingSlashes: escapingSlashes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(field.name, to: &bytes, escapingSlashes: escapingSlashes)
                bytes.append(UInt8(ascii: ":"))
                field.value.append(to: &bytes, escapingSlashes: escapingSlashes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// The value as JSON for people, a thing a line.
    ///
    /// - Parameter depth: So many levels it stands within others, each of two spaces.
    public func appendPretty(to bytes: inout [UInt8], depth: Int = 0) {
        func line(_ depth: Int) {
            bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
        }
        switch self {
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                line(depth + 1)
                value.appendPretty(to: &bytes, depth: depth + 1)
            }
            line(depth)
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                line(depth + 1)
                JSONText.append(field.name, to: &bytes, escapingSlashes: false)
                bytes += " : ".utf8
                field.value.appendPretty(to: &bytes, depth: depth + 1)
            }
            line(depth)
            bytes.append(UInt8(ascii: "}"))
        default: append(to: &bytes)
        }
    }
}

/// Texts and numbers as JSON has them (RFC 8259, 6 and 7).
private enum JSONText {
    private static let digits = Array("0123456789abcdef".utf8)

    static func append(_ text: String, to bytes: inout [UInt8], escapingSlashes: Bool) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { letters in
            var first = 0
            for (index, letter) in letters.enumerated() {
                guard let escaped = escape(letter, escapingSlashes) else { continue }
                bytes.append(contentsOf: letters[first..<index])
                bytes += escaped
                first = index + 1
            }
            bytes.append(contentsOf: letters[first...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// What stands for a letter that can't stand for itself.
    private static func escape(_ letter: UInt8, _ escapingSlashes: Bool) -> [UInt8]? {
        switch letter {
        case UInt8(ascii: "\""): Array(#"\""#.utf8)
        case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
        case UInt8(ascii: "/"): escapingSlashes ? Array(#"\/"#.utf8) : nil
        case 0x08: Array(#"\b"#.utf8)
        case 0x0C: Array(#"\f"#.utf8)
        case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): Array(#"\r"#.utf8)
        case UInt8(ascii: "\t"): Array(#"\t"#.utf8)
        case 0..<0x20: Array(#"\u00"#.utf8) + [digits[Int(letter >> 4)], digits[Int(letter & 0xF)]]
        default: nil
        }
    }

    static func digits(of number: Double) -> String {
        (try? JSONEncoder().encode(number)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}

// MARK: Taking apart

/// What one call of `encode` makes, while it is made.
private final class Box {
    private var shape = Shape.value(.nothing)

    private enum Shape {
        case value(RecordFields.Value)
        case list([Slot])
        case object([(name: String, slot: Slot)])
    }

    /// A part that is finished, or still open.
    enum Slot {
        case value(RecordFields.Value)
        case box(Box)

        var value: RecordFields.Value {
            switch self {
            case .value(let value): value
            case .box(let box): box.value
            }
        }
    }

    /// All of it, names sorted; of two values of one name the last.
    var value: RecordFields.Value {
        switch shape {
        case .value(let value): return value
        case .list(let slots): return .list(slots.map(\.value))
        case .object(let slots):
            var fields: [RecordFields.Field] = []
            fields.reserveCapacity(slots.count)
            // By bytes, as Foundation sorts; stable, as Swift's sort is.
            for (name, slot) in slots.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                if fields.last?.name == name { fields.removeLast() }
                fields.append(RecordFields.Field(name: name, value: slot.value))
            }
            return .object(fields)
        }
    }

    func becomeObject() { if case .object = shape {} else { shape = .object([]) } }

    func becomeList() { if case .list = shape {} else { shape = .list([]) } }

    func set(_ value: RecordFields.Value) { shape = .value(value) }

    func add(_ slot: Slot, named name: String) {
        guard case .object(var slots) = shape else { return }
        // Taken out first, so that appending copies nothing.
        shape = .value(.nothing)
        slots.append((name, slot))
        shape = .object(slots)
    }

    func add(_ slot: Slot) {
        guard case .list(var slots) = shape else { return }
        shape = .value(.nothing)
        slots.append(slot)
        shape = .list(slots)
    }

    var count: Int {
        if case .list(let slots) = shape { slots.count } else { 0 }
    }
}

private struct BoxEncoder: Encoder {
    let box: Box
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        box.becomeObject()
        return KeyedEncodingContainer(ObjectContainer<Key>(box: box))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        box.becomeList()
        return ListContainer(box: box)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { ValueContainer(box: box) }
}

/// The value of something that is no text, number or truth by itself.
private func taken(_ value: some Encodable) throws -> RecordFields.Value { try RecordFields.Value(value) }

private func whole(_ number: some BinaryInteger & Encodable) throws -> RecordFields.Value {
    guard let whole = Int64(exactly: number) else {
        throw EncodingError.invalidValue(number, .init(codingPath: [], debugDescription: "beyond 64 bits with a sign"))
    }
    return .whole(whole)
}

private struct ObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let box: Box
    var codingPath: [any CodingKey] { [] }

    private func add(_ value: RecordFields.Value, _ key: Key) { box.add(.value(value), named: key.stringValue) }

    mutating func encodeNil(forKey key: Key) { add(.nothing, key) }
    mutating func encode(_ value: Bool, forKey key: Key) { add(.truth(value), key) }
    mutating func encode(_ value: String, forKey key: Key) { add(.text(value), key) }
    mutating func encode(_ value: Double, forKey key: Key) { add(.fraction(value), key) }
    mutating func encode(_ value: Float, forKey key: Key) { add(.fraction(Double(value)), key) }
    mutating func encode(_ value: Int, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: Int8, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: Int16, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: Int32, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: Int64, forKey key: Key) { add(.whole(value), key) }
    mutating func encode(_ value: UInt, forKey key: Key) throws { add(try whole(value), key) }
    mutating func encode(_ value: UInt8, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: UInt16, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: UInt32, forKey key: Key) { add(.whole(Int64(value)), key) }
    mutating func encode(_ value: UInt64, forKey key: Key) throws { add(try whole(value), key) }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { add(try taken(value), key) }

    private func open(_ name: String) -> BoxEncoder {
        let part = Box()
        box.add(.box(part), named: name)
        return BoxEncoder(box: part)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        open(key.stringValue).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { open(key.stringValue).unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { open("super") }
    mutating func superEncoder(forKey key: Key) -> any Encoder { open(key.stringValue) }
}

private struct ListContainer: UnkeyedEncodingContainer {
    let box: Box
    var codingPath: [any CodingKey] { [] }
    var count: Int { box.count }

    private func add(_ value: RecordFields.Value) { box.add(.value(value)) }

    mutating func encodeNil() { add(.nothing) }
    mutating func encode(_ value: Bool) { add(.truth(value)) }
    mutating func encode(_ value: String) { add(.text(value)) }
    mutating func encode(_ value: Double) { add(.fraction(value)) }
    mutating func encode(_ value: Float) { add(.fraction(Double(value))) }
    mutating func encode(_ value: Int) { add(.whole(Int64(value))) }
    mutating func encode(_ value: Int8) { add(.whole(Int64(value))) }
    mutating func encode(_ value: Int16) { add(.whole(Int64(value))) }
    mutating func encode(_ value: Int32) { add(.whole(Int64(value))) }
    mutating func encode(_ value: Int64) { add(.whole(value)) }
    mutating func encode(_ value: UInt) throws { add(try whole(value)) }
    mutating func encode(_ value: UInt8) { add(.whole(Int64(value))) }
    mutating func encode(_ value: UInt16) { add(.whole(Int64(value))) }
    mutating func encode(_ value: UInt32) { add(.whole(Int64(value))) }
    mutating func encode(_ value: UInt64) throws { add(try whole(value)) }
    mutating func encode<T: Encodable>(_ value: T) throws { add(try taken(value)) }

    private func open() -> BoxEncoder {
        let part = Box()
        box.add(.box(part))
        return BoxEncoder(box: part)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        open().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { open().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { open() }
}

private struct ValueContainer: SingleValueEncodingContainer {
    let box: Box
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { box.set(.nothing) }
    mutating func encode(_ value: Bool) { box.set(.truth(value)) }
    mutating func encode(_ value: String) { box.set(.text(value)) }
    mutating func encode(_ value: Double) { box.set(.fraction(value)) }
    mutating func encode(_ value: Float) { box.set(.fraction(Double(value))) }
    mutating func encode(_ value: Int) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: Int8) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: Int16) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: Int32) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: Int64) { box.set(.whole(value)) }
    mutating func encode(_ value: UInt) throws { box.set(try whole(value)) }
    mutating func encode(_ value: UInt8) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: UInt16) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: UInt32) { box.set(.whole(Int64(value))) }
    mutating func encode(_ value: UInt64) throws { box.set(try whole(value)) }
    mutating func encode<T: Encodable>(_ value: T) throws { box.set(try taken(value)) }
}
