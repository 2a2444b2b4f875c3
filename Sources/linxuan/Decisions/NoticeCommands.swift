import ArgumentParser
import Cryptography
import Foundation
import Formats
import Programme
import Workflow

/// The day that a rehearsal takes for today.
struct RehearsalOptions: ParsableArguments {
    @Option(
        name: .customLong("rehearsal-day"),
        help: .text(
            "演练：以此日为今日；首次公示用了，以后都须用，各文书注明演练",
            "A rehearsal: the day taken for today. Where the first publication has one, all that follows needs one, and every paper says so",
            value: "day"))
    var day: String?

    func today() throws -> Day? { try day.map { try DayArgument.day($0, of: "--rehearsal-day") } }
}

enum DayArgument {
    static func day(_ text: String, of option: String) throws -> Day {
        guard let day = Day(text) else {
            throw Failure.usage(
                Text(
                    zh: "\(option) 的值“\(text)”不是日期；应如 2023-11-20。",
                    en: "\(option) is “\(text)”, which is no day; expected one such as 2023-11-20."))
        }
        return day
    }
}

extension DecisionsCommand {
    struct Holidays: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "holidays", abstract: local("补入通知表中没有的年份的节假日安排", "Add the holidays of years that the call's table lacks"))
        }

        @Argument(help: .text("表（year,date,kind,name,source）", "The table (year,date,kind,name,source)", value: "file.csv")) var file:
            String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let added = try await round.desk().ask(AddHolidays(file: file, table: Data(try Files.read(file))))
            try round.common.show(["holidays": added]) {
                added.map {
                    local(
                        "\($0.year)：放假 \($0.holidays.count) 天，调休上班 \($0.workdays.count) 天",
                        "\($0.year): \($0.holidays.count) days off, \($0.workdays.count) weekend days worked")
                }
                .joined(separator: "\n")
            }
        }
    }

    struct Publish: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "publish", abstract: local("公示已签字的名单（或其后新列入的）", "Publish the signed list, or what came onto it since"))
        }

        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let notice = try await round.desk().ask(PublishNotice(rehearsalDay: try rehearsal.today()))
            try round.common.show(notice) { notice.words.local }
        }
    }

    struct Object: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "object", abstract: local("登记公示期内收到的异议", "Enter an objection that came in during the public notice"))
        }

        @Argument(help: .text("所涉材料或示范的编号", "The dossier or the demonstration that it is about")) var subject: String
        @Option(name: .customLong("from"), help: .text("提出人", "Who objects", value: "name")) var who: String
        @Option(
            help: .text(
                "理由：facts 内容不实、eligibility 不符合条件、conflict 应回避未回避、procedure 程序不当、judgement 不同意专家判断",
                "The ground: facts, eligibility, conflict, procedure, or judgement (another opinion than the experts')"))
        var ground: String
        @Option(name: .customLong("text"), help: .text("书面内容", "What they write")) var statement: String
        @Option(help: .text("证据文件，可多次；记其摘要", "A file of evidence, several times; its digest is kept", value: "file")) var evidence:
            [String] = []
        @Option(help: .text("收到之日（默认今日）", "The day on which it came in (by default today)", value: "day")) var received: String?
        @Option(
            name: .customLong("late-reason"),
            help: .text("逾期的按举报处理的理由", "Why one that came too late is taken as a report", value: "reason")) var lateReason: String?
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            guard let ground = Objection.Ground(rawValue: ground) else {
                throw Failure.usage(
                    Text(zh: "--ground 的值“\(ground)”不对；应为：", en: "--ground is “\(ground)”; expected: ")
                        + Text(verbatim: Objection.Ground.allCases.map(\.rawValue).joined(separator: " / ")))
            }
            let files = try evidence.map { path in
                let bytes = try Files.read(path)
                return Objection.Evidence(
                    file: URL(fileURLWithPath: path).lastPathComponent, size: bytes.count, digest: SHA256Digest(of: bytes).description)
            }
            let entry = ObjectionEntry(
                subject: subject, who: who, ground: ground, statement: statement, evidence: files,
                receivedOn: try received.map { try DayArgument.day($0, of: "--received") }, lateReason: lateReason)
            let objection = try await round.desk().ask(EnterObjection(entry: entry, rehearsalDay: try rehearsal.today()))
            try round.common.show(objection) { ObjectionLine(objection: objection, answer: nil).words.local }
        }
    }

    struct Answer: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "answer", abstract: local("答复异议，须写明理由", "Answer an objection, with a reason"))
        }

        @Argument(help: .text("异议号", "The objection", value: "number")) var objection: Int
        @Flag(
            exclusivity: .exclusive,
            help: .text("成立（组长可重新审定）、撤销原评审结果另组评审组、不成立", "Uphold it (chairs may decide anew), quash the review (a new panel), or dismiss it")
        )
        var verdict: Choice
        @Option(help: .text("理由", "The written reason")) var reason: String
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var round: DeskOptions

        enum Choice: String, EnumerableFlag {
            case uphold
            case quash
            case dismiss

            var verdict: ObjectionAnswer.Verdict {
                switch self {
                case .uphold: .upheld
                case .quash: .quashed
                case .dismiss: .dismissed
                }
            }
        }

        func run() async throws {
            let line = try await round.desk().ask(
                AnswerObjection(
                    objection: objection, verdict: verdict.verdict, reason: reason, rehearsalDay: try rehearsal.today()))
            try round.common.show(line) { line.words.local }
        }
    }

    struct Rereviewing: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "rereview",
                abstract: local(
                    "为撤销的评审另组评审组（原专家不参加），或补齐", "Assign a new panel where a review was quashed, nobody of the former, or fill it up"))
        }

        @Argument(help: .text("异议号", "The objection", value: "number")) var objection: Int
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let line = try await round.desk().ask(OpenNewPanel(objection: objection))
            try round.common.show(line) { line.words.local }
        }
    }

    struct Recompute: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "recompute",
                abstract: local("按新评审组的评分表重算成绩，前后结果并存", "Compute the results anew with the new panel's sheets; both results are kept"))
        }

        @Argument(help: .text("异议号", "The objection", value: "number")) var objection: Int
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let line = try await round.desk().ask(ComputeNewPanel(objection: objection))
            try round.common.show(line) { line.words.local }
        }
    }

    struct Notice: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "notice", abstract: local("查看公示、异议和答复", "Show the public notice, objections and answers"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let notice = try await round.desk().ask(ShowNotice())
            try round.common.show(notice) {
                let lines =
                    notice.notices.map(\.words) + notice.objections.map(\.words) + notice.rereviews.map(\.words)
                    + notice.missing.map { Text(zh: "尚缺：", en: "missing: ") + $0 }
                return lines.map(\.local).joined(separator: "\n")
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "close",
                abstract: local("公示期满且异议均已答复后办结，名单为最终名单", "Close the round after the public notice: the list is final"))
        }

        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let list = try await round.desk().ask(CloseNotice(rehearsalDay: try rehearsal.today()))
            try round.common.show(list) { local("已办结。名单为最终名单，不能再改。", "Closed. The list is final and cannot be changed.") }
        }
    }

    struct Letters: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "letters",
                abstract: local("写出致各申报主体的评审结果告知书（HTML，A4）", "Write a letter on the result to each applicant (HTML, A4)"))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let files = try await LetterFiles.write(from: try round.desk(), to: folder)
            try round.common.show(["files": files]) {
                local(
                    "\(files.count - 1) 封，目录：\(files.last ?? "")", "\(files.count - 1) letters; index: \(files.last ?? "")")
            }
        }
    }
}

