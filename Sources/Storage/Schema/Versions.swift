extension Schema {
    /// How often each kind of record was changed, by transactions: what was read of a kind holds while that stays the same.
    static let versions =
        """
        CREATE TABLE record_version (kind TEXT PRIMARY KEY, version INTEGER NOT NULL CHECK (version > 0)) STRICT;

        """
}
