import Formats
import Foundation
import Programme
import Workflow

/// Asks for a sheet criterion by criterion. Every answer is saved as it is given, so that nothing is lost.
struct Questionnaire {
    let desk: any Desk
    let rubric: Rubric
    let review: OwnReview

    /// Asks everything; an empty line keeps what is there; the end of input stops and keeps what was saved.
    func fill() async throws {
        var answers = SheetFile.Answers(dossier: review.dossier.id)
        if let sheet = review.sheet {
            answers.scores = sheet.scores
            answers.reasons = sheet.reasons
            answers.gates = sheet.gates
            answers.visitNeeded = sheet.visitNeeded
            answers.visitQuestion = sheet.visitQuestion
        }
        for criterion in rubric.criteria {
            guard ask(criterion, &answers) else { return try await stop(answers) }
            try await keep(answers)
        }
        for gate in rubric.gates {
            guard ask(gate, &answers) else { return try await stop(answers) }
            try await keep(answers)
        }
        guard askVisit(&answers) else { return try await stop(answers) }
        try await keep(answers)
        try await offerSubmission(answers)
    }

    /// A submitted sheet has no draft beside it: its corrections are kept until they are submitted as a whole.
    private func keep(_ answers: SheetFile.Answers) async throws {
        if review.state == .assigned { _ = try await desk.ask(SaveDrafts(sheets: [answers])) }
    }

    private func stop(_ answers: SheetFile.Answers) async throws {
        try await keep(answers)
        note(
            review.state == .assigned
                ? Text(zh: "\n已保存草稿，可随时继续。", en: "\nSaved as a draft; go on at any time.")
                : Text(zh: "\n未改动已提交的评分表。", en: "\nThe submitted sheet is unchanged."))
    }

    private func offerSubmission(_ answers: SheetFile.Answers) async throws {
        prompt(Text(zh: "现在提交？输入“是”提交，其他为保留草稿：", en: "Submit now? “yes” submits, anything else keeps the draft: "))
        guard let answer = read(), ["是", "yes", "y"].contains(answer) else { return try await stop(answers) }
        _ = try await desk.ask(SubmitSheets(sheets: [answers]))
        say(Text(zh: "已提交：\(review.dossier.id)", en: "Submitted: \(review.dossier.id)"))
    }

    private func ask(_ criterion: Rubric.Criterion, _ answers: inout SheetFile.Answers) -> Bool {
        let scale = rubric.scale
        note(Text(zh: "\n\(criterion.name.zh)（权重 \(criterion.weight)）", en: "\n\(criterion.name.en) (weight \(criterion.weight))"))
        note(criterion.looksAt)
        for level in criterion.levels {
            note(Text(verbatim: "  \(level.from.short)–\(level.to.short) ") + level.name + Text(verbatim: "  ") + level.text)
        }
        while true {
            let present = answers.scores[criterion.id].map { " [\($0.short)]" } ?? ""
            prompt(Text(zh: "分值\(present)：", en: "score\(present): "))
            guard let line = read() else { return false }
            if line.isEmpty, answers.scores[criterion.id] != nil { break }
            if let score = Points(line), scale.contains(score) {
                answers.scores[criterion.id] = score
                break
            }
            note(
                Text(
                    zh: "应为 \(scale.minimum.short) 至 \(scale.maximum.short)，步长 \(scale.step.short)。",
                    en: "Expected \(scale.minimum.short) to \(scale.maximum.short) in steps of \(scale.step.short)."))
        }
        let required = answers.scores[criterion.id].map(criterion.reason.applies) ?? false
        return askReason(criterion.id, required: required, &answers)
    }

    private func ask(_ gate: Rubric.Gate, _ answers: inout SheetFile.Answers) -> Bool {
        note(Text(verbatim: "\n") + gate.question)
        guard let met = askYes(present: answers.gates[gate.id], yes: ["符合", "是", "y", "yes"], no: ["不符合", "否", "n", "no"])
        else { return false }
        answers.gates[gate.id] = met
        return met || askReason(gate.id, required: true, &answers)
    }

    private func askVisit(_ answers: inout SheetFile.Answers) -> Bool {
        note(Text(verbatim: "\n") + rubric.visit.question)
        for topic in rubric.visit.topics { note(Text(verbatim: "  · ") + topic) }
        guard
            let needed = askYes(
                present: answers.visitNeeded, yes: ["需要", "是", "y", "yes"], no: ["不需要", "否", "n", "no"])
        else { return false }
        answers.visitNeeded = needed
        guard needed else {
            answers.visitQuestion = ""
            return true
        }
        while true {
            prompt(Text(zh: "应核实的事项：", en: "what should be found out: "))
            guard let line = read() else { return false }
            if !line.isEmpty { answers.visitQuestion = line }
            if !answers.visitQuestion.isEmpty { return true }
        }
    }

    private func askReason(_ item: String, required: Bool, _ answers: inout SheetFile.Answers) -> Bool {
        while true {
            let present = answers.reasons[item].map { " [\($0)]" } ?? ""
            prompt(
                required
                    ? Text(zh: "理由（必填）\(present)：", en: "reason (required)\(present): ")
                    : Text(zh: "理由（可不填）\(present)：", en: "reason (optional)\(present): "))
            guard let line = read() else { return false }
            if !line.isEmpty { answers.reasons[item] = line }
            if !required || answers.reasons[item] != nil { return true }
        }
    }

    private func askYes(present: Bool?, yes: [String], no: [String]) -> Bool? {
        while true {
            let shown = present.map { " [\($0 ? yes[0] : no[0])]" } ?? ""
            prompt(Text(zh: "\(yes[0])或\(no[0])\(shown)：", en: "yes or no\(shown): "))
            guard let line = read() else { return nil }
            if line.isEmpty, let present { return present }
            if yes.contains(line.lowercased()) { return true }
            if no.contains(line.lowercased()) { return false }
        }
    }

    private func prompt(_ text: Text) {
        FileHandle.standardError.write(Data(text.local.utf8))
    }

    private func read() -> String? {
        readLine()?.trimmingCharacters(in: .whitespaces)
    }
}
