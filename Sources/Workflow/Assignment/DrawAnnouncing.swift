internal import Foundation
internal import Matching
internal import Programme

extension Ledger {
    /// What is published for a draw, with the pool as it stands now.
    func announcement(of request: DrawRequest, seedDigest: String) throws -> DrawAnnouncement {
        if request.category == DrawAnnouncement.everyCategory { return try planAnnouncement(of: request, seedDigest: seedDigest) }
        guard let quotas = call.drawQuotas(ofCategory: request.category) else {
            let drawn = (call.draw?.pools ?? []).map { Text(verbatim: $0.category) }.enumerated()
            throw Failure.failed(
                Text(
                    zh: "通知未规定为类别“\(request.category)”公开抽取专家；规定抽取的类别：\(drawn.zh.isEmpty ? "无" : drawn.zh)。",
                    en:
                        "The call asks for no draw in the category “\(request.category)”; it does in: \(drawn.en.isEmpty ? "none" : drawn.en)."
                ))
        }
        let earlier = try reader.draws()
        let again = earlier.contains { $0.category == request.category }
        let wanted = request.quotas(insteadOf: quotas)
        let reason = request.reason?.precomposed
        if again || wanted != quotas {
            guard reason?.allSatisfy(\.isWhitespace) == false else {
                throw Failure.usage(
                    again
                        ? Text(
                            zh: "该类别已有抽取，再次抽取须用 --reason 写明理由；前次抽取照存。",
                            en:
                                "There is a draw for the category. To draw again, give a written reason with --reason; the one before stays on record."
                        )
                        : Text(
                            zh: "抽取人数或限额与通知不同，须用 --reason 写明理由。",
                            en: "The quotas are not those of the call: give a written reason with --reason."))
            }
        }
        let announcement = DrawAnnouncement(
            call: round.callDigest, category: request.category, number: earlier.count + 1, at: now,
            method: call.draw?.method ?? .sha256, quotas: wanted, reason: reason,
            isRehearsal: request.rehearsalSeed != nil, seedDigest: seedDigest,
            sources: try request.sources.map(soundSource), pool: try reader.candidates(for: request.category))
        try announcement.requireDrawable(call)
        return announcement
    }

    /// What is published for the draw of a plan: the tickets of the last lottery, by their digests.
    private func planAnnouncement(of request: DrawRequest, seedDigest: String) throws -> DrawAnnouncement {
        guard request.experts == nil, request.minima.isEmpty, request.perRegion == nil else {
            throw Failure.usage(
                Text(
                    zh: "抽取分配方案不用 --experts、--minimum、--per-region：每次抽取一张签。",
                    en: "A draw of a plan takes no --experts, --minimum or --per-region: one ticket is drawn."))
        }
        let earlier = try reader.draws()
        let reason = request.reason?.precomposed
        if earlier.contains(where: { $0.announcement.lottery != nil }) {
            guard reason?.allSatisfy(\.isWhitespace) == false else {
                throw Failure.usage(
                    Text(
                        zh: "已有分配方案的抽取，再次抽取须用 --reason 写明理由；前次抽取照存。",
                        en: "There is a draw of a plan. To draw again, give a written reason with --reason; the one before stays on record."
                    ))
            }
        }
        let (pool, lottery) = try tickets()
        let announcement = DrawAnnouncement(
            call: round.callDigest, category: request.category, number: earlier.count + 1, at: now,
            method: call.draw?.method ?? .sha256, quotas: DrawQuotas(experts: 1), reason: reason,
            isRehearsal: request.rehearsalSeed != nil, seedDigest: seedDigest,
            sources: try request.sources.map(soundSource), lottery: lottery.digest, pool: pool)
        try announcement.requireDrawable(call)
        return announcement
    }

    private func soundSource(_ source: DrawSource) throws -> DrawSource {
        let source = DrawSource(name: source.name.precomposed, count: source.count, at: source.at)
        guard !source.name.allSatisfy(\.isWhitespace), (1...1000).contains(source.count) else {
            throw Failure.usage(
                Text(zh: "数源须有名称和 1 至 1000 个数字。", en: "A source has a name, and from 1 to 1000 numbers."))
        }
        guard source.at > now else {
            throw Failure.failed(
                Text(
                    zh: "数源“\(source.name)”定于 \(source.at.inChina)（北京时间），已经过去。只能用尚未公布的数字。",
                    en:
                        "The source “\(source.name)” is public since \(source.at.inChina) (China time). Name numbers that are still to come."
                ))
        }
        return source
    }
}

extension DrawRequest {
    /// The call's quotas with what is asked for instead.
    fileprivate func quotas(insteadOf given: DrawQuotas) -> DrawQuotas {
        var quotas = given
        if let experts { quotas.experts = experts }
        for minimum in minima {
            quotas.minima.removeAll { $0.specialty == minimum.specialty }
            if minimum.minimum > 0 { quotas.minima.append(minimum) }
        }
        if let perRegion { quotas.perRegion = perRegion > 0 ? perRegion : nil }
        return quotas
    }
}

extension DrawAnnouncement {
    /// Refuses a draw that could not be made, or not be written down unmistakably.
    fileprivate func requireDrawable(_ call: Call) throws {
        guard !sources.isEmpty else {
            throw Failure.usage(
                Text(zh: "至少须有一个公开数源（--source）。", en: "Name at least one source of public numbers (--source)."))
        }
        let range = 1...DrawOrder.largestPool
        guard range.contains(quotas.experts), range.contains(quotas.perRegion ?? 1),
            quotas.minima.allSatisfy({ range.contains($0.minimum) })
        else {
            throw Failure.usage(
                Text(
                    zh: "抽取人数和限额须为 1 至 \(range.upperBound) 的整数。",
                    en: "Quotas are whole numbers from 1 to \(range.upperBound)."))
        }
        guard quotas.minima.allSatisfy({ minimum in call.specialties.contains { $0.id == minimum.specialty } })
        else {
            let known = call.specialties.map(\.id).joined(separator: ", ")
            throw Failure.usage(
                Text(
                    zh: "抽取人数须为正数，专业须为：\(known)。", en: "At least one is drawn, and the specialties are: \(known)."))
        }
        let panel = call.category(category).flatMap(call.panel)?.size ?? 0
        guard quotas.experts >= panel else {
            throw Failure.usage(
                Text(
                    zh: "抽取人数 \(quotas.experts) 少于评审组人数 \(panel)。", en: "\(quotas.experts) are fewer than the \(panel) on a panel."))
        }
        guard blurredTexts.isEmpty else {
            throw Failure.usage(
                Text(
                    zh: "数源名称、理由和编号不得含换行、制表等控制字符。",
                    en: "Sources, reasons and numbers may not hold line ends, tabs or other control characters."))
        }
        if let shortage = shortage(naming: call.name(ofSpecialty:)) {
            throw Failure.failed(
                Text(
                    zh: "无法按此名额抽取：\(shortage.zh)。可用 --experts、--minimum、--per-region 另定，并以 --reason 写明理由。",
                    en:
                        "The draw cannot be made: \(shortage.en). Set other quotas with --experts, --minimum or --per-region, and say why with --reason."
                ))
        }
    }
}

extension String {
    /// The text in one spelling for what looks the same (NFC), as everything that is taken in.
    fileprivate var precomposed: String { precomposedStringWithCanonicalMapping }
}
