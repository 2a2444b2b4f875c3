import Programme
import Testing

@Suite("What speaks against a dossier beside its own row")
struct FlagSearchTests {
    /// Codes that conform, in an area of zeros, so that they tell two legal persons apart.
    static let codes = (1...4).map { number -> String in
        let body = "91000000MA000000\(number)"
        if case .wrongCheckCharacter(let expected) = CreditCode.standing(of: body + "0") { return body + "\(expected)" }
        return body + "0"
    }

    private func call(_ rules: [AdmissionRule] = []) -> Call {
        var call = MadeUp.call()
        call.admission = rules
        return call
    }

    private func flags(
        _ new: [Dossier], existing: [Dossier] = [], designated: [Designation] = [], under call: Call? = nil
    ) -> [String] {
        var search = FlagSearch(call: call ?? self.call(), existing: existing, designated: designated)
        return search.flags(on: new).map { found in
            let flag = found.flag
            return "\(flag.dossier) \(flag.check) \(flag.effect?.rawValue ?? "") \((flag.others ?? []).joined(separator: ","))"
        }
    }

    private func dossier(
        _ id: String, _ applicant: String, code: Int, authority: String = "10", category: String = "school", on day: String = "2030-03-01"
    ) -> Dossier {
        MadeUp.dossier(id, authority: authority, category: category, applicant: applicant, creditCode: Self.codes[code - 1], filedOn: day)
    }

    @Test("the last day is in time, the day after waits")
    func late() {
        #expect(flags([dossier("1", "示例甲厂", code: 1, on: "2030-03-31")]).isEmpty)
        #expect(flags([dossier("1", "示例甲厂", code: 1, on: "2030-04-01")]) == ["1 late waits "])
    }

