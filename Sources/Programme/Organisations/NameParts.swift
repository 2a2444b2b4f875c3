/// Takes the parts of a name off, from the outside inwards: remarks in brackets, branch or department, legal form, group,
/// place.
struct NameParts {
    private(set) var rest: [UInt32]
    private(set) var place: [UInt32] = []
    private(set) var isPlaceBracketed = false
    private(set) var form: [UInt32] = []
    private(set) var isGroup = false
    private(set) var branch: [UInt32] = []
    private(set) var department: [UInt32] = []
    private(set) var former: [UInt32] = []

    init(_ name: [UInt32]) {
        rest = name
    }

    mutating func takeOff() {
        takeOffBrackets()
        takeOffBranch()
        takeOffDepartment()
        takeOffForm()
        takeOffGroup()
        takeOffPlace()
    }

    /// What stands in brackets is a place, a group, a remark on a former name, or a kind of partnership.
    private mutating func takeOffBrackets() {
        while let open = rest.firstIndex(of: Sign.open), let close = rest[open...].firstIndex(of: Sign.close) {
            let inside = Array(rest[(open + 1)..<close])
            // Nothing is left of a name that stands in brackets as a whole.
            guard open > 0 || close + 1 < rest.count else { return }
            if inside.starts(with: Word.former) || inside.starts(with: Word.formerLong) {
                former = Array(inside.dropFirst(inside.starts(with: Word.formerLong) ? Word.formerLong.count : 1))
                if former.first == Sign.colon { former.removeFirst() }
            } else if inside == Word.group || inside == Word.holding {
                isGroup = true
            } else if PlaceNames.isPlace(inside[...]) || inside == Word.china
                || (inside.count <= 6 && inside.last.map(Word.districts.contains) ?? false)
            {
                place = inside
                isPlaceBracketed = true
            }
            rest.removeSubrange(open...close)
        }
    }

    /// A branch is no legal person of its own (公司法 13): what stands before it is the house.
    private mutating func takeOffBranch() {
        guard let ending = Word.branches.first(where: { rest.hasSuffix($0) }) else { return }
        let head = rest.dropLast(ending.count)
        for house in Word.houses {
            guard let end = head.endOfLast(house), end >= 4 else { continue }
            branch = Array(rest[end...])
            rest = Array(rest[..<end])
            return
        }
        // 示例公司北京分公司 is found above; 示例北京分公司 names no legal form.
        guard ending.first == Word.part else { return }
        branch = ending
        rest = Array(head)
    }

    /// A department of a school, hospital or institute, and not a house that it owns.
    private mutating func takeOffDepartment() {
        for house in Word.schools {
            guard let end = rest.endOfFirst(house), end >= 4 || house.count > 2, end < rest.count else { continue }
            // The institutes of an academy of sciences (科学院) are houses of their own.
            guard end < 3 || rest[end - 3] != Word.science else { continue }
            let behind = rest[end...]
            guard Word.departments.contains(where: { Array(behind).hasSuffix($0) }), !behind.starts(with: Word.affiliated) else { return }
            department = Array(behind)
            rest = Array(rest[..<end])
            return
        }
    }

    private mutating func takeOffForm() {
        guard let found = Word.forms.first(where: { rest.count > $0.count + 1 && rest.hasSuffix($0) }) else { return }
        form = found
        rest.removeLast(found.count)
    }

    private mutating func takeOffGroup() {
        for word in Word.groups where rest.count > word.count + 1 && rest.hasSuffix(word) {
            isGroup = true
            rest.removeLast(word.count)
        }
    }

    /// A place before the name, as long as something is left that tells houses apart.
    private mutating func takeOffPlace() {
        guard let length = PlaceNames.prefix(of: rest[...]), rest.count - length >= 2 else { return }
        let before = Array(rest.prefix(length))
        let left = Array(rest.dropFirst(length))
        // 北京大学 is no 大学, and 上海证券交易所 stands as it is without a legal form.
        guard !Word.kinds.contains(left) else { return }
        if place.isEmpty { place = before }
        rest = left
    }
}

/// Single characters, by code point.
private enum Sign {
    static let open: UInt32 = 0x28
    static let close: UInt32 = 0x29
    static let colon: UInt32 = 0x3A
}

/// The words of names. Longer ones come before those that they end with.
private enum Word {
    static func codes(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
    private static func list(_ text: String) -> [[UInt32]] { text.split(separator: " ").map { codes(String($0)) } }

    static let former = codes("原")
    static let formerLong = codes("曾用名")
    static let group = codes("集团")
    static let holding = codes("控股")
    static let china = codes("中国")
    static let affiliated = codes("附属")
    static let part = codes("分")[0]
    static let districts = codes("省市区县州")
    static let branches = list("分公司 分院 分所 分行 分校 分中心 分局 分厂 分部 分社 支行 营业部 办事处 代表处 事业部 项目部")
    static let houses = list("公司 研究院 研究所 设计院 设计研究院 检测院 科学院 大学 学院 集团 银行 事务所 中心 协会 总厂 医院 出版社")
    static let science = codes("科")[0]
    static let schools = list("大学 学院 研究院 医院 研究所")
    static let departments = list("学院 学系 系 所 实验室 中心 部 处 研究院 研究生院 工程院 科 课题组 教研室 图书馆 分校")
    static let forms = list(
        """
        股份有限公司 有限公司 股份公司 集团公司 总公司 公司 有限合伙企业 合伙企业 个人独资企业 专业合作社 合作社 股份合作制企业 总厂 工厂 厂 \
        有限合伙
        """)
    static let groups = list("集团 投资控股 控股")
    /// What a name is no name with alone.
    static let kinds = Set(
        list(
            """
            大学 学院 科技大学 理工大学 工业大学 师范大学 农业大学 医科大学 交通大学 财经大学 研究院 科学院 医院 银行 协会 学会 商会 联合会 \
            证券交易所 人民政府 工程大学 职业技术学院 工业和信息化局 工业和信息化厅 经济和信息化局 经济和信息化厅 经济和信息化委员会
            """))
}

extension [UInt32] {
    func hasSuffix(_ other: [UInt32]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}

extension RandomAccessCollection<UInt32> where Index == Int {
    /// Where the last of some words ends; nil where it does not stand here.
    func endOfLast(_ word: [UInt32]) -> Int? {
        guard count >= word.count else { return nil }
        var start = endIndex - word.count
        while start >= startIndex {
            if self[start..<(start + word.count)].elementsEqual(word) { return start + word.count }
            start -= 1
        }
        return nil
    }

    /// Where the first of some words ends; nil where it does not stand here.
    func endOfFirst(_ word: [UInt32]) -> Int? {
        guard count >= word.count else { return nil }
        for start in startIndex...(endIndex - word.count) where self[start] == word[0] {
            if self[start..<(start + word.count)].elementsEqual(word) { return start + word.count }
        }
        return nil
    }
}
