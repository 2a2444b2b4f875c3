internal import Formats
internal import Programme
internal import Workflow

/// The form of one sheet: what is saved, or what came back from the browser.
struct SheetForm {
    let review: OwnReview
    let rubric: Rubric
    let call: PageCall
    /// What stands in each field, by the field's name, however wrong.
    private let values: [String: String]

    private var language: Language { call.language }
    private var dossier: Dossier { review.dossier }
    private var path: String { PageAddress.path("reviews", dossier.id) }

    /// The form with what is saved.
    init(review: OwnReview, rubric: Rubric, call: PageCall) {
        var values: [String: String] = [:]
        if let sheet = review.sheet {
            for (item, score) in sheet.scores { values["score-\(item)"] = score.short }
            for (item, reason) in sheet.reasons { values["reason-\(item)"] = reason }
            for (gate, isMet) in sheet.gates { values["gate-\(gate)"] = isMet ? "yes" : "no" }
            values["visit"] = sheet.visitNeeded.map { $0 ? "yes" : "no" }
            values["visit-question"] = sheet.visitQuestion
        }
        self.init(review, rubric, call, values)
    }

    /// The form as it was filled in.
    init(review: OwnReview, rubric: Rubric, call: PageCall, filled: FormFields) {
        let values = SheetForm.fields(of: rubric).map { ($0, filled[$0].trimmed) }
        self.init(review, rubric, call, Dictionary(values, uniquingKeysWith: { first, _ in first }))
    }

    private init(_ review: OwnReview, _ rubric: Rubric, _ call: PageCall, _ values: [String: String]) {
        self.review = review
        self.rubric = rubric
        self.call = call
        self.values = values
    }

    private func value(_ field: String) -> String { values[field] ?? "" }
    private func score(_ criterion: Rubric.Criterion) -> Points? { Points(value("score-\(criterion.id)").withPlainDigits) }
    private func answer(_ field: String) -> Bool? { ["yes": true, "no": false][value(field)] }

    // MARK: What it says

    /// The sheet as it is saved or handed in; each answer knows its field, so that a fault finds back to it.
    var answers: SheetFile.Answers {
        var answers = SheetFile.Answers(dossier: dossier.id)
        for criterion in rubric.criteria {
            answers.scores[criterion.id] = score(criterion)
            answers.places[criterion.id] = .init(file: dossier.id, column: criterion.id)
        }
        for gate in rubric.gates {
            answers.gates[gate.id] = answer("gate-\(gate.id)")
            answers.places[gate.id] = .init(file: dossier.id, column: gate.id)
        }
        for item in rubric.criteria.map(\.id) + rubric.gates.map(\.id) where !value("reason-\(item)").isEmpty {
            answers.reasons[item] = value("reason-\(item)")
        }
        answers.visitNeeded = answer("visit")
        answers.visitQuestion = value("visit-question")
        answers.places["visit"] = .init(file: dossier.id, column: "visit")
        return answers
    }

