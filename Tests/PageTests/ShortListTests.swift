import Programme
import Testing

@testable import Service

@Suite("What is missing, as the overview lists it")
struct ShortListTests {
    private func missing(_ count: Int) -> Text {
        let numbers = (1...count).map { "D-\($0)" }
        return Text(
            zh: "\(count) 份材料缺评审专家，须补选（assignment replace）：\(numbers.joined(separator: "、"))",
            en: "\(count) dossiers lack an expert (assignment replace): \(numbers.joined(separator: ", "))")
    }

    @Test("names a dozen, and says how many more there are")
    func long() {
        let dozen = missing(12)
        #expect(dozen.withShortLists == dozen && missing(1).withShortLists == missing(1))
        let listed = (dozen.zh.dropFirst(2), dozen.en.dropFirst(2))
        for count in [13, 40] {
            let short = missing(count).withShortLists
            #expect(short.zh == "\(count)\(listed.0) 等（其余 \(count - 12) 个从略）")
            #expect(short.en == "\(count)\(listed.1) and \(count - 12) more")
        }
    }

    @Test("leaves a sentence without numbers as it is")
    func sentences() {
        let text = Text(zh: "公示期满、异议均已答复后办结（decisions close）", en: "it closes once the period is over, and all is answered")
        #expect(text.withShortLists == text)
    }
}
