/// A text in both languages of the programme, as officials write it and as colleagues abroad read it.
public struct Text: Codable, Sendable, Hashable {
    /// Chinese, as on screen and on paper.
    public var zh: String
    /// English.
    public var en: String

    /// A text in both languages.
    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// A text that is the same in both languages: a name, a number, an identifier.
    public init(verbatim: String) {
        self.init(zh: verbatim, en: verbatim)
    }

    /// The text in one language.
    public func callAsFunction(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }

    /// Both texts joined, language by language.
    public static func + (left: Text, right: Text) -> Text {
        Text(zh: left.zh + right.zh, en: left.en + right.en)
    }
}

/// The languages in which every text that a person sees exists.
public enum Language: String, Codable, Sendable, CaseIterable {
    /// Chinese, simplified.
    case zh
    /// English.
    case en
}

extension Sequence where Element == Text {
    /// The texts as an enumeration: `、` in Chinese, a comma in English.
    public func enumerated() -> Text {
        Text(zh: map(\.zh).joined(separator: "、"), en: map(\.en).joined(separator: ", "))
    }
}
