internal import Matching
public import Programme

/// The trips with their teams and, once there is a schedule, their days.
public struct VisitTeamsView: Codable, Sendable {
    /// The number of the teams in the round.
    public var number: Int
    /// The trips.
    public var trips: [Line]
    /// The sum over all experts of the square of their days.
    public var squares: Int
    /// What no teams are below.
    public var bound: Int
    /// How many experts are away for how many working days: days, experts.
    public var loads: [[Int]]
    /// The schedule; nil before there is one.
    public var schedule: VisitScheduleRecord?

    /// A trip.
    public struct Line: Codable, Sendable {
        /// The trip.
        public var trip: Trip
        /// Who goes, sorted.
        public var team: [String]
        /// Who leads at each dossier, in the order of the trip.
        public var leads: [String]
        /// The first and the last day, travelling included; nil before there is a schedule.
        public var dates: VisitScheduleRecord.TripDates?
    }
}

extension Office {
    /// Forms a team for each trip, by the call's rule and free of conflicts.
    ///
    /// - Throws: `Failure.noSolution` with the trip and the reason where there are none.
    public func makeVisitTeams(as actor: String) async throws -> VisitTeamsView {
        try await perform(.makeVisitTeams, as: actor) { ledger in
            guard let rule = ledger.call.visits.teams, let trip = ledger.call.visits.trips else {
                throw Failure.failed(
                    Text(
                        zh: "通知未规定考查组（visits.teams），程序不编组。", en: "The call has no rule on teams (visits.teams): the program forms none."))
            }
            let visited = Set(try ledger.reader.all(Visit.self).map(\.dossier))
            guard !visited.isEmpty else {
                throw Failure.failed(
                    Text(zh: "没有考查对象。先用 visits choose。", en: "There are no visits. Choose them with visits choose."))
            }
            let trips = ledger.call.trips(to: try ledger.reader.all(Dossier.self).filter { visited.contains($0.id) }, by: trip)
            let problem = try ledger.reader.teamProblem(trips, rule, ledger.call)
            let plan = try problem.teams(ledger.call)
            let number = try ledger.reader.all(VisitTeamsRecord.self).count + 1
            try ledger.put(
                VisitTeamsRecord(
                    number: number, trips: trips, squares: plan.squares, bound: plan.bound, madeBy: actor, madeAt: ledger.now))
            for (trip, (team, leads)) in zip(trips, zip(plan.teams, plan.leads)) {
                for (dossier, lead) in zip(trip.dossiers, leads) {
                    for expert in team {
                        try ledger.put(VisitSeat(teams: number, dossier: dossier, expert: expert, leads: expert == lead))
                    }
                }
            }
            guard let teams = try ledger.reader.visitTeams() else { preconditionFailure("teams were stored for the visits") }
            return try ledger.reader.view(of: teams)
        }
    }

    /// Makes a schedule for the teams: working days only, nobody on two trips at once.
    ///
    /// - Parameter start: the first day that may be used; nil for that of the call.
    public func makeVisitSchedule(start: Day?, as actor: String) async throws -> VisitTeamsView {
        try await perform(.makeVisitSchedule, as: actor) { ledger in
            let teams = try ledger.reader.requireVisitTeams()
            let season = ledger.call.visits.season ?? Call.VisitSeason()
            guard let start = start ?? season.start else {
                throw Failure.usage(
                    Text(
                        zh: "请用 --start 指明考查的首日（通知未规定 visits.season.start）。",
                        en: "Give the first day with --start (the call has no visits.season.start)."))
            }
            let view = try ledger.reader.view(of: teams)
            let problem = VisitScheduleProblem(
                trips: view.trips.map { .init(number: $0.trip.number, days: $0.trip.days, experts: Set($0.team)) },
                atOnce: season.teamsAtOnce)
            let (starts, least) = try problem.solve()
            let length = problem.length(of: starts)
            let days = VisitCalendar(season, over: try ledger.reader.calendar(ledger.call)).days(length, from: start)
            guard days.count == length else {
                throw Failure.failed(
                    Text(zh: "首日 \(start) 过晚，日历排不下。", en: "The first day \(start) is too late for the calendar."))
            }
            var dates: [VisitScheduleRecord.TripDates] = []
            var visits: [VisitScheduleRecord.VisitDates] = []
            for (line, first) in zip(view.trips, starts) {
                dates.append(.init(trip: line.trip.number, from: days[first], until: days[first + line.trip.days - 1]))
                for (dossier, span) in zip(line.trip.dossiers, line.trip.spans) {
                    visits.append(.init(dossier: dossier, from: days[first + span.lowerBound], until: days[first + span.upperBound - 1]))
                }
            }
            try ledger.put(
                VisitScheduleRecord(
                    number: try ledger.reader.all(VisitScheduleRecord.self).count + 1, teams: teams.number, start: start, trips: dates,
                    visits: visits.sorted { $0.dossier < $1.dossier }, workingDays: length, leastWorkingDays: least, madeBy: actor,
                    madeAt: ledger.now))
            return try ledger.reader.view(of: teams)
        }
    }

