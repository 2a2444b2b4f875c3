internal import Programme

/// Reads the key `abnormal` of a call.
struct AbnormalReader {
    let reader: YAMLReader

    func policy() -> Call.AbnormalPolicy {
        reader.allow("against", "points", "residual", "reasons", "replace", "discussion")
        var days: Int?
        if let reasons = reader.optionalMapping("reasons") {
            reasons.allow("days")
            days = reasons.whole("days", in: 1...60)
        }
        let replace = reader.has("replace") ? reader.flag("replace") : false
        let discussion = reader.has("discussion") ? reader.flag("discussion") : false
        if discussion, !reader.has("reasons") {
            reader.fault(
                at: "discussion", Text(zh: "评议以书面理由为前提", en: "nothing is discussed before reasons were asked for"),
                advice: Text(zh: "补 reasons: { days: 3 }", en: "add reasons: { days: 3 }"))
        }
        let residual = reader.has("residual") ? reader.amount("residual") : nil
        if let residual, residual.hundredths <= 0 {
            reader.fault(
                at: "residual", Text(zh: "倍数应大于 0", en: "the number of standard errors is more than 0"),
                expected: Text(zh: "如 3", en: "such as 3"))
        }
        if replace, !reader.has("reasons") {
            reader.fault(
                at: "replace", Text(zh: "替换评分以书面理由为前提", en: "nothing is replaced before reasons were asked for"),
                advice: Text(zh: "补 reasons: { days: 3 }", en: "add reasons: { days: 3 }"))
        }
        let points = reader.amount("points")
        if points.hundredths <= 0 {
            reader.fault(
                at: "points", Text(zh: "偏差分值应大于 0", en: "a deviation is more than no points"),
                expected: Text(zh: "如 20", en: "such as 20"))
        }
        return Call.AbnormalPolicy(
            against: reader.choice("against", of: Call.AbnormalPolicy.Middle.self), points: points, residual: residual,
            reasonDays: days, replace: replace, discussion: discussion)
    }
}
