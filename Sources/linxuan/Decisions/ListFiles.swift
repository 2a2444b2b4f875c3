import Formats
import Programme
import Workflow

/// The lists as files of a folder: the shortlist, the reassessment, what was published, the final list.
enum ListFiles {
    /// Writes what there is as XLSX, CSV and Markdown, published lists as HTML to print too; the names of the files.
    static func write(from desk: any Desk, to folder: String) async throws -> [String] {
        let (list, call) = (try await desk.ask(ShowShortlist()), try await desk.ask(ShowCall()))
        let shortlist = ShortlistPapers(list: list, call: call, bases: try await desk.ask(ListRankingBases()))
        var papers = [(name: "shortlist", table: shortlist.table, text: shortlist.markdown)]
        if !list.reassessment.isEmpty {
            let reassessment = ReassessmentPapers(list: list, call: call)
            papers.append((name: "reassessment", table: reassessment.table, text: reassessment.markdown))
        }
        var files: [String] = []
        for list in try await desk.ask(ListListPapers()) {
            let name = list.number.map { $0 == 1 ? "notice" : "notice-\($0)" } ?? "final"
            papers.append((name: name, table: list.paper.table, text: list.paper.markdown))
            files.append("\(folder)/\(name).html")
            try Files.write(list.paper.html(in: .current), to: "\(folder)/\(name).html")
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
