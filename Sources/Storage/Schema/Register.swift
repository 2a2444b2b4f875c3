extension Schema {
    /// The register's memory: suspicions, more grounds, statements, findings on names, relations of organisations and
    /// declarations. The tables of conflicts and interests list their grounds and kinds, so they are made anew with the
    /// triggers that were on them or looked at them; their rows stay as they are.
    static let register = """
        DROP TRIGGER "no review against a conflict on insert";
        DROP TRIGGER "no review against a conflict on update";
        CREATE TABLE conflict_with_suspicions (
            expert TEXT NOT NULL REFERENCES expert (id),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            ground TEXT NOT NULL CHECK (ground IN ('affiliation', 'interest', 'kinship', 'own-application', 'unsuitable',
                'region', 'recusal', 'relation', 'preparation', 'official', 'request')),
            evidence TEXT NOT NULL CHECK (json_type(evidence) = 'object'),
            state TEXT NOT NULL CHECK (state IN ('detected', 'declared', 'confirmed', 'waived', 'suspected', 'cleared')),
            "by" TEXT REFERENCES person (id),
            reason TEXT,
            names TEXT CHECK (json_array_length(names) = 2),
            PRIMARY KEY (expert, dossier, ground),
            CHECK (state NOT IN ('waived', 'cleared')
                OR (coalesce(length("by"), 0) > 0 AND coalesce(length(trim(reason)), 0) > 0))
        ) STRICT;
        INSERT INTO conflict_with_suspicions (expert, dossier, ground, evidence, state, "by", reason)
            SELECT expert, dossier, ground, evidence, state, "by", reason FROM conflict;
        DROP TABLE conflict;
        ALTER TABLE conflict_with_suspicions RENAME TO conflict;
        CREATE INDEX conflict_by_dossier ON conflict (dossier, expert);
        CREATE TABLE interest_with_preparation (
            expert TEXT NOT NULL REFERENCES expert (id),
            applicant TEXT NOT NULL,
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") IN (0, 18)),
            kind TEXT NOT NULL CHECK (kind IN ('interest', 'kinship', 'own-application', 'preparation')),
            note TEXT NOT NULL,
            PRIMARY KEY (expert, applicant, "creditCode", kind),
            CHECK (length(applicant) + length("creditCode") > 0)
        ) STRICT;
        INSERT INTO interest_with_preparation (expert, applicant, "creditCode", kind, note)
            SELECT expert, applicant, "creditCode", kind, note FROM interest;
        DROP TABLE interest;
        ALTER TABLE interest_with_preparation RENAME TO interest;
        CREATE TABLE organisation_relation (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            organisation TEXT NOT NULL,
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") IN (0, 18)),
            kind TEXT NOT NULL CHECK (kind IN
                ('parent', 'subsidiary', 'share', 'branch', 'former-name', 'person', 'preparation')),
            other TEXT NOT NULL,
            "otherCode" TEXT NOT NULL CHECK (length("otherCode") IN (0, 18)),
            share INTEGER CHECK (share BETWEEN 1 AND 10000),
            "from" TEXT,
            until TEXT CHECK (until >= "from"),
            source TEXT NOT NULL CHECK (length(source) > 0),
            CHECK (length(organisation) + length("creditCode") > 0),
            CHECK (length(other) + length("otherCode") > 0),
            CHECK ((kind = 'share') = (share IS NOT NULL))
        ) STRICT;
        CREATE TABLE name_finding (
            first TEXT NOT NULL CHECK (length(first) > 0),
            second TEXT NOT NULL CHECK (length(second) > 0),
            turn INTEGER NOT NULL CHECK (turn > 0),
            same INTEGER NOT NULL CHECK (same IN (0, 1)),
            "by" TEXT NOT NULL REFERENCES person (id),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            at TEXT NOT NULL,
            PRIMARY KEY (first, second, turn)
        ) STRICT;
        CREATE TABLE conflict_statement (
            expert TEXT NOT NULL,
            dossier TEXT NOT NULL,
            ground TEXT NOT NULL,
            turn INTEGER NOT NULL CHECK (turn > 0),
            state TEXT NOT NULL CHECK (state IN ('detected', 'declared', 'confirmed', 'waived', 'suspected', 'cleared')),
            evidence TEXT NOT NULL CHECK (json_type(evidence) = 'object'),
            "by" TEXT NOT NULL REFERENCES person (id),
            reason TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (expert, dossier, ground, turn),
            FOREIGN KEY (expert, dossier, ground) REFERENCES conflict (expert, dossier, ground),
            CHECK (state NOT IN ('waived', 'cleared') OR coalesce(length(trim(reason)), 0) > 0)
        ) STRICT;
        CREATE TABLE declaration (
            expert TEXT NOT NULL REFERENCES expert (id),
            turn INTEGER NOT NULL CHECK (turn > 0),
            at TEXT NOT NULL,
            dossiers TEXT NOT NULL CHECK (json_type(dossiers) = 'array'),
            conflicts TEXT NOT NULL CHECK (json_type(conflicts) = 'array'),
            basis TEXT NOT NULL CHECK (length(basis) = 64),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            PRIMARY KEY (expert, turn)
        ) STRICT;

        """
        + ["INSERT", "UPDATE"].map { event in
            refuse(
                "no review against a conflict on \(event.lowercased())", on: event, of: "review",
                when: """
                    NEW.state IN ('assigned', 'submitted') AND EXISTS (SELECT 1 FROM conflict
                    WHERE expert = NEW.expert AND dossier = NEW.dossier
                    AND state NOT IN ('waived', 'suspected', 'cleared'))
                    """,
                saying: "the expert is in conflict with the dossier")
        }.joined()
        + refuse(
            "nobody is asked while a suspicion is open", on: "INSERT", of: "review",
            // Who sits already stays until it is settled.
            when: """
                NEW.state = 'assigned' AND EXISTS (SELECT 1 FROM conflict
                WHERE expert = NEW.expert AND dossier = NEW.dossier AND state = 'suspected')
                AND NOT EXISTS (SELECT 1 FROM review AS r WHERE r.expert = NEW.expert AND r.dossier = NEW.dossier
                AND r.state IN ('assigned', 'submitted'))
                """,
            saying: "a suspicion about the expert and the dossier is not settled")
        + frozenOnceClosed(
            "conflict", "interest", "organisation_relation", "name_finding", "conflict_statement", "declaration")
        + refuse(
            "the register forgets nothing", on: "DELETE", of: "conflict", when: "1 = 1",
            saying: "conflicts are waived, never removed")
        + ["name_finding", "conflict_statement", "declaration"].map { table in
            refuse(
                "\(table) is never rewritten", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): said is said")
                + refuse(
                    "\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
}
