/// An expert as a row of the register of experts.
struct Expert {
    /// The header of `experts.csv`.
    static let header = [
        "编号", "姓名", "所在地区", "专业类别", "熟悉模式", "熟悉行业", "高级职称", "从业年限", "最少评审", "最多评审",
    ]

    /// Number, unique in the register.
    var id: String
    /// Name.
    var name: String
    /// The authority in whose area the expert works.
    var region: String
    /// Specialties, the main one first.
    var specialties: [String]
    /// Modes that the expert knows.
    var modes: [String]
    /// Industries that the expert knows.
    var industries: [String]
    /// Years in the field.
    var years: Int
    /// The most reviews that the expert takes on.
    var maximumLoad: Int

    /// The row.
    var row: [String] {
        [
            id, name, region, specialties.joined(separator: ";"), modes.joined(separator: ";"),
            industries.joined(separator: ";"), "是", "\(years)", "0", "\(maximumLoad)",
        ]
    }
}
