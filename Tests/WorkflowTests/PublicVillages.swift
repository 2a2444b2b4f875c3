import Formats
import Programme
import Testing

@testable import Workflow

/// The made-up programme whose chairs vote and whose list is public for three working days, with experts enough for a second panel.
enum PublicVillages {
    static let files: [String: String] = {
        var files = VillageLibraries.files
        files["rules.yaml"] = (files["rules.yaml"] ?? "").replacing(
            "decisions: {signatures: 2, publicNotice: {workingDays: 3}}",
            with:
                "decisions: {signatures: 2, quorum: 2, moves: majority, publicNotice: {workingDays: 3, answerDays: 2, holidays: days.csv}}")
        // The round's clock begins on Tuesday, 2030-04-02.
        files["days.csv"] = """
            year,date,kind,name,source
            2030,2030-04-04,holiday,示例节,示例通知
            2030,2030-04-05,holiday,示例节,示例通知
            2030,2030-04-06,workday,示例节,示例通知

            """
        return files
    }()

    static let call: (call: Call, documents: [CallDocument]) = {
        do { return try MiniRound.read("rules.yaml", files) } catch { fatalError("the made-up programme does not load: \(error)") }
    }()

    static let experts =
        VillageLibraries.experts + (6...9).map { "E-\($0),示例专家\($0),02,阅读,,,是,10,0,4\n" }.joined()

    /// A round with three chairs, in the stage of decisions; nobody is present yet.
    static func round() async throws -> MiniRound {
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call.call, documents: call.documents, by: MiniRound.secretary)
        for (id, role) in [("C-1", Role.chair), ("C-2", .chair), ("C-3", .chair), ("A-1", .auditor)] {
            try await round.office.grant(Person(id: id, name: "示例\(id)", role: role), as: "S-1")
        }
        _ = try await round.office.takeInDossiers([round.table(VillageLibraries.dossiers, "dossiers.csv")], as: "S-1")
        _ = try await round.office.takeInExperts(
            round.table(experts, "experts.csv"), affiliations: round.table(VillageLibraries.affiliations, "affiliations.csv"),
            interests: round.table(VillageLibraries.interests, "interests.csv"), as: "S-1")
        _ = try await round.office.decideFlag(dossier: "V-2", check: nil, accept: true, reason: "示例：周末开放", as: "S-1")
        _ = try await round.office.decideFlag(dossier: "V-4", check: "open", accept: false, reason: "示例：从未开放", as: "S-1")
        while try await round.stage < .decisions { try await round.step() }
        return round
    }

    /// The same with all three present and the list proposed.
    static func proposed() async throws -> MiniRound {
        let round = try await round()
        for chair in ["C-1", "C-2", "C-3"] { _ = try await round.office.attendDecisions(as: chair) }
        _ = try await round.office.proposeShortlist(as: "C-1")
        return round
    }

    /// The same with the list carried and signed.
    static func signed() async throws -> MiniRound {
        let round = try await proposed()
        try await sign(round)
        return round
    }

    static func sign(_ round: MiniRound) async throws {
        for chair in ["C-1", "C-2"] { _ = try await round.office.voteOnList(.agree, reason: nil, as: chair) }
        for chair in ["C-1", "C-2"] { _ = try await round.office.signShortlist(as: chair) }
    }

    /// The same published on 2030-04-02: until the 8th, since the 4th and 5th are off and Saturday is worked.
    static func published() async throws -> MiniRound {
        let round = try await signed()
        let notice = try await round.office.publishNotice(as: "S-1")
        #expect(notice.publishedOn.description == "2030-04-02" && notice.until.description == "2030-04-08")
        return round
    }

    /// Lets days pass.
    static func wait(_ round: MiniRound, days: Int) { round.wait(seconds: days * 86_400) }

    static func entry(_ subject: String, _ ground: Objection.Ground = .facts, late: String? = nil) -> ObjectionEntry {
        ObjectionEntry(
            subject: subject, who: "示例居民", ground: ground, statement: "示例：馆内并无所称藏书",
            evidence: [.init(file: "照片.jpg", size: 3, digest: String(repeating: "b", count: 64))], lateReason: late)
    }
}
