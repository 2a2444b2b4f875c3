internal import Formats
public import Programme

/// The public notice with what came of it.
public struct NoticeView: Codable, Sendable {
    /// The publications, from the first.
    public var notices: [PublicNotice]
    /// The objections and reports with their answers.
    public var objections: [ObjectionLine]
    /// The reviews by new panels.
    public var rereviews: [RereviewLine]
    /// What is still to be done before the list is final, as far as it can be told without a day.
    public var missing: [Text]
}

/// An objection with its answer.
public struct ObjectionLine: Codable, Sendable {
    /// The objection.
    public var objection: Objection
    /// The answer; nil until there is one.
    public var answer: ObjectionAnswer?

    /// Puts one together from its parts.
    public init(objection: Objection, answer: ObjectionAnswer?) {
        self.objection = objection
        self.answer = answer
    }

    /// Whether the answer came after its last day.
    public var isLate: Bool { answer.map { $0.answeredOn > objection.answerBy } ?? false }
}

/// What somebody brings up, as the secretariat enters it.
public struct ObjectionEntry: Codable, Sendable {
    /// The dossier or the demonstration.
    public var subject: String
    /// Who brings it up.
    public var who: String
    /// The ground.
    public var ground: Objection.Ground
    /// What they write.
    public var statement: String
    /// The files that they hand in.
    public var evidence: [Objection.Evidence]
    /// The day on which it came in; nil for today.
    public var receivedOn: Day?
    /// Why one that came too late is taken as a report; nil where it is refused then.
    public var lateReason: String?

    /// Puts one together from its parts.
    public init(
        subject: String, who: String, ground: Objection.Ground, statement: String, evidence: [Objection.Evidence] = [],
        receivedOn: Day? = nil, lateReason: String? = nil
    ) {
        self.subject = subject
        self.who = who
        self.ground = ground
        self.statement = statement
        self.evidence = evidence
        self.receivedOn = receivedOn
        self.lateReason = lateReason
    }

    /// Refuses evidence that nobody could ever recognise.
    fileprivate func requireEvidence() throws {
        guard
            evidence.allSatisfy({ file in
                !file.file.isEmpty && file.size >= 0 && file.digest.utf8.count == 64
                    && file.digest.allSatisfy { "0123456789abcdef".contains($0) }
            })
        else {
            throw Failure.usage(
                Text(
                    zh: "证据须有文件名、大小和 SHA-256 摘要（64 位十六进制小写）。",
                    en: "A piece of evidence has a file name, a size and a SHA-256 digest (64 lower-case hexadecimal digits)."))
        }
    }
}

extension Office {
    /// Adds the holidays of years that the call's table does not know. Those that it knows are frozen with it.
    public func addHolidays(_ years: [WorkingCalendar.Year], as actor: String) async throws -> [HolidayYear] {
        try await perform(.addHolidays, as: actor) { ledger in try ledger.add(years) }
    }

    /// The same from a table.
    ///
    /// - Throws: `Failure.malformed` with every row that is not as it should be.
    func addHolidays(fromTable bytes: [UInt8], named file: String, as actor: String) async throws -> [HolidayYear] {
        try await perform(.addHolidays, as: actor) { ledger in try ledger.add(HolidayTable.read(bytes, file: file)) }
    }

    /// Publishes the signed list, or what came onto it since: from the next day on, the working days of the call run.
    ///
    /// - Parameter day: Only in a rehearsal: the day that it takes for today.
    public func publishNotice(rehearsing day: Day? = nil, as actor: String) async throws -> PublicNotice {
        try await perform(.publishNotice, as: actor) { ledger in
            let policy = try ledger.noticePolicy()
            let today = try ledger.today(rehearsing: day)
            try ledger.requireSigned()
            let earlier = try ledger.reader.all(PublicNotice.self)
            let (dossiers, demonstrations) = try ledger.reader.unpublished()
            guard earlier.isEmpty || !dossiers.isEmpty || !demonstrations.isEmpty else {
                throw Failure.failed(
                    Text(zh: "名单已全部公示，没有新增内容。", en: "All of the list is published; there is nothing new."))
            }
            let notice = PublicNotice(
                number: earlier.count + 1, publishedOn: today,
                until: try ledger.reader.calendar(ledger.call).day(policy.workingDays, workingDaysAfter: today),
                workingDays: policy.workingDays, dossiers: dossiers, demonstrations: demonstrations,
                digest: try ledger.reader.listDigest(ledger.round), by: actor, at: ledger.now, isRehearsal: day == nil ? nil : true)
            try ledger.put(notice)
            return notice
        }
    }

