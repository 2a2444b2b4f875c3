import Programme
import Testing

@Suite("The reassessment of earlier demonstrations, on values")
struct ReassessmentTests {
    /// Schools can be applied for, old schools are reassessed; who is one already need not apply.
    private static let call: Call = {
        var reassessed = MadeUp.category("old-school", passMark: 50, visits: .allThatPass)
        reassessed.track = "again"
        reassessed.quota = nil
        var school = MadeUp.category("school", visits: .allThatPass)
        school.eligibility = ["not-one-yet"]
        var call = MadeUp.call(categories: [school, reassessed])
        call.tracks.append(Call.Track(id: "again", name: MadeUp.name("again"), clause: "3"))
        call.eligibility = [
            EligibilityCheck(
                id: "not-one-yet", name: MadeUp.name("not one yet"), clause: "1", column: "已是示范", must: .be("否"), otherwise: .refuse)
        ]
        call.reassessment = Call.ReassessmentPolicy(
            track: "again", batches: [1], filing: MadeUp.day("2030-03-31"),
            designations: [.init(category: "old-school", names: ["示范学校"], bars: "not-one-yet")],
            bands: [
                .init(verdict: .keep, from: Points(70)), .init(verdict: .rectify, from: Points(50), rectifyBy: MadeUp.day("2031-03-31")),
                .init(verdict: .withdraw, from: Points(0)),
            ])
        return call
    }()

    private static func demonstration(_ number: Int, name: String? = nil, code: String? = nil) -> Demonstration {
        Demonstration(
            id: "R-\(number)", batch: 1, category: "old-school", name: name ?? "示例\(number)校", creditCode: code ?? "code-\(number)",
            creditCodeReason: "", authority: "10", designatedOn: MadeUp.day("2020-01-01"))
    }

    private static func excuse(_ number: Int) -> Excuse {
        Excuse(demonstration: "R-\(number)", ground: .closed, document: "示例函1号", statedOn: MadeUp.day("2030-03-01"), note: "")
    }

    private static func register(_ demonstrations: [Demonstration], filed: [Int] = [], excused: [Int] = []) -> DemonstrationRegister {
        DemonstrationRegister(
            demonstrations,
            filings: filed.map {
                ReassessmentFiling(demonstration: "R-\($0)", dossier: "P-\($0)", filedOn: MadeUp.day("2030-03-01"))
            }, excuses: excused.map(excuse))
    }

    private func proposal(_ score: Points?, _ standing: Outcome.Standing) -> ReassessmentOutcome? {
        let outcome = MadeUp.outcome("P-1", category: "old-school", standing: standing, score: score)
        return Self.call.reassessmentOutcomes(of: Self.register([Self.demonstration(1)], filed: [1]), by: [outcome]).first
    }

    @Test(
        "a score lies in the band that it reaches, to the hundredth",
        arguments: [
            (10_000, Verdict.keep), (7000, .keep), (6999, .rectify), (5000, .rectify), (4999, .withdraw), (0, .withdraw),
        ])
    func bands(hundredths: Int, verdict: Verdict) throws {
        let standing: Outcome.Standing = hundredths >= 5000 ? .passed : .failed
        let outcome = try #require(proposal(Points(hundredths: hundredths), standing))
        #expect(outcome.proposed == verdict && outcome.decided == verdict && outcome.basis == .scored && !outcome.isOpen)
        #expect((outcome.rectifyBy == MadeUp.day("2031-03-31")) == (verdict == .rectify))
        #expect(!outcome.isMoved && outcome.dossier == "P-1")
    }

    @Test("what is no matter of a score is proposed or left to a person, never decided by the rules")
    func otherBases() throws {
        let excluded = try #require(proposal(Points(90), .excluded))
        #expect(excluded.basis == .excluded && excluded.decided == .withdraw)
        let incomplete = try #require(proposal(nil, .incomplete))
        #expect(incomplete.basis == .incomplete && incomplete.proposed == nil && incomplete.isOpen)
        let unheard = Self.call.reassessmentOutcomes(
            of: Self.register((1...3).map { Self.demonstration($0) }, filed: [1], excused: [2]), by: [])
        #expect(unheard.map(\.basis) == [.incomplete, .excused, .notFiled])
        #expect(unheard.map(\.proposed) == [nil, nil, .withdraw])
        #expect(unheard.map(\.decided) == [nil, nil, nil])
        #expect(unheard.map(\.isOpen) == [true, false, true])
        #expect(unheard.map(\.dossier) == ["P-1", nil, nil])
    }

