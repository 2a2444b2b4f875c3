public import Formats
internal import Programme

extension Office {
    /// The record of the panels with experts' names, for those who see the assignment.
    public func panelRecord(as actor: String) async throws -> PanelRecord {
        try await consult(.seeAssignment, as: actor) { reader, call, round in
            let experts = Dictionary(try reader.all(Expert.self).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let houses = Dictionary(grouping: try reader.all(Affiliation.self).filter { $0.until == nil }, by: \.expert)
            let reviews = Dictionary(grouping: try reader.all(Review.self), by: \.dossier)
            let conflicts = Dictionary(grouping: try reader.all(Conflict.self).filter(\.binds), by: \.dossier)
            let leads = Set(try reader.leads())
            let dossiers = Dictionary(grouping: try reader.activeDossiers(), by: \.category)
            let plan = try reader.all(PlanRecord.self).first { $0.state == .approved && $0.purpose == .round }
            func specialties(_ expert: Expert?) -> Text {
                (expert?.specialties ?? []).map { id in call.specialties.first { $0.id == id }?.name ?? Text(verbatim: id) }.enumerated()
            }
            return PanelRecord(
                title: call.title, source: call.source,
                groups: call.categories.map { category in
                    PanelRecord.Group(
                        name: category.name,
                        panels: (dossiers[category.id] ?? []).sorted { $0.id < $1.id }.map { dossier in
                            let grounds = Dictionary(grouping: conflicts[dossier.id] ?? [], by: \.ground)
                            return PanelRecord.Panel(
                                dossier: dossier.id, applicant: dossier.applicant,
                                members: (reviews[dossier.id] ?? []).sorted { $0.expert < $1.expert }.map { review in
                                    PanelRecord.Member(
                                        expert: review.expert, name: experts[review.expert]?.name ?? "",
                                        organisation: (houses[review.expert] ?? []).map(\.organisation).sorted().joined(separator: "、"),
                                        specialties: specialties(experts[review.expert]),
                                        leads: review.state.sits && leads.contains([dossier.id, review.expert]), sits: review.state.sits,
                                        state: review.standing, reason: review.reason ?? "")
                                },
                                excluded: Conflict.Ground.allCases.compactMap { ground in
                                    grounds[ground].map { .init(ground: ground.name, experts: $0.map(\.expert).sorted()) }
                                })
                        })
                }.filter { !$0.panels.isEmpty },
                plan: plan.map { plan in
                    plan.optimal
                        ? Text(zh: "分配方案（第 \(plan.number) 号）已证明为最优。", en: "Plan \(plan.number) is proven to be the best.")
                        : Text(zh: "分配方案为第 \(plan.number) 号。", en: "The plan is number \(plan.number).")
                } ?? Text(zh: "尚无生效的分配方案。", en: "No plan is in force."),
                isSynthetic: try reader.isMadeUp(), isRehearsal: try reader.isRehearsed())
        }
    }
}
