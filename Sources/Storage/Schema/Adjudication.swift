extension Schema {
    /// What follows from marked sheets: steps stay as they were, votes come from other members of the panel, and what was
    /// decided is not decided again.
    static let adjudication =
        """
        CREATE TABLE adjudication_step (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            kind TEXT NOT NULL CHECK (kind IN ('asked', 'explained', 'held-abnormal', 'held-sound', 'discussed', 'kept',
                'replaced')),
            dossier TEXT NOT NULL,
            expert TEXT NOT NULL,
            actor TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            due TEXT,
            discussion TEXT CHECK (json_type(discussion) = 'object'),
            before INTEGER,
            after INTEGER,
            FOREIGN KEY (dossier, expert) REFERENCES sheet (dossier, expert),
            CHECK ((due IS NOT NULL) = (kind = 'asked')),
            CHECK ((discussion IS NOT NULL) = (kind = 'discussed')),
            CHECK (kind <> 'explained' OR actor = expert),
            CHECK (kind NOT IN ('held-abnormal', 'held-sound') OR actor <> expert),
            CHECK (kind IN ('kept', 'replaced') OR (before IS NULL AND after IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX "asked once" ON adjudication_step (dossier, expert) WHERE kind = 'asked';

        """
        + refuse(
            "steps have no gaps", on: "INSERT", of: "adjudication_step",
            when: "NEW.number <> (SELECT count(*) + 1 FROM adjudication_step)",
            saying: "steps have no gaps, and none is replaced")
        + refuse(
            "nothing follows a decision", on: "INSERT", of: "adjudication_step",
            when: """
                EXISTS (SELECT 1 FROM adjudication_step AS s WHERE s.dossier = NEW.dossier AND s.expert = NEW.expert
                AND s.kind IN ('kept', 'replaced'))
                """,
            saying: "the sheet was decided on")
        + ["UPDATE", "DELETE"].map { event in
            refuse(
                "a step stays on \(event.lowercased())", on: event, of: "adjudication_step", when: "1 = 1",
                saying: "a step is never changed")
        }.joined()
        + frozenOnceClosed("adjudication_step")
}
