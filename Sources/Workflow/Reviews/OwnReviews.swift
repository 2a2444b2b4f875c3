internal import Cryptography
public import Formats
public import Programme

/// A review as its expert sees it.
public struct OwnReview: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Where the review stands.
    public var state: Review.State
    /// The sheet, a draft or submitted; nil until something is saved.
    public var sheet: ScoreSheet?
}

/// All that an expert has to do in a round.
public struct OwnReviews: Codable, Sendable {
    /// Whether the pledge is signed.
    public var pledged: Bool
    /// Whether conflicts are declared for all of them; true as well where the call asks for no declaration.
    public var declared: Bool
    /// The reviews.
    public var reviews: [Line]
    /// Requests for reasons on scores that stand out, and votes on those of other members; nil where there are none.
    public var requests: [OwnAbnormalSheet]?

    /// A review before its dossier is opened: no more of it than the applicant's name.
    public struct Line: Codable, Sendable {
        /// The dossier's number.
        public var dossier: String
        /// The applicant's name, by which an expert sees a conflict before the pledge.
        public var applicant: String
        /// Where the review stands.
        public var state: Review.State
        /// Where its sheet stands; nil until something is saved.
        public var sheet: ScoreSheet.State?
        /// The plan that withdrew it, and why; nil where none did.
        public var withdrawnBy: Int?
        /// Why it was given back or withdrawn.
        public var reason: String?
        /// Whether the expert leads the panel (组长); nil where the call asks for no leads.
        public var leads: Bool?
    }
}

/// What became of a sheet that was saved or handed in. It is what a receipt keeps, for good, and so no more than is answered: the sheet
/// itself is a record, and in the log. (Receipts of earlier versions have the whole sheet, which reads as this too.)
public struct SavedSheet: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Whether it was saved or handed in.
    public var state: ScoreSheet.State

    init(_ sheet: ScoreSheet) { (dossier, state) = (sheet.dossier, sheet.state) }
}

extension Office {
    /// Signs the pledge; without it no dossier is shown and no score is taken.
    public func signPledge(as expert: String) async throws {
        try await perform(.signPledge, as: expert) { ledger in
            guard try ledger.reader.find(Pledge.self, [expert]) == nil else {
                throw Failure.failed(Text(zh: "承诺书已签署。", en: "The pledge is signed already."))
            }
            try ledger.put(
                Pledge(
                    expert: expert, at: ledger.now, digest: SHA256Digest(of: Pledge.wording.zh).description))
        }
    }

    /// What is assigned to the expert.
    public func ownReviews(as expert: String) async throws -> OwnReviews {
        try await consult(.seeOwnReviews, as: expert) { reader, call, _ in
            let leads = try leadShelf.leads(in: reader)
            let asksForLeads = !leads.isEmpty
            let requests = try reader.requests(to: expert, call)
            return OwnReviews(
                pledged: try reader.find(Pledge.self, [expert]) != nil,
                declared: try !call.conflicts.declarations || reader.isDeclared(by: expert),
                reviews: try reader.all(Review.self, where: "expert", is: expert).compactMap { review in
                    guard let dossier = try reader.find(Dossier.self, [review.dossier]) else { return nil }
                    let sheet = try reader.find(ScoreSheet.self, [review.dossier, expert])
                    return OwnReviews.Line(
                        dossier: dossier.id, applicant: dossier.applicant, state: review.state, sheet: sheet?.state,
                        withdrawnBy: review.withdrawnBy, reason: review.reason,
                        leads: asksForLeads ? review.state.sits && leads.contains(review.identity) : nil)
                }, requests: requests.isEmpty ? nil : requests)
        }
    }

    /// One dossier assigned to the expert, with the rubric to score it by. Asks for the pledge first.
    public func ownReview(of dossier: String, as expert: String) async throws -> (OwnReview, Rubric) {
        try await consult(.seeOwnReviews, as: expert) { reader, call, _ in
            try reader.requirePledge(of: expert)
            try reader.requireDeclaration(of: expert, call)
            let review = try reader.ownReview(expert, dossier, toRead: true)
            guard review.state.sits else {
                throw Failure.notPermitted(
                    Text(
                        zh: "\(dossier) \(review.standing.zh)，不能再查阅。", en: "\(dossier) is \(review.standing.en) and is closed to you."))
            }
            var dossier = try reader.get(Dossier.self, review.dossier, named: Text(zh: "申报材料", en: "dossier"))
            // Which experts an applicant holds unsuitable is the secretariat's alone.
            dossier.unsuitable = []
            return (
                OwnReview(
                    dossier: dossier, state: review.state,
                    sheet: try reader.find(ScoreSheet.self, [dossier.id, expert])),
                try call.rubricOrFail(of: dossier)
            )
        }
    }

