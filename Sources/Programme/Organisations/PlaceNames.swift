/// Places as they stand in names of organisations: provinces and cities, with and without what they are.
///
/// Source: the administrative divisions of China at the levels of province and prefecture (民政部, 行政区划代码), without the
/// ending of their kind. A place before a name is never proof of anything, so that one too many here costs a question.
enum PlaceNames {
    /// The place that a text begins with, `北京` and `北京市` alike, and how many characters it takes; nil where there is
    /// none. A city after its province belongs to it: `江苏省南京市`.
    static func prefix(of text: ArraySlice<UInt32>) -> Int? {
        var rest = text
        if rest.starts(with: china) { rest = rest.dropFirst(china.count) }
        for names in [provinces, cities] {
            guard let length = longest(in: names, at: rest) else { continue }
            rest = rest.dropFirst(length)
            if let ending = endings.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(ending.count) }
        }
        if let district = district(of: rest) { rest = rest.dropFirst(district) }
        let taken = text.count - rest.count
        return taken == 0 ? nil : taken
    }

    /// Whether a text is a place and nothing else.
    static func isPlace(_ text: ArraySlice<UInt32>) -> Bool { prefix(of: text) == text.count }

    /// A district or county written out after a city: two or three characters and 区 or 县.
    private static func district(of text: ArraySlice<UInt32>) -> Int? {
        for length in [3, 4] where text.count > length {
            let last = text[text.startIndex + length - 1]
            // 开发区, 高新区 and 园区 are part of the name.
            if districtEndings.contains(last), !text.prefix(length).contains(where: { zones.contains($0) }) { return length }
        }
        return nil
    }

    private static func longest(in names: Set<[UInt32]>, at text: ArraySlice<UInt32>) -> Int? {
        (2...3).reversed().first { text.count >= $0 && names.contains(Array(text.prefix($0))) }
    }

    private static func codes(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private static let china = codes("中国")
    private static let districtEndings = Set(codes("区县"))
    private static let zones = Set(codes("发新园业学医社"))
    private static let endings = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "地区", "省", "市", "州", "盟"].map(codes)

    private static let provinces = Set(
        """
        北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 \
        台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
        """.split(separator: " ").map { codes(String($0)) })

    private static let cities = Set(
        """
        石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 \
        乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 \
        松原 白城 延边 哈尔滨 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 \
        镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 \
        六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 \
        淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 \
        南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 \
        益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 \
        云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 \
        内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 \
        文山 大理 德宏 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 \
        平凉 酒泉 庆阳 定西 陇南 临夏 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 伊犁 石河子 昆山 义乌 江阴 张家港
        """.split(separator: " ").map { codes(String($0)) })
}
