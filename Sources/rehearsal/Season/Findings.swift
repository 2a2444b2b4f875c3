/// What a made-up visit finds: most of it is so, some of it in part, little of it not.
struct Findings {
    /// The seed of all chance.
    var seed: UInt64

    private static let remarks = ["示例：查阅台账并现场核对", "示例：访谈相关负责人，抽查合同", "示例：查看系统运行记录"]

    /// A row of the form, 材料编号,项目,内容,结论,说明, its last two fields filled in. 内容 may hold anything but is left as it is.
    func filled(_ line: String) -> String {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 5 else { return line }
        let (dossier, item) = (fields[0], fields[1])
        var generator = Generator(seed: seed, stream: "finding/\(dossier)/\(item)")
        let (value, text): (String, String)
        switch item {
        case "file":
            return line
        case "overall":
            value = verdict(&generator)
            text = generator.pick(Findings.remarks)
        case _ where item.hasPrefix("question-"):
            value = verdict(&generator)
            text = generator.pick(Findings.remarks)
        default:
            let met = !generator.happens(2)
            value = met ? "符合" : "不符合"
            text = met ? "" : "示例：现场未见有效证明"
        }
        return (fields.dropLast(2) + [value, text]).joined(separator: ",")
    }

    private func verdict(_ generator: inout Generator) -> String {
        generator.pick([(element: "属实", weight: 82), (element: "部分属实", weight: 14), (element: "不属实", weight: 4)])
    }
}
