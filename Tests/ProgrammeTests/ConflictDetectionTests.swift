import Programme
import Testing

@Suite("Detection of conflicts")
struct ConflictDetectionTests {
    private func detect(
        _ dossiers: [Dossier], experts: [Expert] = [MadeUp.expert("E-1")], affiliations: [Affiliation] = [],
        interests: [Interest] = [], call: Call = MadeUp.call()
    ) -> [Conflict] {
        ConflictDetection(
            call: call, dossiers: dossiers, experts: experts, affiliations: affiliations, interests: interests
        ).conflicts()
    }

    private func post(
        at organisation: String = "示例学校", code: String = "", from: String = "2010-01-01", until: String? = nil
    ) -> Affiliation {
        Affiliation(
            expert: "E-1", organisation: organisation, creditCode: code, from: MadeUp.day(from),
            until: until.map(MadeUp.day), position: "示例")
    }

    private func grounds(_ conflicts: [Conflict], of dossier: String) -> [Conflict.Ground] {
        conflicts.filter { $0.dossier == dossier }.map(\.ground)
    }

    @Test(
        "an affiliation binds until the day three years after it ended, and not the day after",
        arguments: [
            (nil, true), ("2030-03-01", true), ("2027-03-02", true), ("2027-03-01", true), ("2027-02-28", false),
            ("2015-01-01", false),
        ] as [(String?, Bool)])
    func affiliationWindow(until: String?, binds: Bool) {
        let dossier = MadeUp.dossier("D-1", applicant: "示例学校", filedOn: "2030-03-01")
        let found = detect([dossier], affiliations: [post(until: until)])
        #expect(found.contains { $0.ground == .affiliation } == binds)
    }

    @Test("an affiliation that ended on 29 February ends its three years on the 28th")
    func affiliationLeapDay() {
        let ended = post(until: "2024-02-29")
        let last = MadeUp.dossier("D-1", applicant: "示例学校", filedOn: "2027-02-28")
        let after = MadeUp.dossier("D-1", applicant: "示例学校", filedOn: "2027-03-01")
        #expect(detect([last], affiliations: [ended]).map(\.ground) == [.affiliation])
        #expect(detect([after], affiliations: [ended]).isEmpty)
    }

    @Test("the number of years is the call's")
    func affiliationYears() {
        let policy = Call.ConflictPolicy(
            affiliationYears: 5, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: false)
        let dossier = MadeUp.dossier("D-1", applicant: "示例学校", filedOn: "2030-03-01")
        let found = detect([dossier], affiliations: [post(until: "2025-03-01")], call: MadeUp.call(conflicts: policy))
        #expect(found.map(\.ground) == [.affiliation])
    }

    @Test(
        "an organisation is recognised by its name, whatever the spaces, widths and letters",
        arguments: ["示例ＡＢＣ（东）学校", "示例abc(东)学校", " 示例 ABC（东）　学校 ", "示例Abc（东）\u{2003}学校"])
    func byName(name: String) {
        let dossier = MadeUp.dossier("D-1", applicant: "示例ABC(东)学校")
        #expect(detect([dossier], affiliations: [post(at: name)]).map(\.ground).contains(.affiliation))
    }

