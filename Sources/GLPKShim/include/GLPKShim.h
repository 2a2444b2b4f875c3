#ifndef LINXUAN_GLPK_SHIM_H
#define LINXUAN_GLPK_SHIM_H

/// What the search is told of its course: the best bound, the best whole solution where hasBest is not zero.
typedef void (*linxuan_progress)(void *context, double bound, double best, int hasBest);

/// Asked again and again while a solve goes on; it ends soon after anything but 0 is returned.
typedef int (*linxuan_stop)(void *context);

/// How to solve.
typedef struct {
    /// Seconds; zero or less for no limit.
    double timeLimit;
    /// The search for whole solutions stops when bound and best differ by no more than this part of the best.
    double relativeGap;
    /// The search for whole solutions stops after so many branches, the same on every machine; zero or less for no
    /// limit.
    int branchLimit;
    /// Non-zero to begin from the statuses in columnStatus and rowStatus.
    int startsFromBasis;
    /// Called now and then by the search for whole solutions; may be NULL.
    linxuan_progress progress;
    /// Asked by every solve; may be NULL. A relaxation that is stopped has no answer.
    linxuan_stop stop;
    /// What both are given.
    void *context;
} linxuan_options;

/// How a solve ended.
enum {
    LINXUAN_OPTIMAL = 0,
    LINXUAN_FEASIBLE = 1,
    LINXUAN_INFEASIBLE = 2,
    LINXUAN_UNBOUNDED = 3,
    LINXUAN_UNDECIDED = 4,
    LINXUAN_ERROR = 5
};

/// The status of a row or column in a basis, numbered as GLPK does.
enum {
    LINXUAN_BASIC = 1,
    LINXUAN_AT_LOWER = 2,
    LINXUAN_AT_UPPER = 3,
    LINXUAN_FREE = 4,
    LINXUAN_FIXED = 5
};

/// The figures of an answer.
typedef struct {
    double objective;
    /// No solution is better than this; meaningful where the status is optimal, feasible or undecided.
    double bound;
    int iterations;
    /// GLPK's own words where the status is LINXUAN_ERROR.
    char message[512];
} linxuan_outcome;

/// Solves a linear or integer program: by the dual simplex method with the long-step ratio test, and where columns
/// must be whole by branch and bound. It creates, loads, solves, reads and frees in one call, so that GLPK's abort
/// becomes a status.
///
/// All indices count from 0 and all arrays are the caller's. The matrix is stored by columns: the entries of column
/// j are those from columnStart[j] up to, not including, columnStart[j + 1]. A bound that is missing is -INFINITY or
/// INFINITY. isInteger is NULL for a program without whole columns; only for such are reduced costs, duals and
/// statuses written.
int linxuan_solve(int rowCount, int columnCount, int maximise, const int *columnStart, const int *entryRow,
                  const double *entryValue, const double *rowLower, const double *rowUpper,
                  const double *columnLower, const double *columnUpper, const double *cost,
                  const unsigned char *isInteger, const linxuan_options *options, double *columnValue,
                  double *columnReducedCost, double *rowDual, unsigned char *columnStatus,
                  unsigned char *rowStatus, linxuan_outcome *outcome);

#endif
