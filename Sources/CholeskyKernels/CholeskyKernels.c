#include "CholeskyKernels.h"

/* No contraction of a product and a sum into one rounding: the same matrix gives the same digits on every machine. */
#pragma STDC FP_CONTRACT OFF

typedef double four __attribute__((vector_size(32), aligned(8)));

#define INLINE static inline __attribute__((always_inline))

#define load(place) (*(const four *)(place))

/* Four rows less what they share with strips of four columns; each sum goes along the columns from the first to the last, whatever the
   width of the tile is. */
INLINE void tile(double *rows, long stride, long begin, long end, const double *strip, long strips_apart, double *target, int strips) {
    const double *a = rows, *b = rows + stride, *c = rows + 2 * stride, *d = rows + 3 * stride;
    four sums[2][4] = {{{0}}};
    for (long k = begin; k < end; k++) {
        for (int s = 0; s < strips; s++) {
            four right = load(strip + s * strips_apart + 4 * k);
            sums[s][0] += right * a[k];
            sums[s][1] += right * b[k];
            sums[s][2] += right * c[k];
            sums[s][3] += right * d[k];
        }
    }
    for (int s = 0; s < strips; s++)
        for (int row = 0; row < 4; row++) {
            four *place = (four *)(target + row * stride + 4 * s);
            *place = *place - sums[s][row];
        }
}

INLINE void subtract(double *target, long stride, long row, long first, long width, const double *strips, long begin, long end, int wide) {
    double *rows = target + row * stride;
    long column = 0;
    if (wide)
        for (; column + 8 <= width; column += 8)
            tile(rows, stride, begin, end, strips + column * first, 4 * first, rows + first + column, 2);
    for (; column < width; column += 4)
        tile(rows, stride, begin, end, strips + column * first, 4 * first, rows + first + column, 1);
}

static void narrow(double *target, long stride, long row, long first, long width, const double *strips, long begin, long end) {
    subtract(target, stride, row, first, width, strips, begin, end, 0);
}

#if defined(__x86_64__)
/* Sixteen registers of four numbers hold two strips; FMA is not asked for. */
__attribute__((target("avx2"))) static void wide(
    double *target, long stride, long row, long first, long width, const double *strips, long begin, long end) {
    subtract(target, stride, row, first, width, strips, begin, end, 1);
}
#endif

void linxuan_subtract(
    double *target, long stride, long row, long first, long width, const double *strips, long begin, long end) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        wide(target, stride, row, first, width, strips, begin, end);
        return;
    }
#endif
    narrow(target, stride, row, first, width, strips, begin, end);
}
