extension Schema {
    static let intake = """
        CREATE TABLE dossier (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            authority TEXT NOT NULL,
            category TEXT NOT NULL,
            applicant TEXT NOT NULL CHECK (length(applicant) > 0),
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") = 18),
            "creditCodeReason" TEXT NOT NULL,
            mode TEXT NOT NULL,
            industry TEXT NOT NULL,
            "filedOn" TEXT NOT NULL CHECK ("filedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            unsuitable TEXT NOT NULL CHECK (json_type(unsuitable) = 'array'),
            declared TEXT NOT NULL CHECK (json_type(declared) = 'object'),
            UNIQUE ("creditCode", category)
        ) STRICT;
        CREATE TABLE flag (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            "check" TEXT NOT NULL,
            found TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
            "decidedBy" TEXT REFERENCES person (id),
            reason TEXT,
            PRIMARY KEY (dossier, "check"),
            CHECK ((state = 'open') = ("decidedBy" IS NULL)),
            CHECK ((state = 'open') = (reason IS NULL))
        ) STRICT;
        CREATE TABLE expert (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            name TEXT NOT NULL CHECK (length(name) > 0),
            region TEXT NOT NULL,
            specialties TEXT NOT NULL CHECK (json_array_length(specialties) > 0),
            modes TEXT NOT NULL CHECK (json_type(modes) = 'array'),
            industries TEXT NOT NULL CHECK (json_type(industries) = 'array'),
            "seniorTitle" INTEGER NOT NULL CHECK ("seniorTitle" IN (0, 1)),
            years INTEGER NOT NULL CHECK (years >= 0),
            "minimumLoad" INTEGER NOT NULL CHECK ("minimumLoad" >= 0),
            "maximumLoad" INTEGER NOT NULL CHECK ("maximumLoad" >= "minimumLoad")
        ) STRICT;
        CREATE TABLE affiliation (
            expert TEXT NOT NULL REFERENCES expert (id),
            organisation TEXT NOT NULL CHECK (length(organisation) > 0),
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") IN (0, 18)),
            "from" TEXT NOT NULL,
            until TEXT CHECK (until >= "from"),
            position TEXT NOT NULL,
            PRIMARY KEY (expert, organisation, "from", position)
        ) STRICT;
        CREATE TABLE interest (
            expert TEXT NOT NULL REFERENCES expert (id),
            applicant TEXT NOT NULL,
            "creditCode" TEXT NOT NULL CHECK (length("creditCode") IN (0, 18)),
            kind TEXT NOT NULL CHECK (kind IN ('interest', 'kinship', 'own-application')),
            note TEXT NOT NULL,
            PRIMARY KEY (expert, applicant, "creditCode", kind),
            CHECK (length(applicant) + length("creditCode") > 0)
        ) STRICT;

        """
        + frozenOnceClosed("dossier", "flag", "expert", "affiliation", "interest")

    static let conflicts = """
        CREATE TABLE conflict (
            expert TEXT NOT NULL REFERENCES expert (id),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            ground TEXT NOT NULL CHECK (ground IN
                ('affiliation', 'interest', 'kinship', 'own-application', 'unsuitable', 'region', 'recusal')),
            evidence TEXT NOT NULL CHECK (json_type(evidence) = 'object'),
            state TEXT NOT NULL CHECK (state IN ('detected', 'declared', 'confirmed', 'waived')),
            "by" TEXT REFERENCES person (id),
            reason TEXT,
            PRIMARY KEY (expert, dossier, ground),
            CHECK (state <> 'waived'
                OR (coalesce(length("by"), 0) > 0 AND coalesce(length(trim(reason)), 0) > 0))
        ) STRICT;

        """
        + frozenOnceClosed("conflict")
        + refuse(
            "the register forgets nothing", on: "DELETE", of: "conflict", when: "1 = 1",
            saying: "conflicts are waived, never removed")
}
