/// What a run of detection changes in the register, and what of the register it no longer bears out.
///
/// What a person said stays, unless something is found that nobody had before them: then the entry is open again, and they
/// are asked anew.
public struct RegisterUpdate: Sendable {
    /// Entries as they are to be, each with what it is.
    public var changes: [Change]
    /// Entries that the program had found, and that the tables no longer show.
    public var unsupported: [Conflict]
    /// The register as it is once the changes are made.
    public var register: [Conflict]

    /// A change of one entry.
    public struct Change: Sendable, Hashable {
        /// The entry as it is to be.
        public var entry: Conflict
        /// What happens to it.
        public var kind: Kind

        /// A change.
        public init(entry: Conflict, kind: Kind) {
            self.entry = entry
            self.kind = kind
        }
    }

    /// What happens to an entry.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// It is new.
        case added
        /// A suspicion turned out to be certain.
        case proven
        /// Somebody lifted or cleared it, and something new is found.
        case reopened
        /// A suspicion has other evidence.
        case renewed

        /// The kind's name.
        public var name: Text {
            switch self {
            case .added: Text(zh: "新增", en: "new")
            case .proven: Text(zh: "疑似转为确定", en: "now certain")
            case .reopened: Text(zh: "有新依据，须重新核实", en: "open again: something new is found")
            case .renewed: Text(zh: "疑似依据有变", en: "suspected on other evidence")
            }
        }
    }

    /// Holds what was found against the register and all that was ever said in it.
    public init(found: [Conflict], register: [Conflict], statements: [ConflictStatement]) {
        let known = Dictionary(register.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var said: [Key: Set<Text>] = [:]
        for statement in statements {
            said[Key(statement), default: []].insert(statement.evidence)
        }
        changes = found.compactMap { conflict in
            guard let entry = known[Key(conflict)] else { return Change(entry: conflict, kind: .added) }
            let isNew = entry.evidence != conflict.evidence && said[Key(conflict)]?.contains(conflict.evidence) != true
            switch entry.state.standing {
            case .confirmed: return nil
            case .suspected where conflict.binds: return Change(entry: conflict, kind: .proven)
            case .suspected: return isNew ? Change(entry: conflict, kind: .renewed) : nil
            case .cleared:
                guard isNew else { return nil }
                var open = conflict
                open.state = .suspected
                return Change(entry: open, kind: .reopened)
            }
        }
        let changed = Dictionary(changes.map { (Key($0.entry), $0.entry) }, uniquingKeysWith: { first, _ in first })
        self.register = register.filter { changed[Key($0)] == nil } + changes.map(\.entry)
        let stillFound = Set(found.map(Key.init))
        unsupported = register.filter {
            ($0.state == .detected || $0.state == .suspected) && $0.ground != .request && !stillFound.contains(Key($0))
        }
    }

    private struct Key: Hashable {
        var expert: String
        var dossier: String
        var ground: Conflict.Ground

        init(_ entry: Conflict) {
            (expert, dossier, ground) = (entry.expert, entry.dossier, entry.ground)
        }

        init(_ statement: ConflictStatement) {
            (expert, dossier, ground) = (statement.expert, statement.dossier, statement.ground)
        }
    }
}
