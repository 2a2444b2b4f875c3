internal import Programme

/// Reads the key `decisions` of a call.
struct DecisionsReader {
    let reader: YAMLReader

    /// - Parameter load: gives the text of a file that the call names.
    func policy(load: (String) throws -> String) throws -> Call.DecisionPolicy {
        reader.allow("signatures", "quorum", "moves", "publicNotice")
        var policy = Call.DecisionPolicy(
            signatures: reader.whole("signatures", in: 1...99), publicNoticeWorkingDays: 0,
            quorum: reader.optionalWhole("quorum", in: 1...99),
            moves: reader.has("moves") ? reader.choice("moves", of: Call.MoveRule.self) : .chair)
        if let quorum = policy.quorum, quorum < policy.signatures {
            reader.fault(
                at: "quorum", Text(zh: "法定人数 \(quorum) 少于签字人数", en: "a quorum of \(quorum) is less than the signatures"),
                expected: Text(zh: "不少于 \(policy.signatures)", en: "at least \(policy.signatures)"))
        }
        guard let notice = reader.mapping("publicNotice") else { return policy }
        notice.allow("workingDays", "answerDays", "holidays")
        policy.publicNoticeWorkingDays = notice.whole("workingDays", in: 0...365)
        if let file = notice.optionalString("holidays") {
            if notice.whole("workingDays", in: 1...365) >= 1, !file.isEmpty {
                policy.notice = Call.NoticePolicy(
                    workingDays: policy.publicNoticeWorkingDays, answerDays: notice.optionalWhole("answerDays", in: 1...60) ?? 3,
                    calendar: WorkingCalendar(years: try HolidayTable.years(try load(file), file: file, faults: reader.faults)))
            }
        } else if notice.has("answerDays") {
            notice.fault(
                at: "answerDays", Text(zh: "公示未作为阶段，没有异议可答复", en: "without the notice as a stage there are no objections to answer"),
                advice: Text(zh: "写明 holidays（节假日表），或删去此键", en: "name a table of holidays, or take the key out"))
        }
        return policy
    }
}
