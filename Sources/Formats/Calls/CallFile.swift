internal import Matching
public import Programme

/// A file of a call as it was read: what is frozen in a round, with its digest.
public struct CallDocument: Sendable, Hashable {
    /// The path within the call's folder.
    public var path: String
    /// The text.
    public var text: String

    /// A document.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// Reads a call in the format `linxuan-call/1`, with its tables and rubrics.
public enum CallFile {
    /// Reads `name` and every file that it names through `open`, which gives a file's bytes by path.
    ///
    /// - Returns: the call and the documents that it was read from, the call's own first.
    /// - Throws: `Failure.malformed` with every fault found, each with file and line.
    public static func read(_ name: String, open: (String) throws -> [UInt8]) throws -> (Call, [CallDocument]) {
        let faults = FaultCollector()
        var documents: [CallDocument] = []
        func load(_ path: String) throws -> String {
            let text = try FileText.utf8(try open(path), file: path, advice: FileText.savedAsUTF8)
            if !documents.contains(where: { $0.path == path }) { documents.append(CallDocument(path: path, text: text)) }
            return text
        }
        let top = try YAMLReader(text: try load(name), file: name, faults: faults)
        let call = try CallReader(top: top, faults: faults).call(load: load)
        try faults.throwIfAny()
        return (call, documents)
    }
}

/// The clauses of a call, one function each.
private struct CallReader {
    let top: YAMLReader
    let faults: FaultCollector

    func call(load: (String) throws -> String) throws -> Call {
        top.allow(
            "format", "id", "title", "source", "batch", "tracks", "deadlines", "authorities", "modes", "specialties",
            "categories", "jointQuotas", "eligibility", "conflicts", "panels", "qualification", "workload", "affinity",
            "scoring", "visits", "decisions", "draw", "objectives", "admission", "reassessment",
            "abnormal")
        if top.string("format") != "linxuan-call/1" {
            top.fault(
                at: "format", Text(zh: "格式不是通知规则", en: "the format is not that of a call"),
                expected: Text(verbatim: "linxuan-call/1"))
        }
        let tables = AuthorityTables(faults: faults)
        let authoritiesFile = top.string("authorities")
        let authorities = authoritiesFile.isEmpty ? [] : try tables.authorities(try load(authoritiesFile), file: authoritiesFile)
        let modesFile = top.optionalString("modes")
        let modes = try modesFile.map { try tables.modes(try load($0), file: $0) } ?? []
        let tracks = top.list("tracks", track)
        let specialties = top.list("specialties", named)
        let panels = top.list("panels") { panel($0, specialties: specialties.map(\.id)) }
        let checks = top.list("eligibility", check)
        let batch = top.whole("batch", in: 1...999)
        let reassessed = top.optionalMapping("reassessment")
        let known = Known(
            tracks: tracks.map(\.id), panels: panels.map(\.id),
            openlyLedPanels: panels.filter { $0.lead.map { $0.maximumPerExpert == nil } ?? false }.map(\.id),
            checks: checks.map(\.id), quotas: tables.quotaColumns, modes: modesFile == nil ? [] : tables.modeColumns,
            reassessed: reassessed?.scalar("track"))
        var rubrics: [Rubric] = []
        var unread: [any Error] = []
        let categories = top.list("categories") { reader in
            let category = category(reader, known: known)
            do {
                let file = reader.string("rubric")
                if !file.isEmpty {
                    let rubric = try RubricFile.read(try load(file), file: file, faults: faults)
                    if rubric.id != category.id {
                        reader.fault(
                            at: "rubric",
                            Text(zh: "\(file) 是“\(rubric.id)”的评分标准", en: "\(file) is the rubric of “\(rubric.id)”"),
                            expected: Text(zh: "id: \(category.id)", en: "id: \(category.id)"),
                            advice: Text(zh: "使评分标准的 id 与类别一致", en: "make the rubric's id that of the category"))
                    }
                    rubrics.append(rubric)
                }
            } catch { unread.append(error) }
            return category
        }
        try rethrow(unread)
        top.unique(tracks.map(\.id), in: "tracks")
        top.unique(specialties.map(\.id), in: "specialties")
        top.unique(panels.map(\.id), in: "panels")
        top.unique(checks.map(\.id), in: "eligibility")
        for check in checks where AdmissionCheck(rawValue: check.id) != nil {
            top.fault(
                at: "eligibility", Text(zh: "“\(check.id)”是程序自用的编号", en: "“\(check.id)” is an identifier of the program's own"),
                advice: Text(zh: "换一个编号；规则写在 admission 中", en: "take another one; rules on it go under admission"))
        }
        let admission = top.has("admission") ? top.list("admission", admissionRule) : []
        top.unique(admission.map(\.check.rawValue), in: "admission")
        top.unique(categories.map(\.id), in: "categories")
        if categories.isEmpty {
            top.fault(at: "categories", Text(zh: "没有类别", en: "there is no category"))
        }
        let reassessment = reassessed.map {
            ReassessmentReader(reader: $0).policy(
                batch: top.scalar("batch") == "\(batch)" ? batch : nil, tracks: tracks.map(\.id), categories: categories,
                checks: checks.map(\.id))
        }
        let decisions = try decisions(load: load)
        return Call(
            id: top.identifier("id"), title: top.text("title"), source: top.text("source"),
            batch: batch, tracks: tracks, deadlines: deadlines(), authorities: authorities,
            modes: modes, specialties: specialties, categories: categories.map { $0.passing(reassessment) },
            jointQuotas: top.has("jointQuotas")
                ? top.list("jointQuotas") { jointQuota($0, known: known, categories: categories.map(\.id)) } : [],
            eligibility: checks, conflicts: conflicts(categories: categories.map(\.id)), panels: panels,
            qualification: qualification(), workload: workload(), affinity: affinity(),
            scoring: scoring(rubrics: rubrics, panels: panels),
            visits: visits(categories, specialties: specialties.map(\.id), holidays: decisions.notice?.calendar ?? WorkingCalendar()),
            decisions: decisions, rubrics: rubrics,
            draw: draw(categories: categories, panels: panels, specialties: specialties.map(\.id)),
            objectives: objectives(categories), admission: admission, reassessment: reassessment,
            abnormal: top.optionalMapping("abnormal").map { AbnormalReader(reader: $0).policy() })
    }

