internal import Formats
internal import Programme
internal import Workflow

extension PageRoute {
    /// The start page, which is each role's own.
    static let home: [PageRoute] = [
        .page("/") { call, me in
            switch me.person.role {
            case .expert: try await ExpertHome(call: call, expert: me.person.id).page()
            default: try await OverviewPage(call: call, me: me.person).page()
            }
        }
    ]

    /// The whole way of an expert.
    static let reviews: [PageRoute] =
        [
            .page("/pledge") { call, me in
                let own = try await call.office.ownReviews(as: me.person.id)
                return .page(pledgePage(call, signed: own.pledged))
            },
            .form("/pledge") { call, me in
                guard call.form.has("agree") else {
                    let error = FormError("agree", Text(zh: "同意承诺书的，请先勾选", en: "Tick the box to agree to the pledge"))
                    return .page(pledgePage(call, signed: false, [error]))
                }
                try await call.office.signPledge(as: me.person.id)
                return .elsewhere("/?done=pledge")
            },
            .page("/declaration") { call, me in
                let form = try await call.office.declarationForm(as: me.person.id)
                return .page(DeclarationPage(call: call, form: form).page)
            },
            .form("/declaration") { call, me in
                let page = DeclarationPage(call: call, form: try await call.office.declarationForm(as: me.person.id))
                guard page.errors.isEmpty else { return .page(page.page) }
                _ = try await call.office.declare(page.conflicts, as: me.person.id)
                return .elsewhere("/?done=declaration")
            },
            .page("/reviews/{dossier}") { call, me in
                let (review, rubric) = try await call.office.ownReview(of: call.parameter("dossier"), as: me.person.id)
                return .page(SheetForm(review: review, rubric: rubric, call: call).page(isSaved: call.query["done"] == "saved"))
            },
            .form("/reviews/{dossier}", sheet),
            .page("/reviews/{dossier}/submit") { call, _ in .elsewhere(PageAddress.path("reviews", call.parameter("dossier"))) },
            .form("/reviews/{dossier}/submit") { call, me in
                let (review, rubric) = try await call.office.ownReview(of: call.parameter("dossier"), as: me.person.id)
                let form = SheetForm(review: review, rubric: rubric, call: call, filled: call.form)
                let errors = form.errors(complete: true)
                guard errors.isEmpty else { return .page(form.page(errors)) }
                do {
                    _ = try await call.officeOnce().save([form.answers], submit: true, as: me.person.id)
                } catch Failure.malformed(let faults) {
                    return .page(form.page(form.errors(of: faults)))
                }
                return .elsewhere("/?done=submitted&dossier=" + PageAddress.escaped(review.dossier.id))
            },
        ] + leaving + requests

    /// What the form of a sheet sends: the draft is kept first, whatever is wrong with it as a whole.
    @Sendable private static func sheet(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let (review, rubric) = try await call.office.ownReview(of: call.parameter("dossier"), as: me.person.id)
        let form = SheetForm(review: review, rubric: rubric, call: call, filled: call.form)
        guard call.form["then"] != "change" else { return .page(form.page()) }
        // A draft may have gaps and no wrong answers.
        if review.state == .assigned, form.errors(complete: false).isEmpty {
            do { _ = try await call.office.save([form.answers], submit: false, as: me.person.id) } catch Failure.malformed(let faults) {
                return .page(form.page(form.errors(of: faults)))
            }
        }
        let errors = form.errors(complete: call.form["then"] == "check")
        guard errors.isEmpty else { return .page(form.page(errors)) }
        switch call.form["then"] {
        case "check": return .page(try form.checkPage())
        case "leave": return .elsewhere("/?done=saved&dossier=" + PageAddress.escaped(review.dossier.id))
        default: return .elsewhere(PageAddress.path("reviews", review.dossier.id) + "?done=saved")
        }
    }

    private static func pledgePage(_ call: PageCall, signed: Bool, _ errors: [FormError] = []) -> Page {
        Page(
            title: Text(zh: "评审专家承诺书", en: "The expert’s pledge"), template: "pledge",
            values: .form(
                errors, call.language,
                [
                    "wording": .say(Pledge.wording, call.language), "signed": .flag(signed),
                    "agreeError": errors.message(for: "agree", call.language), "once": .nothing,
                ]), hasErrors: !errors.isEmpty)
    }
}

