/// How two organisations stand to each other by their names and credit codes, and what shows it.
public struct OrganisationComparison: Sendable, Hashable {
    /// Whether they are taken for one.
    public var standing: Standing
    /// What makes them near, or the same though they are written differently.
    public var reasons: [Reason]
    /// How much of the longer core is the same, per cent; 100 where the cores are equal.
    public var similarity: Int

    /// Whether two organisations are one.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// One organisation.
        case same
        /// Perhaps one, or one house: for a person to settle.
        case suspected
        /// Two.
        case different
    }

    /// What makes two names near, each a thing that was taken off or passed over.
    public enum Reason: String, Codable, Sendable, CaseIterable {
        /// The same credit code under two names.
        case code
        /// Only widths, spaces, brackets, characters or 有限责任公司 differ.
        case writing
        /// The same name, and two codes that both conform.
        case otherCode = "other-code"
        /// Another legal form.
        case form
        /// A place before one of the names.
        case place
        /// Two places in brackets, as houses of one group write them.
        case places
        /// One is a group or a holding.
        case group
        /// One is a branch.
        case branch
        /// One is a department.
        case department
        /// A remark gives the other as the former name.
        case former
        /// One character differs.
        case character
        /// One begins the other and has no legal form.
        case abbreviation
        /// A school, institute or hospital begins the other name.
        case institution
        /// A city and its government.
        case government

        /// Whether it tells of one house with two legal persons, so that two codes say nothing against it.
        var holdsWithTwoCodes: Bool {
            switch self {
            case .otherCode, .form, .places, .group, .branch, .department, .former, .institution, .government: true
            case .code, .writing, .place, .character, .abbreviation: false
            }
        }

        /// The reason in words.
        public var text: Text {
            switch self {
            case .code: Text(zh: "统一社会信用代码相同", en: "the same credit code")
            case .writing: Text(zh: "仅书写形式不同", en: "only the way of writing differs")
            case .otherCode: Text(zh: "名称相同，两个代码均有效但不同", en: "the same name with two codes that both conform")
            case .form: Text(zh: "企业组织形式不同", en: "another legal form")
            case .place: Text(zh: "一方带地名", en: "a place in one of the names")
            case .places: Text(zh: "括号内地名不同", en: "another place in brackets")
            case .group: Text(zh: "一方为集团或控股", en: "one is a group or holding")
            case .branch: Text(zh: "一方为分支机构", en: "one is a branch")
            case .department: Text(zh: "一方为内设机构", en: "one is a department")
            case .former: Text(zh: "名称中注明原名", en: "a remark gives the former name")
            case .character: Text(zh: "仅一字之差", en: "one character differs")
            case .abbreviation: Text(zh: "一方似为简称", en: "one looks like a short form")
            case .institution: Text(zh: "名称以该院校、机构名开头", en: "it begins with the name of the institution")
            case .government: Text(zh: "一方为该地人民政府", en: "one is the government of the place")
            }
        }
    }

    /// The comparison as evidence.
    public var text: Text {
        let words = reasons.map(\.text).enumerated()
        guard standing == .suspected, similarity < 100 else { return words }
        return words + Text(zh: "，相似度 \(similarity)%", en: ", \(similarity) % alike")
    }
}

extension OrganisationName {
    /// Compares two names, whatever their codes.
    func compared(with other: OrganisationName) -> OrganisationComparison {
        if plain == other.plain {
            return OrganisationComparison(standing: .same, reasons: written == other.written ? [] : [.writing], similarity: 100)
        }
        let reasons = reasonsForNearness(to: other)
        return OrganisationComparison(
            standing: reasons.isEmpty ? .different : .suspected, reasons: reasons, similarity: core.similarity(to: other.core))
    }

    private func reasonsForNearness(to other: OrganisationName) -> [OrganisationComparison.Reason] {
        if isFormer(of: other) || other.isFormer(of: self) { return [.former] }
        if plain == other.plain + Self.government || other.plain == plain + Self.government { return [.government] }
        if core == other.core { return differences(from: other) ?? [] }
        if core.isOneEdit(from: other.core), isAtPlace(of: other), branch.isEmpty == other.branch.isEmpty { return [.character] }
        return houseReasons(with: other) ?? other.houseReasons(with: self) ?? []
    }

    private static let government = "人民政府".unicodeScalars.map(\.value)

    private func isFormer(of other: OrganisationName) -> Bool {
        !other.former.isEmpty && (other.former == plain || (other.former.count >= 3 && other.former == core))
    }

