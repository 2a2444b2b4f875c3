/// The frame of a drawing: named and described for those who don't see it, as wide as its place.
///
/// Marks are placed by per cent across and by pixels down, so that the lettering keeps its size on a phone.
struct Drawing {
    /// What sets its elements' names apart from those of other drawings.
    var id: String
    var title: String
    var description: String
    var height: Int
    /// Whether the left margin has room for the lettering of an axis.
    var axis = true
    var marks: Markup

    var markup: Markup {
        """
        <svg role="img" class="\(axis ? "axis" : "plain")" height="\(height)" aria-labelledby="\(id)-t \(id)-d">\
        <title id="\(id)-t">\(title)</title><desc id="\(id)-d">\(description)</desc>\(marks)</svg>

        """
    }
}

/// The marks that the rankings and their legends share; drawn once, hidden, and referred to.
enum Symbols {
    static let definitions: Markup = """
        <svg class="symbols" width="0" height="0" aria-hidden="true"><defs>\
        <path id="moved-in" class="moved-in" d="M0-6 5.5 4h-11z"/>\
        <path id="moved-out" class="moved-out" d="M0 6 5.5-4h-11z"/>\
        <path id="unranked" class="unranked" d="M-3-3 3 3M-3 3 3-3"/>\
        </defs></svg>

        """

    /// One of the marks, at its place.
    static func mark(_ name: String, x: String, y: String) -> Markup {
        """
        <use href="#\(name)" x="\(x)" y="\(y)"/>
        """
    }
}