extension PublicNotice {
    /// The publication in a line.
    var words: Text {
        Text(
            zh: "第 \(number) 次公示：\(publishedOn) 至 \(until)（\(workingDays) 个工作日），\(dossiers.count) 个拟入选"
                + (demonstrations.isEmpty ? "" : "，\(demonstrations.count) 个评估评价结论") + (isRehearsal == true ? "（演练）" : "") + "。",
            en: "Public notice \(number): \(publishedOn) to \(until) (\(workingDays) working days), \(dossiers.count) on the list"
                + (demonstrations.isEmpty ? "" : ", \(demonstrations.count) earlier demonstrations")
                + (isRehearsal == true ? " (a rehearsal)" : "") + ".")
    }
}

extension ObjectionLine {
    /// The objection with its answer in a line or two.
    var words: Text {
        let subject = objection.demonstration ?? objection.dossier ?? ""
        var text = Text(
            zh:
                "第 \(objection.number) 号\(objection.kind.name.zh)：\(subject)，\(objection.ground.name.zh)，\(objection.receivedOn) 收到，证据 \(objection.evidence.count) 件；",
            en:
                "\(objection.kind.name.en.prefix(1).uppercased())\(objection.kind.name.en.dropFirst()) \(objection.number): \(subject), \(objection.ground.name.en), received on \(objection.receivedOn), evidence: \(objection.evidence.count); "
        )
        guard let answer else {
            return text + Text(zh: "须于 \(objection.answerBy) 前答复。", en: "to be answered by \(objection.answerBy).")
        }
        text =
            text
            + Text(
                zh: "\(answer.verdict.name.zh)（\(answer.by)，\(answer.answeredOn)）：\(answer.reason)",
                en: "\(answer.verdict.name.en) (\(answer.by), \(answer.answeredOn)): \(answer.reason)")
        return isLate ? text + Text(zh: "（逾期答复）", en: " (answered late)") : text
    }
}

extension RereviewLine {
    /// The re-review in a line or two.
    var words: Text {
        let (review, before) = (rereview, rereview.before)
        let first = Text(
            zh:
                "\(review.dossier) 重新评审（异议 \(review.objection)）：新评审组 \(review.panel.joined(separator: "、"))，评分表 \(submitted)/\(review.panel.count)；原成绩 \(before.score?.description ?? "–")",
            en:
                "\(review.dossier) is reviewed again (objection \(review.objection)): new panel \(review.panel.joined(separator: ", ")), \(submitted) of \(review.panel.count) sheets; first score \(before.score?.description ?? "–")"
        )
        guard let after = result?.after else { return first + Text(zh: "。", en: ".") }
        return first
            + Text(
                zh: "，现成绩 \(after.score?.description ?? "–")（\(after.standing.name.zh)）。",
                en: ", now \(after.score?.description ?? "–") (\(after.standing.name.en)).")
    }
}
