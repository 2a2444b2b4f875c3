extension Schema {
    /// Who leads the panels of a plan.
    static let leads = """
        ALTER TABLE plan ADD COLUMN leads TEXT CHECK (json_type(leads) = 'array');
        """
}
