/// The five categories of the selection, named as in the call.
enum Category: String, CaseIterable {
    case enterprise
    case sharedPlatform = "shared-platform"
    case otherPlatform = "other-platform"
    case comprehensiveCity = "comprehensive-city"
    case designCity = "design-city"

    /// The Chinese name, as in the summary tables.
    var title: String {
        switch self {
        case .enterprise: "示范企业"
        case .sharedPlatform: "示范平台（共享制造类）"
        case .otherPlatform: "示范平台（其他类）"
        case .comprehensiveCity: "示范城市（综合类）"
        case .designCity: "示范城市（工业设计特色类）"
        }
    }

    /// The column of `authorities.csv` that holds its quota.
    var quotaColumn: String {
        switch self {
        case .enterprise: "max_enterprise"
        case .sharedPlatform: "max_shared_manufacturing_platform"
        case .otherPlatform: "max_other_platform"
        case .comprehensiveCity: "max_comprehensive_city"
        case .designCity: "max_industrial_design_city"
        }
    }

    /// Whether a city applies.
    var isCity: Bool { self == .comprehensiveCity || self == .designCity }

    /// Whether a platform applies.
    var isPlatform: Bool { self == .sharedPlatform || self == .otherPlatform }
}
