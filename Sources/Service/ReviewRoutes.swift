internal import Formats
internal import HTTPTypes
internal import Programme
internal import Workflow

extension APIRoute {
    /// The whole way of an expert, and where the round stands.
    static let reviews: [APIRoute] = [
        APIRoute(
            method: .get, path: "/round/status", name: "roundStatus", act: .seeRound,
            says: Text(zh: "本轮工作的进度和尚缺事项", en: "Where the round stands and what is missing"), gives: "RoundStatus",
            caller: .person { _, me in try await me.desk.status() }),
        APIRoute(
            method: .get, path: "/reviews", name: "listReviews", act: .seeOwnReviews,
            says: Text(zh: "分配给我的材料", en: "What is assigned to me"), gives: "OwnReviews",
            caller: .person { _, me in try await me.desk.reviews() }),
        APIRoute(
            method: .get, path: "/reviews/{dossier}", name: "showReview", act: .seeOwnReviews,
            says: Text(zh: "一份材料、其评分表和评分标准", en: "A dossier with my sheet and its rubric"), gives: "OwnReviewWithRubric",
            caller: .person { call, me in try await me.desk.review(of: call.parameter("dossier")) }),
        APIRoute(
            method: .post, path: "/pledge", name: "signPledge", act: .signPledge,
            says: Text(zh: "签署承诺书", en: "Sign the pledge"), gives: "Done", isOnce: true,
            caller: .person { _, me in
                try await me.desk.signPledge()
                return DoneAnswer()
            }),
        APIRoute(
            method: .get, path: "/declaration", name: "declarationForm", act: .seeOwnReviews,
            says: Text(zh: "回避声明表", en: "The form in which conflicts are declared"), gives: "DeclarationForm",
            caller: .person { _, me in try await me.desk.declarationForm() }),
        APIRoute(
            method: .post, path: "/declaration", name: "declareConflicts", act: .declareConflicts,
            says: Text(zh: "声明有无回避情形", en: "Declare conflicts, and none with all other dossiers"), takes: "DeclarationRequest",
            gives: "InterestDeclaration", isOnce: true,
            caller: .person { call, me in
                try await me.desk.declare(
                    try call.read(DeclarationRequest.self).conflicts.map {
                        DeclaredConflict(dossier: $0.dossier, ground: try Conflict.Ground(named: $0.ground), reason: $0.reason)
                    })
            }),
        APIRoute(
            method: .put, path: "/drafts", name: "saveDrafts", act: .saveSheet,
            says: Text(zh: "保存评分表草稿，全部或不存", en: "Save sheets as drafts, all or none"), takes: "SheetsRequest", gives: "Dossiers",
            isOnce: true,
            caller: .person { call, me in
                DossiersAnswer(dossiers: try await me.desk.save(try call.read(SheetsRequest.self).sheets))
            }),
        APIRoute(
            method: .post, path: "/submissions", name: "submitSheets", act: .submitSheet,
            says: Text(zh: "提交评分表，全部或不交", en: "Hand sheets in, all or none"), takes: "SheetsRequest", gives: "Dossiers", isOnce: true,
            caller: .person { call, me in
                DossiersAnswer(dossiers: try await me.desk.submit(try call.read(SheetsRequest.self).sheets))
            }),
        APIRoute(
            method: .post, path: "/reviews/{dossier}/submission", name: "submitDraft", act: .submitSheet,
            says: Text(zh: "提交已存的草稿", en: "Hand in the draft that was saved"), gives: "Dossiers", isOnce: true,
            caller: .person { call, me in DossiersAnswer(dossiers: try await me.desk.submitDraft(of: call.parameter("dossier"))) }),
        APIRoute(
            method: .post, path: "/reviews/{dossier}/decline", name: "declineReview", act: .declineReview,
            says: Text(zh: "谢绝评审", en: "Give a review back"), takes: "ReasonRequest", gives: "Done", isOnce: true,
            caller: .person { call, me in
                try await me.desk.decline(call.parameter("dossier"), reason: try call.read(ReasonRequest.self).reason)
                return DoneAnswer()
            }),
        APIRoute(
            method: .post, path: "/reviews/{dossier}/recusal", name: "recuse", act: .recuse,
            says: Text(zh: "申请回避；已评分数作废", en: "Recuse myself; scores given are void"), takes: "ReasonRequest", gives: "Done", isOnce: true,
            caller: .person { call, me in
                try await me.desk.recuse(from: call.parameter("dossier"), reason: try call.read(ReasonRequest.self).reason)
                return DoneAnswer()
            }),
    ]
}
