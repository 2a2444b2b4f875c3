/// The names and codes given out so far: none is given twice.
struct Registry {
    private var taken: Set<String> = []

    /// Draws until the name or code is a new one, and takes it.
    mutating func unused(_ draw: () -> String) -> String {
        while true {
            let candidate = draw()
            if taken.insert(candidate).inserted { return candidate }
        }
    }
}
