import Formats
import Programme
import Workflow

/// The lists as files of a folder: the shortlist, the reassessment, what was published, the final list.
enum ListFiles {
    /// Writes what there is as XLSX, CSV and Markdown, published lists as HTML to print too; the names of the files.
    static func write(of office: Office, as actor: String, to folder: String) async throws -> [String] {
        let (list, call) = (try await office.shortlist(as: actor), try await office.call(as: actor))
        let shortlist = ShortlistPapers(list: list, call: call, bases: try await office.rankingBases(as: actor))
        var papers = [(name: "shortlist", table: shortlist.table, text: shortlist.markdown)]
        if !list.reassessment.isEmpty {
            let reassessment = ReassessmentPapers(list: list, call: call)
            papers.append((name: "reassessment", table: reassessment.table, text: reassessment.markdown))
        }
        var files: [String] = []
        let notices = (list.notice?.notices ?? []).map(\.number)
        let lists = notices.map { (name: $0 == 1 ? "notice" : "notice-\($0)", number: Int?.some($0)) } + [(name: "final", number: nil)]
        for (name, number) in lists {
            guard let paper = try await office.listPaper(final: number == nil, number: number, as: actor) else { continue }
            papers.append((name: name, table: paper.table, text: paper.markdown))
            files.append("\(folder)/\(name).html")
            try Files.write(paper.html(in: .current), to: "\(folder)/\(name).html")
        }
        for paper in papers {
            let own = ["xlsx", "csv", "md"].map { "\(folder)/\(paper.name).\($0)" }
            for file in own.dropLast() { try Files.write(try TableFile.bytes(of: paper.table, named: file), to: file) }
            try Files.write(paper.text, to: own[2])
            files += own
        }
        return files
    }
}
