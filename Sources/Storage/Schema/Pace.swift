extension Schema {
    /// What keeps an act from costing more the longer a round is: numbers are held against the last one instead of a count of all, and
    /// what is looked up on the way of a submission or a sign-in has an index. So has the moment of the last act, which no later one
    /// precedes.
    static let pace =
        """
        DROP TRIGGER "the log has no gaps";
        DROP TRIGGER "access_token follows the one before";
        CREATE INDEX log_by_moment ON log (json_extract(body, '$.at'));
        CREATE INDEX adjudication_step_by_dossier ON adjudication_step (dossier, expert);

        """
        + refuse(
            "the log has no gaps", on: "INSERT", of: "log",
            when: "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log)", saying: "the log has no gaps")
        + refuse(
            "access_token follows the one before", on: "INSERT", of: "access_token",
            when: "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM access_token)", saying: "access_token: said is said")
}
