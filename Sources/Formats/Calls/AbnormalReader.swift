internal import Programme

/// Reads the key `abnormal` of a call.
struct AbnormalReader {
    let reader: YAMLReader

    func policy() -> Call.AbnormalPolicy {
        reader.allow("against", "points", "residual", "reasons", "thirdReading", "replace", "discussion")
        var days: Int?
        if let reasons = reader.optionalMapping("reasons") {
            reasons.allow("days")
            days = reasons.whole("days", in: 1...60)
        }
        for key in ["replace", "discussion"] where reader.has(key) && reader.flag(key) && !reader.has("reasons") {
            reader.fault(
                at: key, Text(zh: "替换评分和评议以书面理由为前提", en: "nothing is replaced or discussed before reasons were asked for"),
                advice: Text(zh: "补 reasons: { days: 3 }", en: "add reasons: { days: 3 }"))
        }
        return Call.AbnormalPolicy(
            against: reader.choice("against", of: Call.AbnormalPolicy.Middle.self), points: positive("points", such: "20"),
            residual: reader.has("residual") ? positive("residual", such: "3") : nil, reasonDays: days, replace: isOn("replace"),
            discussion: isOn("discussion"),
            thirdReading: reader.has("thirdReading")
                ? reader.choice("thirdReading", of: Call.AbnormalPolicy.ThirdReading.self) : nil)
    }

    private func isOn(_ key: String) -> Bool { reader.has(key) && reader.scalar(key) == "true" }

    private func positive(_ key: String, such example: String) -> Points {
        let amount = reader.amount(key)
        if amount.hundredths <= 0 {
            reader.fault(
                at: key, Text(zh: "应大于 0", en: "it is more than 0"), expected: Text(zh: "如 \(example)", en: "such as \(example)"))
        }
        return amount
    }
}