    /// All that is wrong with the form, in its own order: scores that are no numbers, and by the rubric the rest.
    ///
    /// - Parameter complete: Whether it is to be handed in, and nothing may be missing.
    func errors(complete: Bool) -> [FormError] {
        let unreadable = unreadable
        let places = Dictionary(fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        // What can't be read is there, and not told as missing besides.
        let others = faults(complete: complete).filter { error in !unreadable.contains { $0.field == error.field } }
        return (unreadable + others).sorted { places[$0.field, default: .max] < places[$1.field, default: .max] }
    }

    /// Every field by its name, in the order of the form.
    private var fields: [String] { SheetForm.fields(of: rubric) }

    private static func fields(of rubric: Rubric) -> [String] {
        rubric.criteria.flatMap { ["score-\($0.id)", "reason-\($0.id)"] } + rubric.gates.flatMap { ["gate-\($0.id)", "reason-\($0.id)"] }
            + ["visit", "visit-question"]
    }

    /// Scores that are no numbers.
    private var unreadable: [FormError] {
        rubric.criteria.filter { !value("score-\($0.id)").isEmpty && score($0) == nil }.map { criterion in
            FormError(
                "score-\(criterion.id)",
                Text(zh: "“\(criterion.name.zh)”的分值", en: "“\(criterion.name.en)”: the score ")
                    + Text(
                        zh: "“\(value("score-\(criterion.id)"))”无法识别；应为：",
                        en: "“\(value("score-\(criterion.id)"))” cannot be read; expected: ")
                    + range)
        }
    }

    /// What is wrong with the sheet by the rubric.
    private func faults(complete: Bool) -> [FormError] {
        let answers = answers
        var sheet = ScoreSheet(dossier: dossier.id, expert: "", at: Instant(seconds: 0))
        sheet.scores = answers.scores
        sheet.reasons = answers.reasons
        sheet.gates = answers.gates
        sheet.visitNeeded = answers.visitNeeded
        sheet.visitQuestion = answers.visitQuestion
        return sheet.faults(under: rubric, complete: complete).map {
            FormError(field(of: $0.item), $0.message + Text(zh: "；应为：", en: "; expected: ") + $0.expected)
        }
    }

    /// The faults of the use case, each at its field.
    func errors(of faults: [Diagnostic]) -> [FormError] {
        faults.map { fault in
            FormError(
                field(of: fault.place.column ?? ""),
                fault.expected.map { fault.message + Text(zh: "；应为：", en: "; expected: ") + $0 } ?? fault.message)
        }
    }

    /// Where something is put right: a score that is on the scale, or an answer that is given, lacks its reason.
    private func field(of item: String) -> String {
        if let criterion = rubric.criteria.first(where: { $0.id == item }) {
            return score(criterion).map(rubric.scale.contains) == true ? "reason-\(item)" : "score-\(item)"
        }
        if item == "visit" { return answer("visit") == true ? "visit-question" : "visit" }
        return answer("gate-\(item)") == false ? "reason-\(item)" : "gate-\(item)"
    }

    // MARK: As a page

    private var range: Text {
        let scale = rubric.scale
        return Text(
            zh: "\(scale.minimum.short) 至 \(scale.maximum.short)，以 \(scale.step.short) 为一档",
            en: "\(scale.minimum.short) to \(scale.maximum.short) in steps of \(scale.step.short)")
    }

    /// The form to fill in, with what is wrong.
    func page(_ errors: [FormError] = [], isSaved: Bool = false) -> Page {
        func error(_ field: String) -> PageValue { errors.message(for: field, language) }
        let scored = rubric.criteria.count { score($0) != nil }
        return Page(
            title: Text(zh: "\(dossier.id) 评分", en: "Scores of \(dossier.id)"), template: "sheet",
            values: .form(
                errors, language,
                [
                    "saved": .flag(isSaved), "dossier": .say(dossier.id), "applicant": .say(dossier.applicant), "path": .say(path),
                    "state": .say(review.state.name, language), "isSubmitted": .flag(review.state == .submitted),
                    "canDecline": .flag(review.state == .assigned), "facts": facts, "rubric": .say(rubric.title, language),
                    "note": .say(rubric.note, language), "scored": .say(scored), "count": .say(rubric.criteria.count),
                    "range": .say(range, language), "once": .nothing,
                    "criteria": .rows(Array(rubric.criteria.enumerated())) { number, criterion in
                        self.criterion(criterion, number + 1, scoreError: error("score-\(criterion.id)"), error("reason-\(criterion.id)"))
                    },
                    "hasGates": .flag(!rubric.gates.isEmpty),
                    "gates": .rows(rubric.gates) { gate($0, gateError: error("gate-\($0.id)"), reasonError: error("reason-\($0.id)")) },
                    "visitQuestionAsked": .say(rubric.visit.question, language),
                    "topics": .rows(rubric.visit.topics) { .say($0, language) }, "visitYes": .flag(answer("visit") == true),
                    "visitNo": .flag(answer("visit") == false), "visitQuestion": .say(value("visit-question") as String),
                    "visitError": error("visit"), "visitQuestionError": error("visit-question"),
                    "visitIsWrong": .flag(error("visit").isThere || error("visit-question").isThere),
                ]), hasErrors: !errors.isEmpty)
    }

    /// What is known of the dossier, in the words of the table that it came in.
    private var facts: PageValue {
        let own: [(String, String)] = [
            (call.say("模式", "Mode"), dossier.mode), (call.say("行业", "Industry"), dossier.industry),
            (call.say("报送日期", "Filed on"), "\(dossier.filedOn)"),
        ]
        let declared = dossier.declared.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return .rows((own + declared).filter { !$0.1.isEmpty }) { ["name": .say($0.0), "value": .say($0.1 as String)] }
    }

    private func criterion(_ criterion: Rubric.Criterion, _ number: Int, scoreError: PageValue, _ reasonError: PageValue) -> PageValue {
        let rule: Text =
            switch criterion.reason {
            case .always: Text(zh: "必须写明理由", en: "required")
            case .never: Text(zh: "可不填", en: "optional")
            case .below(let limit): Text(zh: "低于 \(limit.short) 分须写明理由", en: "required with a score under \(limit.short)")
            }
        return [
            "id": .say(criterion.id), "number": .say(number), "name": .say(criterion.name, language), "weight": .say(criterion.weight),
            "looksAt": .say(criterion.looksAt, language), "wording": .say(Optional(criterion.wording)),
            "clause": .say(Optional(criterion.clause)),
            "score": .say(score(criterion).flatMap { rubric.scale.contains($0) ? $0.short : nil }),
            "value": .say(value("score-\(criterion.id)") as String),
            "reason": .say(value("reason-\(criterion.id)") as String), "scoreError": scoreError, "reasonError": reasonError,
            "reasonRule": .say(rule, language),
            "levels": .rows(criterion.levels) { level in
                [
                    "from": .say(level.from.short), "to": .say(level.to.short), "level": .say(level.name, language),
                    "text": .say(level.text, language),
                ]
            },
        ]
    }

    private func gate(_ gate: Rubric.Gate, gateError: PageValue, reasonError: PageValue) -> PageValue {
        let isMet = answer("gate-\(gate.id)")
        return [
            "id": .say(gate.id), "question": .say(gate.question, language), "clause": .say(Optional(gate.clause)),
            "isMet": .flag(isMet == true), "isNotMet": .flag(isMet == false), "reason": .say(value("reason-\(gate.id)") as String),
            "gateError": gateError, "reasonError": reasonError, "isWrong": .flag(gateError.isThere || reasonError.isThere),
        ]
    }

    /// All answers once more; what is handed in from there is what is read there.
    func checkPage() throws -> Page {
        Page(
            title: Text(zh: "提交前请检查：\(dossier.id)", en: "Check before you submit: \(dossier.id)"), template: "sheet-check",
            values: [
                "dossier": .say(dossier.id), "applicant": .say(dossier.applicant), "path": .say(path), "once": .say(try PageCall.onceKey()),
                "criteria": .rows(Array(rubric.criteria.enumerated())) { number, criterion in
                    let score = score(criterion)
                    let level = score.flatMap { score in criterion.levels.first { ($0.from...$0.to).contains(score) } }
                    return [
                        "number": .say(number + 1), "id": .say(criterion.id), "name": .say(criterion.name, language),
                        "weight": .say(criterion.weight), "value": .say(score?.short ?? "–"), "level": .say(level?.name(in: language)),
                        "reason": .say(Optional(value("reason-\(criterion.id)"))),
                    ]
                },
                "hasGates": .flag(!rubric.gates.isEmpty),
                "gates": .rows(rubric.gates) { gate in
                    let isMet = answer("gate-\(gate.id)") == true
                    return [
                        "id": .say(gate.id), "question": .say(gate.question, language),
                        "answer": .say(isMet ? call.say("符合", "met") : call.say("不符合", "not met")),
                        "reason": .say(Optional(value("reason-\(gate.id)"))),
                    ]
                },
                "visit": .say(answer("visit") == true ? call.say("需要", "needed") : call.say("不需要", "not needed")),
                "visitQuestion": .say(Optional(value("visit-question"))),
                "answers": .rows(values.sorted { $0.key < $1.key }) { ["name": .say($0.key), "value": .say($0.value as String)] },
            ])
    }
}

extension String {
    /// The same with the digits and the point of a Chinese keyboard's wide forms as plain ones.
    var withPlainDigits: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar
                    case 0xFF0E, 0x3002: "."
                    default: scalar
                    }
                }))
    }
}
