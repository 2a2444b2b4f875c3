/// What a visit found (考查意见): the answers to what was asked, and an overall finding. Handing in again is a new one: the last
/// counts, and none is rewritten.
public struct VisitFinding: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Which finding on the dossier it is, from 1.
    public var turn: Int
    /// The lead of the team, who hands it in.
    public var lead: String
    /// The answers to the experts' questions, in their order.
    public var answers: [Answer]
    /// The gates that were looked at.
    public var gates: [GateAnswer]
    /// Whether what was declared is so, all in all.
    public var overall: Verdict
    /// The overall finding in words.
    public var text: String
    /// Files that belong to it.
    public var files: [File]
    /// When it was handed in.
    public var at: Instant

    /// Puts one together from its parts.
    public init(
        dossier: String, turn: Int, lead: String, answers: [Answer], gates: [GateAnswer], overall: Verdict, text: String, files: [File],
        at: Instant
    ) {
        self.dossier = dossier
        self.turn = turn
        self.lead = lead
        self.answers = answers
        self.gates = gates
        self.overall = overall
        self.text = text
        self.files = files
        self.at = at
    }

    /// What was found.
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        /// It is so.
        case confirmed
        /// Some of it is so.
        case partly
        /// It is not so.
        case notConfirmed = "not-confirmed"

        /// The verdict's name.
        public var name: Text {
            switch self {
            case .confirmed: Text(zh: "属实", en: "confirmed")
            case .partly: Text(zh: "部分属实", en: "partly")
            case .notConfirmed: Text(zh: "不属实", en: "not confirmed")
            }
        }
    }

    /// The answer to a question that an expert asked.
    public struct Answer: Codable, Sendable, Hashable {
        /// The question as it was asked.
        public var question: String
        /// What was found.
        public var verdict: Verdict
        /// What shows it.
        public var text: String

        /// An answer.
        public init(question: String, verdict: Verdict, text: String) {
            self.question = question
            self.verdict = verdict
            self.text = text
        }
    }

    /// What was found of a gate of the rubric (否决项).
    public struct GateAnswer: Codable, Sendable, Hashable {
        /// The gate.
        public var gate: String
        /// Whether it is met.
        public var met: Bool
        /// What shows it.
        public var text: String

        /// An answer.
        public init(gate: String, met: Bool, text: String) {
            self.gate = gate
            self.met = met
            self.text = text
        }
    }

    /// A file that belongs to a finding; the round keeps its name and digest, whoever hands it in the file.
    public struct File: Codable, Sendable, Hashable {
        /// Its name, without a folder.
        public var name: String
        /// The SHA-256 digest of its bytes, 64 lower-case hexadecimal digits.
        public var sha256: String

        /// A file.
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }

        /// Whether a name is one of a file and of no folder.
        public static func isName(_ name: String) -> Bool {
            !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 200
                && name.utf8.allSatisfy { ![0x2f, 0x5c, 0x3a].contains($0) && $0 >= 0x20 && $0 != 0x7f }
        }

        /// Whether a text is a digest as `sha256` has it.
        public static func isDigest(_ text: String) -> Bool {
            text.utf8.count == 64
                && text.utf8.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
        }
    }

    /// The finding as one line: overall, then what speaks against it.
    public func line(gates names: [Rubric.Gate]) -> Text {
        let notMet = gates.filter { !$0.met }.map { answer in
            names.first { $0.id == answer.gate }?.question ?? Text(verbatim: answer.gate)
        }
        let against = notMet.isEmpty ? Text(verbatim: "") : Text(zh: "；否决项不符合：", en: "; not met: ") + notMet.enumerated()
        let answered = answers.count { $0.verdict != .confirmed }
        let open =
            answered == 0
            ? Text(verbatim: "") : Text(zh: "；\(answered) 个问题未获完全证实", en: "; \(answered) questions not fully confirmed")
        return overall.name + against + open + (text.isEmpty ? Text(verbatim: "") : Text(zh: "；\(text)", en: "; \(text)"))
    }
}

extension Call {
    /// What follows from a finding, the gravest first; nil where the call has no rule on findings.
    public func consequence(of finding: VisitFinding) -> FindingRule.Consequence? {
        guard let rule = visits.findings else { return nil }
        var all: [FindingRule.Consequence] = []
        if finding.gates.contains(where: { !$0.met }) { all.append(rule.gateNotMet) }
        switch finding.overall {
        case .confirmed: break
        case .partly: all.append(rule.partly)
        case .notConfirmed: all.append(rule.notConfirmed)
        }
        return all.max { $0.gravity < $1.gravity } ?? .note
    }
}

extension Call.FindingRule.Consequence {
    /// Greater is graver; of two deductions the larger.
    fileprivate var gravity: Int {
        switch self {
        case .note: -1
        case .deduct(let points): points.hundredths
        case .decide: Int.max - 1
        case .exclude: Int.max
        }
    }
}
