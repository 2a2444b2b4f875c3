import Programme
import Testing

@Suite("Conflicts through organisations that belong together")
struct RelationDetectionTests {
    private static let codes = ["91350100M000100Y43", "914403001922038216", "9135010557098120XJ", "91120222MA06DG3067"]

    private func detect(
        _ dossiers: [Dossier] = [MadeUp.dossier("D-1", applicant: "示例丙公司")], at house: String = "示例甲公司", houseCode: String = "",
        until: String? = nil, relations: [OrganisationRelation] = [], findings: [NameFinding] = [],
        policy: RelationPolicy = RelationPolicy(), experts: [Expert] = [MadeUp.expert("E-1")]
    ) -> [Conflict] {
        let post = Affiliation(
            expert: "E-1", organisation: house, creditCode: houseCode, from: MadeUp.day("2010-01-01"), until: until.map(MadeUp.day),
            position: "示例")
        let conflicts = Call.ConflictPolicy(
            affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: true, relations: policy,
            officials: ["school"])
        return ConflictDetection(
            call: MadeUp.call(conflicts: conflicts), dossiers: dossiers, experts: experts, affiliations: [post], interests: [],
            relations: relations, findings: findings
        ).conflicts()
    }

    private func relation(
        _ organisation: String, _ kind: OrganisationRelation.Kind, _ other: String, share: Points? = nil, until: String? = nil
    ) -> OrganisationRelation {
        OrganisationRelation(
            number: 1, organisation: organisation, kind: kind, other: other, share: share, until: until.map(MadeUp.day), source: "示例年报")
    }

    @Test("a parent, a subsidiary and a holder from the least share on are in conflict; the chain stands in the evidence")
    func direct() {
        for (kind, share) in [(OrganisationRelation.Kind.parent, nil), (.subsidiary, nil), (.share, Points(5))] as [(_, Points?)] {
            let found = detect(relations: [relation("示例甲公司", kind, "示例丙公司", share: share)])
            #expect(found.map(\.ground) == [.relation])
            #expect(found.first?.state == .detected)
            #expect(found.first?.evidence.zh.contains("来源：示例年报") == true)
            #expect(found.first?.evidence.en.contains("示例甲公司") == true)
        }
        let little = relation("示例甲公司", .share, "示例丙公司", share: Points(hundredths: 499))
        #expect(detect(relations: [little]).isEmpty)
    }

    @Test("a chain is followed as far as the call says, and no further", arguments: 0...4)
    func depth(limit: Int) {
        let chain = [
            relation("示例甲公司", .parent, "示例子公司一"), relation("示例子公司一", .parent, "示例孙公司一"),
            relation("示例孙公司一", .parent, "示例丙公司"),
        ]
        let found = detect(relations: chain, policy: RelationPolicy(depth: limit))
        #expect(found.map(\.ground) == (limit >= 3 ? [.relation] : []))
    }

