internal import Formats
public import Programme

/// What a correction of an applicant's name or code changed.
public struct CorrectionReport: Codable, Sendable {
    /// The dossier as it is now.
    public var dossier: Dossier
    /// The correction.
    public var correction: DossierCorrection
    /// What speaks against dossiers now and did not before.
    public var raised: [Flag]
    /// Flags about which something else is found now, or nothing any more.
    public var renewed: [FlagRenewal]
    /// Entries of the register of conflicts that are new, or open again.
    public var conflicts: [Conflict]
    /// Entries that nothing bears out any more; they stay until a person lifts them.
    public var unsupported: [Conflict]
}

extension Office {
    /// Corrects an applicant's name or credit code, where its authority made a mistake: a record of its own, before the reviews.
    ///
    /// What is found against the dossier, and against others because of it, is looked for anew; decisions on what was found
    /// before count no more. Where conflicts were detected, what follows is entered at once.
    ///
    /// - Parameters:
    ///   - name: The right name; nil where it stays.
    ///   - creditCode: The right code; nil where it stays.
    ///   - codeReason: Why a code that doesn't conform is right all the same.
    /// - Throws: `Failure.malformed` where the code is none, `Failure.failed` where nothing changes, or where the applicant would
    ///   be in a category twice and the call sends that back.
    public func correctDossier(
        _ id: String, name: String?, creditCode: String?, codeReason: String?, reason: String, as actor: String
    ) async throws -> CorrectionReport {
        try await perform(.correctDossier, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let before = try ledger.reader.get(Dossier.self, id, named: Text(zh: "申报材料", en: "dossier"))
            let after = try ledger.corrected(before, name: name, creditCode: creditCode, codeReason: codeReason)
            let earlier = try ledger.reader.all(DossierCorrection.self, where: "dossier", is: id).count
            let correction = DossierCorrection(
                of: before, to: after, turn: earlier + 1, by: actor, reason: reason, at: ledger.now)
            var found: (raised: [Flag], renewed: [FlagRenewal]) = ([], [])
            func correct() throws {
                try ledger.put(after)
                try ledger.put(correction)
                found = try ledger.lookAgain(at: after)
            }
            var changes: [RegisterUpdate.Change] = []
            if ledger.round.conflictsDetected { changes = try ledger.enteringWhatFollows(correct) } else { try correct() }
            let unsupported =
                ledger.round.conflictsDetected
                ? try ledger.reader.registerUpdate(call: ledger.call).unsupported.filter { $0.dossier == id } : []
            return CorrectionReport(
                dossier: after, correction: correction, raised: found.raised, renewed: found.renewed,
                conflicts: changes.map(\.entry), unsupported: unsupported)
        }
    }
}

extension Ledger {
    /// The dossier with the right name and code, read as a table's cells are.
    fileprivate func corrected(_ before: Dossier, name: String?, creditCode: String?, codeReason: String?) throws -> Dossier {
        var after = before
        if let name { after.applicant = ApplicantCells.name(name) }
        if let creditCode {
            guard !call.isReassessed(before.category) else {
                throw Failure.usage(
                    Text(
                        zh: "评估评价材料的信用代码以示范登记表为准，不能单独更正。",
                        en: "The credit code of what is reassessed is the register's and can't be corrected by itself."))
            }
            after.creditCode = ApplicantCells.creditCode(creditCode)
            after.creditCodeReason = codeReason ?? ""
        }
        guard !after.applicant.isEmpty else {
            throw Failure.usage(Text(zh: "申报主体名称不能为空（--name）。", en: "The applicant's name may not be empty (--name)."))
        }
        if let fault = CreditCodeFault(of: after.creditCode),
            !fault.mayBeIssued || after.creditCodeReason.allSatisfy(\.isWhitespace)
        {
            let advice = fault.advice(reason: Text(zh: " --code-reason ", en: "--code-reason")).map { Text(zh: "；", en: "; ") + $0 }
            throw Failure.usage(
                fault.found + Text(zh: "；应为：", en: "; expected: ") + fault.expected + (advice ?? Text(verbatim: ""))
                    + Text(zh: "。", en: "."))
        }
        guard after != before else {
            throw Failure.failed(Text(zh: "\(before.id) 的名称和代码已是如此。", en: "\(before.id) has this name and code already."))
        }
        return after
    }

    /// Looks anew for what the comparison of dossiers finds, once one of them is corrected.
    fileprivate func lookAgain(at dossier: Dossier) throws -> (raised: [Flag], renewed: [FlagRenewal]) {
        let flags = try reader.flagsAsFound()
        let out = Set(try reader.flagsAsDecided().filter(\.isOut).map(\.dossier))
        let anew = FlagsAnew(
            on: dossier, among: try reader.all(Dossier.self).filter { !out.contains($0.id) }, flags: flags, under: call,
            designated: try reader.register().designations(under: call), verdicts: try reader.verdictsOnNames())
        if let flag = anew.sentBack.first {
            throw Failure.failed(
                call.name(ofCheck: flag.check)
                    + Text(
                        zh: "：更正后不符合，见 \(flag.found)。一个类别只受理一份，请与推荐单位核对。",
                        en: ": not met once corrected, see \(flag.found). Check it with the authority."))
        }
        var renewals = try anew.renewed.map { try renew($0.flag, to: $0.now) }
        var raised: [Flag] = []
        for flag in anew.raised {
            // What was found once, and then was found no more, is found again.
            if let known = try reader.find(Flag.self, flag.identity) {
                renewals.append(try renew(known, to: flag))
            } else {
                try put(flag)
                raised.append(flag)
            }
        }
        return (raised, renewals)
    }

    /// Keeps what is found of a flag now; decisions made so far were about what was found before.
    @discardableResult
    func renew(_ flag: Flag, to now: Flag?) throws -> FlagRenewal {
        let own = try reader.all(EligibilityDecision.self, where: "dossier", is: flag.dossier).filter { $0.check == flag.check }
        let earlier = try reader.all(FlagRenewal.self, where: "dossier", is: flag.dossier).count { $0.check == flag.check }
        let renewal = FlagRenewal(
            of: flag, to: now, turn: earlier + 1, decisions: own.map(\.turn).max() ?? 0, by: actor, at: self.now)
        try put(renewal)
        return renewal
    }
}
