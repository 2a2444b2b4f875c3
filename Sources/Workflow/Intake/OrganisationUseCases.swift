public import Formats
public import Programme

/// What became of a table of relations or affiliations.
public struct TableTaken: Codable, Sendable {
    /// What its rows changed.
    public var rows: TableReport
    /// What was read.
    public var report: IntakeReport
}

/// Takes in or corrects relations of organisations, all of a table or nothing.
public struct TakeInRelations: OneTableIntake {
    /// The table.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?
    /// Whether rows may take the place of earlier ones.
    public var correct: Bool
    /// Why, where they may.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/relations", .takeInRelations, zh: "导入或更正单位关系表，全部或不导入",
        en: "Take in or correct relations of organisations, all or nothing", largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in a table.
    public init(table: TableUpload, sheet: String?, correct: Bool, reason: String?) {
        self.table = table
        self.sheet = sheet
        self.correct = correct
        self.reason = reason
    }

    static func form(of call: Call) -> TableForm { RelationTable.form }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> TableTaken {
        let (rows, report) = try await takeIn(by: office, for: person) {
            try await office.takeInRelations($0, correct: correct, reason: reason, as: person)
        }
        return TableTaken(rows: rows, report: report)
    }
}

/// The statements on how organisations belong together.
public struct ListRelations: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/relations", .seeConflicts, zh: "单位关系", en: "How organisations belong together")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [OrganisationRelation] {
        try await office.relations(as: person)
    }
}

/// Adds or corrects affiliations of experts who are in the round, all of a table or nothing.
public struct TakeInAffiliations: OneTableIntake {
    /// The table.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?
    /// Whether rows may take the place of earlier ones.
    public var correct: Bool
    /// Why, where they may.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/affiliations", .takeInAffiliations, zh: "补充或更正专家任职，全部或不导入",
        en: "Add or correct affiliations of experts, all or nothing", largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in a table.
    public init(table: TableUpload, sheet: String?, correct: Bool, reason: String?) {
        self.table = table
        self.sheet = sheet
        self.correct = correct
        self.reason = reason
    }

    static func form(of call: Call) -> TableForm { AffiliationTable.form }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> TableTaken {
        let (rows, report) = try await takeIn(by: office, for: person) {
            try await office.takeInAffiliations($0, correct: correct, reason: reason, as: person)
        }
        return TableTaken(rows: rows, report: report)
    }
}

/// What became of a list of contact persons.
public struct ContactsTaken: Codable, Sendable {
    /// What its rows changed.
    public var rows: ContactReport
    /// What was read.
    public var report: IntakeReport
}

/// Takes in contact persons of authorities, all of a table or nothing.
public struct TakeInContacts: OneTableIntake {
    /// The table.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/contacts", .takeInContacts, zh: "登记各主管部门的联系人，全部或不登记",
        en: "Take in contact persons of the authorities, all or nothing", largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in a table.
    public init(table: TableUpload, sheet: String?) {
        self.table = table
        self.sheet = sheet
    }

    static func form(of call: Call) -> TableForm { ContactTable.form(of: call) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ContactsTaken {
        let (rows, report) = try await takeIn(by: office, for: person) { try await office.takeInContacts($0, as: person) }
        return ContactsTaken(rows: rows, report: report)
    }
}

/// The contact person of every authority.
public struct ListContacts: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/contacts", .seeContacts, zh: "各主管部门的联系人、逾期和未报的",
        en: "The contact person of every authority, and who was late or is missing")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [ContactStanding] { try await office.contacts(as: person) }
}
