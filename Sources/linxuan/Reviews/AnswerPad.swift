import Cryptography
import Formats
import Foundation
import Programme
import Remote

/// The answers of a questionnaire that is under way, on this machine's disk after each: a crash, or a terminal that is closed,
/// loses none, not even those that the record takes only as a whole.
struct AnswerPad {
    /// What is on the disk.
    struct Page: Codable {
        /// The record's sheet when the answers were written.
        var record: SheetFile.Answers
        var answers: SheetFile.Answers
        var at: Instant
    }

    private let path: String

    /// The pad of a person for a dossier.
    ///
    /// - Parameter place: Where the round is, and who the person is.
    init(place: String, dossier: String) {
        path = UserFolders.state() + "/answers/\(SHA256Digest(of: place + "\n" + dossier).description.prefix(32)).json"
    }

    /// What an interrupted questionnaire left, where it is on the sheet as it still is. What isn't, since the sheet was changed
    /// elsewhere meanwhile, is put aside and told of.
    func take(on record: SheetFile.Answers) -> Page? {
        guard let data = FileManager.default.contents(atPath: path), let page = try? JSONDecoder().decode(Page.self, from: data) else {
            return nil
        }
        if page.record.says(theSameAs: record) || page.answers.says(theSameAs: record) { return page }
        let aside = path + ".old"
        _ = try? FileManager.default.removeItem(atPath: aside)
        _ = try? FileManager.default.moveItem(atPath: path, toPath: aside)
        note(
            Text(
                zh: "\(page.at.inChina) 中断的填写未采用，因评分表此后另有改动；当时的答案在 \(aside)。",
                en: "The answers of \(page.at.inChina) (China) are not used, since the sheet was changed after them; they are in \(aside).")
        )
        return nil
    }

    func keep(_ answers: SheetFile.Answers, on record: SheetFile.Answers) throws {
        try PrivateFile.write(Page(record: record, answers: answers, at: .now), to: path)
    }

    func clear() { PrivateFile.remove(path) }
}

extension SheetFile.Answers {
    /// Whether both give the same answers, wherever they were read.
    fileprivate func says(theSameAs other: SheetFile.Answers) -> Bool {
        dossier == other.dossier && scores == other.scores && reasons == other.reasons && gates == other.gates
            && visitNeeded == other.visitNeeded && visitQuestion == other.visitQuestion
    }
}
