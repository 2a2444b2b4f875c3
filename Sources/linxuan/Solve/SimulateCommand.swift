import ArgumentParser
import Formats
import Foundation
import Programme

/// `linxuan simulate`: a made-up instance and scores with known true quality.
struct SimulateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "simulate",
            abstract: local(
                "生成虚构的分配实例和评分，供性能测试使用", "Write a made-up instance and scores, for benchmarks and load tests"),
            discussion: local(
                "写入 instance.json、affinity.npy、scores.csv、truth.csv；同名文件整体替换。参数相同则各机器所得文件逐字节相同。",
                "Writes instance.json, affinity.npy, scores.csv and truth.csv; files of these names are replaced as a whole. "
                    + "The same arguments give the same bytes on every machine."))
    }

    @Argument(help: .text("写入的目录，不存在则新建", "The folder to write to; made where it is missing", value: "folder"))
    var folder: String

    @Option(help: .text("申报材料份数", "How many dossiers", value: "number"))
    var dossiers: Int

    @Option(help: .text("专家人数", "How many experts", value: "number"))
    var experts: Int

    @Option(help: .text("每份材料所需专家数", "How many experts each dossier needs", value: "number"))
    var demand = Simulation.defaultDemand

    @Option(
        help: .text(
            "每名专家最多承担的份数（默认比平均所需多五分之一）",
            "How many dossiers an expert may have (by default a fifth more than is needed)", value: "number"))
    var load: Int?

    @Option(
        help: .text(
            "附加要求，以逗号分隔：mix 专业搭配；organisation 每份材料同一单位至多一人；region 地区限制",
            "More requirements, separated by commas: mix of specialties, one expert an organisation, limits by region",
            value: "mix,organisation,region"))
    var requirements: String?

    @Option(help: .text("匹配度取值的个数（默认不限）", "Round affinities to so many values (by default not)", value: "number"))
    var levels: Int?

    @Option(help: .text("随机种子", "What everything is drawn from", value: "number"))
    var seed: UInt64 = 0

    @OptionGroup var common: CommonOptions

    func validate() throws {
        _ = try required()
    }

    func run() throws {
        let simulation = try Simulation(
            dossiers: dossiers, experts: experts, demand: demand, load: load, requirements: try required(),
            levels: levels, seed: seed)
        try simulation.write(toFolder: folder)
        let files = Simulation.File.allCases.map { URL(fileURLWithPath: folder).appendingPathComponent($0.rawValue).relativePath }
        try common.show(Summary(simulation, files)) {
            local(
                "已写入 \(files.joined(separator: "、"))（虚构数据）。\n每份材料 \(demand) 名专家，每名专家至多 \(simulation.load) 份。",
                "Wrote \(files.joined(separator: ", ")) (made up).\nEach dossier needs \(demand) experts, each expert takes up to \(simulation.load)."
            )
        }
    }

    /// The requirements that the option names, with commas between.
    private func required() throws -> Set<Simulation.Requirement> {
        let words = requirements?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        return Set(
            try words.map { word in
                guard let requirement = Simulation.Requirement(rawValue: word) else {
                    throw ValidationError(
                        local(
                            "--requirements 中的“\(word)”无法识别；应为 mix、organisation、region，以逗号分隔",
                            "--requirements has “\(word)”; it takes mix, organisation and region, with commas between"))
                }
                return requirement
            })
    }

    private struct Summary: Encodable {
        let name: String
        let dossiers: Int
        let experts: Int
        let demand: Int
        let load: Int
        let files: [String]

        init(_ simulation: Simulation, _ files: [String]) {
            name = simulation.name
            dossiers = simulation.dossiers
            experts = simulation.experts
            demand = simulation.demand
            load = simulation.load
            self.files = files
        }
    }
}
