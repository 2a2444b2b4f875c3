import ArgumentParser
import Matching

/// What is sought, on the command line: `total` or `fair` as they have always been meant, or several objectives in order.
enum ObjectiveArgument: ExpressibleByArgument {
    /// One by its name.
    case named(SolveOptions.Objective)
    /// Several in order.
    case ordered([ObjectiveStep])

    /// Reads `total`, `fair`, or steps separated by commas, each at most once.
    init?(argument: String) {
        switch argument {
        case "total": self = .named(.total)
        case "fair": self = .named(.fair)
        default:
            guard let steps = ObjectiveStep.list(argument) else { return nil }
            self = .ordered(steps)
        }
    }

    /// How the default is shown.
    var defaultValueDescription: String {
        switch self {
        case .named(let objective): objective.rawValue
        case .ordered(let steps): steps.map(\.spelled).joined(separator: ",")
        }
    }

    /// Whether changes to an earlier plan are counted.
    var countsChanges: Bool {
        if case .ordered(let steps) = self { steps.contains { $0.objective == .changes } } else { false }
    }
}
