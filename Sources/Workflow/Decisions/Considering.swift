internal import Programme
public import Scoring

extension Office {
    /// What would become of the list under other pass marks, places or weights. A read act: nothing is stored, and as all that only
    /// looks it is not logged. What chairs moved against the result stays where they put it, and is told.
    public func whatIf(_ change: WhatIf, as actor: String) async throws -> [WhatIfLine] {
        try await consult(.seeWhatIf, as: actor) { reader, call, _ in
            // Places depend on all dossiers; what a recused chair must not see is left out of the answer.
            let seen = Set(try reader.all(Dossier.self).map(\.id))
            let whole = reader.unhidden
            let moves = Dictionary(grouping: try whole.all(PlacementMove.self), by: \.dossier).compactMapValues { moves in
                moves.max { $0.number < $1.number }
            }
            return try call.whatIf(
                change, of: whole.sheetsInForce(call), findings: whole.visitFindings(), unfound: Set(whole.visitsWithoutFinding(call))
            ).filter { seen.contains($0.dossier) }.map { $0.moved(by: moves[$0.dossier]) }
        }
    }
}

extension WhatIfLine {
    /// The line with the last move of its dossier. One by a new panel's result is in the result already, and one that leads back to it
    /// moves nothing.
    fileprivate func moved(by last: PlacementMove?) -> WhatIfLine {
        guard let last, last.rereview == nil, last.after != before.listed else { return self }
        var line = self
        line.move = Move(listed: last.after, reason: last.reason, applies: last.after != after.listed)
        return line
    }
}
