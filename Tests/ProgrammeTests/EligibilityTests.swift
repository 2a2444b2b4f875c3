import Programme
import Testing

@Suite("Eligibility checks")
struct EligibilityTests {
    private func check(_ must: EligibilityCheck.Requirement) -> EligibilityCheck {
        EligibilityCheck(
            id: "check", name: MadeUp.name("check"), clause: "1", column: "示例列", must: must, otherwise: .refuse)
    }

    private let filed = MadeUp.day("2023-05-20")

    @Test("a yes-or-no condition takes 是 and 否 and nothing between")
    func be() {
        #expect(check(.be("是")).judge("是", filedOn: filed) == .met)
        #expect(check(.be("是")).judge("否", filedOn: filed) == .notMet)
        #expect(check(.be("否")).judge("否", filedOn: filed) == .met)
        #expect(check(.be("否")).judge("是", filedOn: filed) == .notMet)
        for slip in ["", "yes", "Y", "是的", "不是", "√"] {
            guard case .unreadable = check(.be("是")).judge(slip, filedOn: filed) else {
                Issue.record("\(slip) was taken for an answer")
                continue
            }
        }
    }

    @Test("a choice is one of those named")
    func oneOf() {
        let origin = check(.oneOf(["制造业企业衍生", "第三方专业服务"]))
        #expect(origin.judge("第三方专业服务", filedOn: filed) == .met)
        #expect(origin.judge("其他", filedOn: filed) == .notMet)
        guard case .unreadable(let expected) = origin.judge("", filedOn: filed) else {
            Issue.record("an empty cell is no answer")
            return
        }
        #expect(expected.zh.contains("制造业企业衍生") && expected.zh.contains("第三方专业服务"))
    }

    @Test(
        "a share is compared exactly, with and without its sign",
        arguments: [
            ("30", true), ("30.00", true), ("30%", true), ("100%", true), ("29.99", false), ("29.99%", false),
            ("0", false),
        ])
    func atLeast(value: String, met: Bool) {
        #expect(check(.atLeast(Points(30), unit: "%")).judge(value, filedOn: filed) == (met ? .met : .notMet))
    }

    @Test(
        "a share that cannot be one is no answer",
        arguments: ["", "三成", "30 %", "0.3.1", "101", "-1", "29.999", "３０", "30％%", "%", "1e2", "30%\u{301}"])
    func unreadableShare(value: String) {
        guard case .unreadable = check(.atLeast(Points(30), unit: "%")).judge(value, filedOn: filed) else {
            Issue.record("\(value) was read as a share")
            return
        }
    }

    @Test("a number that is no share may exceed a hundred")
    func otherUnit() {
        #expect(check(.atLeast(Points(150), unit: "万元")).judge("1500万元", filedOn: filed) == .met)
        #expect(check(.atLeast(Points(150), unit: "")).judge("149.5", filedOn: filed) == .notMet)
    }

    @Test(
        "full years are counted to the day of filing",
        arguments: [("2021-05-20", true), ("2021-05-21", false), ("2011-01-01", true), ("2023-05-20", false)])
    func fullYears(start: String, met: Bool) {
        #expect(check(.fullYearsBeforeFiling(2)).judge(start, filedOn: filed) == (met ? .met : .notMet))
    }

    @Test("two full years from 29 February are full on the 28th")
    func leapDay() {
        let twoYears = check(.fullYearsBeforeFiling(2))
        #expect(twoYears.judge("2020-02-29", filedOn: MadeUp.day("2022-02-28")) == .met)
        #expect(twoYears.judge("2020-02-29", filedOn: MadeUp.day("2022-02-27")) == .notMet)
    }

    @Test("a date that is none is no answer", arguments: ["", "2021", "2021-02-30", "二〇二一年"])
    func unreadableDate(value: String) {
        guard case .unreadable = check(.fullYearsBeforeFiling(2)).judge(value, filedOn: filed) else {
            Issue.record("\(value) was read as a date")
            return
        }
    }
}
