internal import Formats
internal import Foundation

/// The schemas of values, read off their own decoding: a decoder that has no data writes down what it is asked for, and hands out
/// some value for each. So a schema says what the program reads and writes, whatever becomes of a type.
struct SchemaBook {
    /// The schemas that have a name.
    private(set) var named: [String: JSONSchema] = [:]

    /// The schema of a type; those of its parts are kept by name.
    ///
    /// - Throws: what the type's decoding throws, where it wants more than a decoder without data can give; such a type has to say
    ///   its schema (`HasJSONSchema`).
    mutating func schema<Value: Decodable>(of kind: Value.Type) throws -> JSONSchema {
        let findings = Findings(named)
        let (_, schema) = try findings.value(Value.self)
        named = findings.named
        return schema
    }

    /// A schema that is not a type's.
    mutating func name(_ name: String, _ schema: JSONSchema) { named[name] = schema }

    /// Some value of a type.
    static func sample<Value: Decodable>(of kind: Value.Type) throws -> Value { try Findings([:]).value(Value.self).0 }
}

/// What a decoding without data has asked for so far.
private final class Findings {
    var named: [String: JSONSchema]
    /// The types that are being looked at, so that one which holds itself comes to an end.
    private var open: [String] = []

    init(_ named: [String: JSONSchema]) { self.named = named }

    func value<Value: Decodable>(_ kind: Value.Type) throws -> (Value, JSONSchema) {
        if let described = kind as? any HasJSONSchema.Type {
            if let value = described.sample as? Value { return (value, described.jsonSchema) }
        }
        if let names = (kind as? any CaseIterable.Type).flatMap(names), let value = names.values.first as? Value {
            return (value, names.schema)
        }
        if let optional = kind as? any OptionalValue.Type, let value = optional.absent as? Value {
            let schema = try optional.schemaOfWrapped(self)
            return (value, optional.isWrittenAsNull ? .orNull(schema) : schema)
        }
        let name = String(reflecting: kind).split(separator: ".").dropFirst().joined(separator: ".")
        let isNamed = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } && !isPrimitive(kind)
        guard !open.contains(name) else { throw Circle(name: name) }
        open.append(name)
        defer { open.removeLast() }
        let probe = Probe(self)
        let value = try Value(from: probe)
        let schema = probe.schema
        guard isNamed, case .object = schema else { return (value, schema) }
        named[name] = schema
        return (value, .reference(name))
    }

    private func isPrimitive(_ kind: any Decodable.Type) -> Bool {
        kind is String.Type || kind is Bool.Type || kind is any Numeric.Type
    }

    /// The names of a choice.
    private func names(_ kind: any CaseIterable.Type) -> (schema: JSONSchema, values: [Any])? {
        func opened<Choice: CaseIterable>(_ kind: Choice.Type) -> (JSONSchema, [Any])? {
            let values = Array(kind.allCases)
            let names = values.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
            return names.count == values.count && !names.isEmpty ? (.names(names), values) : nil
        }
        return opened(kind)
    }
}

/// That a type holds itself.
struct Circle: Error {
    var name: String
}

private protocol OptionalValue {
    static var absent: Self { get }
    /// Whether null stands for what is absent; else it is left out.
    static var isWrittenAsNull: Bool { get }
    static func schemaOfWrapped(_ findings: Findings) throws -> JSONSchema
}

extension Optional: OptionalValue where Wrapped: Decodable {
    fileprivate static var absent: Wrapped? { nil }
    fileprivate static var isWrittenAsNull: Bool { false }
    fileprivate static func schemaOfWrapped(_ findings: Findings) throws -> JSONSchema { try findings.value(Wrapped.self).1 }
}

extension OrNull: OptionalValue {
    fileprivate static var absent: OrNull<Value> { OrNull(wrappedValue: nil) }
    fileprivate static var isWrittenAsNull: Bool { true }
    fileprivate static func schemaOfWrapped(_ findings: Findings) throws -> JSONSchema { try findings.value(Value.self).1 }
}

/// A decoder without data.
private final class Probe: Decoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let findings: Findings
    var schema = JSONSchema.anything

    init(_ findings: Findings) { self.findings = findings }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        schema = .object([])
        return KeyedDecodingContainer(KeyedProbe(probe: self))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        schema = .array(.anything)
        return UnkeyedProbe(probe: self)
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleProbe(probe: self) }

    func note(_ name: String, _ found: JSONSchema, isRequired: Bool) {
        switch schema {
        case .map: schema = .map(found)
        case .object(var properties):
            properties.removeAll { $0.name == name }
            properties.append(.init(name: name, schema: found, isRequired: isRequired))
            schema = .object(properties)
        default: break
        }
    }
}

