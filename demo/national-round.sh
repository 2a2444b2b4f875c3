#!/usr/bin/env bash
# 示例：以虚构数据走完一轮全国遴选和前四批评估评价，从汇总表到公示后的最终名单、评估评价结论和告知书。
# A whole national round on made-up data, selection and reassessment, from the summary tables to the final list and the letters.
# Every step is a command that a person would type; the rest plays the 450 experts.
#
# demo/national-round.sh [FOLDER [selection]]: with `selection` the selection alone, up to its results. It stays the same,
# whatever else the demonstration learns to do: benchmarks measure it.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=${LINXUAN_BIN:-.build/release}
out=${1:-out/demo}
tracks=${2:-both}
data=fixtures/round-2023
earlier=$data/reassessment
lang=${LINXUAN_DEMO_LANG:-zh}
db=$out/round.db
work=$out/work

step() { printf '\n── %s\n' "$*"; }
secretariat() { "$bin/linxuan" "$@" --database "$db" --as S-01 --lang "$lang"; }
chair() { local who=$1; shift; "$bin/linxuan" "$@" --database "$db" --as "$who" --lang "$lang"; }
# A quiet act of one expert; what goes wrong is shown.
expert() { local who=$1; shift; "$bin/linxuan" "$@" --database "$db" --as "$who" --lang "$lang" >/dev/null; }

