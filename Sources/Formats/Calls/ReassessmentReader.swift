internal import Programme

/// Reads the key `reassessment` of a call.
struct ReassessmentReader {
    let reader: YAMLReader

    /// - Parameter batch: The batch of the call, where it can be read: only earlier ones are reassessed.
    func policy(batch: Int?, tracks: [String], categories: [Category], checks: [String]) -> Call.ReassessmentPolicy {
        reader.allow("track", "batches", "filing", "designations", "bands")
        let track = reader.string("track")
        reader.refer(track, from: "track", to: tracks)
        let own = categories.filter { $0.track == track }.map(\.id)
        let designations = reader.list("designations") { designation($0, categories: own, checks: checks) }
        reader.unique(designations.map(\.category), in: "designations")
        reader.unique(designations.flatMap(\.names), in: "designations")
        for category in own where !designations.contains(where: { $0.category == category }) {
            reader.fault(
                at: "designations",
                Text(zh: "类别“\(category)”没有对应的示范种类", en: "no kind of demonstration belongs to the category “\(category)”"),
                advice: Text(zh: "补一项 designations", en: "add one to designations"))
        }
        if own.count == categories.count {
            reader.fault(
                at: "track", Text(zh: "没有可申报的类别", en: "nothing can be applied for"),
                expected: Text(zh: "至少一个类别属于其他部分", en: "at least one category of another track"))
        }
        let filing = reader.day("filing")
        return Call.ReassessmentPolicy(
            track: track, batches: batches(reader, before: batch), filing: filing, designations: designations,
            bands: bands(reader, after: filing))
    }

    private func batches(_ reader: YAMLReader, before batch: Int?) -> [Int] {
        let batch = batch ?? 1000
        let words = reader.strings("batches")
        let batches = words.compactMap { WholeNumber.parse($0) }.filter { (1..<max(1, batch)).contains($0) }
        if batches.isEmpty || batches.count < words.count || Set(batches).count < batches.count {
            reader.fault(
                at: "batches", Text(zh: "批次有误", en: "the batches are not as they should be"),
                expected: Text(zh: "早于第 \(batch) 批的批次，各一次，如 [1, 2]", en: "batches before \(batch), each once, such as [1, 2]"))
        }
        return batches
    }

    private func designation(_ reader: YAMLReader, categories: [String], checks: [String]) -> Call.ReassessmentPolicy.Designation {
        reader.allow("category", "names", "bars")
        let designation = Call.ReassessmentPolicy.Designation(
            category: reader.string("category"), names: reader.strings("names"), bars: reader.optionalString("bars"))
        reader.refer(designation.category, from: "category", to: categories)
        if let check = designation.bars { reader.refer(check, from: "bars", to: checks) }
        if designation.names.isEmpty {
            reader.fault(
                at: "names", Text(zh: "没有名称", en: "there is no name"),
                expected: Text(zh: "登记表中的示范种类，如 [示范企业]", en: "what the register calls it, such as [示范企业]"))
        }
        return designation
    }

    /// From the highest to the lowest, the lowest from 0, so that every score lies in one.
    private func bands(_ reader: YAMLReader, after filing: Day) -> [Call.ReassessmentPolicy.Band] {
        let bands = reader.list("bands") { band in
            band.allow("verdict", "from", "by")
            let verdict = band.choice("verdict", of: Verdict.self)
            if verdict != .rectify, band.has("by") {
                band.fault(
                    at: "by", Text(zh: "只有限期整改才有期限", en: "only rectification has a day"), advice: Text(zh: "删去此键", en: "take it out"))
            }
            let day = verdict == .rectify ? band.day("by") : nil
            if let day, day <= filing {
                band.fault(
                    at: "by", Text(zh: "整改期限 \(day) 不晚于填报截止日", en: "\(day) is no later than the last day of filing"),
                    expected: Text(zh: "晚于 \(filing)", en: "after \(filing)"))
            }
            return Call.ReassessmentPolicy.Band(verdict: verdict, from: band.amount("from"), rectifyBy: day)
        }
        let order = Verdict.allCases.filter { verdict in bands.contains { $0.verdict == verdict } }
        let isFalling = zip(bands, bands.dropFirst()).allSatisfy { $0.from > $1.from }
        if bands.map(\.verdict) != order || !isFalling || bands.first?.verdict != .keep || bands.last?.verdict != .withdraw
            || bands.last?.from != Points(0) || bands.contains(where: { $0.from > Points(100) })
        {
            reader.fault(
                at: "bands", Text(zh: "各档有误", en: "the bands are not as they should be"),
                expected: Text(
                    zh: "依次为 keep、rectify（可省）、withdraw，起点自高而低，withdraw 从 0 起，不超过 100",
                    en:
                        "keep, rectify (which may be left out), withdraw, each from a lower score than the one before, withdraw from 0, none above 100"
                ))
        }
        return bands
    }
}

extension Category {
    /// A category of the reassessment passes from where a demonstration is kept.
    func passing(_ policy: Call.ReassessmentPolicy?) -> Category {
        guard let policy, policy.track == track else { return self }
        var category = self
        category.passMark = policy.bands.last { $0.verdict != .withdraw }?.from ?? Points(0)
        return category
    }
}
