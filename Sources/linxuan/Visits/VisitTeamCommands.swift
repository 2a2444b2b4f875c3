import ArgumentParser
import Formats
import Programme
import Workflow

extension VisitsCommand {
    struct Teams: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "teams", abstract: local("编组或查看考查组", "Form the teams, or show them"))
        }

        @Flag(help: .text("编组：每条线路一组，回避、搭配按通知", "Form them: one for each trip, free of conflicts, by the call's rule")) var make = false
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let view = make ? try await desk.ask(FormVisitTeams()) : try await desk.ask(ShowVisitTeams())
            let call = try await desk.ask(ShowCall())
            try round.common.show(view) {
                var listing = Listing(
                    Text(zh: "线路", en: "trip"), Text(zh: "地区", en: "province"), Text(zh: "工作日", en: "days"), Text(zh: "日期", en: "dates"),
                    Text(zh: "考查对象（带队专家）", en: "dossiers (lead)"), Text(zh: "考查组", en: "team"))
                for line in view.trips {
                    listing.add(
                        "\(line.trip.number)", call.authority(line.trip.province)?.name ?? line.trip.province, "\(line.trip.days)",
                        line.dates.map { "\($0.from) – \($0.until)" } ?? "–",
                        zip(line.trip.dossiers, line.leads).map { local("\($0)（\($1)）", "\($0) (\($1))") }.joined(
                            separator: local("、", ", ")),
                        line.team.joined(separator: local("、", ", ")))
                }
                return listing.lines + "\n" + view.summary.local
            }
        }
    }

    struct Schedule: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "schedule", abstract: local("排定或查看考查日程", "Make the schedule, or show it"))
        }

        @Flag(help: .text("排定日程", "Make it")) var make = false
        @Option(help: .text("考查首日（默认按通知）", "The first day (by default that of the call)", value: "day")) var start: String?
        @Option(help: .text("另写入文件（.xlsx 或 CSV）", "Write it to a file as well (.xlsx or CSV)", value: "file")) var out: String?
        @OptionGroup var round: DeskOptions

        func validate() throws {
            if let start, Day(start) == nil {
                throw ValidationError(local("--start 须为日期，如 2023-08-01", "--start takes a day such as 2023-08-01"))
            }
            if start != nil, !make { throw ValidationError(local("--start 与 --make 同用", "--start goes with --make")) }
        }

        func run() async throws {
            let desk = try round.desk()
            let view =
                make
                ? try await desk.ask(ScheduleVisits(start: start.flatMap { Day($0) }))
                : try await desk.ask(ShowVisitTeams())
            guard let schedule = view.schedule else {
                throw Failure.failed(
                    Text(zh: "尚未排定日程。用 visits schedule --make。", en: "There is no schedule yet. Make one with visits schedule --make."))
            }
            let call = try await desk.ask(ShowCall())
            let lines = view.lines(schedule, call)
            if let out {
                let columns = zip(VisitTeamsView.columns, [12, 12, 8, 20, 14, 12, 40]).map { WorkbookDocument.Column($0.zh, width: $1) }
                var table = WorkbookDocument.Sheet(named: "考查日程", columns: columns)
                table.isFiltered = true
                table.rows = lines.map { $0.map(WorkbookDocument.Cell.text) }
                try Files.write(try TableFile.bytes(of: table, named: out), to: out)
            }
            try round.common.show(view) {
                var listing = Listing(VisitTeamsView.columns)
                for line in lines { listing.add(line) }
                return listing.lines + "\n" + view.summary.local
            }
        }
    }
}

extension VisitTeamsView {
    /// What a schedule shows of each visit.
    fileprivate static let columns = [
        Text(zh: "开始", en: "from"), Text(zh: "结束", en: "until"), Text(zh: "线路", en: "trip"), Text(zh: "地区", en: "province"),
        Text(zh: "材料", en: "dossier"), Text(zh: "带队专家", en: "lead"), Text(zh: "考查组", en: "team"),
    ]

    /// The visits by date, then trip.
    fileprivate func lines(_ schedule: VisitScheduleRecord, _ call: Call) -> [[String]] {
        let dates = Dictionary(schedule.visits.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let visits = trips.flatMap { line in zip(line.trip.dossiers, line.leads).map { (line, $0, $1) } }
        return visits.compactMap { line, dossier, lead in
            dates[dossier].map { date in
                (
                    date.from, line.trip.number, dossier,
                    [
                        date.from.description, date.until.description, "\(line.trip.number)",
                        call.authority(line.trip.province)?.name ?? line.trip.province, dossier, lead, line.team.joined(separator: "、"),
                    ]
                )
            }
        }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
    }
}
