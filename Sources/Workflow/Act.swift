public import Programme

/// Everything that can be done in a round, and who may do it when: the one table of permissions.
public enum Act: String, Codable, Sendable, CaseIterable {
    case openRound = "round.open"
    case advanceStage = "round.advance"
    case grantRole = "access.grant"
    case takeInDossiers = "intake.dossiers"
    case takeInExperts = "intake.experts"
    case takeInDemonstrations = "intake.demonstrations"
    case takeInReassessments = "intake.reassessments"
    case takeInExcuses = "intake.excuses"
    case takeInRelations = "intake.relations"
    case takeInAffiliations = "intake.affiliations"
    case decideFlag = "intake.decide"
    case correctDossier = "intake.correct"
    case takeInContacts = "intake.contacts"
    case detectConflicts = "conflicts.detect"
    case enterConflict = "conflicts.enter"
    case confirmConflict = "conflicts.confirm"
    case waiveConflict = "conflicts.waive"
    case requestRecusal = "conflicts.request"
    case settleSuspicion = "conflicts.settle"
    case replayConflicts = "conflicts.replay"
    case commitDraw = "draw.commit"
    case runDraw = "draw.run"
    case makePlan = "assignment.plan"
    case makeLottery = "assignment.lottery"
    case findReplacements = "assignment.replace"
    case approvePlan = "assignment.approve"
    case signPledge = "review.pledge"
    case declareConflicts = "review.declare"
    case saveSheet = "review.save"
    case submitSheet = "review.submit"
    case declineReview = "review.decline"
    case recuse = "review.recuse"
    case computeResults = "results.compute"
    case seeAbnormal = "see.abnormal"
    case askReasons = "results.ask-reasons"
    case openThirdReading = "results.third-reading"
    case discussAbnormal = "results.discuss"
    case decideAbnormal = "results.decide"
    case explainSheet = "review.explain"
    case voteAbnormal = "review.vote"
    case chooseVisits = "visits.choose"
    case makeVisitTeams = "visits.teams"
    case makeVisitSchedule = "visits.schedule"
    case submitFinding = "visits.submit"
    case proposeShortlist = "decisions.propose"
    case moveDossier = "decisions.move"
    case decideReassessment = "decisions.decide"
    case signShortlist = "decisions.sign"
    case attendDecisions = "decisions.attend"
    case recuseChair = "decisions.recuse"
    case castVote = "decisions.vote"
    case enterDissent = "decisions.dissent"
    case declineToSign = "decisions.decline"
    case addHolidays = "notice.holidays"
    case publishNotice = "notice.publish"
    case enterObjection = "notice.object"
    case answerObjection = "notice.answer"
    case openRereview = "notice.rereview"
    case computeRereview = "notice.recompute"
    case closeNotice = "notice.close"
    case seeRound = "see.round"
    case seeDossiers = "see.dossiers"
    case seeExperts = "see.experts"
    case seeContacts = "see.contacts"
    case seeConflicts = "see.conflicts"
    case seeDraw = "see.draw"
    case seeAssignment = "see.assignment"
    case seeOwnReviews = "see.own-reviews"
    case seeProgress = "see.progress"
    case seeResults = "see.results"
    case seeSheets = "see.sheets"
    case seeShortlist = "see.shortlist"
    case seeVisits = "see.visits"
    case seeOwnVisits = "see.own-visits"
    case seeWhatIf = "see.what-if"
    case seeNotice = "see.notice"
    case seeLetters = "see.letters"
    case seeLog = "see.log"
    case seeRecords = "see.records"
    case seeBundle = "see.bundle"
    case seePublication = "see.publication"
    case issueCode = "access.code"
    case signIn = "access.sign-in"
    case signOut = "access.sign-out"
    case revokeToken = "access.revoke"
    case seeTokens = "see.tokens"

