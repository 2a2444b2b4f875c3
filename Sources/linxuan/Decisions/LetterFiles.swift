import Formats
import Programme
import Workflow

/// The letters as files of a folder.
enum LetterFiles {
    /// Writes a page for each letter and an index; the names of the files, the index last.
    static func write(from desk: any Desk, to folder: String) async throws -> [String] {
        let call = try await desk.ask(ShowCall())
        let letters = try await desk.ask(ListLetters())
        for letter in letters { try Files.write(letter.html(in: .current), to: "\(folder)/\(letter.file)") }
        let index = "\(folder)/index.html"
        try Files.write(LetterIndex(title: call.title, letters: letters).html(in: .current), to: index)
        return letters.map { "\(folder)/\($0.file)" } + [index]
    }
}
