import Matching
import Programme
import Testing

@Suite("A choice of visits, checked without a solver")
struct VisitSelectionCheckTests {
    private static let problem = VisitSelection(
        candidates: (0..<14).map { index in
            .init(
                dossier: "D-\(index)", province: "\(index % 4)", gain: 100 + index * index % 37 * 11, days: 1 + index % 2,
                isFixed: index == 5)
        },
        budget: .init(visits: 7, teamDays: 16, trips: 3), visitsPerTrip: 3, travelDays: 2)

    @Test("what was chosen has no faults")
    func sound() throws {
        let plan = try Self.problem.solve()
        #expect(Self.problem.faults(of: plan).isEmpty && plan.isOptimal && plan.dossiers.count > 3)
    }

    @Test("any other gain, cost, bound, dossier or multiplier is found")
    func altered() throws {
        let plan = try Self.problem.solve()
        func alter(_ change: (inout VisitSelectionPlan) -> Void) -> [Text] {
            var other = plan
            change(&other)
            return Self.problem.faults(of: other)
        }
        #expect(alter { $0.gain += 1 }.first?.en.contains("the gain is \(plan.gain)") == true)
        #expect(!alter { $0.gain -= 1 }.isEmpty)
        #expect(alter { $0.bound += 1 }.first?.en == "the bound is \(plan.gain), it says \(plan.gain + 1)")
        #expect(!alter { $0.bound -= 1 }.isEmpty)
        #expect(!alter { $0.cost.trips += 1 }.isEmpty)
        #expect(!alter { $0.multipliers[0] = -1 }.isEmpty)
        #expect(!alter { $0.dossiers.append("D-99") }.isEmpty)
        #expect(!alter { $0.dossiers.append($0.dossiers[0]) }.isEmpty)
        #expect(alter { $0.dossiers.removeAll { $0 == "D-5" } }.first?.en.contains("D-5") == true)
        // One visit fewer, told truly: it keeps to everything, and something gains more.
        let fewer = alter { plan in
            let left = Self.problem.candidates.first { plan.dossiers.contains($0.dossier) && !$0.isFixed }
            plan.dossiers.removeAll { $0 == left?.dossier }
            plan.gain -= left?.gain ?? 0
            plan.cost = Self.problem.cost(of: plan.dossiers)
            plan.bound = plan.gain
        }
        #expect(fewer.map(\.en).contains("there is a choice that gains more"))
        let free = VisitSelection(
            candidates: Self.problem.candidates, budget: .init(visits: 7), visitsPerTrip: 3, travelDays: 2)
        var priced = try free.solve()
        #expect(free.faults(of: priced).isEmpty)
        priced.multipliers[2] = 5
        #expect(!free.faults(of: priced).isEmpty, "a price for what has no limit")
    }
}
