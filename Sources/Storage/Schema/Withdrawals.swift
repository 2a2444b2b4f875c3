extension Schema {
    /// Reviews that a plan takes from their experts. The table of reviews lists the states, so it is made anew, with the
    /// triggers that were on it; its rows stay as they are.
    static let withdrawals = """
        CREATE TABLE review_with_withdrawals (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            expert TEXT NOT NULL REFERENCES expert (id),
            state TEXT NOT NULL CHECK (state IN ('assigned', 'submitted', 'declined', 'recused', 'withdrawn')),
            plan INTEGER NOT NULL REFERENCES plan (number),
            reason TEXT,
            at TEXT NOT NULL,
            "withdrawnBy" INTEGER REFERENCES plan (number),
            PRIMARY KEY (dossier, expert),
            CHECK (state NOT IN ('declined', 'recused', 'withdrawn') OR coalesce(length(trim(reason)), 0) > 0),
            CHECK ((state = 'withdrawn') = ("withdrawnBy" IS NOT NULL))
        ) STRICT;
        INSERT INTO review_with_withdrawals (dossier, expert, state, plan, reason, at)
            SELECT dossier, expert, state, plan, reason, at FROM review;
        DROP TABLE review;
        ALTER TABLE review_with_withdrawals RENAME TO review;
        CREATE INDEX review_by_expert ON review (expert);
        ALTER TABLE plan ADD COLUMN changes TEXT CHECK (json_type(changes) = 'object');

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
                    "a submitted review is not withdrawn on \(event.lowercased())", on: event, of: "review",
                    when: """
                        NEW.state = 'withdrawn' AND EXISTS (SELECT 1 FROM review AS r
                        WHERE r.expert = NEW.expert AND r.dossier = NEW.dossier AND r.state = 'submitted')
                        """,
                    saying: "a submitted review is never withdrawn")
                + refuse(
                    "what was withdrawn is not handed in on \(event.lowercased())", on: event, of: "sheet",
                    when: """
                        NEW.state = 'submitted' AND EXISTS (SELECT 1 FROM review AS r
                        WHERE r.expert = NEW.expert AND r.dossier = NEW.dossier AND r.state = 'withdrawn')
                        """,
                    saying: "the review was withdrawn")
        }.joined()
        + frozenOnceClosed("review")
        + refuse(
            "reviews forget nothing once they began", on: "DELETE", of: "review",
            when: "(SELECT stage FROM round) <> 'assignment' OR OLD.state <> 'assigned'",
            saying: "review: nothing is removed")
}
