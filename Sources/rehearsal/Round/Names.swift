/// Names that look real and are not: each begins with 示例, "example".
enum Names {
    /// The mark of what is made up.
    static let mark = "示例"

    /// The manufacturing industries, with words that the names of their companies use.
    static let industries: [(name: String, words: [String])] = [
        ("装备制造", ["精密机械", "数控装备", "重型机械", "液压", "智能装备", "压缩机"]),
        ("电子信息", ["电子", "半导体材料", "光电", "传感技术", "通信设备", "显示技术"]),
        ("汽车制造", ["汽车零部件", "专用汽车", "动力系统", "车桥", "新能源汽车"]),
        ("轨道交通装备", ["轨道交通装备", "铁路器材", "机车车辆", "信号设备"]),
        ("船舶与海洋工程", ["船舶重工", "海洋工程装备", "船用设备", "港机"]),
        ("石化化工", ["化工", "新材料", "精细化学", "橡胶科技", "涂料"]),
        ("钢铁", ["特钢", "钢铁", "金属制品", "管业"]),
        ("有色金属", ["铜业", "铝业", "稀土新材", "钛业"]),
        ("建材", ["建材", "玻璃科技", "水泥装备", "陶瓷"]),
        ("轻工", ["家居", "家用电器", "造纸", "五金制品", "照明"]),
        ("纺织服装", ["纺织", "服装", "针织", "产业用纺织品"]),
        ("医药", ["制药", "医疗器械", "生物技术", "中药"]),
    ]

    /// Words that begin a company's or an institute's name.
    static let stems = [
        "泰山", "长河", "云峰", "青松", "远航", "启明", "华岳", "天元", "恒达", "瑞丰", "宏图", "鼎新", "晨光", "海纳", "金桥",
        "银河", "东升", "卓越", "博远", "众合", "中正", "广源", "凌云", "嘉禾", "联创", "盛世", "长风", "北斗", "昆仑", "万象",
        "明德", "同心", "百川", "星辰", "春晖", "大成", "时代", "永固", "方圆", "乾元", "朝阳", "飞腾", "南山", "丰泽", "汇通",
        "锦绣", "高远", "和光", "天工", "巨匠", "经纬", "磐石", "腾跃", "新域", "正和", "致远", "中枢", "卓尔", "沃野", "望川",
    ]

    private static let surnames = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
        "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜",
        "欧阳", "司马", "上官", "诸葛",
    ]

    private static let givens = [
        "建", "国", "明", "华", "伟", "芳", "丽", "杰", "娟", "勇", "艳", "涛", "磊", "超", "霞", "平", "刚", "桂", "文", "志",
        "永", "春", "玉", "红", "海", "林", "峰", "宇", "晨", "欣", "佳", "雪", "梅", "兰", "竹", "松", "仁", "义", "礼", "智",
        "信", "敏", "静", "慧", "颖", "琳", "琪", "瑶", "婷", "倩", "晓", "新", "中", "正", "光", "辉", "宏", "博", "远", "达",
        "兴", "旺", "安", "宁", "乐", "福", "祥", "瑞", "嘉", "卫", "民", "成", "亮", "婉", "若", "思", "雨", "彤", "昕",
    ]

    private static let cityFirsts = ["霁", "澜", "岚", "珑", "沐", "晴", "曦", "皓", "棠", "枫"]
    private static let citySeconds = ["江", "湾", "岭", "溪", "浦", "泽", "屏", "津"]

    /// A person's name.
    static func person(by generator: inout Generator) -> String {
        // The first twenty surnames are those of half the country.
        let surname = generator.happens(55) ? generator.pick(Array(surnames.prefix(20))) : generator.pick(surnames)
        let second = generator.happens(82) ? generator.pick(givens) : ""
        return mark + surname + generator.pick(givens) + second
    }

    /// A manufacturer of an industry.
    static func enterprise(industry: Int, by generator: inout Generator) -> String {
        let word = generator.pick(industries[industry].words)
        let form: String = generator.pick([
            ("股份有限公司", 5), ("有限公司", 4), ("集团有限公司", 2), ("科技股份有限公司", 2), ("（集团）有限责任公司", 1),
        ])
        return mark + generator.pick(stems) + word + form
    }

    /// A platform of shared manufacturing.
    static func sharedPlatform(industry: Int, by generator: inout Generator) -> String {
        let word = generator.pick(industries[industry].words)
        let form = generator.pick([
            "共享制造科技有限公司", "协同制造网络有限公司", "共享工厂运营有限公司", "智造云平台有限公司", "产能共享服务有限公司",
        ])
        return mark + generator.pick(stems) + word + form
    }

    /// Another platform, by its mode; a public institution where it is not a company.
    static func otherPlatform(mode: String, company: Bool, by generator: inout Generator) -> String {
        guard company else {
            let form = generator.pick(["产品质量检验研究院", "工业技术服务中心", "智能制造研究院", "计量测试研究院"])
            return mark + generator.pick(stems) + form
        }
        let words: [String] =
            switch mode {
            case "定制化服务": ["个性化定制科技", "柔性制造科技", "工业设计"]
            case "供应链管理": ["供应链管理", "工业品供应链", "智慧物流科技"]
            case "检验检测认证服务": ["检验认证", "检测技术服务", "质量技术服务"]
            case "全生命周期管理": ["设备运维科技", "工业互联网科技", "远程运维技术"]
            case "总集成总承包": ["系统集成工程", "工程总承包", "智能系统工程"]
            case "节能环保服务": ["节能技术服务", "环保科技", "合同能源管理"]
            case "生产性金融服务": ["融资租赁", "产业金融服务", "商业保理"]
            case "工业设计服务": ["工业设计", "产品创新设计", "设计研究"]
            default: ["工业大数据", "数字科技", "智能制造服务"]
            }
        let form = generator.pick(["有限公司", "有限公司", "股份有限公司", "（集团）有限公司"])
        return mark + generator.pick(stems) + generator.pick(words) + form
    }

    /// A city; of a municipality, a district.
    static func city(district: Bool, by generator: inout Generator) -> String {
        let stem = generator.happens(3) ? "滨江" : generator.pick(cityFirsts) + generator.pick(citySeconds)
        return mark + stem + (district ? "区" : "市")
    }

    /// The name that a company bore before: the same with another legal form.
    static func formerName(of company: String) -> String {
        let forms = [
            ("科技股份有限公司", "科技有限公司"), ("股份有限公司", "有限公司"), ("（集团）有限责任公司", "总厂"),
            ("（集团）有限公司", "有限责任公司"), ("集团有限公司", "有限责任公司"), ("有限公司", "有限责任公司"),
        ]
        for (form, former) in forms where company.hasSuffix(form) {
            return company.dropLast(form.count) + former
        }
        return company + "筹备处"
    }
}
