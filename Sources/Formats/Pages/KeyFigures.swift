internal import Programme

/// The figures that a reader asks for first.
struct KeyFigures: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        #"<dl class="figures">\#n\#(figures.map(card))</dl>\#n"#
    }

    private struct Figure {
        var name: String
        var value: String
        var unit: String
        var notes: [String]
    }

    private func card(_ figure: Figure) -> Markup {
        let unit: Markup = figure.unit.isEmpty ? "" : "<small>\(figure.unit)</small>"
        let notes: [Markup] = figure.notes.map { #"<dd class="note">\#($0)</dd>"# }
        return #"<div><dt>\#(figure.name)</dt><dd class="value">\#(figure.value)\#(unit)</dd>\#(notes)</div>\#n"#
    }

    private var figures: [Figure] {
        [dossiers, experts, conflicts, reviews, plan, shortlist].compactMap(\.self)
    }

    private var dossiers: Figure {
        let categories = page.categories.count
        return Figure(
            name: say("申报材料", "Dossiers filed"), value: Measure.quantity(page.filed), unit: say("件", ""),
            notes: [say("共 \(categories) 个类别", categories == 1 ? "in 1 category" : "in \(categories) categories")])
    }

    private var experts: Figure {
        let working = page.loads.reviews.count { $0 > 0 }
        return Figure(
            name: say("评审专家", "Experts"), value: Measure.quantity(page.counts.experts), unit: say("名", ""),
            notes: [
                say("承担评审 \(working) 名", "\(working) with reviews"),
                say("每人上限 \(page.loads.maximum) 件", "at most \(page.loads.maximum) reviews each"),
            ])
    }

    private var conflicts: Figure {
        Figure(
            name: say("回避情形", "Conflicts"), value: Measure.quantity(page.counts.conflicts.total),
            unit: say("条", ""), notes: [say("分事由见第四部分", "in the register; by ground in part 4")])
    }

    private var reviews: Figure {
        let states = page.counts.reviews.filter { $0.count > 0 }.map { "\($0.name(in: language)) \($0.count)" }
        return Figure(
            name: say("评审任务", "Reviews"), value: Measure.quantity(page.counts.reviews.total), unit: say("项", ""),
            notes: states.isEmpty ? [] : [states.joined(separator: say("，", ", "))])
    }

    private var plan: Figure? {
        page.plan.map { plan in
            Figure(
                name: say("分配方案匹配度", "Total affinity of the plan"), value: Measure.quantity(plan.total), unit: "",
                notes: [bound(of: plan), quality(of: plan), duration(of: plan)].compactMap(\.self))
        }
    }

    private func bound(of plan: RoundPage.PlanFacts) -> String {
        plan.bound.map { say("上界 \(Measure.quantity($0))", "bound \(Measure.quantity($0))") }
            ?? say("未证明上界", "no bound proved")
    }

    private func quality(of plan: RoundPage.PlanFacts) -> String {
        plan.optimal ? say("已证明最优", "proved optimal") : say("未证明最优", "not proved optimal")
    }

    private func duration(of plan: RoundPage.PlanFacts) -> String? {
        plan.seconds.map { say("用时 \(Measure.decimal($0)) 秒", "found in \(Measure.decimal($0)) s") }
    }

    private var shortlist: Figure {
        let (signed, needed) = (page.signatures.count, page.neededSignatures)
        return Figure(
            name: say("拟入选", "Shortlisted"), value: Measure.quantity(page.listed), unit: say("件", ""),
            notes: [
                say("通过专家评审 \(page.passed) 件", "\(page.passed) passed the review"),
                say("组长签署 \(signed)/\(needed)", "signatures: \(signed) of \(needed)"),
            ])
    }
}

extension RoundPage {
    var filed: Int { categories.map(\.filed).reduce(0, +) }
    var reviewed: Int { categories.map(\.reviewed).reduce(0, +) }
    var passed: Int { categories.map(\.passed).reduce(0, +) }
    var visited: Int { categories.map(\.visited).reduce(0, +) }
    var listed: Int { categories.map(\.listed).reduce(0, +) }
}

extension [RoundPage.Tally] {
    var total: Int { map(\.count).reduce(0, +) }
}
