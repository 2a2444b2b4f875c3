internal import Formats
public import Programme

extension Office {
    /// Registers a person with a role. A person has one role in a round, and keeps it.
    public func grant(_ person: Person, as actor: String) async throws {
        try await perform(.grantRole, as: actor) { ledger in
            try person.requireSound()
            if let known = try ledger.reader.find(Person.self, [person.id]) {
                throw Failure.failed(
                    Text(
                        zh: "\(known.id) 已登记为\(known.role.name.zh)（\(known.name)）；同一人在一轮中只有一种身份。",
                        en: "\(known.id) is \(known.role.name.en) already (\(known.name)); a person has one role in a round."))
            }
            guard person.role != .expert else {
                throw Failure.usage(
                    Text(zh: "专家由 intake experts 导入。", en: "Experts come in through intake experts."))
            }
            try ledger.put(person)
        }
    }

    /// Everybody who may act in the round.
    public func people(as actor: String) async throws -> [Person] {
        try await consult(.seeExperts, as: actor) { reader, _, _ in try reader.all(Person.self) }
    }
}

extension Person {
    /// Refuses a number or a name that could not be told apart on paper.
    func requireSound() throws {
        guard Identifier.isSound(id) else {
            throw Failure.usage(Text(zh: "编号“\(id)”不对；应为：", en: "The number is “\(id)”; expected: ") + Identifier.form)
        }
        guard !name.allSatisfy(\.isWhitespace) else {
            throw Failure.usage(Text(zh: "姓名为空。", en: "The name is empty."))
        }
    }
}
