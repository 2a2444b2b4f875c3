internal import Programme

/// Reads the key `visits` of a call.
struct VisitReader {
    let reader: YAMLReader
    let categories: [Category]
    let specialties: [String]
    /// The call's holiday table; empty without one.
    let holidays: WorkingCalendar

    func policy() -> Call.VisitPolicy {
        reader.allow(
            "requests", "spread", "nearPassMark", "openFlag", "notBelow", "value", "budget", "trips", "teams", "season", "findings")
        var policy = Call.VisitPolicy(
            requests: reader.whole("requests", in: 1...99), spread: reader.amount("spread"),
            nearPassMark: reader.amount("nearPassMark"), openFlag: reader.flag("openFlag"),
            notBelow: reader.amount("notBelow"))
        policy.value = reader.optionalMapping("value").map(value)
        policy.budget = reader.optionalMapping("budget").map(budget)
        policy.trips = reader.optionalMapping("trips").map(trips)
        policy.teams = reader.optionalMapping("teams").map(teams)
        policy.season = reader.optionalMapping("season").map(season)
        policy.findings = reader.optionalMapping("findings").map(findings)
        needs("budget", "value", Text(zh: "有预算的，须写明考查的价值", en: "a budget needs to know what visits are worth"))
        needs("budget", "trips", Text(zh: "有预算的，须写明线路", en: "a budget needs to know what a trip is"))
        needs("teams", "trips", Text(zh: "编组须写明线路", en: "teams need to know what a trip is"))
        needs("season", "teams", Text(zh: "排期须先有编组", en: "a season needs teams"))
        needs("findings", "teams", Text(zh: "考查意见由考查组带队专家提交，须有编组", en: "findings come from the lead of a team"))
        return policy
    }

    private func needs(_ key: String, _ other: String, _ message: Text) {
        guard reader.has(key), !reader.has(other) else { return }
        reader.fault(at: key, message, expected: Text(verbatim: other), advice: Text(zh: "补上“\(other)”", en: "add “\(other)”"))
    }

    private func value(_ reader: YAMLReader) -> Call.VisitValue {
        reader.allow("noise", "perRequest", "perFlag", "least")
        return Call.VisitValue(
            noise: reader.amount("noise"), perRequest: reader.amount("perRequest"), perFlag: reader.amount("perFlag"),
            least: reader.amount("least"))
    }

    private func budget(_ reader: YAMLReader) -> Call.VisitBudget {
        reader.allow("visits", "teamDays", "trips")
        let budget = Call.VisitBudget(
            visits: reader.optionalWhole("visits", in: 1...100_000), teamDays: reader.optionalWhole("teamDays", in: 1...100_000),
            trips: reader.optionalWhole("trips", in: 1...100_000))
        if budget == Call.VisitBudget(), !["visits", "teamDays", "trips"].contains(where: reader.has) {
            self.reader.fault(
                at: "budget", Text(zh: "预算没有限额", en: "the budget limits nothing"),
                expected: Text(verbatim: "visits, teamDays, trips"), advice: Text(zh: "至少写一项", en: "give one of them at least"))
        }
        return budget
    }

    private func trips(_ reader: YAMLReader) -> Call.TripRule {
        reader.allow("visits", "travelDays", "visitDays", "daysOf")
        let rule = Call.TripRule(
            visits: reader.whole("visits", in: 1...99), travelDays: reader.whole("travelDays", in: 0...30),
            visitDays: reader.whole("visitDays", in: 1...30),
            daysOf: reader.has("daysOf")
                ? reader.list("daysOf") { item in
                    item.allow("category", "days")
                    let days = Call.TripRule.CategoryDays(category: item.string("category"), days: item.whole("days", in: 1...30))
                    item.refer(days.category, from: "category", to: categories.filter { $0.visits != .none }.map(\.id))
                    return days
                } : [])
        reader.unique(rule.daysOf.map(\.category), in: "daysOf")
        return rule
    }

