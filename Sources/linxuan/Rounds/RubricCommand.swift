import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan rubric`: check a call with its rubrics, show those of a round.
struct RubricCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rubric", abstract: local("检查通知规则和评分标准", "Check a call and its rubrics"),
            subcommands: [Check.self, Show.self])
    }

    struct Check: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "check", abstract: local("检查通知规则及其引用的全部文件", "Check a call and every file that it names"))
        }

        @Argument(help: .text("通知规则文件", "The call", value: "call.yaml")) var call: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            let (rules, documents) = try CallFolder.read(call)
            try common.show(["documents": documents.map(\.path)]) {
                local(
                    "无误：\(rules.title.zh)，\(rules.categories.count) 个类别，\(rules.authorities.count) 个推荐单位，\(documents.count) 个文件",
                    "Sound: \(rules.title.en), \(rules.categories.count) categories, \(rules.authorities.count) authorities, \(documents.count) files"
                )
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "show", abstract: local("显示本轮冻结的评分标准", "Show the rubrics frozen in a round"))
        }

        @Option(help: .text("只显示一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let call = try await round.desk().ask(ShowCall())
            let rubrics = call.rubrics.filter { category == nil || $0.id == category }
            guard !rubrics.isEmpty else {
                throw Failure.usage(Text(zh: "没有这一类别。", en: "There is no such category."))
            }
            try round.common.show(["rubrics": rubrics.map(RubricDocument.init)]) {
                rubrics.map { $0.words.local }.joined(separator: "\n\n")
            }
        }
    }
}

/// A rubric as `--json` prints it.
private struct RubricDocument: Encodable {
    var category: String
    var title: Text
    var weights: Rubric.Weights
    var criteria: [Criterion]
    var gates: [String]

    struct Criterion: Encodable {
        var id: String
        var name: Text
        var weight: Int
        var clause: String
        var reason: String
    }

    init(_ rubric: Rubric) {
        category = rubric.id
        title = rubric.title
        weights = rubric.weights
        gates = rubric.gates.map(\.id)
        criteria = rubric.criteria.map {
            let reason =
                switch $0.reason {
                case .always: "always"
                case .never: "never"
                case .below(let limit): "below \(limit.short)"
                }
            return Criterion(id: $0.id, name: $0.name, weight: $0.weight, clause: $0.clause, reason: reason)
        }
    }
}

extension Rubric {
    /// The rubric as a page of text.
    var words: Text {
        func lines(_ language: Language) -> String {
            let criteria = criteria.map { criterion in
                let levels = criterion.levels.map {
                    "      \($0.from.short)–\($0.to.short) \($0.name(in: language)) \($0.text(in: language))"
                }
                return (["  \(criterion.id)  \(criterion.name(in: language))  \(criterion.weight) %  (\(criterion.clause))"] + levels)
                    .joined(separator: "\n")
            }
            let gates = gates.map { "  \($0.id)  \($0.question(in: language))" }
            return (criteria + gates + ["  visit  \(visit.question(in: language))"]).joined(separator: "\n")
        }
        return Text(zh: "\(title.zh)\n\(note.zh)\n\(lines(.zh))", en: "\(title.en)\n\(note.en)\n\(lines(.en))")
    }
}
