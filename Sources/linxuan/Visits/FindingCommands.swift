import ArgumentParser
import Cryptography
import Formats
import Foundation
import Programme
import Workflow

extension VisitsCommand {
    struct Own: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "own", abstract: local("列出由我带队的考查", "List the visits that I lead"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let visits = try await round.desk().ask(ListOwnVisits())
            try round.common.show(["visits": visits]) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "日期", en: "dates"),
                    Text(zh: "应核实的事项", en: "questions"), Text(zh: "考查意见", en: "findings"))
                for visit in visits {
                    listing.add(
                        visit.dossier.id, visit.dossier.applicant, visit.dates.map { "\($0.from) – \($0.until)" } ?? "–",
                        "\(visit.questions.count)",
                        visit.finding.map { local("第 \($0.turn) 次：\($0.overall.name.zh)", "\($0.turn): \($0.overall.name.en)") }
                            ?? local("未提交", "none yet"))
                }
                return listing.lines
            }
        }
    }

    struct Template: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "template", abstract: local("写出待填的考查意见表（XLSX、CSV 或 YAML）", "Write forms for findings (XLSX, CSV or YAML)"))
        }

        @Argument(help: .text("材料编号（XLSX 和 CSV 可不填，即全部）", "The dossier (with XLSX and CSV, all when left out)")) var dossier: String?
        @Option(help: .text("文件，.xlsx、.csv 或 .yaml", "The file, .xlsx, .csv or .yaml", value: "file")) var out: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let forms = try await round.desk().ask(ListFindingForms(dossier: dossier))
            if TableFile.isWorkbook(out) {
                guard !forms.isEmpty else {
                    throw Failure.failed(Text(zh: "没有由您带队的考查。", en: "You lead no visit."))
                }
                try Files.write(try FindingFile.workbook(forms, in: .current).bytes(), to: out)
            } else if out.hasSuffix(".csv") {
                try Files.write(FindingFile.table(forms), to: out)
            } else {
                guard dossier != nil, let form = forms.first else {
                    throw Failure.usage(
                        Text(zh: "YAML 一份文件一个考查，请指明材料编号。", en: "A YAML file holds one visit; name the dossier."))
                }
                try Files.write(FindingFile.template(form), to: out)
            }
            try round.common.show(["file": out]) { out }
        }
    }

    struct Submit: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "submit", abstract: local("提交考查意见；再次提交是新的记录", "Hand in findings; again is a new record"))
        }

        @Option(help: .text("考查意见表，.xlsx、.csv 或 .yaml", "Findings, .xlsx, .csv or .yaml", value: "file")) var file: String
        @Option(
            help: .text(
                "附件，可重复：记下文件名和 SHA-256 摘要（表中只有一个考查时）",
                "A file that belongs to them, may be repeated: its name and SHA-256 digest are kept (where the form holds one visit)",
                value: "file"))
        var attach: [String] = []
        @OptionGroup var round: DeskOptions

        func run() async throws {
            var answers = try FindingFile.read(try Files.read(file), file: file)
            if !attach.isEmpty {
                guard answers.count == 1 else {
                    throw Failure.usage(
                        Text(
                            zh: "表中有 \(answers.count) 个考查，附件归属不明：请把附件写入表中。",
                            en: "The form holds \(answers.count) visits: say in it which files belong to which."))
                }
                for path in attach {
                    let name = URL(fileURLWithPath: path).lastPathComponent
                    guard VisitFinding.File.isName(name), !answers[0].files.contains(where: { $0.name == name }) else {
                        throw Failure.usage(
                            Text(zh: "附件“\(name)”重复，或文件名不可用。", en: "The file “\(name)” stands twice, or its name cannot be used."))
                    }
                    answers[0].files.append(.init(name: name, sha256: SHA256Digest(of: try Files.read(path)).description))
                }
            }
            let findings = try await round.desk().ask(SubmitFindings(findings: answers))
            try round.common.show(["findings": findings]) {
                local("已提交考查意见：", "Findings handed in: ")
                    + findings.map { local("\($0.dossier)（\($0.overall.name.zh)）", "\($0.dossier) (\($0.overall.name.en))") }
                    .joined(separator: local("、", ", "))
            }
        }
    }

    struct Findings: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "findings", abstract: local("列出考查意见", "List what was found"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let findings = try await desk.ask(ListFindings())
            try round.common.show(["findings": findings.map(\.finding)]) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "次", en: "turn"),
                    Text(zh: "附件", en: "files"), Text(zh: "考查意见", en: "findings"))
                for line in findings {
                    listing.add(
                        line.finding.dossier, line.dossier.applicant, "\(line.finding.turn)", "\(line.finding.files.count)",
                        line.finding.line(gates: call.rubric(of: line.dossier.category)?.gates ?? []).local)
                }
                return listing.lines
            }
        }
    }
}
