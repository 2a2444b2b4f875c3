internal import Cryptography
internal import Foundation
public import Matching
public import Programme

/// A plan as a file in the format `linxuan-plan/1`.
public struct PlanFile: Sendable {
    /// The name of the format.
    public static let format = "linxuan-plan/1"

    /// The plan.
    public let plan: Plan
    /// The name of the instance.
    public let instanceName: String
    /// The digest of the instance file's bytes, in hexadecimal digits.
    public let instanceDigest: String
    /// The digest of the matrix beside the instance; nil where there is none, or the plan does not say.
    public let affinityDigest: String?
    /// Whether the plan fits the digest of itself that it has, if it has one.
    let isAsWritten: Bool

    /// A plan for an instance.
    public init(plan: Plan, instance: InstanceFile) {
        self.plan = plan
        instanceName = instance.problem.name
        instanceDigest = instance.digest.description
        affinityDigest = instance.affinityDigest?.description
        isAsWritten = true
    }

    /// The file's text; always the same for the same plan.
    public func text(for problem: AssignmentProblem) -> String {
        JSONWriter.text(of: PlanDigest.sealed(PlanDocument.document(self, problem)))
    }

    /// Reads a plan for an instance.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path; `Failure.failed` where the file can't be
    ///   read.
    public init(path: String, for instance: InstanceFile) throws(Failure) {
        try self.init(bytes: InstanceFile.bytes(of: path), file: path, for: instance)
    }

    /// Reads a plan for an instance from bytes.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path.
    public init(bytes: [UInt8], file: String, for instance: InstanceFile) throws(Failure) {
        var reader = DocumentReader(file: file)
        let document = try reader.document(bytes)
        (plan, instanceName, instanceDigest, affinityDigest) = try PlanDocument.read(document, instance.problem, &reader)
        isAsWritten = PlanDigest.holds(document)
    }

    /// Checks the plan against its instance: that it belongs to these very files and is as it was written, every
    /// requirement, the totals and the bound.
    public func verify(against instance: InstanceFile) -> Verification {
        var verification = instance.problem.verify(plan)
        if instanceDigest != instance.digest.description {
            verification.faults.insert(
                Text(
                    zh: "方案所属实例的 SHA-256 与该实例文件不符", en: "the plan was made for another instance: its SHA-256 differs"),
                at: 0)
        }
        if let affinityDigest, affinityDigest != instance.affinityDigest?.description {
            verification.faults.append(
                Text(
                    zh: "匹配度文件的 SHA-256 与方案所记不符",
                    en: "the file of affinities is not the one of the plan: its SHA-256 differs"))
        }
        if !isAsWritten {
            verification.faults.append(
                Text(zh: "方案内容与其自身的 SHA-256 不符", en: "the plan does not fit its own SHA-256: it was altered"))
        }
        return verification
    }

    /// The groups of dossiers that share panels in a plan's document, by their ids; empty where there are none.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path.
    public static func groups(in document: String) throws(Failure) -> [[String]] {
        var reader = DocumentReader(file: "plan.json")
        let root = reader.object(try reader.document(Array(document.utf8)), "", known: [])
        guard let value = root["groups"] else { return [] }
        let groups = reader.array(value, "groups").enumerated().map { index, group in
            reader.array(group, "groups[\(index)]").enumerated().compactMap { reader.string($1, "groups[\(index)][\($0)]") }
        }
        try reader.refuseFaults()
        return groups
    }
}
