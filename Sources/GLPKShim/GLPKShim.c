#include "GLPKShim.h"

#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* The program and the answer's arrays, together for the functions below. */
typedef struct {
    int rowCount, columnCount, maximise;
    const int *columnStart, *entryRow;
    const double *entryValue, *rowLower, *rowUpper, *columnLower, *columnUpper, *cost;
    const unsigned char *isInteger;
} linxuan_program;

typedef struct {
    linxuan_outcome *outcome;
    double *columnValue, *columnReducedCost, *rowDual;
    unsigned char *columnStatus, *rowStatus;
} linxuan_answer;

/* GLPK numbers everything from 1; these arrays are the caller's, shifted. They are listed here so that an abort in
   the middle of loading frees them too. */
typedef struct {
    jmp_buf escape;
    linxuan_answer *answer;
    const linxuan_options *options;
    glp_prob *problem;
    int *rowOf, *columnOf;
    double *valueOf;
    /* Whether there is a whole solution that an escape would lose. */
    int hasBest;
} guard;

/* Where an escape comes from; setjmp returns it. */
enum { ESCAPE_ERROR = 1, ESCAPE_STOP = 2 };

static int is_stopped(const linxuan_options *options) {
    return options->stop != NULL && options->stop(options->context);
}

/* What GLPK prints is its only account of an error: keep the last lines. It is also the only thing that the simplex
   method calls as it goes on: the line on its progress is where it can be stopped. All it holds is freed with its
   environment. A search that has a whole solution is left to end by itself, after the node it is at. */
static int hear(void *info, const char *text) {
    guard *g = info;
    if (!g->hasBest && is_stopped(g->options)) longjmp(g->escape, ESCAPE_STOP);
    size_t used = strlen(g->answer->outcome->message), room = sizeof g->answer->outcome->message - 1;
    size_t length = strlen(text);
    if (length > room) length = room;
    if (used + length > room) used = 0;
    memcpy(g->answer->outcome->message + used, text, length);
    g->answer->outcome->message[used + length] = 0;
    return 1;
}

static void escape_abort(void *info) {
    guard *g = info;
    longjmp(g->escape, ESCAPE_ERROR);
}

typedef struct {
    guard *g;
    double bound;
    int branches;
} watcher;

static void watch(glp_tree *tree, void *info) {
    watcher *w = info;
    const linxuan_options *options = w->g->options;
    int best_node = glp_ios_best_node(tree);
    if (best_node != 0) w->bound = glp_ios_node_bound(tree, best_node);
    if (glp_ios_reason(tree) == GLP_ISELECT && options->branchLimit > 0 && ++w->branches > options->branchLimit) {
        glp_ios_terminate(tree);
        return;
    }
    glp_prob *p = glp_ios_get_prob(tree);
    w->g->hasBest = glp_mip_status(p) == GLP_FEAS;
    if (is_stopped(options)) {
        glp_ios_terminate(tree);
        return;
    }
    if (options->progress == NULL) return;
    if (glp_ios_reason(tree) != GLP_ISELECT && glp_ios_reason(tree) != GLP_IBINGO) return;
    options->progress(options->context, w->bound, w->g->hasBest ? glp_mip_obj_val(p) : 0, w->g->hasBest);
}

static int kind_of(double lower, double upper) {
    int below = isfinite(lower), above = isfinite(upper);
    if (below && above) return lower == upper ? GLP_FX : GLP_DB;
    if (below) return GLP_LO;
    return above ? GLP_UP : GLP_FR;
}

static double or_zero(double bound) { return isfinite(bound) ? bound : 0; }

static int milliseconds(double seconds) {
    if (seconds <= 0) return INT_MAX;
    return seconds > 2e6 ? INT_MAX : (int)(seconds * 1000) + 1;
}

/* What is left of a number of milliseconds since a moment; INT_MAX is no limit. */
static int left_of(int limit, double start) {
    if (limit == INT_MAX) return limit;
    double left = limit - 1000 * glp_difftime(glp_time(), start);
    return left < 1 ? 1 : (int)left;
}

/* GLPK refuses a status that does not fit the bounds: a free row can't stand at a bound, nor a row with a lower
   bound only at its upper one. */
static int fitting_status(int kind, int status) {
    if (status == LINXUAN_BASIC) return GLP_BS;
    switch (kind) {
    case GLP_FR: return GLP_NF;
    case GLP_LO: return GLP_NL;
    case GLP_UP: return GLP_NU;
    case GLP_FX: return GLP_NS;
    default: return status == LINXUAN_AT_UPPER ? GLP_NU : GLP_NL;
    }
}

