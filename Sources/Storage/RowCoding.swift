internal import GRDB
internal import Workflow

/// Turns a row into a record: a property a column, lists and nested values as JSON.
///
/// The conversion is GRDB's own for Codable values, so that it need not be written again for each kind. The way there is
/// `RecordFields`, since a record is written to the log as well.
enum RowDecoder {
    static func record<R: RoundRecord>(_ kind: R.Type, from row: Row) throws -> R {
        try RecordBox<R>(row: row).record
    }
}

/// Lets GRDB's coding work on a record without the record knowing of GRDB.
private struct RecordBox<R: RoundRecord>: Decodable, FetchableRecord {
    var record: R

    init(from decoder: any Decoder) throws {
        record = try R(from: decoder)
    }
}
