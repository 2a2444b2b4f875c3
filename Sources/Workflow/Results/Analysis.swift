internal import Programme
public import Scoring

extension Office {
    /// What the scores of each category say beside the official results, in the call's order; for chairs and auditors.
    ///
    /// - Parameter category: One category only.
    public func analyzeResults(category: String? = nil, as actor: String) async throws -> [CategoryAnalysis] {
        try await consult(.analyzeResults, as: actor) { reader, call, _ in
            guard category == nil || call.categories.contains(where: { $0.id == category }) else {
                throw Failure.failed(
                    Text(zh: "没有类别 \(category ?? "")。请核对编号。", en: "There is no category \(category ?? ""). Check its id."))
            }
            let panels = try reader.panelSheets(call)
            return call.categories.filter { category == nil || $0.id == category }.map { call.analysis(of: $0, panels) }
        }
    }
}
