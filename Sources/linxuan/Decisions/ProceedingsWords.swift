import Formats
import Programme
import Scoring
import Workflow

extension ShortlistView {
    /// The list with all that chairs weigh, a dossier a line.
    func listing(_ call: Call) -> String {
        var listing = Listing(
            Text(zh: "入选", en: "listed"), Text(zh: "名次", en: "place"), Text(zh: "成绩", en: "score"),
            Text(zh: "材料", en: "dossier"), Text(zh: "调整成绩 [90 %]", en: "adjusted [90 %]"), Text(zh: "评分表", en: "sheets"),
            Text(zh: "考查", en: "visit"),
            Text(zh: "待核定", en: "flags"), Text(zh: "类别", en: "category"), Text(zh: "申报主体", en: "applicant"),
            Text(zh: "依据", en: "ground"))
        for line in lines {
            let moved = line.placement.reason.map { local("；调整：\($0)", "; moved: \($0)") } ?? ""
            listing.add(
                line.placement.listed ? "✓" : "", line.outcome.place, line.outcome.score?.description ?? "–", line.dossier.id,
                line.adjusted?.text ?? "–", "\(line.outcome.sheets.count)/\(line.panel)", line.visited ? "✓" : "",
                line.flags.isEmpty ? "" : line.flags.map(\.flag.standing.local).joined(separator: local("、", ", ")),
                call.name(ofCategory: line.dossier.category).local, line.dossier.applicant, line.placement.ground.local + moved)
        }
        return listing.lines
    }
}

extension ShortlistView.Proceedings {
    /// Who declined to sign, who is present, recused and dissents, and what votes came to, as lines of text.
    var words: [Text] {
        var lines = refusals.map(\.words)
        if let quorum {
            let present = chairs.filter(\.present)
            lines.append(
                Text(
                    zh: "到会组长 \(present.count) 人（法定 \(quorum) 人）：\(present.map(\.chair).joined(separator: "、"))",
                    en: "\(present.count) chairs present (\(quorum) needed): \(present.map(\.chair).joined(separator: ", "))"))
        }
        lines += recusals.map {
            Text(zh: "\($0.chair) 就 \($0.dossier) 回避：\($0.reason)", en: "\($0.chair) is recused from \($0.dossier): \($0.reason)")
        }
        lines += motions.map { line in
            Text(
                zh:
                    "第 \(line.motion.number) 号动议：\(line.motion.dossier) \(line.motion.listed ? "调入" : "调出")（\(line.motion.chair)：\(line.motion.reason)）；",
                en:
                    "motion \(line.motion.number): \(line.motion.dossier) \(line.motion.listed ? "in" : "out") (\(line.motion.chair): \(line.motion.reason)); "
            ) + tally(line.votes, line.entitled, line.standing)
        }
        if let vote = listVote, !vote.votes.isEmpty {
            lines.append(Text(zh: "对名单表决：", en: "vote on the list: ") + tally(vote.votes, vote.entitled, vote.standing))
        }
        lines += dissents.map { dissent in
            Text(
                zh: "不同意见（\(dissent.chair)\(dissent.dossier.map { "，\($0)" } ?? "")）：\(dissent.reason)",
                en: "dissent (\(dissent.chair)\(dissent.dossier.map { ", \($0)" } ?? "")): \(dissent.reason)")
        }
        return lines
    }

    /// The same as a part of a paper in Chinese, with what each chair said to the list.
    var paper: String {
        guard !words.isEmpty else { return "" }
        let lines = words.map { "- \(Paper.cell($0.zh))\n" } + chairs.map { "- \(Paper.cell($0.name))（\($0.chair)）：\($0.said.name.zh)\n" }
        return "## 审定经过\n\n\(lines.joined())\n"
    }
}

extension RefusalLine {
    /// The refusal as a line of text.
    fileprivate var words: Text {
        let since =
            stands
            ? ofThisList ? Text(verbatim: "") : Text(zh: "（就调整前的名单）", en: " (of an earlier list)")
            : Text(zh: "（其后已签字）", en: " (signed since)")
        return Text(
            zh: "\(refusal.chair) 拒绝签字（\(refusal.at.inChina)）", en: "\(refusal.chair) declines to sign (\(refusal.at.inChina))")
            + since + Text(zh: "：\(refusal.reason)", en: ": \(refusal.reason)")
    }
}