static void load(guard *g, const linxuan_program *program) {
    glp_prob *p = g->problem;
    glp_set_obj_dir(p, program->maximise ? GLP_MAX : GLP_MIN);
    if (program->rowCount > 0) glp_add_rows(p, program->rowCount);
    if (program->columnCount > 0) glp_add_cols(p, program->columnCount);
    for (int i = 0; i < program->rowCount; i++) {
        double lower = program->rowLower[i], upper = program->rowUpper[i];
        glp_set_row_bnds(p, i + 1, kind_of(lower, upper), or_zero(lower), or_zero(upper));
    }
    for (int j = 0; j < program->columnCount; j++) {
        double lower = program->columnLower[j], upper = program->columnUpper[j];
        glp_set_col_bnds(p, j + 1, kind_of(lower, upper), or_zero(lower), or_zero(upper));
        glp_set_obj_coef(p, j + 1, program->cost[j]);
        if (program->isInteger != NULL && program->isInteger[j]) glp_set_col_kind(p, j + 1, GLP_IV);
    }
    int entries = program->columnStart[program->columnCount];
    g->rowOf = malloc(sizeof(int) * (entries + 1));
    g->columnOf = malloc(sizeof(int) * (entries + 1));
    g->valueOf = malloc(sizeof(double) * (entries + 1));
    for (int j = 0; j < program->columnCount; j++) {
        for (int k = program->columnStart[j]; k < program->columnStart[j + 1]; k++) {
            g->rowOf[k + 1] = program->entryRow[k] + 1;
            g->columnOf[k + 1] = j + 1;
            g->valueOf[k + 1] = program->entryValue[k];
        }
    }
    glp_load_matrix(p, entries, g->rowOf, g->columnOf, g->valueOf);
}

static void set_basis(glp_prob *p, const linxuan_answer *basis) {
    for (int i = 1; i <= glp_get_num_rows(p); i++)
        glp_set_row_stat(p, i, fitting_status(glp_get_row_type(p, i), basis->rowStatus[i - 1]));
    for (int j = 1; j <= glp_get_num_cols(p); j++)
        glp_set_col_stat(p, j, fitting_status(glp_get_col_type(p, j), basis->columnStatus[j - 1]));
}

static void read_relaxation(glp_prob *p, linxuan_answer *answer) {
    answer->outcome->objective = glp_get_obj_val(p);
    for (int i = 1; i <= glp_get_num_rows(p); i++) {
        answer->rowDual[i - 1] = glp_get_row_dual(p, i);
        answer->rowStatus[i - 1] = (unsigned char)glp_get_row_stat(p, i);
    }
    for (int j = 1; j <= glp_get_num_cols(p); j++) {
        answer->columnValue[j - 1] = glp_get_col_prim(p, j);
        answer->columnReducedCost[j - 1] = glp_get_col_dual(p, j);
        answer->columnStatus[j - 1] = (unsigned char)glp_get_col_stat(p, j);
    }
}

static int solve_relaxation(glp_prob *p, const linxuan_options *options, linxuan_answer *answer) {
    glp_smcp how;
    glp_init_smcp(&how);
    how.meth = GLP_DUALP;
    how.r_test = GLP_RT_FLIP;
    how.tol_dj = 1e-9;
    int limit = milliseconds(options->timeLimit);
    double start = glp_time();
    how.tm_lim = limit;
    if (options->stop != NULL) how.out_frq = 50;
    if (options->startsFromBasis) set_basis(p, answer);
    else glp_std_basis(p);
    int code = glp_simplex(p, &how);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL) {
        /* A basis that can't be used is no reason to give up: begin afresh. */
        glp_adv_basis(p, 0);
        how.meth = GLP_PRIMAL;
        how.r_test = GLP_RT_HAR;
        how.tm_lim = left_of(limit, start);
        code = glp_simplex(p, &how);
    }
    answer->outcome->iterations = glp_get_it_cnt(p);
    if (code == GLP_EBOUND) return LINXUAN_INFEASIBLE;
    if (code != 0 && code != GLP_ETMLIM && code != GLP_EITLIM) return LINXUAN_ERROR;
    read_relaxation(p, answer);
    answer->outcome->bound = answer->outcome->objective;
    switch (glp_get_status(p)) {
    case GLP_OPT: return LINXUAN_OPTIMAL;
    case GLP_FEAS: return LINXUAN_FEASIBLE;
    case GLP_NOFEAS: return LINXUAN_INFEASIBLE;
    case GLP_UNBND: return LINXUAN_UNBOUNDED;
    default: return LINXUAN_UNDECIDED;
    }
}

