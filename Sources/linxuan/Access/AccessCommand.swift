import ArgumentParser
import Programme
import Workflow

/// `linxuan access`: who may act in a round.
struct AccessCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "access", abstract: local("登记人员和身份", "Register people and their roles"),
            subcommands: [Grant.self, List.self, Code.self, Tokens.self, Revoke.self])
    }

    struct Grant: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "grant", abstract: local("登记一名人员", "Register a person with a role"))
        }

        @Argument(help: .text("人员编号", "The person's number")) var person: String
        @Option(help: .text("姓名", "The name")) var name: String
        @Option(help: .text("身份：secretariat、chair 或 auditor", "The role: secretariat, chair or auditor", value: "role"))
        var role: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            guard let role = Role(rawValue: role), role != .expert else {
                throw Failure.usage(
                    Text(
                        zh: "身份只能是 secretariat、chair 或 auditor；专家由 intake experts 导入。",
                        en: "A role is secretariat, chair or auditor; experts come in through intake experts."))
            }
            _ = try await round.desk().ask(GrantRole(person: Person(id: person, name: name, role: role)))
            try round.common.show(Person(id: person, name: name, role: role)) {
                local("已登记：\(person) \(name)，\(role.name.zh)", "Registered: \(person) \(name), \(role.name.en)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出人员", "List everybody who may act"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let people = try await round.desk().ask(ListPeople())
            try round.common.show(["people": people]) {
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "姓名", en: "name"), Text(zh: "身份", en: "role"))
                for person in people { listing.add(person.id, person.name, person.role.name.local) }
                return listing.lines
            }
        }
    }
}
