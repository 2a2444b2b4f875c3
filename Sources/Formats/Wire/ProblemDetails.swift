public import Programme

/// Why a request was refused, as RFC 9457 has it; what it adds lets a remote command line end as a local one would.
public struct ProblemDetails: Codable, Sendable {
    /// The media type of these.
    public static let mediaType = "application/problem+json"

    /// A URI that names the kind: `urn:linxuan:problem:` and `Kind`.
    public var type: String
    /// The kind in words.
    public var title: String
    /// The status of the answer.
    public var status: Int
    /// The whole reason, in the language that was asked for, as the command line says it.
    public var detail: String
    /// The exit code with which the command line ends.
    public var exitCode: Int32
    /// Every fault of what was handed in, each with its place, in both languages.
    public var faults: [Diagnostic]?
    /// The number under which the server's log has an unforeseen error.
    public var reference: String?

    /// The kinds.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The work failed.
        case failed
        /// The question has no solution.
        case noSolution = "no-solution"
        /// The request is not as the API asks.
        case usage
        /// What was handed in is malformed.
        case malformed
        /// The person may not do this.
        case notPermitted = "not-permitted"
        /// Nobody is signed in.
        case notSignedIn = "not-signed-in"
        /// There is nothing of that number.
        case unknown
        /// The disk is full; it goes on by itself once there is space.
        case storageFull = "storage-full"
        /// The disk fails; where it said that nothing more is written, a restart is needed.
        case storageFailing = "storage-failing"
        /// An error that nobody foresaw.
        case unforeseen

        /// The kind in words.
        public var title: Text {
            switch self {
            case .failed: Text(zh: "未完成", en: "not done")
            case .noSolution: Text(zh: "无解", en: "no solution")
            case .usage: Text(zh: "用法错误", en: "wrong usage")
            case .malformed: Text(zh: "输入有误", en: "malformed input")
            case .notPermitted: Text(zh: "无权限", en: "not permitted")
            case .notSignedIn: Text(zh: "未登录", en: "not signed in")
            case .unknown: Text(zh: "不存在", en: "not there")
            case .storageFull: Text(zh: "磁盘已满", en: "disk full")
            case .storageFailing: Text(zh: "磁盘故障", en: "disk failing")
            case .unforeseen: Text(zh: "意外错误", en: "unforeseen error")
            }
        }
    }

    /// A refusal of some kind.
    public init(
        _ kind: Kind, status: Int, detail: Text, exitCode: Int32, faults: [Diagnostic]? = nil, reference: String? = nil,
        in language: Language
    ) {
        type = "urn:linxuan:problem:\(kind.rawValue)"
        title = kind.title(in: language)
        self.status = status
        self.detail = detail(in: language)
        self.exitCode = exitCode
        self.faults = faults
        self.reference = reference
    }

    /// A use case's own refusal.
    public init(_ failure: Failure, in language: Language) {
        var faults: [Diagnostic]?
        let (kind, status): (Kind, Int)
        switch failure {
        case .failed, .unreachable: (kind, status) = (.failed, 409)
        case .noSolution: (kind, status) = (.noSolution, 409)
        case .usage: (kind, status) = (.usage, 400)
        case .malformed(let found):
            (kind, status) = (.malformed, 422)
            faults = found
        case .notPermitted: (kind, status) = (.notPermitted, 403)
        case .unknown: (kind, status) = (.unknown, 404)
        case .storage(.full, _): (kind, status) = (.storageFull, 507)
        case .storage: (kind, status) = (.storageFailing, 503)
        }
        self.init(kind, status: status, detail: failure.text, exitCode: failure.exitCode, faults: faults, in: language)
    }

    /// The refusal as the use case made it, for the exit code and the words to be the same.
    public var failure: Failure {
        let text = Text(verbatim: detail)
        switch exitCode {
        case 2: return .noSolution(text)
        case 64: return .usage(text)
        case 65: return faults.map(Failure.malformed) ?? .malformed([])
        case 77: return .notPermitted(text)
        default: return .failed(text)
        }
    }
}
