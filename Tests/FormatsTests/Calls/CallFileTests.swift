import Formats
import Programme
import Testing

@Suite("The call of 2023 as a file")
struct CallFileTests {
    @Test("it loads with its categories, each with its rubric and its panel")
    func loads() throws {
        let call = try NationalCall.load()
        #expect(
            call.categories.map(\.id) == [
                "enterprise", "shared-platform", "other-platform", "comprehensive-city", "design-city", "reassessed-enterprise",
                "reassessed-project", "reassessed-platform", "reassessed-city",
            ])
        for category in call.categories {
            #expect(call.rubric(of: category.id)?.id == category.id)
            #expect(call.panel(of: category) != nil)
            #expect(call.checks(of: category).map(\.id) == category.eligibility)
        }
        #expect(call.batch == 5)
        #expect(call.source.zh == "工信厅政法函〔2023〕42号")
    }

    @Test("the weights of each rubric are 100 in all, and called the project's own")
    func weights() throws {
        for rubric in NationalCall.call.rubrics {
            #expect(rubric.criteria.reduce(0) { $0 + $1.weight } == 100)
            #expect(rubric.weights == .projectDefault)
            #expect(rubric.note.zh.contains("非官方标准"))
        }
    }

    @Test("every score of a scale lies in exactly one level of every criterion")
    func levels() throws {
        for rubric in NationalCall.call.rubrics {
            var score = rubric.scale.minimum
            while score <= rubric.scale.maximum {
                for criterion in rubric.criteria {
                    #expect(criterion.levels.count { $0.from <= score && score <= $0.to } == 1)
                }
                score = Points(hundredths: score.hundredths + rubric.scale.step.hundredths)
            }
        }
    }

    @Test("every criterion gives the words of the notice that it rests on, and the clause")
    func wording() throws {
        for rubric in NationalCall.call.rubrics {
            for criterion in rubric.criteria {
                #expect(!criterion.wording.isEmpty && !criterion.clause.isEmpty)
                #expect(
                    criterion.clause.hasPrefix("一") || (rubric.id.hasPrefix("reassessed-") && criterion.clause.hasPrefix("三")))
            }
        }
    }

    @Test("the documents that it was read from are all its files, its own first")
    func documents() throws {
        let (_, documents) = try NationalCall.documents()
        #expect(documents.first?.path == "call.yaml")
        #expect(documents.map(\.path).sorted() == NationalCall.files.keys.sorted())
        for document in documents { #expect(document.text == NationalCall.files[document.path]) }
    }

    @Test("read again from its documents, it is the same call")
    func again() throws {
        let (call, documents) = try NationalCall.documents()
        let files = Dictionary(uniqueKeysWithValues: documents.map { ($0.path, $0.text) })
        #expect(try NationalCall.load(files) == call)
    }

    @Test("it loads with a byte-order mark and with Windows line ends")
    func windows() throws {
        let files = NationalCall.files.mapValues { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") }
        #expect(try NationalCall.load(files).categories == NationalCall.call.categories)
    }

    @Test(
        "an error of a file that cannot be opened reaches the caller",
        arguments: ["authorities.csv", "enterprise.yaml"])
    func missingFile(name: String) {
        var files = NationalCall.files
        files[name] = nil
        #expect(throws: NationalCall.NoSuchFile(path: name)) { try NationalCall.load(files) }
    }

    @Test("a file that is not UTF-8 is refused by name", arguments: ["call.yaml", "modes.csv", "design-city.yaml"])
    func notUTF8(name: String) {
        let found = faults {
            _ = try CallFile.read("call.yaml") { path in
                Array((NationalCall.files[path] ?? "").utf8) + (path == name ? [0xB9, 0xAB] : [])
            }
        }
        #expect(found.map(\.place.file) == [name])
        #expect(found.first?.message == Text(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"))
    }

    @Test("faults of several files are told at once")
    func allAtOnce() throws {
        var files = NationalCall.files
        files["call.yaml"] = files["call.yaml"]?.replacing("batch: 5", with: "batch: five")
            .replacing("passMark: 70 ", with: "passMark: 170 ")
        files["enterprise.yaml"] = files["enterprise.yaml"]?.replacing("weight: 20", with: "weight: 19")
        files["authorities.csv"] = files["authorities.csv"]?.replacing("北京市,province,,10", with: "北京市,province,,ten")
        let found = faults { _ = try NationalCall.load(files) }
        #expect(Set(found.map(\.place.file)) == ["call.yaml", "enterprise.yaml", "authorities.csv"])
        #expect(found.count == 4)
    }

    @Test("a made-up programme with two categories of its own loads")
    func madeUp() throws {
        let (call, documents) = try CallFile.read("rules.yaml") { path in
            guard let text = MadeUpProgramme.files[path] else { throw NationalCall.NoSuchFile(path: path) }
            return Array(text.utf8)
        }
        #expect(call.id == "village-libraries")
        #expect(call.categories.map(\.name.en) == ["Village library", "Mobile library"])
        #expect(call.categories.map(\.places) == [2, nil])
        #expect(call.modes.isEmpty && call.jointQuotas.isEmpty)
        #expect(call.rubrics.map(\.scale.step) == [Points(hundredths: 50), Points(hundredths: 50)])
        #expect(call.authorities.map(\.quotas) == [["max_village": 3, "max_mobile": 1], ["max_village": 3]])
        #expect(documents.count == 4)
    }
}
