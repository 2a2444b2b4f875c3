internal import Dispatch

/// Rows of a matrix that have nothing to do with each other, worked on by all processors at once.
enum RowsTogether {
    /// So many multiplications are worth waking another processor for.
    private static let least = 400_000
    /// At most so many parts: more than processors, since rows take different times.
    private static let most = 16

    /// Works on rows part by part, in any order, and at the same time where that is worth it.
    ///
    /// - Parameters:
    ///   - step: Every part begins a multiple of this after the first row.
    ///   - effort: Multiplications a row.
    ///   - work: Must not touch what belongs to rows outside of its part.
    static func forEachPart(of rows: Range<Int>, by step: Int, effort: Int, _ work: (Range<Int>) -> Void) {
        guard !rows.isEmpty else { return }
        let steps = (rows.count + step - 1) / step
        let parts = min(steps, most, rows.count * effort / least)
        guard parts > 1 else { return work(rows) }
        // Each row is written by one part alone, and nobody goes on before all are done.
        nonisolated(unsafe) let work = work
        @Sendable func doPart(_ part: Int) {
            func edge(_ part: Int) -> Int { min(rows.lowerBound + steps * part / parts * step, rows.upperBound) }
            work(edge(part)..<edge(part + 1))
        }
        DispatchQueue.concurrentPerform(iterations: parts, execute: doPart)
    }
}
