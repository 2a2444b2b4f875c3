extension Schema {
    /// Visits as an investment: how they were chosen, who visits, when, and what was found. Nothing of it is rewritten, nobody in conflict
    /// visits, and only who leads hands in findings.
    static let visiting = """
        CREATE TABLE visit_plan (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            gains TEXT NOT NULL CHECK (json_type(gains) = 'array'),
            fixed TEXT NOT NULL CHECK (json_type(fixed) = 'array'),
            "leftOut" TEXT NOT NULL CHECK (json_type("leftOut") = 'array'),
            reason TEXT,
            budget TEXT NOT NULL CHECK (json_type(budget) = 'object'),
            "visitsPerTrip" INTEGER NOT NULL CHECK ("visitsPerTrip" > 0),
            "travelDays" INTEGER NOT NULL CHECK ("travelDays" >= 0),
            dossiers TEXT NOT NULL CHECK (json_type(dossiers) = 'array'),
            cost TEXT NOT NULL CHECK (json_type(cost) = 'object'),
            gain INTEGER NOT NULL CHECK (gain >= 0),
            bound INTEGER NOT NULL CHECK (bound >= gain),
            multipliers TEXT NOT NULL CHECK (json_array_length(multipliers) = 3),
            "oneMore" TEXT NOT NULL CHECK (json_type("oneMore") = 'object'),
            "madeBy" TEXT NOT NULL REFERENCES person (id),
            "madeAt" TEXT NOT NULL,
            CHECK (json_array_length("leftOut") = 0 OR coalesce(length(trim(reason)), 0) > 0),
            CHECK (json_extract(cost, '$.visits') = json_array_length(dossiers)),
            CHECK (json_extract(cost, '$.visits') <= coalesce(json_extract(budget, '$.visits'), json_extract(cost, '$.visits'))),
            CHECK (json_extract(cost, '$.teamDays') <= coalesce(json_extract(budget, '$.teamDays'), json_extract(cost, '$.teamDays'))),
            CHECK (json_extract(cost, '$.trips') <= coalesce(json_extract(budget, '$.trips'), json_extract(cost, '$.trips')))
        ) STRICT;
        CREATE TABLE visit_teams (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            trips TEXT NOT NULL CHECK (json_array_length(trips) > 0),
            squares INTEGER NOT NULL CHECK (squares >= 0),
            bound INTEGER NOT NULL CHECK (bound BETWEEN 0 AND squares),
            "madeBy" TEXT NOT NULL REFERENCES person (id),
            "madeAt" TEXT NOT NULL
        ) STRICT;
        CREATE TABLE visit_seat (
            teams INTEGER NOT NULL REFERENCES visit_teams (number),
            dossier TEXT NOT NULL REFERENCES outcome (dossier),
            expert TEXT NOT NULL REFERENCES expert (id),
            leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
            PRIMARY KEY (teams, dossier, expert)
        ) STRICT;
        CREATE TABLE visit_schedule (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            teams INTEGER NOT NULL REFERENCES visit_teams (number),
            start TEXT NOT NULL CHECK (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            trips TEXT NOT NULL CHECK (json_array_length(trips) > 0),
            visits TEXT NOT NULL CHECK (json_array_length(visits) > 0),
            "workingDays" INTEGER NOT NULL CHECK ("workingDays" > 0),
            "leastWorkingDays" INTEGER NOT NULL CHECK ("leastWorkingDays" BETWEEN 1 AND "workingDays"),
            "madeBy" TEXT NOT NULL REFERENCES person (id),
            "madeAt" TEXT NOT NULL
        ) STRICT;
        CREATE TABLE visit_finding (
            dossier TEXT NOT NULL REFERENCES outcome (dossier),
            turn INTEGER NOT NULL CHECK (turn > 0),
            lead TEXT NOT NULL REFERENCES expert (id),
            answers TEXT NOT NULL CHECK (json_type(answers) = 'array'),
            gates TEXT NOT NULL CHECK (json_type(gates) = 'array'),
            overall TEXT NOT NULL CHECK (overall IN ('confirmed', 'partly', 'not-confirmed')),
            text TEXT NOT NULL CHECK (length(trim(text)) > 0),
            files TEXT NOT NULL CHECK (json_type(files) = 'array'),
            at TEXT NOT NULL,
            PRIMARY KEY (dossier, turn)
        ) STRICT;

        """
        + frozenOnceClosed("visit_plan", "visit_teams", "visit_seat", "visit_schedule", "visit_finding")
        + ["visit_plan", "visit_teams", "visit_seat", "visit_schedule", "visit_finding"].map { table in
            refuse("\(table) is never rewritten", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): done is done")
                + refuse("\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
        + ["visit_plan", "visit_teams", "visit_schedule"].map { table in
            refuse(
                "\(table) follows the one before", on: "INSERT", of: table, when: "NEW.number <> (SELECT count(*) + 1 FROM \(table))",
                saying: "\(table): numbers follow one another")
        }.joined()
        + refuse(
            "findings follow one another", on: "INSERT", of: "visit_finding",
            when: "NEW.turn <> 1 + (SELECT count(*) FROM visit_finding WHERE dossier = NEW.dossier)",
            saying: "visit_finding: turns follow one another")
        + refuse(
            "nobody visits against a conflict", on: "INSERT", of: "visit_seat",
            when: """
                EXISTS (SELECT 1 FROM conflict WHERE expert = NEW.expert AND dossier = NEW.dossier
                AND state NOT IN ('waived', 'cleared'))
                """,
            saying: "the expert is in conflict with the dossier")
        + refuse(
            "who leads a visit reviewed the dossier", on: "INSERT", of: "visit_seat",
            when: """
                NEW.leads = 1 AND NOT EXISTS (SELECT 1 FROM review
                WHERE expert = NEW.expert AND dossier = NEW.dossier AND state = 'submitted')
                """,
            saying: "who leads a visit has reviewed the dossier")
        + refuse(
            "a visit has one lead", on: "INSERT", of: "visit_seat",
            when: "NEW.leads = 1 AND EXISTS (SELECT 1 FROM visit_seat WHERE teams = NEW.teams AND dossier = NEW.dossier AND leads = 1)",
            saying: "a visit has one lead")
        + refuse(
            "the lead hands in findings", on: "INSERT", of: "visit_finding",
            when: """
                NOT EXISTS (SELECT 1 FROM visit_seat WHERE teams = (SELECT max(number) FROM visit_teams)
                AND dossier = NEW.dossier AND expert = NEW.lead AND leads = 1)
                """,
            saying: "only the lead of a visit hands in findings")
}
