import GRDB
import Programme
import Storage
import Testing
import Workflow

/// A statement that makes no sense, and what it must be refused with.
struct Nonsense: Sendable, CustomTestStringConvertible {
    var sentence: String
    var sql: String
    /// Part of SQLite's message; any refusal will do where nil.
    var because: String?

    init(_ sentence: String, _ sql: String, _ because: String? = nil) {
        self.sentence = sentence
        self.sql = sql
        self.because = because
    }

    var testDescription: String { sentence }
}

/// The file is opened as any other program may open it: what makes no sense cannot be stored.
@Suite("Nonsense that the database refuses")
struct NonsenseTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private static let review = "INSERT INTO review (dossier, expert, state, plan, reason, at) VALUES "
    private static let placement = "UPDATE placement SET listed = 0"
    private static let a64 = String(repeating: "b", count: 64)

    private static func sheetOf(_ expert: String) -> String {
        "INSERT INTO sheet SELECT dossier, '\(expert)', state, scores, reasons, gates, visitNeeded, visitQuestion, at "
            + "FROM sheet"
    }

    private static let access = [
        Nonsense(
            "a code that is used twice", "INSERT INTO sign_in_try VALUES ('E-1', 1, 3, 1, '2030-01-01T00:00:00Z')", "the code is used"),
        Nonsense(
            "a token without a code",
            "INSERT INTO access_token VALUES ('\(a64)', 2, 'S-1', 1, '', '2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z')", "no code"),
        Nonsense("a token for longer", "UPDATE access_token SET expiresAt = '2099-01-01T00:00:00Z'", "said is said"),
        Nonsense(
            "another code in the place of one",
            "REPLACE INTO sign_in_code VALUES ('E-1', 1, '\(a64)', 'S-1', '2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z')", "said is said"),
        Nonsense("a revocation that is taken back", "DELETE FROM token_revocation", "nothing is removed"),
        Nonsense(
            "a receipt for nobody", "INSERT INTO receipt VALUES ('X', 'key-0001', 'a', '\(a64)', 'null', '2030-01-01T00:00:00Z')", "FOREIGN"
        ),
    ]

    private static let rounds = [
        Nonsense(
            "a second round in one file",
            "INSERT INTO round SELECT 'other', callDocument, callDigest, stage, 0, 0, openedAt, NULL FROM round", "CHECK"),
        Nonsense("an unknown stage", "UPDATE round SET stage = 'lunch'", "CHECK"),
        Nonsense("another call under a running round", "UPDATE round SET callDigest = '\(a64)'", "the call is frozen"),
        Nonsense("another document as the call", "UPDATE round SET callDocument = 'other.yaml'", "the call is frozen"),
        Nonsense("a flag that is neither yes nor no", "UPDATE round SET conflictsDetected = 2", "CHECK"),
        Nonsense("a changed document of the call", "UPDATE call_document SET text = 'x'", "the call is frozen"),
        Nonsense("a removed document of the call", "DELETE FROM call_document", "the call is frozen"),
        Nonsense("a changed weight", "UPDATE criterion SET weight = 50", "the call is frozen"),
        Nonsense("a removed criterion", "DELETE FROM criterion", "the call is frozen"),
        Nonsense(
            "a criterion beyond the published ones", "INSERT INTO criterion VALUES ('school', 'charm', 10, 0, 1000)"),
        Nonsense("a document beyond the frozen ones", "INSERT INTO call_document VALUES ('more.yaml', 'x', '\(a64)')"),
        Nonsense(
            "a criterion put in the place of a frozen one",
            "REPLACE INTO criterion VALUES ('school', 'idea', 60, 0, 100000)"),
        Nonsense("a round that is removed, and its stages' rules with it", "DELETE FROM round"),
        Nonsense(
            "a round put in the place of the round",
            "REPLACE INTO round SELECT id, callDocument, callDigest, 'intake', 0, 0, openedAt FROM round"),
        Nonsense("an unknown role", "INSERT INTO person VALUES ('X-1', '示例', 'king')", "CHECK"),
        Nonsense(
            "a second role for a person", "UPDATE person SET role = 'auditor' WHERE id = 'S-1'", "a person has one role"
        ),
        Nonsense("a person without a name", "INSERT INTO person VALUES ('X-1', '', 'chair')", "CHECK"),
        Nonsense("a person without a number", "INSERT INTO person VALUES ('', '示例', 'chair')", "CHECK"),
    ]

    private static let decision = "INSERT INTO eligibility_decision VALUES "

    private static let intake = [
        Nonsense("a credit code of another length", "UPDATE dossier SET creditCode = '91' WHERE id = 'D-1'", "CHECK"),
        Nonsense("a filing day that is none", "UPDATE dossier SET filedOn = '31.5.2030' WHERE id = 'D-1'", "CHECK"),
        Nonsense("an applicant without a name", "UPDATE dossier SET applicant = '' WHERE id = 'D-1'", "CHECK"),
        Nonsense(
            "unsuitable experts that are no list", "UPDATE dossier SET unsuitable = '{}' WHERE id = 'D-1'", "CHECK"),
        Nonsense("text that is no JSON", "UPDATE dossier SET declared = 'x' WHERE id = 'D-1'"),
        Nonsense("a dossier removed though it is under review", "DELETE FROM dossier WHERE id = 'D-1'", "FOREIGN KEY"),
        Nonsense(
            "a flag on a dossier that is not there", "INSERT INTO flag VALUES ('D-9', 'open', '', 'open', NULL, NULL, NULL, NULL)",
            "FOREIGN KEY"),
        Nonsense(
            "a flag of an unknown effect", "INSERT INTO flag VALUES ('D-1', 'open', '', 'open', NULL, NULL, 'hurts', NULL)", "CHECK"),
        Nonsense(
            "a flag that is decided when it is raised",
            "INSERT INTO flag VALUES ('D-1', 'open', '', 'accepted', 'S-1', 'x', NULL, NULL)", "decisions are records of their own"),
        Nonsense("a flag rewritten", "UPDATE flag SET found = 'x'", "said is said"),
        Nonsense("a flag taken away", "DELETE FROM flag", "nothing is removed"),
        Nonsense("a decision on no flag", decision + "('D-1', 'open', 1, 1, NULL, 'S-1', 'x', '')", "FOREIGN KEY"),
        Nonsense("a decision of somebody who is not there", decision + "('D-2', 'open', 3, 1, NULL, 'X-9', 'x', '')", "FOREIGN KEY"),
        Nonsense("a decision of a chair", decision + "('D-2', 'open', 3, 1, NULL, 'C-1', 'x', '')", "only the secretariat"),
        Nonsense("a decision without a reason", decision + "('D-2', 'open', 3, 1, NULL, 'S-1', ' ', '')", "CHECK"),
        Nonsense("a refusal that corrects", decision + "('D-2', 'open', 3, 0, '是', 'S-1', 'x', '')", "CHECK"),
        Nonsense("a decision out of turn", decision + "('D-2', 'open', 4, 1, NULL, 'S-1', 'x', '')", "turns follow one another"),
        Nonsense(
            "a condition of the notice waved through", decision + "('D-1', 'legal', 2, 1, NULL, 'S-1', 'x', '')",
            "the condition has no exceptions"),
        Nonsense("a decision rewritten", "UPDATE eligibility_decision SET accepted = 1", "said is said"),
        Nonsense("a decision taken back", "DELETE FROM eligibility_decision", "nothing is removed"),
        Nonsense(
            "a decision put in the place of another",
            "REPLACE INTO eligibility_decision SELECT dossier, \"check\", turn, 1, NULL, \"by\", 'x', at FROM eligibility_decision"),
        Nonsense(
            "a contact who cannot be reached",
            "INSERT INTO contact VALUES ('420000', 3, '示例', '示例', '', '', '', '', '2030-01-03', 'S-1', '')", "CHECK"),
        Nonsense(
            "a contact out of turn",
            "INSERT INTO contact VALUES ('420000', 2, '示例', '示例', '1', '', '', '', '2030-01-03', 'S-1', '')",
            "turns follow one another"),
        Nonsense(
            "a correction that changes nothing",
            "INSERT INTO dossier_correction SELECT 'D-2', 1, before, before, \"by\", reason, at FROM dossier_correction", "CHECK"),
        Nonsense(
            "a correction without a reason",
            "INSERT INTO dossier_correction SELECT 'D-2', 1, before, after, \"by\", ' ', at FROM dossier_correction", "CHECK"),
        Nonsense(
            "a correction out of turn",
            "INSERT INTO dossier_correction SELECT 'D-2', 2, before, after, \"by\", reason, at FROM dossier_correction",
            "turns follow one another"),
        Nonsense(
            "a correction of a dossier that was scored",
            "INSERT INTO dossier_correction SELECT dossier, 2, before, after, \"by\", reason, at FROM dossier_correction",
            "corrected before the reviews"),
        Nonsense("a correction rewritten", "UPDATE dossier_correction SET reason = 'x'", "said is said"),
        Nonsense("a correction taken away", "DELETE FROM dossier_correction", "nothing is removed"),
        Nonsense(
            "a renewal of a flag that nobody raised", "INSERT INTO flag_renewal VALUES ('D-1', 'no', 1, 0, '', NULL, NULL, 0, 'S-1', '')",
            "FOREIGN KEY"),
        Nonsense(
            "a renewal that finds nothing and stands",
            "INSERT INTO flag_renewal VALUES ('D-2', 'open', 1, 1, '', NULL, NULL, 0, 'S-1', '')", "CHECK"),
        Nonsense("a renewal rewritten", "UPDATE flag_renewal SET stands = 0, found = ''", "said is said"),
        Nonsense("a source moved", "UPDATE dossier_source SET \"row\" = 9", "said is said"),
        Nonsense("a contact rewritten", "UPDATE contact SET name = 'x'", "said is said"),
        Nonsense("a contact taken away", "DELETE FROM contact", "nothing is removed"),
        Nonsense("an expert without a specialty", "UPDATE expert SET specialties = '[]'", "CHECK"),
        Nonsense("an expert whose least load exceeds the most", "UPDATE expert SET minimumLoad = 11", "CHECK"),
        Nonsense("an expert with negative years", "UPDATE expert SET years = -1", "CHECK"),
        Nonsense("a number as text", "UPDATE expert SET years = 'many'", "cannot store TEXT"),
        Nonsense("an affiliation that ends before it begins", "UPDATE affiliation SET until = '2019-12-31'", "CHECK"),
        Nonsense(
            "an affiliation of an expert who is not there", "UPDATE affiliation SET expert = 'E-9'", "FOREIGN KEY"),
        Nonsense("an unknown kind of interest", "UPDATE interest SET kind = 'friendship'", "CHECK"),
        Nonsense("an interest in nobody", "UPDATE interest SET applicant = ''", "CHECK"),
    ]

    private static let conflicts = [
        Nonsense("an unknown ground", "UPDATE conflict SET ground = 'envy'", "CHECK"),
        Nonsense("a waiver by nobody", "UPDATE conflict SET state = 'waived', \"by\" = NULL, reason = 'x'", "CHECK"),
        Nonsense(
            "a waiver without a reason", "UPDATE conflict SET state = 'waived', \"by\" = 'S-1', reason = NULL",
            "CHECK"),
        Nonsense(
            "a waiver with a blank reason", "UPDATE conflict SET state = 'waived', \"by\" = 'S-1', reason = '  '",
            "CHECK"),
        Nonsense("a conflict removed from the register", "DELETE FROM conflict", "conflicts are waived, never removed"),
        Nonsense("a plan better than its bound", "UPDATE plan SET bound = 8999", "CHECK"),
        Nonsense("a plan proven optimal below its bound", "UPDATE plan SET bound = 9001", "CHECK"),
        Nonsense("a plan approved by nobody", "UPDATE plan SET approvedBy = NULL", "CHECK"),
        Nonsense("a plan whose document is no JSON", "UPDATE plan SET document = 'x'", "CHECK"),
        Nonsense("a plan numbered nought", "UPDATE plan SET number = 0"),
    ]

    private static let reviews = [
        Nonsense(
            "a pledge of somebody who is no expert", "INSERT INTO pledge VALUES ('S-1', '', '\(a64)')", "FOREIGN KEY"),
        Nonsense("a pledge taken back", "DELETE FROM pledge", "pledge: nothing is removed"),
        Nonsense("a review by no plan", review + "('D-2', 'E-1', 'assigned', 7, NULL, '')", "FOREIGN KEY"),
        Nonsense(
            "a review against a conflict", review + "('D-1', 'E-2', 'assigned', 1, NULL, '')",
            "the expert is in conflict with the dossier"),
        Nonsense(
            "a review taken up again against a conflict",
            "INSERT INTO conflict VALUES ('E-3', 'D-1', 'recusal', '{}', 'declared', NULL, NULL, NULL); "
                + "UPDATE review SET state = 'assigned' WHERE expert = 'E-3'",
            "the expert is in conflict with the dossier"),
        Nonsense(
            "a review begun while a suspicion is open", review + "('D-2', 'E-2', 'assigned', 1, NULL, '')",
            "a suspicion about the expert and the dossier is not settled"),
        Nonsense("a suspicion cleared by nobody", "UPDATE conflict SET state = 'cleared', reason = 'x' WHERE state = 'suspected'", "CHECK"),
        Nonsense(
            "a suspicion cleared without a reason",
            "UPDATE conflict SET state = 'cleared', \"by\" = 'S-1', reason = ' ' WHERE state = 'suspected'", "CHECK"),
        Nonsense("a suspicion on one name", "UPDATE conflict SET names = '[\"x\"]'", "CHECK"),
        Nonsense("a statement rewritten", "UPDATE conflict_statement SET state = 'confirmed'", "said is said"),
        Nonsense("a statement taken back", "DELETE FROM conflict_statement", "nothing is removed"),
        Nonsense(
            "a statement on an entry that is not there",
            "INSERT INTO conflict_statement VALUES ('E-1', 'D-1', 'interest', 1, 'declared', '{}', 'S-1', NULL, '')", "FOREIGN KEY"),
        Nonsense("a finding rewritten", "UPDATE name_finding SET same = 1", "said is said"),
        Nonsense("a finding without a reason", "INSERT INTO name_finding VALUES ('x', 'y', 1, 1, 'S-1', ' ', '')", "CHECK"),
        Nonsense("a declaration taken back", "DELETE FROM declaration", "nothing is removed"),
        Nonsense("a shareholding of more than all", "UPDATE organisation_relation SET share = 10001", "CHECK"),
        Nonsense("a parent with a share", "UPDATE organisation_relation SET kind = 'parent'", "CHECK"),
        Nonsense("a relation from nowhere", "UPDATE organisation_relation SET source = ''", "CHECK"),
        Nonsense("a review declined without a reason", "UPDATE review SET state = 'declined', reason = NULL", "CHECK"),
        Nonsense(
            "a review declined with a blank reason", "UPDATE review SET state = 'declined', reason = ' '", "CHECK"),
        Nonsense(
            "a review withdrawn by no plan", "UPDATE review SET state = 'withdrawn', reason = 'x' WHERE expert = 'E-1'", "CHECK"),
        Nonsense(
            "a review withdrawn by a plan that is not there",
            "UPDATE review SET state = 'withdrawn', reason = 'x', withdrawnBy = 7 WHERE expert = 'E-1'", "FOREIGN KEY"),
        Nonsense(
            "a review withdrawn without a reason",
            "UPDATE review SET state = 'withdrawn', withdrawnBy = 1 WHERE expert = 'E-1'", "CHECK"),
        Nonsense(
            "a review that is asked for and withdrawn at once", "UPDATE review SET withdrawnBy = 1 WHERE expert = 'E-1'", "CHECK"),
        Nonsense(
            "a submitted review withdrawn",
            "UPDATE review SET state = 'submitted' WHERE expert = 'E-1'; "
                + "UPDATE review SET state = 'withdrawn', reason = 'x', withdrawnBy = 1 WHERE expert = 'E-1'",
            "a submitted review is never withdrawn"),
        Nonsense(
            "a submitted review put back as a withdrawn one",
            "UPDATE review SET state = 'submitted' WHERE expert = 'E-1'; "
                + "REPLACE INTO review SELECT dossier, expert, 'withdrawn', plan, 'x', at, 1 FROM review WHERE expert = 'E-1'",
            "a submitted review is never withdrawn"),
        Nonsense(
            "the sheet of a withdrawn review handed in",
            "UPDATE review SET state = 'withdrawn', reason = 'x', withdrawnBy = 1 WHERE expert = 'E-1'; "
                + "UPDATE sheet SET state = 'submitted'",
            "the review was withdrawn"),
        Nonsense("a plan whose changes are a list", "UPDATE plan SET changes = '[]'", "CHECK"),
        Nonsense("a review removed", "DELETE FROM review WHERE expert = 'E-3'", "review: nothing is removed"),
        Nonsense(
            "a score above the scale", "UPDATE sheet SET scores = '{\"idea\":1001}'",
            "a score is off the scale of the rubric"),
        Nonsense(
            "a score below the scale", "UPDATE sheet SET scores = '{\"idea\":-1}'",
            "a score is off the scale of the rubric"),
        Nonsense(
            "a score as text", "UPDATE sheet SET scores = '{\"idea\":\"800\"}'",
            "a score is off the scale of the rubric"),
        Nonsense(
            "a score as binary fraction", "UPDATE sheet SET scores = '{\"idea\":800.5}'",
            "a score is off the scale of the rubric"),
        Nonsense(
            "a score for a criterion beyond the published ones", "UPDATE sheet SET scores = '{\"charm\":800}'",
            "a score is off the scale of the rubric"),
        Nonsense(
            "a sheet handed in with a score missing", "UPDATE sheet SET state = 'submitted', scores = '{\"idea\":800}'",
            "a submitted sheet lacks a score"),
        Nonsense(
            "a sheet handed in without the answer on a visit",
            "UPDATE sheet SET state = 'submitted', visitNeeded = NULL", "CHECK"),
        Nonsense(
            "a sheet by an expert who was not asked",
            sheetOf("E-2"),
            "FOREIGN KEY"),
        Nonsense("a sheet removed", "DELETE FROM sheet", "sheet: nothing is removed"),
        Nonsense(
            "a score changed after the reviews",
            "UPDATE round SET stage = 'results'; UPDATE sheet SET scores = '{\"idea\":700,\"proof\":700}'",
            "the reviews are closed"),
        Nonsense(
            "a sheet begun after the reviews",
            "UPDATE round SET stage = 'visits'; " + sheetOf("E-3"),
            "the reviews are closed"),
        Nonsense(
            "a sheet begun before the reviews",
            "UPDATE round SET stage = 'assignment'; UPDATE sheet SET state = 'void'", "a round does not go back"),
    ]

    private static let insertDraw =
        "INSERT INTO draw (number, category, state, announcement, digest, committedBy) "

    private static let lotteries = [
        Nonsense("a lottery made otherwise", "UPDATE lottery SET document = '[]'", "a lottery is never changed"),
        Nonsense("a lottery with another limit", "UPDATE lottery SET \"limit\" = '1'", "a lottery is never changed"),
        Nonsense("a lottery that is removed", "DELETE FROM lottery", "a lottery is never changed"),
        Nonsense(
            "a lottery put in the place of another",
            "REPLACE INTO lottery SELECT * FROM lottery WHERE number = 1", "lotteries have no gaps"),
        Nonsense(
            "a lottery with a number beyond the next",
            "INSERT INTO lottery SELECT 3, \"limit\", tickets, instance, digest, document, madeBy, madeAt FROM lottery",
            "lotteries have no gaps"),
        Nonsense(
            "a lottery without tickets",
            "INSERT INTO lottery SELECT 2, \"limit\", 0, instance, digest, document, madeBy, madeAt FROM lottery", "CHECK"),
    ]

    private static let draws = [
        Nonsense(
            "a draw made otherwise", "UPDATE draw SET outcome = '{}' WHERE number = 1", "a draw is never changed"),
        Nonsense(
            "a draw that is taken back",
            "UPDATE draw SET state = 'committed', outcome = NULL, drawnBy = NULL, drawnAt = NULL WHERE number = 1",
            "a draw is never changed"),
        Nonsense(
            "another pool after the commitment",
            "UPDATE draw SET announcement = json_remove(announcement, '$.pool[0]') WHERE number = 2",
            "a draw is never changed"),
        Nonsense("another digest after the commitment", "UPDATE draw SET digest = '\(a64)' WHERE number = 2", "a draw is never changed"),
        Nonsense(
            "a draw put in the place of another",
            "REPLACE INTO draw SELECT 1, category, 'committed', json_set(announcement, '$.number', 1), digest, NULL, committedBy, NULL, NULL FROM draw WHERE number = 2",
            "a draw is never changed"),
        Nonsense(
            "a draw with another's number",
            "UPDATE draw SET number = 3, announcement = json_set(announcement, '$.number', 3) WHERE number = 2"),
        Nonsense("a draw made by nobody", "UPDATE draw SET state = 'drawn', outcome = '{}', drawnAt = '' WHERE number = 2", "CHECK"),
        Nonsense(
            "a draw made without an outcome", "UPDATE draw SET state = 'drawn', drawnBy = 'S-1', drawnAt = '' WHERE number = 2", "CHECK"),
        Nonsense("a draw for another category than announced", "UPDATE draw SET category = 'x' WHERE number = 2", "CHECK"),
        Nonsense(
            "a draw of another number than announced",
            insertDraw + "SELECT 3, category, 'committed', announcement, digest, 'S-1' FROM draw WHERE number = 2", "CHECK"),
        Nonsense(
            "a gap between draws",
            insertDraw + "SELECT 4, category, 'committed', json_set(announcement, '$.number', 4), digest, 'S-1' FROM draw WHERE number = 2",
            "draws have no gaps"),
        Nonsense(
            "a draw committed to by somebody who is not there",
            insertDraw + "SELECT 3, category, 'committed', json_set(announcement, '$.number', 3), digest, 'X-9' FROM draw WHERE number = 2",
            "FOREIGN KEY"),
        Nonsense("a draw removed", "DELETE FROM draw WHERE number = 2", "nothing is removed"),
        Nonsense("a seed for a draw that is made", "INSERT INTO draw_seed VALUES (1, '\(a64)')", "the seed is sealed"),
        Nonsense("a seed for no draw", "INSERT INTO draw_seed VALUES (9, '\(a64)')", "FOREIGN KEY"),
        Nonsense("a short seed", "INSERT INTO draw_seed VALUES (2, 'ab')", "CHECK"),
        Nonsense(
            "a second seed", "INSERT INTO draw_seed VALUES (2, '\(a64)'); REPLACE INTO draw_seed VALUES (2, '\(a64)')", "the seed is sealed"
        ),
        Nonsense(
            "a seed exchanged", "INSERT INTO draw_seed VALUES (2, '\(a64)'); UPDATE draw_seed SET seed = '\(digestOfSamples)'",
            "the seed is sealed"),
        Nonsense("a seed removed", "INSERT INTO draw_seed VALUES (2, '\(a64)'); DELETE FROM draw_seed", "nothing is removed"),
        Nonsense("a plan that opens places to what is no list", "UPDATE plan SET admitted = '{}'", "CHECK"),
    ]

    private static let digestOfSamples = Samples.digest

    private static let seat = "INSERT INTO visit_seat (teams, dossier, expert, leads) VALUES "

    private static let visiting = [
        Nonsense("a visitor in conflict", seat + "(1, 'D-1', 'E-2', 0)", "in conflict with the dossier"),
        Nonsense("a visitor under suspicion", seat + "(1, 'D-2', 'E-2', 0)"),
        Nonsense("a lead who did not review", seat + "(1, 'D-2', 'E-1', 1)", "has reviewed the dossier"),
        Nonsense("a second lead", seat + "(1, 'D-1', 'E-4', 1)"),
        Nonsense("a seat taken back", "DELETE FROM visit_seat", "nothing is removed"),
        Nonsense("a choice of visits rewritten", "UPDATE visit_plan SET gain = 1", "done is done"),
        Nonsense(
            "a choice beyond its budget",
            "INSERT INTO visit_plan SELECT 2, gains, fixed, leftOut, reason, '{\"visits\":0}', visitsPerTrip, travelDays, dossiers, cost, "
                + "gain, bound, multipliers, oneMore, madeBy, madeAt FROM visit_plan", "CHECK"),
        Nonsense(
            "a gain above what is possible",
            "INSERT INTO visit_plan SELECT 2, gains, fixed, leftOut, reason, budget, visitsPerTrip, travelDays, dossiers, cost, bound + 1, "
                + "bound, multipliers, oneMore, madeBy, madeAt FROM visit_plan", "CHECK"),
        Nonsense(
            "teams out of turn", "INSERT INTO visit_teams SELECT 3, trips, squares, bound, madeBy, madeAt FROM visit_teams",
            "numbers follow one another"),
        Nonsense("a finding rewritten", "UPDATE visit_finding SET overall = 'partly'", "done is done"),
        Nonsense(
            "a finding by somebody who does not lead",
            "INSERT INTO visit_finding SELECT dossier, 2, 'E-1', answers, gates, overall, text, files, at FROM visit_finding",
            "only the lead"),
        Nonsense(
            "a finding out of turn",
            "INSERT INTO visit_finding SELECT dossier, 3, lead, answers, gates, overall, text, files, at FROM visit_finding",
            "turns follow one another"),
        Nonsense(
            "a finding without a word",
            "INSERT INTO visit_finding SELECT dossier, 2, lead, answers, gates, overall, ' ', files, at FROM visit_finding", "CHECK"),
    ]

    private static let decisions = [
        Nonsense("a score above a hundred", "UPDATE outcome SET score = 10001", "CHECK"),
        Nonsense("a dossier that passed without a score", "UPDATE outcome SET score = NULL", "CHECK"),
        Nonsense("an excluded dossier with a place", "UPDATE outcome SET standing = 'excluded'", "CHECK"),
        Nonsense("a negative number of missing sheets", "UPDATE outcome SET missing = -1", "CHECK"),
        Nonsense("a visit without a reason", "UPDATE visit SET reasons = '[]'", "CHECK"),
        Nonsense("a visit to a dossier without a result", "UPDATE visit SET dossier = 'D-2'", "FOREIGN KEY"),
        Nonsense("a dossier moved by nobody", placement + ", reason = 'x'", "CHECK"),
        Nonsense("a dossier moved without a reason", placement + ", movedBy = 'C-1'", "CHECK"),
        Nonsense("a dossier moved with a blank reason", placement + ", movedBy = 'C-1', reason = ' '", "CHECK"),
        Nonsense(
            "a signature of the secretariat", "INSERT INTO signature VALUES (7, 'S-1', '', '\(a64)', 1)",
            "only chairs sign"),
        Nonsense("a signature of nobody", "INSERT INTO signature VALUES (7, 'X-9', '', '\(a64)', 1)"),
        Nonsense("a signature removed", "DELETE FROM signature", "signatures are voided, never removed"),
        Nonsense("a signature handed to the secretariat", "UPDATE signature SET chair = 'S-1'"),
        Nonsense("a changed act in the log", "UPDATE log SET body = '{}'", "the log is append-only"),
        Nonsense("an act removed from the log", "DELETE FROM log", "the log is append-only"),
        Nonsense("a gap in the log", "INSERT INTO log VALUES (3, '{}', '\(a64)')", "the log has no gaps"),
        Nonsense(
            "an act put in the place of another", "REPLACE INTO log VALUES (1, '{}', '\(a64)')", "the log has no gaps"),
        Nonsense("an act whose digest another has", "INSERT INTO log SELECT 2, '{}', digest FROM log", "UNIQUE"),
        Nonsense("an act that is no JSON", "INSERT INTO log VALUES (2, 'x', '\(a64)')", "CHECK"),
    ]

    private static let outcomes = "UPDATE reassessment_outcome SET "

    private static let reassessment = [
        Nonsense(
            "one body twice in a category of the register",
            "INSERT INTO demonstration SELECT 'R-9', batch, category, name, creditCode, '', authority, designatedOn FROM demonstration WHERE id = 'R-1'",
            "UNIQUE"),
        Nonsense("a demonstration changed", "UPDATE demonstration SET batch = 9", "nothing is changed"),
        Nonsense("a demonstration removed", "DELETE FROM demonstration WHERE id = 'R-3'", "nothing is removed"),
        Nonsense(
            "a filing of one that is excused",
            "INSERT INTO reassessment_filing VALUES ('R-2', 'D-1', '2030-03-01', NULL)", "the demonstration is excused"),
        Nonsense(
            "a second filing by the same dossier", "INSERT INTO reassessment_filing VALUES ('R-3', 'D-2', '2030-03-01', NULL)", "UNIQUE"),
        Nonsense("a filing by no dossier", "INSERT INTO reassessment_filing VALUES ('R-3', 'D-9', '2030-03-01', NULL)", "FOREIGN KEY"),
        Nonsense(
            "a late filing that nobody approved",
            "INSERT INTO reassessment_filing VALUES ('R-3', 'D-1', '2030-03-01', '{\"by\":\"\",\"reason\":\"x\"}')", "CHECK"),
        Nonsense(
            "a late filing approved without a reason",
            "INSERT INTO reassessment_filing VALUES ('R-3', 'D-1', '2030-03-01', '{\"by\":\"S-1\"}')", "CHECK"),
        Nonsense(
            "an excuse for one that filed", "INSERT INTO excuse VALUES ('R-1', 'closed', 'x', '2030-03-01', '', NULL)",
            "the demonstration filed"),
        Nonsense("an excuse without a letter", "INSERT INTO excuse VALUES ('R-3', 'closed', ' ', '2030-03-01', '', NULL)", "CHECK"),
        Nonsense("an unknown ground of excuse", "INSERT INTO excuse VALUES ('R-3', 'tired', 'x', '2030-03-01', '', NULL)", "CHECK"),
        Nonsense(
            "another ground without saying which", "INSERT INTO excuse VALUES ('R-3', 'other', 'x', '2030-03-01', ' ', NULL)", "CHECK"),
        Nonsense("an excuse taken back", "DELETE FROM excuse", "nothing is removed"),
        Nonsense("one withdrawn by nobody, since it did not file", outcomes + "decided = 'withdraw' WHERE demonstration = 'R-3'", "CHECK"),
        Nonsense(
            "one withdrawn without a reason", outcomes + "decided = 'withdraw', decidedBy = 'C-1' WHERE demonstration = 'R-3'", "CHECK"),
        Nonsense(
            "one withdrawn by the secretariat",
            outcomes + "decided = 'withdraw', decidedBy = 'S-1', reason = 'x' WHERE demonstration = 'R-3'",
            "only chairs decide on demonstrations"),
        Nonsense(
            "another outcome than proposed, by nobody",
            outcomes + "decided = 'withdraw', rectifyBy = NULL, decidedBy = NULL, reason = NULL WHERE demonstration = 'R-1'", "CHECK"),
        Nonsense("a decision undone", outcomes + "decided = NULL, rectifyBy = NULL WHERE demonstration = 'R-1'", "CHECK"),
        Nonsense("rectification without a day", outcomes + "rectifyBy = NULL WHERE demonstration = 'R-1'", "CHECK"),
        Nonsense("a day without rectification", outcomes + "decided = 'keep' WHERE demonstration = 'R-1'", "CHECK"),
        Nonsense("an outcome proposed for the excused", outcomes + "basis = 'excused' WHERE demonstration = 'R-3'", "CHECK"),
        Nonsense("one that filed counted as silent", outcomes + "dossier = 'D-1' WHERE demonstration = 'R-3'", "CHECK"),
        Nonsense("an outcome removed", "DELETE FROM reassessment_outcome WHERE demonstration = 'R-3'", "nothing is removed"),
        Nonsense("a chair's decision rewritten", "UPDATE reassessment_move SET reason = 'y'", "nothing is changed"),
        Nonsense("a chair's decision forgotten", "DELETE FROM reassessment_move", "nothing is removed"),
        Nonsense(
            "a gap between decisions", "INSERT INTO reassessment_move VALUES (3, 'R-1', NULL, 'keep', NULL, 'C-1', '', 'x')",
            "have no gaps"),
        Nonsense(
            "a decision of the secretariat", "INSERT INTO reassessment_move VALUES (2, 'R-1', NULL, 'keep', NULL, 'S-1', '', 'x')",
            "only chairs decide on demonstrations"),
        Nonsense(
            "a decision without a reason", "INSERT INTO reassessment_move VALUES (2, 'R-1', NULL, 'keep', NULL, 'C-1', '', ' ')", "CHECK"),
    ]

    @Test(
        "is refused, and leaves no trace",
        arguments: rounds + intake + conflicts + draws + lotteries + reviews + visiting + decisions + reassessment + access)
    func refused(nonsense: Nonsense) async throws {
        _ = try await Samples.store(in: scratch)
        let message = try scratch.raw { db -> String? in
            do {
                try db.inTransaction {
                    try db.execute(sql: nonsense.sql); return .commit
                }
            } catch let error as DatabaseError {
                return error.message ?? "refused"
            }
            return nil
        }
        let told = try #require(message, "it was stored")
        if let because = nonsense.because { #expect(told.contains(because)) }
    }

    @Test(
        "once the round is closed, nothing of a table changes",
        arguments: [
            "round", "call_document", "criterion", "person", "dossier", "flag", "eligibility_decision", "contact", "expert", "affiliation",
            "interest",
            "conflict", "organisation_relation", "name_finding", "conflict_statement", "declaration", "draw",
            "plan", "pledge", "review", "sheet", "outcome", "visit", "placement", "signature", "demonstration",
            "reassessment_filing", "excuse", "reassessment_outcome", "reassessment_move", "visit_plan", "visit_teams", "visit_seat",
            "visit_schedule", "visit_finding",
            "dossier_source", "dossier_correction", "flag_renewal",
        ])
    func closed(table: String) async throws {
        _ = try await Samples.store(in: scratch)
        let refused = try scratch.raw { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE round SET stage = 'closed'")
            let columns = try db.columns(in: table)
            let statements = [
                "UPDATE \(table) SET \"\(columns[columns.count - 1].name)\" = \"\(columns[columns.count - 1].name)\"",
                "DELETE FROM \(table)",
            ]
            return try statements.filter { sql in
                do { try db.execute(sql: sql) } catch is DatabaseError { return true }
                return false
            }.count
        }
        #expect(refused == 2)
    }

    @Test(
        "once the round is closed, nothing is added",
        arguments: [
            "INSERT INTO person VALUES ('X-1', '示例', 'chair')",
            "INSERT INTO signature VALUES ('C-2', '', '\(a64)', 1)",
            "INSERT INTO interest VALUES ('E-1', '示例', '', 'interest', '')",
            review + "('D-2', 'E-1', 'assigned', 1, NULL, '')",
            "INSERT INTO pledge VALUES ('E-2', '', '\(a64)')",
            "INSERT INTO placement VALUES ('D-2', 0, 0, '{}', NULL, NULL)",
            "REPLACE INTO round SELECT id, callDocument, callDigest, 'reviews', 0, 0, openedAt, NULL FROM round",
        ])
    func closedForMore(sql: String) async throws {
        _ = try await Samples.store(in: scratch)
        try scratch.raw { db in try db.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE round SET stage = 'closed'") }
        #expect(throws: DatabaseError.self) { try scratch.raw { db in try db.execute(sql: sql) } }
    }

    private static let notice = "INSERT INTO public_notice VALUES (3, '2030-05-01', '2030-05-08', 3, '[]', '{}', '\(a64)', 'S-1', '', NULL)"
    private static let objection = """
        INSERT INTO objection (number, kind, dossier, demonstration, who, ground, statement, evidence, receivedOn, answerBy, lateReason, "by", at)
        VALUES
        """

    @Test(
        "what makes no sense of deliberation and public notice is refused, whatever program writes it",
        arguments: [
            ("a chair who is an expert is present", "INSERT INTO attendance VALUES ('E-1', '')", "only chairs"),
            ("a recusal without a reason", "INSERT INTO chair_recusal VALUES ('C-1', 'D-2', ' ', 'S-1', '')", "CHECK"),
            ("a motion of a recused chair", "INSERT INTO motion VALUES (2, 'D-1', 1, 'x', 'C-2', '')", "the chair is recused"),
            ("a vote of a recused chair", "INSERT INTO vote VALUES (3, 1, NULL, 'C-2', 'agree', NULL, '')", "the chair is recused"),
            ("a vote against without a reason", "INSERT INTO vote VALUES (3, 1, NULL, 'C-1', 'against', ' ', '')", "CHECK"),
            ("a vote on nothing", "INSERT INTO vote VALUES (3, NULL, NULL, 'C-1', 'agree', NULL, '')", "CHECK"),
            ("a vote that leaves a gap", "INSERT INTO vote VALUES (9, 1, NULL, 'C-1', 'agree', NULL, '')", "no gaps"),
            ("a dissent without reasons", "INSERT INTO dissent VALUES (3, 'C-1', NULL, '\(a64)', '', '')", "CHECK"),
            ("a dissent of a recused chair", "INSERT INTO dissent VALUES (3, 'C-2', 'D-1', '\(a64)', 'x', '')", "the chair is recused"),
            ("a refusal to sign without reasons", "INSERT INTO signing_refusal VALUES (2, 'C-1', '\(a64)', 1, ' ', '')", "CHECK"),
            ("a refusal to sign by the secretariat", "INSERT INTO signing_refusal VALUES (2, 'S-1', '\(a64)', 1, 'x', '')", "only chairs"),
            ("a refusal to sign that leaves a gap", "INSERT INTO signing_refusal VALUES (3, 'C-1', '\(a64)', 1, 'x', '')", "no gaps"),
            ("a refusal to sign before its time", "INSERT INTO signing_refusal VALUES (2, 'C-1', '\(a64)', 9, 'x', '')", "signatures"),
            ("a refusal to sign taken back", "DELETE FROM signing_refusal", "nothing is removed"),
            ("a refusal to sign rewritten", "UPDATE signing_refusal SET reason = 'y'", "nothing is changed"),
            ("a move by the secretariat", "INSERT INTO placement_move VALUES (3, 'D-1', 1, 0, 'S-1', '', 'x', NULL, NULL)", "only chairs"),
            ("a move by a recused chair", "INSERT INTO placement_move VALUES (3, 'D-1', 1, 0, 'C-2', '', 'x', NULL, NULL)", "not recused"),
            ("a move that moves nothing", "INSERT INTO placement_move VALUES (3, 'D-1', 1, 1, 'C-1', '', 'x', NULL, NULL)", "CHECK"),
            ("a notice that ends before it begins", notice.replacing("2030-05-08", with: "2030-05-01"), "CHECK"),
            (
                "an objection before the publication",
                objection + " (4, 'objection', 'D-1', NULL, 'x', 'facts', 'x', '[]', '2030-04-01', '2030-04-03', NULL, 'S-1', '')",
                "nothing was published by then"
            ),
            (
                "an objection about nothing",
                objection + " (4, 'objection', NULL, NULL, 'x', 'facts', 'x', '[]', '2030-04-03', '2030-04-06', NULL, 'S-1', '')", "CHECK"
            ),
            (
                "a report without the reason for taking it",
                objection + " (4, 'report', 'D-1', NULL, 'x', 'facts', 'x', '[]', '2030-04-03', '2030-04-06', ' ', 'S-1', '')", "CHECK"
            ),
            (
                "an answer before its objection", "INSERT INTO objection_answer VALUES (3, 'dismissed', 'x', '2030-04-19', 'S-1', '')",
                "before"
            ),
            ("an answer without a reason", "INSERT INTO objection_answer VALUES (3, 'dismissed', ' ', '2030-04-21', 'S-1', '')", "CHECK"),
            (
                "a new panel where nothing was quashed",
                "INSERT INTO rereview VALUES (2, 2, 'D-1', '[\"E-1\"]', '[\"E-2\"]', 1, '{}', '{}', 'S-1', '')", "not quashed"
            ),
            (
                "an expert of the former panel on the new one",
                "INSERT INTO rereview VALUES (2, 1, 'D-1', '[\"E-1\"]', '[\"E-1\"]', 1, '{}', '{}', 'S-1', '')", "former panel"
            ),
            ("a score after the new panel's result", "UPDATE sheet SET visitQuestion = 'x'", "the reviews are closed"),
            ("a place that changes without an objection", "UPDATE placement SET listed = 0, movedBy = 'C-1', reason = 'x'", nil),
            ("a round that is final before its notice is over", "UPDATE round SET stage = 'closed', closedOn = '2030-04-15'", "not over"),
            ("a round that is final on no day", "UPDATE round SET stage = 'closed'", "not over"),
            ("a round that goes back", "UPDATE round SET stage = 'decisions'", "does not go back"),
        ] as [(String, String, String?)])
    func deliberation(name: String, sql: String, because: String?) async throws {
        _ = try await Samples.publicStore(in: scratch)
        // The quashed review is about D-1: whoever has no objection of their own can't be moved.
        if because == nil {
            try scratch.raw { db in try db.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE placement SET dossier = 'D-2'") }
        }
        let message = try scratch.raw { db -> String? in
            do { try db.execute(sql: "PRAGMA foreign_keys = ON; \(sql)") } catch let error as DatabaseError { return error.message }
            return nil
        }
        let told = try #require(message, "\(name) was stored")
        if let because { #expect(told.contains(because), "\(told)") } else { #expect(told.contains("no objection on it was upheld")) }
    }

    @Test("once all is answered and the period over, the round closes on a day; an open objection keeps it open")
    func closing() async throws {
        _ = try await Samples.publicStore(in: scratch)
        try scratch.raw { db in
            try db.execute(
                sql: Self.objection
                    + " (4, 'objection', 'D-1', NULL, 'x', 'facts', 'x', '[]', '2030-04-14', '2030-04-17', NULL, 'S-1', '')")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE round SET stage = 'closed', closedOn = '2030-04-16'") }
            try db.execute(sql: "INSERT INTO objection_answer VALUES (4, 'dismissed', 'x', '2030-04-15', 'S-1', '')")
            try db.execute(sql: "UPDATE round SET stage = 'closed', closedOn = '2030-04-16'")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE placement SET ground = ground") }
            #expect(throws: DatabaseError.self) { try db.execute(sql: Self.notice) }
        }
    }
}
