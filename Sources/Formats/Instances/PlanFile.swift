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

    /// A plan for an instance.
    public init(plan: Plan, instance: InstanceFile) {
        self.plan = plan
        instanceName = instance.problem.name
        instanceDigest = instance.digest.description
    }

    /// The file's text; always the same for the same plan.
    public func text(for problem: AssignmentProblem) -> String {
        JSONWriter.text(of: PlanDocument.document(self, problem))
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
        (plan, instanceName, instanceDigest) = try PlanDocument.read(document, instance.problem, &reader)
    }

    /// Checks the plan against its instance: that it belongs to this very file, every requirement, the totals and the
    /// bound.
    public func verify(against instance: InstanceFile) -> Verification {
        var verification = instance.problem.verify(plan)
        if instanceDigest != instance.digest.description {
            verification.faults.insert(
                Text(
                    zh: "方案所属实例的 SHA-256 与该实例文件不符", en: "the plan was made for another instance: its SHA-256 differs"),
                at: 0)
        }
        return verification
    }
}