    @Test("an organisation is recognised by its code though its name changed, and by its name though a code has a slip")
    func byCode() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例新名学校", creditCode: "91350100M000100Y43")
        let renamed = post(at: "示例旧名学校", code: "91350100M000100Y43")
        let slipped = post(at: "示例新名学校", code: "91350100M000100Y44")
        let other = post(at: "示例别的学校", code: "914403001922038216")
        #expect(detect([dossier], affiliations: [renamed]).map(\.ground).contains(.affiliation))
        #expect(detect([dossier], affiliations: [slipped]).map(\.ground).contains(.affiliation))
        #expect(detect([dossier], affiliations: [other]).isEmpty)
    }

    @Test("an organisation without a code is not taken for one whose code is unknown too")
    func emptyCode() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例甲")
        #expect(detect([dossier], affiliations: [post(at: "示例乙", code: "")]).isEmpty)
    }

    @Test("who works for an applicant is barred from its whole category, and from no other")
    func ownApplication() {
        let dossiers = [
            MadeUp.dossier("D-1", applicant: "示例学校"), MadeUp.dossier("D-2"), MadeUp.dossier("D-3", category: "library"),
        ]
        let found = detect(dossiers, affiliations: [post()])
        #expect(grounds(found, of: "D-1") == [.affiliation, .ownApplication])
        #expect(grounds(found, of: "D-2") == [.ownApplication])
        #expect(grounds(found, of: "D-3").isEmpty)
    }

    @Test("who left the applicant before it filed is barred from its dossier, not from the category")
    func formerHouse() {
        let dossiers = [MadeUp.dossier("D-1", applicant: "示例学校"), MadeUp.dossier("D-2")]
        let found = detect(dossiers, affiliations: [post(until: "2030-02-28")])
        #expect(grounds(found, of: "D-1") == [.affiliation])
        #expect(grounds(found, of: "D-2").isEmpty)
    }

    @Test("the rule on own applications can be switched off")
    func ownApplicationOff() {
        let policy = Call.ConflictPolicy(
            affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: false)
        let dossiers = [MadeUp.dossier("D-1", applicant: "示例学校"), MadeUp.dossier("D-2")]
        let found = detect(dossiers, affiliations: [post()], call: MadeUp.call(conflicts: policy))
        #expect(grounds(found, of: "D-1") == [.affiliation])
        #expect(grounds(found, of: "D-2").isEmpty)
    }

    @Test("who declared an own application never reviews it, even where the rest of the category is open to them")
    func declaredOwnApplicationAlwaysBars() {
        let policy = Call.ConflictPolicy(
            affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: false)
        let declared = Interest(
            expert: "E-1", applicant: "示例学校", creditCode: "", kind: .ownApplication, note: "示例")
        let found = detect(
            [MadeUp.dossier("D-1", applicant: "示例学校")], interests: [declared], call: MadeUp.call(conflicts: policy))
        #expect(found.map(\.ground) == [.ownApplication])
    }

    @Test("who joined the applicant after it filed is barred from its dossier")
    func joinedAfterFiling() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例学校", filedOn: "2030-03-01")
        let found = detect([dossier], affiliations: [post(from: "2030-03-15")])
        #expect(found.map(\.ground).contains(.affiliation))
    }

    @Test(
        "a declared relation bars from the applicant's dossiers on its own ground",
        arguments: [(Interest.Kind.interest, Conflict.Ground.interest), (.kinship, .kinship)])
    func interests(kind: Interest.Kind, ground: Conflict.Ground) {
        let declared = Interest(expert: "E-1", applicant: "示例学校", creditCode: "", kind: kind, note: "示例缘由")
        let found = detect([MadeUp.dossier("D-1", applicant: "示例学校"), MadeUp.dossier("D-2")], interests: [declared])
        #expect(found.map(\.ground) == [ground])
        #expect(found.first?.dossier == "D-1")
        #expect(found.first?.state == .declared)
        #expect(found.first?.evidence.zh.contains("示例缘由") == true)
    }

    @Test("an expert whom the applicant named as unsuitable is barred from that dossier only")
    func unsuitable() {
        let dossiers = [MadeUp.dossier("D-1", unsuitable: ["E-1"]), MadeUp.dossier("D-2")]
        let found = detect(dossiers)
        #expect(found.map(\.dossier) == ["D-1"])
        #expect(found.map(\.ground) == [.unsuitable])
    }

    @Test(
        "own region bars within the province, a city in it included, both ways, and not between two such cities",
        arguments: [
            ("10", "10", true), ("10", "1001", true), ("1001", "10", true), ("1001", "1001", true),
            ("1001", "1002", false), ("20", "1001", false), ("20", "10", false),
        ])
    func region(expert: String, authority: String, barred: Bool) {
        let dossier = MadeUp.dossier("D-1", authority: authority, category: "library")
        let found = detect([dossier], experts: [MadeUp.expert("E-1", region: expert)])
        #expect(found.contains { $0.ground == .region } == barred)
    }

    @Test("own region bars only in the categories that the call names")
    func regionByCategory() {
        let dossier = MadeUp.dossier("D-1", authority: "10", category: "school")
        #expect(detect([dossier], experts: [MadeUp.expert("E-1", region: "10")]).isEmpty)
    }

    @Test("each expert, dossier and ground stands in the register once, and the order does not depend on the tables'")
    func onceAndSorted() {
        let dossiers = (1...6).map { MadeUp.dossier("D-\($0)", applicant: "示例学校", creditCode: "code-\($0)") }
        let posts = [post(until: "2029-01-01"), post(), post(from: "2012-01-01")]
        let found = detect(dossiers, affiliations: posts)
        let keys = found.map { [$0.expert, $0.dossier, $0.ground.rawValue] }
        #expect(Set(keys).count == keys.count)
        #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
        let again = detect(dossiers.reversed(), affiliations: posts)
        #expect(again.map { [$0.expert, $0.dossier, $0.ground.rawValue] } == keys)
    }

    @Test(
        "an entry that is waived, cleared or not settled does not bind; one that is not settled still keeps out",
        arguments: Conflict.State.allCases)
    func binds(state: Conflict.State) {
        let entry = Conflict(
            expert: "E-1", dossier: "D-1", ground: .interest, evidence: Text(verbatim: "x"), state: state)
        #expect(entry.binds == ![.waived, .cleared, .suspected].contains(state))
        #expect(entry.keepsOut == ![.waived, .cleared].contains(state))
    }
}
