import ArgumentParser
import Formats
import Foundation
import Programme
import Workflow

/// `linxuan review`: what an expert does.
struct ReviewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "review", abstract: local("专家评审", "What an expert does"),
            subcommands: [
                SignPledge.self, Declare.self, List.self, Show.self, Template.self, Fill.self, Save.self, Submit.self, Decline.self,
                Recuse.self, Send.self, ShowOutbox.self, ShowProgress.self, Explain.self, Vote.self,
            ])
    }

    struct SignPledge: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "pledge", abstract: local("签署承诺书", "Sign the pledge"))
        }

        @Flag(help: .text("已阅读并同意，不再询问", "Read and agreed to; do not ask")) var agree = false
        @OptionGroup var round: DeskOptions

        func run() async throws {
            note(Pledge.wording)
            if !agree {
                note(Text(zh: "同意并签署请输入“同意”：", en: "To sign, type “agree”:"))
                let answer = readLine()?.trimmingCharacters(in: .whitespaces)
                guard answer == "同意" || answer == "agree" else {
                    throw Failure.failed(Text(zh: "未签署。", en: "Not signed."))
                }
            }
            _ = try await round.desk().ask(Workflow.SignPledge())
            try round.common.show(["pledged": true]) { local("承诺书已签署。", "The pledge is signed.") }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出分配给我的材料", "List what is assigned to me"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let own = try await round.desk().ask(ListReviews())
            try round.common.show(own) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "状态", en: "state"),
                    Text(zh: "评分表", en: "sheet"))
                for review in own.reviews {
                    let sheet = review.sheet.map { $0 == .draft ? local("已存草稿", "draft") : local("已提交", "submitted") }
                    let lead = review.leads == true ? local("（本人任组长）", " (you lead the panel)") : ""
                    listing.add(
                        review.dossier, review.applicant, review.state.name.local + lead,
                        review.state.sits ? sheet ?? local("未填", "empty") : review.withdrawal.local)
                }
                return listing.lines + (own.requests.map { "\n\n" + $0.lines } ?? "")
                    + (own.pledged ? "" : local("\n请先签署承诺书：review pledge", "\nSign the pledge first: review pledge"))
                    + (own.declared
                        ? ""
                        : local("\n请先声明有无回避情形：review declare", "\nDeclare first whether you are in conflict: review declare"))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "show", abstract: local("查看一份材料和评分标准", "Show a dossier and its rubric"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let shown = try await round.desk().ask(ShowReview(dossier: dossier))
            try round.common.show(shown.review) { shown.review.words + "\n\n" + shown.rubric.words.local }
        }
    }

    struct Template: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "template", abstract: local("写出待填的评分表（XLSX、CSV 或 YAML）", "Write sheets to fill in (XLSX, CSV or YAML)"))
        }

        @Argument(help: .text("材料编号（XLSX 和 CSV 可不填，即全部）", "The dossier (with XLSX and CSV, all when left out)")) var dossier: String?
        @Option(help: .text("文件，.xlsx、.csv 或 .yaml", "The file, .xlsx, .csv or .yaml", value: "file")) var out: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let mine = try await desk.ask(ListReviews()).reviews.filter(\.state.sits)
            let wanted = mine.map(\.dossier).filter { dossier == nil || $0 == dossier }
            if let dossier, wanted.isEmpty { _ = try await desk.ask(ShowReview(dossier: dossier)) }
            var sheets: [(dossier: Dossier, rubric: Rubric, sheet: ScoreSheet?)] = []
            for id in wanted {
                let shown = try await desk.ask(ShowReview(dossier: id))
                sheets.append((shown.review.dossier, shown.rubric, shown.review.sheet))
            }
            if TableFile.isWorkbook(out) {
                try Files.write(try ScoreWorkbook.workbook(for: sheets, in: .current).bytes(), to: out)
            } else if out.hasSuffix(".csv") {
                try Files.write(SheetFile.table(for: sheets), to: out)
            } else {
                guard dossier != nil, let (filed, rubric, sheet) = sheets.first else {
                    throw Failure.usage(
                        Text(zh: "YAML 一份文件一张评分表，请指明材料编号。", en: "A YAML file holds one sheet; name the dossier."))
                }
                try Files.write(SheetFile.template(for: filed, under: rubric, filled: sheet), to: out)
            }
            try round.common.show(["file": out]) { out }
        }
    }

    struct Fill: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "fill", abstract: local("在终端逐项评分", "Score criterion by criterion in the terminal"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let shown = try await desk.ask(ShowReview(dossier: dossier))
            note(Text(verbatim: shown.review.words))
            let pad = AnswerPad(place: try round.place(), dossier: shown.review.dossier.id)
            try await Questionnaire(desk: desk, rubric: shown.rubric, review: shown.review, pad: pad).fill()
        }
    }

    struct Save: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "save", abstract: local("保存评分表草稿", "Save sheets as drafts"))
        }

        @Argument(help: .text("评分表文件，.xlsx、.csv 或 .yaml", "Sheets, .xlsx, .csv or .yaml", value: "file")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let answers = try SheetFile.read(try Files.read(file), file: file)
            let saved = try await round.desk().ask(SaveDrafts(sheets: answers)).dossiers
            try round.common.show(["saved": saved]) {
                local("已保存草稿：", "Saved as draft: ") + saved.joined(separator: local("、", ", "))
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "submit",
                abstract: local("提交评分表；评审结束前可再次提交改正", "Hand in sheets; until the stage closes they can be corrected by another"))
        }

        @Argument(help: .text("材料编号：提交其草稿", "A dossier: its draft is handed in")) var dossier: String?
        @Option(help: .text("评分表文件，.xlsx、.csv 或 .yaml", "Sheets, .xlsx, .csv or .yaml", value: "file")) var file: String?
        @OptionGroup var round: DeskOptions

        func validate() throws {
            if (dossier == nil) == (file == nil) {
                throw ValidationError(local("指明材料编号或 --file，二者取一", "Name a dossier or --file, one of the two"))
            }
        }

        func run() async throws {
            let desk = try round.desk()
            let submitted =
                if let file {
                    try await desk.ask(SubmitSheets(sheets: try SheetFile.read(try Files.read(file), file: file))).dossiers
                } else {
                    try await desk.ask(SubmitDraft(dossier: dossier ?? "")).dossiers
                }
            try round.common.show(["submitted": submitted]) {
                local("已提交：", "Submitted: ") + submitted.joined(separator: local("、", ", "))
            }
        }
    }

    struct Decline: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "decline", abstract: local("谢绝评审", "Give a review back"))
        }

        @OptionGroup var leaving: LeavingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            _ = try await round.desk().ask(DeclineReview(dossier: leaving.dossier, reason: leaving.reason))
            try round.common.show(["declined": leaving.dossier]) { local("已谢绝 \(leaving.dossier)。", "\(leaving.dossier) is declined.") }
        }
    }

    struct Recuse: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "recuse", abstract: local("申请回避；已评分数作废", "Recuse myself; scores given are void"))
        }

        @OptionGroup var leaving: LeavingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            _ = try await round.desk().ask(RecuseFromReview(dossier: leaving.dossier, reason: leaving.reason))
            try round.common.show(["recused": leaving.dossier]) {
                local(
                    "已回避 \(leaving.dossier)，评分作废，待秘书处补选。", "Recused from \(leaving.dossier); scores are void, a replacement is asked for.")
            }
        }
    }

    struct ShowProgress: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "progress", abstract: local("评审进度（秘书处）", "How far scoring is (secretariat)"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let progress = try await round.desk().ask(Workflow.ShowProgress())
            try round.common.show(progress) {
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "名称", en: "name"), Text(zh: "应评", en: "asked"),
                    Text(zh: "已交", en: "submitted"), Text(zh: "谢绝", en: "declined"), Text(zh: "回避", en: "recused"),
                    Text(zh: "调整", en: "withdrawn"))
                let unfinished = progress.experts.filter { $0.submitted < $0.asked || $0.declined + $0.recused + $0.withdrawn > 0 }
                for line in progress.categories + unfinished {
                    listing.add(
                        line.id, line.name.local, "\(line.asked)", "\(line.submitted)", "\(line.declined)",
                        "\(line.recused)", "\(line.withdrawn)")
                }
                return listing.lines
            }
        }
    }
}

extension OwnReviews.Line {
    /// Which plan withdrew the review, and why; empty where none did.
    fileprivate var withdrawal: Text {
        guard let withdrawnBy else { return Text(verbatim: "") }
        return Text(zh: "第 \(withdrawnBy) 号方案：\(reason ?? "")", en: "plan \(withdrawnBy): \(reason ?? "")")
    }
}

/// Which dossier an expert leaves, and why.
struct LeavingOptions: ParsableArguments {
    @Argument(help: .text("材料编号", "The dossier")) var dossier: String
    @Option(help: .text("理由", "The written reason")) var reason: String
}

extension OwnReview {
    /// The dossier as its expert reads it.
    var words: String {
        let declared = dossier.declared.sorted { $0.key < $1.key }.map { "  \($0.key)：\($0.value)" }
        return
            (["\(dossier.id)  \(dossier.applicant)  [\(state.name.local)]", "  \(dossier.mode)  \(dossier.industry)"]
            + declared).joined(separator: "\n")
    }
}
