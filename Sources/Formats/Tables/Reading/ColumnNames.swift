internal import Foundation

/// What columns are called in the tables that really come.
enum ColumnNames {
    /// Usual other names of a column. 序号, which numbers the rows of any table, is never the number of a dossier.
    private static let variants: [String: [String]] = [
        "编号": ["申报编号", "材料编号", "项目编号", "申报材料编号", "专家编号"],
        "省级主管部门": ["推荐单位", "主管部门", "推荐部门", "省级推荐单位", "地方主管部门", "推荐单位名称", "省级工业和信息化主管部门", "推荐地区"],
        "类别": ["申报类别", "示范类别", "申报类型", "示范类型", "项目类别"],
        "申报主体": ["企业名称", "单位名称", "申报单位", "申报主体名称", "申报单位名称", "申报企业", "申报企业名称", "主体名称", "机构名称"],
        "统一社会信用代码": ["社会信用代码", "信用代码", "统一代码", "统一信用代码", "社会统一信用代码", "组织机构代码/统一社会信用代码"],
        "信用代码说明": ["代码说明", "统一社会信用代码说明"],
        "模式": ["服务型制造模式", "申报模式", "示范模式", "主要模式"],
        "行业": ["所属行业", "行业领域", "所在行业", "行业类别"],
        "申报日期": ["申报时间", "填报日期", "提交日期", "填报时间"],
        "不适宜评审专家": ["不适宜评审的专家", "不宜评审专家", "申请回避专家", "回避专家"],
        "境内注册": ["在境内注册", "中国境内注册", "境内注册企业"],
        "独立法人": ["独立法人资格", "具有独立法人资格"],
        "运营财务良好": ["运营和财务状况良好", "运营和财务良好", "财务状况良好"],
        "无重大事故": ["无重大质量环保安全事故", "未发生重大事故"],
        "无违法违规": ["无违法违规行为", "无违法行为"],
        "制造业企业": ["制造企业", "属于制造业企业"],
        "服务收入占比": ["服务收入占营业收入比重", "服务收入比重", "服务业务收入占比", "服务收入占营业收入比例"],
        "平台性质": ["平台类型"],
        "投入运营日期": ["投入运营时间", "运营日期", "正式运营日期", "正式投入运营日期", "正式投入运营时间"],
        "已是示范城市": ["已获评示范城市", "已为示范城市"],
        "姓名": ["专家姓名", "名字", "联系人", "联系人姓名"],
        "所在地区": ["地区", "所在省份", "所属地区", "所在省市", "省份"],
        "专业类别": ["专业", "专业方向", "专家类别", "专业领域"],
        "熟悉模式": ["熟悉的模式", "擅长模式"],
        "熟悉行业": ["熟悉的行业", "擅长行业", "熟悉领域"],
        "高级职称": ["具有高级职称", "有高级职称"],
        "从业年限": ["工作年限", "从业年数", "从事本领域年限"],
        "最少评审": ["最少评审数", "最少评审份数", "评审下限"],
        "最多评审": ["最多评审数", "最多评审份数", "评审上限"],
        "专家编号": ["编号", "专家号"],
        "单位": ["工作单位", "单位名称", "任职单位", "所在单位", "任职单位名称"],
        "开始": ["开始日期", "开始时间", "起始日期", "起始时间", "任职开始", "任职起始日期"],
        "结束": ["结束日期", "结束时间", "终止日期", "终止时间", "任职结束", "离任日期"],
        "职务": ["职位", "担任职务", "岗位", "职务职称", "处室职务", "处室及职务"],
        "联系电话": ["电话", "办公电话", "座机", "固定电话", "联系方式"],
        "手机": ["手机号", "手机号码", "移动电话"],
        "传真": ["传真号码"],
        "电子邮箱": ["邮箱", "电子邮件", "邮件", "E-mail", "Email"],
        "报送日期": ["反馈日期", "报送时间", "反馈时间", "填报日期"],
        "示范编号": ["编号", "示范登记编号", "登记编号", "示范证书编号"],
        "批次": ["示范批次", "认定批次", "遴选批次"],
        "示范种类": ["示范类别", "示范类型", "类别", "种类"],
        "示范主体": ["申报主体", "企业名称", "单位名称", "示范名称", "主体名称", "示范单位", "示范单位名称", "示范主体名称"],
        "认定日期": ["认定时间", "公布日期", "公布时间", "授牌日期"],
        "填报日期": ["填报时间", "网上填报日期", "网上填报时间", "提交日期"],
        "文号": ["说明文号", "来文文号", "公文文号", "发文字号"],
        "说明日期": ["来文日期", "发文日期", "成文日期", "说明时间"],
        "情形": ["关系", "关系类型", "利害关系情形", "回避情形", "特殊原因", "原因"],
        "说明": ["备注", "情况说明", "具体情况"],
    ]

    /// The names by which each column of a form is known, its own first; a name that another column of the form bears is that
    /// one's alone.
    static func known(in form: TableForm) -> [String: (column: Int, isOwn: Bool)] {
        var known: [String: (column: Int, isOwn: Bool)] = [:]
        for (index, column) in form.columns.enumerated() { known[plain(column.name)] = (index, true) }
        for (index, column) in form.columns.enumerated() {
            for name in variants[column.name] ?? [] where known[plain(name)] == nil { known[plain(name)] = (index, false) }
            // “是否独立法人” asks for what “独立法人” says.
            guard column.kind == .yesNo || column.kind == .possession else { continue }
            for name in [column.name] + (variants[column.name] ?? []) {
                for question in ["是否", "是否为", "是否属于", "是否有", "是否具有"] where known[plain(question + name)] == nil {
                    known[plain(question + name)] = (index, false)
                }
            }
        }
        return known
    }

    /// A header without what is only form: width, spaces, line breaks, the star of what must be filled in, a closing colon.
    static func plain(_ header: String) -> String {
        let narrow = header.precomposedStringWithCompatibilityMapping.lowercased()
        var scalars = narrow.unicodeScalars.filter {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format && $0.properties.generalCategory != .control
        }
        while let first = scalars.first, "*★●".unicodeScalars.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, "*★:".unicodeScalars.contains(last) { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    /// A header without a remark in brackets at its end: a unit, how to fill it in. Nil where there is none.
    static func withoutRemark(_ plain: String) -> String? {
        guard plain.utf8.last == UInt8(ascii: ")"), let open = plain.lastIndex(of: "("), open > plain.startIndex else { return nil }
        return String(plain[..<open])
    }
}
