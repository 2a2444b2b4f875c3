public import Programme

extension CategoryReport {
    /// The ranking with intervals, pass mark and cut as drawings for a page that has the style for them: figures of SVG and HTML,
    /// every text in them escaped.
    public func rankingDrawing(in language: Language) -> String { IntervalChart(language: language, report: self).markup.text }
}