    @Test("a call without a reassessment proposes nothing")
    func none() {
        #expect(MadeUp.call().reassessmentOutcomes(of: Self.register([Self.demonstration(1)]), by: []).isEmpty)
        #expect(MadeUp.call().selectionCategories.count == 2 && MadeUp.call().reassessmentCategories.isEmpty)
    }

    @Test("what is reassessed is on no shortlist, is not visited, and has no quota")
    func apart() {
        let call = Self.call
        let outcomes = [MadeUp.outcome("D-1"), MadeUp.outcome("P-1", category: "old-school")]
        #expect(call.placements(by: outcomes).map(\.dossier) == ["D-1"])
        #expect(outcomes.compactMap { call.visit(to: $0, requests: [], flags: []) }.map(\.dossier) == ["D-1"])
        let many = (1...9).map { MadeUp.dossier("P-\($0)", category: "old-school") }
        var unlimited = call
        unlimited.jointQuotas = []
        #expect(unlimited.exceededQuotas(by: many).isEmpty)
        #expect(call.selectionCategories.map(\.id) == ["school"] && call.reassessmentCategories.map(\.id) == ["old-school"])
    }

    @Test("who is one already needs no application: by code or by name, unless excused or withdrawn")
    func applyingAgain() {
        let demonstrations = [Self.demonstration(1, name: "示例东校"), Self.demonstration(2, name: "示例西校")]
        let register = Self.register(demonstrations, excused: [2])
        func bar(_ name: String, _ code: String, in register: DemonstrationRegister, category: String = "school") -> String? {
            let dossier = MadeUp.dossier("D-1", category: category, applicant: name, creditCode: code)
            return Self.call.designationFlags(on: [dossier], designated: register.designations(under: Self.call)).first?.found
        }
        #expect(bar("示例新名", "code-1", in: register) == "示例东校（登记表 R-1，第1批）")
        #expect(bar("示例　东校", "other", in: register) == "示例东校（登记表 R-1，第1批）")
        #expect(bar("示例北校", "other", in: register) == nil)
        #expect(bar("示例西校", "code-2", in: register) == nil, "it is excused: it may apply again")
        #expect(bar("示例东校", "code-1", in: register, category: "old-school") == nil)
        var withdrawn = Self.call.reassessmentOutcomes(of: register, by: [])[0]
        withdrawn.decided = .withdraw
        let after = DemonstrationRegister(demonstrations, filings: [], excuses: [], outcomes: [withdrawn])
        #expect(bar("示例东校", "code-1", in: after) == nil && !after.stands("R-1") && after.stands("R-2"))
        var kept = Self.call.reassessmentOutcomes(of: register, by: [])[1]
        kept.decided = .keep
        let excusedAndKept = DemonstrationRegister(demonstrations, filings: [], excuses: [Self.excuse(2)], outcomes: [kept])
        #expect(excusedAndKept.stands("R-2"), "what a chair decides goes before the excuse")
        let flags = Self.call.designationFlags(
            on: [MadeUp.dossier("D-1", applicant: "示例东校"), MadeUp.dossier("D-2"), MadeUp.dossier("D-3", applicant: "示例东校区")],
            designated: register.designations(under: Self.call))
        #expect(flags.map { "\($0.dossier) \($0.check) \($0.effect?.rawValue ?? "")" } == ["D-1 designated fails", "D-3 designated asks"])
    }

    @Test("a late filing that nobody approved is no filing: it is listed for withdrawal, for a person to decide")
    func unapproved() {
        let demonstrations = [Self.demonstration(1), Self.demonstration(2)]
        let filings = [1, 2].map { ReassessmentFiling(demonstration: "R-\($0)", dossier: "P-\($0)", filedOn: MadeUp.day("2030-04-02")) }
        let register = DemonstrationRegister(demonstrations, filings: filings, excuses: [], unapproved: ["R-2"])
        #expect(register.response(of: "R-1") == .filed(filings[0]) && register.response(of: "R-2") == .late(filings[1]))
        let outcomes = Self.call.reassessmentOutcomes(of: register, by: [MadeUp.outcome("P-1", category: "old-school", score: Points(80))])
        #expect(outcomes.map(\.basis) == [.scored, .notFiled] && outcomes.map(\.isOpen) == [false, true])
        #expect(outcomes.map(\.dossier) == ["P-1", nil])
    }
}
