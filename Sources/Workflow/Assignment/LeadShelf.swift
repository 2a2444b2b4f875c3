import Synchronization

/// Keeps who leads the panels, since plans are long and every expert's list asks; read anew when a plan was made or decided on.
final class LeadShelf: Sendable {
    private let shelf = Mutex<(plans: Set<[String]>, leads: Set<[String]>)?>(nil)

    /// Who leads by the plan in force: dossier, expert.
    func leads(in reader: any RoundReader) throws -> Set<[String]> {
        let plans = Set(try reader.texts(["number", "state"], of: PlanRecord.self))
        if let (known, leads) = shelf.withLock({ $0 }), known == plans { return leads }
        let leads = Set(try reader.leads())
        shelf.withLock { $0 = (plans, leads) }
        return leads
    }
}
