internal import Programme

/// Reads a rubric in the format `linxuan-rubric/1` and refuses one that could not be scored by.
enum RubricFile {
    static func read(_ text: String, file: String, faults: FaultCollector) throws -> Rubric {
        let top = try YAMLReader(text: text, file: file, faults: faults)
        top.allow("format", "id", "title", "weights", "note", "scale", "gates", "criteria", "visit")
        if top.string("format") != "linxuan-rubric/1" {
            top.fault(
                at: "format", Text(zh: "格式不是评分标准", en: "the format is not that of a rubric"),
                expected: Text(verbatim: "linxuan-rubric/1"))
        }
        let scale = scale(top)
        let rubric = Rubric(
            id: top.identifier("id"), title: top.text("title"), weights: top.choice("weights", of: Rubric.Weights.self),
            note: top.text("note"), scale: scale, gates: top.list("gates", gate),
            criteria: top.list("criteria") { criterion($0, scale: scale) }, visit: visit(top))
        top.unique(rubric.gates.map(\.id) + rubric.criteria.map(\.id), in: "criteria")
        if rubric.criteria.contains(where: { $0.id == "visit" }) || rubric.gates.contains(where: { $0.id == "visit" }) {
            top.fault(
                at: "criteria", Text(zh: "“visit”为保留编号", en: "“visit” is a reserved identifier"),
                advice: Text(zh: "改用其他编号", en: "choose another identifier"))
        }
        let sum = rubric.criteria.reduce(0) { $0 + $1.weight }
        if sum != 100 {
            top.fault(
                at: "criteria", Text(zh: "各指标权重合计为 \(sum)", en: "the weights add up to \(sum)"),
                expected: Text(zh: "合计 100", en: "100 in all"),
                advice: Text(
                    zh: sum < 100 ? "增加 \(100 - sum)" : "减少 \(sum - 100)",
                    en: sum < 100 ? "add \(100 - sum)" : "take \(sum - 100) away"))
        }
        return rubric
    }

    private static func scale(_ top: YAMLReader) -> Rubric.Scale {
        guard let reader = top.mapping("scale") else {
            return Rubric.Scale(minimum: Points(0), maximum: Points(100), step: Points(1))
        }
        reader.allow("minimum", "maximum", "step")
        let scale = Rubric.Scale(
            minimum: reader.points("minimum"), maximum: reader.points("maximum"), step: reader.points("step"))
        let sound =
            scale.minimum >= Points(0) && scale.maximum > scale.minimum && scale.step > Points(0)
            && scale.maximum <= Points(10_000)
            && (scale.maximum - scale.minimum).hundredths % scale.step.hundredths == 0
        guard sound else {
            reader.fault(
                at: "step", Text(zh: "评分范围不成立", en: "the scale does not hold together"),
                expected: Text(
                    zh: "0 ≤ 最低分 < 最高分，步长为正且整除范围", en: "0 ≤ minimum < maximum, a positive step that divides the range"))
            return Rubric.Scale(minimum: Points(0), maximum: Points(100), step: Points(1))
        }
        return scale
    }

    private static func gate(_ reader: YAMLReader) -> Rubric.Gate {
        reader.allow("id", "question", "clause")
        return Rubric.Gate(
            id: reader.identifier("id"), question: reader.text("question"), clause: reader.string("clause"))
    }

    private static func criterion(_ reader: YAMLReader, scale: Rubric.Scale) -> Rubric.Criterion {
        reader.allow("id", "name", "weight", "clause", "wording", "looksAt", "reason", "levels")
        let levels = reader.list("levels", level)
        check(levels, in: reader, cover: scale)
        return Rubric.Criterion(
            id: reader.identifier("id"), name: reader.text("name"), weight: reader.whole("weight", in: 1...100),
            clause: reader.string("clause"), wording: reader.string("wording"), looksAt: reader.text("looksAt"),
            reason: reason(reader, scale: scale), levels: levels.sorted { $0.from > $1.from })
    }

    private static func reason(_ reader: YAMLReader, scale: Rubric.Scale) -> Rubric.ReasonRule {
        switch reader.string("reason") {
        case "always": return .always
        case "never": return .never
        case let text:
            if text.hasPrefix("below "), let limit = Points(String(text.dropFirst("below ".count))),
                limit > scale.minimum, limit <= scale.maximum
            {
                return .below(limit)
            }
            reader.fault(
                at: "reason", Text(zh: "不明白何时须写理由：“\(text)”", en: "“\(text)” does not say when a reason is required"),
                expected: Text(verbatim: "always | never | below 60"))
            return .never
        }
    }

    private static func level(_ reader: YAMLReader) -> Rubric.Level {
        reader.allow("from", "to", "name", "text")
        return Rubric.Level(
            from: reader.points("from"), to: reader.points("to"), name: reader.text("name"), text: reader.text("text"))
    }

    /// Levels must cover the scale from end to end, each beginning one step after the one before it ends.
    private static func check(_ levels: [Rubric.Level], in reader: YAMLReader, cover scale: Rubric.Scale) {
        let ascending = levels.sorted { $0.from < $1.from }
        var next = scale.minimum
        for level in ascending {
            guard scale.contains(level.from), scale.contains(level.to) else {
                reader.fault(
                    at: "levels",
                    Text(
                        zh: "分档 \(level.from.short)–\(level.to.short) 不在评分档位上",
                        en: "the level \(level.from.short)–\(level.to.short) is not on the scale"),
                    expected: Text(
                        zh: "\(scale.minimum.short) 至 \(scale.maximum.short)，步长 \(scale.step.short)",
                        en: "\(scale.minimum.short) to \(scale.maximum.short) in steps of \(scale.step.short)"))
                return
            }
            guard level.from == next, level.to >= level.from else {
                let overlap = level.from < next
                reader.fault(
                    at: "levels",
                    Text(
                        zh: overlap ? "分档在 \(level.from.short) 处重叠" : "分档在 \(next.short) 至 \(level.from.short) 之间有空档",
                        en: overlap
                            ? "levels overlap at \(level.from.short)"
                            : "a gap between levels from \(next.short) to \(level.from.short)"),
                    expected: Text(zh: "下一档从 \(next.short) 起", en: "a level that begins at \(next.short)"),
                    advice: Text(zh: "改正 from、to", en: "correct from and to"))
                return
            }
            next = Points(hundredths: level.to.hundredths + scale.step.hundredths)
        }
        if next != Points(hundredths: scale.maximum.hundredths + scale.step.hundredths) {
            reader.fault(
                at: "levels", Text(zh: "分档未达到最高分 \(scale.maximum.short)", en: "levels do not end at \(scale.maximum.short)"),
                expected: Text(
                    zh: "覆盖 \(scale.minimum.short) 至 \(scale.maximum.short)", en: "\(scale.minimum.short) to \(scale.maximum.short) covered"
                ),
                advice: Text(zh: "补齐分档", en: "complete the levels"))
        }
    }

    private static func visit(_ top: YAMLReader) -> Rubric.VisitQuestion {
        guard let reader = top.mapping("visit") else {
            return Rubric.VisitQuestion(question: Text(verbatim: ""), topics: [])
        }
        reader.allow("question", "topics")
        return Rubric.VisitQuestion(
            question: reader.text("question"), topics: reader.list("topics") { $0.asText() })
    }
}
