/// A programme that has nothing to do with manufacturing: what is not in the notice must not be in the program.
enum MadeUpProgramme {
    static let files = [
        "rules.yaml": """
        format: linxuan-call/1
        id: village-libraries
        title: {zh: 示例乡村图书馆评选, en: Example village libraries}
        source: {zh: 示例文〔2030〕1号, en: Example 2030-1}
        batch: 1
        tracks: [{id: first, name: {zh: 首次, en: First}, clause: 一}]
        deadlines: {contacts: 2030-01-31, filing: 2030-03-31}
        authorities: counties.csv
        specialties: [{id: reading, name: {zh: 阅读, en: reading}}]
        categories:
          - id: village
            track: first
            name: {zh: 乡村图书馆, en: Village library}
            clause: 二
            rubric: village.yaml
            quota: max_village
            panel: jury
            eligibility: [open]
            passMark: 55.5
            places: 2
            visits: all-that-pass
          - id: mobile
            track: first
            name: {zh: 流动图书馆, en: Mobile library}
            clause: 二
            rubric: mobile.yaml
            quota: max_mobile
            panel: jury
            eligibility: []
            passMark: 50
            visits: none
        eligibility:
          - id: open
            name: {zh: 对外开放, en: Open to the public}
            clause: 二
            column: 对外开放
            must: {be: 是}
            otherwise: flag
        conflicts: {affiliationYears: 2, unsuitableAtMost: 1, ownRegion: [], ownApplicationInCategory: false}
        panels:
          - {id: jury, size: 3, composition: [{specialty: reading, minimum: 1}]}
        qualification: {seniorTitle: false, yearsInField: 0}
        workload: {maximum: 4}
        affinity: {mode: 0, industry: 0, experience: 100}
        scoring:
          policy: median
          trimFrom: 5
          rounding: {digits: 1, rule: half-even}
          minimumSheets: 2
          gate: any
          tieBreak: [books]
        visits: {requests: 1, spread: 30, nearPassMark: 0, openFlag: false, notBelow: 0}
        decisions: {signatures: 1, publicNotice: {workingDays: 3}}

        """,
        "counties.csv": "code,name,kind,parent_code,max_village,max_mobile\n01,示例东县,county,,3,1\n02,示例西县,county,,3,\n",
        "village.yaml": rubric("village"),
        "mobile.yaml": rubric("mobile"),
    ]

    private static func rubric(_ id: String) -> String {
        """
        format: linxuan-rubric/1
        id: \(id)
        title: {zh: 示例评分标准, en: Example rubric}
        weights: official
        note: {zh: 示例, en: example}
        scale: {minimum: 0, maximum: 10, step: 0.5}
        gates: []
        criteria:
          - id: books
            name: {zh: 藏书, en: Books}
            weight: 55
            clause: 三
            wording: 示例
            looksAt: {zh: 看藏书, en: Look at the books}
            reason: below 4.5
            levels:
              - {from: 5, to: 10, name: {zh: 好, en: good}, text: {zh: 好, en: good}}
              - {from: 0, to: 4.5, name: {zh: 差, en: poor}, text: {zh: 差, en: poor}}
          - id: readers
            name: {zh: 读者, en: Readers}
            weight: 45
            clause: 三
            wording: 示例
            looksAt: {zh: 看读者, en: Look at the readers}
            reason: never
            levels: [{from: 0, to: 10, name: {zh: 全, en: all}, text: {zh: 全, en: all}}]
        visit: {question: {zh: 需要考查吗？, en: Is a visit needed?}, topics: []}

        """
    }
}
