import ArgumentParser
import Formats
import Foundation
import Programme
import Workflow

extension ReviewCommand {
    /// `linxuan review declare`: the form in which an expert declares conflicts, or that there is none.
    struct Declare: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "declare",
                abstract: local("查看材料前，声明有无回避情形", "Declare conflicts, or that there is none, before seeing a dossier"),
                discussion: local(
                    "不带选项时列出申报主体并逐一询问。--conflict 写作“材料编号 情形 说明”，可多次；其余材料视为确认无回避情形。",
                    "Without options the applicants are listed and asked about one by one. --conflict is “DOSSIER GROUND EXPLANATION”, once each; of all others it is confirmed that there is no conflict."
                ))
        }

        @Flag(help: .text("确认对所列材料均无应当回避的情形", "Confirm that there is no conflict with any of the dossiers listed")) var none = false
        @Option(
            name: .customLong("conflict"),
            help: .text(
                "应当回避的材料，情形为：\(DeclaredConflict.grounds.map(\.rawValue).joined(separator: "、"))",
                "A dossier in conflict; grounds: \(DeclaredConflict.grounds.map(\.rawValue).joined(separator: ", "))", value: "text"))
        var conflicts: [String] = []
        @OptionGroup var round: DeskOptions

        func validate() throws {
            if none, !conflicts.isEmpty {
                throw ValidationError(local("--none 与 --conflict 二者取一", "--none or --conflict, one of the two"))
            }
        }

        func run() async throws {
            let desk = try round.desk()
            let form = try await desk.ask(ShowDeclarationForm())
            note(form.wording)
            note(Text(verbatim: form.words))
            let declared: [DeclaredConflict]
            if none {
                declared = []
            } else if conflicts.isEmpty {
                declared = try ask(form)
            } else {
                declared = try conflicts.map(parse)
            }
            let declaration = try await desk.ask(DeclareConflicts(conflicts: declared))
            try round.common.show(declaration) {
                declaration.conflicts.isEmpty
                    ? local(
                        "已确认对 \(declaration.dossiers.count) 份材料均无回避情形。", "No conflict with any of \(declaration.dossiers.count) dossiers.")
                    : local(
                        "已声明应当回避：\(declaration.conflicts.joined(separator: "、"))；对其余材料确认无回避情形。",
                        "Declared in conflict: \(declaration.conflicts.joined(separator: ", ")); none with the others.")
            }
        }

        private func parse(_ text: String) throws -> DeclaredConflict {
            let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3 else {
                throw Failure.usage(
                    Text(zh: "--conflict 应写作“材料编号 情形 说明”。", en: "--conflict is “DOSSIER GROUND EXPLANATION”."))
            }
            return DeclaredConflict(dossier: parts[0], ground: try Conflict.Ground(named: parts[1]), reason: parts[2])
        }

        /// Asks about each applicant; nothing is taken for an answer but an answer.
        private func ask(_ form: DeclarationForm) throws -> [DeclaredConflict] {
            var declared: [DeclaredConflict] = []
            for line in form.reviews {
                note(
                    Text(
                        zh: "\(line.dossier) \(line.applicant)：无回避情形输入“无”，有则输入“情形 说明”：",
                        en: "\(line.dossier) \(line.applicant): type “none”, or GROUND and an explanation:"))
                guard let answer = readLine()?.trimmingCharacters(in: .whitespaces), !answer.isEmpty else {
                    throw Failure.failed(Text(zh: "未回答，声明未提交。", en: "Not answered: nothing is declared."))
                }
                if answer == "无" || answer == "none" { continue }
                declared.append(try parse("\(line.dossier) \(answer)"))
            }
            return declared
        }
    }
}

extension DeclarationForm {
    /// The form as it is read.
    fileprivate var words: String {
        let posts = affiliations.map {
            "  \($0.organisation) \($0.position)  \($0.from)–\($0.until.map(\.description) ?? local("今", "now"))"
        }
        return
            ([local("登记在册的任职（有误或遗漏请告秘书处）：", "Your affiliations on file (tell the secretariat what is wrong or missing):")] + posts
            + [local("待评审的申报主体：", "The applicants:")] + reviews.map { "  \($0.dossier)  \($0.applicant)" }).joined(separator: "\n")
    }
}
