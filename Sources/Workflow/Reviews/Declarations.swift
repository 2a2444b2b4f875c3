internal import Cryptography
public import Programme

/// The form in which an expert declares: their reviews by the applicants' names and nothing more, and what is on file of them.
public struct DeclarationForm: Codable, Sendable {
    /// What is confirmed.
    public var wording: Text
    /// The reviews that are theirs now.
    public var reviews: [Line]
    /// The expert's affiliations on file: what the register was made from.
    public var affiliations: [Affiliation]
    /// When the expert declared last; nil where never.
    public var last: Instant?
    /// Whether that still holds: the same reviews, and nothing new in the register.
    public var holds: Bool

    /// A review by the name of its applicant.
    public struct Line: Codable, Sendable {
        /// The dossier's number.
        public var dossier: String
        /// The applicant's name.
        public var applicant: String
    }
}

/// A conflict that an expert declares.
public struct DeclaredConflict: Codable, Sendable {
    /// The dossier.
    public var dossier: String
    /// The ground.
    public var ground: Conflict.Ground
    /// What it is.
    public var reason: String

    /// A conflict with a dossier.
    public init(dossier: String, ground: Conflict.Ground, reason: String) {
        self.dossier = dossier
        self.ground = ground
        self.reason = reason
    }

    /// The grounds that an expert may declare.
    public static let grounds: [Conflict.Ground] = [.affiliation, .interest, .kinship, .ownApplication, .relation, .preparation, .official]
}

extension Office {
    /// The form in which the expert declares.
    public func declarationForm(as expert: String) async throws -> DeclarationForm {
        try await consult(.seeOwnReviews, as: expert) { reader, _, _ in
            let sitting = try reader.all(Review.self, where: "expert", is: expert).filter(\.state.sits)
            return DeclarationForm(
                wording: InterestDeclaration.wording,
                reviews: try sitting.compactMap { review in
                    try reader.find(Dossier.self, [review.dossier]).map { .init(dossier: $0.id, applicant: $0.applicant) }
                },
                affiliations: try reader.all(Affiliation.self, where: "expert", is: expert),
                last: try reader.lastDeclaration(of: expert)?.at, holds: try reader.isDeclared(by: expert))
        }
    }

    /// Declares for all reviews that are the expert's now: those in conflict, each with its ground, and none for the others.
    /// What is declared ends the review and enters the register.
    public func declare(_ conflicts: [DeclaredConflict], as expert: String) async throws -> InterestDeclaration {
        try await perform(.declareConflicts, as: expert) { ledger in
            let sitting = try ledger.reader.all(Review.self, where: "expert", is: expert).filter(\.state.sits)
            for conflict in conflicts {
                // After the reviews only who reviews once more.
                if sitting.contains(where: { $0.dossier == conflict.dossier }) { _ = try ledger.reader.ownReview(expert, conflict.dossier) }
                guard sitting.contains(where: { $0.dossier == conflict.dossier }) else {
                    throw Failure.failed(
                        Text(
                            zh: "\(conflict.dossier) 不在您待评审的材料之中。用 linxuan review list 查看。",
                            en: "\(conflict.dossier) is not among your reviews. See linxuan review list."))
                }
                guard DeclaredConflict.grounds.contains(conflict.ground) else {
                    throw Failure.usage(
                        Text(
                            zh:
                                "情形“\(conflict.ground.rawValue)”不由专家声明；可声明的是：\(DeclaredConflict.grounds.map(\.rawValue).joined(separator: "、"))。",
                            en:
                                "“\(conflict.ground.rawValue)” is not for experts to declare; these are: \(DeclaredConflict.grounds.map(\.rawValue).joined(separator: ", "))."
                        ))
                }
                try requireReason(conflict.reason)
                let entry = Conflict(
                    expert: expert, dossier: conflict.dossier, ground: conflict.ground,
                    evidence: Text(
                        zh: "评审前本人声明：\(conflict.reason)", en: "declared by the expert before the review: \(conflict.reason)"),
                    state: .declared, by: expert, reason: conflict.reason)
                let known = try ledger.reader.find(Conflict.self, entry.identity)
                if known?.binds != true { try ledger.enter(entry) }
            }
            let turn = try ledger.reader.all(InterestDeclaration.self, where: "expert", is: expert).count + 1
            let declaration = InterestDeclaration(
                expert: expert, turn: turn, at: ledger.now, dossiers: sitting.map(\.dossier).sorted(),
                conflicts: Set(conflicts.map(\.dossier)).sorted(), basis: try ledger.reader.declarationBasis(of: expert),
                digest: SHA256Digest(of: InterestDeclaration.wording.zh).description)
            try ledger.put(declaration)
            return declaration
        }
    }
}

extension RoundReader {
    func lastDeclaration(of expert: String) throws -> InterestDeclaration? {
        try all(InterestDeclaration.self, where: "expert", is: expert).max { $0.turn < $1.turn }
    }

    /// Whether the expert has declared for all reviews that are theirs, and nothing has been entered about them since.
    func isDeclared(by expert: String) throws -> Bool {
        guard let last = try lastDeclaration(of: expert) else { return false }
        let sitting = try all(Review.self, where: "expert", is: expert).filter(\.state.sits).map(\.dossier)
        return try Set(sitting).isSubset(of: last.dossiers) && last.basis == declarationBasis(of: expert)
    }

    func requireDeclaration(of expert: String, _ call: Call) throws {
        guard try call.conflicts.declarations && !isDeclared(by: expert) else { return }
        throw Failure.notPermitted(
            Text(
                zh: "请先就分配给您的材料逐一声明有无回避情形（回避登记或分配有变化时须重新声明）：linxuan review declare --as \(expert)。",
                en:
                    "Declare first whether you are in conflict with any of your dossiers (again whenever they or the register change): linxuan review declare --as \(expert)."
            ))
    }

    /// The digest of what others have entered about an expert, and of their affiliations: a change asks for a new declaration.
    fileprivate func declarationBasis(of expert: String) throws -> String {
        let entries = try all(Conflict.self, where: "expert", is: expert).filter { $0.by != expert }
            .map { "\($0.dossier) \($0.ground.rawValue) \($0.state.rawValue)" }
        let posts = try all(Affiliation.self, where: "expert", is: expert).map { try CanonicalJSON.text(of: $0) }
        return SHA256Digest(of: (entries + posts).joined(separator: "\n")).description
    }
}