static int search_whole(guard *g, int maximise, linxuan_answer *answer) {
    glp_prob *p = g->problem;
    const linxuan_options *options = g->options;
    watcher w = {g, maximise ? INFINITY : -INFINITY, 0};
    glp_iocp how;
    glp_init_iocp(&how);
    how.br_tech = GLP_BR_PCH;
    how.bt_tech = GLP_BT_BLB;
    how.presolve = GLP_ON;
    how.flip = GLP_ON;
    /* Affinities have six places: the usual 1e-5 would let a floor be missed by a few of the last. */
    how.tol_int = 1e-7;
    how.mip_gap = options->relativeGap;
    how.tm_lim = milliseconds(options->timeLimit);
    how.out_dly = 0;
    how.cb_func = watch;
    how.cb_info = &w;
    double start = glp_time();
    int code = glp_intopt(p, &how);
    answer->outcome->bound = w.bound;
    /* So GLPK calls it where the time runs out before the first relaxation is solved. */
    if (code == GLP_EFAIL && left_of(how.tm_lim, start) == 1) return LINXUAN_UNDECIDED;
    if (code == GLP_ENOPFS) return LINXUAN_INFEASIBLE;
    if (code == GLP_ENODFS) return LINXUAN_UNBOUNDED;
    int stopped = code == GLP_ETMLIM || code == GLP_ESTOP;
    if (code != 0 && !stopped && code != GLP_EMIPGAP) return LINXUAN_ERROR;
    switch (glp_mip_status(p)) {
    case GLP_OPT:
    case GLP_FEAS:
        answer->outcome->objective = glp_mip_obj_val(p);
        for (int j = 1; j <= glp_get_num_cols(p); j++) answer->columnValue[j - 1] = glp_mip_col_val(p, j);
        if (code == 0) answer->outcome->bound = answer->outcome->objective;
        return code == 0 ? LINXUAN_OPTIMAL : LINXUAN_FEASIBLE;
    case GLP_NOFEAS: return LINXUAN_INFEASIBLE;
    default: return stopped ? LINXUAN_UNDECIDED : LINXUAN_INFEASIBLE;
    }
}

static void release(guard *g) {
    free(g->rowOf);
    free(g->columnOf);
    free(g->valueOf);
    glp_term_hook(NULL, NULL);
    glp_error_hook(NULL, NULL);
    /* Frees every block GLPK holds for this thread, the problem among them. */
    glp_free_env();
}

/* setjmp stands in a function of its own, so that the guard is no local variable of it. */
static int guarded(guard *g, const linxuan_program *program) {
    switch (setjmp(g->escape)) {
    case 0: break;
    case ESCAPE_STOP: return LINXUAN_UNDECIDED;
    default: return LINXUAN_ERROR;
    }
    glp_init_env();
    glp_term_hook(hear, g);
    glp_error_hook(escape_abort, g);
    g->problem = glp_create_prob();
    load(g, program);
    /* Nothing but errors is worth keeping from here on. */
    g->answer->outcome->message[0] = 0;
    if (program->isInteger == NULL) return solve_relaxation(g->problem, g->options, g->answer);
    return search_whole(g, program->maximise, g->answer);
}

int linxuan_solve(int rowCount, int columnCount, int maximise, const int *columnStart, const int *entryRow,
                  const double *entryValue, const double *rowLower, const double *rowUpper,
                  const double *columnLower, const double *columnUpper, const double *cost,
                  const unsigned char *isInteger, const linxuan_options *options, double *columnValue,
                  double *columnReducedCost, double *rowDual, unsigned char *columnStatus,
                  unsigned char *rowStatus, linxuan_outcome *outcome) {
    linxuan_program program = {rowCount, columnCount, maximise,    columnStart, entryRow, entryValue,
                               rowLower, rowUpper,    columnLower, columnUpper, cost,     isInteger};
    linxuan_answer answer = {outcome, columnValue, columnReducedCost, rowDual, columnStatus, rowStatus};
    guard g = {.answer = &answer, .options = options};
    memset(outcome, 0, sizeof *outcome);
    outcome->bound = maximise ? INFINITY : -INFINITY;
    int status = guarded(&g, &program);
    release(&g);
    return status;
}