/// What an expert has to do, in the order in which it is done.
struct ExpertHome {
    let call: PageCall
    let expert: String

    private var language: Language { call.language }

    func page() async throws -> PageAnswer {
        let own: OwnReviews
        do { own = try await call.office.ownReviews(as: expert) } catch Failure.failed(let words) {
            // Before the reviews and after them there is nothing to do, which is no fault of whoever looks.
            let title = Text(zh: "我的评审", en: "My reviews")
            return .page(.message(title, [words(in: language)], language))
        }
        let sitting = own.reviews.filter(\.state.sits)
        return .page(
            Page(
                title: Text(zh: "我的评审", en: "My reviews"), template: "expert-home",
                values: [
                    "done": done(own), "hasSteps": .flag(!own.pledged || !own.declared), "pledged": .flag(own.pledged),
                    "declared": .flag(own.declared), "hasRequests": .flag(own.requests?.isEmpty == false),
                    "requests": .rows(own.requests ?? [], request), "hasReviews": .flag(!own.reviews.isEmpty),
                    "asked": .say(sitting.count), "submitted": .say(sitting.count { $0.state == .submitted }),
                    "reviews": .rows(own.reviews) { review($0, isOpen: own.pledged && own.declared) },
                ]))
    }

    private func review(_ line: OwnReviews.Line, isOpen: Bool) -> PageValue {
        let sheet: Text =
            switch line.sheet {
            case .draft: Text(zh: "已存草稿", en: "draft")
            case .submitted: Text(zh: "已提交", en: "submitted")
            case .void: Text(zh: "已作废", en: "void")
            case nil: Text(zh: "未填", en: "empty")
            }
        return [
            "dossier": .say(line.dossier), "applicant": .say(line.applicant),
            "path": isOpen && line.state.sits ? .say(PageAddress.path("reviews", line.dossier)) : .nothing,
            "leads": .flag(line.leads == true), "state": .say(line.state.name, language), "isDone": .flag(line.state == .submitted),
            "isOpen": .flag(line.state == .assigned), "reason": .say(line.state.sits ? nil : line.reason),
            "sheet": line.state.sits || line.sheet != nil ? .say(sheet, language) : .say("–"),
        ]
    }

    private func request(_ request: OwnAbnormalSheet) -> PageValue {
        let name =
            request.isOwn
            ? Text(zh: "\(request.dossier)：说明本人评分的理由", en: "\(request.dossier): reasons for your own scores")
            : Text(zh: "\(request.dossier)：就另一位专家的评分表决", en: "\(request.dossier): a vote on another expert’s scores")
        let state: Text? = request.isOwn ? request.explanation.map { _ in Text(zh: "已说明", en: "reasons given") } : request.vote?.name
        return [
            "path": .say("/requests/\(request.request)"), "name": .say(name, language), "isDone": .flag(state != nil),
            "state": .say(state ?? Text(zh: "待办", en: "to do"), language),
        ]
    }

    /// What was done just now, as the address says; of a dossier only one that is the expert's.
    private func done(_ own: OwnReviews) -> PageValue {
        let dossier = own.reviews.first { $0.dossier == call.query["dossier"] }?.dossier ?? ""
        switch call.query["done"] {
        case "pledge": return .say(Text(zh: "承诺书已签署。", en: "The pledge is signed."), language)
        case "declaration": return .say(Text(zh: "回避声明已登记。", en: "Your declaration is on record."), language)
        case "request": return .say(Text(zh: "已提交。", en: "Submitted."), language)
        case "saved" where !dossier.isEmpty:
            return .say(Text(zh: "已保存草稿：\(dossier)", en: "Saved as draft: \(dossier)"), language)
        case "submitted" where !dossier.isEmpty: return .say(Text(zh: "已提交：\(dossier)", en: "Submitted: \(dossier)"), language)
        case "declined" where !dossier.isEmpty: return .say(Text(zh: "已谢绝 \(dossier)。", en: "\(dossier) is declined."), language)
        case "recused" where !dossier.isEmpty:
            return .say(
                Text(
                    zh: "已回避 \(dossier)，评分作废，待秘书处补选。", en: "Recused from \(dossier); scores are void, a replacement is asked for."),
                language)
        default: return .nothing
        }
    }
}