    /// The teams that are in force, with their schedule.
    public func visitTeams(as actor: String) async throws -> VisitTeamsView {
        try await consult(.seeVisits, as: actor) { reader, _, _ in
            // Days and loads are those of whole trips; a recused chair's lines are left out of them afterwards.
            let whole = reader.unhidden
            return try whole.view(of: whole.requireVisitTeams()).leavingOut(reader.hiddenDossiers)
        }
    }
}

extension RoundReader {
    func requireVisitTeams() throws -> VisitTeamsRecord {
        guard let teams = try visitTeams() else {
            throw Failure.failed(
                try all(VisitTeamsRecord.self).isEmpty
                    ? Text(zh: "尚未编组。先用 visits teams --make。", en: "There are no teams yet. Form them with visits teams --make.")
                    : Text(
                        zh: "考查对象已重新确定，原编组不再适用。用 visits teams --make 重新编组。",
                        en: "The visits were chosen anew, and the teams fit no more. Form them again with visits teams --make."))
        }
        return teams
    }

    func view(of teams: VisitTeamsRecord) throws -> VisitTeamsView {
        let seats = Dictionary(grouping: try seats(in: teams), by: \.dossier)
        let schedule = try visitSchedule(of: teams)
        var days: [String: Int] = [:]
        let lines = teams.trips.map { trip in
            let team = Set(trip.dossiers.flatMap { seats[$0, default: []].map(\.expert) }).sorted()
            for expert in team { days[expert, default: 0] += trip.days }
            return VisitTeamsView.Line(
                trip: trip, team: team,
                leads: trip.dossiers.map { dossier in seats[dossier, default: []].first(where: \.leads)?.expert ?? "" },
                dates: schedule?.trips.first { $0.trip == trip.number })
        }
        return VisitTeamsView(
            number: teams.number, trips: lines, squares: teams.squares, bound: teams.bound,
            loads: Dictionary(grouping: days.values, by: \.self).sorted { $0.key < $1.key }.map { [$0.key, $0.value.count] },
            schedule: schedule)
    }

    /// Whom may go where: whoever is in the register against a dossier, a suspicion included, visits none of its trip.
    fileprivate func teamProblem(_ trips: [Trip], _ rule: Call.VisitTeamRule, _ call: Call) throws -> VisitTeamProblem {
        let barred = Dictionary(grouping: try all(Conflict.self).filter(\.keepsOut), by: \.expert)
        let reviewed = Dictionary(grouping: try all(Review.self).filter { $0.state == .submitted }, by: \.expert)
        let houses = OrganisationKeys(try all(Affiliation.self), on: call.deadlines.filing).byExpert
        return VisitTeamProblem(
            trips: trips.map { .init(number: $0.number, dossiers: $0.dossiers, days: $0.days) },
            experts: try all(Expert.self).map { expert in
                VisitTeamProblem.Expert(
                    id: expert.id, specialties: Set(expert.specialties), organisations: Set(houses[expert.id] ?? []),
                    barred: Set((barred[expert.id] ?? []).map(\.dossier)), reviewed: Set((reviewed[expert.id] ?? []).map(\.dossier)))
            },
            size: rule.size, mix: rule.composition.map { .init(specialty: $0.specialty, minimum: $0.minimum ?? 0, maximum: $0.maximum) },
            perOrganisation: rule.perOrganisation, maximumDays: rule.maximumDays)
    }
}

extension VisitTeamProblem {
    /// The teams, or why there are none, in the words of the call.
    fileprivate func teams(_ call: Call) throws -> VisitTeamPlan {
        do { return try solve() } catch let none as NoVisitTeams {
            switch none {
            case .trip(let number, let reason):
                let dossiers = trips.first { $0.number == number }?.dossiers ?? []
                var reason = reason
                for specialty in call.specialties {
                    reason.zh = reason.zh.replacing("“\(specialty.id)”", with: "“\(specialty.name.zh)”")
                    reason.en = reason.en.replacing("“\(specialty.id)”", with: "“\(specialty.name.en)”")
                }
                throw Failure.noSolution(
                    Text(
                        zh:
                            "第 \(number) 条线路（\(dossiers.joined(separator: "、"))）编不成组：\(reason.zh)。可缩短线路（visits.trips.visits）、放宽编组要求，或用 visits choose --without 调整考查对象。",
                        en:
                            "Trip \(number) (\(dossiers.joined(separator: ", "))) has no team: \(reason.en). Make trips shorter (visits.trips.visits), ask less of a team, or change the visits with visits choose --without."
                    ))
            case .together(let seatDays, let available):
                throw Failure.noSolution(
                    Text(
                        zh: "各条线路单独可以编组，合在一起编不成：共须 \(seatDays) 人日，全部专家至多 \(available) 人日。须增加专家或放宽每人工作日。",
                        en:
                            "Each trip has a team, all together have none: \(seatDays) days of experts are needed, all experts have \(available) at most. More experts are needed, or more days of each."
                    ))
            case .undecided:
                throw Failure.failed(
                    Text(
                        zh: "在限定的搜索内未能编组，也未能证明不可编。可缩短线路（visits.trips.visits）或放宽编组要求后重试。",
                        en:
                            "No teams were found within the limits of the search, nor shown to be impossible. Make trips shorter (visits.trips.visits) or ask less of a team."
                    ))
            }
        }
    }
}
