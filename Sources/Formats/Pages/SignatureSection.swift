internal import Programme

/// Who signed the shortlist, and how anybody can check the page against the log.
struct SignatureSection: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        """
        <p>\(state)</p>
        \(table)\(refusals)\(check)
        """
    }

    private var state: String {
        let (signed, needed) = (page.signatures.count, page.neededSignatures)
        if page.final {
            return say(
                "名单已确定，组长签署 \(signed) 名（应签 \(needed) 名）。",
                "The shortlist is final: \(signed) signatures, \(needed) needed.")
        }
        if signed >= needed {
            return say(
                "组长签署 \(signed) 名（应签 \(needed) 名），名单公示中，尚未最终确定。",
                "\(signed) signatures, \(needed) needed; the list is public and not final yet.")
        }
        let missing = max(0, needed - signed)
        return say(
            "名单未确定，组长已签署 \(signed) 名，还需 \(missing) 名。",
            "The shortlist is not final: \(signed) signatures, \(missing) more needed.")
    }

    private var table: Markup {
        guard !page.signatures.isEmpty else { return "" }
        let lines: [Markup] = page.signatures.map {
            #"<tr><th scope="row"><bdi lang="zh-CN">\#($0.name)</bdi></th><td class="code">\#($0.time)</td></tr>\#n"#
        }
        return """
            <table class="narrow">
            <thead><tr><th scope="col">\(say("组长", "Chair"))</th>\
            <th scope="col">\(say("签署时间（北京时间）", "Signed at (China time)"))</th></tr></thead>
            <tbody>
            \(lines)</tbody></table>

            """
    }

    private var refusals: Markup {
        guard !page.refusals.isEmpty else { return "" }
        let lines: [Markup] = page.refusals.map {
            #"""
            <tr><th scope="row"><bdi lang="zh-CN">\#($0.name)</bdi></th><td><bdi lang="zh-CN">\#($0.reason)</bdi></td>\#
            <td class="code">\#($0.time)</td></tr>

            """#
        }
        return """
            <h3>\(say("拒绝签字", "Declined to sign"))</h3>
            <table class="narrow">
            <thead><tr><th scope="col">\(say("组长", "Chair"))</th><th scope="col">\(say("理由", "Reasons"))</th>\
            <th scope="col">\(say("时间（北京时间）", "At (China time)"))</th></tr></thead>
            <tbody>
            \(lines)</tbody></table>

            """
    }

    private var check: Markup {
        let how: Markup =
            switch language {
            case .zh: "以 <code>linxuan audit verify</code> 重算整个日志；所得摘要与下列摘要一致，即本页所据数据未被改动。"
            case .en:
                """
                <code>linxuan audit verify</code> recomputes the whole log; where it arrives at the digests below, \
                the data behind this page are unchanged.
                """
            }
        return """
            <h3>\(say("核验", "How to check"))</h3>
            <p>\(how)</p>
            <dl class="digests">
            <dt>\(say("通知摘要", "Digest of the call"))</dt><dd class="code">\(page.callDigest)</dd>
            <dt>\(say("日志摘要", "Digest of the log"))</dt><dd class="code">\(page.logDigest)</dd>
            </dl>

            """
    }
}