    private struct Known {
        var tracks: [String]
        var panels: [String]
        /// Those whose leads may lead as many panels as it takes.
        var openlyLedPanels: [String]
        var checks: [String]
        var quotas: [String]
        var modes: [String]
        /// The track of the reassessment, where the call has one.
        var reassessed: String?
    }

    /// Adds the faults of files that could not be read at all to those noted.
    private func rethrow(_ errors: [any Error]) throws {
        for error in errors {
            guard case Failure.malformed(let found) = error else { throw error }
            for fault in found { faults.add(fault.place, fault.message, expected: fault.expected, advice: fault.advice) }
        }
    }

    private func track(_ reader: YAMLReader) -> Call.Track {
        reader.allow("id", "name", "clause")
        return Call.Track(id: reader.identifier("id"), name: reader.text("name"), clause: reader.string("clause"))
    }

    private func named(_ reader: YAMLReader) -> Call.Named {
        reader.allow("id", "name")
        return Call.Named(id: reader.identifier("id"), name: reader.text("name"))
    }

    private func deadlines() -> Call.Deadlines {
        guard let reader = top.mapping("deadlines") else {
            let never = Day(year: 2000, month: 1, day: 1)!
            return Call.Deadlines(filing: never)
        }
        reader.allow("contacts", "filing")
        return Call.Deadlines(contacts: reader.has("contacts") ? reader.day("contacts") : nil, filing: reader.day("filing"))
    }

