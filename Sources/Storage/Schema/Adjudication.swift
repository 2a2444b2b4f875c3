internal import GRDB

extension Schema {
    /// What follows from marked sheets: steps stay as they were, votes come from other members of the panel, what was decided is not
    /// decided again, and who reads a dossier a third time scores while the results are settled.
    static func adjudication(_ db: Database) throws {
        try db.execute(sql: adjudicationTables)
        for event in ["insert", "update"] {
            try widen("scores only while reviews are open on \(event)", unless: isOfThirdReading, db)
        }
    }

    /// Whether a sheet is of a third reading that nobody has taken in, nor ended.
    private static let isOfThirdReading = """
        (SELECT stage FROM round) = 'results' AND EXISTS (SELECT 1 FROM adjudication_step AS s
        WHERE s.kind = 'third-reading' AND s.dossier = NEW.dossier AND s.reader = NEW.expert
        AND NOT EXISTS (SELECT 1 FROM adjudication_step AS done WHERE done.dossier = s.dossier AND done.expert = s.expert
        AND done.number > s.number AND done.kind IN ('kept', 'replaced', 'reread', 'lapsed')))
        """

    /// Whether the matter of a new step was decided on and has not fallen away since.
    private static let isDecided = """
        EXISTS (SELECT 1 FROM adjudication_step AS s WHERE s.dossier = NEW.dossier AND s.expert = NEW.expert
        AND s.kind IN ('kept', 'replaced', 'reread') AND NOT EXISTS (SELECT 1 FROM adjudication_step AS l
        WHERE l.dossier = s.dossier AND l.expert = s.expert AND l.kind = 'lapsed' AND l.number > s.number))
        """

    /// Whether the matter of a new step was opened and has not fallen away since.
    private static let isOpened = """
        EXISTS (SELECT 1 FROM adjudication_step AS s WHERE s.dossier = NEW.dossier AND s.expert = NEW.expert
        AND s.kind IN ('asked', 'third-reading') AND NOT EXISTS (SELECT 1 FROM adjudication_step AS l
        WHERE l.dossier = s.dossier AND l.expert = s.expert AND l.kind = 'lapsed' AND l.number > s.number))
        """

    private static let adjudicationTables =
        """
        CREATE TABLE adjudication_step (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            kind TEXT NOT NULL CHECK (kind IN ('asked', 'explained', 'held-abnormal', 'held-sound', 'third-reading', 'discussed',
                'kept', 'replaced', 'reread', 'lapsed')),
            dossier TEXT NOT NULL,
            expert TEXT NOT NULL,
            actor TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            due TEXT,
            figures TEXT CHECK (json_type(figures) = 'object'),
            reader TEXT,
            plan INTEGER REFERENCES plan (number),
            discussion TEXT CHECK (json_type(discussion) = 'object'),
            panel TEXT CHECK (json_type(panel) = 'array'),
            effect TEXT CHECK (json_type(effect) = 'object'),
            FOREIGN KEY (dossier, expert) REFERENCES sheet (dossier, expert),
            FOREIGN KEY (dossier, reader) REFERENCES review (dossier, expert),
            CHECK ((due IS NOT NULL) = (kind = 'asked')),
            CHECK ((figures IS NOT NULL) = (kind IN ('asked', 'third-reading'))),
            CHECK ((reader IS NOT NULL) = (kind IN ('third-reading', 'reread'))),
            CHECK (reader IS NULL OR reader <> expert),
            CHECK ((plan IS NOT NULL) = (kind = 'third-reading')),
            CHECK ((discussion IS NOT NULL) = (kind = 'discussed')),
            CHECK ((panel IS NOT NULL) = (kind IN ('kept', 'replaced', 'reread'))),
            CHECK ((effect IS NULL) = (kind IN ('explained', 'held-abnormal', 'held-sound'))),
            CHECK (kind <> 'explained' OR actor = expert),
            CHECK (kind NOT IN ('held-abnormal', 'held-sound') OR actor <> expert)
        ) STRICT;

        """
        + refuse(
            "steps have no gaps", on: "INSERT", of: "adjudication_step",
            when: "NEW.number <> (SELECT count(*) + 1 FROM adjudication_step)",
            saying: "steps have no gaps, and none is replaced")
        + refuse(
            "nothing follows a decision", on: "INSERT", of: "adjudication_step", when: "NEW.kind <> 'lapsed' AND \(isDecided)",
            saying: "the sheet was decided on")
        + refuse(
            "asked once", on: "INSERT", of: "adjudication_step",
            when: """
                NEW.kind = 'asked' AND EXISTS (SELECT 1 FROM adjudication_step AS s WHERE s.dossier = NEW.dossier
                AND s.expert = NEW.expert AND s.kind = 'asked' AND NOT EXISTS (SELECT 1 FROM adjudication_step AS l
                WHERE l.dossier = s.dossier AND l.expert = s.expert AND l.kind = 'lapsed' AND l.number > s.number))
                """,
            saying: "the expert was asked already")
        + refuse(
            "a matter is opened first", on: "INSERT", of: "adjudication_step",
            when: "NEW.kind NOT IN ('asked', 'third-reading') AND NOT \(isOpened)", saying: "nothing was opened on the sheet")
        + refuse(
            "steps are taken on the results", on: "INSERT", of: "adjudication_step",
            when: "coalesce((SELECT stage FROM round), '') <> 'results'", saying: "adjudication_step: not in this stage")
        + refuse(
            "chairs who are not recused decide", on: "INSERT", of: "adjudication_step",
            when: """
                NEW.kind IN ('discussed', 'kept', 'replaced', 'reread')
                AND (coalesce((SELECT role FROM person WHERE id = NEW.actor), '') <> 'chair'
                OR EXISTS (SELECT 1 FROM chair_recusal AS r WHERE r.chair = NEW.actor AND r.dossier = NEW.dossier))
                """,
            saying: "adjudication_step: only chairs who are not recused")
        + refuse(
            "members of the panel vote", on: "INSERT", of: "adjudication_step",
            when: """
                NEW.kind IN ('held-abnormal', 'held-sound') AND NOT EXISTS (SELECT 1 FROM sheet AS s
                WHERE s.dossier = NEW.dossier AND s.expert = NEW.actor AND s.state = 'submitted')
                """,
            saying: "adjudication_step: only members of the panel vote")
        + refuse(
            "who reads a third time has not scored", on: "INSERT", of: "adjudication_step",
            when: """
                NEW.kind = 'third-reading' AND EXISTS (SELECT 1 FROM sheet AS s
                WHERE s.dossier = NEW.dossier AND s.expert = NEW.reader)
                """,
            saying: "adjudication_step: the reader sits on the panel")
        + refuse(
            "what is taken in was read", on: "INSERT", of: "adjudication_step",
            when: """
                NEW.kind = 'reread' AND NOT EXISTS (SELECT 1 FROM adjudication_step AS s JOIN sheet AS h
                ON h.dossier = s.dossier AND h.expert = s.reader WHERE s.kind = 'third-reading' AND s.dossier = NEW.dossier
                AND s.expert = NEW.expert AND s.reader = NEW.reader AND h.state = 'submitted')
                """,
            saying: "adjudication_step: the third reading is not handed in")
        + ["UPDATE", "DELETE"].map { event in
            refuse(
                "a step stays on \(event.lowercased())", on: event, of: "adjudication_step", when: "1 = 1",
                saying: "a step is never changed")
        }.joined()
        + frozenOnceClosed("adjudication_step")
}
