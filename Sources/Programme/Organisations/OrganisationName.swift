/// A name of an organisation, taken apart: what of it is only a way of writing, and what is left when all else is taken off.
///
/// The way of writing is widths, spaces, cases, traditional characters, the form of brackets and dots, and 有限责任公司 for
/// 有限公司, which are two words for one legal form (公司法 7). Names that differ in nothing else are one name. Everything
/// else that is taken off (a place, a group, a branch, another legal form) may tell two organisations apart: what it makes
/// equal is for a person to settle.
public struct OrganisationName: Sendable, Hashable {
    /// The name as somebody wrote it.
    public let written: String
    /// The one way of writing it.
    let plain: [UInt32]
    /// What is left when place, legal form, group, branch, department and remarks are taken off.
    let core: [UInt32]
    /// The place before the name or in brackets.
    let place: [UInt32]
    /// Whether the place stands in brackets, as houses write it that have several of one name.
    let isPlaceBracketed: Bool
    /// The legal form at the end: 有限公司, 股份有限公司, 厂 …; empty where there is none.
    let form: [UInt32]
    /// Whether it is a group or its holding.
    let isGroup: Bool
    /// The branch, as it stands behind the name of the house; empty where it is none.
    let branch: [UInt32]
    /// The department, as it stands behind the name of a school, hospital or institute; empty where it is none.
    let department: [UInt32]
    /// The name that a remark gives as the former one (原…); empty where there is none.
    let former: [UInt32]

    /// Takes a name apart.
    public init(_ written: String) {
        self.written = written
        plain = OrganisationName.fold(written)
        var parts = NameParts(plain)
        parts.takeOff()
        core = parts.rest
        place = parts.place
        isPlaceBracketed = parts.isPlaceBracketed
        form = parts.form
        isGroup = parts.isGroup
        branch = parts.branch
        department = parts.department
        former = parts.former
    }

    /// The one way of writing a name: names that have it in common are one name.
    public static func plain(_ name: String) -> String { text(fold(name)) }

    static func text(_ scalars: [UInt32]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap(UnicodeScalar.init))
        return String(view)
    }

    private static func fold(_ name: String) -> [UInt32] {
        var folded: [UInt32] = []
        folded.reserveCapacity(name.unicodeScalars.count)
        for scalar in name.unicodeScalars {
            var value = scalar.value
            // Nearly all are ideographs, which need no further questions.
            if (0x4E00...0x9FFF).contains(value) {
                folded.append(TraditionalCharacters.simplified(value))
                continue
            }
            guard !scalar.properties.isWhitespace, !joints.contains(value) else { continue }
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            if let bracket = brackets[value] { value = bracket }
            folded += String(UnicodeScalar(value) ?? scalar).uppercased().unicodeScalars.map(\.value)
        }
        return folded.replacing(limited.long, with: limited.short)
    }

    private static let limited = (long: "有限责任公司".unicodeScalars.map(\.value), short: "有限公司".unicodeScalars.map(\.value))
    /// Dots between parts of a name, and what is not seen at all.
    private static let joints = Set("·•・‧∙⋅｡.．\u{200B}\u{200C}\u{200D}\u{FEFF}\u{00AD}".unicodeScalars.map(\.value))
    private static let brackets: [UInt32: UInt32] = {
        let opening = "〔【［[｛{〈《".unicodeScalars.map { ($0.value, UInt32(0x28)) }
        let closing = "〕】］]｝}〉》".unicodeScalars.map { ($0.value, UInt32(0x29)) }
        return Dictionary(uniqueKeysWithValues: opening + closing)
    }()
}
