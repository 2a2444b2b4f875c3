public import Programme

/// Why a solve came to no answer at all.
public enum SolverError: Error, Sendable, Equatable {
    /// An entry names a row that does not exist, or a number is not finite.
    case malformedProgram(String)
    /// GLPK gave up; its own words.
    case engine(String)
}

extension SolverError {
    /// The reason in words, for people.
    public var text: Text {
        switch self {
        case .malformedProgram(let what):
            Text(zh: "数学规划有误：\(what)", en: "the mathematical program is malformed: \(what)")
        case .engine(let words):
            Text(zh: "求解器 GLPK 未能完成：\(words)", en: "the solver GLPK gave up: \(words)")
        }
    }
}
