/// The contact persons whom the authorities name: one authority names none, one names its person late, and one names another
/// person later on.
struct Contacts {
    /// The header of the table.
    static let header = ["省级主管部门", "姓名", "职务", "联系电话", "手机", "传真", "电子邮箱", "报送日期"]

    /// The first list.
    private(set) var rows: [[String]] = []
    /// What a later letter changes.
    private(set) var later: [[String]] = []

    /// Draws them.
    init(rules: Rules, seed: UInt64, naming registry: inout Registry) {
        var generator = Generator(seed: seed, stream: "contacts")
        let odd = Array(generator.shuffled(Array(rules.authorities.indices)).prefix(3))
        for (index, authority) in rules.authorities.enumerated() where index != odd[0] {
            let day = index == odd[1] ? Day(2023, 3, 24) : generator.day(from: Day(2023, 3, 6), through: Day(2023, 3, 20))
            rows.append(row(authority, day, naming: &registry, by: &generator))
            if index == odd[2] { later.append(row(authority, Day(2023, 4, 18), naming: &registry, by: &generator)) }
        }
    }

    /// Telephones of zeros and addresses of a domain that is kept for examples.
    private func row(
        _ authority: Rules.Authority, _ day: Day, naming registry: inout Registry, by generator: inout Generator
    ) -> [String] {
        [
            authority.name, registry.unused { Names.person(by: &generator) }, generator.pick(["示例处长", "示例副处长", "示例主任科员"]),
            "000-00000000", "", "", "example@example.cn", day.text,
        ]
    }
}