    /// Who may do it, and in which stages.
    public var permission: (roles: Set<Role>, stages: ClosedRange<Stage>) {
        let always = Stage.intake...Stage.closed
        let readers: Set<Role> = [.secretariat, .chair, .auditor]
        switch self {
        case .openRound, .grantRole, .takeInContacts: return ([.secretariat], .intake ... .decisions)
        case .advanceStage: return ([.secretariat], .intake ... .visits)
        case .takeInDossiers, .takeInExperts, .takeInDemonstrations, .takeInReassessments: return ([.secretariat], .intake ... .intake)
        // An authority is asked once more where somebody filed nothing; what is decided in the end is the chairs'.
        case .takeInExcuses: return ([.secretariat], .intake ... .visits)
        case .decideFlag: return ([.secretariat], .intake ... .reviews)
        case .correctDossier: return ([.secretariat], .intake ... .assignment)
        // A conflict may come to light until the last signature; what then follows is shown first.
        case .takeInRelations, .takeInAffiliations: return ([.secretariat], .intake ... .decisions)
        case .detectConflicts: return ([.secretariat], .conflicts ... .conflicts)
        case .enterConflict, .requestRecusal, .replayConflicts: return ([.secretariat], .conflicts ... .decisions)
        // Names that are near are settled at the intake too, where two applicants have them.
        case .settleSuspicion: return ([.secretariat], .intake ... .decisions)
        case .confirmConflict, .waiveConflict: return ([.secretariat], .conflicts ... .assignment)
        case .commitDraw, .runDraw, .makePlan, .makeLottery: return ([.secretariat], .assignment ... .assignment)
        case .findReplacements: return ([.secretariat], .reviews ... .reviews)
        case .approvePlan: return ([.secretariat], .assignment ... .reviews)
        case .signPledge, .declareConflicts, .saveSheet, .submitSheet, .declineReview, .recuse, .seeOwnReviews:
            return ([.expert], .reviews ... .reviews)
        case .computeResults: return ([.secretariat], .results ... .results)
        case .askReasons, .openThirdReading: return ([.secretariat], .results ... .results)
        case .discussAbnormal, .decideAbnormal: return ([.chair], .results ... .results)
        case .explainSheet, .voteAbnormal: return ([.expert], .results ... .results)
        case .seeAbnormal: return (readers, .results ... .closed)
        case .chooseVisits: return ([.secretariat], .visits ... .visits)
        case .makeVisitTeams, .makeVisitSchedule: return ([.secretariat], .visits ... .visits)
        case .submitFinding, .seeOwnVisits: return ([.expert], .visits ... .visits)
        case .seeVisits: return (readers, .visits ... .closed)
        case .proposeShortlist: return ([.chair], .decisions ... .decisions)
        // Once the list is public, only what an objection that was upheld is about can be decided anew.
        case .moveDossier, .decideReassessment, .signShortlist, .attendDecisions, .castVote, .enterDissent,
            .declineToSign:
            return ([.chair], .decisions ... .notice)
        case .recuseChair: return ([.secretariat, .chair], .results ... .notice)
        case .addHolidays: return ([.secretariat], .intake ... .notice)
        case .publishNotice, .enterObjection, .answerObjection, .openRereview, .computeRereview, .closeNotice:
            return ([.secretariat], .notice ... .notice)
        case .seeWhatIf: return (readers, .decisions ... .closed)
        case .seeNotice: return (readers, .notice ... .closed)
        case .seeLetters: return ([.secretariat, .auditor], .closed ... .closed)
        case .seeRound, .seeDossiers, .seeDraw: return (readers, always)
        case .seeExperts, .seeContacts, .seeConflicts, .seeAssignment: return ([.secretariat, .auditor], always)
        case .seeProgress: return ([.secretariat, .auditor], .reviews ... .closed)
        case .seeResults: return (readers, .results ... .closed)
        case .seeSheets: return ([.chair, .auditor], .results ... .closed)
        case .seeShortlist: return (readers, .decisions ... .closed)
        case .seeLog: return ([.secretariat, .auditor], always)
        // Records tell what was written and not by whom.
        case .seeRecords: return (readers, .results ... .closed)
        // The whole round is the auditors' to check; what is published shows nothing that is not public by then.
        case .seeBundle: return ([.auditor], always)
        case .seePublication: return ([.secretariat, .auditor], .notice ... .closed)
        // A closed round is still read, by auditors above all.
        case .issueCode, .revokeToken: return ([.secretariat], always)
        case .signIn, .signOut: return (Set(Role.allCases), always)
        case .seeTokens: return ([.secretariat, .auditor], always)
        }
    }

    /// Whether experts do it after the reviews: those of a new panel while the list is public (`Rereview`), those who read a third time
    /// while results are settled (`openThirdReading`).
    var isForLaterReviews: Bool {
        switch self {
        case .signPledge, .declareConflicts, .saveSheet, .submitSheet, .declineReview, .recuse, .seeOwnReviews: true
        default: false
        }
    }

    /// Refuses a person who may not do it, and a stage that does not allow it.
    func check(_ person: Person, in stage: Stage) throws {
        let (roles, stages) = permission
        guard roles.contains(person.role) else {
            let allowed = Role.allCases.filter(roles.contains).map(\.name).enumerated()
            throw Failure.notPermitted(
                Text(
                    zh: "\(person.id)（\(person.role.name.zh)）无权进行此操作；有权的是：\(allowed.zh)。",
                    en: "\(person.id) (\(person.role.name.en)) may not do this; it is for: \(allowed.en)."))
        }
        guard stages.contains(stage) || ((stage == .notice || stage == .results) && isForLaterReviews) else {
            let span =
                stages.lowerBound == stages.upperBound
                ? stages.lowerBound.name
                : stages.lowerBound.name + Text(zh: "至", en: " to ") + stages.upperBound.name
            throw Failure.failed(
                Text(
                    zh: "本轮现处于“\(stage.name.zh)”阶段，此操作只能在“\(span.zh)”阶段进行。用 linxuan round status 查看进度。",
                    en: "The round is in the stage “\(stage.name.en)”; this can be done in “\(span.en)” only. See linxuan round status."))
        }
    }
}
