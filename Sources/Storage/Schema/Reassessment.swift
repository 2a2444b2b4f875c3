extension Schema {
    /// The reassessment of earlier demonstrations: nobody both files and is excused, nothing is decided by the rules where a
    /// person has to, and no decision is lost.
    static let reassessment = """
        CREATE TABLE demonstration (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            batch INTEGER NOT NULL CHECK (batch > 0),
            category TEXT NOT NULL,
            name TEXT NOT NULL CHECK (length(name) > 0),
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") = 18),
            "creditCodeReason" TEXT NOT NULL,
            authority TEXT NOT NULL,
            "designatedOn" TEXT NOT NULL CHECK ("designatedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            UNIQUE ("creditCode", category)
        ) STRICT;
        CREATE TABLE reassessment_filing (
            demonstration TEXT PRIMARY KEY REFERENCES demonstration (id),
            dossier TEXT NOT NULL UNIQUE REFERENCES dossier (id),
            "filedOn" TEXT NOT NULL CHECK ("filedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            late TEXT CHECK (\(approval("late")))
        ) STRICT;
        CREATE TABLE excuse (
            demonstration TEXT PRIMARY KEY REFERENCES demonstration (id),
            ground TEXT NOT NULL CHECK (ground IN ('revoked', 'deregistered', 'closed', 'liquidated', 'other')),
            document TEXT NOT NULL CHECK (length(trim(document)) > 0),
            "statedOn" TEXT NOT NULL CHECK ("statedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            note TEXT NOT NULL,
            late TEXT CHECK (\(approval("late"))),
            CHECK (ground <> 'other' OR length(trim(note)) > 0)
        ) STRICT;
        CREATE TABLE reassessment_outcome (
            demonstration TEXT PRIMARY KEY REFERENCES demonstration (id),
            dossier TEXT REFERENCES dossier (id),
            basis TEXT NOT NULL CHECK (basis IN ('scored', 'excluded', 'incomplete', 'excused', 'not-filed')),
            proposed TEXT CHECK (proposed IN ('keep', 'rectify', 'withdraw')),
            decided TEXT CHECK (decided IN ('keep', 'rectify', 'withdraw')),
            "rectifyBy" TEXT CHECK ("rectifyBy" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            ground TEXT NOT NULL CHECK (json_type(ground) = 'object'),
            "decidedBy" TEXT REFERENCES person (id),
            reason TEXT,
            CHECK ((dossier IS NULL) = (basis IN ('excused', 'not-filed'))),
            CHECK ((proposed IS NULL) = (basis IN ('incomplete', 'excused'))),
            CHECK (basis NOT IN ('excluded', 'not-filed') OR proposed = 'withdraw'),
            CHECK (basis IN ('incomplete', 'excused', 'not-filed') OR decided IS NOT NULL),
            CHECK (("rectifyBy" IS NOT NULL) = (coalesce(decided, '') = 'rectify')),
            CHECK (("decidedBy" IS NULL) = (coalesce(length(trim(reason)), 0) = 0)),
            CHECK (decided IS NULL OR "decidedBy" IS NOT NULL OR (basis IN ('scored', 'excluded') AND decided = proposed)),
            CHECK (decided IS NOT NULL OR "decidedBy" IS NULL)
        ) STRICT;
        CREATE TABLE reassessment_move (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            demonstration TEXT NOT NULL REFERENCES reassessment_outcome (demonstration),
            before TEXT CHECK (before IN ('keep', 'rectify', 'withdraw')),
            after TEXT NOT NULL CHECK (after IN ('keep', 'rectify', 'withdraw')),
            "rectifyBy" TEXT CHECK ("rectifyBy" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            chair TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            CHECK (("rectifyBy" IS NOT NULL) = (after = 'rectify'))
        ) STRICT;

        """
        + frozenOnceClosed("demonstration", "reassessment_filing", "excuse", "reassessment_outcome", "reassessment_move")
        + ["INSERT", "UPDATE"].map { event in
            refuse(
                "who is excused does not file on \(event.lowercased())", on: event, of: "reassessment_filing",
                when: "EXISTS (SELECT 1 FROM excuse AS e WHERE e.demonstration = NEW.demonstration)",
                saying: "the demonstration is excused")
                + refuse(
                    "who filed is not excused on \(event.lowercased())", on: event, of: "excuse",
                    when: "EXISTS (SELECT 1 FROM reassessment_filing AS f WHERE f.demonstration = NEW.demonstration)",
                    saying: "the demonstration filed")
                + refuse(
                    "chairs decide on demonstrations on \(event.lowercased())", on: event, of: "reassessment_outcome",
                    when: """
                        NEW."decidedBy" IS NOT NULL AND coalesce((SELECT role FROM person WHERE id = NEW."decidedBy"), '') <> 'chair'
                        """,
                    saying: "only chairs decide on demonstrations")
        }.joined()
        + ["demonstration", "reassessment_filing", "excuse", "reassessment_outcome", "reassessment_move"].map { table in
            refuse("\(table) loses nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
        + ["demonstration", "reassessment_filing", "excuse", "reassessment_move"].map { table in
            refuse("\(table) stays", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): nothing is changed")
        }.joined()
        + refuse(
            "decisions on demonstrations have no gaps", on: "INSERT", of: "reassessment_move",
            when: "NEW.number <> (SELECT count(*) + 1 FROM reassessment_move)", saying: "decisions on demonstrations have no gaps")
        + refuse(
            "chairs alone decide on demonstrations", on: "INSERT", of: "reassessment_move",
            when: "coalesce((SELECT role FROM person WHERE id = NEW.chair), '') <> 'chair'",
            saying: "only chairs decide on demonstrations")

    /// Whether a column holds nothing, or who approved something late and why.
    private static func approval(_ column: String) -> String {
        """
        \(column) IS NULL OR (coalesce(length(trim(json_extract(\(column), '$.by'))), 0) > 0
                AND coalesce(length(trim(json_extract(\(column), '$.reason'))), 0) > 0)
        """
    }
}
