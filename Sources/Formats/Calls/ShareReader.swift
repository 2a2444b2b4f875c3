internal import Programme

extension YAMLReader {
    /// How many of a specialty are in a group, such as a panel or a team that visits.
    ///
    /// - Parameter most: No number is above it.
    func share(of specialties: [String], upTo most: Int) -> Call.Panel.Share {
        allow("specialty", "minimum", "maximum")
        let share = Call.Panel.Share(
            specialty: string("specialty"), minimum: optionalWhole("minimum", in: 0...most),
            maximum: optionalWhole("maximum", in: 0...most))
        refer(share.specialty, from: "specialty", to: specialties)
        if let minimum = share.minimum, let maximum = share.maximum, minimum > maximum {
            fault(
                at: "maximum", Text(zh: "最多人数少于最少人数", en: "the maximum is below the minimum"),
                expected: Text(zh: "不少于 \(minimum)", en: "at least \(minimum)"))
        }
        return share
    }
}