    private func category(_ reader: YAMLReader, known: Known) -> Category {
        reader.allow(
            "id", "track", "name", "clause", "rubric", "quota", "modes", "panel", "sharedPanels", "eligibility", "passMark",
            "places", "visits")
        // What is reassessed has no quota, no places and no visits, and passes by the bands of the call.
        let isReassessed = known.reassessed != nil && reader.scalar("track") == known.reassessed
        let category = Category(
            id: reader.identifier("id"), track: reader.string("track"), name: reader.text("name"),
            clause: reader.string("clause"), quota: isReassessed ? nil : reader.string("quota"), modes: reader.optionalString("modes"),
            panel: reader.string("panel"), sharedPanels: sharedPanels(reader),
            eligibility: isReassessed ? [] : reader.strings("eligibility"), passMark: isReassessed ? Points(0) : reader.points("passMark"),
            places: isReassessed ? nil : reader.optionalWhole("places", in: 1...100_000),
            visits: isReassessed ? .none : reader.choice("visits", of: Category.Visits.self))
        if isReassessed {
            for key in ["quota", "eligibility", "passMark", "places", "visits"] where reader.has(key) {
                reader.fault(
                    at: key, Text(zh: "评估评价的类别没有“\(key)”", en: "a category of the reassessment has no “\(key)”"),
                    advice: Text(zh: "删去此键", en: "take it out"))
            }
        }
        reader.refer(category.track, from: "track", to: known.tracks)
        reader.refer(category.panel, from: "panel", to: known.panels)
        if let quota = category.quota { reader.refer(quota, from: "quota", to: known.quotas) }
        for check in category.eligibility { reader.refer(check, from: "eligibility", to: known.checks) }
        reader.unique(category.eligibility, in: "eligibility")
        if category.sharedPanels != nil, known.openlyLedPanels.contains(category.panel) {
            reader.fault(
                at: "sharedPanels",
                Text(
                    zh: "共用的评审组设组长的，须写明每人至多任几组组长",
                    en: "where shared panels have a lead, it must be said how many of them one expert may lead"),
                advice: Text(zh: "在该评审组的 lead 中写明 maximumPerExpert", en: "give the lead of the panel a maximumPerExpert"))
        }
        if let modes = category.modes { reader.refer(modes, from: "modes", to: known.modes) }
        if category.passMark > Points(100) || category.passMark < Points(0) {
            reader.fault(
                at: "passMark", Text(zh: "及格线不在满分之内", en: "the pass mark is not within the range of scores"),
                expected: Text(verbatim: "0–100"))
        }
        return category
    }

    private func sharedPanels(_ category: YAMLReader) -> Category.SharedPanels? {
        guard category.has("sharedPanels"), let reader = category.mapping("sharedPanels") else { return nil }
        reader.allow("groups", "largest")
        switch (reader.optionalWhole("groups", in: 1...10_000), reader.optionalWhole("largest", in: 1...10_000)) {
        case (let groups?, nil): return .groups(groups)
        case (nil, let largest?): return .largest(largest)
        default:
            category.fault(
                at: "sharedPanels", Text(zh: "分组办法不明", en: "it is not clear how to divide the dossiers"),
                expected: Text(zh: "groups（组数）与 largest（每组至多份数）二者之一", en: "either groups or largest"))
            return nil
        }
    }

    private func jointQuota(_ reader: YAMLReader, known: Known, categories: [String]) -> Call.JointQuota {
        reader.allow("column", "categories", "clause")
        let quota = Call.JointQuota(
            column: reader.string("column"), categories: reader.strings("categories"), clause: reader.string("clause"))
        reader.refer(quota.column, from: "column", to: known.quotas)
        for category in quota.categories { reader.refer(category, from: "categories", to: categories) }
        return quota
    }

    private func check(_ reader: YAMLReader) -> EligibilityCheck {
        reader.allow("id", "name", "clause", "column", "must", "otherwise")
        return EligibilityCheck(
            id: reader.identifier("id"), name: reader.text("name"), clause: reader.string("clause"),
            column: reader.string("column"), must: requirement(reader),
            otherwise: reader.choice("otherwise", of: EligibilityCheck.Consequence.self))
    }

    private func admissionRule(_ reader: YAMLReader) -> AdmissionRule {
        reader.allow("check", "otherwise", "clause")
        return AdmissionRule(
            check: reader.choice("check", of: AdmissionCheck.self),
            otherwise: reader.choice("otherwise", of: AdmissionRule.Consequence.self), clause: reader.optionalString("clause"))
    }

    private func requirement(_ reader: YAMLReader) -> EligibilityCheck.Requirement {
        guard let must = reader.mapping("must") else { return .be("") }
        if must.has("be") {
            must.allow("be")
            return .be(must.string("be"))
        }
        if must.has("oneOf") {
            must.allow("oneOf")
            return .oneOf(must.strings("oneOf"))
        }
        if must.has("atLeast") {
            must.allow("atLeast", "unit")
            return .atLeast(must.amount("atLeast"), unit: must.optionalString("unit") ?? "")
        }
        if must.has("fullYearsBeforeFiling") {
            must.allow("fullYearsBeforeFiling")
            return .fullYearsBeforeFiling(must.whole("fullYearsBeforeFiling", in: 1...100))
        }
        reader.fault(
            at: "must", Text(zh: "条件不明", en: "the condition is not known"),
            expected: Text(verbatim: "be | oneOf | atLeast | fullYearsBeforeFiling"))
        return .be("")
    }

