import Programme
import Testing

@Suite("Texts, faults and failures")
struct WordsTests {
    @Test("a text is asked for in a language and joined language by language")
    func texts() {
        let text = Text(zh: "名额", en: "quota") + Text(verbatim: " 10")
        #expect(text(in: .zh) == "名额 10")
        #expect(text(in: .en) == "quota 10")
        #expect([Text(zh: "甲", en: "a"), Text(zh: "乙", en: "b")].enumerated() == Text(zh: "甲、乙", en: "a, b"))
    }

    @Test("a fault says where, what, what was expected and what to do, in both languages")
    func diagnostic() {
        let fault = Diagnostic(
            .init(file: "表.csv", row: 3, column: "类别"), Text(zh: "为空", en: "is empty"),
            expected: Text(zh: "类别名称", en: "a category"), advice: Text(zh: "补填", en: "fill it in"))
        #expect(fault.line.zh == "表.csv，第 3 行，“类别”列：为空；应为：类别名称；处理办法：补填")
        #expect(fault.line.en == "表.csv, row 3, column “类别”: is empty; expected: a category; what to do: fill it in")
        #expect(Diagnostic.Place(file: "call.yaml", line: 7).text.en == "call.yaml:7")
        let cell = Diagnostic.Place(file: "鄂.xlsx", sheet: "汇总表", row: 7, column: "类别", columnNumber: 5)
        #expect(cell.text == Text(zh: "鄂.xlsx，「汇总表」 E7，“类别”列", en: "鄂.xlsx, sheet “汇总表”, cell E7, column “类别”"))
        #expect(Diagnostic.Place(file: "鄂.xlsx", sheet: "汇总表", row: 7).text.zh == "鄂.xlsx，「汇总表」第 7 行")
    }

    @Test(
        "columns have the letters of a spreadsheet",
        arguments: [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func letters(number: Int, letters: String) {
        #expect(Diagnostic.Place.letters(ofColumn: number) == letters)
    }

    @Test("each failure has its published exit code")
    func exitCodes() {
        let text = Text(verbatim: "x")
        let fault = Diagnostic(.init(file: "f"), text)
        #expect(Failure.failed(text).exitCode == 1)
        #expect(Failure.noSolution(text).exitCode == 2)
        #expect(Failure.usage(text).exitCode == 64)
        #expect(Failure.malformed([fault]).exitCode == 65)
        #expect(Failure.notPermitted(text).exitCode == 77)
        #expect(Failure.malformed([fault, fault]).text.en == "f: x\nf: x")
    }

    @Test("the stages follow one another from intake to closed, and nothing follows closed")
    func stages() {
        var stage: Stage? = .intake
        var passed: [Stage] = []
        while let current = stage {
            if let last = passed.last { #expect(last < current) }
            passed.append(current)
            stage = current.next
        }
        #expect(passed == Stage.allCases)
        #expect(passed.last == .closed)
    }

    @Test("every name that people see exists in both languages, and no two of a kind are the same")
    func names() {
        let kinds: [[Text]] = [
            Stage.allCases.map(\.name), Role.allCases.map(\.name), Conflict.Ground.allCases.map(\.name),
            Conflict.State.allCases.map(\.name), Review.State.allCases.map(\.name), Flag.State.allCases.map(\.name),
            Outcome.Standing.allCases.map(\.name), Interest.Kind.allCases.map(\.name),
            Vote.Choice.allCases.map(\.name), Call.MoveRule.allCases.map(\.name), Objection.Kind.allCases.map(\.name),
            Objection.Ground.allCases.map(\.name), ObjectionAnswer.Verdict.allCases.map(\.name),
        ]
        for names in kinds {
            #expect(Set(names.map(\.zh)).count == names.count)
            #expect(Set(names.map(\.en)).count == names.count)
            for name in names {
                #expect(!name.en.isEmpty && name.en.utf8.allSatisfy { $0 < 128 })
                #expect(name.zh.unicodeScalars.contains { $0.properties.isIdeographic })
            }
        }
    }
}