    private func teams(_ reader: YAMLReader) -> Call.VisitTeamRule {
        reader.allow("size", "composition", "perOrganisation", "maximumDays")
        let rule = Call.VisitTeamRule(
            size: reader.whole("size", in: 2...20),
            composition: reader.has("composition") ? reader.list("composition") { $0.share(of: specialties, upTo: 20) } : [],
            perOrganisation: reader.optionalWhole("perOrganisation", in: 1...20), maximumDays: reader.whole("maximumDays", in: 1...200))
        reader.unique(rule.composition.map(\.specialty), in: "composition")
        let least = rule.composition.reduce(0) { $0 + ($1.minimum ?? 0) }
        if least > rule.size {
            reader.fault(
                at: "composition",
                Text(
                    zh: "各类专家最少人数合计 \(least)，超过考查组人数 \(rule.size)",
                    en: "the minima add up to \(least), more than the \(rule.size) in a team"),
                advice: Text(zh: "减少最少人数或增加考查组人数", en: "lower a minimum or enlarge the team"))
        }
        return rule
    }

    private func season(_ reader: YAMLReader) -> Call.VisitSeason {
        reader.allow("start", "teamsAtOnce", "off", "worked")
        return Call.VisitSeason(
            start: reader.has("start") ? reader.day("start") : nil, teamsAtOnce: reader.optionalWhole("teamsAtOnce", in: 1...10_000),
            off: days(reader, "off"),
            worked: days(reader, "worked") { day in
                guard !day.isWeekend, holidays.isWorkingDay(day) ?? true else { return }
                reader.fault(
                    at: "worked",
                    Text(
                        zh: "\(day) 不是周末，本来就上班；worked 只列按周历或节假日表不上班、而考查照常的日子",
                        en:
                            "\(day) is no weekend and is worked anyway; worked lists days that would be off by the week or the holiday table"
                    ),
                    expected: Text(zh: "星期六、星期日或节假日表中的假日", en: "a Saturday, a Sunday, or a holiday of the table"),
                    advice: Text(
                        zh: "删去这一天；如该日放假，列入 off", en: "take the day out; where nobody works on it, list it under off"))
            })
    }

    private func days(_ reader: YAMLReader, _ key: String, _ check: (Day) -> Void = { _ in }) -> [Day] {
        guard reader.has(key) else { return [] }
        let words = reader.strings(key)
        reader.unique(words, in: key)
        return words.compactMap { word in
            guard let day = Day(word) else {
                reader.fault(
                    at: key, Text(zh: "“\(word)”不是日期", en: "“\(word)” is no day"),
                    expected: Text(zh: "日期，如 2023-10-02", en: "a day such as 2023-10-02"))
                return nil
            }
            check(day)
            return day
        }
    }

    private func findings(_ reader: YAMLReader) -> Call.FindingRule {
        reader.allow("gateNotMet", "partly", "notConfirmed")
        return Call.FindingRule(
            gateNotMet: consequence(reader, "gateNotMet"), partly: consequence(reader, "partly"),
            notConfirmed: consequence(reader, "notConfirmed"))
    }

    private func consequence(_ reader: YAMLReader, _ key: String) -> Call.FindingRule.Consequence {
        switch reader.scalar(key) {
        case "note": return .note
        case "decide": return .decide
        case "exclude": return .exclude
        case let word?:
            let parts = word.split(separator: " ", omittingEmptySubsequences: true)
            if parts.count == 2, parts[0] == "deduct", let points = Points(String(parts[1])), points > Points(0), points <= Points(100) {
                return .deduct(points)
            }
        case nil: break
        }
        reader.fault(
            at: key,
            reader.has(key)
                ? Text(zh: "考查意见的后果无法识别", en: "what follows from the finding cannot be read")
                : Text(zh: "缺少“visits.findings.\(key)”", en: "“visits.findings.\(key)” is missing"),
            expected: Text(verbatim: "note | deduct 5 | decide | exclude"), advice: Text(zh: "改正此值", en: "correct the value"))
        return .note
    }
}