pledge() {
    if [[ ! -e $work/pledged/$1 ]]; then
        expert "$1" review pledge --agree 2>/dev/null
        touch "$work/pledged/$1"
    fi
}
# Before every hand-in, since new assignments and new entries of the register ask for a new declaration.
declare_none() { expert "$1" review declare --none 2>/dev/null; }
# Every other of some files of sheets is handed in by its expert; every fiftieth one is told.
hand_in() {
    local turn=$1 index who
    shift
    for ((index = turn + 1; index <= $#; index += 2)); do
        who=$(basename "${!index}" .csv)
        pledge "$who"
        declare_none "$who"
        expert "$who" review submit --file "${!index}"
        if ((index % 50 == 0)); then printf '   %d / %d\n' "$index" "$#"; fi
    done
}
# Does something for every other of many, and at the same time for the rest: `ACT 0 …` and `ACT 1 …`.
two_at_a_time() {
    local act=$1 first
    "$act" 0 "${@:2}" &
    first=$!
    "$act" 1 "${@:2}"
    wait "$first"
}
# The experts of a folder hand in, two at the same time.
submit_all() {
    local folder=$1 files=() file who
    for file in "$folder"/*.csv; do
        [[ -e $file ]] || continue
        who=$(basename "$file" .csv)
        if [[ -n ${late[$who]:-} && $2 == punctual ]]; then continue; fi
        if [[ -z ${late[$who]:-} && $2 == late ]]; then continue; fi
        files+=("$file")
    done
    two_at_a_time hand_in "${files[@]}"
    printf '   %d\n' "${#files[@]}"
}

rm -rf "$out"
mkdir -p "$work/pledged"

step "通知与评分标准 / call and rubrics"
# The call of 2023, with all that may follow from scores that stand out turned on.
cp -r rubrics/service-manufacturing-2023 "$work/call"
sed -i 's/^  # thirdReading: added   /  thirdReading: added     /; s/^  replace: false/  replace: true /; s/^  discussion: false/  discussion: true /' \
    "$work/call/call.yaml"
"$bin/linxuan" rubric check "$work/call/call.yaml" --lang "$lang"
"$bin/linxuan" round new --call "$work/call/call.yaml" --database "$db" \
    --as S-01 --name 示例秘书 --lang "$lang"
secretariat access grant C-01 --name 示例组长甲 --role chair
secretariat access grant C-02 --name 示例组长乙 --role chair
secretariat access grant A-01 --name 示例监督员 --role auditor

if [[ $tracks == both ]]; then
    secretariat access grant C-03 --name 示例组长丙 --role chair
    step "前四批示范：登记表、填报和书面说明 / earlier demonstrations"
    secretariat intake demonstrations "$earlier/demonstrations.csv"
    secretariat intake excuses "$earlier/excuses.csv"
    secretariat intake reassessments "$earlier/reassessments.csv"
    secretariat intake reassessments "$earlier/late.csv" --late-reason "示例：填报网站当日故障，准予接收"
    secretariat intake register --missing
fi

step "材料接收 / intake"
secretariat intake dossiers "$data"/dossiers/*.csv
secretariat intake experts "$data/experts.csv" --affiliations "$data/affiliations.csv" --interests "$data/interests.csv"
if [[ $tracks == both ]]; then
    secretariat intake experts "$earlier/experts.csv" --affiliations "$earlier/affiliations.csv" --interests "$earlier/interests.csv"
fi
secretariat intake contacts "$data/contacts.csv"
secretariat intake contacts "$data/contacts-later.csv"
# Contact persons are personal data: the list goes to a file of the secretariat; here only who is late or missing.
secretariat intake contacts | tail -2
secretariat intake dossiers "$data/late.csv"
secretariat intake flags | tee "$work/flags.txt"
latecomer=$(awk -F, 'NR == 2 {print $1}' "$data/late.csv")
# The authority's quota is full: the late filing can't be approved before one of its dossiers is out.
secretariat intake decide "$latecomer" --check late --accept --reason "示例：来函说明系统故障，予以受理" || true
# Each flag is decided by hand in a real round; here a share under 13 % is too far from the 30 % of the notice, and near
# names have been looked up.
while read -r dossier check share; do
    if [[ $check == service-share ]] && awk -v share="$share" 'BEGIN {exit !(share < 13)}'; then
        secretariat intake decide "$dossier" --check "$check" --refuse --reason "示例：服务收入占比明显不足，且无充分说明"
    elif [[ $check == service-share ]]; then
        secretariat intake decide "$dossier" --check "$check" --accept --reason "示例：服务型制造特点鲜明，予以受理"
        again=$dossier
    elif [[ $check == designated ]]; then
        secretariat intake decide "$dossier" --check "$check" --accept --reason "示例：经核实为同名，代码不同，非同一主体"
    elif [[ $check == similar-name ]]; then
        # Found to be two organisations once, here and in the register of conflicts.
        secretariat intake decide "$dossier" --check "$check" --accept --different --reason "示例：经核对登记信息，为两个法人" >/dev/null
    elif [[ $check != late ]]; then
        secretariat intake decide "$dossier" --check "$check" --accept --reason "示例：经核对登记信息，为两个法人" >/dev/null
    fi
done < <(secretariat intake flags --json | awk -F'"' '/"check"/ {check = $4} /"dossier"/ {dossier = $4} /"found"/ {found = $4}
    /"state"/ {sub(/%.*/, "", found); print dossier, check, found}')
secretariat intake decide "$latecomer" --check late --accept --reason "示例：来函说明系统故障，名额已腾出，予以受理"
# A change of mind is a record of its own; the first decision stays.
secretariat intake decide "$again" --check service-share --refuse --reason "示例：复核发现口径有误"
secretariat intake decide "$again" --check service-share --accept --reason "示例：补充审计报告后再次核定，予以受理"
secretariat intake eligibility "$again"
secretariat intake eligibility "$latecomer" | tail -3
secretariat intake eligibility >"$out/eligibility.txt"
secretariat round advance

step "回避审查 / conflicts of interest"
secretariat conflicts detect
# Each near match is looked into by a person in a real round; here groups count as one house, all else as two.
secretariat conflicts suspicions | tee "$work/suspicions.txt"
while IFS=$'\t' read -r first second verdict; do
    secretariat conflicts settle --names "$first" --names "$second" "--$verdict" --reason "示例：经核查工商登记信息" >/dev/null
done < <(awk '/^“/ {names = $0; sub(/^“/, "", names); sub(/”  \[.*/, "", names); sub(/” ~ “/, "\t", names); getline evidence
    print names "\t" (evidence ~ /一方为集团|group or holding/ ? "same" : "different")}' "$work/suspicions.txt")
secretariat conflicts statistics
"$bin/linxuan" conflicts matrix "$out/conflicts.html" --database "$db" --as A-01 --lang "$lang"
waived=$(secretariat conflicts list | awk '$3 ~ /任职关系|affiliation/ && !seen++ {print $1, $2}')
# shellcheck disable=SC2086
secretariat conflicts waive $waived --ground affiliation --reason "示例：经核实为同名单位，非同一法人"
secretariat round advance

step "公开抽取 / the public draw"
# 演练：种子和“公开数字”均为虚构，每次相同；正式抽取不给种子，用真实数源。
# A rehearsal: seed and "public numbers" are made up, and the same each time. In a real draw the program draws the seed.
drawn=(comprehensive-city design-city)
moment=$(TZ=Asia/Shanghai date -d '+3 seconds' '+%F %T')
for category in "${drawn[@]}"; do
    secretariat draw commit "$category" --source "示例彩票第2023057期开奖号码 7 $moment" --source "示例指数收盘点位×100 1 $moment" \
        --rehearsal-seed "$(printf 'example %s' "$category" | sha256sum | cut -d ' ' -f 1)"
    secretariat draw export "$work/announced-$category.json"
done
until [[ $(TZ=Asia/Shanghai date '+%F %T') > $moment ]]; do sleep 0.2; done
for category in "${drawn[@]}"; do
    secretariat draw run "$category" --numbers "3 8 11 17 22 29 5" --numbers 312345 >"$out/draw-$category.txt"
    number=$(awk 'NR == 1 {gsub(/[^0-9]/, " "); print $1}' "$out/draw-$category.txt")
    secretariat draw export "$out/draw-$category.json" --number "$number"
    head -2 "$out/draw-$category.txt"
    digest=$(sed -n 's/^  "digest": "\([0-9a-f]*\)".*/\1/p' "$work/announced-$category.json")
    "$bin/linxuan" draw repeat "$out/draw-$category.json" --expect "$digest" --lang "$lang"
    if command -v python3 >/dev/null; then python3 tools/repeat_draw.py "$out/draw-$category.json" --expect "$digest"; fi
done

step "专家分配 / assignment"
secretariat assignment instance "$out/instance.json"
secretariat assignment plan
secretariat assignment export "$out/plan.json"
"$bin/linxuan" verify "$out/instance.json" "$out/plan.json" --lang "$lang"
secretariat assignment approve
secretariat assignment explain D-031 | tee "$out/explain-D-031.txt"
secretariat round advance
cp "$db" "$out/before-reviews.db"

step "专家评审 / reviews"
secretariat assignment show --json >"$work/assignments.json"
secretariat rubric show --json >"$work/criteria.json"
"$bin/rehearsal" sheets --assignments "$work/assignments.json" --criteria "$work/criteria.json" \
    --truth "$data/truth.csv" --truth "$earlier/truth.csv" "$work/sheets"
declare -A late=()
while IFS=$'\t' read -r act who dossier reason; do
    case $act in
    decline) expert "$who" review decline "$dossier" --reason "$reason" ;;
    recuse) pledge "$who" && expert "$who" review recuse "$dossier" --reason "$reason" ;;
    late) late[$who]=yes ;;
    esac