extension DossierInFull {
    /// All there is on a dossier, as text.
    func words(_ call: Call) -> String {
        let (outcome, placement) = (line.outcome, line.placement)
        let category = call.category(line.dossier.category)
        var lines = [
            Text(verbatim: "\(line.dossier.id)  \(line.dossier.applicant)"),
            Text(
                zh: "\(category?.name.zh ?? "")，\(call.authority(line.dossier.authority)?.name ?? "")推荐",
                en: "\(category?.name.en ?? ""), recommended by \(call.authority(line.dossier.authority)?.name ?? "")"),
            Text(
                zh:
                    "成绩 \(outcome.score?.description ?? "–")（及格线 \(category?.passMark.short ?? "–")），名次 \(outcome.rank.map(String.init) ?? "–")，\(outcome.standing.name.zh)；评分表 \(outcome.sheets.count)/\(line.panel)",
                en:
                    "score \(outcome.score?.description ?? "–") (pass mark \(category?.passMark.short ?? "–")), place \(outcome.rank.map(String.init) ?? "–"), \(outcome.standing.name.en); \(outcome.sheets.count) of \(line.panel) sheets"
            ),
        ]
        if let adjusted = line.adjusted, let ranked = outcome.adjusted {
            lines.append(
                Text(zh: "按通知规定以调整成绩（扣除专家宽严）排序：", en: "ranked by adjusted scores (leniency of experts taken out), as the call says: ")
                    + ranked.told
                    + Text(
                        zh: "；\(adjusted.text)，名次区间 \(adjusted.bestPlace)–\(adjusted.worstPlace)",
                        en: "; \(adjusted.text), places \(adjusted.bestPlace)–\(adjusted.worstPlace)"))
        } else if let adjusted = line.adjusted {
            lines.append(
                Text(
                    zh: "调整成绩 \(adjusted.text)（扣除专家宽严后，仅供参考，不替代成绩），名次区间 \(adjusted.bestPlace)–\(adjusted.worstPlace)",
                    en:
                        "adjusted \(adjusted.text) (leniency of experts taken out; beside the official score, never in its place), places \(adjusted.bestPlace)–\(adjusted.worstPlace)"
                ))
        }
        lines += criteria.map {
            Text(zh: "  \($0.name.zh)（\($0.weight)%） \($0.score)", en: "  \($0.name.en) (\($0.weight)%) \($0.score)")
        }
        lines.append(
            Text(
                zh: placement.listed ? "现列入名单；按结果：" : "现未列入名单；按结果：",
                en: placement.listed ? "on the list; by the result: " : "off the list; by the result: ")
                + placement.ground)
        lines += line.moves.map {
            Text(
                zh: "第 \($0.number) 次调整：\($0.after ? "调入" : "调出")（\($0.by)，\($0.at.inChina)）：\($0.reason)",
                en: "move \($0.number): \($0.after ? "in" : "out") (\($0.by), \($0.at.inChina)): \($0.reason)")
        }
        lines += motions.map {
            Text(
                zh: "第 \($0.motion.number) 号动议（\($0.motion.chair)：\($0.motion.reason)）；",
                en: "motion \($0.motion.number) (\($0.motion.chair): \($0.motion.reason)); ")
                + tally($0.votes, $0.entitled, $0.standing)
        }
        lines += motions.flatMap { motion in
            motion.votes.map { vote in
                Text(verbatim: "  \(vote.chair)  ") + vote.choice.name + Text(verbatim: vote.reason.map { "  \($0)" } ?? "")
            }
        }
        lines += line.evidence.map { $0.title + Text(zh: "：", en: ": ") + $0.text }
        for flag in line.flags {
            lines.append(
                Text(zh: "受理时待核定：", en: "flag at filing: ") + flag.name + Text(zh: "（", en: " (") + Text(verbatim: flag.flag.found)
                    + Text(zh: "），", en: "), ") + flag.flag.standing)
            lines += flag.decisions.map { Text(verbatim: "  ") + $0.line }
        }
        lines += dissents.map { Text(zh: "不同意见（\($0.chair)）：\($0.reason)", en: "dissent (\($0.chair)): \($0.reason)") }
        lines += recused.map { Text(zh: "回避组长：\($0.chair)（\($0.reason)）", en: "recused: \($0.chair) (\($0.reason))") }
        lines += objections.map(\.words) + rereviews.map(\.words)
        return lines.map(\.local).joined(separator: "\n")
    }
}
