public import Formats
public import Programme

/// What is asked while dossiers, experts and what goes with them are taken in.
let intakeUseCases: [any UseCase.Type] = [
    TakeInDossiers.self, ListDossiers.self, TakeInExperts.self, TakeInRelations.self, ListRelations.self, TakeInAffiliations.self,
    TakeInDemonstrations.self, ListDemonstrations.self, TakeInReassessments.self, TakeInExcuses.self, TakeInContacts.self,
    ListContacts.self, ShowEligibility.self, SummariseEligibility.self, DecideFlag.self, CorrectDossier.self,
]

/// What became of summary tables.
public struct DossiersTaken: Codable, Sendable {
    /// How many dossiers were taken in.
    public var dossiers: Int
    /// What somebody has to decide on.
    public var flags: Int
    /// Dossiers that are out, since they don't meet a condition.
    public var notMet: Int
    /// Dossiers that take no part before somebody has decided.
    public var waiting: Int
    /// What was read.
    public var report: IntakeReport
}

/// Takes in summary tables of authorities, all of them or nothing.
public struct TakeInDossiers: TableIntake {
    /// The files.
    public var tables: [TableUpload]
    /// Which sheet is read, where several fit.
    public var sheet: String?
    /// Why filings after the last day count; nil where they wait for a decision.
    public var lateReason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/dossiers", .takeInDossiers, zh: "导入申报汇总表，全部或不导入", en: "Take in summary tables, all or nothing",
        largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in files.
    public init(tables: [TableUpload], sheet: String?, lateReason: String?) {
        self.tables = tables
        self.sheet = sheet
        self.lateReason = lateReason
    }

    /// Reads the tables.
    public func tables(under call: Call) throws -> HandedInTables {
        let form = DossierTable.form(of: call)
        var read = HandedInTables(sheet: sheet)
        for table in tables { try read.read(table, as: form) }
        return read
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DossiersTaken {
        try await office.requireRole(for: TakeInDossiers.route.act, as: person)
        var read = try tables(under: try await office.call(as: person))
        let content = try await office.takeInDossiers(read.tables, unread: read.unread, lateReason: lateReason, as: person)
        read.report.isTaken = true
        let standings = Dictionary(grouping: content.flags, by: \.dossier).values.map(AdmissionStanding.init)
        return DossiersTaken(
            dossiers: content.dossiers.count, flags: content.flags.count(where: \.awaitsDecision),
            notMet: standings.count { $0 == .out }, waiting: standings.count { $0 == .waiting }, report: read.report)
    }
}

/// What became of a list of experts.
public struct ExpertsTaken: Codable, Sendable {
    /// How many experts were taken in.
    public var experts: Int
    /// How many affiliations.
    public var affiliations: Int
    /// How many declared interests.
    public var interests: Int
    /// What was read.
    public var report: IntakeReport
}

/// Takes in experts with their affiliations and interests, all of them or nothing.
public struct TakeInExperts: TableIntake {
    /// The list of experts; affiliations and interests on other sheets of the same workbook come with it.
    public var table: TableUpload
    /// The table of affiliations, where it is a file of its own.
    public var affiliations: TableUpload?
    /// The table of interests, where it is a file of its own.
    public var interests: TableUpload?
    /// Which sheet is read, where several fit.
    public var sheet: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/experts", .takeInExperts, zh: "导入专家名单及任职、利害关系表，全部或不导入",
        en: "Take in experts with their affiliations and interests, all or nothing", largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in files.
    public init(table: TableUpload, affiliations: TableUpload?, interests: TableUpload?, sheet: String?) {
        self.table = table
        self.affiliations = affiliations
        self.interests = interests
        self.sheet = sheet
    }

    /// The three tables, as far as there are such and they could be read.
    private struct Three {
        var all: HandedInTables
        var people: Table?
        var positions: Table?
        var declared: Table?
    }

    private func read(under call: Call) throws -> Three {
        var three = Three(all: HandedInTables(sheet: sheet))
        three.people = try three.all.read(table, as: ExpertTables.expertForm(of: call))
        // A table in a file of its own, else on another sheet of the workbook that has the experts, as the template has it.
        func beside(_ own: TableUpload?, _ form: TableForm) throws -> Table? {
            if let own { return try three.all.read(own, as: form) }
            return try three.all.readBeside(three.people, as: form)
        }
        three.positions = try beside(affiliations, ExpertTables.affiliationForm)
        three.declared = try beside(interests, ExpertTables.interestForm)
        return three
    }

    /// Reads the tables.
    public func tables(under call: Call) throws -> HandedInTables { try read(under: call).all }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ExpertsTaken {
        try await office.requireRole(for: TakeInExperts.route.act, as: person)
        var read = try read(under: try await office.call(as: person))
        // Rows refer to rows of the other tables: where one can't be read, the others can't be judged.
        guard read.all.unread.isEmpty, let people = read.people else { throw Failure.malformed(read.all.unread) }
        let content = try await office.takeInExperts(people, affiliations: read.positions, interests: read.declared, as: person)
        read.all.report.isTaken = true
        return ExpertsTaken(
            experts: content.experts.count, affiliations: content.affiliations.count, interests: content.interests.count,
            report: read.all.report)
    }
}

/// The dossiers with what was decided on them at the intake.
public struct ListDossiers: UseCase {
    /// One category only; nil for all.
    public var category: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/dossiers", .seeDossiers, zh: "申报材料及其核定", en: "The dossiers and what was decided on them")

    /// Asks for them.
    public init(category: String? = nil) { self.category = category }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [FiledDossier] {
        try await office.dossiers(as: person).filter { category == nil || $0.dossier.category == category }
    }
}
