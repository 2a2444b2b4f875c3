import Foundation
import Matching
import Programme
import Synchronization
import Workflow

/// A search that somebody waits for: it reports its progress, and the first Ctrl-C (or SIGTERM) makes it end with the best
/// that it has. The second ends the program at once.
struct WatchedSearch: Sendable {
    private let report: ProgressReport

    /// - Parameter phase: What goes on first; Ctrl-C then still ends the program at once, as nothing is found yet.
    init(_ options: ProgressOptions, _ phase: Text) {
        report = ProgressReport(options, phase)
    }

    /// Runs the search, with what may end it early and what is to be told of its course.
    func run<Answer>(
        _ search: (Cancellation, @escaping @Sendable (SolveProgress) -> Void) async throws -> Answer
    ) async throws -> Answer {
        Interruption.listen()
        defer {
            Interruption.listenNoMore()
            report.end()
        }
        return try await search(Cancellation { Interruption.wasAsked }) { report.tell($0) }
    }

    /// Asks for what has to be searched for. Where a server searches, only the time that it takes can be told, and Ctrl-C ends the
    /// program at once: what the server finds is kept by it.
    func ask<Asked: UseCase>(_ asked: Asked, at round: DeskOptions) async throws -> Asked.Answer {
        guard !round.isRemote else {
            report.enter(.askingServer)
            defer { report.end() }
            return try await round.desk().ask(asked)
        }
        return try await run { cancellation, progress in
            try await round.desk(watch: SearchWatch(cancellation: cancellation, progress: progress)).ask(asked)
        }
    }

    /// Says, where the search was interrupted, that it was and what is proven all the same.
    func remark(status: Plan.Status, bound: Double?, gap: Double?) {
        guard Interruption.wasAsked else { return }
        note(Text(zh: "求解被中断。", en: "The search was interrupted. ") + proven(status, bound, gap))
    }

    /// The same of a plan.
    func remark(on plan: Plan) { remark(status: plan.status, bound: plan.bound, gap: plan.gap) }

    private func proven(_ status: Plan.Status, _ bound: Double?, _ gap: Double?) -> Text {
        switch status {
        case .optimal:
            Text(zh: "此前已证明方案最优。", en: "By then the plan was proven the best.")
        case .feasible:
            Text(zh: "所得为此前最好的方案，满足全部要求", en: "This is the best plan until then; it keeps to every requirement")
                + (bound.map { Text(zh: "；已证明任何方案都不超过 \($0)", en: "; it is proven that no plan exceeds \($0)") } ?? Text(verbatim: ""))
                + (gap.map {
                    let percent = String(format: "%.4f", $0 * 100)
                    return Text(zh: "，差距 \(percent)%。", en: ", a gap of \(percent) %.")
                } ?? Text(zh: "。", en: "."))
        case .infeasible:
            Text(
                zh: "已证明无法满足全部要求，原因和解决办法未及查全。",
                en: "It is proven that not every requirement can hold; reasons and ways out are not complete.")
        }
    }
}

/// Whether somebody asked by a signal that a search ends.
enum Interruption {
    private static let asked = Atomic(false)
    /// What the handler writes: it may neither make texts nor wait for anything.
    nonisolated(unsafe) private static var words = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private static let signals = [SIGINT, SIGTERM]

    static var wasAsked: Bool { asked.load(ordering: .relaxed) }

    /// From now on the first signal asks; one that is ignored, as in the background, stays so.
    static func listen() {
        let text = local(
            "\n正在结束，给出现有最好的方案；再按一次 Ctrl-C 立即退出。\n",
            "\nEnding with the best plan so far; press Ctrl-C again to leave at once.\n")
        if words.baseAddress == nil {
            words = .allocate(capacity: text.utf8.count)
            _ = words.initialize(from: text.utf8)
        }
        // The handler may not be the first to touch it.
        _ = wasAsked
        for number in signals {
            let before = signal(number, handler)
            if isIgnoring(before) { signal(number, SIG_IGN) }
        }
    }

    /// Signals end the program again.
    static func listenNoMore() {
        for number in signals {
            let before = signal(number, SIG_DFL)
            if isIgnoring(before) { signal(number, SIG_IGN) }
        }
    }

    private static func isIgnoring(_ handler: sighandler_t?) -> Bool {
        handler.map { unsafeBitCast($0, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) } ?? false
    }

    /// Only what is safe in a handler (POSIX.1-2017, 2.4.3): an atomic, write, signal, raise.
    private static let handler: sighandler_t = { number in
        guard asked.exchange(true, ordering: .relaxed) else {
            _ = write(STDERR_FILENO, words.baseAddress, words.count)
            return
        }
        signal(number, SIG_DFL)
        raise(number)
    }
}

extension Text {
    /// The phase before the search of a command on an instance.
    static let readingInstance = Text(zh: "读取实例", en: "reading the instance")
    /// The phase before the search of a command on a round.
    static let readingRound = Text(zh: "读取本轮工作", en: "reading the round")
    /// The phase while a server searches.
    static let askingServer = Text(zh: "服务器正在求解", en: "the server is searching")
}
