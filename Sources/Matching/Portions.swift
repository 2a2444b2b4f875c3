internal import Dispatch

/// Does work on many places in portions, which the processors share out among them, and gives the answers in order.
///
/// The portions are the same whatever the number of processors, so that nothing depends on it: the answers are to be
/// put together by the caller, one after the other. What is not the portion's own, the work may only read.
func inPortions<Answer>(of size: Int, _ count: Int, _ work: (Range<Int>) -> Answer) -> [Answer] {
    let portions = (count + size - 1) / size
    return [Answer](unsafeUninitializedCapacity: portions) { buffer, written in
        // Each place is written by one portion alone, and nobody goes on before all are done.
        nonisolated(unsafe) let answers = buffer
        nonisolated(unsafe) let work = work
        @Sendable func doPortion(_ index: Int) {
            answers.initializeElement(at: index, to: work(index * size..<min((index + 1) * size, count)))
        }
        // The processors are called only where there is something to share.
        if portions > 1 { DispatchQueue.concurrentPerform(iterations: portions, execute: doPortion) }
        if portions == 1 { doPortion(0) }
        written = portions
    }
}

/// So many pairs make a portion: enough to be worth another thread's while.
let pairsInPortion = 1 << 19

extension AssignmentModel {
    /// Does work on the dossiers in portions of whole rows, as `inPortions`.
    func inPortionsOfDossiers<Answer>(_ work: (Range<Int>) -> Answer) -> [Answer] {
        inPortions(of: max(1, pairsInPortion / max(1, expertCount)), dossierCount, work)
    }
}
