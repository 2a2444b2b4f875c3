internal import Programme
public import Scoring

extension Office {
    /// What would become of the list under other pass marks, places or weights. A read act: nothing is stored, and as all that only
    /// looks it is not logged. Places that chairs moved against the result are not considered.
    public func whatIf(_ change: WhatIf, as actor: String) async throws -> [WhatIfLine] {
        try await consult(.seeWhatIf, as: actor) { reader, call, _ in
            // Places depend on all dossiers; what a recused chair must not see is left out of the answer.
            let seen = Set(try reader.all(Dossier.self).map(\.id))
            let whole = reader.unhidden
            return try call.whatIf(
                change, of: whole.sheetsInForce(call), findings: whole.visitFindings(), unfound: Set(whole.visitsWithoutFinding(call))
            ).filter { seen.contains($0.dossier) }
        }
    }
}
