/// What is looked at when a dossier comes in, beside the conditions that its own row answers.
public enum AdmissionCheck: String, Codable, Sendable, CaseIterable {
    /// It was filed by the deadline.
    case late
    /// The applicant applies once in a category.
    case sameCategory = "same-category"
    /// One authority recommends the applicant.
    case twoAuthorities = "two-authorities"
    /// The applicant applies in one category.
    case twoCategories = "two-categories"
    /// A credit code has one name.
    case changedName = "changed-name"
    /// No other applicant has a name so near that it may be the same one.
    case similarName = "similar-name"
    /// The applicant is no demonstration already, by the register of earlier batches.
    case designated

    /// What is asked for.
    public var name: Text {
        switch self {
        case .late: Text(zh: "按期申报", en: "Filed by the deadline")
        case .sameCategory: Text(zh: "同一类别只申报一次", en: "One application in a category")
        case .twoAuthorities: Text(zh: "由一个主管部门推荐", en: "Recommended by one authority")
        case .twoCategories: Text(zh: "只申报一个类别", en: "An application in one category")
        case .changedName: Text(zh: "同一信用代码名称一致", en: "One name for a credit code")
        case .similarName: Text(zh: "无疑似同一主体的其他申报", en: "No other application that may be the same applicant's")
        case .designated: Text(zh: "不在已获评名单中", en: "Not on the register of demonstrations")
        }
    }

    /// What follows where a call says nothing: defaults of the project, since the notice of 2023 says nothing of filing twice.
    /// What only a slip can explain goes back; what may have a good reason is decided by a person; what the notice rules out
    /// is out.
    public var usual: AdmissionRule.Consequence {
        switch self {
        case .sameCategory: .sendBack
        case .designated: .refuse
        case .late, .twoAuthorities, .twoCategories, .changedName, .similarName: .decide
        }
    }
}

/// What follows from a finding at the intake, as a call has it.
public struct AdmissionRule: Codable, Sendable, Hashable {
    /// What is looked at.
    public var check: AdmissionCheck
    /// What follows.
    public var otherwise: Consequence
    /// The clause of the notice; nil where it has none and the rule is a default of the project.
    public var clause: String?

    /// A rule.
    public init(check: AdmissionCheck, otherwise: Consequence, clause: String? = nil) {
        self.check = check
        self.otherwise = otherwise
        self.clause = clause
    }

    /// What follows.
    public enum Consequence: String, Codable, Sendable, CaseIterable {
        /// A named person decides with a reason.
        case decide
        /// The dossier is taken in and is out.
        case refuse
        /// The table is refused and goes back to the authority.
        case sendBack = "send-back"
        /// Nothing: it is not looked at.
        case ignore
    }

    /// What a flag of this rule means until somebody decides: who files late takes no part without an approval.
    var effect: Flag.Effect {
        switch otherwise {
        case .refuse: .fails
        case .decide, .sendBack, .ignore: check == .late ? .waits : .asks
        }
    }
}

extension Call {
    /// The rule for a finding: the call's, else the usual one.
    public func rule(for check: AdmissionCheck) -> AdmissionRule {
        admission.first { $0.check == check } ?? AdmissionRule(check: check, otherwise: check.usual)
    }

    /// What a check of eligibility or admission asks for.
    public func name(ofCheck id: String) -> Text {
        eligibility.first { $0.id == id }?.name ?? AdmissionCheck(rawValue: id)?.name ?? Text(verbatim: id)
    }
}
