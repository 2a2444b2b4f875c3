extension Schema {
    /// Chairs who decline to sign, with their reasons: said is said.
    static let refusals =
        """
        CREATE TABLE signing_refusal (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            chair TEXT NOT NULL REFERENCES person (id),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            "signaturesBefore" INTEGER NOT NULL CHECK ("signaturesBefore" >= 0),
            reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
            at TEXT NOT NULL
        ) STRICT;

        """
        + frozenOnceClosed("signing_refusal")
        + refuse(
            "signing_refusal stays as it was said", on: "UPDATE", of: "signing_refusal", when: "1 = 1",
            saying: "signing_refusal: nothing is changed")
        + refuse(
            "signing_refusal loses nothing", on: "DELETE", of: "signing_refusal", when: "1 = 1",
            saying: "signing_refusal: nothing is removed")
        + refuse(
            "signing_refusal has no gaps", on: "INSERT", of: "signing_refusal",
            when: "NEW.number <> (SELECT count(*) + 1 FROM signing_refusal)", saying: "signing_refusal: numbers have no gaps")
        + refuse(
            "signing_refusal is of chairs", on: "INSERT", of: "signing_refusal",
            when: "coalesce((SELECT role FROM person WHERE id = NEW.chair), '') <> 'chair'", saying: "signing_refusal: only chairs")
        + refuse(
            "signing_refusal counts the signatures before it", on: "INSERT", of: "signing_refusal",
            when: "NEW.\"signaturesBefore\" <> (SELECT count(*) FROM signature)", saying: "signing_refusal: not so many signatures")
}
