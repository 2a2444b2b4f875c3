import ArgumentParser
import Cryptography
import Matching
import Programme

/// Quotas other than the call's.
struct QuotaOptions: ParsableArguments {
    @Option(help: .text("抽取人数，与通知不同时", "How many to draw, where not as in the call", value: "n")) var experts: Int?
    @Option(
        help: .text(
            "某专业最少人数，与通知不同时，如 finance=5；可多次",
            "The fewest of a specialty, where not as in the call, such as finance=5; may be given several times",
            value: "specialty=n"))
    var minimum: [String] = []
    @Option(help: .text("每地区最多人数，与通知不同时；0 为不限", "The most of a region, where not as in the call; 0 for no limit", value: "n"))
    var perRegion: Int?

    func validate() throws {
        if let experts, experts < 1 { throw ValidationError(local("--experts 须为正整数", "--experts takes a positive number")) }
        if let perRegion, perRegion < 0 {
            throw ValidationError(local("--per-region 不得为负", "--per-region takes a number of at least 0"))
        }
    }

    var minima: [DrawQuotas.Minimum] {
        get throws {
            try minimum.map { argument in
                let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2, let count = WholeNumber.parse(parts[1]) else {
                    throw Failure.usage(
                        Text(
                            zh: "--minimum 应写作“专业=人数”，如 finance=5，而不是“\(argument)”。",
                            en: "--minimum takes SPECIALTY=NUMBER such as finance=5, not “\(argument)”."))
                }
                return DrawQuotas.Minimum(specialty: String(parts[0]), minimum: count)
            }
        }
    }
}

/// Sources, numbers and seeds as they are typed.
enum SourceArgument {
    /// `NAME COUNT DAY TIME`; the name may have spaces.
    static func read(_ argument: String) throws -> DrawSource {
        let words = argument.split(separator: " ")
        guard words.count >= 4, let count = WholeNumber.parse(words[words.count - 3]),
            let moment = Instant(inChina: words.suffix(2).joined(separator: " "))
        else {
            throw Failure.usage(
                Text(
                    zh: "数源“\(argument)”不对；应为“名称 个数 日期 时间”，如“示例彩票第57期号码 7 2030-05-21 21:15”（北京时间）。",
                    en:
                        "The source “\(argument)” is not “NAME COUNT DAY TIME” such as “Example lottery no. 57 7 2030-05-21 21:15” (China time)."
                ))
        }
        return DrawSource(name: words.dropLast(3).joined(separator: " "), count: count, at: moment)
    }

    /// Whole numbers divided by spaces, commas or their Chinese forms.
    static func numbers(_ argument: String) throws -> [Int] {
        let words = argument.split { " ,，、　".contains($0) }
        let numbers = words.compactMap { WholeNumber.parse($0) }
        guard !words.isEmpty, numbers.count == words.count else {
            throw Failure.usage(
                Text(
                    zh: "数字“\(argument)”不对；应为非负整数（小于 2⁶³），以空格或逗号分隔，如 \"3 17 25\"。有小数的，按公告的换算办法换成整数。",
                    en:
                        "The numbers “\(argument)” are not whole numbers below 2⁶³ divided by spaces or commas, such as \"3 17 25\". Turn decimals into whole numbers as announced."
                ))
        }
        return numbers
    }

    static func seed(_ argument: String) throws -> [UInt8] {
        guard let seed = Hexadecimal.bytes(argument), seed.count == DrawSeed.length else {
            throw Failure.usage(
                Text(
                    zh: "种子须为 \(DrawSeed.length * 2) 位小写十六进制数字。",
                    en: "A seed has \(DrawSeed.length * 2) lower-case hexadecimal digits."))
        }
        return seed
    }
}

/// What is drawn: the experts of a category, or a plan.
struct DrawSubject: ParsableArguments {
    @Argument(help: .text("类别编号", "The category", value: "category")) var category: String?
    @Flag(help: .text("抽取分配方案（最近一份抽签方案的一张签）", "Draw a plan: a ticket of the last lottery")) var plans = false

    func validate() throws {
        guard (category == nil) == plans else {
            throw ValidationError(
                local("请指定类别编号，或用 --plans 抽取分配方案，二者择一", "Name a category, or give --plans to draw a plan: one of the two"))
        }
    }
}
