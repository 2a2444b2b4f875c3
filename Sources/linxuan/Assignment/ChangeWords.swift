import Programme
import Workflow

extension PlanChanges {
    /// That no plan moves fewer reviews, where some had to move; nil where none did.
    var provenFewest: String? {
        guard moved > 0, fewest else { return nil }
        return local(
            "\n已证明：其余全部不动则无法补足；至少须调整 \(moved) 份评审（其中已存草稿 \(begun) 份），调整同样多的方案中总匹配度不可能更高",
            "\nProven: with all else untouched the places cannot be filled; at least \(moved) \(moved == 1 ? "review" : "reviews") must move (\(begun) of them with a saved draft), and no plan that moves as many has a higher total"
        )
    }

    /// The difference, panel by panel, as it is read before a plan is approved.
    ///
    /// - Parameter total: The total affinity of the plan, in ten-thousandths.
    func words(total: Int) -> String {
        let coming = dossiers.reduce(0) { $0 + $1.coming.count }
        let unproven = fewest ? "" : local("（未证明最少）", " (not proven the fewest)")
        var listing = Listing(
            Text(zh: "  材料", en: "  dossier"), Text(zh: "离开", en: "leaves"), Text(zh: "加入", en: "comes"))
        for panel in dossiers {
            for row in 0..<max(panel.leaving.count, panel.coming.count) {
                listing.add(
                    "  " + (row == 0 ? panel.dossier : ""), panel.leaving.dropFirst(row).first.map(words) ?? "",
                    panel.coming.dropFirst(row).first.map(words) ?? "")
            }
        }
        let (before, after) = (PlanReport.decimal(totalBefore), PlanReport.decimal(total))
        return local(
            "变动：调整 \(moved) 份评审\(unproven)，加入 \(coming) 人次；总匹配度由 \(before) 变为 \(after)",
            "Changes: reviews moved \(moved)\(unproven), experts coming \(coming); total affinity from \(before) to \(after)")
            + "\n" + listing.lines
    }

    private func words(_ leaver: Leaver) -> String {
        local("\(leaver.expert)（\(leaver.state.name.zh)）", "\(leaver.expert) (\(leaver.state.name.en))")
    }

    private func words(_ newcomer: Newcomer) -> String {
        newcomer.expert + (newcomer.reserve.map { local("（备选第 \($0) 位）", " (reserve \($0))") } ?? "")
    }
}