/// The declaration, dossier by dossier, empty or as it came back.
private struct DeclarationPage {
    let call: PageCall
    let form: DeclarationForm

    private var language: Language { call.language }
    private var isSent: Bool { call.form.has("form-key") }

    private func isChosen(_ dossier: String) -> Bool { call.form.has("conflict-\(dossier)") }
    private func ground(_ dossier: String) -> Conflict.Ground? {
        Conflict.Ground(rawValue: call.form["ground-\(dossier)"]).flatMap { DeclaredConflict.grounds.contains($0) ? $0 : nil }
    }
    private func reason(_ dossier: String) -> String { call.form["reason-\(dossier)"].trimmed }

    /// The conflicts that were ticked.
    var conflicts: [DeclaredConflict] {
        form.reviews.filter { isChosen($0.dossier) }.compactMap { line in
            ground(line.dossier).map { DeclaredConflict(dossier: line.dossier, ground: $0, reason: reason(line.dossier)) }
        }
    }

    var errors: [FormError] {
        guard isSent else { return [] }
        let lines = form.reviews.flatMap { line -> [FormError] in
            let (dossier, isWritten) = (line.dossier, !reason(line.dossier).isEmpty || ground(line.dossier) != nil)
            // A ground without the tick is a doubt, not a declaration.
            guard isChosen(dossier) else {
                return isWritten
                    ? [
                        FormError(
                            "conflict-\(dossier)",
                            Text(
                                zh: "\(dossier)：填写了情形或理由，请勾选“有回避情形”，或者清空",
                                en: "\(dossier): a ground or reason is given; tick “I am in conflict”, or clear it"))
                    ] : []
            }
            return
                (ground(dossier) == nil
                ? [FormError("ground-\(dossier)", Text(zh: "请选择 \(dossier) 的回避情形", en: "Choose the ground for \(dossier)"))] : [])
                + (reason(dossier).isEmpty
                    ? [FormError("reason-\(dossier)", Text(zh: "请写明 \(dossier) 的理由", en: "Give the reason for \(dossier)"))] : [])
        }
        let agreed =
            call.form.has("agree")
            ? [] : [FormError("agree", Text(zh: "请确认其余材料均无回避情形", en: "Confirm that there is no conflict with the others"))]
        return lines + agreed
    }

    var page: Page {
        let errors = errors
        return Page(
            title: Text(zh: "回避声明", en: "Declaration of conflicts"), template: "declaration",
            values: .form(
                errors, language,
                [
                    "wording": .say(form.wording, language), "last": .say(form.last?.inChina),
                    "hasPosts": .flag(!form.affiliations.isEmpty),
                    "posts": .rows(form.affiliations) { post in
                        let until = post.until.map { "\($0)" } ?? call.say("今", "today")
                        return .say("\(post.organisation)  \(post.position)  \(post.from) – \(until)")
                    },
                    "reviews": .rows(form.reviews) { line in
                        let (dossier, chosen) = (line.dossier, ground(line.dossier))
                        return [
                            "dossier": .say(dossier), "applicant": .say(line.applicant), "isChosen": .flag(isChosen(dossier)),
                            "isWrong": .flag(errors.contains { $0.field.hasSuffix("-" + dossier) }),
                            "reason": .say(reason(dossier) as String),
                            "groundError": errors.message(for: "ground-\(dossier)", language),
                            "reasonError": errors.message(for: "reason-\(dossier)", language),
                            "grounds": .rows(DeclaredConflict.grounds) {
                                ["id": .say($0.rawValue), "name": .say($0.name, language), "isChosen": .flag($0 == chosen)]
                            },
                        ]
                    },
                    "isAgreed": .flag(call.form.has("agree")), "agreeError": errors.message(for: "agree", language), "once": .nothing,
                ]), hasErrors: !errors.isEmpty)
    }
}