    @Test("a second application names the first: in a category, in two, from two authorities, all at once")
    func twice() {
        let first = dossier("1", "示例甲厂", code: 1)
        #expect(flags([first, dossier("2", "示例甲厂", code: 1)]) == ["2 same-category asks 1"])
        #expect(flags([dossier("2", "示例甲厂", code: 1, category: "library")], existing: [first]) == ["2 two-categories asks 1"])
        #expect(flags([dossier("2", "示例甲厂", code: 1, authority: "1001")], existing: [first]) == ["2 two-authorities asks 1"])
        #expect(
            flags([dossier("2", "示例乙厂", code: 1, authority: "1001", category: "library")], existing: [first]) == [
                "2 two-authorities asks 1", "2 two-categories asks 1", "2 changed-name asks 1",
            ])
    }

    @Test("a name in another way of writing is no changed name")
    func writing() {
        let first = dossier("1", "示例甲（集团）有限公司", code: 1)
        #expect(flags([dossier("2", "示例甲(集团)有限责任公司", code: 1, category: "library")], existing: [first]) == ["2 two-categories asks 1"])
    }

    @Test("a name that is near, or the same under another code, is for a person; a different one is not")
    func near() {
        let first = dossier("1", "示例长河精密机械有限公司", code: 1)
        #expect(flags([dossier("2", "示例长河精密机械有限公司", code: 2)], existing: [first]) == ["2 similar-name asks 1"])
        #expect(flags([dossier("2", "示例长河精密机械股份有限公司", code: 2)], existing: [first]) == ["2 similar-name asks 1"])
        #expect(flags([dossier("2", "示例长河精密机械集团有限公司", code: 2)], existing: [first]) == ["2 similar-name asks 1"])
        #expect(flags([dossier("2", "示例青松船用设备有限公司", code: 2)], existing: [first]).isEmpty)
    }

    @Test("who is reassessed in one track may apply in another")
    func tracks() {
        var call = call()
        call.tracks.append(Call.Track(id: "other", name: MadeUp.name("other"), clause: "4"))
        call.categories[1].track = "other"
        let first = dossier("1", "示例甲厂", code: 1)
        #expect(flags([dossier("2", "示例甲厂", code: 1, category: "library")], existing: [first], under: call).isEmpty)
    }

    @Test("a demonstration by code or name is out; a near name is for a person; other categories are open to it")
    func designated() {
        let city = Designation(name: "示例曦江市", creditCode: Self.codes[0], source: "第三批", bars: ["library"])
        func found(_ name: String, _ code: Int, _ category: String = "library") -> [String] {
            flags([dossier("1", name, code: code, category: category)], designated: [city])
        }
        #expect(found("示例曦江市", 1) == ["1 designated fails "])
        #expect(found("示例改名市", 1) == ["1 designated fails "])
        #expect(found("示例曦江市人民政府", 2) == ["1 designated asks "])
        #expect(found("示例岚浦市", 2).isEmpty)
        #expect(found("示例曦江市", 1, "school").isEmpty)
    }

    @Test("a call's rule goes before the usual one")
    func rules() {
        let first = dossier("1", "示例甲厂", code: 1)
        let second = dossier("2", "示例乙厂", code: 1, category: "library", on: "2030-04-01")
        let strict = call(AdmissionCheck.allCases.map { AdmissionRule(check: $0, otherwise: .refuse) })
        #expect(
            flags([first, second], under: strict) == ["2 late fails ", "2 two-categories fails 1", "2 changed-name fails 1"])
        let blind = call(AdmissionCheck.allCases.map { AdmissionRule(check: $0, otherwise: .ignore) })
        #expect(flags([first, second], under: blind).isEmpty)
        #expect(call().rule(for: .sameCategory).otherwise == .sendBack && call().rule(for: .designated).otherwise == .refuse)
    }

    @Test("every rule of a dossier is told with its outcome, and the last decision counts")
    func items() throws {
        let first = dossier("1", "示例甲厂", code: 1)
        let second = dossier("2", "示例甲厂", code: 1, category: "library", on: "2030-04-01")
        let call = call()
        var search = FlagSearch(call: call, existing: [])
        let flags = search.flags(on: [first, second]).map(\.flag)
        func eligibility(_ dossier: Dossier, _ decisions: [EligibilityDecision] = []) -> DossierEligibility {
            DossierEligibility(of: dossier, under: call, flags: flags, decisions: decisions, among: [first, second])
        }
        func outcome(_ check: AdmissionCheck, of found: DossierEligibility) -> EligibilityItem.Outcome? {
            found.items.first { $0.check == check.rawValue }?.outcome
        }
        let before = eligibility(second)
        #expect(before.standing == .waiting && outcome(.late, of: before) == .toBeDecided)
        #expect(outcome(.sameCategory, of: before) == .met && outcome(.twoCategories, of: before) == .toBeDecided)
        #expect(outcome(.twoCategories, of: eligibility(first)) == .toBeDecided, "the first application is concerned as well")
        #expect(eligibility(first).standing == .admitted)
        var decisions = [false, true].enumerated().map { index, accepted in
            EligibilityDecision(
                dossier: "2", check: "late", turn: index + 1, accepted: accepted, by: "S-1", reason: "示例", at: Instant(seconds: index))
        }
        let once = eligibility(second, Array(decisions.prefix(1)))
        #expect(once.standing == .out && outcome(.late, of: once) == .notMet)
        let twice = eligibility(second, decisions)
        #expect(twice.standing == .open && outcome(.late, of: twice) == .met)
        #expect(twice.items.first { $0.check == "late" }?.decisions.map(\.accepted) == [false, true])
        decisions.append(
            EligibilityDecision(
                dossier: "2", check: "two-categories", turn: 1, accepted: true, by: "S-1", reason: "示例", at: Instant(seconds: 9)))
        #expect(eligibility(second, decisions).standing == .admitted)
        #expect(outcome(.twoCategories, of: eligibility(first, decisions)) == .met)
    }

    @Test("an authority without a contact is missing, one whose first came late is late, a replacement is no fault")
    func contacts() {
        func contact(_ authority: String, _ turn: Int, on day: String) -> Contact {
            Contact(
                authority: authority, turn: turn, name: "示例", position: "示例", phone: "1", mobile: "", fax: "", email: "",
                givenOn: MadeUp.day(day), by: "S-1", at: Instant(seconds: turn))
        }
        let standings = MadeUp.call().standing(of: [
            contact("10", 2, on: "2030-05-01"), contact("10", 1, on: "2030-01-31"), contact("1001", 1, on: "2030-02-01"),
        ])
        #expect(standings.map(\.authority.code) == ["10", "1001", "1002", "20"])
        #expect(standings.map(\.isLate) == [false, true, false, false])
        #expect(standings.map { $0.contact?.turn } == [2, 1, nil, nil])
        var without = MadeUp.call()
        without.deadlines.contacts = nil
        #expect(without.standing(of: [contact("10", 1, on: "2039-01-01")]).allSatisfy { !$0.isLate })
    }
}
