internal import Programme

/// A heading that ends its lines where an official would: never within a word (GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整).
///
/// A browser may break Chinese between any two characters, and knows no words. So breaks are forbidden, and allowed again where a part of
/// a title begins or ends: after 关于 and 的, before 拟, and before 和, 与, 及 where these join two things.
struct Headline {
    let text: String
    let language: Language

    /// The text for an `h1`.
    var markup: Markup {
        guard language == .zh else { return "\(text)" }
        return "\(parts.enumerated().map { index, part -> Markup in index == 0 ? "\(part)" : "<wbr>\(part)" })"
    }

    /// The parts between which a line may end; joined they are the text, with its spaces made unbreakable.
    var parts: [String] {
        let joining: Set<Character> = ["和", "与", "及"]
        // 共和国, 以及, 参与, 普及, 涉及: no two things are joined there.
        let within: Set<Character> = ["共", "以", "参", "普", "涉"]
        var parts: [String] = []
        var part = ""
        var before: Character?
        for character in text.replacing(" ", with: "\u{A0}") {
            let begins = character == "拟" || (joining.contains(character) && before.map { !within.contains($0) } ?? false)
            if begins, !part.isEmpty {
                parts.append(part)
                part = ""
            }
            part.append(character)
            if character == "的" || part == "关于" {
                parts.append(part)
                part = ""
            }
            before = character
        }
        return part.isEmpty ? parts : parts + [part]
    }
}
