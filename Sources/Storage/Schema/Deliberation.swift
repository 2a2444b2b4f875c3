internal import GRDB

extension Schema {
    /// How chairs come to their list, and the public notice with objections, answers and new panels: said is said.
    ///
    /// The stage of the public notice comes between decisions and closed. The table of the round lists the stages, so it is made
    /// anew, from the text that it has by then, with whatever columns and triggers: migrations that came before may differ.
    static func deliberation(_ db: Database) throws {
        try addNoticeStage(db)
        try db.execute(sql: deliberationTables)
        // A new panel reviews while the list is public.
        for event in ["insert", "update"] {
            try widen("scores only while reviews are open on \(event)", unless: isOfNewPanel, db)
        }
    }

    /// Makes the table of the round anew with the stage in its list, and what guards it with the stage in its order.
    private static func addNoticeStage(_ db: Database) throws {
        func changed(_ sql: String) -> String {
            sql.replacing("'decisions', 'closed'", with: "'decisions', 'notice', 'closed'")
                .replacing("decisions closed'", with: "decisions notice closed'")
        }
        let table = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'round'") ?? ""
        let triggers = try String.fetchAll(
            db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'round' ORDER BY name")
        let anew = changed(table).replacing(#"CREATE TABLE "round""#, with: "CREATE TABLE round", maxReplacements: 1)
            .replacing("CREATE TABLE round ", with: "CREATE TABLE round_with_notice ", maxReplacements: 1)
        guard anew.contains("'notice'"), anew.hasPrefix("CREATE TABLE round_with_notice ") else {
            throw DatabaseError(message: "the table of the round is not the one that this migration knows")
        }
        try db.execute(sql: anew)
        try db.execute(
            sql: """
                INSERT INTO round_with_notice SELECT * FROM round;
                PRAGMA legacy_alter_table = ON;
                DROP TABLE round;
                ALTER TABLE round_with_notice RENAME TO round;
                PRAGMA legacy_alter_table = OFF;
                ALTER TABLE round ADD COLUMN "closedOn" TEXT CHECK ("closedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
                """)
        for trigger in triggers { try db.execute(sql: changed(trigger)) }
    }

    /// Makes a trigger that refuses anew, so that it lets through what a condition names; all else that it refuses it still does.
    static func widen(_ trigger: String, unless condition: String, _ db: Database) throws {
        guard
            let sql = try String.fetchOne(
                db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", arguments: [trigger]),
            let when = sql.firstRange(of: " WHEN "), let begin = sql.firstRange(of: "\nBEGIN")
        else { throw DatabaseError(message: "there is no trigger “\(trigger)” to widen") }
        let refused = sql[when.upperBound..<begin.lowerBound]
        try db.execute(sql: "DROP TRIGGER \"\(trigger)\"")
        try db.execute(sql: "\(sql[..<when.upperBound])(\(refused)) AND NOT (\(condition))\(sql[begin.lowerBound...])")
    }

    /// Whether a sheet is of a new panel that has no result yet.
    private static let isOfNewPanel = """
        (SELECT stage FROM round) = 'notice' AND EXISTS (SELECT 1 FROM rereview AS r, json_each(r.panel) AS seat
        WHERE r.dossier = NEW.dossier AND seat.value = NEW.expert
        AND NOT EXISTS (SELECT 1 FROM rereview_result AS done WHERE done.rereview = r.number))
        """

    private static let day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

    private static let deliberationTables = """
        CREATE TABLE attendance (
            chair TEXT PRIMARY KEY REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE chair_recusal (
            chair TEXT NOT NULL REFERENCES person (id),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            PRIMARY KEY (chair, dossier)
        ) STRICT;
        CREATE TABLE motion (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            chair TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE vote (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            motion INTEGER REFERENCES motion (number),
            digest TEXT CHECK (length(digest) = 64),
            chair TEXT NOT NULL REFERENCES person (id),
            choice TEXT NOT NULL CHECK (choice IN ('agree', 'against', 'abstain')),
            reason TEXT,
            at TEXT NOT NULL,
            CHECK ((motion IS NULL) <> (digest IS NULL)),
            CHECK (choice <> 'against' OR coalesce(length(trim(reason)), 0) > 0)
        ) STRICT;
        CREATE TABLE dissent (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            chair TEXT NOT NULL REFERENCES person (id),
            dossier TEXT REFERENCES dossier (id),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE holiday_year (
            year INTEGER PRIMARY KEY CHECK (year BETWEEN 1949 AND 2999),
            holidays TEXT NOT NULL CHECK (json_type(holidays) = 'array'),
            workdays TEXT NOT NULL CHECK (json_type(workdays) = 'array'),
            source TEXT NOT NULL CHECK (length(trim(source)) > 0),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE public_notice (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            "publishedOn" TEXT NOT NULL CHECK ("publishedOn" \(day)),
            until TEXT NOT NULL CHECK (until \(day) AND until > "publishedOn"),
            "workingDays" INTEGER NOT NULL CHECK ("workingDays" > 0),
            dossiers TEXT NOT NULL CHECK (json_type(dossiers) = 'array'),
            demonstrations TEXT NOT NULL CHECK (json_type(demonstrations) = 'object'),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            "isRehearsal" INTEGER CHECK ("isRehearsal" IN (0, 1))
        ) STRICT;
        CREATE TABLE objection (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            kind TEXT NOT NULL CHECK (kind IN ('objection', 'report')),
            dossier TEXT REFERENCES dossier (id),
            demonstration TEXT REFERENCES demonstration (id),
            who TEXT NOT NULL CHECK (length(trim(who)) > 0),
            ground TEXT NOT NULL CHECK (ground IN ('facts', 'eligibility', 'conflict', 'procedure', 'judgement')),
            statement TEXT NOT NULL CHECK (length(trim(statement)) > 0),
            evidence TEXT NOT NULL CHECK (json_type(evidence) = 'array'),
            "receivedOn" TEXT NOT NULL CHECK ("receivedOn" \(day)),
            "answerBy" TEXT NOT NULL CHECK ("answerBy" \(day) AND "answerBy" >= "receivedOn"),
            "lateReason" TEXT,
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            CHECK (dossier IS NOT NULL OR demonstration IS NOT NULL),
            CHECK ((kind = 'report') = (coalesce(length(trim("lateReason")), 0) > 0))
        ) STRICT;
        CREATE TABLE objection_answer (
            objection INTEGER PRIMARY KEY REFERENCES objection (number),
            verdict TEXT NOT NULL CHECK (verdict IN ('upheld', 'quashed', 'dismissed')),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            "answeredOn" TEXT NOT NULL CHECK ("answeredOn" \(day)),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE rereview (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            objection INTEGER NOT NULL REFERENCES objection (number),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            former TEXT NOT NULL CHECK (json_array_length(former) > 0),
            panel TEXT NOT NULL CHECK (json_array_length(panel) > 0),
            plan INTEGER NOT NULL REFERENCES plan (number),
            instance TEXT NOT NULL,
            before TEXT NOT NULL CHECK (json_type(before) = 'object'),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE rereview_result (
            rereview INTEGER PRIMARY KEY REFERENCES rereview (number),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            after TEXT NOT NULL CHECK (json_type(after) = 'object'),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE placement_move (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            before INTEGER NOT NULL CHECK (before IN (0, 1)),
            after INTEGER NOT NULL CHECK (after IN (0, 1) AND after <> before),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            motion INTEGER UNIQUE REFERENCES motion (number),
            rereview INTEGER UNIQUE REFERENCES rereview (number),
            CHECK (motion IS NULL OR rereview IS NULL)
        ) STRICT;

        """
        + frozenOnceClosed(
            "attendance", "chair_recusal", "motion", "vote", "dissent", "holiday_year", "public_notice", "objection",
            "objection_answer", "rereview", "rereview_result", "placement_move")
        + [
            "attendance", "chair_recusal", "motion", "vote", "dissent", "holiday_year", "public_notice", "objection",
            "objection_answer", "rereview", "rereview_result", "placement_move",
        ].map { table in
            refuse("\(table) stays as it was said", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): nothing is changed")
                + refuse("\(table) loses nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
        + ["motion", "vote", "dissent", "public_notice", "objection", "rereview", "placement_move"].map { table in
            refuse(
                "\(table) has no gaps", on: "INSERT", of: table, when: "NEW.number <> (SELECT count(*) + 1 FROM \"\(table)\")",
                saying: "\(table): numbers have no gaps")
        }.joined()
        + ["attendance", "chair_recusal", "motion", "vote", "dissent"].map { table in
            refuse(
                "\(table) is of chairs", on: "INSERT", of: table,
                when: "coalesce((SELECT role FROM person WHERE id = NEW.chair), '') <> 'chair'", saying: "\(table): only chairs")
        }.joined()
        + ["motion", "dissent"].map { table in
            refuse(
                "\(table) is of chairs who are not recused", on: "INSERT", of: table,
                when: "EXISTS (SELECT 1 FROM chair_recusal AS r WHERE r.chair = NEW.chair AND r.dossier = NEW.dossier)",
                saying: "\(table): the chair is recused")
        }.joined()
        + refuse(
            "recused chairs have no vote", on: "INSERT", of: "vote",
            when: """
                EXISTS (SELECT 1 FROM chair_recusal AS r JOIN motion AS m ON m.dossier = r.dossier
                WHERE r.chair = NEW.chair AND m.number = NEW.motion)
                """,
            saying: "vote: the chair is recused")
        + refuse(
            "a motion is moved once", on: "INSERT", of: "placement_move",
            when: """
                NEW.motion IS NOT NULL AND NOT EXISTS (SELECT 1 FROM motion AS m WHERE m.number = NEW.motion
                AND m.dossier = NEW.dossier AND m.listed = NEW.after AND m.chair = NEW."by")
                """,
            saying: "placement_move: it is not what the motion says")
        + refuse(
            "chairs move, or a new panel's result", on: "INSERT", of: "placement_move",
            when: """
                NEW.rereview IS NULL AND (coalesce((SELECT role FROM person WHERE id = NEW."by"), '') <> 'chair'
                OR EXISTS (SELECT 1 FROM chair_recusal AS r WHERE r.chair = NEW."by" AND r.dossier = NEW.dossier))
                """,
            saying: "placement_move: only chairs who are not recused")
        + ["public_notice", "objection", "objection_answer", "rereview", "rereview_result"].map { table in
            refuse(
                "\(table) belongs to the public notice", on: "INSERT", of: table,
                when: "coalesce((SELECT stage FROM round), '') <> 'notice'", saying: "\(table): not in this stage")
        }.joined()
        + refuse(
            "no objection before the publication", on: "INSERT", of: "objection",
            when: #"NOT EXISTS (SELECT 1 FROM public_notice AS p WHERE p."publishedOn" <= NEW."receivedOn")"#,
            saying: "objection: nothing was published by then")
        + refuse(
            "an answer comes after its objection", on: "INSERT", of: "objection_answer",
            when: #"EXISTS (SELECT 1 FROM objection AS o WHERE o.number = NEW.objection AND o."receivedOn" > NEW."answeredOn")"#,
            saying: "objection_answer: before the objection")
        + refuse(
            "other opinions quash nothing", on: "INSERT", of: "objection_answer",
            when: """
                NEW.verdict <> 'dismissed' AND EXISTS (SELECT 1 FROM objection AS o WHERE o.number = NEW.objection AND o.ground = 'judgement')
                """,
            saying: "objection_answer: another opinion is no ground")
        + refuse(
            "a new panel follows a quashed review", on: "INSERT", of: "rereview",
            when: """
                NOT EXISTS (SELECT 1 FROM objection_answer AS a JOIN objection AS o ON o.number = a.objection
                WHERE a.objection = NEW.objection AND a.verdict = 'quashed' AND o.dossier = NEW.dossier)
                """,
            saying: "rereview: the review was not quashed")
        + refuse(
            "nobody of the former panel sits on the new one", on: "INSERT", of: "rereview",
            when: "EXISTS (SELECT 1 FROM json_each(NEW.panel) AS seat JOIN json_each(NEW.former) AS old ON seat.value = old.value)",
            saying: "rereview: an expert of the former panel")
        + refuse(
            "a public list changes by an objection alone", on: "UPDATE", of: "placement",
            when: """
                (SELECT stage FROM round) = 'notice' AND NEW.listed <> OLD.listed AND NOT EXISTS (
                SELECT 1 FROM objection AS o JOIN objection_answer AS a ON a.objection = o.number
                WHERE o.dossier = NEW.dossier AND a.verdict <> 'dismissed')
                """,
            saying: "placement: the list is public and no objection on it was upheld")
        + refuse(
            "nothing is final before its answer", on: "UPDATE", of: "round",
            when: """
                OLD.stage = 'notice' AND NEW.stage = 'closed' AND (EXISTS (SELECT 1 FROM objection AS o WHERE o.kind = 'objection'
                AND NOT EXISTS (SELECT 1 FROM objection_answer AS a WHERE a.objection = o.number))
                OR NOT EXISTS (SELECT 1 FROM public_notice) OR NEW."closedOn" IS NULL
                OR EXISTS (SELECT 1 FROM public_notice AS p WHERE p.until >= NEW."closedOn"))
                """,
            saying: "round: the public notice is not over, or an objection is not answered")
}