    /// Enters an objection. One that came after the period is refused, or taken as a report where a reason says why.
    public func enterObjection(_ entry: ObjectionEntry, rehearsing day: Day? = nil, as actor: String) async throws -> Objection {
        try await perform(.enterObjection, as: actor, remark: entry.lateReason) { ledger in
            let policy = try ledger.noticePolicy()
            let today = try ledger.today(rehearsing: day)
            let notices = try ledger.reader.all(PublicNotice.self)
            guard let first = notices.map(\.publishedOn).min() else {
                throw Failure.failed(
                    Text(
                        zh: "名单尚未公示（decisions publish），没有可提异议的内容。",
                        en: "Nothing is published yet (decisions publish): there is nothing to object to."))
            }
            for (text, name) in [
                (entry.who, Text(zh: "提出人（--from）", en: "who (--from)")),
                (entry.statement, Text(zh: "内容（--text）", en: "the text (--text)")),
            ]
            where text.allSatisfy(\.isWhitespace) {
                throw Failure.usage(Text(zh: "异议须写明", en: "An objection needs ") + name + Text(zh: "。", en: "."))
            }
            let received = entry.receivedOn ?? today
            guard first <= received, received <= today else {
                throw Failure.usage(
                    Text(
                        zh: "收到日期 \(received) 须在公示之日 \(first) 至今日 \(today) 之间。",
                        en: "The day of receipt, \(received), lies between the publication, \(first), and today, \(today)."))
            }
            try entry.requireEvidence()
            let (dossier, demonstration) = try ledger.reader.subject(entry.subject)
            let showing = notices.filter { notice in
                dossier.map(notice.dossiers.contains) ?? false || demonstration.map { notice.demonstrations[$0] != nil } ?? false
            }
            // What isn't on the list can be argued for as long as anything is public.
            let until = (showing.isEmpty ? notices : showing).map(\.until).max() ?? first
            var kind = Objection.Kind.objection
            var lateReason: String?
            if received > until {
                guard let reason = entry.lateReason else {
                    throw Failure.failed(
                        Text(
                            zh: "公示期至 \(until) 止，\(received) 收到的异议已逾期，不予受理；确需核查的，用 --late-reason 写明理由，按举报处理。",
                            en:
                                "The period ended on \(until); what came in on \(received) is too late. Where it has to be looked into, say why with --late-reason: it is taken as a report."
                        ))
                }
                try requireReason(reason)
                kind = .report
                lateReason = reason
            } else if entry.lateReason != nil {
                throw Failure.usage(
                    Text(
                        zh: "公示期至 \(until) 止，该异议并未逾期；删去 --late-reason。",
                        en: "The period runs until \(until) and this is in time: leave out --late-reason."))
            }
            let objection = Objection(
                number: try ledger.reader.all(Objection.self).count + 1, kind: kind, dossier: dossier, demonstration: demonstration,
                who: entry.who, ground: entry.ground, statement: entry.statement, evidence: entry.evidence, receivedOn: received,
                answerBy: try ledger.reader.calendar(ledger.call).day(policy.answerDays, daysAfter: received), lateReason: lateReason,
                by: actor, at: ledger.now)
            try ledger.put(objection)
            return objection
        }
    }

