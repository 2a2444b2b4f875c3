public import Formats
public import Foundation
public import Programme

/// What is asked of the public notice, from the publication to the letters.
let noticeUseCases: [any UseCase.Type] = [
    AddHolidays.self, PublishNotice.self, ShowNotice.self, EnterObjection.self, AnswerObjection.self, OpenNewPanel.self,
    ComputeNewPanel.self, CloseNotice.self, ListLetters.self,
]

/// Adds the holidays of years that the call's table lacks.
public struct AddHolidays: UseCase {
    /// The table's name, by which faults are told.
    public var file: String
    /// The table, as it is.
    public var table: Data

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/holidays", .addHolidays, zh: "补入通知表中没有的年份的节假日安排", en: "Add the holidays of years that the call's table lacks")

    /// Adds a table.
    public init(file: String, table: Data) {
        self.file = file
        self.table = table
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [HolidayYear] {
        try await office.addHolidays(fromTable: Array(table), named: file, as: person)
    }
}

/// Publishes the signed list, or what came onto it since; with `If-Match` only as it was read.
public struct PublishNotice: Edit {
    /// Only in a rehearsal: the day that it takes for today.
    public var rehearsalDay: Day?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/publications", .publishNotice, zh: "公示已签字的名单", en: "Publish the signed list, or what came onto it since")

    /// Publishes it.
    public init(rehearsalDay: Day?) { self.rehearsalDay = rehearsalDay }

    /// The list.
    public var subject: ShowShortlist { ShowShortlist() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PublicNotice {
        try await office.publishNotice(rehearsing: rehearsalDay, as: person)
    }
}

/// The public notice, with objections and answers.
public struct ShowNotice: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/notice", .seeNotice, zh: "公示、异议和答复", en: "The public notice, objections and answers")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> NoticeView { try await office.notice(as: person) }
}

/// Enters an objection that came in.
public struct EnterObjection: UseCase {
    /// What somebody brings up.
    public var entry: ObjectionEntry
    /// Only in a rehearsal: the day that it takes for today.
    public var rehearsalDay: Day?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/objections", .enterObjection, zh: "登记公示期内收到的异议", en: "Enter an objection that came in")

    /// Enters an objection.
    public init(entry: ObjectionEntry, rehearsalDay: Day?) {
        self.entry = entry
        self.rehearsalDay = rehearsalDay
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Objection {
        try await office.enterObjection(entry, rehearsing: rehearsalDay, as: person)
    }
}

/// Answers an objection, with a reason.
public struct AnswerObjection: Edit {
    /// The objection's number.
    public var objection: Int
    /// Whether it is upheld, dismissed, or the review quashed.
    public var verdict: ObjectionAnswer.Verdict
    /// The written reason.
    public var reason: String
    /// Only in a rehearsal: the day that it takes for today.
    public var rehearsalDay: Day?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/objections/{objection}/answer", .answerObjection, zh: "答复异议", en: "Answer an objection, with a reason")

    /// Answers an objection.
    public init(objection: Int, verdict: ObjectionAnswer.Verdict, reason: String, rehearsalDay: Day?) {
        self.objection = objection
        self.verdict = verdict
        self.reason = reason
        self.rehearsalDay = rehearsalDay
    }

    /// The public notice.
    public var subject: ShowNotice { ShowNotice() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ObjectionLine {
        try await office.answerObjection(objection, verdict, reason: reason, rehearsing: rehearsalDay, as: person)
    }
}

/// Assigns a new panel where a review was quashed, or fills it up.
public struct OpenNewPanel: UseCase {
    /// The objection's number.
    public var objection: Int

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/objections/{objection}/panel", .openRereview, zh: "为撤销的评审另组评审组",
        en: "Assign a new panel where a review was quashed", patience: 900)

    /// Asks for a panel.
    public init(objection: Int) { self.objection = objection }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> RereviewLine {
        try await office.openRereview(of: objection, as: person)
    }
}

/// Computes the results anew with the new panel's sheets.
public struct ComputeNewPanel: UseCase {
    /// The objection's number.
    public var objection: Int

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/objections/{objection}/result", .computeRereview, zh: "按新评审组的评分表重算成绩",
        en: "Compute the results anew with the new panel's sheets", patience: 300)

    /// Computes them.
    public init(objection: Int) { self.objection = objection }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> RereviewLine {
        try await office.computeRereview(of: objection, as: person)
    }
}

/// Closes the round after the public notice; with `If-Match` only as it was read.
public struct CloseNotice: Edit {
    /// Only in a rehearsal: the day that it takes for today.
    public var rehearsalDay: Day?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/notice/closing", .closeNotice, zh: "公示期满后办结", en: "Close the round after the public notice", patience: 120)

    /// Closes it.
    public init(rehearsalDay: Day?) { self.rehearsalDay = rehearsalDay }

    /// The public notice.
    public var subject: ShowNotice { ShowNotice() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ShortlistView {
        try await office.closeNotice(rehearsing: rehearsalDay, as: person)
    }
}

/// The letters on the results, to be made pages of.
public struct ListLetters: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/notice/letters", .seeLetters, zh: "评审结果告知书", en: "Letters on the results", patience: 300)

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [ApplicantLetter] { try await office.letters(as: person) }
}
