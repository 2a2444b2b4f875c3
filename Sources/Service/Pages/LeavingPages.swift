internal import Programme
internal import Workflow

/// A page that asks for one written reason.
struct ReasonForm: Sendable {
    var title: Text
    var caption: String
    var paragraphs: [Text]
    var label: Text
    var hint: Text
    var button: Text
    var action: String
    var back: String
    var isWarning = false

    /// The page, with what is wrong with the reason.
    func page(_ call: PageCall, _ error: Text? = nil) -> Page {
        let errors = error.map { [FormError("reason", $0)] } ?? []
        let language = call.language
        return Page(
            title: title, template: "reason-form",
            values: .form(
                errors, language,
                [
                    "heading": .say(title, language), "caption": .say(caption), "paragraphs": .rows(paragraphs) { .say($0, language) },
                    "label": .say(label, language), "hint": .say(hint, language), "button": .say(button, language), "action": .say(action),
                    "back": .say(back), "isWarning": .flag(isWarning), "reason": .say(call.form["reason"] as String),
                    "reasonError": errors.message(for: "reason", language), "once": .nothing,
                ]), hasErrors: !errors.isEmpty)
    }

    /// That no reason was given.
    static let isMissing = Text(zh: "请写明理由", en: "Give the reason")
}

extension PageRoute {
    /// Giving a review back, and recusing oneself.
    static let leaving: [PageRoute] = [
        .page("/reviews/{dossier}/decline") { call, me in
            try await requireOwn(call, me)
            return .page(decline(call).page(call))
        },
        .form("/reviews/{dossier}/decline") { call, me in
            let (dossier, reason) = (call.parameter("dossier"), call.form["reason"].trimmed)
            guard !reason.isEmpty else { return .page(decline(call).page(call, ReasonForm.isMissing)) }
            try await call.office.decline(dossier, reason: reason, as: me.person.id)
            return .elsewhere("/?done=declined&dossier=" + PageAddress.escaped(dossier))
        },
        .page("/reviews/{dossier}/recuse") { call, me in
            try await requireOwn(call, me)
            return .page(recuse(call).page(call))
        },
        .form("/reviews/{dossier}/recuse") { call, me in
            let (dossier, reason) = (call.parameter("dossier"), call.form["reason"].trimmed)
            guard !reason.isEmpty else { return .page(recuse(call).page(call, ReasonForm.isMissing)) }
            try await call.office.recuse(from: dossier, reason: reason, as: me.person.id)
            return .elsewhere("/?done=recused&dossier=" + PageAddress.escaped(dossier))
        },
    ]

    /// The form for a dossier that isn't the caller's is not there, as the dossier itself isn't.
    private static func requireOwn(_ call: PageCall, _ me: BrowserSession) async throws {
        _ = try await call.office.ownReview(of: call.parameter("dossier"), as: me.person.id)
    }

    private static func decline(_ call: PageCall) -> ReasonForm {
        let path = PageAddress.path("reviews", call.parameter("dossier"))
        return ReasonForm(
            title: Text(zh: "谢绝评审", en: "Give a review back"), caption: call.parameter("dossier"),
            paragraphs: [
                Text(
                    zh: "因专业不符、时间不足等原因不能评审的，可以谢绝；材料将由其他专家评审。有回避情形的，请改为申请回避。",
                    en:
                        "Give it back where you cannot judge it, or lack the time; somebody else reviews it then. Where you are in conflict, recuse yourself instead."
                )
            ], label: Text(zh: "理由", en: "Reason"),
            hint: Text(zh: "供秘书处补选专家时参考，记入日志。", en: "For the secretariat, who find a replacement; it is on the log."),
            button: Text(zh: "谢绝", en: "Give it back"), action: path + "/decline", back: path, isWarning: true)
    }

