#ifndef LINXUAN_CHOLESKY_KERNELS_H
#define LINXUAN_CHOLESKY_KERNELS_H

/* Four rows of a block less what the columns begin..<end before it add to them: target[row + i][first + j] -= Σ target[row + i][k] ·
   strips[j][k] for i < 4, j < width. Strips hold the block's columns by fours, 4 × first numbers each. The digits are the same with and
   without the processor's wide registers. */
void linxuan_subtract(
    double *target, long stride, long row, long first, long width, const double *strips, long begin, long end);

#endif
