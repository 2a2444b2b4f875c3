public import Formats
public import Programme

extension Call {
    /// The call, where it reassesses anything.
    fileprivate func reassessing() throws -> Call {
        guard reassessment != nil else { throw Failure.failed(DemonstrationTables.noReassessment) }
        return self
    }
}

/// What became of a register of earlier demonstrations.
public struct DemonstrationsTaken: Codable, Sendable {
    /// How many demonstrations were taken in.
    public var demonstrations: Int
    /// How many flags to decide they raised on dossiers.
    public var flags: Int
    /// What was read.
    public var report: IntakeReport
}

/// Takes in the register of earlier demonstrations, all of a table or nothing.
public struct TakeInDemonstrations: OneTableIntake {
    /// The register.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/demonstrations", .takeInDemonstrations, zh: "导入前几批示范登记表，全部或不导入",
        en: "Take in the register of earlier demonstrations, all or nothing", largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in a register.
    public init(table: TableUpload, sheet: String?) {
        self.table = table
        self.sheet = sheet
    }

    static func form(of call: Call) throws -> TableForm { DemonstrationTables.registerForm(of: try call.reassessing()) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> DemonstrationsTaken {
        let (taken, report) = try await takeIn(by: office, for: person) { try await office.takeInDemonstrations($0, as: person) }
        return DemonstrationsTaken(demonstrations: taken.demonstrations.count, flags: taken.flags.count, report: report)
    }
}

/// The register of earlier demonstrations, with what each did and what becomes of it.
public struct ListDemonstrations: UseCase {
    /// Only those that neither filed nor were excused; all without it.
    public var missing: Bool?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/intake/demonstrations", .seeDossiers, zh: "前几批示范及其填报情况", en: "Earlier demonstrations and what they did")

    /// Asks for all, or for those that are missing.
    public init(missing: Bool = false) { self.missing = missing ? true : nil }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [RegisteredDemonstration] {
        try await office.demonstrations(as: person).filter { missing != true || ($0.filing == nil && $0.excuse == nil) }
    }
}

/// What became of a table of reassessment filings.
public struct ReassessmentsTaken: Codable, Sendable {
    /// How many dossiers of the reassessment were taken in.
    public var dossiers: Int
    /// Late ones that were approved at once.
    public var late: Int
    /// Late ones that take no part before somebody has decided.
    public var waiting: Int
    /// What was read.
    public var report: IntakeReport
}

/// Takes in what demonstrations filed for their reassessment, all of a table or nothing.
public struct TakeInReassessments: OneTableIntake {
    /// The table of filings.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?
    /// Why filings after the last day count; nil where they wait for a decision.
    public var lateReason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/reassessments", .takeInReassessments, zh: "导入评估评价填报材料，全部或不导入",
        en: "Take in what demonstrations filed for their reassessment, all or nothing", largestBody: UseCaseRoute.tableBody,
        patience: 300)

    /// Takes in a table.
    public init(table: TableUpload, sheet: String?, lateReason: String?) {
        self.table = table
        self.sheet = sheet
        self.lateReason = lateReason
    }

    static func form(of call: Call) throws -> TableForm { DemonstrationTables.filingForm(of: try call.reassessing()) }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ReassessmentsTaken {
        let (filed, report) = try await takeIn(by: office, for: person) {
            try await office.takeInReassessments($0, lateReason: lateReason, as: person)
        }
        let call = try await office.call(as: person)
        let late = filed.count { $0.filing.filedOn > call.lastDay(ofFilingIn: $0.dossier.category) }
        let isApproved = lateReason != nil
        return ReassessmentsTaken(dossiers: filed.count, late: isApproved ? late : 0, waiting: isApproved ? 0 : late, report: report)
    }
}

/// What became of a table of explanations.
public struct ExcusesTaken: Codable, Sendable {
    /// How many explanations were taken in.
    public var excuses: Int
    /// How many of them were late and approved.
    public var late: Int
    /// What was read.
    public var report: IntakeReport
}

/// Takes in explanations of authorities why demonstrations cannot file, all of a table or nothing.
public struct TakeInExcuses: OneTableIntake {
    /// The table of explanations.
    public var table: TableUpload
    /// Which sheet is read, where several fit.
    public var sheet: String?
    /// Why explanations after the last day count; nil where none do.
    public var lateReason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/intake/excuses", .takeInExcuses, zh: "导入主管部门关于无法填报的书面说明，全部或不导入",
        en: "Take in the explanations of authorities why demonstrations cannot file, all or nothing",
        largestBody: UseCaseRoute.tableBody, patience: 300)

    /// Takes in a table.
    public init(table: TableUpload, sheet: String?, lateReason: String?) {
        self.table = table
        self.sheet = sheet
        self.lateReason = lateReason
    }

    static func form(of call: Call) throws -> TableForm {
        _ = try call.reassessing()
        return DemonstrationTables.excuseForm
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ExcusesTaken {
        let (excuses, report) = try await takeIn(by: office, for: person) {
            try await office.takeInExcuses($0, lateReason: lateReason, as: person)
        }
        return ExcusesTaken(excuses: excuses.count, late: excuses.count { $0.late != nil }, report: report)
    }
}
