/// What the round takes from the rules of the call: the authorities with their quotas, and the modes.
struct Rules {
    /// An authority and how many dossiers of each category it may recommend.
    struct Authority {
        /// Code, which also names its table.
        var code: String
        /// Name.
        var name: String
        /// Quota of each category; none where only the joint quota of cities binds.
        var quotas: [Category: Int]
        /// Quota of cities of both kinds together.
        var cities: Int
    }

    /// The authorities, in the order of their table.
    var authorities: [Authority]
    /// The modes open to enterprises.
    var enterpriseModes: [String]
    /// The modes open to platforms.
    var platformModes: [String]

    /// Reads `authorities.csv` and `modes.csv` of a call's folder.
    init(folder: String) throws {
        let path = folder + "/authorities.csv"
        let table = try Table(readingPlain: path)
        let code = try table.column("code", of: path)
        let name = try table.column("name", of: path)
        let cities = try table.column("max_cities_in_all", of: path)
        let quotas = try Category.allCases.map { ($0, try table.column($0.quotaColumn, of: path)) }
        authorities = table.rows.map { row in
            Authority(
                code: row[code], name: row[name],
                quotas: Dictionary(
                    uniqueKeysWithValues: quotas.compactMap { category, column in
                        Int(row[column]).map { (category, $0) }
                    }),
                cities: Int(row[cities]) ?? 0)
        }
        let modesPath = folder + "/modes.csv"
        let modes = try Table(readingPlain: modesPath)
        let mode = try modes.column("name", of: modesPath)
        func open(to column: String) throws -> [String] {
            let place = try modes.column(column, of: modesPath)
            return modes.rows.filter { $0[place] == "yes" }.map { $0[mode] }
        }
        enterpriseModes = try open(to: "enterprise")
        platformModes = try open(to: "platform")
    }
}