    /// What tells two names of one core apart; nil where that makes them two houses.
    private func differences(from other: OrganisationName) -> [OrganisationComparison.Reason]? {
        var reasons: [OrganisationComparison.Reason] = []
        if place != other.place, !Self.names(place, other.place) {
            if place.isEmpty || other.place.isEmpty {
                reasons.append(.place)
            } else if isPlaceBracketed || other.isPlaceBracketed {
                reasons.append(.places)
            } else if branch.isEmpty, other.branch.isEmpty {
                // 北京示例 and 上海示例: registers of two places, each free to have its own.
                return nil
            }
        } else if isPlaceBracketed != other.isPlaceBracketed {
            reasons.append(.place)
        }
        if isGroup != other.isGroup { reasons.append(.group) }
        if branch != other.branch { reasons.append(.branch) }
        if department != other.department { reasons.append(.department) }
        if form != other.form { reasons.append(.form) }
        // What is left is brackets around a word that the other writes without.
        return reasons.isEmpty ? [.form] : reasons
    }

    /// Whether two places name the same, one more fully than the other: 江苏 and 江苏省南京市.
    private static func names(_ first: [UInt32], _ second: [UInt32]) -> Bool {
        !first.isEmpty && !second.isEmpty && (first.starts(with: second.dropLast()) || second.starts(with: first.dropLast()))
    }

    private func isAtPlace(of other: OrganisationName) -> Bool {
        place.isEmpty || other.place.isEmpty || Self.names(place, other.place)
    }

    /// Whether this is a house to which the other may belong, or a short form of it.
    private func houseReasons(with other: OrganisationName) -> [OrganisationComparison.Reason]? {
        guard core.count >= 2, other.core.count > core.count, other.core.starts(with: core) else { return nil }
        if isGroup { return [.group] }
        if isInstitution { return [.institution] }
        if isShort { return [.abbreviation] }
        return nil
    }

    /// Whether it is a school, institute or hospital, whose houses carry its name.
    var isInstitution: Bool {
        form.isEmpty && core.count >= 4 && Self.institutions.contains { core.hasSuffix($0) }
    }

    /// Whether it may be short for another name: it has no legal form, and is long enough to mean somebody.
    var isShort: Bool {
        form.isEmpty && !isGroup && !isInstitution && core.count >= 4 && branch.isEmpty
            && !(plain.last.map(Self.endsOfPlaces.contains) ?? false)
    }

    /// Whether other names may begin with its own because they belong to it.
    var mayHeadOthers: Bool { (isGroup && core.count >= 2) || isInstitution || isShort }

    /// A city is no short name of what lies in it.
    private static let endsOfPlaces = Set("省市区县州盟旗".unicodeScalars.map(\.value))
    private static let institutions = ["大学", "学院", "研究院", "研究所", "医院", "设计院"].map { $0.unicodeScalars.map(\.value) }
}

extension [UInt32] {
    /// Whether one character was changed, left out, put in, or changed places with its neighbour, in names long enough that
    /// this may be a slip. Numerals and points of the compass tell houses apart, as 第一 and 第二.
    func isOneEdit(from other: [UInt32]) -> Bool {
        guard Swift.min(count, other.count) >= 4, abs(count - other.count) <= 1 else { return false }
        var start = 0
        while start < Swift.min(count, other.count), self[start] == other[start] { start += 1 }
        var end = 0
        while end < Swift.min(count, other.count) - start, self[count - 1 - end] == other[other.count - 1 - end] { end += 1 }
        let (mine, theirs) = (self[start..<(count - end)], other[start..<(other.count - end)])
        if mine.count == 2, theirs.count == 2 { return mine.first == theirs.last && mine.last == theirs.first }
        guard mine.count <= 1, theirs.count <= 1 else { return false }
        return !(mine + theirs).contains { Self.telling.contains($0) }
    }

    /// How much of the longer one stands in the other in the same order, per cent (Levenshtein).
    func similarity(to other: [UInt32]) -> Int {
        guard !isEmpty, !other.isEmpty else { return 0 }
        var row = [Int](0...other.count)
        for (index, character) in enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (place, candidate) in other.enumerated() {
                let above = row[place + 1]
                row[place + 1] = Swift.min(Swift.min(above, row[place]) + 1, diagonal + (character == candidate ? 0 : 1))
                diagonal = above
            }
        }
        let longer = Swift.max(count, other.count)
        return (longer - row[other.count]) * 100 / longer
    }

    private static let telling = Set("一二三四五六七八九十百0123456789甲乙丙丁戊己庚辛东西南北中ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars.map(\.value))
}
