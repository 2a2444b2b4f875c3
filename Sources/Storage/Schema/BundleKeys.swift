extension Schema {
    /// The secret of a round's bundles: one, and as it was made.
    static let bundleKeys =
        """
        CREATE TABLE bundle_key (
            id TEXT PRIMARY KEY CHECK (id = 'bundle'),
            key TEXT NOT NULL CHECK (length(key) = 64)
        ) STRICT;

        """
        + ["INSERT", "UPDATE", "DELETE"].map { event in
            refuse(
                "a key of bundles is made once on \(event.lowercased())", on: event, of: "bundle_key",
                when: "EXISTS (SELECT 1 FROM bundle_key)", saying: "the key of bundles is made once")
        }.joined()
}
