extension Schema {
    static let results = """
        CREATE TABLE outcome (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            category TEXT NOT NULL,
            standing TEXT NOT NULL CHECK (standing IN ('passed', 'failed', 'excluded', 'incomplete')),
            score INTEGER CHECK (score BETWEEN 0 AND 10000),
            rank INTEGER CHECK (rank > 0),
            tied INTEGER NOT NULL CHECK (tied IN (0, 1)),
            sheets TEXT NOT NULL CHECK (json_type(sheets) = 'array'),
            missing INTEGER NOT NULL CHECK (missing >= 0),
            gates TEXT NOT NULL CHECK (json_type(gates) = 'array'),
            CHECK (standing NOT IN ('passed', 'failed') OR (score IS NOT NULL AND rank IS NOT NULL)),
            CHECK (standing IN ('passed', 'failed') OR rank IS NULL)
        ) STRICT;

        """
        + frozenOnceClosed("outcome")

    static let visits = """
        CREATE TABLE visit (
            dossier TEXT PRIMARY KEY REFERENCES outcome (dossier),
            reasons TEXT NOT NULL CHECK (json_array_length(reasons) > 0),
            questions TEXT NOT NULL CHECK (json_type(questions) = 'array')
        ) STRICT;

        """
        + frozenOnceClosed("visit")

    static let decisions = """
        CREATE TABLE placement (
            dossier TEXT PRIMARY KEY REFERENCES outcome (dossier),
            proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),
            listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
            ground TEXT NOT NULL CHECK (json_type(ground) = 'object'),
            "movedBy" TEXT REFERENCES person (id),
            reason TEXT,
            CHECK (listed = proposed OR ("movedBy" IS NOT NULL AND coalesce(length(trim(reason)), 0) > 0))
        ) STRICT;
        CREATE TABLE signature (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            chair TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            stands INTEGER NOT NULL CHECK (stands IN (0, 1))
        ) STRICT;

        """
        + refuse(
            "chairs sign", on: "INSERT", of: "signature",
            when: "(SELECT role FROM person WHERE id = NEW.chair) <> 'chair'", saying: "only chairs sign")
        + refuse(
            "a signature is not passed on", on: "UPDATE", of: "signature",
            when: "OLD.chair <> NEW.chair OR OLD.at <> NEW.at OR OLD.digest <> NEW.digest OR NEW.stands > OLD.stands",
            saying: "a signature can only be voided")
        + frozenOnceClosed("placement", "signature")
        + refuse(
            "signatures stay", on: "DELETE", of: "signature", when: "1 = 1", saying: "signatures are voided, never removed")
}