    /// Saves answers as drafts, or hands them in; all of the sheets or none.
    ///
    /// - Parameters:
    ///   - answers: one for each sheet; a sheet's earlier answers are replaced as a whole.
    ///   - submit: whether the sheets are handed in; then each must be complete.
    /// - Throws: `Failure.malformed` with every fault of every sheet, each with its place.
    public func save(_ answers: [SheetFile.Answers], submit: Bool, as expert: String) async throws -> [SavedSheet] {
        try await perform(submit ? .submitSheet : .saveSheet, as: expert) { ledger in
            try ledger.reader.requirePledge(of: expert)
            try ledger.reader.requireDeclaration(of: expert, ledger.call)
            var faults: [Diagnostic] = []
            let sheets = try answers.map { answers in
                let review = try ledger.reader.ownReview(expert, answers.dossier)
                try review.requireOpen(forDraft: !submit)
                try ledger.reader.requireNotCounted(review)
                var sheet = ScoreSheet(dossier: answers.dossier, expert: expert, at: ledger.now)
                sheet.scores = answers.scores
                sheet.reasons = answers.reasons
                sheet.gates = answers.gates
                sheet.visitNeeded = answers.visitNeeded
                sheet.visitQuestion = answers.visitQuestion
                faults += try ledger.faults(of: sheet, complete: submit).map { fault in
                    Diagnostic(
                        answers.places[fault.item] ?? .init(file: answers.dossier), fault.message,
                        expected: fault.expected)
                }
                return sheet
            }
            guard faults.isEmpty else { throw Failure.malformed(faults) }
            return try sheets.map { SavedSheet(try ledger.enter($0, submit: submit)) }
        }
    }

    /// Hands in the draft that was saved.
    public func submitDraft(of dossier: String, as expert: String) async throws -> SavedSheet {
        try await perform(.submitSheet, as: expert) { ledger in
            try ledger.reader.requirePledge(of: expert)
            try ledger.reader.requireDeclaration(of: expert, ledger.call)
            let review = try ledger.reader.ownReview(expert, dossier)
            try review.requireOpen(forDraft: false)
            try ledger.reader.requireNotCounted(review)
            guard let sheet = try ledger.reader.find(ScoreSheet.self, [dossier, expert]) else {
                throw Failure.failed(
                    Text(zh: "\(dossier) 尚无保存的评分表。", en: "No sheet of \(dossier) has been saved."))
            }
            let faults = try ledger.faults(of: sheet, complete: true)
            guard faults.isEmpty else {
                throw Failure.malformed(
                    faults.map { Diagnostic(.init(file: dossier), $0.message, expected: $0.expected) })
            }
            return SavedSheet(try ledger.enter(sheet, submit: true))
        }
    }

    /// Gives a review back: the expert cannot judge, or lacks the time (自然科学基金条例 15).
    public func decline(_ dossier: String, reason: String, as expert: String) async throws {
        try await perform(.declineReview, as: expert, remark: reason) { ledger in
            try requireReason(reason)
            let review = try ledger.reader.ownReview(expert, dossier)
            guard review.state == .assigned else {
                throw Failure.failed(
                    Text(
                        zh: "\(dossier) \(review.standing.zh)，不能谢绝；有回避情形的，用 review recuse。",
                        en: "\(dossier) is \(review.standing.en) and cannot be declined; where there is a conflict, use review recuse."))
            }
            try ledger.leave(review, as: .declined, reason: reason)
        }
    }

    /// Recuses the expert from a dossier: the scores are void (招标投标法实施条例 48), the register gets an entry.
    public func recuse(from dossier: String, reason: String, as expert: String) async throws {
        try await perform(.recuse, as: expert, remark: reason) { ledger in
            try requireReason(reason)
            let review = try ledger.reader.ownReview(expert, dossier)
            guard review.state.sits else {
                throw Failure.failed(
                    Text(zh: "\(dossier) \(review.standing.zh)。", en: "\(dossier) is \(review.standing.en)."))
            }
            try ledger.enter(
                Conflict(
                    expert: expert, dossier: dossier, ground: .recusal, evidence: Text(verbatim: reason),
                    state: .declared, by: expert, reason: reason))
        }
    }
}