    /// Answers an objection, with a reason. Where it is upheld the chairs may decide anew on what it is about; where the review is
    /// quashed a new panel reviews.
    public func answerObjection(
        _ number: Int, _ verdict: ObjectionAnswer.Verdict, reason: String, rehearsing day: Day? = nil, as actor: String
    ) async throws -> ObjectionLine {
        try await perform(.answerObjection, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let today = try ledger.today(rehearsing: day)
            let objection = try ledger.reader.get(Objection.self, "\(number)", named: Text(zh: "异议", en: "objection"))
            guard try ledger.reader.find(ObjectionAnswer.self, ["\(number)"]) == nil else {
                throw Failure.failed(Text(zh: "第 \(number) 号异议已答复。", en: "Objection \(number) is answered already."))
            }
            guard today >= objection.receivedOn else {
                throw Failure.usage(Text(zh: "答复不能早于收到之日 \(objection.receivedOn)。", en: "An answer is not before \(objection.receivedOn)."))
            }
            guard verdict == .dismissed || objection.ground != .judgement else {
                throw Failure.failed(
                    Text(
                        zh: "对评审专家的学术判断有不同意见，不得作为复审理由（国家自然科学基金条例第十九条）；只能答复不成立，或按其他理由另行登记。",
                        en:
                            "Another opinion than the experts' is no ground for a review (自然科学基金条例 19): dismiss it, or enter it anew on another ground."
                    ))
            }
            if verdict == .quashed {
                guard let dossier = objection.dossier, try ledger.reader.find(Outcome.self, [dossier]) != nil else {
                    throw Failure.failed(
                        Text(zh: "该异议所涉没有评审结果，无从重新评审。", en: "There is no review of what the objection is about, so none to quash."))
                }
            }
            let answer = ObjectionAnswer(
                objection: number, verdict: verdict, reason: reason, answeredOn: today, by: actor, at: ledger.now)
            try ledger.put(answer)
            return ObjectionLine(objection: objection, answer: answer)
        }
    }

    /// Closes the round, once the period is over and every objection answered: the list is final.
    public func closeNotice(rehearsing day: Day? = nil, as actor: String) async throws -> ShortlistView {
        try await perform(.closeNotice, as: actor) { ledger in
            _ = try ledger.noticePolicy()
            let today = try ledger.today(rehearsing: day)
            var missing = try ledger.reader.missingInNotice(ledger.call, ledger.round)
            if let last = try ledger.reader.all(PublicNotice.self).map(\.until).max(), today <= last {
                missing.append(
                    Text(zh: "公示期至 \(last) 止，今日 \(today)", en: "the public notice runs until \(last), and today is \(today)"))
            }
            guard missing.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "还不能办结：\n" + missing.map { "  · " + $0.zh }.joined(separator: "\n"),
                        en: "The list is not final yet:\n" + missing.map { "  · " + $0.en }.joined(separator: "\n")))
            }
            ledger.round.stage = .closed
            ledger.round.closedOn = today
            return try ledger.reader.shortlist(ledger.call, ledger.round)
        }
    }

    /// The public notice with objections and answers.
    public func notice(as actor: String) async throws -> NoticeView {
        try await consult(.seeNotice, as: actor) { reader, call, round in try reader.notice(call, round) }
    }
}

extension Ledger {
    /// Adds what the calendar lacks.
    fileprivate func add(_ years: [WorkingCalendar.Year]) throws -> [HolidayYear] {
        let known = Set(try reader.calendar(call).years.map(\.year))
        if let again = years.first(where: { known.contains($0.year) }) {
            throw Failure.failed(
                Text(
                    zh: "\(again.year) 年的安排已有，不能更改；只补没有的年份。",
                    en: "The arrangement of \(again.year) is there already and stays: add only years that are missing."))
        }
        let records = years.map { HolidayYear($0, by: actor, at: now) }
        for record in records { try put(record) }
        return records
    }

