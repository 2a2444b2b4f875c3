extension Schema {
    /// Codes, tries, tokens and their revocation, of which nothing is ever rewritten; and receipts for requests that may come twice.
    static let signingIn =
        """
        CREATE TABLE sign_in_code (
            person TEXT NOT NULL REFERENCES person (id),
            turn INTEGER NOT NULL CHECK (turn > 0),
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            "issuedBy" TEXT NOT NULL REFERENCES person (id),
            "issuedAt" TEXT NOT NULL,
            "expiresAt" TEXT NOT NULL CHECK ("expiresAt" > "issuedAt"),
            PRIMARY KEY (person, turn)
        ) STRICT;
        CREATE TABLE sign_in_try (
            person TEXT NOT NULL,
            turn INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 5),
            "right" INTEGER NOT NULL CHECK ("right" IN (0, 1)),
            at TEXT NOT NULL,
            PRIMARY KEY (person, turn, number),
            FOREIGN KEY (person, turn) REFERENCES sign_in_code (person, turn)
        ) STRICT;
        CREATE TABLE access_token (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            number INTEGER NOT NULL UNIQUE CHECK (number > 0),
            person TEXT NOT NULL,
            turn INTEGER NOT NULL,
            device TEXT NOT NULL CHECK (length(device) <= 100),
            "issuedAt" TEXT NOT NULL,
            "expiresAt" TEXT NOT NULL CHECK ("expiresAt" > "issuedAt"),
            UNIQUE (person, turn),
            FOREIGN KEY (person, turn) REFERENCES sign_in_code (person, turn)
        ) STRICT;
        CREATE TABLE token_revocation (
            token INTEGER PRIMARY KEY REFERENCES access_token (number),
            "by" TEXT NOT NULL REFERENCES person (id),
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE receipt (
            person TEXT NOT NULL REFERENCES person (id),
            "key" TEXT NOT NULL CHECK (length("key") BETWEEN 8 AND 100),
            act TEXT NOT NULL,
            request TEXT NOT NULL CHECK (length(request) = 64),
            answer TEXT NOT NULL CHECK (json_valid(answer)),
            at TEXT NOT NULL,
            PRIMARY KEY (person, "key", act)
        ) STRICT;

        """
        + refuse(
            "a code is used once", on: "INSERT", of: "sign_in_try",
            when: """
                EXISTS (SELECT 1 FROM sign_in_try AS t WHERE t.person = NEW.person AND t.turn = NEW.turn AND t."right" = 1)
                OR NEW.number <> 1 + (SELECT count(*) FROM sign_in_try AS t WHERE t.person = NEW.person AND t.turn = NEW.turn)
                """,
            saying: "the code is used")
        + refuse(
            "a token is given for a code", on: "INSERT", of: "access_token",
            when: """
                NOT EXISTS (SELECT 1 FROM sign_in_try AS t WHERE t.person = NEW.person AND t.turn = NEW.turn AND t."right" = 1)
                """,
            saying: "no code was tried rightly for the token")
        + [
            ("sign_in_code", "NEW.turn <> 1 + (SELECT count(*) FROM sign_in_code AS t WHERE t.person = NEW.person)"),
            ("access_token", "NEW.number <> 1 + (SELECT count(*) FROM access_token)"),
            ("token_revocation", "EXISTS (SELECT 1 FROM token_revocation AS t WHERE t.token = NEW.token)"),
            ("receipt", #"EXISTS (SELECT 1 FROM receipt AS t WHERE t.person = NEW.person AND t."key" = NEW."key" AND t.act = NEW.act)"#),
        ].map { table, condition in
            refuse(
                "\(table) follows the one before", on: "INSERT", of: table, when: condition, saying: "\(table): said is said")
        }.joined()
        + ["sign_in_code", "sign_in_try", "access_token", "token_revocation", "receipt"].map { table in
            refuse("\(table) is never rewritten", on: "UPDATE", of: table, when: "1 = 1", saying: "\(table): said is said")
                + refuse("\(table) forgets nothing", on: "DELETE", of: table, when: "1 = 1", saying: "\(table): nothing is removed")
        }.joined()
}
