internal import Cryptography
public import Matching
public import Programme

/// A lottery of plans as a file in the format `linxuan-lottery/1`: all that is needed to check it and to repeat the
/// draw from it.
public struct LotteryFile: Sendable {
    /// The name of the format.
    public static let format = "linxuan-lottery/1"

    /// The lottery.
    public let lottery: Lottery
    /// The name of the instance.
    public let instanceName: String
    /// The digest of the instance file's bytes, in hexadecimal digits.
    public let instanceDigest: String
    /// The digest of the matrix beside the instance; nil where there is none.
    public let affinityDigest: String?
    /// The digest of the whole document, which is published before the draw.
    public let digest: String
    /// The file's text; always the same for the same lottery.
    public let text: String
    /// What the file itself says of the lottery.
    let stated: LotteryDocument.Stated
    /// Whether the document fits the digest of itself that it has.
    let isAsWritten: Bool

    /// A lottery for an instance.
    public init(lottery: Lottery, instance: InstanceFile) {
        self.lottery = lottery
        instanceName = instance.problem.name
        instanceDigest = instance.digest.description
        affinityDigest = instance.affinityDigest?.description
        stated = LotteryDocument.Stated(lottery, instance.problem)
        isAsWritten = true
        let document = PlanDigest.sealed(LotteryDocument.document(lottery, stated, instance))
        text = JSONWriter.text(of: document)
        digest = PlanDigest.stated(by: document) ?? ""
    }

    /// Reads a lottery for an instance.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path; `Failure.failed` where the file can't be
    ///   read.
    public init(path: String, for instance: InstanceFile) throws(Failure) {
        try self.init(bytes: InstanceFile.bytes(of: path), file: path, for: instance)
    }

    /// Reads a lottery for an instance from bytes.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path.
    public init(bytes: [UInt8], file: String, for instance: InstanceFile) throws(Failure) {
        var reader = DocumentReader(file: file)
        let document = try reader.document(bytes)
        let read = try LotteryDocument.read(document, instance.problem, &reader)
        (lottery, stated) = (read.lottery, read.stated)
        (instanceName, instanceDigest, affinityDigest) = (read.instanceName, read.instanceDigest, read.affinityDigest)
        isAsWritten = PlanDigest.stated(by: document) != nil && PlanDigest.holds(document)
        digest = PlanDigest.stated(by: document) ?? ""
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Checks the lottery against its instance: that it belongs to these very files and is as it was written, every
    /// requirement on every ticket, the chances, the figures and the bounds.
    ///
    /// - Parameter expected: the digest as it was noted elsewhere before the draw.
    public func verify(against instance: InstanceFile, expecting expected: String? = nil) -> Verification {
        var verification = instance.problem.verify(lottery)
        var faults: [Text] = []
        if let expected, expected != digest {
            faults.append(
                Text(
                    zh: "文件的摘要为 \(digest)，与事先记下的 \(expected) 不符",
                    en: "the file's digest is \(digest), not \(expected) as noted before"))
        }
        if !isAsWritten {
            faults.append(
                Text(zh: "文件内容与其自身的 SHA-256 不符", en: "the lottery does not fit its own SHA-256: it was altered"))
        }
        if instanceDigest != instance.digest.description {
            faults.append(
                Text(
                    zh: "抽签方案所属实例的 SHA-256 与该实例文件不符", en: "the lottery was made for another instance: its SHA-256 differs"))
        }
        if affinityDigest != instance.affinityDigest?.description {
            faults.append(
                Text(
                    zh: "匹配度文件的 SHA-256 与抽签方案所记不符",
                    en: "the file of affinities is not the one of the lottery: its SHA-256 differs"))
        }
        if verification.holds { faults += stated.differences(from: LotteryDocument.Stated(lottery, instance.problem)) }
        verification.faults = faults + verification.faults
        return verification
    }

    /// The file of the plan on a ticket, numbered from 1.
    public func planFile(ofTicket number: Int, for instance: InstanceFile) -> PlanFile {
        PlanFile(plan: instance.problem.plan(onTicket: number, of: lottery), instance: instance)
    }
}
