public import Formats
public import Programme

/// What a table of relations or affiliations changed.
public struct TableReport: Codable, Sendable {
    /// Rows that are new.
    public var added: Int
    /// Rows that took the place of earlier ones.
    public var corrected: Int
    /// Rows that were taken away.
    public var removed: Int
    /// Rows that the round had already.
    public var unchanged: Int

    /// Rows that changed what the round has.
    public var changes: Int { added + corrected + removed }
}

extension Office {
    /// Takes in statements on how organisations belong together, all or none.
    ///
    /// - Parameter correct: Whether a row may take the place of an earlier one on the same two, or take it away; that needs
    ///   a reason.
    /// Nothing is entered in the register by it: `replayConflicts` shows what follows.
    public func takeInRelations(
        _ table: Table, correct: Bool, reason: String?, as actor: String
    ) async throws -> TableReport {
        try await perform(.takeInRelations, as: actor, remark: reason) { ledger in
            if correct { try requireReason(reason ?? "") }
            let known = try ledger.reader.all(OrganisationRelation.self)
            let content = try RelationTable.read(table, existing: known, correct: correct)
            for relation in content.removed { try ledger.remove(relation) }
            for relation in content.relations { try ledger.put(relation) }
            return content.report
        }
    }

    /// Takes in affiliations of experts that are in the round, or corrects them, all or none. As for relations, the register
    /// stays as it is until `replayConflicts` is approved.
    public func takeInAffiliations(
        _ table: Table, correct: Bool, reason: String?, as actor: String
    ) async throws -> TableReport {
        try await perform(.takeInAffiliations, as: actor, remark: reason) { ledger in
            if correct { try requireReason(reason ?? "") }
            let content = try AffiliationTable.read(
                table, call: ledger.call, experts: try ledger.reader.all(Expert.self),
                existing: try ledger.reader.all(Affiliation.self), correct: correct)
            for affiliation in content.removed { try ledger.remove(affiliation) }
            for affiliation in content.affiliations { try ledger.put(affiliation) }
            return content.report
        }
    }

    /// The statements on organisations that the round has.
    public func relations(as actor: String) async throws -> [OrganisationRelation] {
        try await consult(.seeConflicts, as: actor) { reader, _, _ in
            try reader.all(OrganisationRelation.self).sorted { $0.number < $1.number }
        }
    }
}

extension RelationTable.Content {
    fileprivate var report: TableReport {
        TableReport(added: relations.count - corrected, corrected: corrected, removed: removed.count, unchanged: unchanged)
    }
}

extension AffiliationTable.Content {
    fileprivate var report: TableReport {
        TableReport(added: affiliations.count - corrected, corrected: corrected, removed: removed.count, unchanged: unchanged)
    }
}
