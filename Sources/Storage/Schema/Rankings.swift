extension Schema {
    /// Places by adjusted scores, where the call ranks by them, and what they stand on.
    static let rankings =
        """
        ALTER TABLE outcome ADD COLUMN adjusted TEXT CHECK (adjusted IS NULL OR (json_type(adjusted) = 'object'
            AND rank IS NOT NULL AND json_extract(adjusted, '$.rank') > 0));

        CREATE TABLE ranking_basis (
            category TEXT PRIMARY KEY,
            fallback TEXT CHECK (fallback IN ('undefined', 'unconnected', 'no-differences')),
            scores INTEGER NOT NULL CHECK (scores >= 0),
            groups INTEGER NOT NULL CHECK (groups >= 0),
            "dossierRatio" INTEGER CHECK ("dossierRatio" >= 0),
            "expertRatio" INTEGER CHECK ("expertRatio" >= 0),
            CHECK (("dossierRatio" IS NULL) = ("expertRatio" IS NULL)),
            CHECK (fallback IS NOT NULL OR "dossierRatio" > 0)
        ) STRICT;

        """
        + frozenOnceClosed("ranking_basis")
}
