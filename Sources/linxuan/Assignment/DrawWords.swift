import Programme
import Workflow

extension DrawRecord {
    /// The announcement in words.
    var announced: String {
        let sources = announcement.sources.map { source in
            local(
                "\n  \(source.name)：\(source.count) 个数，\(source.at.inChina)（北京时间）",
                "\n  \(source.name): \(source.count) numbers, \(source.at.inChina) (China time)")
        }.joined()
        return head
            + local("\n数源：\(sources)", "\nSources:\(sources)")
            + local("\n种子摘要（SHA-256）：\(announcement.seedDigest)", "\nDigest of the seed (SHA-256): \(announcement.seedDigest)")
            + local("\n公告摘要（SHA-256）：\(digest)", "\nDigest of the announcement (SHA-256): \(digest)")
            + local("\n请在数字公布之前公布此公告：linxuan draw export", "\nPublish this announcement before the numbers are public: linxuan draw export")
    }

    /// The draw in words.
    func words(all: Bool) -> String {
        guard let outcome else { return announced }
        let pool = Dictionary(announcement.pool.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        func listing(_ numbers: some Sequence<Int>) -> String {
            var listing = Listing(
                Text(zh: "次序", en: "place"), Text(zh: "编号", en: "number"), Text(zh: "专家", en: "expert"),
                Text(zh: "专业", en: "specialty"), Text(zh: "地区", en: "region"))
            for (index, number) in numbers.enumerated() {
                guard let candidate = pool[number] else { continue }
                listing.add(
                    "\(index + 1)", "\(number)", candidate.expert, candidate.stratum.specialty, candidate.stratum.region)
            }
            return listing.lines
        }
        let numbers = outcome.numbers.map { $0.map(String.init).joined(separator: " ") }.joined(separator: local("；", "; "))
        return head
            + local("\n公开数字：\(numbers)", "\nPublic numbers: \(numbers)")
            + local("\n种子：\(outcome.seed)", "\nSeed: \(outcome.seed)")
            + local("\n公告摘要（SHA-256）：\(digest)", "\nDigest of the announcement (SHA-256): \(digest)")
            + local("\n抽中：\n", "\nDrawn:\n") + listing(outcome.drawn)
            + local("\n备选 \(outcome.reserves.count) 名，依次：\n", "\n\(outcome.reserves.count) reserves, in order:\n")
            + listing(all ? outcome.reserves[...] : outcome.reserves.prefix(15))
    }

    private var head: String {
        let quotas = announcement.quotas
        let minima = quotas.minima.map { "\($0.specialty) ≥ \($0.minimum)" }
        let limit = quotas.perRegion.map { local("每地区 ≤ \($0)", "of a region ≤ \($0)") }
        let terms = (minima + (limit.map { [$0] } ?? [])).joined(separator: local("，", ", "))
        return local(
            "第 \(number) 次抽取（\(category)，\(state.name.zh)）：名册 \(announcement.pool.count) 人，抽取 \(quotas.experts) 人",
            "Draw \(number) (\(category), \(state.name.en)): \(quotas.experts) of \(announcement.pool.count)")
            + (terms.isEmpty ? "" : local("；\(terms)", "; \(terms)"))
            + (announcement.isRehearsal ? local("\n演练：种子为指定，不得用于正式抽取", "\nA rehearsal: the seed was given, not drawn") : "")
            + (announcement.reason.map { local("\n理由：\($0)", "\nReason: \($0)") } ?? "")
    }
}
