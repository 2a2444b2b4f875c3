public import Programme

extension Office {
    /// Verifies the round for somebody who may see the log.
    ///
    /// - Throws: `Failure.notPermitted` for who may not.
    public func verifyAudit(expecting expected: String?, as actor: String) async throws -> AuditReport {
        try await consult(.seeLog, as: actor) { _, _, _ in }
        return try await verifyAudit(expecting: expected)
    }
}
