/// A quota of an authority and the dossiers that count towards it.
public struct QuotaUse: Codable, Sendable, Hashable {
    /// The authority.
    public var authority: Authority
    /// What the quota is for.
    public var name: Text
    /// The categories that count, more than one for a joint quota.
    public var categories: [String]
    /// The clause of the notice.
    public var clause: String
    /// The quota.
    public var limit: Int
    /// The dossiers that count, in the order of filing into the round.
    public var counted: [Dossier]

    /// How many there are in all.
    public var count: Int { counted.count }
    /// The dossiers beyond the quota.
    public var beyond: [Dossier] { Array(counted.dropFirst(limit)) }

    /// That the quota is exceeded: by how many, and which dossiers count.
    public var excess: Text {
        let ids = counted.prefix(30).map(\.id)
        let more = count > ids.count
        return Text(
            zh:
                "\(authority.name)推荐\(name.zh) \(count) 个，名额 \(limit) 个，超过名额（通知\(clause)）；计入名额的：\(ids.joined(separator: "、"))\(more ? "等" : "")",
            en:
                "\(authority.name) recommends \(count) of \(name.en), its quota is \(limit) (notice \(clause)); counted are \(ids.joined(separator: ", "))\(more ? ", …" : "")"
        )
    }
}

extension Call {
    /// The quotas that a set of dossiers exceeds: by authority and category, and those that categories share.
    public func exceededQuotas(by dossiers: [Dossier]) -> [QuotaUse] {
        quotaUse(by: dossiers).filter { $0.count > $0.limit }
    }

    /// Every quota of every authority and what counts towards it. A column left empty sets no quota.
    public func quotaUse(by dossiers: [Dossier]) -> [QuotaUse] {
        let byAuthority = Dictionary(grouping: dossiers, by: \.authority)
        return authorities.flatMap { authority -> [QuotaUse] in
            let own = byAuthority[authority.code] ?? []
            let single = categories.compactMap { category in
                use(
                    of: own, at: authority, over: category.quota, categories: [category.id], name: category.name,
                    clause: category.clause)
            }
            let joint = jointQuotas.compactMap { quota in
                use(
                    of: own, at: authority, over: quota.column, categories: quota.categories,
                    name: quota.categories.map { name(ofCategory: $0) }.enumerated(), clause: quota.clause)
            }
            return single + joint
        }
    }

    private func use(
        of dossiers: [Dossier], at authority: Authority, over column: String?, categories: [String], name: Text, clause: String
    ) -> QuotaUse? {
        column.flatMap { authority.quotas[$0] }.map { limit in
            QuotaUse(
                authority: authority, name: name, categories: categories, clause: clause, limit: limit,
                counted: dossiers.filter { categories.contains($0.category) })
        }
    }
}
