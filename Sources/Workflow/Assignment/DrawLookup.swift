internal import Cryptography
internal import Matching
internal import Programme

extension RoundReader {
    /// Every draw, in the order of their numbers.
    func draws() throws -> [DrawRecord] { try all(DrawRecord.self).sorted { $0.number < $1.number } }

    /// Those who may be drawn for a category, numbered in the order of the experts' numbers: every expert who takes
    /// reviews, but for those who are barred from all of its dossiers.
    func candidates(for category: String) throws -> [DrawCandidate] {
        let dossiers = try activeDossiers().filter { $0.category == category }.map(\.id)
        guard !dossiers.isEmpty else {
            throw Failure.failed(
                Text(
                    zh: "类别“\(category)”没有受理的申报材料，无须抽取。", en: "The category “\(category)” has no dossier: nothing to draw for."))
        }
        let barred = Dictionary(grouping: try all(Conflict.self).filter(\.keepsOut), by: \.expert)
            .mapValues { Set($0.map(\.dossier)) }
        let able = try all(Expert.self).filter { expert in
            expert.maximumLoad > 0 && !(barred[expert.id] ?? []).isSuperset(of: dossiers)
        }
        return able.enumerated().map { DrawCandidate(number: $0 + 1, expert: $1.id, stratum: $1.stratum) }
    }

    /// The seed that a draw was committed to, out of the seal.
    func seed(of record: DrawRecord) throws -> [UInt8] {
        guard let sealed = try find(SealedSeed.self, record.identity), let seed = Hexadecimal.bytes(sealed.seed),
            DrawSeed.digest(of: seed) == record.announcement.seedDigest
        else {
            throw Failure.failed(
                Text(
                    zh: "第 \(record.number) 次抽取封存的种子缺失，或与公布的摘要不符。请运行 linxuan audit verify。",
                    en:
                        "The sealed seed of draw \(record.number) is missing or does not have the digest that was published. Run linxuan audit verify."
                ))
        }
        return seed
    }

    /// Draws that the call asks for and that are still to be made.
    func missingDraws(_ call: Call) throws -> [Text] { try missingPoolDraws(call) + missingPlanDraw(call) }

    /// The draw of a plan, where the call asks for it and it is still to be made.
    private func missingPlanDraw(_ call: Call) throws -> [Text] {
        guard let limit = call.draw?.chanceLimit else { return [] }
        switch try draws().last(where: { $0.announcement.lottery != nil }) {
        case nil:
            return [
                Text(
                    zh: "分配方案尚未抽签（机会上限 \(limit)）：先编制（assignment lottery），再公告（draw commit --plans）",
                    en:
                        "no plan is drawn (limit of chance \(limit)): make a lottery (assignment lottery) and commit to its draw (draw commit --plans)"
                )
            ]
        case let draw? where draw.state == .committed:
            return [
                Text(
                    zh: "第 \(draw.number) 次抽取（分配方案）已公告，尚未进行（draw run --plans）",
                    en: "draw \(draw.number), of a plan, is announced and not made (draw run --plans)")
            ]
        default: return []
        }
    }

    /// Draws of experts that the call asks for and that are still to be made.
    func missingPoolDraws(_ call: Call) throws -> [Text] {
        guard let policy = call.draw else { return [] }
        let filed = Set(try activeDossiers().map(\.category))
        let last = Dictionary(try draws().map { ($0.category, $0) }, uniquingKeysWith: { $1 })
        return policy.pools.filter { filed.contains($0.category) }.compactMap { pool in
            let name = call.name(ofCategory: pool.category)
            switch last[pool.category] {
            case nil:
                return Text(
                    zh: "\(name.zh)：尚未公开抽取专家（draw commit \(pool.category)）",
                    en: "\(name.en): its experts are not drawn (draw commit \(pool.category))")
            case let draw? where draw.state == .committed:
                return Text(
                    zh: "\(name.zh)：第 \(draw.number) 次抽取已公告，尚未进行（draw run \(pool.category)）",
                    en: "\(name.en): draw \(draw.number) is announced and not made (draw run \(pool.category))")
            default: return nil
            }
        }
    }
}