    fileprivate func noticePolicy() throws -> Call.NoticePolicy {
        guard let policy = call.decisions.notice else {
            throw Failure.failed(Text(zh: "通知未将公示设为单独阶段。", en: "The call has no public notice as a stage."))
        }
        return policy
    }

    /// Today in China by the clock, or the day that a rehearsal takes for today. A notice whose days are a rehearsal's stays one to
    /// its end, and its days do not go back; a real one knows no day but the clock's.
    func today(rehearsing day: Day?) throws -> Day {
        let notices = try reader.all(PublicNotice.self)
        let isRehearsal = notices.first.map { $0.isRehearsal == true } ?? (day != nil)
        guard let day else {
            guard !isRehearsal else {
                throw Failure.usage(
                    Text(zh: "本轮公示为演练，须用 --rehearsal-day 指明日期。", en: "The public notice is a rehearsal: name its day with --rehearsal-day.")
                )
            }
            return now.dayInChina
        }
        guard isRehearsal else {
            throw Failure.usage(
                Text(zh: "本轮公示不是演练，不能用 --rehearsal-day。", en: "The public notice is no rehearsal: --rehearsal-day is refused."))
        }
        let days =
            try notices.map(\.publishedOn) + reader.all(Objection.self).map(\.receivedOn)
            + reader.all(ObjectionAnswer.self).map(\.answeredOn)
        if let last = days.max(), day < last {
            throw Failure.usage(Text(zh: "演练日期不能早于 \(last)。", en: "A rehearsal's days do not go back before \(last)."))
        }
        return day
    }

    fileprivate func requireSigned() throws {
        let standing = try reader.all(Signature.self).count(where: \.stands)
        guard standing >= call.decisions.signatures else {
            throw Failure.failed(
                Text(
                    zh: "名单有变，须由 \(call.decisions.signatures) 名组长重新签字（现 \(standing) 名）后再公示。",
                    en:
                        "The list was changed: \(call.decisions.signatures) chairs have to sign it again (\(standing) have) before it is published."
                ))
        }
    }

    /// While the list is public, only what an objection that was upheld is about can be decided anew.
    func requireGroundToChange(dossier: String?, demonstration: String?) throws {
        guard round.stage == .notice else { return }
        let lines = try reader.objectionLines().filter { $0.answer.map { $0.verdict != .dismissed } ?? false }
        guard
            lines.contains(where: {
                ($0.objection.dossier != nil && $0.objection.dossier == dossier)
                    || ($0.objection.demonstration != nil && $0.objection.demonstration == demonstration)
            })
        else {
            let subject = dossier ?? demonstration ?? ""
            throw Failure.failed(
                Text(
                    zh: "名单已公示；没有涉及 \(subject) 且成立的异议，不能更改。",
                    en: "The list is public, and no objection on \(subject) was upheld: it can't be changed."))
        }
    }
}

extension RoundReader {
    /// The holidays of the call with those that were added.
    func calendar(_ call: Call) throws -> WorkingCalendar {
        WorkingCalendar(years: (call.decisions.notice?.calendar.years ?? []) + (try all(HolidayYear.self).map(\.arrangement)))
    }

    /// The dossier or the demonstration with a number.
    fileprivate func subject(_ id: String) throws -> (dossier: String?, demonstration: String?) {
        if try find(Placement.self, [id]) != nil { return (id, nil) }
        if try find(ReassessmentOutcome.self, [id]) != nil {
            return (try find(ReassessmentFiling.self, [id])?.dossier, id)
        }
        if let filing = try all(ReassessmentFiling.self).first(where: { $0.dossier == id }) { return (id, filing.demonstration) }
        throw Failure.failed(
            Text(zh: "审定名单和评估评价结论中没有 \(id)。请核对编号。", en: "Neither the list nor the reassessment has \(id). Check the number."))
    }

    func objectionLines() throws -> [ObjectionLine] {
        let answers = Dictionary(try all(ObjectionAnswer.self).map { ($0.objection, $0) }, uniquingKeysWith: { first, _ in first })
        return try all(Objection.self).sorted { $0.number < $1.number }.map {
            ObjectionLine(objection: $0, answer: answers[$0.number])
        }
    }

