/// What this tool says when it cannot do its work.
struct Complaint: Error, CustomStringConvertible {
    /// What is wrong, and where.
    var description: String

    /// A complaint in one sentence.
    init(_ description: String) {
        self.description = description
    }
}
