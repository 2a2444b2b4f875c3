extension Schema {
    static let rounds = """
        CREATE TABLE round (
            id TEXT PRIMARY KEY CHECK (id = 'round'),
            "callDocument" TEXT NOT NULL,
            "callDigest" TEXT NOT NULL CHECK (length("callDigest") = 64),
            stage TEXT NOT NULL CHECK (stage IN
                ('intake', 'conflicts', 'assignment', 'reviews', 'results', 'visits', 'decisions', 'closed')),
            "conflictsDetected" INTEGER NOT NULL CHECK ("conflictsDetected" IN (0, 1)),
            "visitsChosen" INTEGER NOT NULL CHECK ("visitsChosen" IN (0, 1)),
            "openedAt" TEXT NOT NULL
        ) STRICT;
        CREATE TABLE call_document (
            path TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64)
        ) STRICT;
        CREATE TABLE criterion (
            category TEXT NOT NULL,
            criterion TEXT NOT NULL,
            weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
            minimum INTEGER NOT NULL CHECK (minimum >= 0),
            maximum INTEGER NOT NULL CHECK (maximum > minimum),
            PRIMARY KEY (category, criterion)
        ) STRICT;

        """
        + refuse(
            "a closed round stays closed", on: "UPDATE", of: "round", when: "OLD.stage = 'closed'",
            saying: "the round is closed")
        + refuse(
            "a round does not go back", on: "UPDATE", of: "round", when: "\(order("NEW.stage")) BETWEEN 1 AND \(order("OLD.stage")) - 1",
            saying: "a round does not go back")
        + refuse(
            "the call is frozen", on: "UPDATE", of: "round",
            when: #"OLD."callDigest" <> NEW."callDigest" OR OLD."callDocument" <> NEW."callDocument""#,
            saying: "the call is frozen")
        + refuse(
            "a round is not removed", on: "DELETE", of: "round", when: "1 = 1", saying: "a round is not removed")
        + refuse(
            "a database holds one round", on: "INSERT", of: "round",
            when: """
                EXISTS (SELECT 1 FROM round AS r WHERE r.stage = 'closed' OR r."callDigest" <> NEW."callDigest"
                OR r."openedAt" <> NEW."openedAt" OR \(order("NEW.stage")) < \(order("r.stage")))
                """,
            saying: "the round is opened already")
        + ["call_document", "criterion"].map { table in
            refuse(
                "\(table) is complete once the round is open", on: "INSERT", of: table,
                when: "EXISTS (SELECT 1 FROM round)", saying: "the call is frozen")
        }.joined()
        + ["UPDATE", "DELETE"].map { event in
            refuse(
                "call documents are frozen on \(event.lowercased())", on: event, of: "call_document", when: "1 = 1",
                saying: "the call is frozen")
                + refuse(
                    "criteria are frozen on \(event.lowercased())", on: event, of: "criterion", when: "1 = 1",
                    saying: "the call is frozen")
        }.joined()

    /// The place of a stage in the order of stages.
    static func order(_ stage: String) -> String {
        "instr('intake conflicts assignment reviews results visits decisions closed', \(stage))"
    }

    static let access = """
        CREATE TABLE person (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            name TEXT NOT NULL CHECK (length(name) > 0),
            role TEXT NOT NULL CHECK (role IN ('secretariat', 'expert', 'chair', 'auditor'))
        ) STRICT;

        """
        + refuse(
            "a role is kept", on: "UPDATE", of: "person", when: "OLD.role <> NEW.role", saying: "a person has one role")
        + frozenOnceClosed("person")
}
