extension Schema {
    /// Corrections of dossiers with what they change among the flags, where dossiers were read, and scores that become void once
    /// the reviews are closed. Nothing of it is ever rewritten.
    static let corrections =
        """
        CREATE TABLE dossier_source (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            file TEXT NOT NULL CHECK (length(file) > 0),
            sheet TEXT,
            "row" INTEGER NOT NULL CHECK ("row" > 0),
            columns TEXT NOT NULL CHECK (json_type(columns) = 'object')
        ) STRICT;
        CREATE TABLE dossier_correction (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            turn INTEGER NOT NULL CHECK (turn > 0),
            before TEXT NOT NULL CHECK (json_type(before) = 'object'),
            after TEXT NOT NULL CHECK (json_type(after) = 'object'),
            "by" TEXT NOT NULL REFERENCES person (id),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, turn),
            CHECK (before <> after)
        ) STRICT;
        CREATE TABLE flag_renewal (
            dossier TEXT NOT NULL,
            "check" TEXT NOT NULL,
            turn INTEGER NOT NULL CHECK (turn > 0),
            stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
            found TEXT NOT NULL,
            effect TEXT CHECK (effect IN ('asks', 'waits', 'fails')),
            others TEXT CHECK (json_type(others) = 'array'),
            decisions INTEGER NOT NULL CHECK (decisions >= 0),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, "check", turn),
            FOREIGN KEY (dossier, "check") REFERENCES flag (dossier, "check"),
            CHECK ((stands = 1) = (length(found) > 0))
        ) STRICT;
        DROP TRIGGER "a round does not go back";
        DROP TRIGGER "a database holds one round";
        DROP TRIGGER "scores only while reviews are open on insert";
        DROP TRIGGER "scores only while reviews are open on update";

        """
        + frozenOnceClosed("dossier_source", "dossier_correction", "flag_renewal")
        + refuse(
            "a round does not go back", on: "UPDATE", of: "round",
            when: "\(order("NEW.stage")) BETWEEN 1 AND \(order("OLD.stage")) - 1 AND NOT (\(reopens("OLD.stage")))",
            saying: "a round does not go back")
        + refuse(
            "a database holds one round", on: "INSERT", of: "round",
            when: """
                EXISTS (SELECT 1 FROM round AS r WHERE r.stage = 'closed' OR r."callDigest" <> NEW."callDigest"
                OR r."openedAt" <> NEW."openedAt"
                OR (\(order("NEW.stage")) < \(order("r.stage")) AND NOT (\(reopens("r.stage")))))
                """,
            saying: "the round is opened already")
        + ["INSERT", "UPDATE"].map { event in
            refuse(
                "scores only while reviews are open on \(event.lowercased())", on: event, of: "sheet",
                // After the reviews a sheet may become void, and nothing else of it may change. A row that takes the place of
                // another is an insertion first.
                when: """
                    (SELECT stage FROM round) <> 'reviews' AND NOT EXISTS (SELECT 1 FROM sheet AS s
                    WHERE (SELECT stage FROM round) IN ('results', 'visits', 'decisions')
                    AND s.dossier = NEW.dossier AND s.expert = NEW.expert AND s.state IN ('submitted', 'void') AND NEW.state = 'void'
                    AND s.scores = NEW.scores AND s.reasons = NEW.reasons AND s.gates = NEW.gates
                    AND s."visitNeeded" = NEW."visitNeeded" AND s."visitQuestion" = NEW."visitQuestion")
                    """,
                saying: "the reviews are closed")
        }.joined()
        + refuse(
            "who applies is corrected before anybody has scored", on: "INSERT", of: "dossier_correction",
            when: "EXISTS (SELECT 1 FROM sheet AS s WHERE s.dossier = NEW.dossier)",
            saying: "dossiers are corrected before the reviews")
        + [
            ("dossier_correction", "dossier = NEW.dossier"), ("flag_renewal", #"dossier = NEW.dossier AND "check" = NEW."check""#),
        ].map { table, same in
            refuse(
                "\(table) follows the one before", on: "INSERT", of: table,
                when: "NEW.turn <> 1 + (SELECT count(*) FROM \(table) WHERE \(same))", saying: "\(table): turns follow one another")
        }.joined()
        + ["dossier_source", "dossier_correction", "flag_renewal"].map { table in
            refuse("\(table) is never rewritten", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): said is said")
                + refuse("\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()

    /// Whether a round may go back: from after the reviews, where a sheet is void and nothing is proposed or signed any more.
    private static func reopens(_ stage: String) -> String {
        """
        \(stage) IN ('results', 'visits', 'decisions') AND NEW.stage IN ('reviews', 'results')
        AND EXISTS (SELECT 1 FROM sheet WHERE state = 'void') AND NOT EXISTS (SELECT 1 FROM placement)
        AND NOT EXISTS (SELECT 1 FROM signature WHERE stands = 1)
        """
    }
}