    func notice(_ call: Call, _ round: RoundState) throws -> NoticeView {
        NoticeView(
            notices: try all(PublicNotice.self).sorted { $0.number < $1.number }, objections: try objectionLines(),
            rereviews: try rereviewLines(), missing: round.stage == .notice ? try missingInNotice(call, round) : [])
    }

    /// What is on the list and was never shown; of earlier demonstrations also what was decided anew since.
    fileprivate func unpublished() throws -> (dossiers: [String], demonstrations: [String: String]) {
        let notices = try unhidden.all(PublicNotice.self).sorted { $0.number < $1.number }
        let shown = Set(notices.flatMap(\.dossiers))
        let told = notices.reduce(into: [String: String]()) { told, notice in told.merge(notice.demonstrations) { $1 } }
        let outcomes = try unhidden.all(ReassessmentOutcome.self).filter { told[$0.demonstration] != $0.published }
        return (
            try unhidden.all(Placement.self).filter { $0.listed && !shown.contains($0.dossier) }.map(\.dossier),
            Dictionary(outcomes.map { ($0.demonstration, $0.published) }, uniquingKeysWith: { first, _ in first })
        )
    }

    /// What is still to be done before the list is final, as far as it can be told without a day.
    func missingInNotice(_ call: Call, _ round: RoundState) throws -> [Text] {
        var missing: [Text] = []
        let notices = try unhidden.all(PublicNotice.self)
        let (dossiers, demonstrations) = try unpublished()
        if notices.isEmpty {
            missing.append(Text(zh: "名单尚未公示（decisions publish）", en: "the list is not published (decisions publish)"))
        } else if !dossiers.isEmpty || !demonstrations.isEmpty {
            let new = (dossiers + demonstrations.keys.sorted()).joined(separator: ", ")
            missing.append(
                Text(
                    zh: "新列入或改定的尚未公示（decisions publish）：\(new)", en: "what is new on the list is not published (decisions publish): \(new)")
            )
        }
        let open = try objectionLines().filter { $0.objection.holdsUp($0.answer) }
        if !open.isEmpty {
            let numbers = open.map { "\($0.objection.number)" }.joined(separator: ", ")
            let last = open.map(\.objection.answerBy).min()
            missing.append(
                Text(
                    zh: "\(open.count) 件异议未答复，最早须于 \(last?.description ?? "") 前答复（decisions answer）：\(numbers)",
                    en: "\(open.count) objections are not answered, the first by \(last?.description ?? "") (decisions answer): \(numbers)")
            )
        }
        let quashed = try unreviewed()
        if !quashed.isEmpty {
            let numbers = quashed.map { "\($0)" }.joined(separator: ", ")
            missing.append(
                Text(
                    zh: "重新评审尚无结果（decisions rereview、decisions recompute）：异议 \(numbers)",
                    en: "new panels have no result yet (decisions rereview, decisions recompute): objections \(numbers)"))
        }
        missing += try openMotions(call)
        let standing = try all(Signature.self).count(where: \.stands)
        if standing < call.decisions.signatures {
            missing.append(
                Text(
                    zh: "名单有变，须由 \(call.decisions.signatures) 名组长重新签字（现 \(standing) 名）",
                    en: "the list was changed: \(call.decisions.signatures) chairs have to sign it again (\(standing) have)"))
        }
        return missing
    }

    /// Motions that may yet change the list.
    func openMotions(_ call: Call) throws -> [Text] {
        let motions = try all(Motion.self).filter { try line(of: $0, call).standing == .open }
        guard !motions.isEmpty else { return [] }
        let numbers = motions.map { "\($0.number)" }.joined(separator: ", ")
        return [Text(zh: "动议待表决（decisions vote）：\(numbers)", en: "motions are open (decisions vote): \(numbers)")]
    }
}
