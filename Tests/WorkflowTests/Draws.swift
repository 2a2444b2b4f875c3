import Formats
import Foundation
import Matching
import Programme
import Storage

@testable import Workflow

/// The made-up programme with a category whose experts are drawn.
enum DrawnLibraries {
    static let files = {
        var files = VillageLibraries.files
        files["rules.yaml"] = files["rules.yaml"]?
            .replacing(
                "specialties: [{id: reading, name: {zh: 阅读, en: reading}}]",
                with: "specialties: [{id: reading, name: {zh: 阅读, en: reading}}, {id: building, name: {zh: 建筑, en: building}}]"
            )
            .appending(
                """
                draw:
                  method: rfc3797-sha256
                  pools:
                    - category: village
                      experts: 6
                      composition: [{specialty: reading, minimum: 3}, {specialty: building, minimum: 2}]
                      perRegion: 4

                """)
        return files
    }()

    /// Twenty experts, of four strata in turn; E-20 takes no reviews.
    static let experts = {
        let rows = (1...20).map { number in
            let id = "E-\(number < 10 ? "0" : "")\(number)"
            return
                "\(id),示例\(number),\(number % 4 < 2 ? "01" : "02"),\(number.isMultiple(of: 2) ? "阅读" : "建筑"),,,是,\(number),0,\(number == 20 ? 0 : 4)"
        }
        return (["编号,姓名,所在地区,专业类别,熟悉模式,熟悉行业,高级职称,从业年限,最少评审,最多评审"] + rows).joined(separator: "\n") + "\n"
    }()

    /// E-01 is barred from every village library, E-02 from one.
    static let interests = """
        专家编号,申报主体,统一社会信用代码,情形,说明
        E-01,示例一馆,,利害关系,示例
        E-01,示例二馆,,利害关系,示例
        E-01,示例三馆,,利害关系,示例
        E-02,示例一馆,,利害关系,示例

        """

    static let dossiers = VillageLibraries.dossiers.replacing("2030-03-01,E-5,是", with: "2030-03-01,,是")

    /// The same with a plan that is drawn, too.
    static let filesWithLimit = {
        var files = DrawnLibraries.files
        files["rules.yaml"]?.append("  chanceLimit: \"0.75\"\n")
        return files
    }()

    /// A round of it in the stage of assignment.
    static func round(
        _ files: [String: String] = files, chance: (@Sendable (Int) throws -> [UInt8])? = { _ in seed }
    ) async throws -> MiniRound {
        let round = try MiniRound(chance: chance)
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        for (id, role) in [("C-1", Role.chair), ("A-1", .auditor)] {
            try await round.office.grant(Person(id: id, name: "示例", role: role), as: "S-1")
        }
        _ = try await round.office.takeInDossiers([round.table(dossiers, "dossiers.csv")], as: "S-1")
        _ = try await round.office.takeInExperts(
            round.table(experts, "experts.csv"), affiliations: nil, interests: round.table(interests, "interests.csv"),
            as: "S-1")
        for dossier in ["V-2", "V-4"] {
            _ = try await round.office.decideFlag(
                dossier: dossier, check: nil, accept: dossier == "V-2", reason: "示例", as: "S-1")
        }
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.detectConflicts(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return round
    }

    static let seed = (0..<32).map { UInt8(200 - $0) }
    static let numbers = [[23, 5, 41], [312_345]]
}

extension MiniRound {
    /// A request with sources that are public a minute from now.
    func request(_ category: String = "village") -> DrawRequest {
        let moment = Instant(seconds: now.seconds + 60)
        return DrawRequest(
            category: category,
            sources: [
                DrawSource(name: "示例彩票第30097期", count: 3, at: moment), DrawSource(name: "示例指数×100", count: 1, at: moment),
            ])
    }

    /// Commits to a draw and makes it.
    @discardableResult
    func draw(_ request: DrawRequest? = nil, numbers: [[Int]] = DrawnLibraries.numbers) async throws -> DrawRecord {
        let committed = try await office.commitDraw(request ?? self.request(), as: "S-1")
        wait(seconds: 120)
        return try await office.runDraw(for: committed.category, numbers: numbers, as: "S-1")
    }

    /// A draw that takes everybody, where a test is about something else.
    func drawEverybody(for category: String) async throws {
        var request = request(category)
        let pool = try await store.read { reader in try reader.candidates(for: category).count }
        request.experts = pool
        request.minima = ["technology", "management", "finance"].map { .init(specialty: $0, minimum: 0) }
        request.perRegion = 0
        request.reason = "示例：演练人数少"
        try await draw(request)
    }
}
