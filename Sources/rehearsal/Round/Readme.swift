extension NationalRound {
    /// What the folder holds and how it was made, in Chinese and English.
    var readme: String {
        let places = dossiers.reduce(0) { $0 + ($1.category.isCity ? 7 : 5) }
        let capacity = experts.reduce(0) { $0 + $1.maximumLoad }
        return """
            # 全国演练数据 · A rehearsal of the national round

            **全部内容均为虚构。** 申报主体、专家、单位、任职、利害关系和成绩都是程序生成的示例（名称以“示例”开头），\
            统一社会信用代码的行政区划段为 000000；主管部门名称和推荐名额取自通知。如与真实单位或个人相似，纯属巧合。

            **Everything here is made up.** Applicants, experts, organisations, posts, interests and qualities are \
            synthetic (names begin with 示例, "example"; credit codes lie in an area of zeros). Only the authorities and \
            their quotas are those of the notice.

            种子 seed: \(seed)；生成 made by:

            ```
            rehearsal tables fixtures/round-2023 --seed \(seed)
            ```

            同一种子在任何机器上生成逐字节相同的文件。 The same seed gives the same bytes on every machine.

            | 文件 file | 内容 content |
            | --- | --- |
            | `dossiers/*.csv` | \(rules.authorities.count) 个省级主管部门的申报汇总表，共 \(dossiers.count) 份申报材料，名额用满；\
            部分文件带 BOM 和 CRLF。Summary tables of the authorities, every quota filled; some with BOM and CRLF |
            | `experts.csv` | \(experts.count) 名专家，最多评审合计 \(capacity)（需要 \(places)）。\
            Experts and how much they take on |
            | `affiliations.csv` | \(affiliations.count) 条任职记录；“结束”为空表示仍在任。\
            Posts held; no end: still held |
            | `interests.csv` | \(interests.count) 条利害关系申报。Declared interests |
            | `late.csv` | 一份截止日后报送的申报材料。A dossier filed after the deadline |
            | `contacts.csv`, `contacts-later.csv` | 各主管部门联系人（一家未报、一家逾期），以及其后更换的联系人。\
            Contact persons of the authorities, one missing and one late, and one named later in another's place |
            | `truth.csv` | 模拟参数：申报材料的真实质量与否决项，专家的宽严与波动；评审系统不读取。\
            Parameters of the simulation, never read by Linxuan |
            | `reassessment/` | 前四批示范的评估评价。The reassessment of earlier demonstrations |

            汇总表中另有：服务收入占比低于 30% 的企业、恰在界限上的日期和占比、校验位不符而有书面说明的代码、\
            申报主体提出的不适宜评审专家。任职记录中有在申报主体任职满三年前离任的、三年内离任的和仍在任的，\
            有的只能按名称、有的只能按代码对上。

            Among the rows are enterprises below 30 % of service income, days and shares on the very limit, codes whose \
            check character does not conform, with a written reason, and unsuitable reviewers named by applicants; among \
            the posts, ones at applicants that ended before the three years, within them, or not at all, some to be \
            matched by name only and some by code only.

            评分表由 `rehearsal sheets` 按分配结果和 `truth.csv` 生成。 Score sheets are made by `rehearsal sheets` from \
            an assignment and `truth.csv`.

            """
    }
}