    private func conflicts(categories: [String]) -> Call.ConflictPolicy {
        guard let reader = top.mapping("conflicts") else {
            return Call.ConflictPolicy(
                affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: true)
        }
        reader.allow(
            "affiliationYears", "unsuitableAtMost", "ownRegion", "ownApplicationInCategory", "relations", "officials",
            "mutualReviews", "declarations")
        let officials = reader.has("officials") ? reader.strings("officials") : nil
        let policy = Call.ConflictPolicy(
            affiliationYears: reader.whole("affiliationYears", in: 0...50),
            unsuitableAtMost: reader.whole("unsuitableAtMost", in: 0...100), ownRegion: reader.strings("ownRegion"),
            ownApplicationInCategory: reader.flag("ownApplicationInCategory"), relations: relations(reader),
            officials: officials, mutualReviews: reader.has("mutualReviews") && reader.flag("mutualReviews"),
            declarations: reader.has("declarations") && reader.flag("declarations"))
        for category in officials ?? [] { reader.refer(category, from: "officials", to: categories) }
        for category in policy.ownRegion { reader.refer(category, from: "ownRegion", to: categories) }
        return policy
    }

    private func relations(_ conflicts: YAMLReader) -> RelationPolicy {
        var policy = RelationPolicy()
        guard let reader = conflicts.optionalMapping("relations") else { return policy }
        reader.allow("depth", "shareholdingAtLeast", "controlAtLeast")
        if let depth = reader.optionalWhole("depth", in: 0...9) { policy.depth = depth }
        if reader.has("shareholdingAtLeast") { policy.shareholdingAtLeast = reader.amount("shareholdingAtLeast") }
        if reader.has("controlAtLeast") { policy.controlAtLeast = reader.amount("controlAtLeast") }
        for (key, value) in [("shareholdingAtLeast", policy.shareholdingAtLeast), ("controlAtLeast", policy.controlAtLeast)]
        where value > Points(100) {
            reader.fault(
                at: key, Text(zh: "比例超过 100", en: "the share is above 100"), expected: Text(verbatim: "0–100"),
                advice: Text(zh: "改正此值", en: "correct the value"))
        }
        return policy
    }

    private func panel(_ reader: YAMLReader, specialties: [String]) -> Call.Panel {
        reader.allow("id", "size", "composition", "perOrganisation", "perRegion", "lead")
        let panel = Call.Panel(
            id: reader.identifier("id"), size: reader.whole("size", in: 1...99),
            composition: reader.list("composition") { $0.share(of: specialties, upTo: 99) },
            perOrganisation: reader.optionalWhole("perOrganisation", in: 1...99),
            perRegion: reader.optionalWhole("perRegion", in: 1...99),
            lead: reader.optionalMapping("lead").map { lead($0, specialties: specialties) })
        let least = panel.composition.reduce(0) { $0 + ($1.minimum ?? 0) }
        if panel.composition.contains(where: { ($0.minimum ?? 0) > panel.size }) {
            reader.fault(
                at: "composition", Text(zh: "某类专家的最少人数超过评审组人数", en: "a specialty's minimum exceeds the panel's size"),
                expected: Text(zh: "不超过 \(panel.size)", en: "at most \(panel.size)"))
        } else if least > panel.size {
            reader.fault(
                at: "composition",
                Text(
                    zh: "各类专家最少人数合计 \(least)，超过评审组人数 \(panel.size)",
                    en: "the minima add up to \(least), more than the \(panel.size) on the panel"),
                advice: Text(zh: "减少最少人数或增加评审组人数", en: "lower a minimum or enlarge the panel"))
        }
        return panel
    }

    private func lead(_ reader: YAMLReader, specialties: [String]) -> Call.Panel.Lead {
        reader.allow("specialty", "seniorTitle", "yearsInField", "maximumPerExpert")
        let lead = Call.Panel.Lead(
            specialty: reader.optionalString("specialty"),
            seniorTitle: reader.has("seniorTitle") && reader.flag("seniorTitle"),
            yearsInField: reader.optionalWhole("yearsInField", in: 0...60) ?? 0,
            maximumPerExpert: reader.optionalWhole("maximumPerExpert", in: 1...10_000))
        if let specialty = lead.specialty { reader.refer(specialty, from: "specialty", to: specialties) }
        return lead
    }

