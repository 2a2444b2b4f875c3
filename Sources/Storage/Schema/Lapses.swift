extension Schema {
    /// Motions whose basis is gone: nobody votes on them, and they move nothing.
    static let lapses =
        """
        CREATE TABLE motion_lapse (
            motion INTEGER PRIMARY KEY REFERENCES motion (number),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;

        """
        + refuse(
            "a motion that took effect doesn't lapse", on: "INSERT", of: "motion_lapse",
            when: "EXISTS (SELECT 1 FROM placement_move AS m WHERE m.motion = NEW.motion)", saying: "the motion took effect")
        + ["vote", "placement_move"].map { table in
            refuse(
                "no \(table) on a motion that lapsed", on: "INSERT", of: table,
                when: "EXISTS (SELECT 1 FROM motion_lapse AS l WHERE l.motion = NEW.motion)", saying: "the motion lapsed")
        }.joined()
        + refuse("motion_lapse is never rewritten", on: "UPDATE", of: "motion_lapse", when: "1 = 1", saying: "motion_lapse: said is said")
        + refuse(
            "motion_lapse forgets nothing", on: "DELETE", of: "motion_lapse", when: "1 = 1", saying: "motion_lapse: nothing is removed")
        + frozenOnceClosed("motion_lapse")
}
