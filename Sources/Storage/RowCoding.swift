internal import GRDB
internal import Workflow

/// Turns a record into columns and back: a property a column, lists and nested values as JSON.
///
/// The conversion is GRDB's own for Codable values, so that it need not be written again for each kind.
enum RowEncoder {
    static func columns<R: RoundRecord>(of record: R) throws -> [(name: String, value: DatabaseValue)] {
        try RecordBox(record).databaseDictionary.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }
}

enum RowDecoder {
    static func record<R: RoundRecord>(_ kind: R.Type, from row: Row) throws -> R {
        try RecordBox<R>(row: row).record
    }
}

/// Lets GRDB's coding work on a record without the record knowing of GRDB.
private struct RecordBox<R: RoundRecord>: Codable, EncodableRecord, FetchableRecord {
    var record: R

    init(_ record: R) {
        self.record = record
    }

    init(from decoder: any Decoder) throws {
        record = try R(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try record.encode(to: encoder)
    }
}