    private func qualification() -> Call.Qualification {
        guard let reader = top.mapping("qualification") else {
            return Call.Qualification(seniorTitle: false, yearsInField: 0)
        }
        reader.allow("seniorTitle", "yearsInField")
        return Call.Qualification(
            seniorTitle: reader.flag("seniorTitle"), yearsInField: reader.whole("yearsInField", in: 0...60))
    }

    private func workload() -> Call.Workload {
        guard let reader = top.mapping("workload") else { return Call.Workload(maximum: 1) }
        reader.allow("maximum")
        return Call.Workload(maximum: reader.whole("maximum", in: 1...10_000))
    }

    private func affinity() -> Call.AffinityPolicy {
        guard let reader = top.mapping("affinity") else {
            return Call.AffinityPolicy(mode: 100, industry: 0, experience: 0)
        }
        reader.allow("mode", "industry", "experience")
        let policy = Call.AffinityPolicy(
            mode: reader.whole("mode", in: 0...100), industry: reader.whole("industry", in: 0...100),
            experience: reader.whole("experience", in: 0...100))
        let sum = policy.mode + policy.industry + policy.experience
        if sum != 100 {
            top.fault(
                at: "affinity", Text(zh: "匹配度各部分权重合计为 \(sum)", en: "the parts of the affinity add up to \(sum)"),
                expected: Text(zh: "合计 100", en: "100 in all"))
        }
        return policy
    }

    private func scoring(rubrics: [Rubric], panels: [Call.Panel]) -> Call.ScoringPolicy {
        guard let reader = top.mapping("scoring") else {
            return Call.ScoringPolicy(
                policy: .mean, trimFrom: 5, rounding: Call.Rounding(digits: 2, rule: .halfUp), minimumSheets: 1,
                gate: .any, tieBreak: [])
        }
        reader.allow("policy", "trimFrom", "rounding", "minimumSheets", "gate", "tieBreak", "ranking")
        var rounding = Call.Rounding(digits: 2, rule: .halfUp)
        if let inner = reader.mapping("rounding") {
            inner.allow("digits", "rule")
            rounding = Call.Rounding(
                digits: inner.whole("digits", in: 0...2), rule: inner.choice("rule", of: Call.RoundingRule.self))
        }
        let tieBreak = reader.strings("tieBreak")
        for criterion in tieBreak {
            for rubric in rubrics { reader.refer(criterion, from: "tieBreak", to: rubric.criteria.map(\.id)) }
        }
        let smallest = panels.map(\.size).min() ?? 99
        return Call.ScoringPolicy(
            policy: reader.choice("policy", of: Call.Average.self), trimFrom: reader.whole("trimFrom", in: 3...99),
            rounding: rounding, minimumSheets: reader.whole("minimumSheets", in: 1...max(1, smallest)),
            gate: reader.choice("gate", of: Call.GateRule.self), tieBreak: tieBreak,
            ranking: reader.has("ranking") ? reader.choice("ranking", of: Call.Ranking.self) : nil)
    }

    private func visits(_ categories: [Category], specialties: [String], holidays: WorkingCalendar) -> Call.VisitPolicy {
        guard let reader = top.mapping("visits") else {
            return Call.VisitPolicy(
                requests: 1, spread: Points(100), nearPassMark: Points(0), openFlag: false, notBelow: Points(0))
        }
        return VisitReader(reader: reader, categories: categories, specialties: specialties, holidays: holidays).policy()
    }

    private func decisions(load: (String) throws -> String) throws -> Call.DecisionPolicy {
        guard let reader = top.mapping("decisions") else { return Call.DecisionPolicy(signatures: 1, publicNoticeWorkingDays: 0) }
        return try DecisionsReader(reader: reader).policy(load: load)
    }

