/// A programme that has nothing to do with manufacturing, with two categories of its own: what is not in its files must
/// not be in the program.
enum VillageLibraries {
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
            visits: where-needed
          - id: mobile
            track: first
            name: {zh: 流动图书馆, en: Mobile library}
            clause: 二
            rubric: mobile.yaml
            quota: max_mobile
            panel: jury
            eligibility: []
            passMark: 50
            visits: all-that-pass
        eligibility:
          - id: open
            name: {zh: 对外开放, en: Open to the public}
            clause: 二
            column: 对外开放
            must: {be: 是}
            otherwise: flag
        conflicts: {affiliationYears: 3, unsuitableAtMost: 1, ownRegion: [mobile], ownApplicationInCategory: true}
        panels: [{id: jury, size: 3, composition: [{specialty: reading, minimum: 1}]}]
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
        visits: {requests: 1, spread: 30, nearPassMark: 0, openFlag: true, notBelow: 0}
        decisions: {signatures: 2, publicNotice: {workingDays: 3}}

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
        gates: [{id: legal, question: {zh: 是否合法？, en: Is it legal?}, clause: 二}]
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

    static let dossiers = """
        编号,省级主管部门,类别,申报主体,统一社会信用代码,申报日期,不适宜评审专家,对外开放
        V-1,示例东县,乡村图书馆,示例一馆,91350100M000100Y43,2030-03-01,E-5,是
        V-2,示例东县,乡村图书馆,示例二馆,914403001922038216,2030-03-01,,否
        V-3,示例西县,乡村图书馆,示例三馆,9135010557098120XJ,2030-03-31,,是
        V-4,示例西县,乡村图书馆,示例四馆,91120222MA06DG3067,2030-03-01,,否
        M-1,示例东县,流动图书馆,示例五馆,91120222MA0699U071,2030-03-01,,

        """

    static let contacts = """
        省级主管部门,姓名,职务,联系电话,电子邮箱,报送日期
        示例东县,示例联系人,文化科科长,010-00000000,example@example.cn,2030-02-01

        """

    static let experts = """
        编号,姓名,所在地区,专业类别,熟悉模式,熟悉行业,高级职称,从业年限,最少评审,最多评审
        E-1,示例甲,02,阅读,,,是,10,0,4
        E-2,示例乙,02,阅读,,,否,10,0,4
        E-3,示例丙,02,阅读,,,是,3,0,4
        E-4,示例丁,02,阅读,,,是,10,0,4
        E-5,示例戊,01,阅读,,,是,10,0,4

        """

    static let affiliations = """
        专家编号,单位,统一社会信用代码,开始,结束,职务
        E-4,示例三馆,,2020-01-01,2029-12-31,馆长

        """

    static let interests = """
        专家编号,申报主体,统一社会信用代码,情形,说明
        E-5,示例二馆,,亲属关系,示例

        """
}
