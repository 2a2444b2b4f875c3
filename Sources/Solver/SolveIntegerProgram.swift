internal import GLPKShim

/// How much a solve may take, and who is told of its course.
public struct ProgramOptions: Sendable {
    /// Told the best bound so far and the best cost, nil before there is one.
    public typealias Watch = @Sendable (_ bound: Double, _ best: Double?) -> Void

    /// Seconds; nil for no limit.
    public var timeLimit: Double?
    /// The search for whole values stops when bound and best differ by no more than this part of the best.
    public var relativeGap: Double
    /// The search for whole values stops after so many branches, the same on every machine; nil for no limit.
    public var branchLimit: Int?
    /// Where to begin; rows added since are basic, columns added since stand at their lower bounds.
    public var basis: ProgramAnswer.Basis?
    /// Called now and then by the search for whole values, on the thread that solves.
    public var watch: Watch?
    /// Asked again and again on the thread that solves; the solve ends soon after it says true, as when the time is over.
    /// A search for whole values gives the best it has.
    public var isStopped: (@Sendable () -> Bool)?

    /// Options; by default to the very end, from nothing, in silence.
    public init(
        timeLimit: Double? = nil, relativeGap: Double = 0, branchLimit: Int? = nil,
        basis: ProgramAnswer.Basis? = nil, watch: Watch? = nil, isStopped: (@Sendable () -> Bool)? = nil
    ) {
        self.timeLimit = timeLimit
        self.relativeGap = relativeGap
        self.branchLimit = branchLimit
        self.basis = basis
        self.watch = watch
        self.isStopped = isStopped
    }
}

extension IntegerProgram {
    /// Solves the program by GLPK, blocking the thread: the dual simplex method with the long-step ratio test, then
    /// branch and bound where columns must be whole. Any number of threads may solve at once, a program each.
    ///
    /// - Throws: `SolverError`, where the program is malformed or GLPK gives up.
    public func solve(_ options: ProgramOptions = ProgramOptions()) throws(SolverError) -> ProgramAnswer {
        try refuseMalformed()
        guard columnCount > 0 else { return answerWithoutChoice }
        var basis = options.basis ?? ProgramAnswer.Basis(rows: [UInt8](), columns: [UInt8]())
        basis.grow(rows: rowCount, columns: columnCount)
        var values = [Double](repeating: 0, count: columnCount)
        var reducedCosts = values
        var duals = [Double](repeating: 0, count: rowCount)
        var outcome = linxuan_outcome()
        let watcher = Watcher(options)
        var settings = linxuan_options(options, watcher)
        let status = withExtendedLifetime(watcher) {
            linxuan_solve(
                Int32(rowCount), Int32(columnCount), direction == .maximise ? 1 : 0, columnStart, entryRow, entryValue,
                rowLower, rowUpper, columnLower, columnUpper, cost, hasIntegers ? isInteger : nil, &settings,
                &values, &reducedCosts, &duals, &basis.columns, &basis.rows, &outcome)
        }

        if status == LINXUAN_ERROR { throw .engine(outcome.words) }
        return ProgramAnswer(
            status: ProgramAnswer.Status(code: Int(status)), objective: outcome.objective, bound: outcome.bound,
            values: values, duals: hasIntegers ? [] : duals, reducedCosts: hasIntegers ? [] : reducedCosts,
            basis: hasIntegers ? nil : basis, iterations: Int(outcome.iterations))
    }

    /// GLPK takes no program without columns; its rows hold by themselves or not.
    private var answerWithoutChoice: ProgramAnswer {
        let holds = zip(rowLower, rowUpper).allSatisfy { $0 <= 1e-9 && $1 >= -1e-9 }
        let duals = [Double](repeating: 0, count: rowCount)
        return ProgramAnswer(
            status: holds ? .optimal : .infeasible, objective: 0, bound: 0, values: [], duals: duals,
            reducedCosts: [], basis: nil, iterations: 0)
    }

    /// GLPK would abort on these, or worse, go on.
    private func refuseMalformed() throws(SolverError) {
        guard entryRow.allSatisfy({ $0 >= 0 && $0 < rowCount }) else {
            throw .malformedProgram("an entry names a row that does not exist")
        }
        guard entryValue.allSatisfy(\.isFinite), cost.allSatisfy(\.isFinite) else {
            throw .malformedProgram("a coefficient is not a finite number")
        }
        guard zip(columnLower, columnUpper).allSatisfy({ $0 <= $1 }), zip(rowLower, rowUpper).allSatisfy({ $0 <= $1 })
        else { throw .malformedProgram("a lower bound is above its upper bound") }
    }
}

extension linxuan_options {
    fileprivate init(_ options: ProgramOptions, _ watcher: Watcher) {
        self.init()
        timeLimit = options.timeLimit.map { max($0, 0.001) } ?? 0
        relativeGap = options.relativeGap
        branchLimit = Int32(clamping: options.branchLimit ?? 0)
        startsFromBasis = options.basis == nil ? 0 : 1
        context = Unmanaged.passUnretained(watcher).toOpaque()
        if options.watch != nil {
            progress = { context, bound, best, hasBest in
                guard let context else { return }
                Unmanaged<Watcher>.fromOpaque(context).takeUnretainedValue().watch?(bound, hasBest == 0 ? nil : best)
            }
        }
        if options.isStopped != nil {
            stop = { context in
                guard let context else { return 0 }
                return Unmanaged<Watcher>.fromOpaque(context).takeUnretainedValue().isStopped?() == true ? 1 : 0
            }
        }
    }
}

extension linxuan_outcome {
    /// What GLPK printed before it gave up, on one line.
    fileprivate var words: String {
        let bytes = withUnsafeBytes(of: message) { Array($0.prefix { $0 != 0 }) }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension ProgramAnswer.Status {
    fileprivate init(code: Int) {
        switch code {
        case LINXUAN_OPTIMAL: self = .optimal
        case LINXUAN_FEASIBLE: self = .feasible
        case LINXUAN_INFEASIBLE: self = .infeasible
        case LINXUAN_UNBOUNDED: self = .unbounded
        default: self = .timeLimit
        }
    }
}

extension ProgramAnswer.Basis {
    /// A corner known from elsewhere, with as many basic rows and columns as there are rows. One that is no corner is
    /// no error: the solver begins afresh.
    public init(rows: [Standing], columns: [Standing]) {
        self.init(rows: rows.map(\.code), columns: columns.map(\.code))
    }

    /// Rows that are new are basic: their slack takes up whatever the columns do. Columns that are new stand at
    /// their lower bounds.
    fileprivate mutating func grow(rows rowCount: Int, columns columnCount: Int) {
        rows += repeatElement(UInt8(LINXUAN_BASIC), count: max(0, rowCount - rows.count))
        columns += repeatElement(UInt8(LINXUAN_AT_LOWER), count: max(0, columnCount - columns.count))
    }
}

extension ProgramAnswer.Basis.Standing {
    fileprivate var code: UInt8 {
        switch self {
        case .basic: UInt8(LINXUAN_BASIC)
        case .atLower: UInt8(LINXUAN_AT_LOWER)
        case .atUpper: UInt8(LINXUAN_AT_UPPER)
        }
    }
}

/// Holds Swift closures where C wants a pointer.
private final class Watcher {
    let watch: ProgramOptions.Watch?
    let isStopped: (@Sendable () -> Bool)?

    init(_ options: ProgramOptions) {
        (watch, isStopped) = (options.watch, options.isStopped)
    }
}