    /// What plans are to be best at, in order. Lotteries know the total alone.
    private func objectives(_ categories: [Category]) -> [String]? {
        guard top.has("objectives") else { return nil }
        let words = top.strings("objectives")
        let steps = words.compactMap { ObjectiveStep($0) }
        guard steps.contains(where: { $0.objective != .changes }), steps.count == words.count,
            Set(steps.map(\.objective)).count == words.count
        else {
            top.fault(
                at: "objectives", Text(zh: "目标有误", en: "the objectives are not as they should be"),
                expected: Text(
                    zh: "fill、fair、total、even、changes 中的若干项（不能只有 changes），各至多一次，可附容许值，如 [fill, fair, \"total:0.5%\", even]",
                    en: "some of fill, fair, total, even and changes (not changes alone), each at most once, a tolerance with it "
                        + "where wanted, such as [fill, fair, \"total:0.5%\", even]"))
            return nil
        }
        if top.optionalMapping("draw")?.has("chanceLimit") == true {
            top.fault(
                at: "objectives", Text(zh: "方案由抽签产生时不能另定目标", en: "a plan that is drawn from a lottery has no objectives of its own"),
                expected: Text(zh: "objectives 或 draw.chanceLimit，二者取一", en: "objectives or draw.chanceLimit, not both"))
        }
        return words
    }

    private func draw(categories: [Category], panels: [Call.Panel], specialties: [String]) -> Call.DrawPolicy? {
        guard let reader = top.optionalMapping("draw") else { return nil }
        reader.allow("method", "pools", "chanceLimit")
        // One of the two is drawn, or both.
        let isPooled = reader.has("pools") || !reader.has("chanceLimit")
        let policy = Call.DrawPolicy(
            method: reader.choice("method", of: DrawMethod.self),
            pools: isPooled
                ? reader.list("pools") { drawPool($0, categories: categories, panels: panels, specialties: specialties) } : [],
            chanceLimit: reader.has("chanceLimit") ? chanceLimit(reader) : nil)
        reader.unique(policy.pools.map(\.category), in: "pools")
        return policy
    }

    private func chanceLimit(_ reader: YAMLReader) -> ChanceLimit? {
        let text = reader.string("chanceLimit")
        let limit = ChanceLimit(text)
        if limit == nil {
            reader.fault(
                at: "chanceLimit", Text(zh: "“\(text)”不是机会", en: "“\(text)” is no chance"),
                expected: Text(
                    zh: "大于 0、不大于 1 的数，加引号，如 \"0.5\" 或 \"1/3\"",
                    en: "above 0 and at most 1, in quotes, such as \"0.5\" or \"1/3\""))
        }
        return limit
    }

    private func drawPool(
        _ reader: YAMLReader, categories: [Category], panels: [Call.Panel], specialties: [String]
    ) -> Call.DrawPolicy.Pool {
        reader.allow("category", "experts", "composition", "perRegion")
        let pool = Call.DrawPolicy.Pool(
            category: reader.string("category"),
            quotas: DrawQuotas(
                experts: reader.whole("experts", in: 1...65_535),
                minima: reader.has("composition")
                    ? reader.list("composition") { drawMinimum($0, specialties: specialties) } : [],
                perRegion: reader.optionalWhole("perRegion", in: 1...65_535)))
        reader.refer(pool.category, from: "category", to: categories.map(\.id))
        reader.unique(pool.quotas.minima.map(\.specialty), in: "composition")
        let least = pool.quotas.minima.reduce(0) { $0 + $1.minimum }
        if least > pool.quotas.experts {
            reader.fault(
                at: "composition",
                Text(
                    zh: "各专业最少人数合计 \(least)，超过抽取人数 \(pool.quotas.experts)",
                    en: "the minima add up to \(least), more than the \(pool.quotas.experts) to be drawn"),
                advice: Text(zh: "减少最少人数或增加抽取人数", en: "lower a minimum or draw more"))
        }
        let panel = categories.first { $0.id == pool.category }.flatMap { category in panels.first { $0.id == category.panel } }
        if let panel, pool.quotas.experts < panel.size {
            reader.fault(
                at: "experts",
                Text(
                    zh: "抽取人数 \(pool.quotas.experts) 少于评审组人数 \(panel.size)",
                    en: "\(pool.quotas.experts) are drawn, fewer than the \(panel.size) on a panel"),
                expected: Text(zh: "不少于 \(panel.size)", en: "at least \(panel.size)"))
        }
        return pool
    }

    private func drawMinimum(_ reader: YAMLReader, specialties: [String]) -> DrawQuotas.Minimum {
        reader.allow("specialty", "minimum")
        let minimum = DrawQuotas.Minimum(specialty: reader.string("specialty"), minimum: reader.whole("minimum", in: 1...65_535))
        reader.refer(minimum.specialty, from: "specialty", to: specialties)
        return minimum
    }
}
