extension Schema {
    static let audit = """
        CREATE TABLE log (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            body TEXT NOT NULL CHECK (json_valid(body)),
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64)
        ) STRICT;

        """
        + refuse("the log is append-only", on: "UPDATE", of: "log", when: "1 = 1", saying: "the log is append-only")
        + refuse("the log loses nothing", on: "DELETE", of: "log", when: "1 = 1", saying: "the log is append-only")
        + refuse(
            "the log has no gaps", on: "INSERT", of: "log",
            when: "NEW.number <> (SELECT count(*) + 1 FROM log)", saying: "the log has no gaps")
}
