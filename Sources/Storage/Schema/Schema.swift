internal import GRDB

/// The tables of a round. A migration that was shipped never changes; later ones are added.
///
/// Each kind of record has a table of its name and a column for each property. What makes no sense cannot be stored:
/// the checks and triggers hold whatever program writes.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 a round") { db in
            for part in [rounds, access, intake, conflicts, assignment, reviews, results, visits, decisions, audit] {
                try db.execute(sql: part)
            }
        }
        migrator.registerMigration("2 public draws") { db in try db.execute(sql: draws) }
        migrator.registerMigration("3 lotteries") { db in try db.execute(sql: lotteries) }
        migrator.registerMigration("4 withdrawn reviews") { db in try db.execute(sql: withdrawals) }
        migrator.registerMigration("5 leads") { db in try db.execute(sql: leads) }
        migrator.registerMigration("6 the register's memory") { db in try db.execute(sql: register) }
        migrator.registerMigration("7 decisions on eligibility") { db in try db.execute(sql: eligibility) }
        migrator.registerMigration("8 reassessment") { db in try db.execute(sql: reassessment) }
        migrator.registerMigration("10 visits") { db in try db.execute(sql: visiting) }
        migrator.registerMigration("11 corrections") { db in try db.execute(sql: corrections) }
        migrator.registerMigration("12 deliberation and public notice") { db in try deliberation(db) }
        migrator.registerMigration("13 keys of bundles") { db in try db.execute(sql: bundleKeys) }
        migrator.registerMigration("14 abnormal scores") { db in try adjudication(db) }
        migrator.registerMigration("15 refusals to sign") { db in try db.execute(sql: refusals) }
        migrator.registerMigration("16 motions that lapse") { db in try db.execute(sql: lapses) }
        migrator.registerMigration("17 signing in") { db in try db.execute(sql: signingIn) }
        migrator.registerMigration("18 the same pace at the end") { db in try db.execute(sql: pace) }
        migrator.registerMigration("20 ranking by adjusted scores") { db in try db.execute(sql: rankings) }
        migrator.registerMigration("21 versions of what is kept") { db in try db.execute(sql: versions) }
        return migrator
    }

    /// Refuses a change that a condition rules out.
    static func refuse(
        _ name: String, on event: String, of table: String, when condition: String, saying message: String
    ) -> String {
        """
        CREATE TRIGGER "\(name)" BEFORE \(event) ON "\(table)" WHEN \(condition)
        BEGIN SELECT RAISE(ABORT, '\(message)'); END;

        """
    }

    /// Refuses to change or remove a row, of a table in which what was said stays. For new migrations; shipped ones say the same in their
    /// own words.
    static func onlyAdded(_ table: String) -> String {
        refuse("\(table) is never changed", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): nothing is changed")
            + refuse("\(table) loses nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
    }

    /// Refuses any change of a table once the round is closed.
    static func frozenOnceClosed(_ tables: String...) -> String {
        tables.flatMap { table in
            ["INSERT", "UPDATE", "DELETE"].map { event in
                refuse(
                    "\(table) is final on \(event.lowercased())", on: event, of: table,
                    when: "(SELECT stage FROM round) = 'closed'", saying: "\(table): the round is closed")
            }
        }.joined()
    }
}
