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

extension WhatIf {
    /// The change that options describe, in the forms that the command line takes.
    ///
    /// - Throws: `Failure.usage` for what has another form, and where there is none.
    public init(passMarks: [String], places: [String], weights: [String]) throws {
        self.init()
        for option in passMarks {
            let (category, value) = try WhatIf.parts(of: option, "--pass-mark", "category=75")
            guard let mark = Points(value) else { throw WhatIf.wrong(option, "--pass-mark", "category=75") }
            self.passMarks[category] = mark
        }
        for option in places {
            let (category, value) = try WhatIf.parts(of: option, "--places", "category=40")
            guard value == "none" || WholeNumber.parse(value) != nil else { throw WhatIf.wrong(option, "--places", "category=40") }
            self.places.updateValue(WholeNumber.parse(value), forKey: category)
        }
        for option in weights {
            let (key, value) = try WhatIf.parts(of: option, "--weight", "category:criterion=20")
            let names = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard names.count == 2, let weight = WholeNumber.parse(value), weight <= 100 else {
                throw WhatIf.wrong(option, "--weight", "category:criterion=20")
            }
            self.weights[names[0], default: [:]][names[1]] = weight
        }
        guard !isEmpty else {
            throw Failure.usage(
                Text(zh: "至少用 --pass-mark、--places 或 --weight 改一处。", en: "Change something with --pass-mark, --places or --weight."))
        }
    }

    private static func parts(of option: String, _ name: String, _ form: String) throws -> (String, String) {
        let parts = option.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw wrong(option, name, form) }
        return (parts[0], parts[1])
    }

    private static func wrong(_ option: String, _ name: String, _ form: String) -> Failure {
        .usage(Text(zh: "\(name) 的值“\(option)”不对；应如 \(form)。", en: "\(name) is “\(option)”; expected something like \(form)."))
    }
}
