/// What experts write beside a score.
enum Remarks {
    private static let high = [
        "示例：机制完整，成效数据可核验，处于行业前列", "示例：服务收入增长明显，典型案例具有推广价值", "示例：佐证材料齐全，投入与产出对应清楚",
        "示例：与主业结合紧密，客户侧效果有第三方证明", "示例：制度、人员、经费落实到位", "示例：创新点明确，同类中较为突出",
    ]
    private static let middle = [
        "示例：总体符合要求，部分指标缺少同比数据", "示例：做法可行，成效有待进一步积累", "示例：佐证材料基本齐全，个别口径需说明",
        "示例：体系已建立，覆盖面尚有限", "示例：案例较好，推广范围说明不足", "示例：投入稳定，产出与目标大体一致",
    ]
    private static let low = [
        "示例：仅有规划文本，缺少实施证据", "示例：服务收入口径不清，无法核对", "示例：成效描述笼统，没有量化数据",
        "示例：所列案例与申报模式关联不强", "示例：人员和经费保障不足", "示例：近两年无实质进展", "示例：材料前后数据不一致",
    ]
    private static let failings = [
        "示例：材料所附证明已过有效期，不能认定", "示例：与申报条件不符，未见有效佐证", "示例：所附文件主体与申报主体不一致",
    ]
    private static let questions = [
        "示例：请核实服务收入的归集口径和合同台账", "示例：请查看平台实际在线订单和注册工厂的真实性", "示例：请了解远程运维系统的运行记录",
        "示例：请核对人员社保名单与申报的服务团队规模", "示例：请查看典型案例客户的验收资料", "示例：请了解所列政策资金的实际拨付情况",
        "示例：请核实检测资质范围与服务内容是否一致",
    ]

    /// A remark on a score.
    static func on(score: Int, by generator: inout Generator) -> String {
        switch score {
        case 80...: generator.pick(high)
        case 65...: generator.pick(middle)
        default: generator.pick(low)
        }
    }

    /// Why a gate is not met.
    static func failing(by generator: inout Generator) -> String {
        generator.pick(failings)
    }

    /// What a site visit should find out.
    static func question(by generator: inout Generator) -> String {
        generator.pick(questions)
    }
}
