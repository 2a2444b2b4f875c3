extension Schema {
    static let assignment = """
        CREATE TABLE plan (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            purpose TEXT NOT NULL CHECK (purpose IN ('round', 'replacement')),
            state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'superseded')),
            pairs TEXT NOT NULL CHECK (json_type(pairs) = 'array'),
            optimal INTEGER NOT NULL CHECK (optimal IN (0, 1)),
            total INTEGER NOT NULL,
            bound INTEGER NOT NULL CHECK (bound >= total),
            instance TEXT NOT NULL CHECK (length(instance) = 64),
            document TEXT NOT NULL CHECK (json_valid(document)),
            "madeBy" TEXT NOT NULL REFERENCES person (id),
            "madeAt" TEXT NOT NULL,
            "approvedBy" TEXT REFERENCES person (id),
            CHECK (optimal = 0 OR bound = total),
            CHECK (state <> 'approved' OR "approvedBy" IS NOT NULL)
        ) STRICT;

        """
        + frozenOnceClosed("plan")
}
