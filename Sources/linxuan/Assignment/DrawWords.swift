import Programme
import Workflow

/// A draw in words, with the names that the call gives.
struct DrawWords {
    let draw: DrawRecord
    let call: Call
    /// The draws of the round.
    let others: [DrawRecord]

    /// What was announced.
    var announced: String {
        let sources = announcement.sources.map { source in
            local(
                "\n  \(source.name)：\(source.count) 个数，\(source.at.inChina)（北京时间）",
                "\n  \(source.name): \(source.count) numbers, \(source.at.inChina) (China time)")
        }.joined()
        return head + local("\n数源：\(sources)", "\nSources:\(sources)")
            + local("\n种子摘要（SHA-256）：\(announcement.seedDigest)", "\nDigest of the seed (SHA-256): \(announcement.seedDigest)")
            + digest
            + local(
                "\n请在数字公布之前公布此公告：linxuan draw export",
                "\nPublish this announcement before the numbers are public: linxuan draw export")
    }

    /// What was drawn; what was announced where nothing is yet.
    func all(reserves most: Int) -> String {
        guard let outcome = draw.outcome else { return announced }
        let numbers = outcome.numbers.map { $0.map(String.init).joined(separator: " ") }.joined(separator: local("；", "; "))
        if announcement.lottery != nil { return ticketDrawn(outcome, numbers) }
        return head
            + local("\n公开数字：\(numbers)", "\nPublic numbers: \(numbers)")
            + local("\n种子：\(outcome.seed)", "\nSeed: \(outcome.seed)") + digest
            + local("\n抽中：\n", "\nDrawn:\n") + listing(outcome.drawn)
            + local("\n备选 \(outcome.reserves.count) 名，依次：\n", "\n\(outcome.reserves.count) reserves, in order:\n")
            + listing(outcome.reserves.prefix(most))
    }

    private func ticketDrawn(_ outcome: DrawOutcome, _ numbers: String) -> String {
        head + local("\n公开数字：\(numbers)", "\nPublic numbers: \(numbers)")
            + local("\n种子：\(outcome.seed)", "\nSeed: \(outcome.seed)") + digest
            + local(
                "\n抽中第 \(outcome.drawn.first ?? 0) 张签；其方案待批准（assignment approve）",
                "\nTicket \(outcome.drawn.first ?? 0) is drawn; its plan awaits approval (assignment approve)")
    }

    private var announcement: DrawAnnouncement { draw.announcement }

    private var digest: String {
        local("\n公告摘要（SHA-256）：\(draw.digest)", "\nDigest of the announcement (SHA-256): \(draw.digest)")
    }

    private func listing(_ numbers: some Sequence<Int>) -> String {
        let pool = Dictionary(announcement.pool.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var listing = Listing(
            Text(zh: "次序", en: "place"), Text(zh: "编号", en: "number"), Text(zh: "专家", en: "expert"),
            Text(zh: "专业", en: "specialty"), Text(zh: "地区", en: "region"))
        for (index, number) in numbers.enumerated() {
            guard let candidate = pool[number] else { continue }
            listing.add(
                "\(index + 1)", "\(number)", candidate.expert, call.name(ofSpecialty: candidate.stratum.specialty).local,
                call.authority(candidate.stratum.region)?.name ?? candidate.stratum.region)
        }
        return listing.lines
    }

    private var head: String {
        let quotas = announcement.quotas
        let minima = quotas.minima.map { "\(call.name(ofSpecialty: $0.specialty).local) ≥ \($0.minimum)" }
        let limit = quotas.perRegion.map { [local("每地区 ≤ \($0)", "of a region ≤ \($0)")] } ?? []
        let terms = (minima + limit).joined(separator: local("，", ", "))
        if let lottery = announcement.lottery {
            return local(
                "第 \(draw.number) 次抽取：分配方案，\(draw.state.name.zh)；签 \(announcement.pool.count) 张，抽取 1 张\n抽签方案摘要（SHA-256）：\(lottery)",
                "Draw \(draw.number): a plan, \(draw.state.name.en); one of \(announcement.pool.count) tickets\nDigest of the lottery (SHA-256): \(lottery)"
            ) + remarks
        }
        let name = call.name(ofCategory: draw.category)
        return local(
            "第 \(draw.number) 次抽取：\(name.zh)，\(draw.state.name.zh)；名册 \(announcement.pool.count) 人，抽取 \(quotas.experts) 人",
            "Draw \(draw.number): \(name.en), \(draw.state.name.en); \(quotas.experts) of \(announcement.pool.count)")
            + (terms.isEmpty ? "" : local("，其中\(terms)", ", \(terms)")) + remarks
    }

    private var remarks: String {
        var lines: [String] = []
        if announcement.isRehearsal {
            lines.append(local("演练：种子为指定，不得用于正式抽取", "A rehearsal: the seed was given, not drawn"))
        }
        if let reason = announcement.reason { lines.append(local("理由：\(reason)", "Reason: \(reason)")) }
        if let later = others.first(where: { $0.category == draw.category && $0.number > draw.number }) {
            lines.append(local("其后另有第 \(later.number) 次抽取", "Draw \(later.number) was committed to after it"))
        }
        return lines.map { "\n" + $0 }.joined()
    }
}
