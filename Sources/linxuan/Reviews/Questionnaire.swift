import Formats
import Foundation
import Programme
import Workflow

/// Asks for a sheet criterion by criterion. Every answer is saved as it is given, so that nothing is lost: on the pad, and where the
/// record takes drafts, there. While the server can't be reached the questions go on; the draft is sent when it can.
final class Questionnaire {
    private let desk: any Desk
    private let rubric: Rubric
    private let review: OwnReview
    private let pad: AnswerPad
    /// The sheet as the record has it.
    private var record: SheetFile.Answers
    /// Why the last draft has not arrived; nil where it has.
    private var outOfReach: Text?
    private var isPadBroken = false

    init(desk: any Desk, rubric: Rubric, review: OwnReview, pad: AnswerPad) {
        self.desk = desk
        self.rubric = rubric
        self.review = review
        self.pad = pad
        record = SheetFile.Answers(dossier: review.dossier.id)
        if let sheet = review.sheet {
            record.scores = sheet.scores
            record.reasons = sheet.reasons
            record.gates = sheet.gates
            record.visitNeeded = sheet.visitNeeded
            record.visitQuestion = sheet.visitQuestion
        }
    }

    /// Asks everything; an empty line keeps what is there; the end of input stops and keeps what was saved.
    ///
    /// - Throws: `Failure.unreachable` at the end, where what was answered waits on this machine to be sent.
    func fill() async throws {
        var answers = record
        if let page = pad.take(on: record) {
            answers = page.answers
            note(Text(zh: "接着 \(page.at.inChina) 中断的填写。", en: "Going on from what was answered until \(page.at.inChina) (China)."))
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

    /// A submitted sheet has no draft beside it: its corrections are kept on the pad until they are submitted as a whole.
    private func keep(_ answers: SheetFile.Answers) async throws {
        write(answers)
        guard review.state == .assigned else { return }
        do {
            _ = try await desk.ask(SaveDrafts(sheets: [answers]))
            (record, outOfReach) = (answers, nil)
        } catch Failure.unreachable(let reason) {
            if outOfReach == nil {
                note(Text(zh: "连不上服务器，可继续填写；答案留存在本机。", en: "The server cannot be reached; go on, your answers are kept on this machine."))
            }
            outOfReach = reason
        }
    }

    /// Without room for a pad the record still has the drafts.
    private func write(_ answers: SheetFile.Answers) {
        do { try pad.keep(answers, on: record) } catch let failure as Failure where !isPadBroken {
            isPadBroken = true
            note(Text(zh: "警告：", en: "Warning: ") + failure.text)
        } catch {}
    }

    private func stop(_ answers: SheetFile.Answers) async throws {
        try await keep(answers)
        guard review.state == .assigned else {
            note(
                Text(
                    zh: "\n未改动已提交的评分表；所填留在本机，下次 review fill 可接着填。",
                    en: "\nThe submitted sheet is unchanged; your answers are kept on this machine for the next review fill."))
            return
        }
        // Either the record or the outbox has them.
        pad.clear()
        if let outOfReach { throw Failure.unreachable(outOfReach) }
        note(Text(zh: "\n已保存草稿，可随时继续。", en: "\nSaved as a draft; go on at any time."))
    }

    private func offerSubmission(_ answers: SheetFile.Answers) async throws {
        prompt(Text(zh: "现在提交？输入“是”提交，其他为保留草稿：", en: "Submit now? “yes” submits, anything else keeps the draft: "))
        guard let answer = read(), ["是", "yes", "y"].contains(answer) else { return try await stop(answers) }
        do { _ = try await desk.ask(SubmitSheets(sheets: [answers])) } catch let failure as Failure {
            if case .unreachable = failure { pad.clear() }
            throw failure
        }
        pad.clear()
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
        FileHandle.standardError.write(Data(TerminalText.of(text.local).utf8))
    }

    private func read() -> String? {
        readLine()?.trimmingCharacters(in: .whitespaces)
    }
}
