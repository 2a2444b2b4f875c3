public import Formats
public import Programme

/// What a list of contact persons changed.
public struct ContactReport: Codable, Sendable {
    /// Authorities that named one for the first time.
    public var added: Int
    /// Authorities that named another one, or corrected theirs; the earlier submission stays on record.
    public var replaced: Int
    /// Rows that the round had already.
    public var unchanged: Int
}

extension Office {
    /// Takes in contact persons of authorities, all of them or none. Each is a new record; nothing is overwritten.
    public func takeInContacts(_ table: Table, as actor: String) async throws -> ContactReport {
        try await perform(.takeInContacts, as: actor) { ledger in
            let content = try ContactTable.read(
                table, call: ledger.call, existing: try ledger.reader.all(Contact.self), by: actor, now: ledger.now)
            for contact in content.contacts { try ledger.put(contact) }
            return ContactReport(
                added: content.contacts.count - content.replaced, replaced: content.replaced, unchanged: content.unchanged)
        }
    }

    /// The contact person of every authority, and who was late or is missing. Personal data: for the secretariat and auditors.
    public func contacts(as actor: String) async throws -> [ContactStanding] {
        try await consult(.seeContacts, as: actor) { reader, call, _ in call.standing(of: try reader.all(Contact.self)) }
    }
}
