internal import Programme

/// What a number is shown as, by the format of its cell.
struct CellFormats {
    /// What a number format makes of a number.
    enum Kind {
        case plain
        case percentage
        case day
    }

    private var kinds: [Kind] = []
    let epoch: SerialDay.Epoch

    init(_ package: Package, _ part: String?, epoch: SerialDay.Epoch) throws {
        self.epoch = epoch
        guard let part, package.archive.contains(part) else { return }
        let scanner = try XMLScanner(file: package.file, part: part)
        var codes: [Int: Kind] = [:]
        var kinds: [Kind] = []
        var isInCells = false
        scanner.begin = { element in
            switch element.name {
            case "numFmt":
                guard let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] else { return }
                guard codes.count < 10_000 else { throw ZipArchive.damaged(package.file, "too many number formats") }
                // Some programs name a format that they know by number only (reserved-0x1F): the number says what it is.
                if !code.lowercased().hasPrefix("reserved-") { codes[id] = CellFormats.kind(of: code) }
            case "cellXfs": isInCells = true
            case "xf":
                guard isInCells else { return }
                guard kinds.count < 100_000 else { throw ZipArchive.damaged(package.file, "too many cell formats") }
                let id = element["numFmtId"].flatMap { Int($0) } ?? 0
                kinds.append(codes[id] ?? CellFormats.builtIn(id))
            default: break
            }
        }
        scanner.end = { if $0 == "cellXfs" { isInCells = false } }
        try package.scan(part, scanner)
        self.kinds = kinds
    }

    /// How a number in a cell with a format is to be understood.
    func style(of number: DecimalText, format: Int) -> Grid.Style {
        switch kinds.indices.contains(format) ? kinds[format] : .plain {
        case .plain: .plain
        case .percentage: .percentage
        case .day: .day(SerialDay.day(number, epoch), hasTime: !number.isWhole)
        }
    }

    /// The formats that every program knows by number (ECMA-376, 18.8.30, with those of Chinese: 27 to 36, 50 to 58); times of
    /// a day without the day are plain numbers.
    private static func builtIn(_ id: Int) -> Kind {
        switch id {
        case 9, 10: .percentage
        case 14...17, 22, 27...31, 36, 50...54, 57...58: .day
        default: .plain
        }
    }

    /// What a code such as `yyyy"年"m"月"d"日"` or `0.00%` shows, by its first section, without what it says literally.
    static func kind(of code: String) -> Kind {
        var letters: Set<UInt8> = []
        var bytes = Array(code.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                while let inside = bytes.popFirst(), inside != UInt8(ascii: "\"") {}
            case UInt8(ascii: "["):
                // Colours, conditions, languages say nothing; [h], [mm] and [ss] are spans of time.
                let inside = bytes.prefix { $0 != UInt8(ascii: "]") }
                bytes = bytes.dropFirst(inside.count + 1)
                if let first = inside.first, inside.allSatisfy({ $0 == first }), "hmsHMS".utf8.contains(first) {
                    letters.formUnion([UInt8(ascii: "h"), first | 0x20])
                }
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                _ = bytes.popFirst()
            case UInt8(ascii: ";"):
                bytes = []
            default:
                letters.insert(byte | 0x20)
            }
        }
        let has = { (letter: Unicode.Scalar) in letters.contains(UInt8(ascii: letter) | 0x20) }
        // “General” has an a, an e, an l; no day format has a digit place.
        let isGeneral = has("g") && has("n") && has("l")
        if has("%") { return .percentage }
        if isGeneral || has("0") || has("#") && !has("y") { return .plain }
        if has("y") || has("d") { return .day }
        return has("m") && !has("h") && !has("s") ? .day : .plain
    }
}
