import Foundation

/// The bytes of a file that the user named.
func contents(of path: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw Complaint("\(path): the file cannot be read")
    }
    return data
}

/// A document that `linxuan` printed with `--json`.
func document<Document: Decodable>(_ type: Document.Type, in path: String) throws -> Document {
    do {
        return try JSONDecoder().decode(type, from: try contents(of: path))
    } catch let error as DecodingError {
        throw Complaint("\(path): not the document expected: \(error)")
    }
}
