extension Schema {
    /// Lotteries of plans: what was made stays as it was, and nothing is removed.
    static let lotteries =
        """
        CREATE TABLE lottery (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            "limit" TEXT NOT NULL,
            tickets INTEGER NOT NULL CHECK (tickets > 0),
            instance TEXT NOT NULL CHECK (length(instance) = 64),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            document TEXT NOT NULL CHECK (json_valid(document)),
            "madeBy" TEXT NOT NULL REFERENCES person (id),
            "madeAt" TEXT NOT NULL
        ) STRICT;

        """
        + refuse(
            "lotteries have no gaps", on: "INSERT", of: "lottery",
            when: "NEW.number <> (SELECT count(*) + 1 FROM lottery)", saying: "lotteries have no gaps, and none is replaced")
        + ["UPDATE", "DELETE"].map { event in
            refuse(
                "a lottery stays on \(event.lowercased())", on: event, of: "lottery", when: "1 = 1",
                saying: "a lottery is never changed")
        }.joined()
        + frozenOnceClosed("lottery")
}
