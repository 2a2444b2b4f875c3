extension Schema {
    /// Public draws: what was announced stays as it was, what was drawn stays drawn, and nothing is removed.
    static let draws = """
        CREATE TABLE draw (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            category TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('committed', 'drawn')),
            announcement TEXT NOT NULL CHECK (json_type(announcement) = 'object'),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            outcome TEXT CHECK (json_type(outcome) = 'object'),
            "committedBy" TEXT NOT NULL REFERENCES person (id),
            "drawnBy" TEXT REFERENCES person (id),
            "drawnAt" TEXT,
            CHECK (json_extract(announcement, '$.number') = number),
            CHECK (json_extract(announcement, '$.category') = category),
            CHECK ((state = 'drawn') = (outcome IS NOT NULL)),
            CHECK ((state = 'drawn') = ("drawnBy" IS NOT NULL)),
            CHECK ((state = 'drawn') = ("drawnAt" IS NOT NULL))
        ) STRICT;
        CREATE TABLE draw_seed (
            number INTEGER PRIMARY KEY REFERENCES draw (number),
            seed TEXT NOT NULL CHECK (length(seed) = 64)
        ) STRICT;
        ALTER TABLE plan ADD COLUMN admitted TEXT CHECK (json_type(admitted) = 'array');

        """
        + ["INSERT", "UPDATE"].map { event in
            // A statement that puts a row in the place of another is an insertion to a trigger: both are held against
            // the row that is there.
            refuse(
                "a draw is not changed on \(event.lowercased())", on: event, of: "draw",
                when: """
                    EXISTS (SELECT 1 FROM draw AS d WHERE d.number = NEW.number AND (d.state = 'drawn'
                    OR d.announcement <> NEW.announcement OR d.digest <> NEW.digest
                    OR d."committedBy" <> NEW."committedBy"))
                    """,
                saying: "a draw is never changed")
        }.joined()
        + refuse(
            "a draw keeps its number", on: "UPDATE", of: "draw", when: "OLD.number <> NEW.number",
            saying: "a draw is never changed")
        + refuse(
            "draws have no gaps", on: "INSERT", of: "draw",
            when: "NEW.number > (SELECT count(*) + 1 FROM draw)", saying: "draws have no gaps")
        + refuse(
            "a seed is sealed once", on: "INSERT", of: "draw_seed",
            when: """
                EXISTS (SELECT 1 FROM draw_seed WHERE number = NEW.number)
                OR (SELECT state FROM draw WHERE number = NEW.number) <> 'committed'
                """,
            saying: "the seed is sealed")
        + refuse("a seed stays sealed", on: "UPDATE", of: "draw_seed", when: "1 = 1", saying: "the seed is sealed")
        + ["draw", "draw_seed"].map { table in
            refuse(
                "\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "draws: nothing is removed")
        }.joined()
        + frozenOnceClosed("draw", "draw_seed")
}
