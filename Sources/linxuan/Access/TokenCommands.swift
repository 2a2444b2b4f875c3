import ArgumentParser
import Programme
import Workflow

extension AccessCommand {
    /// `linxuan access code`: a one-time code for a person.
    struct Code: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "code",
                abstract: local("为一名人员发一次性登录码（只显示一次）", "Give a person a one-time code to sign in with; it is shown once"))
        }

        @Argument(help: .text("人员编号", "The person's number")) var person: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let code = try await round.desk().ask(IssueCode(person: person))
            try round.common.show(code) {
                local(
                    "\(code.person) 的登录码：\(code.code)\n有效至 \(code.expiresAt.inChina)，只能用一次，最多试 \(SignInCode.tries) 次；此前发的登录码作废。请当面、电话或另途告知本人。",
                    "The code of \(code.person): \(code.code)\nUntil \(code.expiresAt.inChina) (China), for one use and \(SignInCode.tries) tries; earlier codes count no more. Tell it to nobody else."
                )
            }
        }
    }

    /// `linxuan access tokens`: who is signed in.
    struct Tokens: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "tokens", abstract: local("列出登录凭证", "List the tokens of who signed in"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let tokens = try await round.desk().ask(ListTokens())
            try round.common.show(["tokens": tokens]) {
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "人员", en: "person"), Text(zh: "设备", en: "device"),
                    Text(zh: "登录时间", en: "since"), Text(zh: "有效至", en: "until"), Text(zh: "状态", en: "state"))
                for token in tokens {
                    let state =
                        token.revokedBy.map { local("已由 \($0) 吊销", "revoked by \($0)") }
                        ?? (token.counts ? local("有效", "counts") : local("已过期", "expired"))
                    listing.add(
                        "\(token.number)", token.person, token.device, token.issuedAt.inChina, token.expiresAt.inChina, state)
                }
                return listing.lines
            }
        }
    }

    /// `linxuan access revoke`: a token counts no more.
    struct Revoke: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "revoke", abstract: local("吊销一个登录凭证", "Revoke a token"))
        }

        @Argument(help: .text("凭证编号，见 access tokens", "The token's number, as access tokens lists it")) var token: Int
        @OptionGroup var round: DeskOptions

        func run() async throws {
            _ = try await round.desk().ask(RevokeToken(token: token))
            try round.common.show(["revoked": token]) { local("已吊销第 \(token) 号凭证。", "Token number \(token) is revoked.") }
        }
    }
}