    private static func recuse(_ call: PageCall) -> ReasonForm {
        let path = PageAddress.path("reviews", call.parameter("dossier"))
        return ReasonForm(
            title: Text(zh: "申请回避", en: "Recuse myself"), caption: call.parameter("dossier"),
            paragraphs: [
                Text(
                    zh: "回避后，您对该材料的评分全部作废，回避情形记入登记簿，由秘书处补选专家；不能撤回。",
                    en:
                        "Your scores of this dossier become void, the conflict enters the register, and a replacement is found. It can’t be taken back."
                )
            ], label: Text(zh: "回避的理由", en: "Why you recuse yourself"),
            hint: Text(zh: "写明与申报主体的关系。", en: "Say what ties you to the applicant."),
            button: Text(zh: "确认回避", en: "Recuse myself"), action: path + "/recuse", back: path, isWarning: true)
    }

    /// Reasons on one's own scores that stand out, and votes on those of other members.
    static let requests: [PageRoute] = [
        .page("/requests/{number}") { call, me in
            .page(requestPage(call, try await request(call, me), reason: nil))
        },
        .form("/requests/{number}") { call, me in
            let request = try await request(call, me)
            let reason = call.form["reason"].trimmed
            var errors: [FormError] = []
            if !request.isOwn, !["abnormal", "sound"].contains(call.form["vote"]) {
                errors.append(FormError("vote", Text(zh: "请选择异常或正常", en: "Choose abnormal or sound")))
            }
            if reason.isEmpty { errors.append(FormError("reason", ReasonForm.isMissing)) }
            guard errors.isEmpty else { return .page(requestPage(call, request, reason: reason, errors)) }
            if request.isOwn {
                _ = try await call.office.explainSheet(on: request.dossier, reason: reason, as: me.person.id)
            } else {
                _ = try await call.office.voteAbnormal(
                    request.request, abnormal: call.form["vote"] == "abnormal", reason: reason, as: me.person.id)
            }
            return .elsewhere("/?done=request")
        },
    ]

    private static func request(_ call: PageCall, _ me: BrowserSession) async throws -> OwnAbnormalSheet {
        let own = try await call.office.ownReviews(as: me.person.id)
        guard let request = own.requests?.first(where: { "\($0.request)" == call.parameter("number") }) else {
            throw Failure.unknown(
                Text(
                    zh: "第 \(call.parameter("number")) 号不是须由您办理的事项。",
                    en: "Number \(call.parameter("number")) is nothing that is for you to do."))
        }
        return request
    }

    private static func requestPage(
        _ call: PageCall, _ request: OwnAbnormalSheet, reason: String?, _ errors: [FormError] = []
    ) -> Page {
        let language = call.language
        let title =
            request.isOwn
            ? Text(zh: "说明评分理由", en: "Give reasons for your scores") : Text(zh: "就一份评分表决", en: "Vote on a sheet of scores")
        let facts: [(Text, String?)] = [
            (Text(zh: "评分表总分", en: "Total of the sheet"), request.total.shown),
            (Text(zh: "其他评分表的中位数", en: "Middle of the other sheets"), request.others?.shown),
            (Text(zh: "要求说明的原因", en: "Why it is asked"), request.asked), (Text(zh: "期限", en: "Until"), request.due?.inChina),
            (request.isOwn ? Text(zh: "已作的说明", en: "Reasons given") : Text(zh: "该专家的说明", en: "The expert’s reasons"), request.explanation),
        ]
        let vote = call.form.has("vote") ? call.form["vote"] : request.vote.map { $0 == .heldAbnormal ? "abnormal" : "sound" }
        return Page(
            title: title, template: "request",
            values: .form(
                errors, language,
                [
                    "dossier": .say(request.dossier), "heading": .say(title, language), "path": .say("/requests/\(request.request)"),
                    "facts": .rows(facts.filter { $0.1 != nil }) { ["name": .say($0.0, language), "value": .say($0.1 ?? "")] },
                    "isVote": .flag(!request.isOwn), "isAbnormal": .flag(vote == "abnormal"), "isSound": .flag(vote == "sound"),
                    "voteError": errors.message(for: "vote", language), "reasonError": errors.message(for: "reason", language),
                    "reason": .say((reason ?? "") as String), "once": .nothing,
                ]), hasErrors: !errors.isEmpty)
    }
}
