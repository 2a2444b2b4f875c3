extension Schema {
    /// Flags of more kinds, decisions on them that are never rewritten, and the contact persons of authorities.
    ///
    /// An applicant may be filed twice in a category, by two authorities, until a person has decided: so the table of dossiers
    /// is made anew without its uniqueness. With legacy renaming, what refers to the table by name goes on doing so.
    static let eligibility = """
        CREATE TABLE dossier_of_many (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            authority TEXT NOT NULL,
            category TEXT NOT NULL,
            applicant TEXT NOT NULL CHECK (length(applicant) > 0),
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") = 18),
            "creditCodeReason" TEXT NOT NULL,
            mode TEXT NOT NULL,
            industry TEXT NOT NULL,
            "filedOn" TEXT NOT NULL CHECK ("filedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            unsuitable TEXT NOT NULL CHECK (json_type(unsuitable) = 'array'),
            declared TEXT NOT NULL CHECK (json_type(declared) = 'object')
        ) STRICT;
        INSERT INTO dossier_of_many
            (id, authority, category, applicant, "creditCode", "creditCodeReason", mode, industry, "filedOn", unsuitable, declared)
            SELECT id, authority, category, applicant, "creditCode", "creditCodeReason", mode, industry, "filedOn", unsuitable,
                declared FROM dossier;
        PRAGMA legacy_alter_table = ON;
        DROP TABLE dossier;
        ALTER TABLE dossier_of_many RENAME TO dossier;
        PRAGMA legacy_alter_table = OFF;
        ALTER TABLE flag ADD COLUMN effect TEXT CHECK (effect IN ('asks', 'waits', 'fails'));
        ALTER TABLE flag ADD COLUMN others TEXT CHECK (json_type(others) = 'array');
        CREATE TABLE eligibility_decision (
            dossier TEXT NOT NULL,
            "check" TEXT NOT NULL,
            turn INTEGER NOT NULL CHECK (turn > 0),
            accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
            corrected TEXT CHECK (corrected IS NULL OR (accepted = 1 AND length(corrected) > 0)),
            "by" TEXT NOT NULL REFERENCES person (id),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, "check", turn),
            FOREIGN KEY (dossier, "check") REFERENCES flag (dossier, "check")
        ) STRICT;
        CREATE TABLE contact (
            authority TEXT NOT NULL CHECK (length(authority) > 0),
            turn INTEGER NOT NULL CHECK (turn > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            position TEXT NOT NULL CHECK (length(position) > 0),
            phone TEXT NOT NULL,
            mobile TEXT NOT NULL,
            fax TEXT NOT NULL,
            email TEXT NOT NULL,
            "givenOn" TEXT NOT NULL CHECK ("givenOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            PRIMARY KEY (authority, turn),
            CHECK (length(phone) + length(mobile) > 0)
        ) STRICT;

        """
        + frozenOnceClosed("dossier", "eligibility_decision", "contact")
        + refuse(
            "a flag is raised open", on: "INSERT", of: "flag", when: "NEW.state <> 'open'",
            saying: "flag: decisions are records of their own")
        + refuse(
            "what the notice demands is not waved through", on: "INSERT", of: "eligibility_decision",
            when: """
                NEW.accepted = 1 AND NEW.corrected IS NULL AND EXISTS (SELECT 1 FROM flag
                WHERE dossier = NEW.dossier AND "check" = NEW."check" AND effect = 'fails')
                """,
            saying: "the condition has no exceptions")
        + refuse(
            "the secretariat decides on flags", on: "INSERT", of: "eligibility_decision",
            when: #"coalesce((SELECT role FROM person WHERE id = NEW."by"), 'secretariat') <> 'secretariat'"#,
            saying: "only the secretariat decides on flags")
        + [("eligibility_decision", #"dossier = NEW.dossier AND "check" = NEW."check""#), ("contact", "authority = NEW.authority")]
        .map { table, same in
            refuse(
                "\(table) follows the one before", on: "INSERT", of: table,
                when: "NEW.turn <> 1 + (SELECT count(*) FROM \(table) WHERE \(same))", saying: "\(table): turns follow one another")
        }.joined()
        + ["flag", "eligibility_decision", "contact"].map { table in
            refuse(
                "\(table) is never rewritten", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): said is said")
                + refuse(
                    "\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
}
