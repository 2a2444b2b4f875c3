@testable import Matching
import Programme
import Testing

@Suite struct VerifierTests {
    private func solved() throws -> (AssignmentProblem, Plan) {
        var problem = AssignmentProblem(
            name: "sound", dossiers: (0..<6).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<5).map { .init(id: "E\($0)", maximumLoad: 3) },
            affinity: AffinityMatrix(
                dossierCount: 6, expertCount: 5, values: (0..<30).map { Double($0 * 7 % 11) / 8 }))
        problem.conflicts = [.init(dossier: 0, expert: 0)]
        return (problem, try problem.solve())
    }

    @Test func soundPlanHolds() throws {
        let (problem, plan) = try solved()
        let verification = problem.verify(plan)
        #expect(verification.holds)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger total" })
    }

    @Test func everyAlterationIsFound() throws {
        let (problem, plan) = try solved()
        let alterations: [(inout Plan) -> Void] = [
            { $0.assignments.removeLast() },
            { $0.assignments.append($0.assignments[0]) },
            { $0.assignments.swapAt(0, 1) },
            { $0.assignments[0] = AssignmentPair(dossier: 0, expert: 0) },
            { $0.assignments[0] = AssignmentPair(dossier: 9, expert: 0) },
            { $0.total += 0.125 },
            { $0.floor = ($0.floor ?? 0) + 0.125 },
            { $0.floor = nil },
            { $0.bound = $0.total - 1 },
            { $0.bound = $0.total + 1 },
            { $0.gap = 0.5 },
            { $0.certificate = nil },
            { $0.certificate?.bound -= 1 },
            { $0.certificate?.duals[.demand(dossier: 0), default: 0] += 1_000_000_000_000_000 },
            { $0.certificate?.duals[.demand(dossier: 99)] = 1 },
            { $0.certificate?.duals[.load(expert: 0)] = .max },
            { $0.certificate?.scale = 10 },
            { $0.certificate?.resolution = 0 },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            alter(&altered)
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    /// Every kind of requirement with a price, so little room that all of them give way but that no place stays empty.
    private func softSolved() throws -> (AssignmentProblem, Plan) {
        let problem = AssignmentProblem(
            name: "soft", dossiers: (0..<4).map { .init(id: "D\($0)", demand: 2, tags: ["c": ["x"]], price: 3) },
            experts: (0..<3).map { .init(id: "E\($0)", minimumLoad: 3, maximumLoad: 3, tags: ["s": ["a"]], price: 0.25) },
            affinity: AffinityMatrix(
                dossierCount: 4, expertCount: 3, values: [0, 7, -16, 10, 6, 2, 9, 5, 1, 8, 4, 0].map { $0 / 8 }),
            conflicts: [.init(dossier: 1, expert: 0, price: 0.125), .init(dossier: 2, expert: 0)],
            pins: [.init(dossier: 0, expert: 2, price: 0.125)],
            composition: [.init(tag: "s", limit: .maximumPerValue(1), price: 0.5)],
            loads: [.init(dossiers: .tagged("c", value: "x"), maximum: 2, price: 0.125)],
            neverTogether: [.init(1, 2, price: 0.125)],
            neverMutual: [.init(.init(dossier: 2, expert: 1), .init(dossier: 2, expert: 2), price: 0.125)])
        return (problem, try problem.solve())
    }

    @Test func softPlanHolds() throws {
        let (problem, plan) = try softSolved()
        #expect(plan.status == .optimal && plan.value != nil && plan.concessions.count > 5)
        let verification = problem.verify(plan)
        #expect(verification.holds)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger value" })
    }

    @Test func everyAlterationOfConcessionsIsFound() throws {
        let (problem, plan) = try softSolved()
        let alterations: [(inout Plan) -> Void] = [
            { $0.concessions = [] },
            { $0.concessions.removeLast() },
            { $0.concessions.append($0.concessions[0]) },
            { $0.concessions[0].amount += 1 },
            { $0.concessions[0].amount = -$0.concessions[0].amount },
            { $0.concessions[0].price = 0 },
            { $0.concessions[0].requirement = .pin(index: 99) },
            { $0.concessions[0].requirement = .demand(dossier: 0) },
            { $0.concessions.append(.init(requirement: .demand(dossier: 0), amount: 0, price: 3, message: Text(verbatim: ""))) },
            { $0.value = nil },
            { $0.value = $0.total },
            { $0.value = ($0.value ?? 0) + 0.125 },
            { $0.bound = $0.total },
            { $0.gap = 0.5 },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            alter(&altered)
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    /// A plan is worth something else at other prices, or where something must hold.
    @Test func everyAlterationOfPricesIsFound() throws {
        let (problem, plan) = try softSolved()
        let alterations: [(inout AssignmentProblem) -> Void] = [
            { $0.experts[2].price = 0.5 }, { $0.experts[2].price = nil },
            { $0.conflicts[0].price = 0.5 }, { $0.conflicts[0].price = nil },
            { $0.pins[0].price = 0.25 }, { $0.pins[0].price = nil },
            { $0.composition[0].price = 0.25 }, { $0.composition[0].price = nil },
            { $0.loads[0].price = 0.25 }, { $0.loads[0].price = nil },
            { $0.neverTogether[0].price = 0.25 }, { $0.neverTogether[0].price = nil },
            { $0.neverMutual[0].price = 0.25 }, { $0.neverMutual[0].price = nil },
        ]
        let paid = Set(plan.concessions.map { "\($0.requirement)".prefix { $0 != "(" } })
        #expect(paid.isSuperset(of: ["load", "conflict", "pin", "composition", "categoryLoad", "neverTogether", "neverMutual"]), "\(paid)")
        for (index, alter) in alterations.enumerated() {
            var altered = problem
            alter(&altered)
            #expect(!altered.verify(plan).holds, "alteration \(index)")
        }
    }

    /// A multiplier above its price proves nothing, whatever bound it makes.
    @Test func multipliersKeepToPrices() throws {
        let (problem, plan) = try softSolved()
        let certificate = try #require(plan.certificate)
        let unit = certificate.scale * certificate.resolution
        /// Whether a multiplier is at fault, and not only the bound that it changes.
        func isRefused(_ requirement: Requirement, _ multiplier: Int) -> Bool {
            var altered = certificate
            altered.duals[requirement] = multiplier
            return AssignmentModel(problem).bound(by: altered) == nil
        }
        for requirement in [Requirement.load(expert: 0), .categoryLoad(rule: 0, expert: 0), .neverTogether(index: 0, dossier: 0)] {
            let price = unit / (requirement == .load(expert: 0) ? 4 : 8)
            #expect(!isRefused(requirement, price) && !isRefused(requirement, -price))
            #expect(isRefused(requirement, price + 1) && isRefused(requirement, -price - 1))
        }
        // Places may stay empty at a price; a panel never has too many.
        #expect(!isRefused(.demand(dossier: 0), -3 * unit) && isRefused(.demand(dossier: 0), -3 * unit - 1))
        #expect(!isRefused(.demand(dossier: 0), 4 * unit))
    }

    /// A certificate comes from anybody: sums that overflow could prove what is not so.
    @Test func certificatesThatOverflowAreRefused() throws {
        var (problem, plan) = try solved()
        problem.neverTogether = (0..<40).map { _ in .init(1, 2) }
        let certificate = try #require(plan.certificate)
        for requirement in [Requirement.load(expert: 0), .demand(dossier: 0)] {
            plan.certificate?.duals[requirement] = .min
            #expect(!problem.verify(plan).holds)
            plan.certificate = certificate
        }
        for index in 0..<40 { plan.certificate?.duals[.neverTogether(index: index, dossier: 0)] = 1 << 58 }
        #expect(!problem.verify(plan).holds)
        plan.certificate = certificate
        plan.certificate?.resolution = 1 << 40
        #expect(!problem.verify(plan).holds)
    }

    /// A floor binds only dossiers that need someone: "proving" by the floor of another one is no proof.
    @Test func floorOfADossierWithoutDemandProvesNothing() throws {
        let problem = AssignmentProblem(
            name: "idle", dossiers: [.init(id: "D0", demand: 0), .init(id: "D1", demand: 1)],
            experts: [.init(id: "E0", maximumLoad: 1)],
            affinity: AffinityMatrix(dossierCount: 2, expertCount: 1, values: [0.5, 0.5]))
        var plan = try problem.solve(SolveOptions(objective: .fair))
        let honest: [Requirement: Int] = [.demand(dossier: 1): 500_000]
        plan.certificate = Certificate(scale: 1_000_000, resolution: 1, duals: honest, bound: 500_000)
        #expect(problem.verify(plan).holds)
        let idle: [Requirement: Int] = [.floor(dossier: 0): -1, .demand(dossier: 0): 10_000_000]
        plan.certificate = Certificate(
            scale: 1_000_000, resolution: 1, duals: honest.merging(idle) { $1 }, bound: 0)
        #expect(!problem.verify(plan).holds)
    }

    /// A bound that only comes out because sums wrap around.
    @Test func multipliersThatOverflowProveNothing() throws {
        let problem = AssignmentProblem(
            name: "fine", dossiers: [.init(id: "D", demand: 1)], experts: [.init(id: "E", maximumLoad: 1)],
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 1, values: [1 / 3]))
        var plan = try problem.solve()
        let scale = 1 << 46
        let weight = Int((Double(scale) / 3).rounded())
        let wrapped = weight &* 1_000_000 / 1_000_000
        #expect(0 < wrapped && wrapped < weight)
        plan.certificate = Certificate(scale: scale, resolution: 1_000_000, duals: [:], bound: wrapped)
        #expect(!problem.verify(plan).holds)
        plan.certificate = Certificate(scale: scale, resolution: 1, duals: [:], bound: weight)
        #expect(problem.verify(plan).holds)
    }
}

@Suite("A forged certificate")
struct ForgedCertificateTests {
    /// One place, two experts; the plan takes the worse one.
    private let problem = AssignmentProblem(
        name: "forged", dossiers: [.init(id: "D", demand: 1)],
        experts: [.init(id: "E0", maximumLoad: 1), .init(id: "E1", maximumLoad: 1)],
        affinity: AffinityMatrix(dossierCount: 1, expertCount: 2, values: [1_000_000, 999_999]))

    private func worse(_ certificate: Certificate) -> Plan {
        Plan(
            status: .optimal, objective: .fair, assignments: [.init(dossier: 0, expert: 1)], total: 999_999, floor: 999_999,
            bound: 999_999, gap: 0, floorBound: 999_999, certificate: certificate, diagnosis: [])
    }

    /// A worth of 10^12 units times this multiplier is beyond 64 bits, and below zero in what is left of it.
    @Test("is refused where its numbers would overflow")
    func overflow() {
        let multiplier = 12_000_000
        // What the bound came to when it was computed with what was left: below the floor's own total.
        let bound = -multiplier * 999_999 * 1000
        let forged = Certificate(scale: 1_000_000, resolution: 1000, duals: [.floor(dossier: 0): -multiplier], bound: bound)
        #expect(!problem.verify(worse(forged)).holds)
    }

    @Test("is refused where a multiplier is out of all range", arguments: [Int.min, .min + 1, .max, 1 << 58 + 1])
    func largest(multiplier: Int) {
        for requirement in [Requirement.load(expert: 0), .demand(dossier: 0), .floor(dossier: 0)] {
            let forged = Certificate(scale: 1_000_000, resolution: 1, duals: [requirement: multiplier])
            #expect(!problem.verify(worse(forged)).holds)
        }
    }
}
