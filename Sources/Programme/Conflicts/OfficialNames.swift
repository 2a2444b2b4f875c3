/// Which organs of state the names of organisations are, as far as officials of an authority or a city are concerned.
///
/// No list of the departments of all places is part of the programme: an organ is known by the place that its name begins
/// with and by its kind. Departments are those in charge of industry, by the names that they have had since 2008.
struct OfficialNames {
    private let name: String

    /// Nil where the name is that of no organ of state.
    init?(_ name: OrganisationName) {
        self.name = OrganisationName.text(name.plain)
        guard Self.kinds.contains(where: self.name.contains) else { return nil }
    }

    /// Whether it is the department of an authority that recommends dossiers; certain where the authority's whole name
    /// stands before it.
    func isDepartment(of authority: Authority) -> OrganisationComparison.Standing {
        guard Self.trades.contains(where: name.contains) else { return .different }
        let place = OrganisationName.plain(authority.name)
        if name.hasPrefix(place) { return .same }
        guard let length = PlaceNames.prefix(of: name.unicodeScalars.map(\.value)[...]),
            let own = PlaceNames.prefix(of: place.unicodeScalars.map(\.value)[...]), own == place.unicodeScalars.count
        else { return .different }
        let (said, whole) = (String(name.unicodeScalars.prefix(length)), place)
        return Self.bare(said) == Self.bare(whole) ? .suspected : .different
    }

    /// Whether it is an organ of an applicant city; districts of one name are found in several cities.
    func isOrgan(of city: String) -> OrganisationComparison.Standing {
        let place = city.hasSuffix("人民政府") ? String(city.dropLast(4)) : city
        guard let kind = place.last, "市区县州盟".contains(kind), place.count >= 3, name.hasPrefix(place),
            Self.kinds.contains(where: name.dropFirst(place.count).contains)
        else { return .different }
        return "市州盟".contains(kind) ? .same : .suspected
    }

    private static func bare(_ place: String) -> String {
        for ending in ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"] where place.hasSuffix(ending) {
            return String(place.dropLast(ending.count))
        }
        return place
    }

    private static let kinds = ["局", "厅", "委员会", "人民政府", "经信委", "工信委", "发改委", "办公室"]
    private static let trades = ["工业和信息化", "经济和信息化", "工信", "经信", "经济信息化", "工业信息化", "经济贸易委员会", "信息产业"]
}
