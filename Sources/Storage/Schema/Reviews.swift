extension Schema {
    static let reviews = """
        CREATE TABLE pledge (
            expert TEXT PRIMARY KEY REFERENCES expert (id),
            at TEXT NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64)
        ) STRICT;
        CREATE TABLE review (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            expert TEXT NOT NULL REFERENCES expert (id),
            state TEXT NOT NULL CHECK (state IN ('assigned', 'submitted', 'declined', 'recused')),
            plan INTEGER NOT NULL REFERENCES plan (number),
            reason TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, expert),
            CHECK (state NOT IN ('declined', 'recused') OR coalesce(length(trim(reason)), 0) > 0)
        ) STRICT;
        CREATE INDEX review_by_expert ON review (expert);
        CREATE TABLE sheet (
            dossier TEXT NOT NULL,
            expert TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'void')),
            scores TEXT NOT NULL CHECK (json_type(scores) = 'object'),
            reasons TEXT NOT NULL CHECK (json_type(reasons) = 'object'),
            gates TEXT NOT NULL CHECK (json_type(gates) = 'object'),
            "visitNeeded" INTEGER CHECK ("visitNeeded" IN (0, 1)),
            "visitQuestion" TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, expert),
            FOREIGN KEY (dossier, expert) REFERENCES review (dossier, expert),
            CHECK (state <> 'submitted' OR "visitNeeded" IS NOT NULL)
        ) STRICT;

        """
        + ["INSERT", "UPDATE"].map { event in
            refuse(
                "no review against a conflict on \(event.lowercased())", on: event, of: "review",
                when: """
                    NEW.state IN ('assigned', 'submitted') AND EXISTS (SELECT 1 FROM conflict
                    WHERE expert = NEW.expert AND dossier = NEW.dossier AND state <> 'waived')
                    """,
                saying: "the expert is in conflict with the dossier")
                + refuse(
                    "scores lie on the scale on \(event.lowercased())", on: event, of: "sheet",
                    when: """
                        EXISTS (SELECT 1 FROM json_each(NEW.scores) AS answer WHERE NOT EXISTS (
                        SELECT 1 FROM criterion JOIN dossier ON dossier.category = criterion.category
                        WHERE dossier.id = NEW.dossier AND criterion.criterion = answer.key
                        AND answer.type = 'integer' AND answer.value BETWEEN criterion.minimum AND criterion.maximum))
                        """,
                    saying: "a score is off the scale of the rubric")
                + refuse(
                    "a submitted sheet is complete on \(event.lowercased())", on: event, of: "sheet",
                    when: """
                        NEW.state = 'submitted' AND EXISTS (SELECT 1 FROM criterion
                        JOIN dossier ON dossier.category = criterion.category WHERE dossier.id = NEW.dossier
                        AND json_extract(NEW.scores, '$."' || criterion.criterion || '"') IS NULL)
                        """,
                    saying: "a submitted sheet lacks a score")
                + refuse(
                    "scores only while reviews are open on \(event.lowercased())", on: event, of: "sheet",
                    when: "(SELECT stage FROM round) <> 'reviews'", saying: "the reviews are closed")
        }.joined()
        + frozenOnceClosed("pledge", "review")
        + refuse(
            "reviews forget nothing once they began", on: "DELETE", of: "review",
            when: "(SELECT stage FROM round) <> 'assignment' OR OLD.state <> 'assigned'",
            saying: "review: nothing is removed")
        + ["sheet", "pledge"].map { table in
            refuse(
                "\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
}
