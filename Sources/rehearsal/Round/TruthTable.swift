/// The truth as `truth.csv`: one parameter a row.
extension Truth {
    private static let header = ["对象", "编号", "参数", "值"]

    /// The table.
    var table: Table {
        var rows: [[String]] = []
        for dossier in dossiers {
            rows.append(["申报材料", dossier.id, "质量", Truth.written(dossier.quality)])
            if let flaw = dossier.flaw { rows.append(["申报材料", dossier.id, "否决项", flaw.rawValue]) }
        }
        for expert in experts {
            rows.append(["专家", expert.id, "宽严", Truth.written(expert.leniency)])
            rows.append(["专家", expert.id, "波动", Truth.written(expert.spread)])
        }
        return Table(header: Truth.header, rows: rows)
    }

    /// Reads several tables as one.
    init(paths: [String]) throws {
        let parts = try paths.map(Truth.init(path:))
        self.init(dossiers: parts.flatMap(\.dossiers), experts: parts.flatMap(\.experts))
    }

    /// Reads the table.
    init(path: String) throws {
        let table = try Table(readingPlain: path)
        guard table.header == Truth.header else { throw Complaint("\(path): not a table of the hidden truth") }
        self.init(dossiers: [], experts: [])
        for (index, row) in table.rows.enumerated() {
            func tenths() throws -> Int {
                guard let value = Truth.read(row[3]) else {
                    throw Complaint("\(path):\(index + 2): “\(row[3])” is no number with one digit after the point")
                }
                return value
            }
            switch row[2] {
            case "质量": dossiers.append(OfDossier(id: row[1], quality: try tenths()))
            case "否决项": dossiers[dossiers.count - 1].flaw = Flaw(rawValue: row[3])
            case "宽严": experts.append(OfExpert(id: row[1], leniency: try tenths(), spread: 50))
            case "波动": experts[experts.count - 1].spread = try tenths()
            default: throw Complaint("\(path):\(index + 2): unknown parameter “\(row[2])”")
            }
        }
    }

    /// Tenths as a number with one digit after the point.
    private static func written(_ tenths: Int) -> String {
        "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// The tenths of such a number.
    private static func read(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3, bytes[bytes.count - 2] == 0x2e else { return nil }
        return Int(String(decoding: bytes.dropLast(2) + bytes.suffix(1), as: UTF8.self))
    }
}