private final class KeyedProbe<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let codingPath: [any CodingKey] = []
    let probe: Probe
    /// The names that were asked about before they were read: they may be missing.
    private var doubted: Set<String> = []

    init(probe: Probe) { self.probe = probe }

    /// Only what takes any name asks for all names.
    var allKeys: [Key] {
        probe.schema = .map(.anything)
        return [Key(stringValue: "name"), Key(intValue: 1)].compactMap { $0 }.prefix(1).map { $0 }
    }
    func contains(_ key: Key) -> Bool {
        doubted.insert(key.stringValue)
        return true
    }
    func decodeNil(forKey key: Key) throws -> Bool { false }
    private func found<Value: Decodable>(_ kind: Value.Type, _ key: Key) throws -> Value {
        let (value, schema) = try probe.findings.value(kind)
        probe.note(key.stringValue, schema, isRequired: !doubted.contains(key.stringValue))
        return value
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try found(type, key) }
    /// What is missing and may be: so that a type that holds itself comes to an end.
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        doubted.insert(key.stringValue)
        do { return try found(type, key) } catch let circle as Circle {
            probe.note(key.stringValue, .reference(circle.name), isRequired: false)
            return nil
        }
    }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try found(type, key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try found(type, key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try found(type, key) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try found(type, key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try found(type, key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try found(type, key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try found(type, key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try found(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try found(type, key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try found(type, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try found(type, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try found(type, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try found(type, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try found(type, key) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw Circle(name: key.stringValue)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw Circle(name: key.stringValue) }
    func superDecoder() throws -> any Decoder { throw Circle(name: "super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw Circle(name: key.stringValue) }
}

/// A list of one element.
private final class UnkeyedProbe: UnkeyedDecodingContainer {
    let codingPath: [any CodingKey] = []
    let probe: Probe
    let count: Int? = 1
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(probe: Probe) { self.probe = probe }

    private func found<Value: Decodable>(_ kind: Value.Type) throws -> Value {
        currentIndex += 1
        do {
            let (value, schema) = try probe.findings.value(kind)
            if case .array(.anything) = probe.schema { probe.schema = .array(schema) }
            return value
        } catch let circle as Circle {
            probe.schema = .array(.reference(circle.name))
            throw circle
        }
    }
    func decodeNil() throws -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try found(type) }
    func decode(_ type: Bool.Type) throws -> Bool { try found(type) }
    func decode(_ type: String.Type) throws -> String { try found(type) }
    func decode(_ type: Double.Type) throws -> Double { try found(type) }
    func decode(_ type: Float.Type) throws -> Float { try found(type) }
    func decode(_ type: Int.Type) throws -> Int { try found(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try found(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try found(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try found(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try found(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try found(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try found(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try found(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try found(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try found(type) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        throw Circle(name: "list")
    }
    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Circle(name: "list") }
    func superDecoder() throws -> any Decoder { throw Circle(name: "super") }
}

private struct SingleProbe: SingleValueDecodingContainer {
    let codingPath: [any CodingKey] = []
    let probe: Probe

    private func take<Value>(_ value: Value, _ schema: JSONSchema) -> Value {
        probe.schema = schema
        return value
    }
    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (value, schema) = try probe.findings.value(type)
        return take(value, schema)
    }
    func decode(_ type: Bool.Type) throws -> Bool { take(true, .truth) }
    func decode(_ type: String.Type) throws -> String { take("x", .string()) }
    func decode(_ type: Double.Type) throws -> Double { take(1, .number) }
    func decode(_ type: Float.Type) throws -> Float { take(1, .number) }
    func decode(_ type: Int.Type) throws -> Int { take(1, .integer) }
    func decode(_ type: Int8.Type) throws -> Int8 { take(1, .integer) }
    func decode(_ type: Int16.Type) throws -> Int16 { take(1, .integer) }
    func decode(_ type: Int32.Type) throws -> Int32 { take(1, .integer) }
    func decode(_ type: Int64.Type) throws -> Int64 { take(1, .integer) }
    func decode(_ type: UInt.Type) throws -> UInt { take(1, .unsigned) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { take(1, .whole(0...Int(UInt8.max))) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { take(1, .whole(0...Int(UInt16.max))) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { take(1, .whole(0...Int(UInt32.max))) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { take(1, .unsigned) }
}
