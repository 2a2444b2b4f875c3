import ArgumentParser
import Formats
import Programme
import Workflow

extension RoundCommand {
    /// `linxuan round papers`: all that a ministry files of a round, in one folder.
    struct Papers: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "papers",
                abstract: local("写出本轮全部文书和目录，能写到哪一步写到哪一步", "Write all papers of the round and an index, as far as it has come"),
                discussion: local(
                    "各类别报告、成绩汇总表、每件材料的评审档案、评审组记录、会议纪要、名单、告知书；无权查看的不写。打印成 PDF：用浏览器打开后打印。",
                    "Reports by category, summary table, a record of each dossier, of the panels, minutes, lists, letters; what you may not see is left out. For PDF open them in a browser and print."
                ))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let acts = Set(try await desk.ask(ListPermittedActs()))
            var groups: [PaperIndex.Group] = []
            var (reports, records): ([CategoryReport], [DossierRecord]) = ([], [])
            if acts.contains(.seeRecords) {
                // One category at a time: a large round in one answer would be more than a client takes.
                for category in call.categories {
                    let own = try await desk.ask(GatherPapers(category: category.id))
                    reports += own.reports
                    records += own.records
                }
                records.sort { $0.dossier.id < $1.dossier.id }
            }
            if !reports.isEmpty {
                _ = try ReportFiles.write(reports, to: folder)
                groups.append(
                    .init(
                        name: Text(zh: "成绩与评审报告", en: "Results and reports"),
                        papers: reports.map { .init(name: $0.analysis.name, file: $0.file) }
                            + [.init(name: Text(zh: "成绩汇总表", en: "Summary table of results"), file: "summary.xlsx")]))
            }
            if acts.contains(.seeShortlist) {
                try Files.write(try await desk.ask(ShowMinutes()).html(in: .current), to: "\(folder)/minutes.html")
                let lists = try await ListFiles.write(from: desk, to: folder).map { String($0.dropFirst(folder.count + 1)) }
                groups.append(
                    .init(
                        name: Text(zh: "审定与名单", en: "Decisions and lists"),
                        papers: [.init(name: Text(zh: "审定会议纪要", en: "Minutes of the chairs' meeting"), file: "minutes.html")]
                            + lists.map { .init(name: Text(verbatim: $0), file: $0) }))
            }
            if acts.contains(.seeAssignment) {
                let record = try await desk.ask(ShowPanelRecord())
                try Files.write(record.html(in: .current), to: "\(folder)/panels.html")
                try Files.write(try WorkbookDocument([record.table(in: .current)]).bytes(), to: "\(folder)/panels.xlsx")
                groups.append(
                    .init(
                        name: Text(zh: "评审组（内部资料）", en: "Panels (internal)"),
                        papers: [
                            .init(name: Text(zh: "评审组组成记录", en: "Record of the panels"), file: "panels.html"),
                            .init(name: Text(zh: "评审组组成表", en: "Table of the panels"), file: "panels.xlsx"),
                        ]))
            }
            if acts.contains(.seeLetters) {
                _ = try await LetterFiles.write(from: desk, to: "\(folder)/letters")
                groups.append(
                    .init(
                        name: Text(zh: "告知书", en: "Letters"),
                        papers: [.init(name: Text(zh: "评审结果告知书目录", en: "Letters on the results"), file: "letters/index.html")]))
            }
            if !records.isEmpty {
                for record in records { try Files.write(record.html(in: .current), to: "\(folder)/records/\(record.file)") }
                groups.append(
                    .init(
                        name: Text(zh: "每件材料的评审档案", en: "Records of dossiers"),
                        papers: records.map {
                            .init(
                                name: Text(verbatim: "\($0.dossier.id) \($0.dossier.applicant)"), file: "records/\($0.file)")
                        }))
            }
            guard !groups.isEmpty else {
                throw Failure.notPermitted(
                    Text(
                        zh: "本轮目前没有您有权查看的文书。用 linxuan round status 查看进度。",
                        en: "There are no papers yet that you may see. See linxuan round status."))
            }
            let index = "\(folder)/index.html"
            try Files.write(PaperIndex(title: call.title, groups: groups).html(in: .current), to: index)
            try round.common.show(["index": index]) { index }
        }
    }
}