extension RoundReader {
    func requirePledge(of expert: String) throws {
        guard try find(Pledge.self, [expert]) == nil else { return }
        throw Failure.notPermitted(
            Text(
                zh: "请先签署承诺书：linxuan review pledge --as \(expert)。",
                en: "Sign the pledge first: linxuan review pledge --as \(expert)."))
    }

    /// - Parameter toRead: Whether it is only looked at.
    func ownReview(_ expert: String, _ dossier: String, toRead: Bool = false) throws -> Review {
        // The same refusal for a dossier that is somebody else's and one that does not exist.
        guard let review = try find(Review.self, [dossier, expert]) else {
            throw Failure.unknown(
                Text(
                    zh: "\(dossier) 未分配给 \(expert)。用 linxuan review list 查看。",
                    en: "\(dossier) is not assigned to \(expert). See linxuan review list."))
        }
        switch try find(RoundState.self, ["round"])?.stage {
        case .notice: try requireNewPanel(review)
        case .results: try requireThirdReading(review, toRead: toRead)
        default: break
        }
        return review
    }
}

extension RoundReader {
    /// Refuses to change what was submitted before the reviews were closed, where they are open again for a replacement alone:
    /// the results are known by then.
    func requireNotCounted(_ review: Review) throws {
        guard review.state == .submitted else { return }
        let isCounted = try find(Outcome.self, [review.dossier])?.sheets.contains { $0.expert == review.expert } ?? false
        // A sheet in whose place another counts was dealt with all the same.
        guard try isCounted || adjudication(of: review.dossier).contains(where: { $0.expert == review.expert }) else { return }
        throw Failure.failed(
            Text(
                zh: "评审曾经结束，\(review.dossier) 的评分表已计入成绩，不能再改；现在只由补选的专家评审。",
                en:
                    "The reviews were closed once, and your sheet of \(review.dossier) counts; it can't be changed. Only replacements review now."
            ))
    }
}

extension Review {
    func requireOpen(forDraft: Bool) throws {
        guard state != .withdrawn else {
            throw Failure.failed(
                Text(
                    zh: "\(dossier) \(standing.zh)，不再由您评审，不能评分；已存的草稿留存备查，不计入结果。理由：\(reason ?? "")。如有疑问，请联系秘书处。",
                    en:
                        "\(dossier) is \(standing.en), is no longer yours to review, and takes no scores; what you had saved stays on record and does not count. Reason: \(reason ?? ""). Ask the secretariat where this is not clear."
                ))
        }
        guard state.sits else {
            throw Failure.failed(
                Text(zh: "\(dossier) \(state.name.zh)，不能评分。", en: "\(dossier) is \(state.name.en) and takes no scores."))
        }
        guard !forDraft || state == .assigned else {
            throw Failure.failed(
                Text(
                    zh: "\(dossier) 已提交；改正请重新提交（review submit）。",
                    en: "\(dossier) is submitted; correct it by submitting again (review submit)."))
        }
    }
}

extension Call {
    func rubricOrFail(of dossier: Dossier) throws -> Rubric {
        guard let rubric = rubric(of: dossier.category) else {
            throw Failure.failed(Text(zh: "\(dossier.id) 没有评分标准。", en: "\(dossier.id) has no rubric."))
        }
        return rubric
    }
}

extension Ledger {
    func faults(of sheet: ScoreSheet, complete: Bool) throws -> [ScoreSheet.Fault] {
        let dossier = try reader.get(Dossier.self, sheet.dossier, named: Text(zh: "申报材料", en: "dossier"))
        return sheet.faults(under: try call.rubricOrFail(of: dossier), complete: complete)
    }

    /// Stores a sheet, and the review's state with it.
    func enter(_ sheet: ScoreSheet, submit: Bool) throws -> ScoreSheet {
        var sheet = sheet
        sheet.at = now
        if submit {
            sheet.state = .submitted
            var review = try reader.ownReview(sheet.expert, sheet.dossier)
            review.state = .submitted
            review.at = now
            try put(review)
        }
        try put(sheet)
        return sheet
    }

    /// Takes an expert off a dossier's panel and strikes their sheet out.
    func leave(_ review: Review, as state: Review.State, reason: String) throws {
        var review = review
        review.state = state
        review.reason = reason
        review.at = now
        try put(review)
        if var sheet = try reader.find(ScoreSheet.self, review.identity) {
            sheet.state = .void
            sheet.at = now
            try put(sheet)
        }
    }
}
