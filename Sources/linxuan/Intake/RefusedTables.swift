import Formats
import Foundation
import Programme
import Workflow

/// What `--json` prints of tables that were refused: the report, and the copies with the faults marked.
///
/// A large table may have a hundred thousand faults: each is written as it comes, so that no more than one is there twice.
struct RefusedTables {
    var report: IntakeReport
    /// The copies; nil where none were asked for.
    var marked: [String]?

    func printed() throws {
        var out = JSONLines()
        out.open("{")
        if let marked { out.field("marked", try RecordFields.Value(marked)) }
        out.open("{", named: "report")
        out.open("[", named: "parts")
        for part in report.parts {
            out.open("{")
            if let encoding = part.encoding { out.field("encoding", .text(encoding)) }
            out.open("[", named: "faults")
            for fault in part.faults { out.item(try RecordFields.Value(fault)) }
            out.close("]")
            out.field("file", .text(part.file))
            out.open("[", named: "notes")
            for note in part.notes { out.item(try RecordFields.Value(note)) }
            out.close("]")
            out.field("rows", .whole(Int64(part.rows)))
            if let sheet = part.sheet { out.field("sheet", .text(sheet)) }
            out.field("taken", .whole(Int64(part.taken)))
            out.close("}")
        }
        out.close("]")
        out.close("}")
        out.close("}")
        out.finish()
    }
}

/// Writes a JSON document to standard output piece by piece, as `JSONDocument` has it in one.
private struct JSONLines {
    private var bytes: [UInt8] = []
    private var depth = 0
    private var isFirst = true

    private mutating func begin(_ name: String?) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { line() }
        isFirst = false
        if let name {
            RecordFields.Value.text(name).append(to: &bytes)
            bytes += " : ".utf8
        }
        if bytes.count > 1 << 16 { flush() }
    }

    private mutating func line() { bytes += ("\n" + String(repeating: "  ", count: depth)).utf8 }

    mutating func open(_ bracket: String, named name: String? = nil) {
        begin(name)
        bytes += bracket.utf8
        depth += 1
        isFirst = true
    }

    mutating func close(_ bracket: String) {
        depth -= 1
        line()
        bytes += bracket.utf8
        isFirst = false
    }

    mutating func field(_ name: String, _ value: RecordFields.Value) {
        begin(name)
        value.appendPretty(to: &bytes, depth: depth)
    }

    mutating func item(_ value: RecordFields.Value) {
        begin(nil)
        value.appendPretty(to: &bytes, depth: depth)
    }

    mutating func finish() {
        bytes.append(UInt8(ascii: "\n"))
        flush()
    }

    private mutating func flush() {
        FileHandle.standardOutput.write(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