done <"$work/sheets/acts.tsv"
submit_all "$work/sheets" punctual

step "资料更正与重新查找 / data corrected, and detection again"
# A relation comes to light while reviews run: what follows is shown first, and done when somebody approves it.
read -r dossier who < <("$bin/linxuan" assignment show --database "$db" --as A-01 --lang en | awk '$3 == "submitted" {print $1, $2; exit}')
house=$(awk -F, -v who="$who" '$1 == who && $5 == "" {print $2; exit}' "$data/affiliations.csv" "$earlier/affiliations.csv")
applicant=$(awk -F, -v id="$dossier" '$1 == id {print $4; exit}' "$data"/dossiers/*.csv)
printf '单位甲,甲统一社会信用代码,关系,单位乙,乙统一社会信用代码,持股比例,开始,结束,来源\n%s,,持股,%s,,30%%,2021-01-01,,示例：评审期间收到的反映材料\n' \
    "$house" "$applicant" >"$work/relations.csv"
secretariat intake relations "$work/relations.csv"
secretariat conflicts replay
digest=$(secretariat conflicts replay --json | sed -n 's/^  "digest" : "\([0-9a-f]*\)".*/\1/p')
secretariat conflicts replay --approve "$digest" --reason "示例：经核实属实" >/dev/null
secretariat conflicts explain "$who" "$dossier" | tee "$out/explain-conflict.txt"

step "补选与催办 / replacements and reminders"
secretariat review progress
secretariat assignment replace | tee "$work/replacements.txt"
secretariat assignment approve
# A line has the dossier, who leaves and, last, who comes.
awk '/^  [DP]-/ {dossier = $1; expert = ""; while (match($0, /E-[0-9]+/)) {expert = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH)}
    if (expert != "") print expert "\t" dossier}' "$work/replacements.txt" >"$work/replacements.tsv"
