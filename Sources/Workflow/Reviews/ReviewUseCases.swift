public import Formats
public import Programme

/// What an expert asks.
let reviewUseCases: [any UseCase.Type] = [
    ListReviews.self, ShowReview.self, SignPledge.self, ShowDeclarationForm.self, DeclareConflicts.self, SaveDrafts.self,
    SubmitSheets.self, SubmitDraft.self, DeclineReview.self, RecuseFromReview.self, ShowProgress.self,
]

/// All that is assigned to the expert.
public struct ListReviews: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/reviews", .seeOwnReviews, zh: "分配给我的材料", en: "What is assigned to me")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> OwnReviews { try await office.ownReviews(as: person) }
}

/// A dossier as its expert sees it, and what it is scored by.
public struct OwnReviewWithRubric: Codable, Sendable {
    /// The review.
    public var review: OwnReview
    /// The rubric.
    public var rubric: Rubric
}

/// One dossier with the sheet and its rubric.
public struct ShowReview: UseCase {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/reviews/{dossier}", .seeOwnReviews, zh: "一份材料、其评分表和评分标准", en: "A dossier with my sheet and its rubric")

    /// Asks for a dossier.
    public init(dossier: String) { self.dossier = dossier }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> OwnReviewWithRubric {
        let (review, rubric) = try await office.ownReview(of: dossier, as: person)
        return OwnReviewWithRubric(review: review, rubric: rubric)
    }
}

/// Signs the pledge.
public struct SignPledge: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/pledge", .signPledge, zh: "签署承诺书", en: "Sign the pledge")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Done {
        try await office.signPledge(as: person)
        return Done()
    }
}

/// The form in which an expert declares conflicts.
public struct ShowDeclarationForm: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/declaration", .seeOwnReviews, zh: "回避声明表", en: "The form in which conflicts are declared")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DeclarationForm {
        try await office.declarationForm(as: person)
    }
}

/// Declares conflicts, and none with all other dossiers.
public struct DeclareConflicts: UseCase {
    /// The dossiers in conflict.
    public var conflicts: [DeclaredConflict]

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/declaration", .declareConflicts, zh: "声明有无回避情形", en: "Declare conflicts, and none with all other dossiers")

    /// Declares.
    public init(conflicts: [DeclaredConflict]) { self.conflicts = conflicts }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> InterestDeclaration {
        try await office.declare(conflicts, as: person)
    }
}

/// The dossiers whose sheets were saved or handed in, in the order in which they came.
public struct SavedSheets: Codable, Sendable {
    /// The dossiers.
    public var dossiers: [String]
}

/// Saves sheets as drafts, all or none.
public struct SaveDrafts: UseCase {
    /// The sheets, each as a whole.
    public var sheets: [SheetFile.Answers]

    /// Where it stands.
    public static let route = UseCaseRoute(
        .put, "/drafts", .saveSheet, zh: "保存评分表草稿，全部或不存", en: "Save sheets as drafts, all or none", mayWait: true)

    /// Saves sheets.
    public init(sheets: [SheetFile.Answers]) { self.sheets = sheets }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> SavedSheets {
        SavedSheets(dossiers: try await office.save(sheets, submit: false, as: person).map(\.dossier))
    }
}

/// Hands sheets in, all or none.
public struct SubmitSheets: UseCase {
    /// The sheets, each as a whole.
    public var sheets: [SheetFile.Answers]

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/submissions", .submitSheet, zh: "提交评分表，全部或不交", en: "Hand sheets in, all or none", mayWait: true)

    /// Hands sheets in.
    public init(sheets: [SheetFile.Answers]) { self.sheets = sheets }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> SavedSheets {
        SavedSheets(dossiers: try await office.save(sheets, submit: true, as: person).map(\.dossier))
    }
}

/// Hands in a draft that was saved; with `If-Match` only as it was read.
public struct SubmitDraft: Edit {
    /// The dossier.
    public var dossier: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/reviews/{dossier}/submission", .submitSheet, zh: "提交已存的草稿", en: "Hand in the draft that was saved", mayWait: true)

    /// Hands a draft in.
    public init(dossier: String) { self.dossier = dossier }

    /// The review.
    public var subject: ShowReview { ShowReview(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> SavedSheets {
        SavedSheets(dossiers: [try await office.submitDraft(of: dossier, as: person).dossier])
    }
}

/// Gives a review back.
public struct DeclineReview: Edit {
    /// The dossier.
    public var dossier: String
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/reviews/{dossier}/decline", .declineReview, zh: "谢绝评审", en: "Give a review back")

    /// Gives it back.
    public init(dossier: String, reason: String) {
        self.dossier = dossier
        self.reason = reason
    }

    /// The review.
    public var subject: ShowReview { ShowReview(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Done {
        try await office.decline(dossier, reason: reason, as: person)
        return Done()
    }
}

/// Recuses the expert from a dossier; scores given are void.
public struct RecuseFromReview: Edit {
    /// The dossier.
    public var dossier: String
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/reviews/{dossier}/recusal", .recuse, zh: "申请回避；已评分数作废", en: "Recuse myself; scores given are void")

    /// Recuses.
    public init(dossier: String, reason: String) {
        self.dossier = dossier
        self.reason = reason
    }

    /// The review.
    public var subject: ShowReview { ShowReview(dossier: dossier) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Done {
        try await office.recuse(from: dossier, reason: reason, as: person)
        return Done()
    }
}

/// How far scoring is, by category and by expert.
public struct ScoringProgress: Codable, Sendable {
    /// By category.
    public var categories: [Progress]
    /// By expert.
    public var experts: [Progress]
}

/// How far scoring is.
public struct ShowProgress: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/progress", .seeProgress, zh: "评审进度", en: "How far scoring is")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ScoringProgress {
        let (categories, experts) = try await office.progress(as: person)
        return ScoringProgress(categories: categories, experts: experts)
    }
}
