/// A quota that more dossiers claim than it has places for.
public struct QuotaExcess: Sendable, Hashable {
    /// The authority.
    public var authority: Authority
    /// What the quota is for.
    public var name: Text
    /// The clause of the notice.
    public var clause: String
    /// The quota.
    public var limit: Int
    /// The dossiers beyond the quota, in the order of filing into the round.
    public var beyond: [Dossier]
    /// How many there are in all.
    public var count: Int
}

extension Call {
    /// The quotas that a set of dossiers exceeds: by authority and category, and those that categories share.
    public func exceededQuotas(by dossiers: [Dossier]) -> [QuotaExcess] {
        let byAuthority = Dictionary(grouping: dossiers, by: \.authority)
        return authorities.flatMap { authority -> [QuotaExcess] in
            let own = byAuthority[authority.code] ?? []
            let single = categories.compactMap { category in
                excess(
                    of: own.filter { $0.category == category.id }, at: authority, over: category.quota,
                    name: category.name, clause: category.clause)
            }
            let joint = jointQuotas.compactMap { quota in
                excess(
                    of: own.filter { quota.categories.contains($0.category) }, at: authority, over: quota.column,
                    name: quota.categories.map { name(ofCategory: $0) }.enumerated(), clause: quota.clause)
            }
            return single + joint
        }
    }

    private func excess(
        of dossiers: [Dossier], at authority: Authority, over column: String?, name: Text, clause: String
    ) -> QuotaExcess? {
        guard let column, let limit = authority.quotas[column], dossiers.count > limit else { return nil }
        return QuotaExcess(
            authority: authority, name: name, clause: clause, limit: limit, beyond: Array(dossiers.dropFirst(limit)),
            count: dossiers.count)
    }
}