"$bin/rehearsal" sheets --assignments "$work/assignments.json" --criteria "$work/criteria.json" \
    --truth "$data/truth.csv" --truth "$earlier/truth.csv" "$work/replacements" --only "$work/replacements.tsv"
submit_all "$work/sheets" late
late=()
submit_all "$work/replacements" punctual

step "结束评审 / closing the reviews"
secretariat round advance || true
secretariat round advance --despite "示例：两名专家逾期未交，所涉材料评分表数仍达规定"

step "结果 / results"
cp "$db" "$out/before-results.db"
if [[ $tracks == selection ]]; then exit; fi
secretariat results compute

step "异常评分 / scores that stand out"
secretariat results abnormal | tee "$out/abnormal.txt"
mapfile -t marked < <(secretariat results abnormal --json | awk -F'"' '/"dossier"/ {dossier = $4}
    /"expert"/ && !(dossier in seen) && count++ < 3 {seen[dossier] = 1; print dossier, $4}')
# The first gives reasons, and a chair is content with them. Until then the round waits.
read -r dossier who <<<"${marked[0]}"
secretariat results ask-reasons "$dossier" "$who" --reason "示例：与其他专家评分相差较大"
"$bin/linxuan" review list --database "$db" --as "$who" --lang "$lang" | tail -2
expert "$who" review explain "$dossier" --reason "示例：服务收入口径与审计报告不一致，故从严评分"
secretariat round advance || true
chair C-02 results decide "$dossier" "$who" --keep --reason "示例：理由充分，维持原评分"
# The second dossier is read by one more expert.
read -r dossier who <<<"${marked[1]}"
reader=$(secretariat results third-reading "$dossier" "$who" --reason "示例：分歧较大，另选专家评阅" --json |
    sed -n 's/^ *"reader" : "\(.*\)".*/\1/p')
printf '%s\t%s\n' "$reader" "$dossier" >"$work/third.tsv"
secretariat assignment show --json >"$work/assignments.json"
"$bin/rehearsal" sheets --assignments "$work/assignments.json" --criteria "$work/criteria.json" \
    --truth "$data/truth.csv" --truth "$earlier/truth.csv" "$work/third" --only "$work/third.tsv"
submit_all "$work/third" punctual
chair C-01 results decide "$dossier" "$who" --take-in --reason "示例：第三人评阅已提交，按通知规则计入"
# The third is discussed by the panel and replaced.
read -r dossier who <<<"${marked[2]}"
secretariat results ask-reasons "$dossier" "$who" --reason "示例：与其他专家评分相差较大"
expert "$who" review explain "$dossier" --reason "示例：个人判断"
mapfile -t others < <("$bin/linxuan" assignment show --database "$db" --as A-01 --lang en |
    awk -v dossier="$dossier" -v who="$who" '$1 == dossier && $3 == "submitted" && $2 != who {print $2}')
chair C-01 results discuss "$dossier" "$who" --attending "$(IFS=,; echo "${others[*]},$who")" --abnormal "${#others[@]}" --sound 0 \
    --minutes "示例：经逐项核对，各专家认为该评分与材料不符"
chair C-01 results decide "$dossier" "$who" --replace --reason "示例：理由不充分，过半数专家认为异常"
chair C-01 results show "$dossier" | tail -5
secretariat results export "$out/results.csv"
secretariat round advance

step "现场考查 / site visits"
secretariat visits choose
secretariat visits export "$out/visits.csv"
near=$(secretariat visits list | awk '/^D-/ {id = $1} END {print id}')
secretariat visits explain "$near"
secretariat visits teams --make | tail -1
secretariat visits schedule --make --out "$out/visit-schedule.csv" | tail -2
# Each lead hands in what was found; the findings are made up.
secretariat visits teams --json >"$work/visit-teams.json"
mkdir -p "$work/findings"
mapfile -t leads < <("$bin/rehearsal" findings --teams "$work/visit-teams.json")
findings_of() {
    local turn=$1 act=$2 option=$3 index who
    for ((index = turn; index < ${#leads[@]}; index += 2)); do
        who=${leads[index]}
        expert "$who" visits "$act" "$option" "$work/findings/$who.csv"
    done
}
two_at_a_time findings_of template --out
"$bin/rehearsal" findings --teams "$work/visit-teams.json" "$work/findings" >/dev/null
two_at_a_time findings_of submit --file
secretariat visits findings | tail -5
secretariat round advance

step "审定 / decisions"
for who in C-01 C-02 C-03; do chair "$who" decisions attend; done
chair C-01 decisions propose
listed=$(chair C-01 decisions show --category enterprise | awk '/^✓/ {id=$4} END {print id}')
# Somebody whom a finding cost the points that were missing; not one whom a gate keeps out.
unlisted=$(chair C-01 decisions show --category enterprise | awk '/^ / && !/不予列入|not listed by/ && !seen++ {print $3}')
# Rules changed in thought: nothing of it is stored or logged.
chair C-01 decisions what-if --pass-mark enterprise=75 --places other-platform=20 | tail -4
# A chair in conflict sees nothing of the dossier and has no vote on it.
chair C-03 decisions recuse "$unlisted" --reason "示例：近三年内曾任该单位顾问"
chair C-03 decisions show "$unlisted" || true
chair C-01 decisions move "$listed" --out --reason "示例：现场考查发现关键数据无法核实"
chair C-02 decisions vote 1 --agree
chair C-02 decisions move "$unlisted" --in --reason "示例：考查时扣分的事项已补充证明"
chair C-01 decisions vote 2 --agree
refused=$(chair C-01 decisions show --category enterprise | awk '/^✓/ && !seen++ {print $4}')
chair C-03 decisions move "$refused" --out --reason "示例：认为服务收入口径偏宽"
chair C-01 decisions vote 3 --against --reason "示例：口径已由审计报告核实"
chair C-02 decisions vote 3 --against --reason "示例：同意专家组意见"
chair C-03 decisions dissent --dossier "$refused" --reason "示例：服务收入口径偏宽，保留不同意见"
# Who neither filed nor was excused is withdrawn by nobody but a chair: two of them turn out to have been asked in vain.
kept=0
while read -r demonstration; do
    kept=$((kept + 1))
    if ((kept <= 2)); then
        chair C-01 decisions decide "$demonstration" --rectify --by 2023-12-31 --reason "示例：主管部门未将通知送达，限期补报"
    else
        chair C-01 decisions decide "$demonstration" --withdraw --reason "示例：经两次催告仍未填报，主管部门亦未说明"
    fi
done < <(chair C-01 decisions reassessment --open | awk '/^R-/ {print $1}')
moved=$(chair C-02 decisions reassessment | awk '/^R-/ && /撤销称号|withdraw/ && /成绩|below/ && !seen++ {print $1}')
chair C-02 decisions decide "$moved" --rectify --reason "示例：主体刚完成重组，给予一次整改机会"
chair C-01 decisions reassessment | tail -1
for who in C-01 C-02; do chair "$who" decisions vote --list --agree; done
chair C-01 decisions sign
chair C-02 decisions sign
chair C-01 decisions show "$unlisted" | tee "$out/decision-$unlisted.txt"

step "公示 / the public notice"
# 演练：以下日期不是实际日期，各文书均注明；正式公示按时钟计算，不用 --rehearsal-day。
# A rehearsal: these days are not real, and every paper says so. A real notice goes by the clock.
secretariat decisions publish --rehearsal-day 2023-09-25
printf '示例：往来账目复印件（虚构）\n' >"$work/evidence.txt"
secretariat decisions object "$listed" --from 示例申报主体 --ground procedure --text "示例：考查组未查阅我单位补交的材料" \
    --evidence "$work/evidence.txt" --rehearsal-day 2023-09-26
quashed=$(chair C-01 decisions show --category other-platform | awk '/^✓/ && !seen++ {print $4}')
secretariat decisions object "$quashed" --from 示例举报人 --ground conflict --text "示例：一名评审专家应回避而未回避" --rehearsal-day 2023-09-26
secretariat decisions object "$refused" --from 示例企业 --ground judgement --text "示例：不同意专家对创新性的评价" --rehearsal-day 2023-09-27
secretariat decisions close --rehearsal-day 2023-09-27 || true
secretariat decisions answer 3 --dismiss --reason "示例：属对专家学术判断的不同意见" --rehearsal-day 2023-09-28
secretariat decisions answer 1 --uphold --reason "示例：经核查，补交材料确未查阅" --rehearsal-day 2023-09-28
chair C-01 decisions move "$listed" --in --reason "示例：补交材料核实无误，依异议答复调回"
chair C-02 decisions vote 4 --agree
secretariat decisions answer 2 --quash --reason "示例：一名专家与申报主体有项目合作，应回避" --rehearsal-day 2023-09-28

step "重新评审 / a new panel"
secretariat decisions rereview 2
secretariat assignment show --json >"$work/assignments.json"
chair C-01 decisions notice --json | awk -F'"' -v dossier="$quashed" '/"panel"/ {inside = 1; next} inside && /\]/ {inside = 0}
    inside && NF > 2 {print $2 "\t" dossier}' >"$work/rereview.tsv"
"$bin/rehearsal" sheets --assignments "$work/assignments.json" --criteria "$work/criteria.json" \
    --truth "$data/truth.csv" --truth "$earlier/truth.csv" "$work/rereview" --only "$work/rereview.tsv"
submit_all "$work/rereview" punctual
secretariat decisions recompute 2
# The list has changed: it is carried and signed again, and who came onto it is published.
for who in C-01 C-02; do chair "$who" decisions vote --list --agree; done
chair C-01 decisions sign
chair C-02 decisions sign
secretariat decisions publish --rehearsal-day 2023-10-07
secretariat decisions close --rehearsal-day 2023-10-16
chair C-01 decisions notice
secretariat decisions letters "$out/letters"
secretariat decisions export "$out"
# What a ministry files, each paper in both languages.
"$bin/linxuan" round papers "$out/papers.en" --database "$db" --as S-01 --lang en >"$work/papers.en.txt" &
english=$!
"$bin/linxuan" round papers "$out/papers" --database "$db" --as S-01 --lang zh
wait "$english"
cat "$work/papers.en.txt"
"$bin/linxuan" results analyze --database "$db" --as S-01 --lang "$lang" >"$out/analysis.txt"
"$bin/linxuan" round page "$out/index.html" --database "$db" --as S-01 --lang zh
"$bin/linxuan" round page "$out/index.en.html" --database "$db" --as S-01 --lang en

step "审计 / audit"
"$bin/linxuan" audit export "$out/audit.jsonl" --database "$db" --as A-01 --lang "$lang"
"$bin/linxuan" audit verify --database "$db" --lang "$lang"
# The whole round once more by a script that shares nothing with the program: for auditors, and what may be published.
"$bin/linxuan" audit export "$out/bundle" --identities "$out/identities.json" --database "$db" --as A-01 --lang "$lang"
secretariat audit export "$out/publication" --publication
if command -v python3 >/dev/null; then
    python3 tools/verify_round.py "$out/publication" --lang "$lang" >"$work/verified.txt" &
    published=$!
    python3 tools/verify_round.py "$out/bundle" --identities "$out/identities.json" --publication "$out/publication" --lang "$lang"
    wait "$published"
    cat "$work/verified.txt"
fi

cat <<END

完成。可打开 / Done. Open:
  $out/index.html          一页图示（英文：index.en.html）/ the round on one page (index.en.html in English)
  $out/conflicts.html      回避登记与矩阵 / the register of conflicts
  $out/shortlist.md        拟入选名单与审定经过 / the shortlist, and how the chairs came to it
  $out/notice.html, $out/final.html     公示名单与最终名单，可打印 / the public notice and the final list, to print
  $out/abnormal.txt         异常评分清单 / the scores that stood out
  $out/letters/index.html  评审结果告知书 / letters to the applicants
  $out/papers/index.html   全部文书：各类别报告、评审档案、评审组记录、会议纪要（英文：papers.en）/ all papers to file (papers.en in English)
  $out/analysis.txt        成绩分析 / what the scores say
  $out/reassessment.md     前四批示范评估评价结论 / what becomes of earlier demonstrations
  $out/shortlist.xlsx, $out/shortlist.csv, $out/reassessment.xlsx, $out/results.csv, $out/visits.csv, $out/visit-schedule.csv
  $out/eligibility.txt     申报条件审查汇总 / eligibility in sums
  $out/draw-*.json         公开抽取，可重复核验 / the public draws, to be repeated by anybody
  $out/instance.json, $out/plan.json    分配问题与证明 / the assignment and its proof
  $out/bundle, $out/publication         核验包与公开件，identities.json 为化名对照表（保密）/ the bundles for auditors and for all
  $out/round.db, $out/audit.jsonl       数据库与日志 / the database and its log
在浏览器中查看：make serve，为每种身份给出登录链接 / In the browser: make serve, with a link to sign in for each role
以上均为虚构示例数据。All of it is made up (synthetic).
END