    @Test("companies are related by a common owner who controls both, not by a small holder or the state")
    func siblings() {
        func sisters(_ first: Points, _ second: Points, owner: String = "示例集团总部") -> Bool {
            !detect(relations: [
                relation(owner, .share, "示例甲公司", share: first), relation(owner, .share, "示例丙公司", share: second),
            ]).isEmpty
        }
        #expect(sisters(Points(60), Points(51)))
        #expect(!sisters(Points(60), Points(50)))
        #expect(!sisters(Points(20), Points(51)))
        #expect(!sisters(Points(100), Points(100), owner: "示例市人民政府国有资产监督管理委员会"))
        // A common holding relates nobody: two shareholders of one company need not know each other.
        #expect(
            detect(relations: [relation("示例甲公司", .parent, "示例合资公司"), relation("示例丙公司", .share, "示例合资公司", share: Points(40))])
                .isEmpty)
    }

    @Test(
        "a relation that ended binds as long as an affiliation would, and so does the affiliation before it",
        arguments: [
            ("2027-03-01", nil, true), ("2027-02-28", nil, false), (nil, "2027-03-01", true), (nil, "2027-02-28", false),
            ("2027-03-01", "2027-03-01", true),
        ] as [(String?, String?, Bool)])
    func window(relationUntil: String?, postUntil: String?, binds: Bool) {
        let found = detect(until: postUntil, relations: [relation("示例甲公司", .parent, "示例丙公司", until: relationUntil)])
        #expect(found.isEmpty != binds)
    }

    @Test("a branch and a former name are the same legal person: an affiliation, and an own application")
    func sameLegalPerson() {
        for kind in [OrganisationRelation.Kind.branch, .formerName] {
            let found = detect(relations: [relation("示例甲公司", kind, "示例丙公司")], policy: RelationPolicy(depth: 0))
            #expect(found.map(\.ground) == [.affiliation, .ownApplication])
        }
    }

    @Test("a person known by name only makes a suspicion, of the companies that they control and of an expert of the name")
    func person() {
        let relations = [relation("示例张三", .person, "示例甲公司"), relation("示例张三", .person, "示例丙公司")]
        let found = detect(relations: relations)
        #expect(found.map(\.ground) == [.relation] && found.map(\.state) == [.suspected])
        var named = MadeUp.expert("E-1")
        named.name = "示例张三"
        let same = detect(at: "示例别处", relations: [relations[1]], experts: [named])
        #expect(same.map(\.state) == [.suspected])
        #expect(same.first?.evidence.zh.contains("同名") == true)
    }

    @Test("who works for the house that helped with the dossier is in conflict with it")
    func preparation() {
        let found = detect(relations: [relation("示例甲公司", .preparation, "示例丙公司")])
        #expect(found.map(\.ground) == [.preparation])
        let two = [MadeUp.dossier("D-1", applicant: "示例丙公司"), MadeUp.dossier("D-2", applicant: "示例丁公司")]
        #expect(detect(two, relations: [relation("示例甲公司", .preparation, "示例丙公司")]).map(\.dossier) == ["D-1"])
    }

    @Test("a near name is a suspicion with both names and why, until somebody settles it")
    func nearName() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例晨光机床股份有限公司")
        let found = detect([dossier], at: "示例晨光机床有限公司")
        #expect(found.map(\.ground) == [.affiliation] && found.map(\.state) == [.suspected])
        #expect(found.first?.names == ["示例晨光机床有限公司", "示例晨光机床股份有限公司"])
        #expect(found.first?.evidence.zh.contains("企业组织形式不同") == true)
        func finding(same: Bool) -> NameFinding {
            NameFinding(
                found.first?.names ?? [], turn: 1, same: same, by: "S-1", reason: "示例", at: Instant(seconds: 0))
        }
        #expect(detect([dossier], at: "示例晨光机床有限公司", findings: [finding(same: false)]).isEmpty)
        let same = detect([dossier], at: "示例晨光机床有限公司", findings: [finding(same: true)])
        #expect(same.map(\.ground) == [.affiliation, .ownApplication] && same.allSatisfy { $0.state == .detected })
    }

    @Test("one name with two sound codes is a suspicion, and a near name with two sound codes is none")
    func codes() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例晨光机床有限公司", creditCode: Self.codes[0])
        #expect(detect([dossier], at: "示例晨光机床有限公司", houseCode: Self.codes[1]).map(\.state) == [.suspected])
        #expect(detect([dossier], at: "北京示例晨光机床有限公司", houseCode: Self.codes[1]).isEmpty)
        #expect(detect([dossier], at: "北京示例晨光机床有限公司").map(\.state) == [.suspected])
        #expect(detect([dossier], at: "示例晨光机床集团有限公司", houseCode: Self.codes[1]).map(\.state) == [.suspected])
        #expect(detect([dossier], at: "示例旧名", houseCode: Self.codes[0]).first?.state == .detected)
    }

    @Test("a near name on the way of a chain makes a suspicion, on either end; two of them make none")
    func nearInChain() {
        let near = detect(at: "示例甲某集团有限公司", relations: [relation("示例甲某有限公司", .parent, "示例丙公司")])
        #expect(near.map(\.ground) == [.relation] && near.map(\.state) == [.suspected])
        let dossier = MadeUp.dossier("D-1", applicant: "示例晨光机床有限公司")
        let other = detect([dossier], relations: [relation("示例甲公司", .parent, "示例晨光机床股份有限公司")])
        #expect(other.map(\.ground) == [.relation] && other.map(\.state) == [.suspected])
        let both = detect(
            [dossier], at: "示例甲某集团有限公司", relations: [relation("示例甲某有限公司", .parent, "示例晨光机床股份有限公司")])
        #expect(both.isEmpty)
    }

    @Test(
        "officials of the authority and of the applicant city are in conflict, as far as the name says so",
        arguments: [
            ("示例东省工业和信息化厅", [Conflict.State.detected]), ("示例东省经济和信息化委员会", [.detected]), ("示例岚津市财政局", [.detected]),
            ("示例岚津市人民政府", [.suspected]), ("示例西省工业和信息化厅", []), ("示例东省林业局", []), ("示例岚津市第一中学", []),
        ])
    func officials(house: String, states: [Conflict.State]) {
        let city = MadeUp.dossier("D-1", authority: "10", applicant: "示例岚津市")
        let found = detect([city], at: house)
        #expect(found.filter { $0.ground == .official || $0.state == .suspected }.map(\.state).prefix(1) == states.prefix(1))
    }

    @Test("what is certain takes the place of a suspicion, and all that shows it is told")
    func evidence() {
        let dossier = MadeUp.dossier("D-1", applicant: "示例晨光机床股份有限公司")
        let posts = ["示例晨光机床有限公司", "示例晨光机床股份有限公司"].map {
            Affiliation(expert: "E-1", organisation: $0, creditCode: "", from: MadeUp.day("2010-01-01"), until: nil, position: "示例")
        }
        let found = ConflictDetection(
            call: MadeUp.call(), dossiers: [dossier], experts: [MadeUp.expert("E-1")], affiliations: posts, interests: []
        ).conflicts()
        #expect(found.filter { $0.ground == .affiliation }.map(\.state) == [.detected])
    }
}
